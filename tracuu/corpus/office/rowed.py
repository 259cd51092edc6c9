"""Tables in texts: a row of short cells is one line, so that what stands beside each other is found together.

Cells that hold paragraphs are no row to be read across: they are read one after the other, as a layout is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from tracuu.corpus.office.document import Block
from tracuu.corpus.office.fonts import Run
from tracuu.records import Role

BETWEEN = " | "
_LONGEST = 400  # characters of a row that is read across


class Place(NamedTuple):
    """Where in a table a paragraph stands: the outermost table's row, counted through the file, and the cell."""

    row: int
    cell: int


class Piece(NamedTuple):
    """A paragraph before its letters are looked at, and where in a table it stands."""

    runs: list[Run]
    role: Role | None
    place: Place | None


Line = tuple[str, Role | None, Place | None]


class Tables:
    """Counts rows and cells while a text is walked through; a table within a cell belongs to that cell."""

    def __init__(self) -> None:
        """Stand outside of any table."""
        self._depth = 0
        self._row = 0
        self._cell = 0

    @contextmanager
    def table(self) -> Iterator[None]:
        """Be inside a table in a with block."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def row(self) -> None:
        """Begin a row."""
        if self._depth == 1:
            self._row += 1

    def cell(self) -> None:
        """Begin a cell."""
        if self._depth == 1:
            self._cell += 1

    def here(self) -> Place | None:
        """Give the place of a paragraph that stands here; None outside of tables."""
        return Place(self._row, self._cell) if self._depth else None


def blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Give paragraphs and rows as blocks, each on one line. A line break within a paragraph ends a block."""
    for row, same in groupby(lines, key=lambda line: line[2].row if line[2] else None):
        listed = list(same)
        if row is not None and (across := _across(listed)):
            yield Block(across)
            continue
        for text, role, _ in listed:
            yield from (Block(line, role) for part in text.split("\n") if (line := tidy(part)))


def _across(row: list[Line]) -> str | None:
    """Give a row on one line, None when its cells hold paragraphs."""
    cells: dict[int, list[str]] = {}
    for text, _, place in row:
        if place and text.strip():
            cells.setdefault(place.cell, []).append(tidy(text))
    if len(cells) < 2 or any(len(texts) > 1 for texts in cells.values()):  # noqa: PLR2004  one cell is no row
        return None
    line = BETWEEN.join(texts[0] for texts in cells.values())
    return line if len(line) <= _LONGEST else None


def tidy(text: str) -> str:
    """Give text with single blanks; the mark of a page's end stays where it is."""
    if "\f" not in text:
        return " ".join(text.split())
    return "\f".join(" ".join(part.split()) for part in text.split("\f"))
