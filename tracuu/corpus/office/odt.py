"""LibreOffice texts (.odt; OpenDocument 1.3, ISO/IEC 26300). What is read and left out is as for Word files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracuu.corpus.office import fonts, package, rowed
from tracuu.corpus.office.document import Document, Link
from tracuu.corpus.office.fonts import Run
from tracuu.corpus.office.package import Element, Package, attribute, local
from tracuu.errors import InputError
from tracuu.records import Role

READER = "odt/1"
_LEFT_OUT = frozenset({
    "tracked-changes", "annotation", "annotation-end", "note", "hidden-text", "hidden-paragraph", "sequence-decls",
    "variable-decls", "forms", "bookmark", "ruby-text", "binary-data", "desc", "title", "toc-mark",
})  # fmt: skip
_DEEPEST = 60


class _Style(NamedTuple):
    font: str | None
    hidden: bool | None
    above: str | None
    title: bool


class _File(NamedTuple):
    styles: dict[str, _Style]
    links: list[Link]
    notes: list[Element]


def read(raw: bytes) -> Document:
    """Read an OpenDocument text. Raises InputError when it is damaged or protected by a password."""
    held = Package(raw)
    _refuse_protected(held)
    content = held.xml("content.xml")
    file = _File(_styles(held, content), [], [])
    body = next(iter(package.below(content, "text")), None)
    pieces = list(_blocks(body, file, rowed.Tables())) if body is not None else []
    for note in file.notes:
        pieces += _blocks(note, file, rowed.Tables())
    read_as = fonts.unicode_of(piece.runs for piece in pieces)
    lines = [(text, piece.role, piece.place) for text, piece in zip(read_as.texts, pieces, strict=True)]
    meta = held.xml_if_any("meta.xml")
    return Document(
        blocks=tuple(rowed.blocks(lines)),
        reader=READER,
        title=package.core_property(meta, "title"),
        made=package.core_property(meta, "creation-date"),
        links=tuple(file.links),
        encoding=read_as.encoding,
    )


def _refuse_protected(held: Package) -> None:
    manifest = held.xml_if_any("META-INF/manifest.xml")
    if manifest is not None and next(iter(package.below(manifest, "encryption-data")), None) is not None:
        raise InputError("office.protected")


# --- styles


def _styles(held: Package, content: Element) -> dict[str, _Style]:
    roots = [held.xml_if_any("styles.xml"), content]
    faces = {
        attribute(one, "name"): (attribute(one, "font-family") or "").strip("'\"")
        for root in roots
        if root is not None
        for one in package.below(root, "font-face")
    }
    rows = [one for root in roots if root is not None for one in package.below(root, "style")]
    return {attribute(one, "name") or "": _style(one, faces) for one in rows}


def _style(element: Element, faces: dict[str | None, str]) -> _Style:
    properties = next(iter(package.below(element, "text-properties")), None)
    named = attribute(properties, "font-name") if properties is not None else None
    family = attribute(properties, "font-family") if properties is not None else None
    display = attribute(properties, "display") if properties is not None else None
    return _Style(
        faces.get(named, named) if named else family,
        display == "none" if display else None,
        attribute(element, "parent-style-name"),
        attribute(element, "name") == "Title",
    )


def _of_style(file: _File, style: str | None, field: str) -> object:
    for _ in range(_DEEPEST):
        known = file.styles.get(style) if style else None
        if known is None:
            return None
        if getattr(known, field):
            return getattr(known, field)
        style = known.above
    return None


# --- blocks


def _blocks(container: Element, file: _File, tables: rowed.Tables) -> Iterator[rowed.Piece]:
    for one in container:
        name = local(one)
        if name in {"p", "h"}:
            yield from _paragraph(one, file, tables)
        elif name == "table":
            with tables.table():
                yield from _blocks(one, file, tables)
        elif name == "table-row":
            tables.row()
            yield from _blocks(one, file, tables)
        elif name == "table-cell":
            tables.cell()
            yield from _blocks(one, file, tables)
        elif name not in _LEFT_OUT and attribute(one, "display") != "none":
            yield from _blocks(one, file, tables)


def _paragraph(paragraph: Element, file: _File, tables: rowed.Tables) -> Iterator[rowed.Piece]:
    style = attribute(paragraph, "style-name")
    boxes: list[Element] = []
    runs = list(_runs(paragraph, style, file, boxes))
    role = Role.TITLE if _of_style(file, style, "title") else Role.HEADING if local(paragraph) == "h" else None
    yield rowed.Piece(runs, role, tables.here())
    for box in boxes:
        yield from _blocks(box, file, tables)


def _runs(element: Element, style: str | None, file: _File, boxes: list[Element]) -> Iterator[Run]:
    hidden = bool(_of_style(file, style, "hidden"))
    font = _of_style(file, style, "font")
    shown = str(font) if font else None
    if element.text and not hidden:
        yield Run(_plain(element.text), shown)
    for one in element:
        if not hidden:
            yield from _inner(one, style, file, boxes, shown)
        if one.tail and not hidden:
            yield Run(_plain(one.tail), shown)


def _inner(one: Element, style: str | None, file: _File, boxes: list[Element], font: str | None) -> Iterator[Run]:
    name = local(one)
    if name in {"s", "tab"}:
        yield Run(" ", font)
    elif name == "line-break":
        yield Run("\n", font)
    elif name == "note":
        file.notes.extend(part for part in one if local(part) == "note-body")
    elif name == "text-box":
        boxes.append(one)
    elif name == "a":
        found = list(_runs(one, style, file, boxes))
        _note_link(file, attribute(one, "href"), found)
        yield from found
    elif name not in _LEFT_OUT:
        yield from _runs(one, attribute(one, "style-name") or style if name == "span" else style, file, boxes)


def _note_link(file: _File, target: str | None, runs: list[Run]) -> None:
    if target and target.lower().startswith(("http://", "https://")):
        file.links.append(Link(target.strip(), "".join(run.text for run in runs).strip()))


def _plain(text: str) -> str:
    """White space of the file is layout; blanks that are meant are elements (part 3, section 6.1.2)."""
    if text.isspace():
        return " "
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return before + " ".join(text.split()) + after
