"""Two versions compared: first as wholes, and sentence by sentence where that says they may be translations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracuu.linking.likeness import Aim, Known, Rarity, aim, coverage
from tracuu.linking.odds import Compared
from tracuu.linking.sentences import agreement
from tracuu.linking.signs import WORD, Reading

FAINT = 0.12
"""Likeness of the wholes under which two versions are no translations of each other, whatever else."""

Translate = Callable[[Sequence[str], str, str], Known]
"""Takes terms, their language and another; gives those that a table knows (`likeness.Known`)."""

Tables = Callable[[str, str], bool]
"""Takes two languages; tells whether there is a table from the first to the second."""


class Speaker:
    """A version that is compared: what it says in other languages is worked out once for each."""

    def __init__(self, reading: Reading, translate: Translate, rarity: Rarity) -> None:
        """Take a version as it was read, and by which tables and weights it is to be compared."""
        self.reading = reading
        self._translate = translate
        self._rarity = rarity
        self._known: dict[str, Known] = {}
        self._wholes: dict[tuple[str, bool], Aim] = {}
        self._parts: dict[tuple[str, bool], list[Aim]] = {}

    def known(self, target: str) -> Known:
        """Give the translations of its words into a language."""
        if target not in self._known:
            words = [sign[len(WORD) :] for sign in self.reading.whole.counts if sign.startswith(WORD)]
            self._known[target] = self._translate(words, self.reading.lang, target)
        return self._known[target]

    def whole(self, other: Reading) -> Aim:
        """Give what it says in the language of another version."""
        place = other.lang, other.whole.latin
        if place not in self._wholes:
            self._wholes[place] = aim(self.reading.whole, place[1], self.known(place[0]), self._rarity)
        return self._wholes[place]

    def parts(self, other: Reading) -> list[Aim]:
        """Give what each of its sentences says in the language of another version."""
        place = other.lang, other.whole.latin
        if place not in self._parts:
            known = self.known(place[0])
            self._parts[place] = [aim(one, place[1], known, self._rarity) for one in self.reading.sentences]
        return self._parts[place]


def compare(one: Speaker, other: Speaker, tables: Tables) -> Compared | None:
    """Compare two versions of different languages; None when they have too little in common."""
    ours, theirs = one.reading, other.reading
    onward = coverage(one.whole(theirs), theirs.whole)
    back = coverage(other.whole(ours), ours.whole)
    if onward * back < FAINT * FAINT:
        return None
    agreed = agreement((ours.sentences, one.parts(theirs)), (theirs.sentences, other.parts(ours)))
    return Compared(onward, back, agreed, tables(ours.lang, theirs.lang) or tables(theirs.lang, ours.lang))
