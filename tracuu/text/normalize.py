"""The normal form: one spelling for what readers take to be the same, with a map back into the source.

`key` keeps accents (it is what *exact* matching compares); `fold` takes them away. Both rest on Unicode's NFKC and
full case folding (UAX 15; Unicode standard, 3.13) and add what news texts need: ASCII digits for all scripts, one
form of Arabic and Persian yeh, kaf and heh, no vowel marks, tatweel or joiners. docs/text.md tells what and why.

A text is cut into clusters: a character and what attaches to it (marks, joiners, Hangul vowels). No rule looks
further than one cluster, so a text may be normalised piece by piece. Most characters are *plain*: alone in their
cluster and one to one in both forms. Most others are *steady*: what they become does not depend on what stands beside
them, but for what Unicode composes. A text of these is normalised letter by letter, all at once; only the rest is
looked at cluster by cluster. So is every stretch of a text whose way back is asked for, and no other.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, filterfalse, pairwise
from typing import TYPE_CHECKING, Any, Literal

from tracuu.records import Span
from tracuu.text.memo import Memo
from tracuu.tuples import Record

if TYPE_CHECKING:
    import regex

Form = Literal["key", "fold", "nfc"]

Pieces = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Where pieces start and end in the normal form, and where in the source, in order."""

_STRETCH = 220  # characters that are normalised at once, and whose way back is made at once
# Marks of one character that are kept together at the end of a stretch (UAX 15, 12.1, Stream-Safe Text Format): to put
# marks in order takes Python the square of their number.
_MOST_MARKS = 30

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
# Characters that become the same whatever stands beside them, when the text is composed before and after: accents,
# vowel marks and joiners, the vowels of Indian and South-East Asian scripts, ligatures. Not here: the breve, diaeresis
# and dot above, which make letters of their own. A test holds this too.
STEADY = (
    "aa c6 df e6 132 133 152 153 2026 2116 2122 300-305 309-30c 323-32e 31b 591-5bd 5bf 5c1 5c2 5c4 5c5 5c7 "
    "640 64b-655 670 ad 200b-200f 202a-202e 2060-2064 fe0e fe0f feff "
    "900-903 93a-93c 93e-94f 951-957 962 963 981-983 9bc 9be-9c4 9c7 9c8 9cb-9cd 9d7 "
    "e31 e33-e3a e47-e4c e4e eb1 eb3-ebc ec8-ecc 102b-103e 1056-1059 105e-1060 1062-1064 1067-106d 1071-1074 "
    "1082-108d 108f 109a-109d 17b4-17d3 17dd 1f300-1f64f 1f680-1f6ff 1f900-1f9ff"
)
# Characters without a shape of their own, and tatweel.
_IGNORED = (
    "ad 34f 61c 640 7fa 115f 1160 17b4 17b5 180b-180f 200b-200f 202a-202e 2060-206f "
    "3164 fe00-fe0f feff ffa0 fff0-fff8 1bca0-1bca3 1d173-1d17a e0000-e0fff"
)
# Arabic vowel marks, Koranic signs, and the hamza or madda that did not compose with its letter.
_VOWEL_MARKS = "610-61a 64b-65f 670 6d6-6dc 6df-6e4 6e7 6e8 6ea-6ed 8d3-8ff"
# What belongs to the character before it: marks, characters without a shape, and the Hangul letters (compatibility
# and half-width ones too) and voicing marks that may compose with it.
_ATTACHED = _IGNORED + " 1160-11ff 3131-318e d7b0-d7fb ff9e-ffdc 16d63-16d6a"
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
        return _FORMS[form].plain.put(text)
    except _NotListed:
        return normalize(text, form).text


_span = partial(tuple.__new__, Span)  # makes one of a pair, in half the time


class Normalized:
    """A normal form and the way back: `text`, and for every stretch of it the span of the source it came from."""

    __slots__ = ("_way", "text")

    def __init__(self, text: str, way: _Way | None = None) -> None:
        """Take the normal form and its way back; without one, characters correspond one to one."""
        self.text = text
        self._way = way

    def span(self, start: int, end: int) -> Span:
        """Give the span of the source, in code points, that `text[start:end]` was made from.

        A cluster that the stretch only touches is taken whole. An empty stretch gives an empty span.
        """
        if self._way is None:
            return _span((start, max(start, end)))
        first = self._way.source_of(start)[0]
        return _span((first, self._way.source_of(end - 1)[1] if end > start else first))

    def begins(self, position: int) -> int:
        """Give where in the source begins what the character at `position` was made from."""
        return self._way.source_of(position)[0] if self._way else position


class _Way:
    """The way back of a text that was normalised stretch by stretch; that of a stretch is made when it is asked for."""

    __slots__ = ("_form", "_made", "_pieces", "_source", "_starts")

    def __init__(self, source: str, form: Form, made: Sequence[int], starts: Sequence[int]) -> None:
        """Take where each stretch starts in the normal form and in the source, and where the last one ends."""
        self._source, self._form, self._made, self._starts = source, form, made, starts
        self._pieces: dict[int, Pieces] = {}

    def source_of(self, position: int) -> tuple[int, int]:
        """Give the span of the source that the character at a position was made from."""
        stretch = min(bisect_right(self._made, position), len(self._made) - 1) - 1
        starts, ends, source_starts, source_ends = self._pieces.get(stretch) or self._pieces_of(stretch)
        piece = bisect_right(starts, position) - 1
        if piece >= 0 and position < ends[piece]:
            return source_starts[piece], source_ends[piece]
        offset = source_ends[piece] - ends[piece] if piece >= 0 else self._starts[stretch] - self._made[stretch]
        return position + offset, position + offset + 1

    def _pieces_of(self, stretch: int) -> Pieces:
        """Give the irregular pieces of a stretch. Between pieces, characters correspond one to one."""
        parts = _parted(self._source[self._starts[stretch] : self._starts[stretch + 1]])
        lengths = list(map(len, parts))
        source = _irregular_ones(lengths, self._starts[stretch])
        lengths[1::2] = map(_LENGTHS[self._form].__getitem__, parts[1::2])
        pieces = self._pieces[stretch] = (*_irregular_ones(lengths, self._made[stretch]), *source)
        return pieces


def normalize(text: str, form: Form = "key") -> Normalized:
    """Give the normal form of a text of any length with its map back into `text`."""
    if text.isascii():
        return Normalized(text if form == "nfc" else text.lower())
    try:
        return Normalized(_FORMS[form].plain.put(text))
    except _NotListed:
        return _by_stretches(text, form)


def _by_stretches(text: str, form: Form) -> Normalized:
    starts = array("q", [0])
    while starts[-1] < len(text):
        starts.append(_cluster_border(text, starts[-1] + _STRETCH))
    written = _all_at_once(text, starts, form) or [_at_once(text[a:b], form) for a, b in pairwise(starts)]
    made = array("q", accumulate(map(len, written), initial=0))
    return Normalized("".join(written), _Way(text, form, made, starts))


def _all_at_once(text: str, starts: Sequence[int], form: Form) -> list[str] | None:
    """Normalise a long text's stretches, which start at `starts`, by one look-up; None where that is slower.

    Those in which not all is plain or steady are normalised by themselves.
    """
    # As in `_at_once`, what composes is composed first, but for a fold.
    if not _pays(text) or not (form == "fold" or unicodedata.is_normalized("NFC", text)):
        return None
    import numpy as np

    codes = _FORMS[form].steady.codes(text)
    kept = codes != _DROPPED
    letters = codes[kept].tobytes().decode("utf-16-le")
    ends = np.concatenate(([0], np.cumsum(kept)))[np.asarray(starts)].tolist()
    odd = np.logical_or.reduceat(codes == _ASIDE, np.asarray(starts[:-1])).tolist()
    places = zip(odd, pairwise(starts), pairwise(ends), strict=True)
    return [_at_once(text[a:b], form) if set_aside else _composed(letters[i:j]) for set_aside, (a, b), (i, j) in places]


def _at_once(stretch: str, form: Form) -> str:
    # A fold mostly needs no composing before: of what composes, it takes the accents away again.
    made = _letter_by_letter(stretch, form) if form == "fold" else None
    if made is None:
        made = _letter_by_letter(_composed(stretch), form)
    return "".join(_made(_parted(stretch), form)) if made is None else made


def _letter_by_letter(stretch: str, form: Form) -> str | None:
    """Normalise a stretch whose characters are all plain or steady; None when they are not."""
    try:
        return _composed(stretch.translate(_FORMS[form].steady))
    except _NotListed:
        return None


def _cluster_border(text: str, place: int) -> int:
    """Give where the next cluster begins, at `place` or behind it."""
    if place < len(text) and is_plain(text[place]):  # nothing is attached to the one before it
        return place
    attached = _attached().match(text, place, place + _MOST_MARKS) if place < len(text) else None
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
    made[1::2] = map(_FORMS[form].whole, parts[1::2])
    return made


def _irregular_ones(lengths: Sequence[int], begin: int) -> tuple[Sequence[int], Sequence[int]]:
    """Give where the irregular ones of parts of these lengths start and end, when the first part starts at `begin`."""
    borders = list(accumulate(lengths, initial=begin))
    return borders[1:-1:2], borders[2::2]


def is_plain(letter: str) -> bool:
    """Tell whether a character is one of PLAIN."""
    return _is_of(letter, PLAIN)


def is_steady(letter: str) -> bool:
    """Tell whether a character is one of PLAIN or STEADY; the dot of a Turkish İ takes part in what marks compose."""
    return (is_plain(letter) and letter != "İ") or _is_of(letter, STEADY)


def _is_of(letter: str, listed: str) -> bool:
    return bisect_right(_bounds(listed), ord(letter)) % 2 == 1


@cache
def _bounds(listed: str) -> list[int]:
    """Give where the stretches of a list of characters, which may touch, begin and where each is over, in turn."""
    stretches = [[int(end, 16) for end in stretch.split("-")] for stretch in listed.split()]
    return [bound for stretch in sorted(stretches) for bound in (stretch[0], stretch[-1] + 1)]


def _class(listed: str) -> str:
    """Spell a list of characters as it stands in a class of a pattern."""
    bounds = iter(_bounds(listed))
    return "".join(rf"\U{start:08x}-\U{stop - 1:08x}" for start, stop in zip(bounds, bounds, strict=True))


@cache
def _irregular() -> re.Pattern[str]:
    return re.compile(rf"([\s\S]?[^{_class(PLAIN)}]+)")


@cache
def _cluster() -> regex.Pattern[str]:
    import regex  # takes longer to import than to search, and most words have no cluster that is looked at

    return regex.compile(rf"[\s\S][\p{{M}}{_class(_ATTACHED)}]*")


@cache
def _attached() -> regex.Pattern[str]:
    import regex

    return regex.compile(rf"[\p{{M}}{_class(_ATTACHED)}]*")


def _is_dropped(letter: str) -> bool:
    return _is_of(letter, _IGNORED) or _is_of(letter, _VOWEL_MARKS)


@lru_cache(maxsize=50_000)
def _key_of(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    # Once is nearly always enough; a few letters (a Greek iota below) need a second turn to come to rest.
    while (made := _key_once(cluster)) != cluster:
        cluster = made
    return made


def _key_once(cluster: str) -> str:
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    kept = wide if all(map(is_plain, wide)) else "".join(filterfalse(_is_dropped, wide))
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
# scripts, Japanese voicing, and the breve and diaeresis that make Cyrillic й, ў and ї.
_ACCENTS = "300-36f 483-487 591-5bd 5bf 5c1 5c2 5c4 5c5 5c7 653-655 93c 1ab0-1aff 1dc0-1dff 20d0-20ff fe20-fe2f"
_OF_THE_LETTER = frozenset({"и\u0306", "у\u0306", "і\u0308"})


@lru_cache(maxsize=50_000)
def _fold_of(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    return unicodedata.normalize("NFC", "".join(map(_bare_of, _key_of(cluster))))


@lru_cache(maxsize=50_000)
def _bare_of(letter: str) -> str:
    parted = unicodedata.normalize("NFD", letter)
    kept = [
        sign
        for before, sign in zip(" " + parted, parted, strict=False)
        if before + sign in _OF_THE_LETTER or not _is_of(sign, _ACCENTS)
    ]
    return "".join(kept).translate(_BARE)


class _NotListed(Exception):
    """A character was met that a table does not list."""


# No characters: what a table as an array has where nothing was looked up yet, where it lists none, for what goes.
_UNKNOWN, _ASIDE, _DROPPED = 0xFFFD, 0xFFFE, 0xFFFF
_LONG = 200  # characters


def _pays(text: str) -> bool:
    """Tell a text worth an array. Only where numpy is imported already: a search does not wait for it."""
    return len(text) > _LONG and "numpy" in sys.modules


class _Table(dict[int, str]):
    """A character to its form, for str.translate or an array; _NotListed at any that is not listed. Fills itself."""

    def __init__(self, whole: Callable[[str], str], listed: Callable[[str], bool]) -> None:
        super().__init__()
        self._whole, self._listed = whole, listed
        self._codes: Any = None

    def __missing__(self, code: int) -> str:
        if not self._listed(chr(code)):
            raise _NotListed
        self[code] = made = self._whole(chr(code))
        return made

    def put(self, text: str) -> str:
        """Put a text through a table that gives one character for each. Raises _NotListed."""
        if not _pays(text):
            return text.translate(self)
        if (codes := self.codes(text)).max() >= _UNKNOWN:
            raise _NotListed
        return str(codes.tobytes().decode("utf-16-le"))

    def codes(self, text: str) -> Any:
        """Give what each character becomes (uint16): one character, `_DROPPED` (none) or `_ASIDE` (all else)."""
        import numpy as np

        if self._codes is None:
            self._codes = np.full(_DROPPED + 1, _UNKNOWN, "<u2")
        read = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        made = self._codes.take(read, mode="clip")  # what lies behind the table is set aside, as its last place is
        if (unknown := read[made == _UNKNOWN]).size:
            for code in np.unique(np.minimum(unknown, _DROPPED)).tolist():
                self._codes[code] = self._unit(code)
            made = self._codes.take(read, mode="clip")
        return made

    def _unit(self, code: int) -> int:
        made = self[code] if self._listed(chr(code)) else "\uffff"
        return _DROPPED if not made else ord(made) if len(made) == 1 and made < "\ufffd" else _ASIDE


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


class _Ways(Record):
    """How a form is made: of a cluster, of a plain character, and of a plain or steady one."""

    whole: Callable[[str], str]
    plain: _Table
    steady: _Table

    @classmethod
    def of(cls, whole: Callable[[str], str]) -> _Ways:
        """Make the tables of a form."""
        return cls(whole, _Table(whole, is_plain), _Table(whole, is_steady))


_FORMS: dict[Form, _Ways] = {"key": _Ways.of(_key_of), "fold": _Ways.of(_fold_of), "nfc": _Ways.of(_composed)}


def _remembered(one_by_one: _Table) -> Memo[str]:
    return Memo(lambda plain: plain.translate(one_by_one), most=10_000, longest=24)


# Between irregular clusters stand stretches of a few letters, which recur.
_STRETCHES = {form: _remembered(ways.plain) for form, ways in _FORMS.items()}


def _measuring(whole: Callable[[str], str]) -> Memo[int]:
    return Memo(lambda cluster: len(whole(cluster)), most=10_000, longest=24)


_LENGTHS = {form: _measuring(ways.whole) for form, ways in _FORMS.items()}
