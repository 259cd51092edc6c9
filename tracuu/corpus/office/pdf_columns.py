"""The reading order of a PDF page: columns one after the other, rows of tables across.

Most files paint their text in reading order, and that order is kept. Where lines of two columns were painted as one,
a gutter shows: a strip from top to bottom that no line of the stretch crosses, with running text on both sides. Short
texts on both sides are the cells of a table, which are read across.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracuu.corpus.office.rowed import BETWEEN

_FEWEST = 4  # lines beside each other; fewer make no columns
_RUNNING = 22  # letters of a line of running text, in the middle of all lines of a column
_FILLED = 0.55  # of a column's width, in the middle of its lines


class Line(NamedTuple):
    """A line in reading order; `is_row` where cells of a table stand in it."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_row: bool = False

    @property
    def height(self) -> float:
        """Give how high its letters are."""
        return self.top - self.bottom


def ordered(page: Sequence[Sequence[Line]]) -> list[Line]:
    """Put lines, given as their segments in the order in which they were painted, into reading order."""
    found: list[Line] = []
    place = 0
    while place < len(page):
        end, gutter = _stretch(page, place)
        if gutter is None:
            found.append(_across(page[place]))
            place += 1
            continue
        stretch = page[place:end]
        left = [[one for one in line if one.right <= gutter] for line in stretch]
        right = [[one for one in line if one.left >= gutter] for line in stretch]
        found += ordered([line for line in left if line])
        found += ordered([line for line in right if line])
        place = end
    return found


def _across(segments: Sequence[Line]) -> Line:
    if len(segments) == 1:
        return segments[0]._replace(is_row=not segments[0].height)  # what stands on its side goes on with nothing
    return Line(
        BETWEEN.join(one.text for one in segments),
        min(one.left for one in segments),
        max(one.right for one in segments),
        segments[0].bottom,
        segments[0].top,
        is_row=True,
    )


def _stretch(page: Sequence[Sequence[Line]], start: int) -> tuple[int, float | None]:
    """Find columns that begin at a line: where they end, and the gutter between the first and the others."""
    if len(page[start]) < 2:  # noqa: PLR2004  nothing stands beside anything
        return start, None
    for before, behind in zip(page[start], page[start][1:], strict=False):
        low, high = before.right, behind.left
        end, beside = start, 0
        while end < len(page) and (narrowed := _narrowed(page[end], low, high)) and _is_below(page, start, end):
            low, high = narrowed
            beside += _is_on_both_sides(page[end], (low + high) / 2)
            end += 1
        gutter = (low + high) / 2
        if beside >= _FEWEST and _are_columns(page[start:end], gutter):
            return end, gutter
    return start, None


def _is_below(page: Sequence[Sequence[Line]], start: int, place: int) -> bool:
    """Tell whether a line goes on downwards; one that jumps up begins another part of the page."""
    return place == start or page[place][0].bottom <= page[place - 1][0].top


def _narrowed(line: Sequence[Line], low: float, high: float) -> tuple[float, float] | None:
    """Narrow a gutter by the segments of one more line; None where one crosses it."""
    for one in line:
        if one.right <= high and one.left < low + 1:
            low = max(low, one.right)
        elif one.left >= low:
            high = min(high, one.left)
        else:
            return None
    return (low, high) if high > low else None


def _is_on_both_sides(line: Sequence[Line], gutter: float) -> bool:
    return any(one.right <= gutter for one in line) and any(one.left >= gutter for one in line)


def _are_columns(stretch: Sequence[Sequence[Line]], gutter: float) -> bool:
    """Tell columns of running text from a table: their lines are long, and fill the column."""
    sides = (
        [one for line in stretch for one in line if one.right <= gutter],
        [one for line in stretch for one in line if one.left >= gutter],
    )
    return all(_is_running(side) for side in sides)


def _is_running(side: list[Line]) -> bool:
    if not side:
        return False
    widths = sorted(one.right - one.left for one in side)
    letters = sorted(len(one.text) for one in side)
    # Columns further right are part of the right side: a line is measured by the widest line, not by the side.
    return letters[len(letters) // 2] >= _RUNNING and widths[len(widths) // 2] >= _FILLED * widths[-1]
