"""What signs of one language say in another: worked out once for each sign, whatever versions it stands in."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING

from tracuu.linking.likeness import Rarity, Said, Speech, Translate, often, said
from tracuu.linking.signs import WORD, ByNumber, Reading, Vocabulary

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

REMEMBERED = 20_000_000
"""Words that signs of all pairs of languages say, which are remembered at once, about; each takes 20 bytes."""

Place = tuple[str, bool, str, bool]
"""A language and whether it is in Latin letters; the same of the language in which it is to be said."""

_NOT_ASKED, _NOTHING = -1, 0  # rows of a voice


class Voice:
    """What signs of one language say in another: a row for each, and of each row the words that it says."""

    def __init__(self) -> None:
        """Begin with the row of all signs that say nothing, and a word of no row: numpy takes no empty buffers."""
        import numpy as np

        self._rows = np.empty(0, np.int32)  # of each sign by its number
        self._missed = array("d", [0.0])
        self._ends = array("q", [1, 1])  # where the words of each row end, and first where those of the first begin
        self._words, self._gains, self._more = array("i", [0]), array("d", [0.0]), array("d", [0.0])

    def __len__(self) -> int:
        """Count the words."""
        return len(self._words)

    def unasked(self, signs: Numbers, known: int) -> Numbers:
        """Give those of some signs of which it is not known what they say; `known` is how many there are of all."""
        import numpy as np

        if len(self._rows) < known:
            more = np.full(max(known, 2 * len(self._rows)) - len(self._rows), _NOT_ASKED, np.int32)
            self._rows = np.concatenate([self._rows, more])
        missing: Numbers = signs[self._rows[signs] == _NOT_ASKED]
        return missing

    def learn(self, signs: Numbers, said: Sequence[Said | None], vocabulary: Vocabulary) -> None:
        """Keep what signs say."""
        import numpy as np

        saying = [one for one in said if one is not None]
        says = np.array([one is not None for one in said], bool)
        self._rows[signs] = _NOTHING
        self._rows[signs[says]] = np.arange(len(self._missed), len(self._missed) + len(saying))
        self._missed.extend([one.missed for one in saying])
        sizes = np.array([len(one.words) for one in saying], np.int64)
        self._ends.extend((len(self._words) + sizes.cumsum()).tolist())
        self._words.extend([vocabulary[word] for one in saying for word, _ in one.words])
        self._gains.extend([gain for one in saying for _, gain in one.words])
        self._more.extend(np.repeat([one.more for one in saying], sizes).tolist())

    def speech(self, reading: Reading) -> Speech:
        """Give what a version says."""
        import numpy as np

        rows = self._rows[reading.signs]
        ends = np.frombuffer(self._ends, np.int64)
        starts = ends[rows]
        sizes = ends[rows + 1] - starts
        owners = np.repeat(np.arange(len(rows)), sizes)
        places = np.arange(len(owners)) + np.repeat(starts - sizes.cumsum() + sizes, sizes)
        missed = np.frombuffer(self._missed)[rows]
        return Speech(
            missed,
            owners,
            np.frombuffer(self._words, np.int32)[places],
            np.frombuffer(self._gains)[places],
            np.frombuffer(self._more)[places],
            float((missed * often(reading.counts)).sum()),
        )


class Voices:
    """What signs say, by languages. Tables and rarities are taken for unchanged while this lives."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        translate: Translate,
        known: Callable[[Sequence[str], str], Container[str]],
        rarities: Callable[[str], Rarity],
    ) -> None:
        """Take the numbers of signs, the tables, and what gives how rare signs of a language are.

        `known` gives those terms of a language that any table knows.
        """
        import numpy as np

        self._vocabulary = vocabulary
        self._translate = translate
        self._known = known
        self._in_tables: dict[str, ByNumber] = {}
        self._rarities = rarities
        self._voices: dict[Place, Voice] = {}
        self._marks = np.zeros(0, bool)
        self._kinds = ByNumber(lambda signs: [ord(sign[0]) for sign in vocabulary.written(signs)], "u1")

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
        place = reading.lang, reading.latin, target, latin
        voice = self._voices[place] = self._voices.pop(place) if place in self._voices else Voice()  # used last
        if len(missing := voice.unasked(reading.signs, len(self._vocabulary))):
            self._learn(voice, missing, place)
            self._forget()
        return voice.speech(reading)

    def _learn(self, voice: Voice, missing: Numbers, place: Place) -> None:
        lang, ours, target, theirs = place
        signs = self._vocabulary.written(missing)
        terms = words_of(self._vocabulary.written(missing[self.are_in_tables(lang)[missing]]))
        known, rarity = self._translate(terms, lang, target), self._rarities(lang)
        what = [said(sign, known, rarity, ours=ours, theirs=theirs) for sign in signs]
        voice.learn(missing, what, self._vocabulary)

    def are_in_tables(self, lang: str) -> ByNumber:
        """Tell of the signs of a language whether any table knows them: asked once, whatever the other language."""
        if lang not in self._in_tables:
            self._in_tables[lang] = ByNumber(lambda signs: self._told(signs, lang), "?")
        return self._in_tables[lang]

    def _told(self, numbers: Numbers, lang: str) -> list[bool]:
        signs = self._vocabulary.written(numbers)
        known = self._known(words_of(signs), lang)
        return [sign.startswith(WORD) and sign[len(WORD) :] in known for sign in signs]

    def _forget(self) -> None:
        """Forget the languages that were longest unused, all but the one in use."""
        held = sum(map(len, self._voices.values()))
        for place in list(self._voices)[:-1]:
            if held <= REMEMBERED:
                return
            held -= len(self._voices.pop(place))


def words_of(signs: Iterable[str]) -> list[str]:
    """Give the terms among signs."""
    return [sign[len(WORD) :] for sign in signs if sign.startswith(WORD)]
