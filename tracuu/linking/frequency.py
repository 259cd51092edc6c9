"""How rare signs are among the texts of a language, counted in a sample of them.

A sample is kept as it is while the archive grows, so that what was compared before stays comparable: it is drawn anew
when there are half as many versions again, until it is large enough for ever. Then all of that language is matched
anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence

from tracuu.corpus.matching import Sample
from tracuu.linking.signs import ByNumber, Reading, Vocabulary

TEXTS = 200
"""Texts of a language that are counted: a fifth of those of a small archive tell as much as all of them."""

Rarity = Callable[[str], float]
"""Takes a sign; gives its weight among texts of its language, near 0 for what stands in every text."""

_GROWN = 1.5
_MORE = 10  # at least so many more versions
_SETTLED = 6_000  # versions from which on the sample stays


def is_due(before: Sample | None, versions: int) -> bool:
    """Tell whether a sample is to be drawn, or drawn anew."""
    if before is None:
        return versions > 0
    if before.versions >= _SETTLED:
        return False
    return versions >= max(before.versions + _MORE, before.versions * _GROWN)


def counted(lang: str, versions: int, readings: Sequence[Reading], vocabulary: Vocabulary) -> Sample:
    """Count in how many of the sampled texts signs stand; those that stand in one alone are not kept."""
    import numpy as np

    together = np.concatenate([np.empty(0, np.int32), *(reading.signs for reading in readings)])
    signs, counts = np.unique(together, return_counts=True)
    several = counts > 1
    kept = dict(sorted(zip(vocabulary.written(signs[several]), counts[several].tolist(), strict=True)))
    texts = len(readings)
    return Sample(lang, versions, texts, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def rarity(sample: Sample | None) -> Rarity:
    """Give the weight of signs by a sample: the logarithm of the texts there are for each that bears it."""
    if sample is None:
        return lambda _sign: 1.0
    counts: dict[str, int] = json.loads(sample.packed)
    weights = {sign: math.log((sample.texts + 1) / (count + 0.5)) for sign, count in counts.items()}
    alone = math.log((sample.texts + 1) / 1.5)
    return _looked_up(weights, alone)


def _looked_up(weights: dict[str, float], alone: float) -> Callable[[str], float]:
    look_up = weights.get
    return lambda sign: look_up(sign, alone)


class Weights(dict[str, ByNumber]):
    """How rare signs are in each language, by number."""

    def __init__(self, vocabulary: Vocabulary, rarities: Callable[[str], Rarity]) -> None:
        """Take the signs, and what gives how rare they are in a language."""
        super().__init__()
        self._vocabulary = vocabulary
        self._rarities = rarities

    def __missing__(self, lang: str) -> ByNumber:
        """Begin with a language."""
        rarity, written = self._rarities(lang), self._vocabulary.written
        self[lang] = made = ByNumber(lambda signs: [*map(rarity, written(signs))], "f8", self._vocabulary.own(lang))
        return made
