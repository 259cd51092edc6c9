"""Align the paragraphs of two versions of one article, monotonically.

The method is Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational Linguistics 19,
1993): dynamic programming over beads of one to one, one to none, two to one and so on, where a bead costs what its kind
costs and how unlikely its two lengths are. To it we add the numbers that both sides hold: figures survive translation
better than anything else (Church 1993 used cognates the same way).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import east_asian_width

import regex

from tracuu.text.normalize import key

VARIANCE = 6.8  # of the length of a translation, per character (Gale and Church, section 3.2)
BAND = 30  # paragraphs that one side may be ahead of the other, beyond a tenth of the length
WIDE = 2.6  # letters of an alphabet that one Chinese or Japanese letter stands for, over the sample's own versions
SHARED, ALONE = -2.5, 0.6  # cost of a number on both sides, and of one on one side only

_NUMBER = regex.compile(r"\d+")
_KINDS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_KIND_COST = {kind: -math.log(probability) for kind, probability in _KINDS.items()}


class Bead(NamedTuple):
    """Paragraphs that belong together: half-open ranges of the left and the right side; one of them may be empty."""

    left: range
    right: range


def align(left: Sequence[str], right: Sequence[str]) -> list[Bead]:
    """Align two lists of paragraphs. Every paragraph is in exactly one bead; beads are in order."""
    sides = _Side.of(left), _Side.of(right)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in _window(i, len(left), len(right)):
            steps = [
                (best[i - di, j - dj][0] + _cost(sides, (i - di, i), (j - dj, j)), (di, dj))
                for di, dj in _KINDS
                if (i - di, j - dj) in best
            ]
            if steps and (i, j) != (0, 0):
                best[i, j] = min(steps)
    return _path(best, len(left), len(right))


class _Side(NamedTuple):
    """One side, measured once: length of the text before each paragraph, and each paragraph's numbers."""

    until: list[float]
    numbers: list[Counter[str]]

    @classmethod
    def of(cls, paragraphs: Sequence[str]) -> _Side:
        until = [0.0]
        for paragraph in paragraphs:
            until.append(until[-1] + _measure(paragraph))
        return cls(until, [Counter(_NUMBER.findall(key(paragraph))) for paragraph in paragraphs])

    def length(self, span: tuple[int, int]) -> float:
        return self.until[span[1]] - self.until[span[0]]

    def counted(self, span: tuple[int, int]) -> Counter[str]:
        return sum(self.numbers[span[0] : span[1]], Counter[str]())


def _measure(paragraph: str) -> float:
    """Give a paragraph's length in letters of an alphabet: one Chinese or Japanese letter says what several do.

    A fixed weight, not the ratio of the two texts: that goes wrong as soon as one side has a part that the other lacks.
    """
    return len(paragraph) + (WIDE - 1) * sum(map(_is_wide, paragraph))


@cache
def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in {"W", "F"}


def _window(i: int, rows: int, columns: int) -> range:
    """Bound the search to a band around the diagonal, so that long texts cost no square."""
    middle = i * columns // max(1, rows)
    reach = BAND + columns // 10
    return range(max(0, middle - reach), min(columns, middle + reach) + 1)


def _cost(sides: tuple[_Side, _Side], left: tuple[int, int], right: tuple[int, int]) -> float:
    """Give what a bead costs.

    A part that one side lacks costs its kind alone: unlike in the paper's parliament debates, a whole box with all its
    figures is as easily left out as a short line.
    """
    kind = _KIND_COST[left[1] - left[0], right[1] - right[0]]
    if left[0] == left[1] or right[0] == right[1]:
        return kind
    ours, theirs = sides[0].counted(left), sides[1].counted(right)
    shared = sum((ours & theirs).values())
    alone = sum((ours | theirs).values()) - shared
    return kind + _length_cost(sides[0].length(left), sides[1].length(right)) + SHARED * shared + ALONE * alone


def _length_cost(left: float, right: float) -> float:
    """Give -log of the probability that lengths differ this much (two-sided normal; section 3.2 of the paper)."""
    return _tail(round(10 * abs(right - left) / math.sqrt(max(1.0, left + right) / 2 * VARIANCE)))


@cache
def _tail(tenths: int) -> float:
    return -math.log(max(1e-9, math.erfc(tenths / 10 / math.sqrt(2))))


def _path(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> list[Bead]:
    beads: list[Bead] = []
    while (i, j) != (0, 0):
        di, dj = best[i, j][1]
        beads.append(Bead(range(i - di, i), range(j - dj, j)))
        i, j = i - di, j - dj
    return beads[::-1]
