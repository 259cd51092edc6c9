"""Where in a text the words of a query stand.

A text has a thousand words and a query three, so a word is analysed only if it holds the first letters of a term that
is wanted (the whole term where nothing is stemmed); what is found is what the index's
own analysis (`text.tokens.streams`) would find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import compress
from types import MappingProxyType

from tracuu.text.codes import known, primary
from tracuu.text.normalize import fold
from tracuu.text.tokens import Streams, Token, analyser, chunk_streams, chunks, holds_chunk
from tracuu.tuples import Record

Cut = Callable[[str], Streams]
_NONE: Mapping[str, int] = MappingProxyType({})
# Stems whose first letter need not stand in the word: Indonesian "menanam" has the stem "tanam".
_CHANGING = frozenset({"id"})


class Found(Record):
    """A place that matched: its span, the number of the query word, and how much the match is worth."""

    start: int
    end: int
    word: int
    weight: float


class Wanted(Record):
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
        self._cut = cut or nearby(wanted.terms(), lang, with_parts=bool(wanted.parts))

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


def nearby(terms: frozenset[str], lang: str, *, with_parts: bool = True) -> Cut:
    """Make the function that gives the tokens of those words of a text that hold one of `terms`.

    An empty token stands where words are left out.
    """
    look = _Look(terms, lang, with_parts=with_parts)

    def cut(text: str) -> Streams:
        made = Streams([], [], [])
        end = 0
        for start, word in _standing(look.among(text), text):
            _extend(made, look.tokens[word], start, gap=holds_chunk(text[end:start]))
            end = start + len(word)
        return made

    return cut


def _standing(words: Iterable[str], text: str) -> list[tuple[int, str]]:
    """Give where each of some words stands as a whole, in order."""
    found: list[tuple[int, str]] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not holds_chunk(text[end : end + 1]) and not holds_chunk(text[max(start - 1, 0) : start]):
                found.append((start, word))
            start = text.find(word, end)
    return sorted(found)


class _Look:
    """The words that hold one of some terms, and their tokens; each is looked at once.

    Texts are cut at blanks first, five times as fast as into words; what cannot hold a term is left at that.
    """

    def __init__(self, terms: frozenset[str], lang: str, *, with_parts: bool) -> None:
        self._with_parts = with_parts
        self.tokens: dict[str, Streams] = {}
        self._terms = terms
        self._name = analyser(lang)
        self._seen: set[str] = set()
        self._holding: dict[str, list[str]] = {}
        whole = {_bare(term) for term in terms}
        self._whole = _any_of(whole)
        self._begun = _any_of({_beginning(term, self._name) for term in whole} if stemmer(lang) else whole)

    def among(self, text: str) -> set[str]:
        """Give the different words of a text that hold a term."""
        pieces = set(text.replace("\n", " ").split(" "))
        new = list(pieces - self._seen)
        self._seen.update(new)
        begun = self._begun
        # Folded all at once, ten times as fast as one by one; what is folded has as many line ends as before.
        for piece in compress(new, map(begun, _bare("\n".join(new)).split("\n"))):
            if words := [word for word in chunks(piece) if self._holds(word)]:
                self._holding[piece] = words
        return {word for piece in pieces & self._holding.keys() for word in self._holding[piece]}

    def _holds(self, word: str) -> bool:
        likely = self._whole if _is_unspaced(word) else self._begun
        if word not in self.tokens and likely(_bare(word)):
            tokens = _streams(word, self._name, self._with_parts)
            if any(token.term in self._terms for stream in tokens for token in stream):
                self.tokens[word] = tokens
        return word in self.tokens


def _is_unspaced(word: str) -> bool:
    # From Thai to Khmer, and from the CJK radicals on; between them stand more Latin and Greek letters.
    return "\u0e00" <= word[0] < "\u1d00" or word[0] >= "\u2e80"


def _beginning(term: str, name: str) -> str:
    if name in _CHANGING:
        return term[1:4] if len(term) > 4 else ""  # noqa: PLR2004  only the first letter changes
    return term[:3] if len(term) > 3 else term[:2]  # noqa: PLR2004  letters that a stem keeps


def _any_of(parts: Iterable[str]) -> Callable[[str], object]:
    return re.compile("|".join(map(re.escape, parts))).search


_GAP = Token(0, 0, "")
# A record's own constructor is a Python function, and a common word stands in a text a hundred times.
_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


def _extend(made: Streams, tokens: Streams, base: int, *, gap: bool) -> None:
    for stream, added in zip(made, tokens, strict=True):
        if gap:
            stream.append(_GAP)
        for start, end, term in added:
            stream.append(_token((base + start, base + end, term)))


@lru_cache(maxsize=20_000)
def _streams(word: str, name: str, with_parts: bool) -> Streams:  # noqa: FBT001  what is remembered has no keywords
    return chunk_streams(word, name, with_parts=with_parts)


def _bare(text: str) -> str:
    return text.lower() if text.isascii() else fold(text)  # which makes the key first, but changes nothing in ASCII


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
