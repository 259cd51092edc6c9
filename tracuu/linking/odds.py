"""How likely two versions are translations of each other, as log-odds, and why.

The weights come from logistic regression over pairs of articles whose translations are known (bench/linking_fit.py
learns them, on other stories than those that they are measured on; docs/story_linking.md shows the figures). What
counts most is the ratio margin: how far the likeness of a pair is above that of the best rival on either side (Artetxe
and Schwenk, "Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings", ACL 2019).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from tracuu.linking.sentences import Agreement
from tracuu.tuples import Record

BACKGROUND = 0.12
"""Likeness that a rival has at least: pairs that are less alike are not kept (`compare.FAINT`)."""

UNRELATED = 0.15
"""What vectors say of articles on other matters: a rival is at least so near."""

_LEAST = 0.02
_SCARCE = 0.0001  # a share is no smaller

FEWEST = 2
"""Pairs of sentences that must agree where no table helps: one with the same numbers stands in many texts."""

UNSURE = 0.0
"""Log-odds that two versions have at most of which too few sentences agree."""

USUAL = 0.85
"""Share of versions that have a translation from which on odds are what they were learned to be."""


class Compared(Record):
    """What was measured of two versions.

    `onward` is the share of what the first says that the second holds, `back` the other way round, both from 0 to 1.
    `tables` is False when no translation table was there for their languages; `alike` is what vectors say, None where
    one has none. `figures` counts the numbers that stand in both, `unmet` those of the version that has more of them
    which do not; `names` is the share of the names of the version with fewer of them that stand in both.
    """

    onward: float
    back: float
    agreement: Agreement
    tables: bool
    alike: float | None = None
    figures: int = 0
    unmet: int = 0
    names: float = 0.0

    @property
    def likeness(self) -> float:
        """The geometric mean of both ways."""
        return math.sqrt(self.onward * self.back)


class Rival(Record):
    """The most that was measured of a version and any that might stand in another's place; 0 where there is none."""

    likeness: float = 0.0
    second: float = 0.0
    pairs: int = 0
    alike: float = 0.0


NONE = Rival()

# In the order of `features`; where both versions have vectors, what these say comes last.
_WITH_TABLES = (
    4.01, 2.04, 2.26, 2.05, -5.85, -6.44, -0.58, 6.82, -1.73, 16.9, 2.43, 1.59, -2.35, -2.85, 2.65,
    -9.32, 0.36, 0.48, 0.16, -0.72, 0.7
)  # fmt: skip
_WITHOUT = (
    -2.42, -1.86, 1.23, 0.59, 2.55, 0.22, -1.82, 2.32, 0.77, 11.34, 1.91, 2.71, -2.79, -8.33, 1.88,
    0.08, -1.46, -2.55, 1.28, -1.32, 5.38
)  # fmt: skip
_WITH_TABLES_AND_VECTORS = (
    -0.78, 0.41, 1.3, 1.84, -9.69, -2.35, -1.03, 7.01, 0.45, 20.55, 1.73, 1.27, -2.27, -11.36, 1.73,
    -7.45, 0.53, 1.17, -0.64, -0.48, -4.46, 10.52, 6.04, 5.71
)  # fmt: skip
_WITH_VECTORS = (
    -7.55, -0.7, 0.13, -0.42, 1.63, 2.55, -1.06, 2.38, -0.43, 5.59, 0.42, 2, -2.1, -6.13, 1.1, 0.19,
    -0.69, -0.69, 0.04, -0.43, -2.45, 11.19, 10.24, 8.58
)  # fmt: skip


def features(pair: Compared, rivals: tuple[Rival, Rival]) -> tuple[float, ...]:
    """Give what the odds are made of, beside the rivals of either version."""
    by_words = (*_wholes(pair, rivals), *_sentences(pair.agreement, rivals), *_signs(pair))
    return by_words if pair.alike is None else (*by_words, *_vectors(pair.alike, rivals))


def _wholes(pair: Compared, rivals: tuple[Rival, Rival]) -> tuple[float, ...]:
    likeness = max(pair.likeness, _LEAST)
    margins = sorted(math.log(likeness / max(rival.likeness, BACKGROUND)) for rival in rivals)
    without = float(sum(not rival.likeness for rival in rivals))
    return (1.0, math.log(likeness), *margins, *sorted((pair.onward, pair.back)), without)


def _sentences(agreed: Agreement, rivals: tuple[Rival, Rival]) -> tuple[float, ...]:
    sizes = (math.log(max(1, size)) for size in (agreed.shorter, agreed.longer))
    beside = (max(rival.second for rival in rivals), *sorted(math.log1p(rival.pairs) for rival in rivals))
    by_themselves = (agreed.second, agreed.third, agreed.run, math.log1p(agreed.pairs), *sizes, agreed.mean)
    return (*by_themselves, math.log1p(agreed.followed), *beside)


def _signs(pair: Compared) -> tuple[float, ...]:
    return math.log1p(pair.figures), math.log1p(pair.unmet), pair.names


def _vectors(alike: float, rivals: tuple[Rival, Rival]) -> tuple[float, ...]:
    return (alike, *sorted(alike - max(rival.alike, UNRELATED) for rival in rivals))


def _weights(pair: Compared) -> tuple[float, ...]:
    if pair.alike is None:
        return _WITH_TABLES if pair.tables else _WITHOUT
    return _WITH_TABLES_AND_VECTORS if pair.tables else _WITH_VECTORS


def log_odds(pair: Compared, rivals: tuple[Rival, Rival]) -> float:
    """Give the natural logarithm of the odds that two versions are translations of each other."""
    odds = sum([weight * value for weight, value in zip(_weights(pair), features(pair, rivals), strict=True)])
    return bounded(pair, odds)


def bounded(pair: Compared, odds: float) -> float:
    """Bound log-odds where neither tables nor vectors help and too few sentences agree."""
    is_helped = pair.tables or pair.alike is not None
    return odds if is_helped or pair.agreement.pairs >= FEWEST else min(odds, UNSURE)


def prior(shares: Mapping[str, float], one: str, other: str) -> float:
    """Give the log-odds to be added for a pair of two languages in an archive: none, or less where few are translated.

    `shares` are those of versions that have a translation, by language; that of either tells how many pairs there are.
    """
    share = max(shares.get(one, USUAL), shares.get(other, USUAL))
    return min(0.0, _logarithm(share) - _logarithm(USUAL))


def _logarithm(share: float) -> float:
    share = min(max(share, _SCARCE), 1 - _SCARCE)
    return math.log(share / (1 - share))


def probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + math.exp(-max(-50.0, odds)))
