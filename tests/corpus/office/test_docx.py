"""Word files: what is text and what is not, and in which order."""

from __future__ import annotations

import pytest

from tests.corpus.office.writing import STYLES, W, docx, p, r, zipped
from tracuu.corpus.office import docx as reader
from tracuu.corpus.office.document import Link
from tracuu.errors import InputError
from tracuu.records import Role

TABLE = "<w:tbl>{}</w:tbl>"
ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return TABLE.format("".join(ROW.format("".join(CELL.format(cell) for cell in row)) for row in rows))


def texts(body: str, **more: object) -> list[str]:
    return [block.text for block in reader.read(docx(body, **more)).blocks]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("One.") + p("") + p("Two."), ["One.", "Two."]),
        (p("Split ", "in ", "runs."), ["Split in runs."]),
        (p("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:noBreakHyphen/></w:r>", "c"), ["a b‑c"]),
        (p("line", "<w:r><w:br/></w:r>", "line"), ["line", "line"]),
        (p("page", '<w:r><w:br w:type="page"/></w:r>', "page"), ["page page"]),
        # tracked: what was put in stays, what was taken out or moved away goes
        (p("kept ", f"<w:ins>{r('new ')}</w:ins>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"), ["kept new"]),
        (p("<w:moveFrom>" + r("away") + "</w:moveFrom>", "<w:moveTo>" + r("here") + "</w:moveTo>"), ["here"]),
        (table((p("a"), p("b"))).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"), []),
        # hidden, by the run or by a style
        (p("seen ", r("unseen", inside="<w:vanish/>")), ["seen"]),
        (p(r("seen", inside='<w:vanish w:val="0"/>')), ["seen"]),
        (p("unseen", style="Secret"), []),
        # a field shows its result, not its code
        (p("<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>", "12"), ["12"]),
        # of two forms of one thing the first
        (
            p("<mc:AlternateContent><mc:Choice>" + r("new") + "</mc:Choice><mc:Fallback>" + r("old") + "</mc:Fallback>"
              "</mc:AlternateContent>"),
            ["new"],
        ),
        # a box of text follows the paragraph that it hangs on
        (p("then", f"<w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r>"), ["then", "boxed"]),
        ("<w:sdt><w:sdtContent>" + p("in a control") + "</w:sdtContent></w:sdt>", ["in a control"]),
        # a comment's mark is no text
        (p("said", '<w:r><w:commentReference w:id="1"/></w:r>'), ["said"]),
        # rows of short cells are read across; cells of paragraphs one after the other
        (table((p("No."), p("Name")), (p("1"), p("Lan"))), ["No. | Name", "1 | Lan"]),
        (table((p("Left, first.") + p("Left, second."), p("Right."))), ["Left, first.", "Left, second.", "Right."]),
        (table((p("only one cell"),)), ["only one cell"]),
        (table((table((p("inner"), p("cells"))), p("outer"))), ["inner", "cells", "outer"]),
    ],
)  # fmt: skip
def test_what_is_text(body: str, expected: list[str]) -> None:
    assert texts(body, more={"word/styles.xml": STYLES}) == expected


def test_headers_footers_and_comments_are_left_out() -> None:
    more = {
        f"word/{name}.xml": f"<w:hdr {W}>{p('not the article')}</w:hdr>" for name in ("header1", "footer1", "comments")
    }
    assert texts(p("The article."), more=more) == ["The article."]


def test_footnotes_follow_the_text_in_the_order_of_their_marks() -> None:
    body = p("First", '<w:r><w:footnoteReference w:id="7"/></w:r>') + p(
        "Second", '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in ((0, "---"), (2, "Two."), (7, "Seven."))
    )
    assert texts(body, more={"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>"}) == [
        "First", "Second", "Seven.", "Two.",
    ]  # fmt: skip


def test_styles_tell_title_and_headings() -> None:
    body = p("A title", style="Title") + p("A heading", style="H1") + p("Text.")
    found = reader.read(docx(body, more={"word/styles.xml": STYLES})).blocks
    assert [block.role for block in found] == [Role.TITLE, Role.HEADING, None]


def test_old_fonts_are_read_by_run_style_and_what_a_style_stands_on() -> None:
    """TCVN3 in .VnTime, its capitals in .VnTimeH, VNI, and Unicode between them."""
    body = (
        p(r("Céng hoµ x· héi", ".VnTime"), " – Unicode: Cộng hoà", r(" chñ nghÜa", ".VnTimeH"))
        + p(r("Coäng hoøa xaõ hoäi", "VNI-Times"))
        + p("ViÖt Nam", style="Older")
        + p(r("V", ".VnTime"), r("i", ".VnTime", "<w:b/>"), r("Öt", ".VnTime"))  # one word in three runs
    )
    found = reader.read(docx(body, more={"word/styles.xml": STYLES}))
    assert [block.text for block in found.blocks] == [
        "Cộng hoà xã hội – Unicode: Cộng hoà CHỦ NGHĨA", "Cộng hòa xã hội", "Việt Nam", "Việt",
    ]  # fmt: skip
    assert found.encoding == "tcvn3"


def test_links_are_kept_with_their_words() -> None:
    link = '<w:hyperlink r:id="rId1">' + r("the report") + "</w:hyperlink>"
    field = '<w:r><w:instrText>HYPERLINK "https://example.vn/b"</w:instrText></w:r>'
    found = reader.read(docx(p("See ", link, field), links=["https://example.vn/a?x=1&y=2"]))
    assert found.links == (Link("https://example.vn/a?x=1&y=2", "the report"), Link("https://example.vn/b", ""))


@pytest.mark.parametrize(
    ("created", "modified", "made"),
    [
        ("2024-03-15T08:00:00Z", "2024-03-20T08:00:00Z", "2024-03-15T08:00:00Z"),
        ("2009-01-01T00:00:00Z", "2024-03-20T08:00:00Z", None),  # the day of a template says nothing of the text
        ("", "", None),
    ],
)
def test_the_day_of_making_is_not_that_of_a_template(created: str, modified: str, made: str | None) -> None:
    stated = f"<dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified>"
    assert reader.read(docx(p("Text."), properties=stated)).made == made


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04 and no more", zipped({"other.xml": "<x/>"}), docx("")[:-200], docx("<w:p>")],
    ids=["empty", "cut", "another zip", "without its end", "no XML"],
)
def test_what_is_damaged_is_said_to_be(raw: bytes) -> None:
    with pytest.raises(InputError):
        reader.read(raw)
