"""The normal form: one spelling for what readers take to be the same, with a map back into the source.

`key` keeps accents (it is what *exact* matching compares); `fold` takes them away. Both rest on Unicode's NFKC and
full case folding (UAX 15; Unicode standard, 3.13) and add what news texts need: ASCII digits for all scripts, one
form of Arabic and Persian yeh, kaf and heh, no vowel marks, tatweel or joiners. docs/text.md tells what and why.

A text is cut into clusters: a character and what attaches to it (marks, joiners, Hangul vowels). No rule looks
further than one cluster, so a text may be normalised piece by piece, which gives speed and the map. Most characters
are *plain*: alone in their cluster and one to one in both forms; only the others are looked at one by one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from tracuu.records import Span

if TYPE_CHECKING:
    import regex

Form = Literal["key", "fold", "nfc"]

# Blocks whose characters map to one character each and never join with the one before them. What is missing here is
# slower, not wrong; a test holds that nothing stands here that should not.
_LATIN = (
    r"\x00-\xa7\xa9-\xac\xae\xb0-\xb3\xb5-\xb7\xb9-\xbb\xbf-\xc5\xc7-\xdd\xe0-\xe5\xe7-\xfd\xff-\u0131\u0134-\u013e"
    r"\u0141-\u0148\u014a-\u0151\u0154-\u01c3\u01cd-\u01e1\u01e4-\u01f0\u01f4-\u01fb\u01fe-\u024f\u1e00-\u1e99\u1e9b-\u1e9d"
    r"\u1e9f-\u1eff"
)
PLAIN = _LATIN + (
    r"\u0370-\u0377\u037b-\u037f\u0386-\u0482\u048a-\u052f\u05d0-\u05ea\u0600-\u060f\u061b\u061d-\u063f\u0641-\u064a\u0660-\u066f"
    r"\u0671-\u0674\u0679-\u06d5\u06dd\u06de\u06e5\u06e6\u06e9\u06ee-\u06ff\u0904-\u0939\u093d\u0950\u0960\u0961"
    r"\u0964-\u097f\u0980\u0985-\u09b9\u09bd\u09ce\u09e0\u09e1\u09e6-\u09fd\u0e01-\u0e30\u0e32\u0e3f-\u0e46"
    r"\u0e4f-\u0eb0\u0eb2\u0ebd-\u0ec6\u0ed0-\u0ed9\u0ede\u0edf\u1000-\u102a\u103f-\u1055\u105a-\u105d\u1061\u1065"
    r"\u1066\u106e-\u1070\u1075-\u1081\u108e\u1090-\u1099\u109e\u109f\u1780-\u17b3\u17d4-\u17dc\u17e0-\u17f9"
    r"\u2010-\u2016\u2018-\u2024\u2027\u2030-\u2032\u2035\u2038-\u203b\u203d"
    r"\u203f\u20a0-\u20a7\u20a9-\u20bf\u3000-\u3029\u3030-\u3096\u309d\u309e\u30a0-\u30fe\u3400-\u9fff\uac00-\ud7a3"
    r"\uff01-\uff9d"
)
# Characters without a shape of their own, and tatweel.
_IGNORED = (
    r"\u00ad\u034f\u061c\u0640\u07fa\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Arabic vowel marks, Koranic signs, and the hamza or madda that did not compose with its letter.
_VOWEL_MARKS = r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
# What belongs to the character before it: marks, characters without a shape, and the Hangul letters (compatibility
# and half-width ones too) and voicing marks that may compose with it.
_ATTACHED = r"\p{M}" + _IGNORED + r"\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7fb\uff9e-\uffdc\U00016d63-\U00016d6a"
# Letters that Arabic and Persian keyboards write differently, and that a search must not tell apart.
_ONE_FORM = {"ي": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۂ": "ه", "ۀ": "ه", "ۃ": "ة"}
# Letters that no rule of Unicode takes apart, and how they are typed without their accents.
_BARE = str.maketrans({
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k", "ŋ": "n", "æ": "ae", "œ": "oe",
    "þ": "th", "ß": "ss", "ƀ": "b", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ɛ": "e", "ə": "e", "ɔ": "o", "ŀ": "l", "ґ": "г",
    "ٱ": "ا", "ى": "ی", "ي": "ی", "ة": "ه", "ँ": "ं",
})  # fmt: skip


def key(text: str) -> str:
    """Give the spelling that exact matching compares: case, width, digits and invisible characters away, accents kept.

    Doing it twice changes nothing; NFC and NFD of a text give the same key.
    """
    return _written(text, "key")


def fold(text: str) -> str:
    """Take the accents of a key away: `đ` is d, `ø` o, `å` a, `æ` ae, `ё` е, `أ` ا, `ة` ه.

    Marks that make another letter stay: Cyrillic й, ї and ў, Japanese voicing, the vowels of Indian and South-East
    Asian scripts.
    """
    return text if text.isascii() else _written(text, "fold")


def _written(text: str, form: Form) -> str:
    # Words are normalised by the thousand, and nearly all are plain: they need no map.
    if text.isascii():
        return text.lower()
    if not _ALL_LATIN.fullmatch(text) and _irregular().search(text):
        return normalize(text, form).text
    return text.translate(_FORMS[form][0])


class Normalized:
    """A normal form and the way back: `text`, and for every stretch of it the span of the source it came from."""

    __slots__ = ("_ends", "_sources", "_starts", "text")

    def __init__(self, text: str, pieces: list[tuple[int, int, int, int]]) -> None:
        """Take the normal form and its irregular pieces (start and end in it, start and end in the source), in order.

        Between pieces, characters correspond one to one.
        """
        self.text = text
        self._starts = [piece[0] for piece in pieces]
        self._ends = [piece[1] for piece in pieces]
        self._sources = [piece[2:] for piece in pieces]

    def span(self, start: int, end: int) -> Span:
        """Give the span of the source, in code points, that `text[start:end]` was made from.

        A cluster that the stretch only touches is taken whole. An empty stretch gives an empty span.
        """
        first = self._source_of(start)[0]
        return Span(first, self._source_of(end - 1)[1] if end > start else first)

    def _source_of(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self._starts, position) - 1
        if piece < 0:
            return position, position + 1
        if position < self._ends[piece]:
            return self._sources[piece]
        offset = self._sources[piece][1] - self._ends[piece]
        return position + offset, position + offset + 1


def normalize(text: str, form: Form = "key") -> Normalized:
    """Give the normal form of a text of any length with its map back into `text`."""
    if text.isascii():
        return Normalized(text if form == "nfc" else text.lower(), [])
    one_by_one, whole = _FORMS[form]
    if _ALL_LATIN.fullmatch(text):
        return Normalized(text.translate(one_by_one), [])
    written: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    length = done = 0
    for irregular in _irregular().finditer(text):
        written.append(text[done : irregular.start()].translate(one_by_one))
        length += irregular.start() - done
        done = irregular.end()
        for cluster in _cluster().finditer(text, irregular.start(), irregular.end()):
            made = whole(cluster[0])
            pieces.append((length, length + len(made), *cluster.span()))
            written.append(made)
            length += len(made)
    written.append(text[done:].translate(one_by_one))
    return Normalized("".join(written), pieces)


_ALL_LATIN = re.compile(f"[{_LATIN}]*")


@cache
def _irregular() -> re.Pattern[str]:
    return re.compile(rf"[\s\S]?[^{PLAIN}]+")


@cache
def _cluster() -> regex.Pattern[str]:
    import regex  # takes longer to import than to search, and most words have no cluster that is looked at

    return regex.compile(rf"[\s\S][{_ATTACHED}]*")


_DROPPED = re.compile(f"[{_IGNORED}{_VOWEL_MARKS}]")


@lru_cache(maxsize=50_000)
def _key_of(cluster: str) -> str:
    # Once is nearly always enough; a few letters (a Greek iota below) need a second turn to come to rest.
    while (made := _key_once(cluster)) != cluster:
        cluster = made
    return made


def _key_once(cluster: str) -> str:
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    letters = _DROPPED.sub("", wide).translate(_LETTERS)
    for parted, one in _KEPT_TOGETHER:
        letters = letters.replace(parted, one)
    return unicodedata.normalize("NFC", letters)


# Turkish İ leaves a dot behind when its case goes; NFKC parts Thai and Lao am, which dictionaries hold as one letter.
_KEPT_TOGETHER = (("i\u0307", "i"), ("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))


class _Letters(dict[int, str]):
    """One character to its one form: digits to ASCII, variants of a letter to the letter. Fills itself."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        digit = unicodedata.decimal(letter, None)
        self[code] = made = _ONE_FORM.get(letter, letter) if digit is None else str(digit)
        return made


_LETTERS = _Letters()

# Accents of alphabets whose letters are the same without them. Not here: the vowels of Indian and South-East Asian
# scripts, and Japanese voicing. The breve and diaeresis that make Cyrillic й, ў and ї are kept by the look behind.
_ACCENTS = re.compile(
    r"(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4"
    r"\u05c5\u05c7\u0653-\u0655\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


@lru_cache(maxsize=50_000)
def _fold_of(cluster: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", _key_of(cluster))).translate(_BARE)
    return unicodedata.normalize("NFC", bare)


class _Plain(dict[int, str]):
    """A character that stands alone to its form, for str.translate. Fills itself."""

    def __init__(self, whole: Callable[[str], str]) -> None:
        super().__init__()
        self._whole = whole

    def __missing__(self, code: int) -> str:
        self[code] = made = self._whole(chr(code))
        return made


def _nfc_of(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


_FORMS: dict[Form, tuple[_Plain, Callable[[str], str]]] = {
    "key": (_Plain(_key_of), _key_of),
    "fold": (_Plain(_fold_of), _fold_of),
    "nfc": (_Plain(_nfc_of), _nfc_of),
}
