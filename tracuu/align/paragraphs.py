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
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracuu.align.traces import Traces, joined, traces
from tracuu.text.normalize import fold, key

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

Cell = tuple[float, int, int]
"""What the best way to a pair of cuts costs, and the kind of its last bead."""

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
    kind_costs = sorted((-math.log(probability), *kind) for kind, probability in kinds.items())
    certain = anchors(left, right)
    if ratio is None:
        ratio = length_ratio([(left[i].length, right[j].length) for i, j in certain])
    ours, theirs = _spans(left, kinds, 0), _spans(right, kinds, 1)
    most = _most(ours, len(left), alike=alike is not None)
    rows: list[dict[int, Cell]] = []
    for i, window in enumerate(_windows([(0, 0), *certain, (len(left), len(right))])):
        row: dict[int, Cell] = {}
        rows.append(row)
        for j in window:
            best = (math.inf, 0, 0) if i or j else (0.0, 0, 0)
            for kind_cost, di, dj in kind_costs:
                before = rows[i - di].get(j - dj) if di <= i else None
                if before is None or (total := before[0] + kind_cost) - most[di][i - di] >= best[0]:
                    continue
                if di and dj:
                    total += _pair_cost(ours[di][i - di], theirs[dj][j - dj], ratio)
                    if alike is not None:
                        total += LIKENESS * alike(range(i - di, i), range(j - dj, j))
                if total < best[0]:
                    best = (total, di, dj)
            row[j] = best
    return _path(rows, len(left), len(right))


def _spans(pieces: Sequence[Traces], kinds: Iterable[tuple[int, int]], side: int) -> dict[int, list[Traces]]:
    """Give, for each length of span that a bead may have, the spans of that length as one piece."""
    return {
        size: [joined(pieces[start : start + size]) for start in range(len(pieces) - size + 1)]
        for size in {kind[side] for kind in kinds}
        if size
    }


def _most(spans: Mapping[int, Sequence[Traces]], count: int, *, alike: bool) -> dict[int, list[float]]:
    """Give, for each span of the left side, the most that a bead can gain by it: what gains less is not looked at."""
    words = -LIKENESS if alike else 0.0
    most = {0: [0.0] * (count + 1)}
    for size, pieces in spans.items():
        most[size] = [words - SHARED * len(piece.numbers) - NAMED * len(piece.words) for piece in pieces]
    return most


def length_ratio(lengths: Sequence[tuple[float, float]]) -> float:
    """Give how many letters of the right side one of the left becomes, as the lengths of sure pairs show it.

    The median of these, not the ratio of the two texts: that goes wrong where one side has a part that the other lacks.
    """
    ratios = sorted((right + EVEN) / (left + EVEN) for left, right in lengths)
    return ratios[len(ratios) // 2] if len(ratios) >= ENOUGH else 1.0


def _pair_cost(left: Traces, right: Traces, ratio: float) -> float:
    """Give what two pieces cost as translations of each other.

    A part that one side lacks costs its kind alone: unlike in the paper's parliament debates, a whole box with all its
    figures is as easily left out as a short line.
    """
    shared = len(left.numbers & right.numbers)
    alone = len(left.numbers) + len(right.numbers) - 2 * shared
    named = len(left.words & right.words) if left.words else 0
    expected = left.length * ratio
    spread = math.sqrt(max(1.0, expected + right.length) / 2 * VARIANCE)
    tenths = int(10 * abs(right.length - expected) / spread + 0.5)
    return (_TAILS[tenths] if tenths < len(_TAILS) else _TAILS[-1]) + SHARED * shared + ALONE * alone + NAMED * named


# -log of the probability that lengths differ by so many tenths of a deviation (two-sided normal; section 3.2). It ends
# where two pieces cost as much as if each had no counterpart.
_TAILS = [-math.log(max(1e-4, math.erfc(tenths / 10 / math.sqrt(2)))) for tenths in range(40)]


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
    return windows


def anchors(left: Sequence[Traces], right: Sequence[Traces]) -> list[tuple[int, int]]:
    """Give pairs of pieces that share enough that stands in no other piece of either side, in order on both sides."""
    ours, theirs = _places(left), _places(right)
    weights: dict[tuple[int, int], float] = {}
    for name, i in ours.items():
        j = theirs.get(name)
        if i is not None and j is not None:
            weights[i, j] = weights.get((i, j), 0.0) + _rarity(name)
    pairs = sorted((i, -j) for (i, j), weight in weights.items() if weight >= ANCHORED)
    return _rising([(i, -j) for i, j in pairs])


def _places(pieces: Sequence[Traces]) -> dict[str, int | None]:
    """Give the piece in which a number or word stands; None when it stands in several."""
    places: dict[str, int | None] = {}
    for place, piece in enumerate(pieces):
        for name, count in piece.numbers | piece.words:
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


def _path(rows: Sequence[Mapping[int, tuple[float, int, int]]], i: int, j: int) -> list[Bead]:
    beads: list[Bead] = []
    while (i, j) != (0, 0):
        _, di, dj = rows[i][j]
        beads.append(Bead(range(i - di, i), range(j - dj, j)))
        i, j = i - di, j - dj
    return beads[::-1]
