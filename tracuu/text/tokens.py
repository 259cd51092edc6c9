"""Words of a text, with their places, in three parallel streams. Documents and queries go through the same code.

exact: one term a word, in key form, accents kept.
fold: accents away, stemmed by language; Chinese, Japanese and Korean as pairs of characters.
parts: what is found beside the words: parts of Germanic compounds, four-letter pieces of Arabic and Persian words.

docs/text.md holds the table of languages. Everything that a word becomes depends on that word alone, so words are
looked up, not computed, once they have been seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from tracuu.text import scripts
from tracuu.text.codes import known, primary
from tracuu.text.memo import Memo
from tracuu.text.normalize import fold, key, normalize
from tracuu.text.parts import parts
from tracuu.text.stems import exact_form, stem
from tracuu.tuples import Record

if TYPE_CHECKING:
    import regex


class Token(Record):
    """One term and where it stands: code points of the text, whole graphemes, half open."""

    start: int
    end: int
    term: str


class Streams(Record):
    """The three parallel streams of a text, each in the order of the text."""

    exact: list[Token]
    fold: list[Token]
    parts: list[Token]


@lru_cache(maxsize=1024)  # a search asks a thousand times
def analyser(lang: str) -> str:
    """Name the analyser that handles a language, `plain` when it has none of its own.

    Languages with one analyser share their terms: Malay and Indonesian (`id`), both kinds of Norwegian (`nb`).
    Raises UsageError when `lang` is no language tag.
    """
    language = known().get(primary(lang))
    return language.analyser if language else "plain"


def streams(text: str, lang: str) -> Streams:
    """Give the tokens of a text in a language (BCP 47), with spans in code points of `text`."""
    name = analyser(lang)
    words = _words(name)
    made = Streams([], [], [])
    exact, folded, parts_of = made
    for base, chunk in _chunks_and_places(text):
        tokens = words[chunk]
        exact += _moved(tokens.exact, base)
        folded += _moved(tokens.fold, base)
        if tokens.parts:
            parts_of += _moved(tokens.parts, base)
    return made


# A tenth of a second in a thousand texts: a record's own constructor is a Python function.
_make: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


def _moved(tokens: list[Token], base: int) -> list[Token]:
    return [_make((base + start, base + end, term)) for start, end, term in tokens] if base else tokens


# Cutting is done twice: coarsely and fast with `re` over the whole text, then exactly with `regex` inside each
# chunk, once per distinct chunk. So a chunk may hold too much (an apostrophe, an underscore), but never half a token.
_CHUNK = (
    r"[\w'’\u0300-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u06d3\u06d5-\u0963\u0966-\u1fff\xad\u200c-\u200f\u2060"
    r"\u2c00-\u2dff\u3005-\u3007\u3021-\u302f\u3031-\u33ff\ua000-\uabff\ud7b0-\ud7ff\uf900-\ufe0f\ufe20-\ufe2f\ufe70-\ufeff\uff10-\uff19\uff21-\uff3a"
    r"\uff41-\uff5a\uff66-\uffdc\U00010000-\U0001f0ff\U0001f3fb-\U0001f3ff\U00020000-\U000e0fff]+"
)
BETWEEN = ',.;:!?"“”«»()،'
"""The most frequent signs that no chunk holds."""
_OUTSIDE = frozenset(BETWEEN + " \n")


# Compiled for texts alone: a search, which looks at single words, is done before the pattern would be.
@cache
def chunk_pattern() -> re.Pattern[str]:
    """Give the pattern that finds chunks."""
    return re.compile(_CHUNK)


def chunks(piece: str) -> list[str]:
    """Give the chunks of a piece of text."""
    word = piece.strip(BETWEEN)
    return [word] if is_plain(word) else chunk_pattern().findall(piece)


def holds_chunk(text: str) -> bool:
    """Tell whether a chunk, or a part of one, stands in a text."""
    for sign in text:
        if sign.isalnum():
            return True
        if sign not in _OUTSIDE:
            return chunk_pattern().search(text) is not None
    return False


def _chunks_and_places(text: str) -> Iterable[tuple[int, str]]:
    if is_plain(text):
        return [(0, text)]
    return [(found.start(), found[0]) for found in chunk_pattern().finditer(text)]


@cache
def _token() -> regex.Pattern[str]:
    import regex

    # A token begins with a letter or number that begins a grapheme (UAX 29) and runs to the end of a grapheme.
    # Joiners, soft hyphens and direction marks inside a word are part of it; so is the apostrophe of Ukrainian.
    return regex.compile(
        r"\p{GCB=Prepend}*[[\p{L}\p{N}]--[\p{GCB=Extend}\p{GCB=SpacingMark}]]"
        r"(?:[\p{L}\p{M}\p{N}\p{GCB=Extend}\u200d]"
        r"|[\u00ad\u061c\u200e\u200f\u2060\ufeff]+(?=[\p{L}\p{N}])"
        r"|(?<=\p{Cyrillic}\p{M}*)['’](?=\p{Cyrillic}))*",
        regex.V1,
    )


@cache
def _term() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\p{M}*[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


@cache
def _words(analyser_name: str) -> Memo[Streams]:
    return Memo(lambda chunk: chunk_streams(chunk, analyser_name))


def is_plain(chunk: str) -> bool:
    """Tell a chunk that is one word of an alphabet: nothing but letters and digits, no script without spaces."""
    return chunk.isalnum() and (chunk.isascii() or max(chunk) < "\u0e00" or all(map(_is_alphabetic, chunk)))


def chunk_streams(chunk: str, analyser_name: str, *, with_parts: bool = True) -> Streams:
    """Give the tokens of one chunk, with offsets into the chunk; parts, which take word lists, where wanted."""
    if is_plain(chunk):  # four times as fast
        return _alphabet_words(chunk, analyser_name, with_parts=with_parts)
    made = Streams([], [], [])
    for found in _token().finditer(chunk):
        token = found[0]
        for run in scripts.runs(token):
            tokens = _run_streams(
                token[run.start : run.end], run.kind, analyser_name, follows=run.start > 0, with_parts=with_parts
            )
            for stream, added in zip(made, tokens, strict=True):
                stream.extend(_moved(added, found.start() + run.start))
    return made


def _is_alphabetic(letter: str) -> bool:
    # The rarer alphabets, from Georgian to Mongolian, take the longer way.
    return letter < "\u0e00" or "\u1e00" <= letter < "\u3000"


def _run_streams(run: str, kind: str, analyser_name: str, *, follows: bool, with_parts: bool) -> Streams:
    match kind:
        case "icu":
            words = _dictionary_words(run)
            return Streams(words, [Token(start, end, _FOLDS[term]) for start, end, term in words], [])
        case "han":
            return Streams(_dictionary_words(run), _pairs(run, follows=follows), [])
        case "hangul":
            return Streams(_whole(run, KEYS[run]), _pairs(run, follows=follows), [])
        case _:
            return _alphabet_words(run, analyser_name, with_parts=with_parts)


KEYS = Memo(key)
"""Words of writing without spaces to their keys."""
_FOLDS = Memo(fold)


def _alphabet_words(run: str, analyser_name: str, *, with_parts: bool) -> Streams:
    exact = _whole(run, exact_form(run, analyser_name))
    folded = [token._replace(term=stem(token.term, analyser_name)) for token in exact]
    if not with_parts:
        return Streams(exact, folded, [])
    found = [token._replace(term=part) for token in exact for part in parts(token.term, analyser_name)]
    return Streams(exact, folded, found)


def _whole(run: str, written: str) -> list[Token]:
    if written.isalnum():
        return [Token(0, len(run), written)]
    # A ligature or a fraction may hold several terms, and a joiner alone none.
    return [Token(0, len(run), term) for term in _term().findall(written)]


def _dictionary_words(run: str) -> list[Token]:
    if unicodedata.is_normalized("NFC", run):
        return [_make((start, end, term)) for start, end in scripts.words(run) if (term := KEYS[run[start:end]])]
    composed = normalize(run, "nfc")
    words = ((composed.span(*word), KEYS[composed.text[slice(*word)]]) for word in scripts.words(composed.text))
    return [Token(*span, term) for span, term in words if term]


def _pairs(run: str, *, follows: bool) -> list[Token]:
    keyed = normalize(run, "key")
    pairs = scripts.pairs(keyed.text, follows=follows)
    if keyed.text == run:
        return [_make((start, end, run[start:end])) for start, end in pairs]
    return [Token(*keyed.span(*pair), keyed.text[slice(*pair)]) for pair in pairs]
