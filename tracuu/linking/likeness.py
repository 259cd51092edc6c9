"""How much of one text another says: the share of its signs, by their weight, that are met again on the other side.

A word is met as far as its translations stand in the other text (Darwish and Oard, "Probabilistic structured query
methods", 2003), a number or name as itself, a name across scripts by its skeleton. Rare signs weigh more (inverse
document frequency: Sparck Jones 1972). Words that no table knows count little where they are missed: that is no
evidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, Signs
from tracuu.tuples import Record

Known = Mapping[str, Sequence[tuple[str, float]]]
"""Terms that a table knows, each with (term of the other language, probability), best first."""

Rarity = Callable[[str], float]
"""Takes a sign; gives its weight among texts of its language, near 0 for what stands in every text."""

_PAIR = 0.7  # of two syllables, which are counted alone too
_UNKNOWN = 0.3  # weight of what no table knows, where it is missed
_NAMED = 1.5  # weight of a word that both sides write alike, where no table knows it
_ALIKE = 0.9  # of a word with a translation, which stands unchanged on the other side
_SOUND = 0.5  # of a skeleton, for each consonant above two


class Aim(Record):
    """What one version's translation must hold.

    `gains` are the weights of signs of the other language; `total` is the sum of all, met or not; `more` is what a sign
    adds to that sum when it is met, for what counts more where it is met than where it is missed.
    """

    gains: Mapping[str, float]
    more: Mapping[str, float]
    total: float


def aim(signs: Signs, latin: bool, known: Known, rarity: Rarity) -> Aim:  # noqa: FBT001  a script
    """Work out what a text says in another language, by the table `known`; `latin` is the script of that language."""
    alike = signs.latin == latin
    gains: dict[str, float] = {}
    more: dict[str, float] = {}
    total = 0.0
    for sign, count in signs.counts.items():
        weight = rarity(sign) * math.sqrt(1 + math.log(count))
        if sign.startswith(WORD) and (found := known.get(sign[len(WORD) :])):
            total += _translated(gains, sign, found, weight * (_PAIR if " " in sign else 1.0), alike=alike)
        elif hit := _as_itself(sign, weight, alike=alike, latin=signs.latin):
            met, missed = hit
            gains[sign] = gains.get(sign, 0.0) + met
            more[sign] = met - missed
            total += missed
    return Aim(gains, more, total)


def _translated(
    gains: dict[str, float], sign: str, found: Sequence[tuple[str, float]], weight: float, *, alike: bool
) -> float:
    """Add the translations of a word; give what it counts for in all."""
    sure = sum(p for _, p in found)
    counts = weight * min(1.0, sure)
    for word, p in found:
        gains[WORD + word] = gains.get(WORD + word, 0.0) + counts * p / sure
    if alike and all(WORD + word != sign for word, _ in found):
        gains[sign] = gains.get(sign, 0.0) + counts * _ALIKE
    return counts


def _as_itself(sign: str, weight: float, *, alike: bool, latin: bool) -> tuple[float, float] | None:
    """Give what a sign counts for that stands unchanged on the other side: where it is met, and where it is missed."""
    if sign.startswith(FIGURES):
        return weight, weight
    if sign.startswith(SKELETON):
        counts = weight * _SOUND * (len(sign) - 3)
        return None if alike else (counts, counts * _UNKNOWN if latin else 0.0)
    if sign.startswith(NAME):
        return None if alike or " " in sign else (weight * _NAMED, 0.0)
    return (weight * _NAMED, weight * _UNKNOWN) if alike and " " not in sign else None


def coverage(aimed: Aim, held: Signs) -> float:
    """Give the share of what one version says that another holds, from 0 to 1."""
    met = aimed.gains.keys() & held.counts.keys()
    gained = sum(map(aimed.gains.__getitem__, met))
    total = aimed.total + sum([aimed.more.get(sign, 0.0) for sign in met])
    return min(1.0, gained / total) if total > 0 else 0.0
