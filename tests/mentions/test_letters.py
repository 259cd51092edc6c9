"""Matches that begin with one of some signs, found by looking at all letters of a text at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.mentions.letters import codes_of, matches
from tracuu.mentions.quotes import quoted

NUMBER = re.compile(r"[0-9](?<![0-9][0-9])[0-9]{0,2}+(?![0-9])-?")


@pytest.mark.parametrize("between", ["", 30 * "lời văn ", 30 * "😀văn "])  # a name; an article; one with an emoji
@given(st.text("12-a 🙂đ", max_size=20))
def test_the_same_is_met_as_by_passing_over_the_text(between: str, piece: str) -> None:
    text = 3 * (piece + between)
    met = [found.span() for found in matches(NUMBER, text, "0123456789")]
    assert met == [found.span() for found in NUMBER.finditer(text)]


def test_a_sign_beyond_the_plane_has_a_code_of_its_own_kind() -> None:
    assert codes_of("ađ").tolist() == [0x61, 0x111]
    assert codes_of("a😀đ").tolist() == [0x61, 0xFFFF, 0x111]


def test_quotes_of_two_signs_are_one_mark_also_in_a_long_text() -> None:
    text = 40 * "một hai ba " + "mô hình ,,Ngân hàng bò'' và ``Đèn làng''"
    assert [text[quote.inner : quote.inner_end] for quote in quoted(text)] == ["Ngân hàng bò", "Đèn làng"]
