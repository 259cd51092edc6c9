"""What the words of a text are for translation tables: the terms that a search has of the same words.

A term is what the index's `fold` field holds, folded and stemmed. Chinese and Japanese words are those of ICU's
dictionary, as pairs of letters mean nothing alone; a Korean word is its pairs of syllables joined by blanks. Vietnamese
words keep their accents, which tell them apart, as the index's `exact` field has them; as they mostly have two
syllables, neighbours that often stand together are a term too (`numbered`).
"""

from __future__ import annotations

from functools import cache, lru_cache

from tracuu.corpus.lexicon import ACCENTED
from tracuu.text.analysis import analyse, word_forms
from tracuu.text.memo import Memo
from tracuu.text.stems import exact_form, stem
from tracuu.text.tokens import analyser, is_plain

IN_PAIRS = frozenset({"vi"})
"""Analysers of languages that write one word as several."""

_BY_DICTIONARY = frozenset({"zh", "ja"})
_BY_SYLLABLES = frozenset({"ko"})
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})  # a dictionary cuts their words, best a clause at once
_REMEMBERED = 10_000  # pieces of text of a language, once or twice over


def terms_of(text: str, lang: str) -> tuple[list[str], list[str]]:
    """Give the terms of a text in order, and how each is written, in key form."""
    made = analyse(text, lang)
    written = made.exact.split()
    name = analyser(lang)
    if name in _BY_DICTIONARY or name in ACCENTED:
        return written, written
    if name in _BY_SYLLABLES:
        return [_joined(word, lang) for word in written], written
    terms = made.fold.split()
    return terms, written if len(written) == len(terms) else terms


@lru_cache(maxsize=50_000)
def _joined(word: str, lang: str) -> str:
    return " ".join(word_forms(word, lang).fold)


def forms_of(piece: str, lang: str) -> list[tuple[str, str]]:
    """Give the terms of what stands between two blanks, each with how it is written: as `terms_of`, and quicker."""
    name = analyser(lang)
    if name not in _BY_SYLLABLES and is_plain(piece) and (written := exact_form(piece, name)).isalnum():
        return [(written if name in ACCENTED else stem(written, name), written)]
    return list(zip(*terms_of(piece, lang), strict=True))


@cache
def known_forms(lang: str) -> Memo[list[tuple[str, str]]]:
    """Give what remembers `forms_of` for a language: one table after another is learned from the same words."""
    return Memo(lambda piece: forms_of(piece, lang), _REMEMBERED)


def is_spaced(lang: str) -> bool:
    """Tell whether blanks part the words of a language: then each piece between two has the same terms everywhere."""
    return analyser(lang) not in _UNSPACED
