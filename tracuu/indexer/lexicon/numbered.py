"""Sentences of one language as numbers: each term is counted, compared and learned from by its number alone.

Of a text that is cut into words by blanks, each piece between two is analysed once for all sentences: words recur, so
nearly all of them are looked up.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.lexicon import Word
from tracuu.indexer.lexicon.words import IN_PAIRS, is_spaced, known_forms, terms_of
from tracuu.text.memo import Memo
from tracuu.text.tokens import BETWEEN, analyser

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_OFTEN, _SHARE = 2, 2_000  # times that neighbours must stand together, or once in so many sentences
_DRAWN = 2.0  # times as often as chance would have it
_REMEMBERED = 50_000  # pieces of text, once or twice over

Form = tuple[str, str]
"""A term, and how it is written."""


class Side(NamedTuple):
    """The sentences of one language.

    `terms` stand in alphabetical order, `tokens` (words of all sentences in a row, int32) are places among them, and
    `lengths` (sentences, int32) says how many words each sentence has.
    """

    terms: list[str]
    tokens: Numbers
    lengths: Numbers


class Spoken:
    """The sentences of one language while they are read, by the numbers of their words' forms."""

    def __init__(self) -> None:
        """Begin without any."""
        self._forms: dict[Form, int] = {}
        self._pieces: dict[str, Callable[[str], list[int]]] = {}
        self._tokens = array("i")
        self._lengths = array("i")

    def numbers(self, text: str, lang: str) -> list[int]:
        """Give the numbers of the forms of a text's words; all texts are in languages with one analyser."""
        if lang not in self._pieces:
            self._pieces[lang] = self._by_piece(lang) if is_spaced(lang) else partial(self._in_one, lang)
        return self._pieces[lang](text)

    def _by_piece(self, lang: str) -> Callable[[str], list[int]]:
        forms = known_forms(lang)
        known = Memo(lambda piece: self._numbered(forms[piece]), _REMEMBERED)
        return lambda text: list(chain.from_iterable(map(known.__getitem__, _bare(text).split())))

    def _in_one(self, lang: str, text: str) -> list[int]:
        return self._numbered(zip(*terms_of(text, lang), strict=True))

    def _numbered(self, forms: Iterable[Form]) -> list[int]:
        known = self._forms
        return [known.setdefault(form, len(known)) for form in forms]

    def add(self, numbers: Sequence[int]) -> None:
        """Add a sentence, given as `numbers` gave it."""
        self._tokens.extend(numbers)
        self._lengths.append(len(numbers))

    def side(self, lang: str) -> tuple[Side, list[Word]]:
        """Give all sentences, and the words in them with their usual spelling, in alphabetical order."""
        import numpy as np

        forms = list(self._forms)
        terms = sorted({term for term, _ in forms})
        place = {term: number for number, term in enumerate(terms)}
        of_form = np.array([place[term] for term, _ in forms], dtype=np.int32)
        tokens = np.frombuffer(self._tokens, dtype=np.int32) if self._tokens else np.zeros(0, np.int32)
        usual = _usual(forms, np.bincount(tokens, minlength=len(forms)).tolist())
        side = Side(terms, of_form[tokens], np.array(self._lengths, dtype=np.int32))
        if lang and analyser(lang) in IN_PAIRS:
            side = with_neighbours(side)
        seen = np.bincount(side.tokens, minlength=len(side.terms)).tolist()
        known = zip(side.terms, seen, strict=True)
        return side, [Word(term, count, usual.get(term, term)) for term, count in known if count]


def _bare(text: str) -> str:
    """Put blanks for the most frequent signs that no word holds, so that `word,` is met as `word`."""
    for sign in BETWEEN:
        text = text.replace(sign, " ")
    return text


def _usual(forms: Sequence[Form], counts: Sequence[int]) -> dict[str, str]:
    """Give each term's most frequent spelling, of equals the last in the alphabet."""
    best: dict[str, tuple[int, str]] = {}
    for (term, word), count in zip(forms, counts, strict=True):
        if term not in best or best[term] < (count, word):
            best[term] = count, word
    return {term: word for term, (_, word) in best.items()}


def numbered(sentences: Sequence[Sequence[str]]) -> Side:
    """Give sentences that are made of terms as numbers."""
    import numpy as np

    terms = sorted({term for sentence in sentences for term in sentence})
    place = {term: number for number, term in enumerate(terms)}
    tokens = np.array([place[term] for sentence in sentences for term in sentence], dtype=np.int32)
    return Side(terms, tokens, np.array([len(sentence) for sentence in sentences], dtype=np.int32))


def with_neighbours(side: Side) -> Side:
    """Give the sentences with terms that stand together more often than by chance as a term too, behind the first.

    Such a term is the two, joined by a blank.
    """
    import numpy as np

    sentence = np.repeat(np.arange(len(side.lengths)), side.lengths)
    first = np.flatnonzero(sentence[1:] == sentence[:-1])
    codes = side.tokens[first].astype(np.int64) * len(side.terms) + side.tokens[first + 1]
    pairs, which = np.unique(codes, return_inverse=True)
    drawn = _drawn(side, pairs, np.bincount(which, minlength=len(pairs)))
    names = [f"{side.terms[code // len(side.terms)]} {side.terms[code % len(side.terms)]}" for code in pairs[drawn]]
    terms = sorted([*side.terms, *names])
    place = {term: number for number, term in enumerate(terms)}
    number = np.zeros(len(pairs), dtype=np.int32)
    number[drawn] = [place[name] for name in names]
    there = drawn[which]
    moved = np.array([place[term] for term in side.terms], dtype=np.int32)[side.tokens]
    tokens = np.insert(moved, first[there] + 1, number[which[there]])
    more = np.bincount(sentence[first[there]], minlength=len(side.lengths))
    return Side(terms, tokens, (side.lengths + more).astype(np.int32))


def _drawn(side: Side, pairs: Numbers, counts: Numbers) -> Numbers:
    """Tell which pairs of neighbours stand together more often than by chance."""
    import numpy as np

    alone = np.bincount(side.tokens, minlength=len(side.terms))
    one, other = np.divmod(pairs, len(side.terms))
    often = counts >= max(_OFTEN, len(side.lengths) / _SHARE)
    drawn: Numbers = often & (counts * len(side.tokens) > _DRAWN * alone[one] * alone[other])
    return drawn
