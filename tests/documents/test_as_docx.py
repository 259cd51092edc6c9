"""Documents as .docx: a package that holds what it names, elements in the schema's order, directions, languages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.briefs import ARABIC, HOSTILE, brief, line, usual, written
from tracuu.console.safe import printable
from tracuu.documents.as_docx import docx
from tracuu.documents.ooxml import office_language, run
from tracuu.documents.parts import Document, Paragraph, Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Children in the order of wml.xsd (ISO/IEC 29500-1, annex A), as far as they are used here.
ORDERS = {
    "pPr": ("pStyle", "keepNext", "keepLines", "numPr", "bidi", "spacing", "ind", "jc", "outlineLvl"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "shd", "rtl", "lang"),
    "tblPr": ("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tr": ("trPr", "tc"),
    "tcPr": ("tcW", "vMerge"),
    "tc": ("tcPr", "p"),
    "sectPr": ("footerReference", "pgSz", "pgMar"),
    "body": ("p", "tbl", "sectPr"),
    "style": ("name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"),
    "lvl": ("start", "numFmt", "lvlText", "lvlJc", "pPr"),
    "settings": ("zoom", "defaultTabStop", "characterSpacingControl", "compat", "decimalSymbol", "listSeparator"),
    "styles": ("docDefaults", "style"),
}


def package(made: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx(made))) as parts:
        assert parts.testzip() is None
        return {name: parts.read(name) for name in parts.namelist()}


def part(made: Document, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(package(made)[name])


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def said(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def runs(made: Document, words: str) -> Iterator[etree._Element]:
    yield from (one for one in part(made).iter(f"{W}r") if words in said(one))


def in_order(children: Iterable[str], order: tuple[str, ...]) -> bool:
    places = [order.index(child) for child in children]
    return places == sorted(places)


def test_the_package_holds_what_it_names() -> None:
    parts = package(written(usual()))
    assert next(iter(parts)) == "[Content_Types].xml"
    types = etree.fromstring(parts["[Content_Types].xml"])
    assert {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")} <= set(parts)
    for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        inside = [one for one in etree.fromstring(parts[name]) if one.get("TargetMode") != "External"]
        assert inside
        assert {folder + one.get("Target", "") for one in inside} <= set(parts)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/numbering.xml"])
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    """Word calls a file damaged in which they do not."""
    for element in part(written(usual()), name).iter():
        order = ORDERS.get(local(element))
        if order is not None and local(element) != "body":
            assert in_order(map(local, element), order), etree.tostring(element)


def test_the_body_ends_with_the_page_and_no_cell_is_empty() -> None:
    body = part(written(usual())).find(f"{W}body")
    assert body is not None
    assert [local(one) for one in body][-2:] == ["p", "sectPr"]
    assert {local(one) for one in body} <= set(ORDERS["body"])
    assert all(local(cell[-1]) == "p" for cell in body.iter(f"{W}tc"))
    size = body.find(f"{W}sectPr/{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")  # A4: 210 by 297 mm


def test_styles_that_are_used_are_there() -> None:
    made = written(usual())
    styles = {one.get(f"{W}styleId") for one in part(made, "word/styles.xml").iter(f"{W}style")}
    used = {one.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for one in part(made).iter(f"{W}{kind}")}
    assert used <= styles
    assert {"Title", "Heading1", "Quote", "Bibliography", "Facts", "Beside"} <= used


def test_links_lead_to_addresses_and_references_to_sources() -> None:
    made = written(usual())
    relations = {
        one.get("Id"): one.get("Target") for one in etree.fromstring(package(made)["word/_rels/document.xml.rels"])
    }
    links = list(part(made).iter(f"{W}hyperlink"))
    outside = {relations[one.get(f"{R}id")] for one in links if one.get(f"{R}id")}
    assert "https://example.org/v1?a=1&b=2" in outside
    assert all(str(target).startswith("https://") for target in outside)
    marks = {one.get(f"{W}name"): one.get(f"{W}id") for one in part(made).iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in links if one.get(f"{W}anchor")} == set(marks)
    assert len(set(marks.values())) == len(marks)


def test_addresses_are_written_in_ascii() -> None:
    """Word calls a file damaged whose links are no URIs."""
    runs = (Run("x", link="https://báo.vn/bài viết-1".replace(" ", "%20")), Run("y", link="https://a.vn/?q=a'b&c"))
    made = Document("x", "en", "", "{page}{pages}", (Paragraph(runs),))
    relations = etree.fromstring(package(made)["word/_rels/document.xml.rels"])
    targets = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert targets == ["https://b%C3%A1o.vn/b%C3%A0i%20vi%E1%BA%BFt-1", "https://a.vn/?q=a'b&c"]


def test_right_to_left_text_is_marked_as_such_and_codes_in_it_are_not() -> None:
    made = written(brief(line("v1", "ar", ARABIC)))
    (quote,) = (
        one for one in part(made).iter(f"{W}p")
        if one.find(f"{W}pPr/{W}pStyle") is not None and one.find(f"{W}pPr/{W}bidi") is not None
    )  # fmt: skip
    turned = {said(one): one.find(f"{W}rPr/{W}rtl") is not None for one in quote.iter(f"{W}r")}
    assert turned["\u202a35-NQ/TU\u202c"] is False
    assert all(right for words, right in turned.items() if "\u202a" not in words)
    assert {one.get(f"{W}bidi") for one in quote.iter(f"{W}lang")} == {"ar-SA"}


def test_a_right_to_left_title_in_a_line_of_ours_is_embedded() -> None:
    """Else its parts would stand in the order of our line: the date, which ends it, on its right."""
    whole = "".join(said(one) for one in part(written(brief(line("v1", "ar", ARABIC)))).iter(f"{W}p"))
    assert "“\u200e\u202bتنفيذا للقرار رقم \u202a35-NQ/TU\u202c المؤرخ \u202a8/12/2023\u202c\u202c\u200e”" in whole


@pytest.mark.parametrize(
    ("lang", "attribute"),
    [
        ("vi", {"val": "vi-VN"}), ("nb", {"val": "nb-NO"}), ("yo", {"val": "yo"}),
        ("zh-Hans", {"eastAsia": "zh-CN"}), ("ja", {"eastAsia": "ja-JP"}),
        ("th", {"bidi": "th-TH"}), ("fa", {"bidi": "fa-IR"}), ("ur", {"bidi": "ur-PK"}),
    ],
)  # fmt: skip
def test_languages_are_tagged_by_script(lang: str, attribute: dict[str, str]) -> None:
    assert office_language(lang) == attribute


def test_hostile_words_stay_words() -> None:
    (quote,) = (one for one in part(written(usual())).iter(f"{W}p") if said(one) == shown(HOSTILE))
    assert {local(one) for one in quote.iter()} <= {"p", "pPr", "pStyle", "r", "rPr", "rStyle", "lang", "t"}


def shown(words: str) -> str:
    return printable(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@given(st.text(min_size=1), st.sampled_from(["vi", "ar", None]))
@settings(max_examples=60)
def test_any_text_is_read_back_as_it_is_shown(words: str, lang: str | None) -> None:
    made = Document("x", "en", "", "{page}{pages}", (Paragraph((Run(words, lang),), lang=lang),))
    (body,) = part(made)
    paragraph = body[1]
    marks = str.maketrans("", "", "\u202a\u202b\u202c\u200e")
    assert said(paragraph).translate(marks) == shown(words).translate(marks)


def test_a_run_without_words_is_none() -> None:
    assert run(Run("")) == ""


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx(written(usual())) == docx(written(usual()))


def test_pages_are_numbered_in_the_language_of_the_document() -> None:
    footer = part(written(usual(), lang="vi"), "word/footer1.xml")
    assert [one.get(f"{W}instr") for one in footer.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]
    assert said(footer) == "Trang 1/1"
    default = part(written(usual(), lang="vi"), "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "vi-VN"
