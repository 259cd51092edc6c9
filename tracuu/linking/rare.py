"""The few rare signs of a version under which its translations are looked for: never all pairs are compared.

Numbers, names and skeletons stand as they are in every language. Words are brought into one language, the archive's
commonest, by the translation tables, so that a Malay and a Persian article meet in Vietnamese words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from tracuu.linking.frequency import Weights
from tracuu.linking.meanings import Translate
from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, ByNumber, Reading, Vocabulary

if TYPE_CHECKING:
    from tracuu.corpus.matching import Bearers
    from tracuu.linking.signs import Numbers

MOST = {FIGURES: 8, NAME: 10, SKELETON: 8, WORD: 14}
"""Rare signs of each kind under which a version is found."""

OWN = 32
"""The same of words of a version in the language in which all meet: not all of them come out of a table."""

MOST_COMMON = 200
"""Versions about one time that may bear a sign which tells anything."""

SURE = 0.1
"""Probability from which on a translation stands for a word here."""

FEW = 1_000
"""Versions up to which an archive is small: comparing more of them costs little, and finds what shares few signs."""

_COMPARED, _OF_FEW = 3, 5  # versions of each language
_SMALL, _LARGE = 0.7, 1.0  # times the rarity of a sign that stands in one text alone
_FEWEST = 4  # consonants of a skeleton that is rare enough to look for
_NONE = -1  # word in the language in which all meet


class Rare:
    """Finds the rare signs of versions, by numbers that are the same in every run."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        weights: Weights,
        meeting: str,
        translate: Translate,
        are_in_tables: Callable[[str], ByNumber],
    ) -> None:
        """Take the signs, how rare they are in each language, and what leads words to the one in which all meet.

        `are_in_tables` gives, for a language, by number whether any table knows a word of it.
        """
        self._vocabulary = vocabulary
        self._weights = weights
        self._meeting = meeting
        self._translate = translate
        self._are_in_tables = are_in_tables
        self._kinds = ByNumber(lambda signs: [_kind(sign) for sign in vocabulary.written(signs)], "u1")
        self._met: dict[str, ByNumber] = {}

    def prepare(self, readings: Iterable[Reading]) -> None:
        """Bring at once all words of some versions into the language in which all meet."""
        import numpy as np

        by_lang: dict[str, list[Numbers]] = {}
        for one in readings:
            by_lang.setdefault(one.lang, []).append(one.signs[self._kinds[one.signs] == ord(WORD[0])])
        for lang, words in by_lang.items():
            if lang != self._meeting:
                _ = self._meet(lang)[np.unique(np.concatenate(words))]

    def keys(self, reading: Reading) -> dict[int, float]:
        """Give the keys of a version, numbers of 8 bytes, each with its rarity."""
        import numpy as np

        kinds = self._kinds[reading.signs]
        found: dict[int, float] = {}
        for kind in (FIGURES, NAME, SKELETON):
            found |= self._rarest(reading.signs[kinds == ord(kind)], MOST[kind], reading.lang)
        words = reading.signs[kinds == ord(WORD[0])]
        if reading.lang == self._meeting:
            told = words[self._are_in_tables(self._meeting)[words]]  # what no table knows is met in no other language
            return found | self._rarest(told, OWN, self._meeting)
        met = np.unique(self._meet(reading.lang)[words])
        return found | self._rarest(met[met != _NONE], MOST[WORD], self._meeting)

    def _rarest(self, signs: Numbers, most: int, lang: str) -> dict[int, float]:
        """Give the rarest of some signs; of those that are as rare, the first by the alphabet."""
        import numpy as np

        weights = self._weights[lang][signs]
        if len(signs) > most:
            few = weights >= np.partition(weights, -most)[-most]
            signs, weights = signs[few], weights[few]
        weighed = zip((-weights).tolist(), self._vocabulary.written(signs), strict=True)
        return {number(sign): -weight for weight, sign in nsmallest(most, weighed)}

    def _meet(self, lang: str) -> ByNumber:
        """Give the word in the language in which all meet, by number, of each word of another."""
        if lang not in self._met:
            self._met[lang] = ByNumber(lambda signs: self._led(signs, lang), "i4", self._vocabulary.own(lang))
        return self._met[lang]

    def _led(self, signs: Numbers, lang: str) -> Numbers:
        """Give the likeliest translation of each word, where one is likely enough."""
        import numpy as np

        asked = self._are_in_tables(lang)[signs].nonzero()[0]
        meant = self._translate(signs[asked], lang, self._meeting)
        owners, first = np.unique(meant.owners, return_index=True)
        sure = meant.likely[first] >= SURE
        led = np.full(len(signs), _NONE)
        led[asked[owners[sure]]] = meant.words[first[sure]]
        return led


def _kind(sign: str) -> int:
    """Tell a kind by its first letter; 0 for a skeleton that is too short to look for."""
    return ord(sign[0]) if sign[0] != SKELETON or len(sign) > _FEWEST else 0


@lru_cache(maxsize=50_000)
def number(sign: str) -> int:
    """Give the number by which a sign is looked up: 8 bytes of its digest, signed."""
    return int.from_bytes(blake2b(sign.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Shared(NamedTuple):
    """Versions that share keys with one: the sum of the rarities of these, the lesser of both sides (`sums`).

    `runs` counts those keys of no rarity that they share, which are runs of words.
    """

    versions: Numbers
    sums: Numbers
    runs: Numbers


def shared(rarities: Sequence[float], bearers: Bearers) -> Shared:
    """Tell what versions share with one whose keys are so rare; `bearers` are those of its keys, by place."""
    import numpy as np

    rarity = np.array(rarities)[bearers.places]
    versions, which = np.unique(bearers.versions, return_inverse=True)
    sums = np.bincount(which, np.minimum(bearers.weights, rarity), len(versions))
    return Shared(versions, sums, np.bincount(which[rarity == 0], minlength=len(versions)))


def enough(texts: int, versions: int) -> float:
    """Give the rarity that two versions must share to be compared, where it was learned from so many texts.

    Where a language has few `versions` it is a sign that few bear; where it has many about two of these.
    """
    grown = min(1.0, max(0.0, math.log10(max(versions, 1)) - 2))
    return (_SMALL + (_LARGE - _SMALL) * grown) * math.log(texts + 1)


def most(versions: int) -> int:
    """Give with how many versions of each language one is compared, those that share most, in an archive of so many."""
    return _OF_FEW if versions <= FEW else _COMPARED
