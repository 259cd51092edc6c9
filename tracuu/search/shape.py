"""The shape of a query: one sign for each of its characters, so that plain patterns tell letters, digits and signs.

`re` knows no categories of Unicode, and to import `regex`, which does, takes a third of the time of a whole search.
"""

from __future__ import annotations

from unicodedata import category

LETTER, DIGIT, NUMBER = "a", "0", "²"
"""What stands for letters and marks, for decimal digits, and for other numbers: each for its own kind."""

WORD = LETTER + DIGIT + NUMBER
"""What words are made of, as the inside of a class for `re`."""

_INVISIBLE = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_SYMBOLS = frozenset({"So", "Sc", "Co"})
QUOTES = '"＂“”„‟«»「」『』｢｣'
"""Quotation marks; which of them close which is for the scanner to say."""
_ASCII = {**dict.fromkeys(QUOTES, '"'), "（": "(", "）": ")", "：": ":"}
# Patterns of ASCII signs alone are compiled in a third of the time.
_IDEOGRAPHS = range(0x20000, 0x40000)


class _Shapes(dict[int, str]):
    """A character to its sign, for str.translate. Fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _sign(chr(code))
        return made


_SHAPES = _Shapes()


def shape(text: str) -> str:
    """Give a text of the same length in which each letter, digit and number is LETTER, DIGIT and NUMBER.

    Controls, halves of surrogate pairs, direction marks and spaces without width are blanks; parentheses, colons and
    quotation marks are those of ASCII; all else stays.
    """
    return text.translate(_SHAPES)


def is_word(text: str) -> bool:
    """Tell whether a text holds a letter, mark, digit or number."""
    return any(sign in WORD for sign in shape(text))


def is_symbol(text: str) -> bool:
    """Tell whether a text holds a picture, a sign of money, or a character of private use."""
    return any(category(sign) in _SYMBOLS for sign in text)


def _sign(character: str) -> str:
    kind = category(character)
    if kind in {"Cc", "Cs"} or character in _INVISIBLE:
        return " "
    if kind[0] in "LM" or (kind == "Cn" and ord(character) in _IDEOGRAPHS):  # younger than this Python's tables
        return LETTER
    if kind == "Nd":
        return DIGIT
    return NUMBER if kind[0] == "N" else _ASCII.get(character, character)
