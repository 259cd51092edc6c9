"""Nothing that a page holds may act on the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.console.safe import is_right_to_left, isolated, printable, printable_block
from tracuu.search.width import width

LINES = [
    ("plain words", "plain words"),
    ("Dân vận khéo", "Dân vận khéo"),  # accents stay
    ("red \x1b[31mtitle", "red ␛[31mtitle"),  # an escape sequence is seen, not obeyed
    ("bell\x07 and nul\x00", "bell␇ and nul␀"),
    ("8-bit CSI \x9b31m", "8-bit CSI \\x9b31m"),
    ("two\nlines\r\nhere", "two lines  here"),
    ("a \u202eevil\u202c override", "a evil override"),
    ("می\u200cشود", "می\u200cشود"),  # the joiner is part of the word
    ("lone \ud800 surrogate", "lone \ufffd surrogate"),
]


@pytest.mark.parametrize(("text", "shown"), LINES)
def test_one_line(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_block_keeps_its_lines_and_tabs() -> None:
    assert printable_block("a\r\nb\tc\x1b") == "a\nb\tc␛"


@given(st.text())
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    shown = printable(text)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in shown)
    assert printable(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("vận", 3), ("va\u0302\u0323n", 3), ("决议", 4), ("がくせい", 8), ("می\u200cشود", 5), ("", 0)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "right"), [("زردچوبه", True), ("«زردچوبه»", True), ("2024 قرار", True), ("vận", False), ("", False)]
)
def test_the_first_strong_letter_decides_the_direction(text: str, right: bool) -> None:  # noqa: FBT001  a table's column
    assert is_right_to_left(text) is right
    assert (isolated(text) != text) is right
