"""How many terminal columns a text takes."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, east_asian_width


def width(text: str) -> int:
    """Count columns: wide characters take two, combining and format characters none (UAX 11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fitting(text: str, columns: int) -> int:
    """Count the characters from the start of `text` that fit into `columns`."""
    if text.isascii():
        return min(len(text), columns)
    return bisect_right(list(accumulate(map(_columns, text))), columns)


@lru_cache(maxsize=8192)
def _columns(char: str) -> int:
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1
