"""Align the paragraphs of two versions of one article, monotonically.

The method is Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational Linguistics 19,
1993): dynamic programming over beads of one to one, one to none, two to one and so on, where a bead costs what its kind
costs and how unlikely its two lengths are. To it we add what both sides hold in the same letters (`traces`).

Pieces that share what stands nowhere else (a rare number, a name) are anchors: only what lies about them is compared,
so that the work grows with the length of a text and not with its square.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise, zip_longest
from math import sqrt
from typing import NamedTuple

from tracuu.align.traces import Trace, Traces, both, traces
from tracuu.text.normalize import fold, key
from tracuu.tuples import Record

VARIANCE = 6.8  # of the length of a translation, per character (Gale and Church, section 3.2)
BAND = 30  # pieces that one side may be ahead of the other, between two anchors, beyond a tenth of the length
SLACK = 1  # pieces that are looked at on either side of an anchor, for one piece may be two on the other side
SHARED, ALONE = -2.5, 0.6  # cost of a number on both sides, and of one on one side only
NAMED = -0.8  # cost of a word in Latin letters on both sides: names mostly, and now and then a cognate
ANCHORED = 1.4  # weight of what a pair of pieces must share alone to be an anchor
ENOUGH, EVEN = 4, 20  # pairs that can tell how much longer a language writes; letters added to each of their lengths
LIKENESS = -4.0  # cost of two pieces whose words are wholly translations of each other

_WORD = re.compile(r"\w+")

KINDS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""Probability of each kind of bead (Gale and Church, table 5)."""

Likeness = Callable[[frozenset[str], frozenset[str]], float]
"""How far the words of a left piece are translated by those of a right one, from 0 to 1 (a translation table)."""

Alike = Callable[[range, range], float]
"""The same of pieces by their places."""


class Bead(NamedTuple):
    """Pieces that belong together: half-open ranges of the left and the right side; one of them may be empty."""

    left: range
    right: range


def align(left: Sequence[str], right: Sequence[str], likeness: Likeness | None = None) -> list[Bead]:
    """Align two lists of paragraphs. Every paragraph is in exactly one bead; beads are in order.

    `likeness`, where there is a translation table, is asked for pairs of paragraphs.
    """
    alike = likeness and by_words(left, right, likeness)
    return align_traces([traces(text) for text in left], [traces(text) for text in right], KINDS, alike)


def by_words(left: Sequence[str], right: Sequence[str], likeness: Likeness) -> Alike:
    """Turn a likeness of sets of folded words into one of pieces by their places."""
    ours = [frozenset(_WORD.findall(fold(key(text)))) for text in left]
    theirs = [frozenset(_WORD.findall(fold(key(text)))) for text in right]

    def alike(one: range, other: range) -> float:
        said, heard = ours[one.start : one.stop], theirs[other.start : other.stop]
        return likeness(frozenset().union(*said), frozenset().union(*heard))

    return alike


def align_traces(
    left: Sequence[Traces],
    right: Sequence[Traces],
    kinds: Mapping[tuple[int, int], float] = KINDS,
    alike: Alike | None = None,
    ratio: float | None = None,
) -> list[Bead]:
    """Align two lists of measured pieces, paragraphs or sentences. As `align`; `kinds` are the beads to try.

    `ratio` says how many letters of the right side one of the left becomes; without it the anchors tell.
    """
    if not left or not right:
        return [Bead(range(place, place + 1), range(0)) for place in range(len(left))] or [
            Bead(range(0), range(place, place + 1)) for place in range(len(right))
        ]
    sides = laid(left, right, kinds)
    return best_way(sides, sides.ratio if ratio is None else ratio, alike)


class Laid(Record):
    """Two sides measured for aligning, which may be done with several ratios of their lengths.

    `anchors` are pairs of pieces that belong together for sure; `windows` the cuts of the right side that are looked at
    for each cut of the left one.
    """

    kinds: Mapping[tuple[int, int], float]
    anchors: Sequence[tuple[int, int]]
    ratio: float
    spans: tuple[Sequence[Sequence[_Span]], Sequence[Sequence[_Span]]]
    windows: Sequence[range]


def laid(left: Sequence[Traces], right: Sequence[Traces], kinds: Mapping[tuple[int, int], float] = KINDS) -> Laid:
    """Measure two lists of pieces for aligning; `ratio` is what their anchors tell."""
    places = _places(left), _places(right)
    certain = _anchors(*places)
    names = places[0].keys() & places[1].keys()
    ours, theirs = (
        _spans(pieces, max(kind[side] for kind in kinds), names) for side, pieces in enumerate((left, right))
    )
    ratio = length_ratio([(left[i].length, right[j].length) for i, j in certain])
    return Laid(kinds, certain, ratio, (ours, theirs), _windows([(0, 0), *certain, (len(left), len(right))]))


def best_way(sides: Laid, ratio: float, alike: Alike | None = None) -> list[Bead]:
    """Give the beads that cost least in all, when one letter of the left side becomes `ratio` letters of the right."""
    ours, theirs = sides.spans
    costs = {kind: -math.log(probability) for kind, probability in sides.kinds.items()}
    paired = sorted((cost, *kind) for kind, cost in costs.items() if all(kind))
    rows: list[_Row] = []
    for i, window in enumerate(sides.windows):
        row = _Row(window.start, [math.inf] * len(window), [(0, 0)] * len(window))
        if i == 0:
            row.costs[0] = 0.0
        rows.append(row)
        for cost, di, dj in paired:
            if di <= i:
                words = alike and partial(_in_words, alike, range(i - di, i), dj)
                _pair(row, rows[i - di], (cost, di, dj), (ours[di][i - di], theirs[dj]), ratio, words)
        _leave_out(row, rows[i - 1] if i else None, costs[0, 1], costs[1, 0])
    return _path(rows, len(ours[1]), len(theirs[1]))


class _Row(NamedTuple):
    """A cut of the left side: for each cut of the right from `low` on, what the best way costs, and its last bead."""

    low: int
    costs: list[float]
    beads: list[tuple[int, int]]


class _Span(NamedTuple):
    """Neighbouring pieces as one: how long, how many numbers, and the numbers and words that the other side has too."""

    length: float
    figures: int
    numbers: frozenset[Trace]
    words: frozenset[Trace]


def _spans(pieces: Iterable[Traces], most: int, names: Collection[str]) -> list[list[_Span]]:
    """Give the spans of no piece, of one, of two and so on; only `names` can be met on the other side."""
    alone = [
        _Span(length, len(numbers), _among(numbers, names), _among(words, names)) for length, numbers, words in pieces
    ]
    spans = [[], alone]
    for size in range(1, most):
        spans.append([_beside(one, other) for one, other in zip(spans[size], alone[size:], strict=False)])
    return spans


def _beside(one: _Span, other: _Span) -> _Span:
    return _Span(one[0] + other[0], one[1] + other[1], both(one[2], other[2]), both(one[3], other[3]))


def _among(held: frozenset[Trace], names: Collection[str]) -> frozenset[Trace]:
    return frozenset([trace for trace in held if trace[0] in names]) if held else held


def _pair(
    row: _Row,
    before: _Row,
    kind: tuple[float, int, int],
    spans: tuple[_Span, Sequence[_Span]],
    ratio: float,
    alike: Callable[[int], float] | None,
) -> None:
    """Try one kind of bead at all cuts of a row: `spans` are its left side, and all that may be its right side.

    A part that one side lacks costs its kind alone: unlike in the paper's parliament debates, a whole box with all its
    figures is as easily left out as a short line.
    """
    kind_cost, di, dj = kind
    (expected, figures, numbers, words), others = spans
    expected *= ratio
    likest = LIKENESS if alike else 0.0
    least = kind_cost + likest + SHARED * len(numbers) + NAMED * len(words)
    low = max(row.low, before.low + dj)
    stop = min(row.low + len(row.costs), before.low + len(before.costs) + dj, len(others) + dj)
    costs, near = row.costs, before.costs[low - dj - before.low :]
    for at, so_far, other in zip(
        range(low - row.low, stop - row.low), near, others[low - dj : stop - dj], strict=False
    ):
        if so_far + least >= costs[at]:  # whatever the other span holds
            continue
        length, alone, their_numbers, their_words = other
        held = 0.0
        if numbers and their_numbers and not numbers.isdisjoint(their_numbers):
            shared = len(numbers & their_numbers)
            held = SHARED * shared
            alone -= 2 * shared
        if words and their_words and not words.isdisjoint(their_words):
            held += NAMED * len(words & their_words)
        held += ALONE * (figures + alone)
        if so_far + kind_cost + held + likest >= costs[at]:  # however long it is
            continue
        together = expected + length
        spread = sqrt((together if together > 1 else 1.0) / 2 * VARIANCE)
        tenths = int(10 * abs(length - expected) / spread + 0.5)
        total = so_far + kind_cost + (held + (_TAILS[tenths] if tenths < _TAILS_END else _LAST_TAIL))
        if alike is not None:
            total += LIKENESS * alike(at + row.low - dj)
        if total < costs[at]:
            costs[at], row.beads[at] = total, (di, dj)


def _in_words(alike: Alike, left: range, size: int, start: int) -> float:
    return alike(left, range(start, start + size))


def _leave_out(row: _Row, before: _Row | None, across: float, down: float) -> None:
    """Try at all cuts of a row to leave a piece of the right side (`across`) or the left (`down`) alone."""
    costs, beads = row.costs, row.beads
    shift = row.low - before.low if before else 0
    above = [math.inf] * -shift + before.costs[max(0, shift) :] if before else []
    last = math.inf
    for at, (cost, up) in enumerate(zip_longest(costs, above[: len(costs)], fillvalue=math.inf)):
        if last + across < cost:
            cost, beads[at] = last + across, (0, 1)  # noqa: PLW2901  the cheaper way there
        if up + down < cost:
            cost, beads[at] = up + down, (1, 0)  # noqa: PLW2901
        costs[at] = last = cost


def length_ratio(lengths: Sequence[tuple[float, float]]) -> float:
    """Give how many letters of the right side one of the left becomes, as the lengths of sure pairs show it.

    The median of these, not the ratio of the two texts: that goes wrong where one side has a part that the other lacks.
    """
    ratios = sorted((right + EVEN) / (left + EVEN) for left, right in lengths)
    return ratios[len(ratios) // 2] if len(ratios) >= ENOUGH else 1.0


# -log of the probability that lengths differ by so many tenths of a deviation (two-sided normal; section 3.2). It ends
# where two pieces cost as much as if each had no counterpart.
_TAILS = [-math.log(max(1e-4, math.erfc(tenths / 10 / math.sqrt(2)))) for tenths in range(40)]
_TAILS_END, _LAST_TAIL = len(_TAILS), _TAILS[-1]


def _windows(corners: Sequence[tuple[int, int]]) -> list[range]:
    """Give, for each cut of the left side, the cuts of the right that are looked at: a band from corner to corner."""
    rows, columns = corners[-1]
    windows = [range(0)] * (rows + 1)
    for (i, j), (i2, j2) in pairwise(corners):
        reach = BAND + (j2 - j) // 10
        for row in range(i, i2 + 1):
            middle = j + (row - i) * (j2 - j) // max(1, i2 - i)
            low, high = max(0, j - SLACK, middle - reach), min(columns, j2 + SLACK, middle + reach)
            known = windows[row]
            windows[row] = range(min(low, known.start), max(high + 1, known.stop)) if known else range(low, high + 1)
    # Where the right side is much the longer, a row reaches as far as the next one begins: a way leads through all.
    for row, after in enumerate(windows[1:]):
        windows[row] = range(windows[row].start, max(windows[row].stop, after.start + 1))
    windows[-1] = range(windows[-1].start, columns + 1)  # where there is no left side it is the only row
    return windows


def _anchors(ours: _Places, theirs: _Places) -> list[tuple[int, int]]:
    """Give pairs of pieces that share enough that stands in no other piece of either side, in order on both sides."""
    weights: dict[tuple[int, int], float] = {}
    for name, i in ours.items():
        j = theirs.get(name)
        if i is not None and j is not None:
            weights[i, j] = weights.get((i, j), 0.0) + _rarity(name)
    pairs = sorted((i, -j) for (i, j), weight in weights.items() if weight >= ANCHORED)
    return _rising([(i, -j) for i, j in pairs])


_Places = dict[str, int | None]
"""The piece in which a number or word stands; None when it stands in several."""


def _places(pieces: Sequence[Traces]) -> _Places:
    places: _Places = {}
    for place, (_, numbers, words) in enumerate(pieces):
        for held in (numbers, words):
            for name, count in held:
                if count == 0:
                    places[name] = None if name in places else place
    return places


def _rarity(name: str) -> float:
    """Weigh a shared number or word: `3` stands anywhere, `6540` hardly by chance."""
    return min(len(name), 4) * 0.4 if name[0].isdigit() else 0.7


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest chain of pairs that rises on both sides (patience sorting). `pairs` ascend by their first."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        rank = bisect_left(ends, j)
        before.append(last[rank - 1] if rank else -1)
        ends[rank : rank + 1] = [j]
        last[rank : rank + 1] = [place]
    chain: list[tuple[int, int]] = []
    place = last[-1] if last else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _path(rows: Sequence[_Row], i: int, j: int) -> list[Bead]:
    beads: list[Bead] = []
    while (i, j) != (0, 0):
        di, dj = rows[i].beads[j - rows[i].low]
        beads.append(Bead(range(i - di, i), range(j - dj, j)))
        i, j = i - di, j - dj
    return beads[::-1]
