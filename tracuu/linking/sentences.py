"""How two versions agree sentence by sentence: what tells a translation from another article on the same event.

Two papers on one event share names, numbers and words, but no run of sentences that say the same in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tracuu.tuples import Record

ALIKE = 0.25
"""Likeness of two sentences from which on they count."""

BEST = 3
"""Pairs of sentences that are told of."""

MOST = 60
"""Sentences of a version that are compared; of a longer one the first."""

Matrix = Sequence[Sequence[float]]


class Agreement(Record):
    """How well sentences pair up.

    `second` and `third` are the likenesses, from 0 to 1, of the pairs that match best after the first, which may be a
    sentence that both quote; `run` is the share of the shorter version that matches in the same order, in so many
    `pairs`. `shorter` and `longer` count the sentences of either version that were compared.
    """

    second: float
    third: float
    run: float
    pairs: int = 0
    shorter: int = 0
    longer: int = 0


def agreement(onward: Matrix, back: Matrix) -> Agreement:
    """Compare two versions by what each sentence of one (a row) says of each of the other, and the other way round."""
    likeness = [
        [math.sqrt(value * back[j][i]) if value else 0.0 for j, value in enumerate(row)] for i, row in enumerate(onward)
    ]
    best = [*_one_to_one(likeness), 0.0, 0.0, 0.0]
    shorter, longer = sorted((len(likeness), len(likeness[0]) if likeness else 0))
    run, pairs = _in_order(likeness)
    return Agreement(best[1], best[2], run / shorter if shorter else 0.0, pairs, shorter, longer)


def _one_to_one(likeness: Matrix) -> list[float]:
    """Pair sentences greedily, best first, each once; give the likenesses of the three best pairs."""
    ranked = sorted([(-value, i, j) for i, row in enumerate(likeness) for j, value in enumerate(row) if value > 0])
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[float] = []
    for value, i, j in ranked:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append(-value)
            if len(found) == BEST:
                break
    return found


def _in_order(likeness: Matrix) -> tuple[float, int]:
    """Give the best sum of what pairs are alike beyond ALIKE, none of which cross, and how many these pairs are.

    After Needleman and Wunsch (1970).
    """
    above = [(0.0, 0)] * (len(likeness[0]) + 1) if likeness else [(0.0, 0)]
    for row in likeness:
        if not any(value > ALIKE for value in row):
            continue
        here = [(0.0, 0)]
        for j, value in enumerate(row):
            best = max(here[j], above[j + 1])
            here.append(max(best, (above[j][0] + value - ALIKE, above[j][1] + 1)) if value > ALIKE else best)
        above = here
    return above[-1]
