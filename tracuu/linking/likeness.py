"""How much of one text another says: the share of its signs, by their weight, that are met again on the other side.

A word is met as far as its translations stand in the other text (Darwish and Oard, "Probabilistic structured query
methods", 2003), a number or name as itself, a name across scripts by its skeleton. Rare signs weigh more (inverse
document frequency: Sparck Jones 1972). Words that no table knows count little where they are missed: that is no
evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, Reading

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

Known = Mapping[str, Sequence[tuple[str, float]]]
"""Terms that a table knows, each with (term of the other language, probability), best first."""

Translate = Callable[[Sequence[str], str, str], Known]
"""Takes terms, their language and another; gives those that a table knows."""

Rarity = Callable[[str], float]
"""Takes a sign; gives its weight among texts of its language, near 0 for what stands in every text."""

_PAIR = 0.7  # of two syllables, which are counted alone too
_UNKNOWN = 0.3  # weight of what no table knows, where it is missed
_NAMED = 1.5  # weight of a word that both sides write alike, where no table knows it
_ALIKE = 0.9  # of a word with a translation, which stands unchanged on the other side
_SOUND = 0.5  # of a skeleton, for each consonant above two


class Said(NamedTuple):
    """What a sign that stands once in one version says in another language.

    `words` are the signs of the other language by which it is met, each with what it then counts for; `missed` is what
    it counts for in all, met or not; `more` is added to that when it is met.
    """

    words: tuple[tuple[str, float], ...]
    missed: float
    more: float = 0.0


class Speech(NamedTuple):
    """What a version of n signs says in another language, by k words of that one.

    `missed` (n,) is what each of its signs counts for where it stands once, met or not. Of each word, `owners` (k,) is
    the place of the sign that it stands for, `words` its number, `gains` what the sign counts for when the word is met,
    and `more` what is then added to what it counts for in all. `total` is what all signs count for, as often as they
    stand, when none is met.
    """

    missed: Numbers
    owners: Numbers
    words: Numbers
    gains: Numbers
    more: Numbers
    total: float


def often(counts: Numbers) -> Numbers:
    """Give what signs count for that stand so often, as a multiple of what each counts for once."""
    import numpy as np

    times: Numbers = np.sqrt(1 + np.log(counts))
    return times


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


def met(said: Speech, held: Numbers, marks: Numbers) -> Numbers:
    """Give the places of those words of a speech that another version holds, given by the numbers of its signs.

    `marks`, a truth value for every sign there is, are all False before and after.
    """
    marks[held] = True
    found = marks[said.words].nonzero()[0]
    marks[held] = False
    return found


def coverage(said: Speech, found: Numbers, reading: Reading) -> float:
    """Give the share of what a version, as it was read, says that another holds, from 0 to 1; `found` is of `met`."""
    times = often(reading.counts[said.owners[found]])
    in_all = said.total + float((times * said.more[found]).sum())
    return min(1.0, float((times * said.gains[found]).sum()) / in_all) if in_all > 0 else 0.0


def coverages(said: Speech, found: Numbers, ours: Reading, theirs: Reading) -> Numbers:
    """Give the same of every sentence (a row) beside every sentence of the other version (a column)."""
    import numpy as np

    telling = np.zeros((ours.size, len(ours.signs)))
    telling[ours.rows, ours.columns] = often(ours.times)
    holding = np.zeros((len(theirs.signs), theirs.size))
    holding[theirs.columns, theirs.rows] = 1.0
    told = telling[:, said.owners[found]]
    heard = holding[np.searchsorted(theirs.signs, said.words[found])]
    gained = (told * said.gains[found]) @ heard
    totals = (telling @ said.missed)[:, None] + (told * said.more[found]) @ heard
    shares = np.divide(gained, totals, out=np.zeros_like(gained), where=totals > 0)
    return np.minimum(shares, 1.0)
