"""Two versions compared: first as wholes, and sentence by sentence where that says they may be translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from tracuu.linking.copies import Shingles, shingles
from tracuu.linking.likeness import Places, Speech, coverage, coverages, met, places
from tracuu.linking.odds import Compared
from tracuu.linking.sentences import MOST, agreement
from tracuu.linking.signs import FIGURES, SKELETON, Reading, Signs, sentences
from tracuu.linking.voices import Voices

FAINT = 0.12
"""Likeness of the wholes under which two versions are no translations of each other, whatever else."""

Tables = Callable[[str, str], bool]
"""Takes two languages; tells whether there is a table from the first to the second."""


class Speaker:
    """A version that is compared: what it says in other languages is worked out once for each."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        """Take a version as it was read, and what signs say in other languages."""
        self.reading = reading
        self._voices = voices
        self._said: dict[tuple[str, bool], Speech] = {}

    @cached_property
    def sentences(self) -> Sequence[Signs]:
        """The signs of the sentences that are compared."""
        return sentences(self.reading, MOST)

    @cached_property
    def places(self) -> Places:
        """The sentences in which each of its signs stands."""
        return places(self.sentences)

    @cached_property
    def shingles(self) -> Shingles:
        """Its runs of words."""
        return shingles(self.reading.texts)

    def said_to(self, other: Reading) -> Speech:
        """Give what it says in the language of another version."""
        place = other.lang, other.whole.latin
        if place not in self._said:
            self._said[place] = self._voices.speech(self.reading.whole, self.reading.lang, *place)
        return self._said[place]


def compare(one: Speaker, other: Speaker, tables: Tables) -> Compared | None:
    """Compare two versions of different languages; None when they have too little in common."""
    ours, theirs = one.reading, other.reading
    ahead, behind = one.said_to(theirs), other.said_to(ours)
    heard, answered = met(ahead, theirs.whole), met(behind, ours.whole)
    onward = coverage(ahead, heard, ours.whole.counts)
    back = coverage(behind, answered, theirs.whole.counts)
    if onward * back < FAINT * FAINT:
        return None
    agreed = agreement(
        coverages(ahead, heard, one.sentences, other.places, len(other.sentences)),
        coverages(behind, answered, other.sentences, one.places, len(one.sentences)),
    )
    figures, names = (_of_kind(heard, kind) for kind in (FIGURES, SKELETON))
    return Compared(
        onward,
        back,
        agreed,
        tables(ours.lang, theirs.lang) or tables(theirs.lang, ours.lang),
        figures=figures,
        unmet=max(_of_kind(side.whole.counts, FIGURES) for side in (ours, theirs)) - figures,
        names=names,
    )


def _of_kind(signs: Iterable[str], kind: str) -> int:
    return sum([sign[0] == kind for sign in signs])
