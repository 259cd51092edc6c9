"""Where in a text the words of a query stand.

A text has a thousand words and a query three, so a word is analysed only if it holds the first letters of a term that
is wanted (the whole term where nothing is stemmed); what is found is what the index's
own analysis (`text.tokens.streams`) would find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tracuu.text.codes import known, primary
from tracuu.text.normalize import fold, key
from tracuu.text.tokens import CHUNK, Streams, Token, analyser, chunk_streams

Cut = Callable[[str], Streams]
_NONE: Mapping[str, int] = MappingProxyType({})
# Stems that need not hold the word's own letters: Indonesian "menanam" has the stem "tanam".
_CHANGING = frozenset({"id"})


class Found(NamedTuple):
    """A place that matched: its span, the number of the query word, and how much the match is worth."""

    start: int
    end: int
    word: int
    weight: float


class Wanted(NamedTuple):
    """What to find in texts of one analyser.

    Each of `exact`, `fold` and `parts` maps a term (without its language tag) to the number of the query word it
    stands for; `phrases` are runs of terms in the stream named, all of which must follow each other. `accented` words
    are marked in other spellings only where their own is not.
    """

    exact: Mapping[str, int] = _NONE
    fold: Mapping[str, int] = _NONE
    parts: Mapping[str, int] = _NONE
    phrases: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    accented: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether there is anything to find."""
        return bool(self.exact or self.fold or self.parts or self.phrases)

    def terms(self) -> frozenset[str]:
        """Give all terms."""
        return frozenset((*self.exact, *self.fold, *self.parts, *(term for run in self.phrases for term in run[1])))


class Marker:
    """Finds the wanted words in texts of one language; what it learns of a word holds for all texts.

    `cut` gives the tokens of a text; by default only of those words in it that are wanted.
    """

    def __init__(self, wanted: Wanted, lang: str, cut: Cut | None = None) -> None:
        """Keep what is wanted, and cut texts as the index does."""
        self._wanted = wanted
        self._cut = cut or nearby(wanted.terms(), lang)

    def find(self, text: str) -> list[Found]:
        """Find the places of a text that match, in order, one for each stretch: the surest where several agree."""
        wanted = self._wanted
        if not text or not wanted:
            return []
        made = self._cut(text)
        found = _singles(made.exact, wanted.exact, 1.0)
        own = {place.word for place in found} & wanted.accented
        found += [place for place in _singles(made.fold, wanted.fold, 0.6) if place.word not in own]
        for name, terms, word in wanted.phrases:
            found += _runs(getattr(made, name), terms, word)
        # A part of a compound, or four letters of a word, says something only where no whole word does.
        covered = {place.word for place in found}
        found += [place for place in _singles(made.parts, wanted.parts, 0.3) if place.word not in covered]
        return _apart(found)


def stemmer(lang: str) -> str | None:
    """Name the stemmer of a language, None where words stay whole."""
    language = known().get(primary(lang))
    return language.stemmer if language else None


def nearby(terms: frozenset[str], lang: str) -> Cut:
    """Make the function that gives the tokens of those words of a text that hold one of `terms`.

    An empty token stands where words are left out.
    """
    look = _Look(terms, lang)

    def cut(text: str) -> Streams:
        made = Streams([], [], [])
        left_out = False
        for chunk in CHUNK.finditer(text):
            tokens = look[chunk[0]]
            if tokens:
                _extend(made, tokens, chunk.start(), gap=left_out)
            left_out = not tokens
        return made

    return cut


class _Look(dict[str, Streams | None]):
    """The tokens of each word that holds one of some terms, None of others; found out once a word."""

    def __init__(self, terms: frozenset[str], lang: str) -> None:
        super().__init__()
        self._terms = terms
        self._name = analyser(lang)
        whole = {_folded(term) for term in terms}
        stems = bool(stemmer(lang))
        self._unspaced = _any_of(whole)
        self._spaced = _any_of({_beginning(term, self._name) for term in whole} if stems else whole)

    def __missing__(self, word: str) -> Streams | None:
        self[word] = found = self._tokens(word)
        return found

    def _tokens(self, word: str) -> Streams | None:
        likely = self._unspaced if _is_unspaced(word) else self._spaced
        if not likely(_folded(word)):
            return None
        tokens = _streams(word, self._name)
        return tokens if any(token.term in self._terms for stream in tokens for token in stream) else None


def _is_unspaced(word: str) -> bool:
    # From Thai to Khmer, and from the CJK radicals on; between them stand more Latin and Greek letters.
    return "\u0e00" <= word[0] < "\u1d00" or word[0] >= "\u2e80"


def _beginning(term: str, name: str) -> str:
    if name in _CHANGING:
        return ""
    return term[:3] if len(term) > 3 else term[:2]  # noqa: PLR2004  letters that a stem keeps


def _any_of(parts: Iterable[str]) -> Callable[[str], object]:
    return re.compile("|".join(map(re.escape, parts))).search


def _extend(made: Streams, tokens: Streams, base: int, *, gap: bool) -> None:
    for stream, added in zip(made, tokens, strict=True):
        if gap:
            stream.append(Token(base, base, ""))
        stream.extend(Token(base + start, base + end, term) for start, end, term in added)


@lru_cache(maxsize=20_000)
def _streams(word: str, name: str) -> Streams:
    return chunk_streams(word, name)


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(key(word))


def _singles(stream: Iterable[Token], terms: Mapping[str, int], weight: float) -> list[Found]:
    if not terms:
        return []
    return [Found(start, end, terms[term], weight) for start, end, term in stream if term in terms]


def _runs(stream: Sequence[Token], terms: tuple[str, ...], word: int) -> list[Found]:
    length = len(terms)
    return [
        Found(token.start, stream[place + length - 1].end, word, 1.0)
        for place, token in enumerate(stream[: len(stream) - length + 1])
        if token.term == terms[0] and all(stream[place + step].term == terms[step] for step in range(1, length))
    ]


def _apart(found: Iterable[Found]) -> list[Found]:
    """Keep one place where several overlap: the heaviest, then the longest."""
    kept: list[Found] = []
    for place in sorted(found, key=lambda place: (place.start, -place.weight, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
        elif (place.weight, place.end - place.start) > (kept[-1].weight, kept[-1].end - kept[-1].start):
            kept[-1] = place
    return kept
