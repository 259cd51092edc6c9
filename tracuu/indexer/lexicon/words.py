"""What the words of a text are for translation tables: the terms that a search has of the same words.

A term is what the index's `fold` field holds, folded and stemmed. Chinese and Japanese words are those of ICU's
dictionary, as pairs of letters mean nothing alone; a Korean word is its pairs of syllables joined by blanks. Vietnamese
words keep their accents, which tell them apart, as the index's `exact` field has them; as they mostly have two
syllables, neighbours that often stand together are a term too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from tracuu.corpus.lexicon import ACCENTED
from tracuu.text.analysis import analyse, word_forms
from tracuu.text.tokens import analyser

IN_PAIRS = frozenset({"vi"})
"""Analysers of languages that write one word as several."""

_BY_DICTIONARY = frozenset({"zh", "ja"})
_BY_SYLLABLES = frozenset({"ko"})
_OFTEN, _SHARE = 2, 2_000  # times that neighbours must stand together, or once in so many sentences
_DRAWN = 2.0  # times as often as chance would have it


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


def neighbours(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Find the terms that stand together more often than by chance; each pair is joined by a blank."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    number = 0
    for terms in sentences:
        number += 1
        alone.update(terms)
        together.update(pairwise(terms))
    total = sum(alone.values())
    return frozenset(
        f"{one} {other}"
        for (one, other), count in together.items()
        if count >= max(_OFTEN, number / _SHARE) and count * total > _DRAWN * alone[one] * alone[other]
    )


def with_neighbours(terms: Sequence[str], drawn: Mapping[str, str]) -> tuple[str, ...]:
    """Give the terms of a sentence with each drawn pair beside the two that it is made of, in order.

    `drawn` gives each pair itself, so that one string serves all sentences.
    """
    joined: list[str] = []
    for place, term in enumerate(terms):
        joined.append(term)
        if place + 1 < len(terms) and (pair := drawn.get(f"{term} {terms[place + 1]}")):
            joined.append(pair)
    return tuple(joined)
