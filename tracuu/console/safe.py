r"""Words of other people on a terminal of ours: nothing that a page holds may act there.

Control characters (C0, C1, DEL), among them ESC and with it every escape sequence, are shown as their Unicode control
pictures or as `\x9b`; line ends become spaces where one line is meant. Bidirectional embeddings and overrides are left
out: one that is left open would turn the rest of the line around (CVE-2021-42574). Lone surrogates, which no terminal
can show, become U+FFFD.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_LINE_ENDS = {0x0A: "\n", 0x2028: "\n", 0x2029: "\n", 0x0D: None}
_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SEEN = 200  # characters looked at to tell a text's direction


def printable(text: str) -> str:
    """Make text safe to print within one line."""
    return text if text.isprintable() else text.translate(_in_line())


def printable_block(text: str) -> str:
    """Make text safe to print, keeping its lines and tabs."""
    return text if text.isprintable() else text.translate(_in_block())


@cache
def _in_line() -> dict[int, str | None]:
    return {**_in_block(), **dict.fromkeys(_SPACES, " ")}


@cache
def _in_block() -> dict[int, str | None]:
    """Give what is shown for each character that may act; None leaves it out."""
    pictures: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    c1 = {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
    bidi = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    surrogates = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return {**pictures, 0x7F: "\u2421", **c1, **bidi, **surrogates, 0x09: "\t", **_LINE_ENDS}


def is_right_to_left(text: str) -> bool:
    """Tell the direction by the first strong character (Unicode Bidirectional Algorithm, rules P2 and P3)."""
    for letter in text[:_SEEN]:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def isolated(text: str) -> str:
    """Put right-to-left text between isolates (U+2067, U+2069), so that it does not turn its neighbours around."""
    return f"\u2067{text}\u2069" if is_right_to_left(text) else text
