"""A text's letters as numbers, so that all of it is looked over at once; numpy is imported when a text is."""

from __future__ import annotations

from typing import Any

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
