"""Texts that SQLite can keep: it writes UTF-8, in which half of a surrogate pair has no place."""

from __future__ import annotations


def storable(text: str) -> str:
    """Put U+FFFD for each half of a surrogate pair that stands alone: UTF-8 cannot write it. Offsets stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-32-le", "surrogatepass").decode("utf-32-le", "replace")
    return text
