"""Texts and query words as the terms that an index compares. The same terms as `tokens.streams`, without places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add, itemgetter

from tracuu.text import scripts, tokens
from tracuu.text.memo import Memo
from tracuu.text.normalize import fold
from tracuu.text.parts import COMPOUNDING, PIECED, parts, pieces
from tracuu.text.stems import exact_form, stem, without_and
from tracuu.text.tokens import analyser as analyser  # noqa: PLC0414  part of this file's face
from tracuu.tuples import Record


class Analysis(Record):
    """A text's three streams as token strings: terms joined by one space."""

    exact: str
    fold: str
    parts: str


class WordForms(Record):
    """What to look for to find a query word or quoted phrase in one language.

    `exact` and `fold` are terms in a row: one is a Term, more are a phrase. `parts` are alternatives, each a set of
    terms of the parts stream that, together in one document, also mean this word.
    """

    exact: tuple[str, ...]
    fold: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def analyse(text: str, lang: str) -> Analysis:
    """Give the terms of a text in a language (BCP 47), in the order of the text, for indexing."""
    name = analyser(lang)
    words = _strings(name)
    if name not in _UNSPACED:
        return Analysis(*_in_a_row(list(map(words.__getitem__, _spaced_pieces(text)))))
    chunks = tokens.chunk_pattern().findall(text)
    new = _cut_at_once(chunks, words)
    return Analysis(*_in_a_row([new[chunk] if chunk in new else words[chunk] for chunk in chunks]))


_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


# To split at white space takes a third of the time that finding chunks does. The most frequent signs that no word holds
# go first, so that `word,` is remembered as `word`; a piece with other signs is cut into chunks when it is first met.
def _spaced_pieces(text: str) -> list[str]:
    for sign in tokens.BETWEEN:
        text = text.replace(sign, " ")
    return text.split()


_REMEMBERED = 10_000
"""Words of a language, once or twice over. Three times as many take as long, and tens of megabytes in every worker."""


# Remembered as bare tuples, which the garbage collector leaves alone: it would walk over every NamedTuple again.
_Strings = tuple[str, str, str]
_EXACT, _FOLD, _PARTS = itemgetter(0), itemgetter(1), itemgetter(2)


@cache
def _strings(name: str) -> Memo[_Strings]:
    def make(piece: str) -> _Strings:
        if tokens.is_plain(piece):
            return _word_strings(piece, name)
        chunks = tokens.chunk_pattern().findall(piece)
        if chunks == [piece]:
            return _dictionary_strings(piece) or _chunk_strings(piece, name)
        return _in_a_row([remembered[chunk] for chunk in chunks])

    remembered = Memo(make, _REMEMBERED)
    return remembered


def _in_a_row(seen: Sequence[_Strings]) -> _Strings:
    return (
        " ".join(filter(None, map(_EXACT, seen))),
        " ".join(filter(None, map(_FOLD, seen))),
        " ".join(filter(None, map(_PARTS, seen))),
    )


def _word_strings(word: str, name: str) -> _Strings:
    """Give the terms of one word of an alphabet."""
    written = exact_form(word, name)
    if not written.isalnum():
        return _chunk_strings(word, name)
    written = _shared(written, word)
    return written, _shared(stem(written, name), written), " ".join(parts(written, name))


def _chunk_strings(chunk: str, name: str) -> _Strings:
    exact, folded, others = map(_joined, tokens.chunk_streams(chunk, name))
    return exact, folded, others


def _shared(made: str, known: str) -> str:
    """Give the string that is kept anyway where both are equal: thousands of them are remembered."""
    return known if made == known else made


# Clauses of these scripts alone, in letters that are their own keys, are long and hardly ever met twice: their words
# are joined at once, without places. What comes out is the same; tests/property/test_text_laws.py holds that.
@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+")


@cache
def _south_east() -> re.Pattern[str]:
    return re.compile(_SOUTH_EAST)


_SOUTH_EAST = (
    "[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]*|[\u1780-\u17a2][\u1780-\u17a2\u17b6-\u17d3]*"
    "|[\u0e81-\u0eae\u0ec0-\u0ec4][\u0e81-\u0eae\u0eb0-\u0ecd]*|[\u1000-\u1021][\u1000-\u1021\u102b-\u103e]*"
)


def _cut_at_once(chunks: list[str], words: Memo[_Strings]) -> dict[str, _Strings]:
    # To start ICU costs as much as to cut a clause; words never reach over a line end.
    new = [chunk for chunk in dict.fromkeys(chunks) if chunk not in words and _is_run(chunk)]
    if not new:
        return {}
    cut = "\0".join(scripts.cut("\n".join(new))).split("\0\n\0")
    made = {chunk: _run_strings(chunk, run.split("\0")) for chunk, run in zip(new, cut, strict=True)}
    for chunk in filter(words.takes, new):
        words.keep(chunk, made[chunk])
    return made


def _dictionary_strings(chunk: str) -> _Strings | None:
    return _run_strings(chunk, scripts.cut(chunk)) if _is_run(chunk) else None


def _is_run(chunk: str) -> bool:
    if chunk[0] < "\u0e01":  # the first letter of these scripts: nearly all words begin before it
        return False
    if _han().fullmatch(chunk):
        return True
    return _south_east().fullmatch(chunk) is not None and unicodedata.is_normalized("NFC", chunk)


def _run_strings(run: str, words: Iterable[str]) -> _Strings:
    if _han().match(run):
        return " ".join(words), _pairs(run), ""
    joined = " ".join([tokens.KEYS[word] for word in words])
    return joined, joined, ""


def _pairs(run: str) -> str:
    return " ".join([*map(add, run, run[1:]), run[-1]])


def _joined(stream: list[tokens.Token]) -> str:
    return " ".join([token.term for token in stream])


def word_forms(word: str, lang: str) -> WordForms:
    """Give what to look for to find a query word or quoted phrase in documents of a language."""
    name = analyser(lang)
    made = tokens.streams(word, lang)
    exact = tuple(token.term for token in made.exact)
    folded = [token.term for token in made.fold]
    # The last character of a run counts alone in a document only where the run ends: a query must not ask for that.
    if len(made.fold) > 1 and made.fold[-1].start < made.fold[-2].end and len(folded[-1]) == 1:
        folded.pop()
    return WordForms(exact, tuple(folded), _parts(exact, tuple(folded), name))


def _parts(exact: tuple[str, ...], folded: tuple[str, ...], name: str) -> tuple[tuple[str, ...], ...]:
    if len(folded) != 1:
        return ()
    if name in COMPOUNDING:
        return (folded,)
    found = pieces(_without_article(fold(exact[0]))) if name in PIECED else ()
    return (found,) if found else ()


def _without_article(word: str) -> str:
    # The Arabic article is written onto its word; a document may have the word without it.
    word = without_and(word)
    return word.removeprefix("ال") if len(word) > 5 else word  # noqa: PLR2004  four letters must remain
