"""How much of one text another says: the share of its signs, by their weight, that are met again on the other side.

A word is met as far as its translations stand in the other text (Darwish and Oard, "Probabilistic structured query
methods", 2003), a number or name as itself, a name across scripts by its skeleton. Rare signs weigh more (inverse
document frequency: Sparck Jones 1972). Words that no table knows count little where they are missed: that is no
evidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

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


class Said(Record):
    """What a sign that stands once in one version says in another language.

    `words` are the signs of the other language by which it is met, each with what it then counts for; `missed` is what
    it counts for in all, met or not; `more` is added to that when it is met.
    """

    words: tuple[tuple[str, float], ...]
    missed: float
    more: float = 0.0


class Speech(Record):
    """What a version says in another language: its signs, and what they count for in all, met or not."""

    signs: Mapping[str, Said]
    total: float


@cache
def often(count: int) -> float:
    """Give what a sign counts for that stands so often, as a multiple of what it counts for once."""
    return math.sqrt(1 + math.log(count))


def speech(whole: Signs, latin: bool, known: Known, rarity: Rarity) -> Speech:  # noqa: FBT001  a script
    """Work out what a text says in another language, by the table `known`; `latin` is the script of that language."""
    made = {sign: said(sign, known, rarity, ours=whole.latin, theirs=latin) for sign in whole.counts}
    signs = {sign: one for sign, one in made.items() if one is not None}
    return Speech(signs, total(signs, whole.counts))


def said(sign: str, known: Known, rarity: Rarity, *, ours: bool, theirs: bool) -> Said | None:
    """Work out what one sign says; None where it says nothing. Each side is in Latin letters or not."""
    alike = ours == theirs
    if not sign.startswith(WORD):
        return _as_itself(sign, rarity(sign), alike=alike, latin=ours)
    if found := known.get(sign[len(WORD) :]):
        return _translated(sign, found, rarity(sign) * (_PAIR if " " in sign else 1.0), alike=alike)
    if alike and " " not in sign:
        weight = rarity(sign)
        return _itself(sign, weight * _NAMED, weight * _UNKNOWN)
    return None


def total(signs: Mapping[str, Said], counts: Mapping[str, int]) -> float:
    """Give what the signs of a text count for in all, when none is met that counts more where it is."""
    return sum([one.missed * often(count) for sign, count in counts.items() if (one := signs.get(sign))])


def _itself(sign: str, met: float, missed: float) -> Said:
    """Say of a sign that it stands unchanged on the other side, and what it counts for met and missed."""
    return Said(((sign, met),), missed, met - missed)


def _translated(sign: str, found: Sequence[tuple[str, float]], weight: float, *, alike: bool) -> Said:
    """Give what a word says by its translations."""
    sure = sum([p for _, p in found])
    counts = weight * min(1.0, sure)
    words = [(WORD + word, counts * p / sure) for word, p in found]
    if alike and all(word != sign for word, _ in words):
        words.append((sign, counts * _ALIKE))
    return Said(tuple(words), counts)


def _as_itself(sign: str, weight: float, *, alike: bool, latin: bool) -> Said | None:
    """Give what a number or name says; None where its kind cannot stand on the other side."""
    if sign.startswith(FIGURES):
        return _itself(sign, weight, weight)
    if alike or " " in sign:
        return None
    if sign.startswith(NAME):
        return _itself(sign, weight * _NAMED, 0.0)
    counts = weight * _SOUND * (len(sign) - len(SKELETON) - 2)
    return _itself(sign, counts, counts * _UNKNOWN if latin else 0.0)


def met(said: Speech, held: Signs) -> dict[str, Said]:
    """Give the signs that another version holds, each with those words alone that stand in it."""
    there = held.counts
    found: dict[str, Said] = {}
    for sign, one in said.signs.items():
        words, missed, more = one
        if len(words) == 1:
            if words[0][0] in there:
                found[sign] = one
        elif held_words := [word for word in words if word[0] in there]:
            found[sign] = Said(tuple(held_words), missed, more)
    return found


def coverage(said: Speech, found: Mapping[str, Said], counts: Mapping[str, int]) -> float:
    """Give the share of what one version says that another holds, from 0 to 1; `counts` are the signs of the first."""
    gained, in_all = 0.0, said.total
    for sign, one in found.items():
        times = often(counts[sign])
        gained += times * sum([gain for _, gain in one.words])
        in_all += times * one.more
    return min(1.0, gained / in_all) if in_all > 0 else 0.0


Places = Mapping[str, Sequence[int]]
"""The sentences in which each sign of a version stands, by their place."""


def places(sentences: Iterable[Signs]) -> Places:
    """Give where each sign stands."""
    found: dict[str, list[int]] = {}
    for place, sentence in enumerate(sentences):
        for sign in sentence.counts:
            found.setdefault(sign, []).append(place)
    return found


def coverages(
    said: Speech, found: Mapping[str, Said], sentences: Sequence[Signs], held: Places, size: int
) -> list[list[float]]:
    """Give the same of every sentence (a row) beside every one of the other version's `size` sentences."""
    rows = []
    for sentence in sentences:
        gained, totals = [0.0] * size, [total(said.signs, sentence.counts)] * size
        for sign, count in sentence.counts.items():
            if sign in found:
                one, times = found[sign], often(count)
                for word, gain in one.words:
                    for place in held.get(word, ()):
                        gained[place] += times * gain
                        totals[place] += times * one.more
        rows.append([min(1.0, got / of) if got and of > 0 else 0.0 for got, of in zip(gained, totals, strict=True)])
    return rows
