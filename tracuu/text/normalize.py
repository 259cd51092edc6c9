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
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from tracuu.records import Span
from tracuu.text.memo import Memo

if TYPE_CHECKING:
    import regex

Form = Literal["key", "fold", "nfc"]

Pieces = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Where pieces start and end in the normal form, and where in the source, in order."""

_STRETCH = 100_000  # characters that are normalised at once: what is held of each is many times its size

# Blocks whose characters map to one character each and never join with the one before them. What is missing here is
# slower, not wrong; a test holds that nothing stands here that should not. In hexadecimal, and looked up one by one: to
# compile them as a pattern takes longer than a search has use for it.
PLAIN = (
    "0-a7 a9-ac ae b0-b3 b5-b7 b9-bb bf-c5 c7-dd e0-e5 e7-fd ff-131 134-13e 141-148 14a-151 154-1c3 1cd-1e1 "
    "1e4-1f0 1f4-1fb 1fe-24f 1e00-1e99 1e9b-1e9d 1e9f-1eff "
    "370-377 37b-37f 386-482 48a-52f 5d0-5ea 600-60f 61b 61d-63f 641-64a 660-66f 671-674 679-6d5 6dd 6de "
    "6e5 6e6 6e9 6ee-6ff 904-939 93d 950 960 961 964-97f 980 985-9b9 9bd 9ce 9e0 9e1 9e6-9fd e01-e30 e32 "
    "e3f-e46 e4f-eb0 eb2 ebd-ec6 ed0-ed9 ede edf 1000-102a 103f-1055 105a-105d 1061 1065 1066 106e-1070 1075-1081 "
    "108e 1090-1099 109e 109f 1780-17b3 17d4-17dc 17e0-17f9 2010-2016 2018-2024 2027 2030-2032 2035 2038-203b 203d "
    "203f 20a0-20a7 20a9-20bf 3000-3029 3030-3096 309d 309e 30a0-30fe 3400-9fff ac00-d7a3 ff01-ff9d"
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
    try:
        return text.translate(_FORMS[form][0])
    except _NotPlain:
        return normalize(text, form).text


class Normalized:
    """A normal form and the way back: `text`, and for every stretch of it the span of the source it came from."""

    __slots__ = ("_ends", "_source_ends", "_source_starts", "_starts", "text")

    def __init__(self, text: str, pieces: Pieces = ((), (), (), ())) -> None:
        """Take the normal form and its irregular pieces. Between pieces, characters correspond one to one."""
        self.text = text
        self._starts, self._ends, self._source_starts, self._source_ends = pieces

    def span(self, start: int, end: int) -> Span:
        """Give the span of the source, in code points, that `text[start:end]` was made from.

        A cluster that the stretch only touches is taken whole. An empty stretch gives an empty span.
        """
        if not self._starts:
            return Span(start, max(start, end))
        first = self._source_of(start)[0]
        return Span(first, self._source_of(end - 1)[1] if end > start else first)

    def begins(self, position: int) -> int:
        """Give where in the source begins what the character at `position` was made from."""
        return self._source_of(position)[0] if self._starts else position

    def _source_of(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self._starts, position) - 1
        if piece < 0:
            return position, position + 1
        if position < self._ends[piece]:
            return self._source_starts[piece], self._source_ends[piece]
        offset = self._source_ends[piece] - self._ends[piece]
        return position + offset, position + offset + 1


def normalize(text: str, form: Form = "key") -> Normalized:
    """Give the normal form of a text of any length with its map back into `text`."""
    if text.isascii():
        return Normalized(text if form == "nfc" else text.lower())
    try:
        return Normalized(text.translate(_FORMS[form][0]))
    except _NotPlain:
        return _piece_by_piece(text, form)


def _piece_by_piece(text: str, form: Form) -> Normalized:
    written: list[str] = []
    pieces = array("q"), array("q"), array("q"), array("q")
    length = done = 0
    while done < len(text):
        parts = _parted(text[done : _cluster_border(text, done + _STRETCH)])
        made = _made(parts, form)
        written.append("".join(made))
        length, done = _measured(made, length, *pieces[:2]), _measured(parts, done, *pieces[2:])
    return Normalized("".join(written), pieces)


def _cluster_border(text: str, place: int) -> int:
    """Give where the next cluster begins, at `place` or behind it."""
    attached = _attached().match(text, place) if place < len(text) else None
    return attached.end() if attached else len(text)


def _parted(text: str) -> list[str]:
    """Part a text into plain stretches, which may be empty, and irregular clusters, in turn."""
    parts = _irregular().split(text)
    clusters = list(map(_CLUSTERS.__getitem__, parts[1::2]))
    if sum(map(len, clusters)) == len(clusters):
        return parts
    parted: list[str] = []
    for plain, irregular in zip(parts[::2], clusters, strict=False):
        parted.append(plain)
        parted += irregular
    return [*parted, parts[-1]]


def _clusters_of(irregular: str) -> list[str]:
    """Give the clusters of a stretch, with nothing between each two."""
    clusters: list[str] = _cluster().findall(irregular)
    return [part for cluster in clusters for part in (cluster, "")][:-1]


_CLUSTERS = Memo(_clusters_of)


def _made(parts: Sequence[str], form: Form) -> list[str]:
    made = [*parts]
    made[::2] = map(_STRETCHES[form].__getitem__, parts[::2])
    made[1::2] = map(_FORMS[form][1], parts[1::2])
    return made


def _measured(parts: Sequence[str], begin: int, starts: array[int], ends: array[int]) -> int:
    """Note where the irregular ones of the parts start and end; gives where the last part ends."""
    borders = array("q", list(accumulate(map(len, parts), initial=begin)))
    starts.extend(borders[1:-1:2])
    ends.extend(borders[2::2])
    return borders[-1]


def is_plain(letter: str) -> bool:
    """Tell whether a character is one of PLAIN."""
    return bisect_right(_plain_bounds(), ord(letter)) % 2 == 1


@cache
def _plain_bounds() -> list[int]:
    """Give where the stretches of PLAIN begin and where each is over, in turn."""
    stretches = [[int(end, 16) for end in stretch.split("-")] for stretch in PLAIN.split()]
    return [bound for stretch in sorted(stretches) for bound in (stretch[0], stretch[-1] + 1)]


@cache
def _irregular() -> re.Pattern[str]:
    bounds = iter(_plain_bounds())
    plain = "".join(rf"\u{start:04x}-\u{stop - 1:04x}" for start, stop in zip(bounds, bounds, strict=True))
    return re.compile(rf"([\s\S]?[^{plain}]+)")


@cache
def _cluster() -> regex.Pattern[str]:
    import regex  # takes longer to import than to search, and most words have no cluster that is looked at

    return regex.compile(rf"[\s\S][{_ATTACHED}]*")


@cache
def _attached() -> regex.Pattern[str]:
    import regex

    return regex.compile(rf"[{_ATTACHED}]*")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"[{_IGNORED}{_VOWEL_MARKS}]")


@lru_cache(maxsize=50_000)
def _key_of(cluster: str) -> str:
    # Once is nearly always enough; a few letters (a Greek iota below) need a second turn to come to rest.
    while (made := _key_once(cluster)) != cluster:
        cluster = made
    return made


def _key_once(cluster: str) -> str:
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    kept = wide if all(map(is_plain, wide)) else _dropped().sub("", wide)
    letters = kept.translate(_LETTERS)
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
_ACCENTS = (
    r"(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4"
    r"\u05c5\u05c7\u0653-\u0655\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARKS, _GREEK = "\u0300", "\u0370"  # between these stand only accents that Latin letters are the same without


@lru_cache(maxsize=50_000)
def _fold_of(cluster: str) -> str:
    parted = unicodedata.normalize("NFD", _key_of(cluster))
    if max(parted, default="") < _GREEK:
        bare = "".join(letter for letter in parted if letter < _MARKS)
    else:
        bare = _accents().sub("", parted)
    return unicodedata.normalize("NFC", bare.translate(_BARE))


@cache
def _accents() -> re.Pattern[str]:
    return re.compile(_ACCENTS)


class _NotPlain(Exception):
    """A character was met that is not one of PLAIN."""


class _Plain(dict[int, str]):
    """A plain character to its form, for str.translate, which raises _NotPlain at any other. Fills itself."""

    def __init__(self, whole: Callable[[str], str]) -> None:
        super().__init__()
        self._whole = whole

    def __missing__(self, code: int) -> str:
        if not is_plain(chr(code)):
            raise _NotPlain
        self[code] = made = self._whole(chr(code))
        return made


def _nfc_of(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


_FORMS: dict[Form, tuple[_Plain, Callable[[str], str]]] = {
    "key": (_Plain(_key_of), _key_of),
    "fold": (_Plain(_fold_of), _fold_of),
    "nfc": (_Plain(_nfc_of), _nfc_of),
}


def _remembered(one_by_one: _Plain) -> Memo[str]:
    return Memo(lambda plain: plain.translate(one_by_one), most=10_000, longest=24)


# Between irregular clusters stand stretches of a few letters, which recur.
_STRETCHES = {form: _remembered(one_by_one) for form, (one_by_one, _) in _FORMS.items()}
