"""What of a version can be met again in its translation: words, figures, names, each told by its first letters.

w:WORD     a term of its language, as the translation tables have it; in Vietnamese two syllables too
#FIGURES   a number, without its separators
=NAME      a word with a capital, or in Latin letters among others, folded; two such in a row too
~SKELETON  the consonants of such a word, which other scripts write too (`text.skeletons`)
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
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

    `tag` is its language in BCP 47, `lang` the language of its terms (`corpus.lexicon.language`); `whole` are the signs
    of all of it, `texts` its sentences, whose signs are read when they are needed (`sentences`).
    """

    tag: str
    lang: str
    whole: Signs
    texts: tuple[str, ...]


def read(texts: Sequence[str], tag: str) -> Reading:
    """Read a version, given as sentences; `tag` is BCP 47."""
    text, name = "\n".join(texts), language(tag)
    latin = _mostly_latin(text)
    return Reading(tag, name, Signs(_counts(text, tag, name, latin=latin), latin), tuple(texts))


def sentences(reading: Reading, most: int) -> tuple[Signs, ...]:
    """Give the signs of each of the first sentences of a version."""
    latin = reading.whole.latin
    counts = (_counts(text, reading.tag, reading.lang, latin=latin) for text in reading.texts[:most])
    return tuple([Signs(one, latin) for one in counts])


def packed(reading: Reading) -> bytes:
    """Pack a version as it was read."""
    tag, lang, whole, texts = reading
    return zlib.compress(json.dumps([tag, lang, dict(whole.counts), whole.latin, texts]).encode(), 1)


def unpacked(made: bytes) -> Reading:
    """Undo `packed`."""
    tag, lang, counts, latin, texts = json.loads(zlib.decompress(made))
    return Reading(tag, lang, Signs(counts, latin), tuple(texts))


def _mostly_latin(text: str) -> bool:
    words = _NAME.findall(text)
    return 2 * sum([_is_latin(word) for word in words]) >= len(words)


def _counts(text: str, tag: str, name: str, *, latin: bool) -> Mapping[str, int]:
    words, _ = terms_of(text, tag)
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
        if word[0].islower() and (latin or not _is_latin(word)):
            continue
        made, name = _name(word)
        if made:
            yield made
        if name:
            yield NAME + name
            if found.start() == ended + 1:
                yield f"{NAME}{before} {name}"
            before, ended = name, found.end()


@lru_cache(maxsize=50_000)
def _name(word: str) -> tuple[str, str]:
    """Give the sign of a word's skeleton, and the word folded where it is in Latin letters; empty for neither."""
    made = skeleton(word)
    return SKELETON + made if made else "", fold(key(word)) if _is_latin(word) else ""


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff"
