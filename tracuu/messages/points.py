"""Filling messages in languages that write a thousand as 1.000 and a half as 0,5."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

_TURNED = str.maketrans({",": ".", ".": ","})


class _WithPoints(string.Formatter):
    """Turns commas and points of numbers round; a number without a format mark (a year, an id) stays as it is."""

    def format_field(self, value: Any, format_spec: str) -> str:
        told: str = format(value, format_spec)
        return told.translate(_TURNED) if isinstance(value, int | float) and format_spec else told


def filled(words: str, values: Mapping[str, object]) -> str:
    """Fill the places of a message. Raises KeyError for one that is left empty."""
    return _WithPoints().vformat(words, (), values)
