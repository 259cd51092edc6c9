"""Letters, digits and signs of a query are told apart for all of Unicode."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
import regex

from tracuu.search.shape import DIGIT, LETTER, NUMBER, QUOTES, is_symbol, is_word, shape

# A later Unicode than Python's own has letters where Python knows of no character yet.
ASSIGNED = [chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) != "Cn"]


@pytest.mark.parametrize(
    ("sign", "members"),
    [
        (LETTER, r"[\p{L}\p{M}]"),
        (DIGIT, r"\p{Nd}"),
        (NUMBER, r"[\p{Nl}\p{No}]"),
        # invisible characters and the one true blank
        (" ", r"[\x20\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"),
    ],
)
def test_each_kind_has_its_sign(sign: str, members: str) -> None:
    pattern = regex.compile(members)
    wrong = [f"{ord(one):04x}" for one in ASSIGNED if (shape(one) == sign) != bool(pattern.match(one))]
    assert not wrong


def test_all_other_characters_stay() -> None:
    kept = [one for one in ASSIGNED if shape(one) not in {LETTER, DIGIT, NUMBER, " "}]
    assert {one for one in kept if shape(one) != one} == {*QUOTES, "（", "）", "："} - {'"'}
    assert {'"', "(", "*", "~", ":", "_", "\u3000", "、"} <= set(kept)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("57 - NQ/TW", "00 - aa/aa"),
        ("mô hình*", "aa aaaa*"),
        ("“nghệ”（đen）", '"aaaa"(aaa)'),  # signs that mean the same are one, in ASCII
        ("mo\u0302", "aaa"),  # a mark counts as a letter
        ("٣٥ ½ Ⅷ", "00 ² ²"),
        ("\U00031350", "a"),  # an ideograph of Unicode 15, which Python 3.11 does not know
    ],
)
def test_shapes(text: str, wanted: str) -> None:
    assert shape(text) == wanted


def test_words_and_symbols() -> None:
    assert [text for text in ("đ", "-", "٣", "…", "½") if is_word(text)] == ["đ", "٣", "½"]
    assert [text for text in ("₫", "😀", "\ue000", "-", "a") if is_symbol(text)] == ["₫", "😀", "\ue000"]
