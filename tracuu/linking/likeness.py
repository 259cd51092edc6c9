"""How much of one text another says: the share of its signs, by their weight, that are met again on the other side.

A word is met as far as its translations stand in the other text (Darwish and Oard, "Probabilistic structured query
methods", 2003), a number or name as itself, a name across scripts by its skeleton. Rare signs weigh more (inverse
document frequency: Sparck Jones 1972). Words that no table knows count little where they are missed: that is no
evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, Reading

if TYPE_CHECKING:
    from tracuu.linking.meanings import Meant
    from tracuu.linking.signs import Numbers

_PAIR = 0.7  # of two syllables, which are counted alone too
_UNKNOWN = 0.3  # weight of what no table knows, where it is missed
_NAMED = 1.5  # weight of a word that both sides write alike, where no table knows it
_ALIKE = 0.9  # of a word with a translation, which stands unchanged on the other side
_SOUND = 0.5  # of a skeleton, for each consonant above two


class Signs(NamedTuple):
    """Signs (n,) by number: the first letter (`kinds`), whether it is two words (`pairs`), `lengths`, `weights`.

    A weight is near 0 for what stands in every text of its language.
    """

    numbers: Numbers
    kinds: Numbers
    pairs: Numbers
    lengths: Numbers
    weights: Numbers


class Said(NamedTuple):
    """What n signs that stand once in a version say in another language, by k words of that one.

    `missed` (n,) is what each counts for in all, met or not. Of each word, `owners` (k,) is the place of the sign that
    it stands for, rising, `words` its number, `gains` what the sign counts for when the word is met, and `more` what is
    then added to what it counts for in all. A sign of which no word stands here says nothing.
    """

    missed: Numbers
    owners: Numbers
    words: Numbers
    gains: Numbers
    more: Numbers


class Speech(NamedTuple):
    """What n signs of a version, or of several one after the other, say in another language, by k words of that one.

    `missed` (n,) is what each sign counts for where it stands once, met or not; the words of each sign end at
    `ends` (n,). `words` (k,) are their numbers. `gains` and `more`, as of `Said`, stand at `places` (k,) of longer
    arrays: few words are met.
    """

    missed: Numbers
    ends: Numbers
    words: Numbers
    places: Numbers
    gains: Numbers
    more: Numbers


@cache
def _often() -> Numbers:
    import numpy as np

    times: Numbers = np.sqrt(1 + np.log(np.maximum(1, np.arange(1 << 16))))
    return times


def often(counts: Numbers) -> Numbers:
    """Give what signs count for that stand so often, as a multiple of what each counts for once."""
    times: Numbers = _often()[counts]
    return times


def said(signs: Signs, meant: Meant, *, ours: bool, theirs: bool) -> Said:
    """Work out what signs say, by what tables say that they mean. Each side is in Latin letters or not."""
    import numpy as np

    alike = ours == theirs
    known = np.zeros(len(signs.numbers), bool)
    known[meant.owners] = True
    counts, gains = _translated(signs, meant)
    same, itself, missed = _as_themselves(signs, ~known, alike=alike, latin=ours)
    written = _written_alike(signs.numbers, known, meant) if alike else np.zeros(0, np.int64)
    owners = np.concatenate([meant.owners, same, written])
    order = owners.argsort(kind="stable")
    return Said(
        np.where(known, counts, missed),
        owners[order],
        np.concatenate([meant.words, signs.numbers[same], signs.numbers[written]])[order],
        np.concatenate([gains, itself[same], counts[written] * _ALIKE])[order],
        np.concatenate([np.zeros(len(gains)), itself[same] - missed[same], np.zeros(len(written))])[order],
    )


def _translated(signs: Signs, meant: Meant) -> tuple[Numbers, Numbers]:
    """Give what signs count for by their translations, and each translation."""
    import numpy as np

    sure = np.bincount(meant.owners, meant.likely, len(signs.numbers))
    counts = signs.weights * np.where(signs.pairs, _PAIR, 1.0) * np.minimum(1.0, sure)
    return counts, counts[meant.owners] * meant.likely / sure[meant.owners]


def _written_alike(numbers: Numbers, known: Numbers, meant: Meant) -> Numbers:
    """Give the places of signs that have translations but not themselves as one."""
    others = known.copy()
    others[meant.owners[meant.words == numbers[meant.owners]]] = False
    found: Numbers = others.nonzero()[0]
    return found


def _as_themselves(signs: Signs, unknown: Numbers, *, alike: bool, latin: bool) -> tuple[Numbers, Numbers, Numbers]:
    """Give the places of signs that may stand unchanged on the other side; what each sign then counts for; and missed.

    A number may always, a word that no table knows in the same letters, a name in others.
    """
    import numpy as np

    figures, single = signs.kinds == ord(FIGURES), ~signs.pairs
    others = (signs.kinds == ord(WORD[0])) & single & unknown if alike else (signs.kinds == ord(NAME)) & single
    bones = (signs.kinds == ord(SKELETON)) & single & (not alike)
    counts = signs.weights * _SOUND * (signs.lengths - len(SKELETON) - 2)
    met = np.select([figures, others, bones], [signs.weights, signs.weights * _NAMED, counts])
    faint = np.where(bones, counts * (_UNKNOWN if latin else 0.0), signs.weights * (_UNKNOWN if alike else 0.0))
    places = (figures | others | bones).nonzero()[0]
    missed = np.zeros(len(signs.numbers))
    missed[places] = np.where(figures, signs.weights, faint)[places]
    return places, met, missed


def met(said: Speech, held: Numbers, marks: Numbers) -> Numbers:
    """Give the places of those words of a speech that another version holds, given by the numbers of its signs.

    `marks`, a truth value for every sign there is, are all False before and after.
    """
    marks[held] = True
    found = marks.take(said.words).nonzero()[0]
    marks[held] = False
    return found


def shares(said: Speech, readings: Sequence[Reading], pairs: Sequence[tuple[int, Reading]], marks: Numbers) -> Numbers:
    """Give the share of what one version of each pair says that the other holds, from 0 to 1.

    `said` is what all `readings` say, one after the other; of each pair the one is given by its place among them.
    `marks` are those of `met`.
    """
    import numpy as np

    sizes = [len(one.signs) for one in readings]
    times = often(np.concatenate([one.counts for one in readings]))
    missed = np.bincount(np.repeat(np.arange(len(readings)), sizes), times * said.missed, len(readings))
    heard = _heard(said, sizes, pairs, marks)
    pair = np.repeat(np.arange(len(pairs)), [len(one) for one in heard])
    found = np.concatenate(heard)
    often_found, place = times[owners(said, found)], said.places[found]
    gained = np.bincount(pair, often_found * said.gains[place], len(pairs))
    totals = missed[[one for one, _ in pairs]] + np.bincount(pair, often_found * said.more[place], len(pairs))
    told: Numbers = np.divide(gained, totals, out=np.zeros(len(pairs)), where=totals > 0)
    return np.minimum(1.0, told)


def _heard(said: Speech, sizes: Sequence[int], pairs: Sequence[tuple[int, Reading]], marks: Numbers) -> list[Numbers]:
    """Give, for each pair, the places of the words of one version, of so many signs, that the other holds."""
    import numpy as np

    ends = np.append(0, said.ends)[np.cumsum([0, *sizes])].tolist()
    found: list[Numbers] = []
    for one, other in pairs:
        start, end = ends[one], ends[one + 1]
        marks[other.signs] = True
        found.append(start + marks.take(said.words[start:end]).nonzero()[0])
        marks[other.signs] = False
    return found


def owners(said: Speech, found: Numbers) -> Numbers:
    """Give the places of the signs whose words these are."""
    import numpy as np

    places: Numbers = np.searchsorted(said.ends, found, side="right")
    return places


def coverages(said: Speech, found: Numbers, ours: Reading, theirs: Reading) -> Numbers:
    """Give the same of every sentence (a row) beside every sentence of the other version (a column)."""
    import numpy as np

    telling = np.zeros((ours.size, len(ours.signs)))
    telling[ours.rows, ours.columns] = often(ours.times)
    holding = np.zeros((len(theirs.signs), theirs.size))
    holding[theirs.columns, theirs.rows] = 1.0
    told = telling[:, owners(said, found)]
    heard = holding[np.searchsorted(theirs.signs, said.words[found])]
    places = said.places[found]
    gained = (told * said.gains[places]) @ heard
    totals = (telling @ said.missed)[:, None] + (told * said.more[places]) @ heard
    shares = np.divide(gained, totals, out=np.zeros_like(gained), where=totals > 0)
    return np.minimum(shares, 1.0)
