"""The sentence that is quoted for a query."""

from __future__ import annotations

import pytest

from tracuu.records import Layer, Mark, Role
from tracuu.reports.matching import matched, places


def layer(text: str) -> Layer:
    marks, start = [], 0
    for line in text.split("\n"):
        marks.append(Mark(start, start + len(line), Role.BODY if start else Role.TITLE))
        start += len(line) + 1
    return Layer("v", "plain/1", text, tuple(marks))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        # The sentence with most of the words, not the first with one.
        ("Tin\nCán bộ họp. Bí thư chi bộ nói trước.", ["bộ", "Bí", "thư", "chi"], ["Bí", "thư", "chi", "bộ"]),
        # Two spellings of one word are one word.
        ("Tin\nDân, dân, DÂN. Dân vận.", ["Dân", "dân", "DÂN", "vận"], ["Dân", "vận"]),
        # A word is no part of another one, except where writing has no spaces.
        ("Tin\nBình an. Bí mật.", ["Bí"], ["Bí"]),
        ("标题\n广宁省委民运部召开会议。", ["民运"], ["民运"]),
        # The title only where nothing else holds a word.
        ("Họp dân\nKhông có gì.", ["dân"], ["dân"]),
        ("Tin\nKhông có gì.", ["dân"], []),
    ],
)
def test_the_best_sentence(text: str, words: list[str], found: list[str]) -> None:
    assert [text[start:end] for start, end in matched(layer(text), words)] == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Mô hình mới, mô hình cũ", ["mô hình"], [(13, 20)]),  # as they stand: letters are not folded
        ("a cat, a catalogue", ["cat"], [(2, 5)]),
        ("牛銀行の牛", ["牛"], [(0, 1), (4, 5)]),  # without spaces a word stands anywhere
        ("a cow bank", ["cow bank", "bank"], [(2, 10)]),
        ("a", [""], []),
    ],
)
def test_all_places_of_words_are_apart_and_in_order(text: str, words: list[str], found: list[tuple[int, int]]) -> None:
    assert places(text, words) == found
