"""What of a version can be met again in its translation: words, figures, names, each told by its first letters.

w:WORD     a term of its language, as the translation tables have it; in Vietnamese two syllables too
#FIGURES   a number, without its separators
=NAME      a word with a capital, or in Latin letters among others, folded; two such in a row too
~SKELETON  the consonants of such a word, which other scripts write too (`text.skeletons`)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tracuu.corpus.lexicon import language
from tracuu.indexer.lexicon.words import IN_PAIRS, terms_of
from tracuu.text.normalize import fold, key
from tracuu.text.skeletons import skeleton
from tracuu.tuples import Record

WORD, FIGURES, NAME, SKELETON = "w:", "#", "=", "~"

_FIGURES = re.compile(r"\d+(?:[.,\u066b\u066c'\u2019\u00a0/-]\d+)*")
_NOT_DIGIT = re.compile(r"\D")
_LONGEST = 20  # digits; of a longer number its beginning
_NAME = re.compile(r"[^\W\d_]+")


class Signs(Record):
    """The signs of a text with how often each stands; of all its words, most of them in Latin letters or not."""

    counts: Mapping[str, int]
    latin: bool


class Reading(Record):
    """A version as linking reads it.

    `lang` is the language of its terms (`corpus.lexicon.language`); `whole` are the signs of all of it, `sentences`
    those of each sentence.
    """

    lang: str
    whole: Signs
    sentences: tuple[Signs, ...]


def read(sentences: Sequence[str], lang: str) -> Reading:
    """Read a version, given as sentences; `lang` is BCP 47."""
    latin, name = _mostly_latin(sentences), language(lang)
    parts = tuple([Signs(_counts(text, lang, name, latin=latin), latin) for text in sentences])
    whole: Counter[str] = Counter()
    for part in parts:
        whole.update(part.counts)
    return Reading(name, Signs(whole, latin), parts)


def _mostly_latin(texts: Iterable[str]) -> bool:
    written = [_is_latin(word) for text in texts for word in _NAME.findall(text)]
    return 2 * sum(written) >= len(written)


def _counts(text: str, lang: str, name: str, *, latin: bool) -> Mapping[str, int]:
    words, _ = terms_of(text, lang)
    found = [WORD + word for word in words if not word.isdecimal()]
    if name in IN_PAIRS:
        found += [f"{WORD}{one} {two}" for one, two in pairwise(words)]
    found += [FIGURES + _figures(number) for number in _FIGURES.findall(key(text))]
    found += _names(text, latin=latin)
    return Counter(found)


def _figures(found: str) -> str:
    return _NOT_DIGIT.sub("", found)[:_LONGEST].lstrip("0") or "0"


def _names(text: str, *, latin: bool) -> Iterator[str]:
    """Give names and skeletons: of words with a capital, and of all words where there are no capitals."""
    before, ended = "", -1
    for found in _NAME.finditer(text):
        word = found[0]
        written = _is_latin(word)
        if word[0].islower() and (latin or not written):
            continue
        if made := skeleton(word):
            yield SKELETON + made
        if written:
            name = fold(key(word))
            yield NAME + name
            if found.start() == ended + 1:
                yield f"{NAME}{before} {name}"
            before, ended = name, found.end()


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff"
