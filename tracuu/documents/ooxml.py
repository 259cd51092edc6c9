"""Elements of WordprocessingML: paragraphs, runs, tables, fields. Children stand in the order that the schema wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NewType
from xml.sax.saxutils import escape

from tracuu.console.safe import printable
from tracuu.documents.direction import is_right_to_left, islands
from tracuu.documents.parts import Look, Run
from tracuu.errors import DataError
from tracuu.text import codes

Xml = NewType("Xml", str)

_LANGUAGES = Path(__file__).parent / "data" / "office_languages.tsv"
_LOOKS = {Look.STRONG: "Strong", Look.MARK: "Meant", Look.QUIET: "Quiet"}
_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # XML 1.0, section 2.2; `printable` sees to the others
_LTR, _EMBED, _TURN, _POP = "\u200e", "\u202a", "\u202b", "\u202c"  # UAX 9: a mark, two embeddings, their end


def node(name: str, /, *inner: Xml, **attributes: str | int) -> Xml:
    """Write an element; `r_id` stands for `r:id`, every other attribute is one of WordprocessingML."""
    given = "".join(
        f' {"r:id" if key == "r_id" else f"w:{key}"}="{escape(str(value), {chr(34): "&quot;"})}"'
        for key, value in attributes.items()
    )
    return Xml(f"<w:{name}{given}>{''.join(inner)}</w:{name}>" if inner else f"<w:{name}{given}/>")


def characters(words: str) -> Xml:
    """Write words of other people as text; what may act in it is shown and not done (`console.safe`)."""
    return Xml(escape(printable(words).translate(_NO_CHARACTERS)))


def paragraph(inner: Iterable[Xml], *, style: str | None = None, right: bool = False, name: str | None = None) -> Xml:
    """Write a paragraph; `name` is a bookmark (a letter and a number) that links lead to."""
    properties = [*([node("pStyle", val=style)] if style else []), *([node("bidi")] if right else [])]
    content = list(inner)
    if name:
        number = int(name[1:])
        content = [node("bookmarkStart", id=number, name=name), *content, node("bookmarkEnd", id=number)]
    return node("p", *([node("pPr", *properties)] if properties else []), *content)


def run(given: Run, style: str | None = None, *, right: bool = False) -> Xml:
    """Write a run, in several pieces where its direction changes. `right` tells that its paragraph runs to the left.

    Word goes by the direction of each piece, LibreOffice by the Unicode Bidirectional Algorithm over the paragraph, for
    which embeddings (U+202A, U+202B) hold a text and the islands in it together, and marks (U+200E) part it from what
    stands about it.
    """
    look = style or _LOOKS.get(given.look)
    turned = right or (given.lang is not None and is_right_to_left(given.text, given.lang))
    if not turned:
        return _piece(given.text, look, given.lang, right=False)
    pieces = (
        _piece(part, look, given.lang, right=not ltr, around=(_EMBED, _POP) if ltr else ("", ""))
        for part, ltr in islands(given.text)
    )
    if right:
        return Xml("".join(pieces))
    begin, end = (_piece("", None, None, right=False, around=around) for around in ((_LTR, _TURN), (_POP, _LTR)))
    return Xml(f"{begin}{''.join(pieces)}{end}")


def _piece(words: str, style: str | None, lang: str | None, *, right: bool, around: tuple[str, str] = ("", "")) -> Xml:
    properties = [
        *([node("rStyle", val=style)] if style else []),
        *([node("rtl")] if right else []),
        *([node("lang", **office_language(lang))] if lang else []),
    ]
    text = Xml(f'<w:t xml:space="preserve">{around[0]}{characters(words)}{around[1]}</w:t>')
    return node("r", *([node("rPr", *properties)] if properties else []), text) if words or any(around) else Xml("")


def field(instruction: str) -> Xml:
    """Write a field that the program fills when it opens the file, such as a page's number."""
    return node("fldSimple", node("r", node("t", Xml("1"))), instr=f" {instruction} ")


def table(style: str, widths: Sequence[int], rows: Sequence[Sequence[Sequence[Xml]]]) -> Xml:
    """Write a table; a cell is its paragraphs, one without any goes on with the cell above. No page parts a row."""
    properties = node(
        "tblPr",
        node("tblStyle", val=style),
        node("tblW", w=sum(widths), type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="0480", firstRow=0, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    whole = node("trPr", node("cantSplit"))
    following: list[Sequence[Sequence[Xml]]] = [*rows[1:], [[Xml("")]] * len(widths)]
    below = ([not cell for cell in row] for row in following)
    made = (node("tr", whole, *map(_cell, row, widths, goes_on)) for row, goes_on in zip(rows, below, strict=True))
    return node("tbl", properties, grid, *made)


def _cell(paragraphs: Sequence[Xml], width: int, goes_on: bool) -> Xml:  # noqa: FBT001  a column of a row's facts
    """Write a cell; `goes_on` tells that the one below belongs to it."""
    merged = [node("vMerge", val="restart")] if paragraphs and goes_on else []
    merged += [] if paragraphs else [node("vMerge")]
    return node("tc", node("tcPr", node("tcW", w=width, type="dxa"), *merged), *(paragraphs or [node("p")]))


def office_language(lang: str) -> dict[str, str]:
    """Give the attribute of `w:lang` that holds a language of this script, with the tag that Office knows it by."""
    tag, group = _office().get(lang) or _office().get(codes.primary(lang)) or (lang, "val")
    return {group: tag}


@cache
def _office() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(_LANGUAGES.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        code, tag, group = [*line.split("\t"), "", ""][:3]
        if code in table or not tag or group not in {"val", "eastAsia", "bidi"}:
            raise DataError("text.bad_language_row", path=_LANGUAGES, line=number)
        table[code] = (tag, group)
    return table
