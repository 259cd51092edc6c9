"""The few rare signs of a version under which its translations are looked for: never all pairs are compared.

Numbers, names and skeletons stand as they are in every language. Words are brought into one language, the archive's
commonest, by the translation tables, so that a Malay and a Persian article meet in Vietnamese words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from heapq import nsmallest

from tracuu.linking.likeness import Known, Rarity
from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, Reading

MOST = {FIGURES: 8, NAME: 10, SKELETON: 8, WORD: 14}
"""Rare signs of each kind under which a version is found."""

OWN = 32
"""The same of words of a version in the language in which all meet: not all of them come out of a table."""

MOST_COMMON = 200
"""Versions about one time that may bear a sign which tells anything."""

SURE = 0.1
"""Probability from which on a translation stands for a word here."""

_SMALL, _LARGE = 0.7, 1.0  # times the rarity of a sign that stands in one text alone
_FEWEST = 4  # consonants of a skeleton that is rare enough to look for


def keys(reading: Reading, rarity: Rarity, meeting: Known | None, meeting_rarity: Rarity) -> dict[int, float]:
    """Give the keys of a version, numbers of 8 bytes, each with its rarity.

    `meeting` translates its words into the language in which all meet; None when it is in that language.
    """
    found: dict[int, float] = {}
    kinds = _by_kind(reading.whole.counts)
    for kind in (FIGURES, NAME, SKELETON):
        found |= _rarest(kinds[kind], MOST[kind], rarity)
    words = kinds[WORD]
    if meeting is None:
        return found | _rarest(words, OWN, meeting_rarity)
    return found | _rarest(_translated(words, meeting), MOST[WORD], meeting_rarity)


def _by_kind(signs: Iterable[str]) -> Mapping[str, list[str]]:
    kinds: dict[str, list[str]] = {kind: [] for kind in MOST}
    by_letter = {kind[0]: listed for kind, listed in kinds.items()}
    for sign in signs:
        if sign[0] != SKELETON or len(sign) > _FEWEST:
            by_letter[sign[0]].append(sign)
    return kinds


def _translated(words: Iterable[str], meeting: Known) -> Iterable[str]:
    best = (meeting.get(word[len(WORD) :], ()) for word in words)
    return {WORD + found[0][0] for found in best if found and found[0][1] >= SURE}


def _rarest(signs: Iterable[str], most: int, rarity: Rarity) -> dict[int, float]:
    weighed = [(-rarity(sign), sign) for sign in signs]
    return {number(sign): -weight for weight, sign in nsmallest(most, weighed)}


def number(sign: str) -> int:
    """Give the number by which a sign is looked up: 8 bytes of its digest, signed."""
    return int.from_bytes(blake2b(sign.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def shared(keys_of: Mapping[int, float], holders: Iterable[tuple[int, int, float]]) -> dict[int, float]:
    """Give the versions that share keys with one, each with the sum of their rarities, the lesser of both sides.

    `holders` are (key, version, rarity). A key that more than `MOST_COMMON` versions bear tells nothing.
    """
    bearers: dict[int, list[tuple[int, float]]] = {}
    for key, version, weight in holders:
        bearers.setdefault(key, []).append((version, weight))
    sums: dict[int, float] = {}
    for key, versions in bearers.items():
        if len(versions) <= MOST_COMMON:
            for version, weight in versions:
                sums[version] = sums.get(version, 0.0) + min(weight, keys_of[key])
    return sums


def enough(texts: int) -> float:
    """Give the rarity that two versions must share to be compared, where rarity was learned from so many texts.

    In a small archive it is a sign that few bear; in a large one about two of these.
    """
    grown = min(1.0, max(0.0, math.log10(max(texts, 1)) - 2))
    return (_SMALL + (_LARGE - _SMALL) * grown) * math.log(texts + 1)
