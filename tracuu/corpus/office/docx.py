"""Word files (.docx; ISO/IEC 29500, WordprocessingML, strict and transitional).

Read are the body, text boxes behind the paragraph that they hang on, footnotes and endnotes behind the text. Left out
are headers and footers, comments, tracked deletions, what was moved away, and hidden text. The numbers that Word puts
before paragraphs of a list are no text of the file and are not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracuu.corpus.office import fonts, package, rowed
from tracuu.corpus.office.document import Document, Link
from tracuu.corpus.office.fonts import Run
from tracuu.corpus.office.package import Element, Package, attribute, child, local
from tracuu.records import Role

READER = "docx/1"
_MAIN = "word/document.xml"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "Fallback", "sectPr", "commentReference"}
)
_WITHIN = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_NOTES = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))
_OFF = frozenset({"0", "false", "off"})
_FIELD = re.compile(r'HYPERLINK\s+"([^"]{4,2000})"')
_DEEPEST = 60  # styles that stand on each other


class _Style(NamedTuple):
    """What a style says: its font, whether it hides text, its level in the outline (0: a title), what it stands on."""

    font: str | None
    hidden: bool | None
    role: Role | None
    above: str | None


class _File(NamedTuple):
    """What is needed to read paragraphs: styles by id, the font where nothing names one, where links lead."""

    styles: dict[str, _Style]
    font: str | None
    targets: dict[str, str]
    links: list[Link]
    notes: list[tuple[str, str]]


def read(raw: bytes) -> Document:
    """Read a Word file. Raises InputError when it is damaged, protected, or no Word file."""
    held = Package(raw)
    main = _main_part(held)
    file = _File(*_styles(held, main), _targets(held, main), [], [])
    body = child(held.xml(main), "body")
    pieces = list(_blocks(body, file, rowed.Tables())) if body is not None else []
    pieces += _notes(held, main, file)
    read_as = fonts.unicode_of(piece.runs for piece in pieces)
    lines = [(text, piece.role, piece.place) for text, piece in zip(read_as.texts, pieces, strict=True)]
    core = held.xml_if_any("docProps/core.xml")
    return Document(
        blocks=tuple(rowed.blocks(lines)),
        reader=READER,
        title=package.core_property(core, "title"),
        made=_made(core),
        links=tuple(file.links),
        encoding=read_as.encoding,
    )


def _main_part(held: Package) -> str:
    """Find the text: its name is stated, though nearly always the same."""
    stated = held.xml_if_any("_rels/.rels")
    for one in package.below(stated, "Relationship") if stated is not None else ():
        target = (one.get("Target") or "").lstrip("/")
        if (one.get("Type") or "").endswith("/officeDocument") and target in held:
            return str(target)
    return _MAIN


def _beside(main: str, name: str) -> str:
    return f"{main.rpartition('/')[0]}/{name}".lstrip("/")


def _targets(held: Package, main: str) -> dict[str, str]:
    folder, _, name = main.rpartition("/")
    stated = held.xml_if_any(f"{folder}/_rels/{name}.rels".lstrip("/"))
    rows = package.below(stated, "Relationship") if stated is not None else ()
    return {one.get("Id") or "": one.get("Target") or "" for one in rows if one.get("TargetMode") == "External"}


def _made(core: Element | None) -> str | None:
    """Give the day of making, where the day of the last change is near: an older one is the template's."""
    made, changed = (package.core_property(core, name) for name in ("created", "modified"))
    return made if made and (not changed or made[:7] == changed[:7]) else changed if not made else None


# --- styles


def _styles(held: Package, main: str) -> tuple[dict[str, _Style], str | None]:
    root = held.xml_if_any(_beside(main, "styles.xml"))
    if root is None:
        return {}, None
    default = next(iter(package.below(root, "rPrDefault")), None)
    found = {attribute(one, "styleId") or "": _style(one) for one in package.below(root, "style")}
    return found, _font(child(default, "rPr"))


def _style(element: Element) -> _Style:
    properties = child(element, "rPr")
    above = child(element, "basedOn")
    return _Style(
        _font(properties),
        _is_on(child(properties, "vanish")),
        _role(element),
        attribute(above, "val") if above is not None else None,
    )


def _role(style: Element) -> Role | None:
    name = child(style, "name")
    called = (attribute(name, "val") or "").lower() if name is not None else ""
    if called == "title":
        return Role.TITLE
    level = child(child(style, "pPr"), "outlineLvl")
    return Role.HEADING if called.startswith("heading ") or level is not None else None


def _font(properties: Element | None) -> str | None:
    named = child(properties, "rFonts")
    return None if named is None else attribute(named, "ascii") or attribute(named, "hAnsi")


def _is_on(switch: Element | None) -> bool | None:
    return None if switch is None else (attribute(switch, "val") or "1").lower() not in _OFF


def _of_style(file: _File, style: str | None, field: str) -> object:
    """Give what a style says of a field, or one that it stands on."""
    for _ in range(_DEEPEST):
        known = file.styles.get(style) if style else None
        if known is None:
            return None
        if getattr(known, field) is not None:
            return getattr(known, field)
        style = known.above
    return None


# --- blocks


def _blocks(container: Element, file: _File, tables: rowed.Tables) -> Iterator[rowed.Piece]:
    for one in container:
        name = local(one)
        if name == "p":
            yield from _paragraph(one, file, tables)
        elif name == "tbl":
            yield from _table(one, file, tables)
        elif name == "AlternateContent":
            yield from _blocks(_chosen(one), file, tables)
        elif name in _WITHIN and not _is_deleted(one):
            yield from _blocks(one, file, tables)


def _table(table: Element, file: _File, tables: rowed.Tables) -> Iterator[rowed.Piece]:
    with tables.table():
        for row in _rows(table):
            tables.row()
            for cell in _cells(row):
                tables.cell()
                yield from _blocks(cell, file, tables)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one) == "tr" and child(child(one, "trPr"), "del") is None:
            yield one
        elif local(one) in _WITHIN:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one) == "tc":
            yield one
        elif local(one) in _WITHIN:
            yield from _cells(one)


def _chosen(alternatives: Element) -> Element:
    """Of several forms of one thing the first is shown by a Word that knows it; the others say the same again."""
    return next((one for one in alternatives if local(one) == "Choice"), alternatives)


def _is_deleted(element: Element) -> bool:
    return local(element) in _LEFT_OUT


def _paragraph(paragraph: Element, file: _File, tables: rowed.Tables) -> Iterator[rowed.Piece]:
    properties = child(paragraph, "pPr")
    styled = child(properties, "pStyle")
    style = attribute(styled, "val") if styled is not None else None
    boxes: list[Element] = []
    runs = list(_runs(paragraph, style, file, boxes))
    role = _of_style(file, style, "role")
    if role is None and child(properties, "outlineLvl") is not None:
        level = attribute(child(properties, "outlineLvl"), "val") or "9"
        role = Role.HEADING if level != "9" else None
    yield rowed.Piece(runs, role if isinstance(role, Role) else None, tables.here())
    for box in boxes:
        yield from _blocks(box, file, tables)


def _runs(element: Element, style: str | None, file: _File, boxes: list[Element]) -> Iterator[Run]:
    for one in element:
        name = local(one)
        if name == "r":
            yield from _run(one, style, file, boxes)
        elif name == "hyperlink":
            found = list(_runs(one, style, file, boxes))
            _note_link(file, file.targets.get(attribute(one, "id") or ""), found)
            yield from found
        elif name == "AlternateContent":
            yield from _runs(_chosen(one), style, file, boxes)
        elif name in _WITHIN:
            yield from _runs(one, style, file, boxes)


def _run(run: Element, style: str | None, file: _File, boxes: list[Element]) -> Iterator[Run]:
    properties = child(run, "rPr")
    styled = child(properties, "rStyle")
    own = attribute(styled, "val") if styled is not None else None
    hidden = _is_on(child(properties, "vanish"))
    if hidden is None:
        hidden = bool(_of_style(file, own, "hidden") or _of_style(file, style, "hidden"))
    if hidden:
        return
    font = _font(properties) or _of_style(file, own, "font") or _of_style(file, style, "font") or file.font
    text = "".join(_texts(run, file, boxes))
    if text:
        yield Run(text, str(font) if font else None)


def _texts(run: Element, file: _File, boxes: list[Element]) -> Iterator[str]:
    for one in run:
        name = local(one)
        if name == "t":
            yield "".join(one.itertext())
        elif name in _SIGNS:
            yield " " if attribute(one, "type") in {"page", "column"} else _SIGNS[name]
        elif name == "sym":
            yield chr(int(attribute(one, "char") or "20", 16) & 0xFFFF)
        elif name == "instrText":
            if found := _FIELD.search("".join(one.itertext())):
                _note_link(file, found[1], [])
        elif name == "AlternateContent":
            yield from _texts(_chosen(one), file, boxes)
        elif name in {"drawing", "pict", "object"}:
            boxes += package.below(one, "txbxContent")
        else:
            file.notes.extend((part, attribute(one, "id") or "") for mark, part in _NOTES if name == mark)


def _note_link(file: _File, target: str | None, runs: list[Run]) -> None:
    if target and target.lower().startswith(("http://", "https://")):
        file.links.append(Link(target.strip(), "".join(run.text for run in runs).strip()))


def _notes(held: Package, main: str, file: _File) -> Iterator[rowed.Piece]:
    """Give footnotes and endnotes in the order in which the text refers to them."""
    for part in ("footnotes", "endnotes"):
        wanted = [number for kind, number in dict.fromkeys(file.notes) if kind == part]
        root = held.xml_if_any(_beside(main, f"{part}.xml")) if wanted else None
        if root is None:
            continue
        notes = {attribute(one, "id"): one for one in root}
        for number in wanted:
            if (note := notes.get(number)) is not None:
                yield from _blocks(note, file, rowed.Tables())
