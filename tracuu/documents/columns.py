"""Versions of a story beside each other: which paragraphs of each stand in which row.

The rows are the paragraphs of the first version. Every other is aligned with it alone, so that its paragraphs may fill
several rows, or stand where the first has nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.align.paragraphs import align
from tracuu.records import CONTENT, Layer, Mark, Role

_ALIGNED = frozenset({Role.DEK, Role.HEADING, Role.BODY})


class Part(NamedTuple):
    """A paragraph in a cell; `alone` where nothing of the first version corresponds to it."""

    mark: Mark
    alone: bool = False


class Cell(NamedTuple):
    """Paragraphs beside some rows: the first of these, and how many they are."""

    row: int
    rows: int
    parts: tuple[Part, ...]


def first_column(layer: Layer) -> list[Cell]:
    """Give the cells of the version that the rows are made of: a paragraph each, with the captions behind it."""
    groups = _groups(layer)
    return [Cell(row, 1, tuple(map(Part, group))) for row, group in enumerate(groups)] or [Cell(0, 1, ())]


def column(first: Layer, other: Layer) -> list[Cell]:
    """Give the cells of another version, in order; together they fill all rows of the first."""
    ours, theirs = _groups(first), _groups(other)
    cells: list[Cell] = []
    waiting: list[Part] = []
    for bead in align(_texts(first, ours), _texts(other, theirs)):
        held = [mark for place in bead.right for mark in theirs[place]]
        if bead.left:
            cells.append(Cell(bead.left.start, len(bead.left), (*waiting, *map(Part, held))))
            waiting = []
        else:
            waiting = _added(cells, waiting, [Part(mark, alone=True) for mark in held])
    return cells or [Cell(0, 1, tuple(waiting))]


def _added(cells: list[Cell], waiting: Sequence[Part], parts: Iterable[Part]) -> list[Part]:
    """Put what has no counterpart below the cell before it; before the first cell it waits for that."""
    if not cells:
        return [*waiting, *parts]
    cells[-1] = cells[-1]._replace(parts=(*cells[-1].parts, *parts))
    return []


def _groups(layer: Layer) -> list[list[Mark]]:
    """Give the paragraphs that are aligned, each with the captions behind it; the title is shown above."""
    groups: list[list[Mark]] = []
    early: list[Mark] = []
    for mark in layer.marks:
        if mark.role in _ALIGNED:
            groups.append([*early, mark])
            early = []
        elif mark.role in CONTENT and mark.role is not Role.TITLE:
            (groups[-1] if groups else early).append(mark)
    return groups or ([early] if early else [])


def _texts(layer: Layer, groups: Iterable[Sequence[Mark]]) -> list[str]:
    return [
        "\n".join(layer.given[mark.start : mark.end] for mark in group if mark.role in _ALIGNED) for group in groups
    ]
