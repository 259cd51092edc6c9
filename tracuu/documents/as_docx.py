"""A document as a .docx file for Word and LibreOffice (ISO/IEC 29500-1, WordprocessingML, transitional).

Written by us and not through a library: what is wanted here (right-to-left runs, languages of runs, links, page
numbers) is XML to be written by hand in any case. The same document gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tracuu.documents.ooxml import Xml, field, node, paragraph, run, table
from tracuu.documents.parts import Beside, Block, Document, Facts, Heading, Paragraph, Run, Style
from tracuu.documents.tags import is_address

_TEMPLATES = Path(__file__).parent / "data" / "docx"
_STYLES = {
    Style.LEAD: "Lead",
    Style.QUOTE: "Quote",
    Style.NOTE: "Note",
    Style.ITEM: "ListBullet",
    Style.SOURCE: "Bibliography",
}
_BESIDE = {**_STYLES, Style.QUOTE: "QuoteBeside"}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES, _VALUES = 2600, 6472  # widths of columns in twentieths of a point; together an A4 page's between the margins
_HALF = (_NAMES + _VALUES) // 2
_SINCE_1980 = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can state
_AS_IT_IS = "%/:?#[]@!$&'()*+,;=~"  # of an address; all else is written as RFC 3986 has it
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx(document: Document) -> bytes:
    """Write a document as the bytes of a .docx file."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in _parts(document):
            entry = zipfile.ZipInfo(name, _SINCE_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()


def _parts(document: Document) -> Iterator[tuple[str, str]]:
    links = {url: f"rId{number}" for number, url in enumerate(_addresses(document.blocks), 10)}
    yield "[Content_Types].xml", _template("content_types.xml")
    yield "_rels/.rels", _template("package_rels.xml")
    yield "docProps/core.xml", _core(document)
    yield "word/document.xml", _body(document, links)
    yield "word/_rels/document.xml.rels", _relations(links)
    yield "word/styles.xml", _template("styles.xml").replace("{lang}", {"vi": "vi-VN"}.get(document.lang, "en-US"))
    yield "word/settings.xml", _template("settings.xml")
    yield "word/numbering.xml", _template("numbering.xml")
    yield "word/footer1.xml", _footer(document)


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _body(document: Document, links: Mapping[str, str]) -> str:
    blocks = [paragraph([run(Run(document.title))], style="Title")]
    for block in document.blocks:
        blocks += _block(block, links)
    section = node(
        "sectPr",
        node("footerReference", r_id="rId4", type="default"),
        node("pgSz", w=11906, h=16838),
        node("pgMar", top=1417, right=1417, bottom=1417, left=1417, header=709, footer=709, gutter=0),
    )
    inner = node("body", *blocks, section)
    return f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}">{inner}</w:document>'


def _block(block: Block, links: Mapping[str, str]) -> list[Xml]:
    if isinstance(block, Heading):
        return [paragraph([run(Run(block.text))], style=f"Heading{block.level}")]
    if isinstance(block, Facts):
        rows = [
            ([paragraph([run(Run(name), "Strong")])], [paragraph(_runs(value, links))]) for name, value in block.rows
        ]
        return [table("Facts", (_NAMES, _VALUES), rows), _after_table()]
    if isinstance(block, Beside):
        left, *right = ([_paragraph(one, links, _BESIDE) for one in group] for group in (block.left, *block.right))
        return [
            table("Beside", (_HALF, _HALF), [(left if number == 0 else [], one) for number, one in enumerate(right)]),
            _after_table(),
        ]
    return [_paragraph(block, links)]


def _after_table() -> Xml:
    """Part a table from what follows: two tables in a row would be one, and a page cannot end with a table."""
    return node("p", node("pPr", node("spacing", after=0, line=120, lineRule="exact")))


def _paragraph(block: Paragraph, links: Mapping[str, str], styles: Mapping[Style, str] = _STYLES) -> Xml:
    from tracuu.documents.direction import is_right_to_left

    right = is_right_to_left("".join(one.text for one in block.runs), block.lang) if block.lang else False
    inner = _runs(block.runs, links, right=right)
    return paragraph(inner, style=styles.get(block.style), right=right, name=block.name)


def _runs(runs: Iterable[Run], links: Mapping[str, str], *, right: bool = False) -> list[Xml]:
    return list(map(partial(_linked, links=links, right=right), runs))


def _linked(one: Run, *, links: Mapping[str, str], right: bool) -> Xml:
    if not one.link:
        return run(one, right=right)
    words = run(one, "Hyperlink", right=right)
    if one.link.startswith("#"):
        return node("hyperlink", words, anchor=one.link[1:], history=1)
    return node("hyperlink", words, r_id=links[one.link], history=1) if one.link in links else words


def _addresses(blocks: Iterable[Block]) -> list[str]:
    """Give the addresses of the web that a document links, each once."""
    runs = (one for block in blocks for one in _all_runs(block))
    return list(dict.fromkeys(one.link for one in runs if one.link and is_address(one.link)))


def _all_runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Facts):
        yield from (one for _, value in block.rows for one in value)
    elif isinstance(block, Beside):
        yield from (one for part in block.paragraphs() for one in part.runs)
    elif isinstance(block, Paragraph):
        yield from block.runs


def _relations(links: Mapping[str, str]) -> str:
    from urllib.parse import quote
    from xml.sax.saxutils import quoteattr

    inside = {"rId1": "styles", "rId2": "settings", "rId3": "numbering", "rId4": "footer"}
    files = {"footer": "footer1"}
    parts = [
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{files.get(kind, kind)}.xml"/>'
        for key, kind in inside.items()
    ]
    for url, key in links.items():
        target = quoteattr(quote(url, safe=_AS_IT_IS))
        parts.append(f'<Relationship Id="{key}" Type="{_RELATIONS}/hyperlink" Target={target} TargetMode="External"/>')
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{"".join(parts)}</Relationships>'


def _footer(document: Document) -> str:
    before, _, rest = document.page_of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    inner = paragraph(
        [run(Run(before)), field("PAGE"), run(Run(between)), field("NUMPAGES"), run(Run(after))], style="Footer"
    )
    return f'{_HEAD}<w:ftr xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}">{inner}</w:ftr>'


def _core(document: Document) -> str:
    from tracuu.documents.ooxml import characters

    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{characters(document.title)}</dc:title><dc:creator>tracuu</dc:creator>"
        f"<dc:language>{characters(document.lang)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{characters(document.made)}</dcterms:created>'
        "</cp:coreProperties>"
    )
