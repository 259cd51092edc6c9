"""How two versions agree sentence by sentence: what tells a translation from another article on the same event.

Two papers on one event share names, numbers and words, but no run of sentences that say the same in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tracuu.linking.likeness import Aim, coverage
from tracuu.linking.signs import Signs
from tracuu.tuples import Record

ALIKE = 0.25
"""Likeness of two sentences from which on they count."""

MOST = 60
"""Sentences of a version that are compared; of a longer one the first."""


class Agreement(Record):
    """How well sentences pair up, each from 0 to 1.

    `second` and `third` are the likenesses of the pairs that match best after the first, which may be a
    sentence that both quote; `run` is the share of the shorter version that matches in the same order.
    """

    second: float
    third: float
    run: float


Side = tuple[Sequence[Signs], Sequence[Aim]]
"""The sentences of a version, and what each says in the other's language."""


def agreement(left: Side, right: Side) -> Agreement:
    """Compare two versions sentence by sentence."""
    likeness = [
        [_alike(said, ours, heard, theirs) for theirs, heard in zip(*_first(right), strict=True)]
        for ours, said in zip(*_first(left), strict=True)
    ]
    best = [*_one_to_one(likeness), 0.0, 0.0, 0.0]
    shorter = min(len(likeness), len(likeness[0])) if likeness else 0
    return Agreement(best[1], best[2], _in_order(likeness) / shorter if shorter else 0.0)


def _first(side: Side) -> tuple[Sequence[Signs], Sequence[Aim]]:
    return side[0][:MOST], side[1][:MOST]


def _alike(said: Aim, ours: Signs, heard: Aim, theirs: Signs) -> float:
    one = coverage(said, theirs)
    return math.sqrt(one * coverage(heard, ours)) if one else 0.0


def _one_to_one(likeness: Sequence[Sequence[float]]) -> list[float]:
    """Pair sentences greedily, best first, each once; give the likenesses of the pairs."""
    ranked = sorted(((-value, i, j) for i, row in enumerate(likeness) for j, value in enumerate(row) if value > 0))
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[float] = []
    for value, i, j in ranked:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append(-value)
    return found


def _in_order(likeness: Sequence[Sequence[float]]) -> float:
    """Give the best sum of what pairs are alike beyond ALIKE, none of which cross (Needleman and Wunsch 1970)."""
    above = [0.0] * (len(likeness[0]) + 1) if likeness else [0.0]
    for row in likeness:
        here = [0.0]
        for j, value in enumerate(row):
            here.append(max(here[j], above[j + 1], above[j] + max(0.0, value - ALIKE)))
        above = here
    return above[-1]
