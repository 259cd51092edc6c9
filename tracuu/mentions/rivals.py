"""Which names of a sentence could be meant by which of its translation: how sure a candidate is among its rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

SAME_FIGURES = (
    2.0  # the numbers inside the names are the same: 5 en 1, 5 dalam 1; taken back where rivals have them too
)
ALONE = 0.5  # no other name stands there on either side
RANK = -1.0  # for each name that stands before the one and not before the other
UNSURE = -1.0  # one side has more names there than the other: which one was left out?
SWAPPED = -0.8  # as many, yet no list: languages order the parts of a sentence differently
SLIPPED = -1.0  # alone in its sentence, but the paragraphs name unequally many things: did the sentences slip?
IN_STEP = 1.0  # the paragraphs name as many things, several, in one order: neither side has left one out
REPEATED = -0.5  # as many, and on one side all of one thing: wordings of it, or two whose namesakes were both missed
_LISTED = 30  # letters between the names of a list


class Spot(NamedTuple):
    """A place of a version: the index of its Found, its thing, its paragraph and the offset there."""

    place: int
    thing: int
    paragraph: int
    offset: int


class Cell(NamedTuple):
    """A spot with the sentences it stands in (a number that both sides share) and how far into them, from 0 to 1.

    `firm`: nothing says that the alignment of its paragraphs has slipped.
    """

    spot: Spot
    number: int
    far: float
    firm: bool = True


Cells = tuple[list[Cell], list[Cell]]
"""The spots of the left and the right side of one bead of paragraphs."""


Same = Callable[[int, int], bool]
"""Whether a left thing and a right thing are known to be one already."""


class Named(NamedTuple):
    """A name: its cell, the numbers inside it, and its span in the given text."""

    cell: Cell
    figures: tuple[str, ...]
    start: int
    end: int


Figures = dict[Spot, tuple[str, ...]]
"""The numbers inside the name at a spot."""

_Key = tuple[int, tuple[str, ...] | None]
_Group = tuple[list[Named], list[Named]]


class Rivals(NamedTuple):
    """The names of both sides by the sentences they stand in; and those with the same numbers inside apart.

    `all` holds every name, `open` those that are not known to be one with a name of the other side there, by the
    sentences and the numbers inside (None: whichever). `whole` are the open things of the paragraphs in their order.
    """

    all: dict[int, _Group]
    open: dict[_Key, _Group]
    figures: tuple[Figures, Figures]
    whole: tuple[list[int], list[int]]

    @classmethod
    def of(cls, names: tuple[list[Named], list[Named]], same: Same) -> Rivals:
        """Group the names of both sides; `same` tells what is known to be one already."""
        every: dict[int, _Group] = defaultdict(lambda: ([], []))
        open_: dict[_Key, _Group] = defaultdict(lambda: ([], []))
        for which in (0, 1):
            for name in names[which]:
                every[name.cell.number][which].append(name)
        for number, group in every.items():
            for which in (0, 1):
                for name in _unsettled(group, which, same):
                    open_[number, None][which].append(name)
                    open_[number, name.figures][which].append(name)
        ours, theirs = ({name.cell.spot: name.figures for name in held} for held in names)
        left, right = (
            list(dict.fromkeys(name.cell.spot.thing for name in _unsettled(names, which, same))) for which in (0, 1)
        )
        return cls(dict(every), dict(open_), (ours, theirs), (left, right))

    def repeated(self, number: int) -> bool:
        """Tell whether both sides name equally often there what on one of them is one thing."""
        ours, theirs = self.all.get(number, ([], []))
        return len(ours) == len(theirs) and min(_different(ours), _different(theirs)) == 1

    def doubt(self, pair: tuple[Cell, Cell]) -> float:
        """Weigh how sure it is that of all names there it is these two that belong together."""
        one, other = pair
        if one.number != other.number or one.spot not in self.figures[0] or other.spot not in self.figures[1]:
            return 0.0
        figures = self.figures[0][one.spot]
        key = (one.number, figures if figures == self.figures[1][other.spot] else None)
        ours, theirs = self.open.get(key, ([], []))
        if not _holds(ours, one.spot) or not _holds(theirs, other.spot):
            return REPEATED if self.repeated(one.number) else UNSURE
        different = _different(ours), _different(theirs)
        if max(different) == 1:
            return ALONE + self._slip(one.spot.thing, other.spot.thing)
        shared = -SAME_FIGURES if key[1] else 0.0
        if len(ours) != len(theirs):
            return shared + (UNSURE if different[0] != different[1] else SWAPPED)
        order = shared + RANK * abs(_rank(ours, one.spot) - _rank(theirs, other.spot))
        if self.repeated(one.number):
            return order + REPEATED
        return order + (0.0 if _is_list(ours) and _is_list(theirs) else SWAPPED)

    def _slip(self, one: int, other: int) -> float:
        """Weigh what speaks against two names alone in their sentences: the number and order of all about them."""
        ours, theirs = self.whole
        if one not in ours or other not in theirs:
            return 0.0
        if len(ours) != len(theirs):
            return SLIPPED
        steps = abs(ours.index(one) - theirs.index(other))
        return RANK * steps if steps or len(ours) == 1 else IN_STEP


def _unsettled(group: _Group, which: int, same: Same) -> list[Named]:
    """Give the names of one side that are not known to be one with a name of the other side there."""
    own, others = group[which], group[1 - which]

    def is_known(name: Named) -> bool:
        mine = name.cell.spot.thing
        return any(
            same(mine, other.cell.spot.thing) if which == 0 else same(other.cell.spot.thing, mine) for other in others
        )

    return [name for name in own if not is_known(name)]


def _different(names: Sequence[Named]) -> int:
    return len({name.cell.spot.thing for name in names})


def _holds(names: Sequence[Named], spot: Spot) -> bool:
    return any(name.cell.spot == spot for name in names)


def _rank(names: Sequence[Named], spot: Spot) -> int:
    return next(rank for rank, name in enumerate(names) if name.cell.spot == spot)


def _is_list(names: Sequence[Named]) -> bool:
    """Tell whether little stands between names: their order is kept by all languages."""
    return all(after.start - before.end <= _LISTED for before, after in pairwise(names))
