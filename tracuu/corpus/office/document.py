"""The nouns of this room: what a reader of office files hands over."""

from __future__ import annotations

from typing import Any, NamedTuple

from tracuu.records import PAGE_BREAK, Role

__all__ = ["PAGE_BREAK", "Block", "Document", "Link", "Table", "packed", "unpacked"]


class Block(NamedTuple):
    """A paragraph, heading or row of a table, on one line, and the role that the file states for it."""

    text: str
    role: Role | None = None


class Link(NamedTuple):
    """An address that a text links to, and the words that do."""

    url: str
    words: str


class Document(NamedTuple):
    """What an office file holds.

    `blocks` stand in reading order; footnotes follow the text. `reader` names the code and version that read it.
    `title`, `published` (ISO 8601), `lang`, `url` are what its properties state, not yet judged. `made` is the day on
    which it was made by its properties. `encoding` is the old encoding of fonts that was undone (`tcvn3`, `vni`).
    `notes` say what was lost or could not be read.
    """

    blocks: tuple[Block, ...]
    reader: str
    title: str | None = None
    published: str | None = None
    made: str | None = None
    publisher: str | None = None
    lang: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    encoding: str | None = None
    notes: tuple[str, ...] = ()


class Table(NamedTuple):
    """A sheet of a table: rows of cells; a cell that links somewhere is its words and the address."""

    rows: tuple[tuple[Link, ...], ...]


def packed(found: Document | tuple[Table, ...]) -> dict[str, Any]:
    """Give what was found as JSON can hold it, to travel from one process to another."""
    if isinstance(found, Document):
        return {"document": found._asdict()}
    return {"tables": found}


def unpacked(told: dict[str, Any]) -> Document | tuple[Table, ...]:
    """Undo `packed`."""
    if "tables" in told:
        return tuple(Table(tuple(tuple(Link(*cell) for cell in row) for row in rows)) for (rows,) in told["tables"])
    fields = dict(told["document"])
    fields["blocks"] = tuple(Block(text, Role(role) if role else None) for text, role in fields["blocks"])
    fields["links"] = tuple(Link(*one) for one in fields["links"])
    fields["notes"] = tuple(fields["notes"])
    return Document(**fields)
