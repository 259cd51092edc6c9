"""How likely two versions are translations of each other, as log-odds, and why.

The weights come from logistic regression over pairs of articles whose translations are known (bench/cross_linking.py
fits and measures them on different stories; docs/story_linking.md shows the figures). What counts most is the ratio
margin: how far the likeness of a pair is above that of the best rival on either side (Artetxe and Schwenk,
"Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings", ACL 2019).
"""

from __future__ import annotations

import math

from tracuu.linking.sentences import Agreement
from tracuu.tuples import Record

BACKGROUND = 0.06
"""Likeness of articles that have nothing to do with each other: no rival counts for less."""

_LEAST = 0.02


class Compared(Record):
    """What was measured of two versions, each from 0 to 1.

    `onward` is the share of what the first says that the second holds, `back` the other way round. `tables` is False
    when no translation table was there for their languages.
    """

    onward: float
    back: float
    agreement: Agreement
    tables: bool

    @property
    def likeness(self) -> float:
        """The geometric mean of both ways."""
        return math.sqrt(self.onward * self.back)


# In the order of `features`.
_WITH_TABLES = (9.5, 4.17, 6.43, 1.55, -16.44, -15.45, 8.89, 4.01, 19.53)
_WITHOUT = (-2.5, 0.18, 3.43, 0.71, 1.08, -4.84, 1.62, 1.02, 10.38)


def features(pair: Compared, rival_of_one: float, rival_of_other: float) -> tuple[float, ...]:
    """Give what the odds are made of; rivals are the best likeness of either version to another one."""
    likeness = max(pair.likeness, _LEAST)
    margins = sorted(math.log(likeness / max(rival, BACKGROUND)) for rival in (rival_of_one, rival_of_other))
    ways = sorted((pair.onward, pair.back))
    agreed = pair.agreement
    return (
        1.0, math.log(likeness), *margins, *ways, agreed.second, agreed.third, agreed.run
    )  # fmt: skip


def log_odds(pair: Compared, rival_of_one: float, rival_of_other: float) -> float:
    """Give the natural logarithm of the odds that two versions are translations of each other."""
    weights = _WITH_TABLES if pair.tables else _WITHOUT
    values = features(pair, rival_of_one, rival_of_other)
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + math.exp(-max(-50.0, odds)))
