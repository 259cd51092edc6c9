"""Tables for people in their language: the headings of columns, and values that are words of ours.

Names of fields and their values stay as they are wherever a program reads them. What has no word in the catalogue,
such as a column that a user named, stays too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracuu.messages import part, say

_OURS = frozenset({"kind", "state", "ended", "date_kind", "origin", "via", "counts", "articles"})
"""Columns whose values are our words, and not those of newspapers or users."""


def heading(name: str) -> str:
    """Give the heading of a column."""
    key = _key(name)
    return say(f"table.{key}") if key in part("table") else name


def value(column: str, held: Any) -> Any:
    """Give what stands in a cell: words of ours in the user's language, all else as it is held."""
    if isinstance(held, bool):
        return word("yes" if held else "no")
    if column not in _OURS:
        return held
    if isinstance(held, Mapping):
        return {word(name): count for name, count in held.items()}
    return word(held) if isinstance(held, str) else held


def word(code: str) -> str:
    """Give the word for a kind or a state, as `resolution` or `withheld`."""
    key = f"said_{_key(code)}"
    return say(f"table.{key}") if key in part("table") else code


def _key(name: str) -> str:
    return name.replace(" ", "_")
