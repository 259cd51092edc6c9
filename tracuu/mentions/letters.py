"""A text's letters as numbers, so that all of it is looked over at once; numpy is imported when a text is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

_SHORT = 200  # characters: numpy is not worth its calls
_RARE = 40  # letters to one sign, from which on each sign is tried by itself

BEYOND = 0xFFFF
"""The code of what lies behind the Basic Multilingual Plane, and of no character."""


def codes_of(text: str) -> Any:
    """Give the code of each character (uint16, one-dimensional), `BEYOND` for what has none of 16 bits."""
    import numpy as np

    written = text.encode("utf-16-le", "surrogatepass")
    if len(written) == 2 * len(text):
        return np.frombuffer(written, "<u2")
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.minimum(wide, BEYOND).astype("<u2")


def matches(pattern: re.Pattern[str], text: str, signs: str) -> Iterator[re.Match[str]]:
    """Give what `pattern.finditer` gives; all matches of the pattern begin with one of some signs, and none is empty.

    A pattern looks at each letter by itself, which takes longer than to find all signs of a text at once.
    """
    if len(text) < _SHORT:
        return pattern.finditer(text)
    import numpy as np

    met = _table_of(signs).take(codes_of(text))
    if _RARE * int(np.count_nonzero(met)) > len(text):
        return pattern.finditer(text)
    return _matches_at(pattern, text, met.nonzero()[0].tolist())


def _matches_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    end = 0
    for place in places:
        if place >= end and (found := pattern.match(text, place)):
            end = found.end()
            yield found


@cache
def _table_of(signs: str) -> Any:
    """Make a table (bool, by code) of signs."""
    import numpy as np

    table = np.zeros(BEYOND + 1, bool)
    table[codes_of(signs)] = True
    return table
