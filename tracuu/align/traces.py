"""What survives translation in a stretch of text: its length, its numbers, and its words in Latin letters.

Figures survive best (Church 1993 aligned by cognates the same way). Vietnamese names keep their letters in all
languages of Latin script, and abbreviations and symbols (OCOP, 57-NQ/TW) in nearly all languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from unicodedata import east_asian_width

from tracuu.text.normalize import fold, key
from tracuu.tuples import Record

WIDE = 2.6  # letters of an alphabet that one Chinese or Japanese letter stands for, over the sample's own versions

# A number with its groups of three (6.540, 6,540, ۶٬۵۴۰), or a word in Latin letters that begins with a capital. The
# first letter of either comes first, for that is what can be looked for fast.
_TRACE = re.compile(
    r"[\dA-Z\u00c0-\u00d6\u00d8-\u00de\u0102\u0110\u0128\u0168\u01a0\u01af\u1ea0-\u1ef8]"
    r"(?:(?<=\d)(?:\d{0,2}(?:[.,\u066b\u066c'\u2019\u00a0]\d{3})+(?!\d)|\d*)|(?<![^\W\d_].)[^\W\d_]+)"
)
_SEPARATORS = re.compile(r"\D")
# Before it only the parts that Korean syllables are written with are wide, alone.
_MAY_BE_WIDE = re.compile("[^\0-\u2e7f]")

Trace = tuple[str, int]
"""A number or folded word with its place among equal ones: (`2024`, 0), (`2024`, 1)."""


class Traces(Record):
    """What survives of one stretch: its length in letters of an alphabet, its numbers and its Latin words."""

    length: float
    numbers: frozenset[Trace]
    words: frozenset[Trace]


def traces(text: str) -> Traces:
    """Measure one stretch of text."""
    numbers: list[str] = []
    words: list[str] = []
    for found in _TRACE.findall(text):
        (words if found[0].isalpha() else numbers).append(_one_form(found))
    return Traces(measure(text), _counted(numbers), _counted(words))


def joined(parts: Sequence[Traces]) -> Traces:
    """Measure several stretches as one."""
    whole = parts[0] if parts else Traces(0.0, frozenset(), frozenset())
    for part in parts[1:]:
        numbers, words = both(whole.numbers, part.numbers), both(whole.words, part.words)
        whole = Traces(whole.length + part.length, numbers, words)
    return whole


def both(one: frozenset[Trace], other: frozenset[Trace]) -> frozenset[Trace]:
    """Count two sets together; most have nothing in common."""
    if not one or not other:
        return one or other
    if one.isdisjoint(other):
        return one | other
    return _counted([name for held in (one, other) for name, _ in held])


def measure(text: str) -> float:
    """Give a length in letters of an alphabet: one Chinese or Japanese letter says what several do.

    A fixed weight, not the ratio of the two texts: that goes wrong as soon as one side has a part that the other lacks.
    """
    if text.isascii() or not _MAY_BE_WIDE.search(text):
        return len(text)
    return len(text) + (WIDE - 1) * sum(count for letter, count in Counter(text).items() if _is_wide(letter))


@cache
def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in {"W", "F"}


@lru_cache(maxsize=50_000)
def _one_form(found: str) -> str:
    """Bring a number to ASCII digits without separators and leading zeros, a word to its folded letters."""
    if found[0].isalpha():
        return fold(key(found))
    digits = _SEPARATORS.sub("", found)
    # A number longer than any that is told in a text is no number: it is compared as it stands.
    return str(int(digits)) if len(digits) < 20 else digits  # noqa: PLR2004  an int of 10 MB takes minutes


def _counted(names: Sequence[str]) -> frozenset[Trace]:
    once = frozenset(zip(names, repeat(0), strict=False))
    if len(once) == len(names):  # mostly no name stands there twice
        return once
    seen: dict[str, int] = {}
    counted: list[Trace] = []
    for name in names:
        seen[name] = count = seen.get(name, -1) + 1
        counted.append((name, count))
    return frozenset(counted)
