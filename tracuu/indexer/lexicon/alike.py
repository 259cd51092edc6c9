"""Which words of two languages are spelled alike: names in any script, and words that one took from the other.

Words are brought together by their consonants (`text.skeletons`), of which one may be missing on either side where both
are written in one script, and compared by their letters. So `nasjonal` finds `national`, and `ترامپ` finds `trump`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracuu.text.skeletons import SHORTEST, skeleton

LEAST = 0.5
"""Words of one script that are less alike than this are not thought of as one."""

_SPARED = SHORTEST + 1  # consonants of which one may be missing
_FEWEST = 4  # letters of a word that may be taken for another
_ACROSS = 0.5  # likeness of the shortest equal skeletons across scripts; every further consonant adds `_EACH`
_EACH = 0.1
_CROWD = 40  # words under one key that are too many to tell anything


@lru_cache(maxsize=50_000)
def keys(term: str) -> tuple[str, ...]:
    """Give the keys under which words like this one are found; words are near when they share one.

    The first is the skeleton; the others lack one consonant. A word of too few consonants is only near itself.
    """
    bones = skeleton(term) if len(term) >= _FEWEST and " " not in term else ""
    if len(bones) < _SPARED:
        return (bones or f"={term}",)
    return tuple(dict.fromkeys([bones, *(bones[:place] + bones[place + 1 :] for place in range(len(bones)))]))


def likeness(one: str, other: str) -> float:
    """Say from 0 to 1 how alike two words are that share a key; 1 is the same word.

    Words of one script by the pairs of letters that they share (Dice's coefficient), others by their skeletons.
    """
    if one == other:
        return 1.0
    if script(one) == script(other):
        ours, theirs = _pieces(one), _pieces(other)
        shared = 2 * len(ours & theirs) / (len(ours) + len(theirs))
        return shared if shared >= LEAST else 0.0
    bones, others = skeleton(one), skeleton(other)
    return min(0.9, _ACROSS + _EACH * (len(bones) - SHORTEST)) if bones == others else 0.0


def meeting(lefts: Iterable[str], rights: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Give the pairs of words of two languages that are alike, with how much, in the order of the left ones."""
    by_key: dict[str, list[str]] = {}
    for right in rights:
        for key in keys(right):
            by_key.setdefault(key, []).append(right)
    by_key = {key: words for key, words in by_key.items() if len(words) <= _CROWD}
    for left in lefts:
        near = dict.fromkeys(right for key in keys(left) for right in by_key.get(key, ()))
        for right in near:
            if alike := likeness(left, right):
                yield left, right, alike


@lru_cache(maxsize=50_000)
def script(term: str) -> str:
    """Name the script of a word by its first letter."""
    first = next(filter(str.isalpha, term), "0")
    return unicodedata.name(first, "").partition(" ")[0]


@lru_cache(maxsize=50_000)
def _pieces(term: str) -> frozenset[str]:
    bounded = f"^{term}$"
    return frozenset([bounded[start : start + 2] for start in range(len(bounded) - 1)])
