"""What of a text can be met again in its translation: words, figures, names, each told by its first letters.

w:WORD     a term of its language, as the translation tables have it; in Vietnamese two syllables too, if known there
#FIGURES   a number, without its separators
=NAME      a word with a capital, or in Latin letters among others, folded; two such in a row too
~SKELETON  the consonants of such a word, which other scripts write too (`text.skeletons`)

Signs are numbered as they come, so that all that is done with the signs of a version is done with arrays of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.lexicon import language
from tracuu.indexer.lexicon.words import IN_PAIRS, known_forms
from tracuu.linking.sentences import MOST
from tracuu.text.memo import Memo
from tracuu.text.normalize import fold, key
from tracuu.text.skeletons import skeleton
from tracuu.text.tokens import BETWEEN, analyser

WORD, FIGURES, NAME, SKELETON = "w:", "#", "=", "~"

PIECES = 30_000
"""Pieces of text of a language that are remembered, once or twice over; each takes some hundred bytes."""

_FIGURES = re.compile(r"\d+(?:[.,\u066b\u066c'\u2019\u00a0/-]\d+)*")
_NOT_DIGIT = re.compile(r"\D")
_LONGEST = 20  # digits; of a longer number its beginning
_NAME = re.compile(r"[^\W\d_]+")

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


class Vocabulary(dict[str, int]):
    """Signs with the numbers that they get as they are asked for; `signs` are the same by number."""

    def __init__(self) -> None:
        """Know none yet."""
        super().__init__()
        self.signs: list[str] = []
        self._own: dict[str, Own] = {}

    def __missing__(self, sign: str) -> int:
        """Number a sign that is new."""
        number = self[sign] = len(self.signs)
        self.signs.append(sign)
        return number

    def written(self, numbers: Numbers) -> list[str]:
        """Give the signs of some numbers."""
        return [self.signs[number] for number in numbers.tolist()]

    def own(self, lang: str) -> Own:
        """Give the numbers that signs have among those of a language."""
        if lang not in self._own:
            self._own[lang] = Own()
        return self._own[lang]


class ByNumber:
    """A value for each sign, worked out when it is first asked for: `values[numbers]`; these are all different."""

    def __init__(
        self, work_out: Callable[[Numbers], Sequence[Any] | Numbers], kind: str, own: Own | None = None
    ) -> None:
        """Take what works values out for some signs, given by number; `own` where they are of one language."""
        import numpy as np

        self._work_out = work_out
        self._own = own
        self._values = np.empty(0, kind)
        self._known = np.empty(0, bool)

    def __getitem__(self, numbers: Numbers) -> Numbers:
        """Give the values of some signs, as an array of the same length."""
        import numpy as np

        places = numbers if self._own is None else self._own[numbers]
        try:
            known = self._known[places]
        except IndexError:
            more = int(places.max()) * 3 // 2 + 1 - len(self._known)
            self._values = np.concatenate([self._values, np.zeros(more, self._values.dtype)])
            self._known = np.concatenate([self._known, np.zeros(more, bool)])
            known = self._known[places]
        if not known.all():
            missing = places[~known]
            self._values[missing] = self._work_out(numbers[~known])
            self._known[missing] = True
        values: Numbers = self._values[places]
        return values


class Own(ByNumber):
    """The signs of one language by numbers of its own, so that what is kept of each needs no room for all others."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(self._count, "i4")
        self._size = 0

    def __len__(self) -> int:
        """Count the signs."""
        return self._size

    def _count(self, signs: Numbers) -> Sequence[int]:
        start, self._size = self._size, self._size + len(signs)
        return range(start, self._size)


class Reading(NamedTuple):
    """A version as linking reads it.

    `lang` is the language of its terms (`corpus.lexicon.language`); `latin` whether most of its words are in Latin
    letters. `signs` are the numbers of its n different signs, rising, and `counts` how often each stands.

    Of its first `size` sentences (`sentences.MOST` at most) each different sign is told once: `rows` are the sentences,
    `columns` the places in `signs`, `times` how often it stands in the sentence.
    """

    lang: str
    latin: bool
    signs: Numbers
    counts: Numbers
    size: int
    rows: Numbers
    columns: Numbers
    times: Numbers

    def renumbered(self, numbers: Numbers) -> Reading:
        """Give the same by other numbers of its signs; `numbers` holds, by the former ones, the new."""
        import numpy as np

        signs = numbers[self.signs]
        order = signs.argsort()
        places = np.empty(len(order), self.columns.dtype)
        places[order] = np.arange(len(order))
        return self._replace(signs=signs[order], counts=self.counts[order], columns=places[self.columns])


class _Piece(NamedTuple):
    """What stands between two blanks: its signs by number, and the names and words with which it begins and ends.

    Two names in a row are a sign too, and in some languages two words; each is empty where there is none. `latin` is
    how many more of its words are in Latin letters than are not.
    """

    signs: tuple[int, ...]
    first_name: str
    last_name: str
    first_word: str
    last_word: str
    latin: int


class Reader:
    """Reads versions; a piece of text that comes again is not read again."""

    def __init__(self, pairs: Callable[[str], Container[str] | None] = lambda _lang: None) -> None:
        """Know nothing yet. `pairs` gives, for a language, those of two words that are a sign; None stands for all."""
        self.vocabulary = Vocabulary()
        self._pairs = pairs
        self._pieces: dict[tuple[str, bool], Memo[_Piece]] = {}
        self._usual: dict[str, bool] = {}  # whether the last text of a language was in Latin letters

    def read(self, texts: Sequence[str], tag: str, *, whole: bool = False) -> Reading:
        """Read a version, given as sentences; `tag` is its language in BCP 47.

        Two words are a sign where the reader was told so, in a `whole` reading always.
        """
        cut = [text.split(" ") for text in texts]
        pairs = self._pairs(language(tag)) if analyser(tag) in IN_PAIRS and not whole else None
        latin = self._usual.get(tag, True)
        found, more = self._signs(cut, self._known(tag, latin), pairs)
        if (more >= 0) != latin:
            latin = self._usual[tag] = not latin
            found, _ = self._signs(cut, self._known(tag, latin), pairs)
        return counted(language(tag), found, latin=latin)

    def _signs(
        self, cut: Sequence[Sequence[str]], known: Memo[_Piece], pairs: Container[str] | None
    ) -> tuple[list[list[int]], int]:
        """Give the signs of sentences cut into pieces, and how many more of their words are in Latin letters."""
        vocabulary = self.vocabulary
        found: list[list[int]] = []
        more = 0
        for pieces in cut:
            here: list[int] = []
            found.append(here)
            name = word = ""
            for piece in pieces:
                signs, first_name, last_name, first_word, last_word, balance = known[piece]
                here += signs
                more += balance
                if name and first_name:
                    here.append(vocabulary[f"{NAME}{name} {first_name}"])
                name = last_name
                if first_word:
                    if word and (pairs is None or f"{word} {first_word}" in pairs):
                        here.append(vocabulary[f"{WORD}{word} {first_word}"])
                    word = last_word
        return found, more

    def _known(self, tag: str, latin: bool) -> Memo[_Piece]:  # noqa: FBT001  a script
        """Give the pieces of a language that are remembered."""
        if (tag, latin) not in self._pieces:
            self._pieces[tag, latin] = known = Memo(lambda text: self._piece(known, text, tag, latin), PIECES)
        return self._pieces[tag, latin]

    def _piece(self, known: Memo[_Piece], text: str, tag: str, latin: bool) -> _Piece:  # noqa: FBT001  a script
        """Read a piece, without the marks around it: those alone part it from its neighbours."""
        bare = text.strip(BETWEEN)
        if bare == text:
            return _piece(self.vocabulary, text, tag, latin=latin)
        signs, first_name, last_name, first_word, last_word, latin_more = known[bare]
        first_name = first_name if text.startswith(bare) else ""
        last_name = last_name if text.endswith(bare) else ""
        return _Piece(signs, first_name, last_name, first_word, last_word, latin_more)


def counted(lang: str, sentences: Sequence[Sequence[int]], *, latin: bool) -> Reading:
    """Count the signs of a version, given for each sentence by number, as often as they stand there."""
    import numpy as np

    found = np.array(list(chain.from_iterable(sentences)), np.int64)
    signs, places, counts = np.unique(found, return_inverse=True, return_counts=True)
    size = min(len(sentences), MOST)
    lengths = np.array([len(one) for one in sentences[:size]], np.int64)
    cells = np.repeat(np.arange(size), lengths) * len(signs) + places[: lengths.sum()]
    cells, times = np.unique(cells, return_counts=True)
    rows, columns = np.divmod(cells, max(1, len(signs)))
    small = np.uint16  # no version has more signs than it may have letters (`texts.LONGEST`)
    return Reading(
        lang, latin, signs.astype(np.int32), counts.astype(small),
        size, rows.astype(np.uint8), columns.astype(small), times.astype(small),
    )  # fmt: skip


def _piece(vocabulary: Vocabulary, text: str, tag: str, *, latin: bool) -> _Piece:
    words = [word for word, _ in known_forms(tag)[text]]
    found = [WORD + word for word in words if not word.isdecimal()]
    first_word = last_word = ""
    if words and analyser(tag) in IN_PAIRS:
        found += [f"{WORD}{one} {other}" for one, other in pairwise(words)]
        first_word, last_word = words[0], words[-1]
    if text.isalpha() and text[0].islower() and (latin or not _is_latin(text)):  # no name: most pieces are such words
        first_name = last_name = ""
        balance = 1 if _is_latin(text) else -1
    else:
        named, first_name, last_name, balance = _named(text, latin=latin)
        found += [FIGURES + _figures(number) for number in _FIGURES.findall(key(text))]
        found += named
    return _Piece(tuple([vocabulary[sign] for sign in found]), first_name, last_name, first_word, last_word, balance)


def _named(text: str, *, latin: bool) -> tuple[list[str], str, str, int]:
    """Give the signs of names and skeletons, the names with which a piece begins and ends, and how its words balance.

    Names are words with a capital, and all words where there are no capitals.
    """
    found: list[str] = []
    first = last = ""
    ended, balance = -1, 0
    for one in _NAME.finditer(text):
        word = one[0]
        is_latin = _is_latin(word)
        balance += 1 if is_latin else -1
        if word[0].islower() and (latin or not is_latin):
            continue
        made, name = _name(word)
        if made:
            found.append(made)
        if name:
            found.append(NAME + name)
            if last and one.start() == ended + 1:
                found.append(f"{NAME}{last} {name}")
            first = name if one.start() == 0 else first
            last, ended = name, one.end()
    return found, first, last if ended == len(text) else "", balance


def _figures(found: str) -> str:
    return _NOT_DIGIT.sub("", found)[:_LONGEST].lstrip("0") or "0"


@lru_cache(maxsize=50_000)
def _name(word: str) -> tuple[str, str]:
    """Give the sign of a word's skeleton, and the word folded where it is in Latin letters; empty for neither."""
    made = skeleton(word)
    return SKELETON + made if made else "", fold(key(word)) if _is_latin(word) else ""


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff"
