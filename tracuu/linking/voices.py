"""What signs of one language say in another: worked out once for each sign, whatever versions it stands in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING

from tracuu.linking.frequency import Weights
from tracuu.linking.likeness import Said, Signs, Speech, said, shares
from tracuu.linking.meanings import Translate
from tracuu.linking.rows import Column, Rows
from tracuu.linking.signs import WORD, ByNumber, Reading, Vocabulary

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

REMEMBERED = 20_000_000
"""Words that signs of all pairs of languages say, which are remembered at once, about; each takes 20 bytes."""

Place = tuple[str, bool, str, bool]
"""A language and whether it is in Latin letters; the same of the language in which it is to be said."""

_SPOKEN = 64  # what so many versions say last is remembered: a new one is compared with several of a language


class Voice(Rows):
    """What signs of one language say in another: a row for each, and of each row the words that it says."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(("i4", "f8", "f8"))
        self._missed = Column("f8", [0.0])

    def learn(self, own: Numbers, what: Said) -> None:
        """Keep what signs say, given by the numbers of their language's own."""
        import numpy as np

        self.keep(own, what.owners, what.words, what.gains, what.more)
        self._missed.extend(what.missed[np.unique(what.owners)])

    def speech(self, own: Numbers) -> Speech:
        """Give what signs say."""
        words, gains, more = self.columns
        places, sizes = self.of(own)
        missed = self._missed.values.take(self.numbers(own))
        return Speech(missed, sizes.cumsum(), words.values.take(places), places, gains.values, more.values)


class Voices:
    """What signs say, by languages. Tables and rarities are taken for unchanged while this lives."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        translate: Translate,
        known: Callable[[Sequence[str], str], Container[str]],
        weights: Weights,
    ) -> None:
        """Take the numbers of signs, the tables, and how rare signs are.

        `known` gives those terms of a language that any table knows.
        """
        import numpy as np

        self._vocabulary = vocabulary
        self._translate = translate
        self._known = known
        self._in_tables: dict[str, ByNumber] = {}
        self._weights = weights
        self._voices: dict[Place, Voice] = {}
        self._held = 0  # words in all voices
        self._marks = np.zeros(0, bool)
        self._spoken: dict[tuple[int, str, bool], tuple[Reading, Speech]] = {}
        self._kinds = ByNumber(lambda signs: [ord(sign[0]) for sign in vocabulary.written(signs)], "u1")
        self._pairs = ByNumber(lambda signs: [" " in sign for sign in vocabulary.written(signs)], "?")
        self._lengths = ByNumber(lambda signs: [*map(len, vocabulary.written(signs))], "u2")

    @property
    def marks(self) -> Numbers:
        """A truth value for every sign there is, all False: for `likeness.met`."""
        import numpy as np

        if len(self._marks) < len(self._vocabulary):
            self._marks = np.zeros(2 * len(self._vocabulary), bool)
        return self._marks

    def are_of(self, signs: Numbers, kinds: str) -> Numbers:
        """Tell of signs whether each is of one of some kinds, given by the letters with which they begin."""
        letters = self._kinds[signs]
        found: Numbers = letters == ord(kinds[0])
        for kind in kinds[1:]:
            found |= letters == ord(kind)
        return found

    def sign(self, number: int) -> str:
        """Give a sign by its number."""
        return self._vocabulary.signs[number]

    def speech(self, reading: Reading, target: str, latin: bool) -> Speech:  # noqa: FBT001  a script
        """Work out what a version says in another language; `latin` is the script of that one."""
        asked = id(reading), target, latin
        if asked not in self._spoken:
            while len(self._spoken) >= _SPOKEN:
                del self._spoken[next(iter(self._spoken))]
            said = self._said([reading], (reading.lang, reading.latin, target, latin))
            self._spoken[asked] = reading, said  # while it is held, its id is no other's
        return self._spoken[asked][1]

    def shares(self, pairs: Sequence[tuple[Reading, Reading]]) -> Numbers:
        """Give the share of what the first version of each pair says that the second holds, from 0 to 1."""
        import numpy as np

        found = np.empty(len(pairs))
        places: dict[Place, list[int]] = {}
        for at, (ours, theirs) in enumerate(pairs):
            places.setdefault((ours.lang, ours.latin, theirs.lang, theirs.latin), []).append(at)
        for place, listed in places.items():
            readings = {id(ours): ours for ours, _ in map(pairs.__getitem__, listed)}
            turns = {one: turn for turn, one in enumerate(readings)}
            some = [(turns[id(ours)], theirs) for ours, theirs in map(pairs.__getitem__, listed)]
            every = list(readings.values())
            found[listed] = shares(self._said(every, place), every, some, self.marks)
        return found

    def _said(self, readings: Sequence[Reading], place: Place) -> Speech:
        """Work out what versions in one language say in another, one after the other."""
        import numpy as np

        numbers = self._vocabulary.own(place[0])
        own = np.concatenate([numbers[one.signs] for one in readings])
        voice = self._voices[place] = self._voices.pop(place) if place in self._voices else Voice()  # used last
        if (missing := voice.unasked(own)).any():
            self._learn(voice, np.unique(np.concatenate([one.signs for one in readings])[missing]), place)
        return voice.speech(own)

    def _learn(self, voice: Voice, missing: Numbers, place: Place) -> None:
        lang, ours, target, theirs = place
        told = self._kinds[missing], self._pairs[missing], self._lengths[missing], self._weights[lang][missing]
        asked = self.are_in_tables(lang)[missing].nonzero()[0]
        meant = self._translate(missing[asked], lang, target)
        meant = meant._replace(owners=asked[meant.owners])
        before = len(voice)
        voice.learn(self._vocabulary.own(lang)[missing], said(Signs(missing, *told), meant, ours=ours, theirs=theirs))
        self._held += len(voice) - before
        self._forget()

    def are_in_tables(self, lang: str) -> ByNumber:
        """Tell of the signs of a language whether any table knows them: asked once, whatever the other language."""
        if lang not in self._in_tables:
            self._in_tables[lang] = ByNumber(lambda signs: self._told(signs, lang), "?", self._vocabulary.own(lang))
        return self._in_tables[lang]

    def _told(self, numbers: Numbers, lang: str) -> list[bool]:
        signs = self._vocabulary.written(numbers)
        known = self._known(words_of(signs), lang)
        return [sign.startswith(WORD) and sign[len(WORD) :] in known for sign in signs]

    def _forget(self) -> None:
        """Forget the languages that were longest unused, all but the one in use."""
        for place in list(self._voices)[:-1]:
            if self._held <= REMEMBERED:
                return
            self._held -= len(self._voices.pop(place))


def words_of(signs: Iterable[str]) -> list[str]:
    """Give the terms among signs."""
    return [sign[len(WORD) :] for sign in signs if sign.startswith(WORD)]
