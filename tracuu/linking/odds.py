"""How likely two versions are translations of each other, as log-odds, and why.

The weights come from logistic regression over pairs of articles whose translations are known (bench/linking_fit.py
learns them, on other stories than those that they are measured on; docs/story_linking.md shows the figures). What
counts most is the ratio margin: how far the likeness of a pair is above that of the best rival on either side (Artetxe
and Schwenk, "Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings", ACL 2019).
"""

from __future__ import annotations

import math

from tracuu.linking.sentences import Agreement
from tracuu.tuples import Record

BACKGROUND = 0.12
"""Likeness that a rival has at least: pairs that are less alike are not kept (`compare.FAINT`)."""

_LEAST = 0.02


class Compared(Record):
    """What was measured of two versions.

    `onward` is the share of what the first says that the second holds, `back` the other way round, both from 0 to 1.
    `tables` is False when no translation table was there for their languages; `alike` is what vectors say, None where
    one has none. `figures` counts the numbers that stand in both, `unmet` those of the version that has more of them
    which do not, `names` the names of one script that are met in another.
    """

    onward: float
    back: float
    agreement: Agreement
    tables: bool
    alike: float | None = None
    figures: int = 0
    unmet: int = 0
    names: int = 0

    @property
    def likeness(self) -> float:
        """The geometric mean of both ways."""
        return math.sqrt(self.onward * self.back)


# In the order of `features`. Learned from pairs beside their rivals, and, at a fifth of the weight, from the same pairs
# as if there were none: in a small archive a version may have no rival at all, and then the margin tells nothing.
_WITH_TABLES = (6.96, 3.81, 5.27, 4.16, -7.5, -14.01, 6.46, 1.9, 16.8, -4.55)
_WITHOUT = (-4.78, -2.88, 2.78, 2.15, 7.98, -6.72, 0.55, 1.89, 6.03, -2.03)


def features(pair: Compared, rival_of_one: float, rival_of_other: float) -> tuple[float, ...]:
    """Give what the odds are made of; rivals are the best likeness of either version to another one, 0 for none."""
    likeness = max(pair.likeness, _LEAST)
    rivals = (rival_of_one, rival_of_other)
    margins = sorted(math.log(likeness / max(rival, BACKGROUND)) for rival in rivals)
    ways = sorted((pair.onward, pair.back))
    agreed = pair.agreement
    without = float(sum(not rival for rival in rivals))
    return (1.0, math.log(likeness), *margins, *ways, agreed.second, agreed.third, agreed.run, without)


def log_odds(pair: Compared, rival_of_one: float, rival_of_other: float) -> float:
    """Give the natural logarithm of the odds that two versions are translations of each other."""
    weights = _WITH_TABLES if pair.tables else _WITHOUT
    values = features(pair, rival_of_one, rival_of_other)
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + math.exp(-max(-50.0, odds)))
