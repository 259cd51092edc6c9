"""Of a text that names more than any article, not all is looked at; that is known and told, never silent."""

from __future__ import annotations

import pytest

from tracuu.mentions.find import look
from tracuu.mentions.known import compile_names
from tracuu.records import Mark, Role

NOTHING_KNOWN = compile_names(())


@pytest.mark.parametrize(
    ("piece", "most"),
    [
        ("57-NQ/TW, ", 3_000),  # symbols
        ("resolution ", 5_000),  # type words
        ("models. ", 20_000),  # words that names stand beside
        ("“”", 5_000),  # marks of quotes
        ("7-KH, ", 40_000),  # numbers that a symbol may follow
        ("/7 ", 40_000),  # slashes that a symbol may be turned about
    ],
)
def test_a_text_that_names_too_much_is_known_not_to_be_looked_at_wholly(piece: str, most: int) -> None:
    for times, whole in ((most - 1, True), (most + 1, False)):
        text = piece * times
        assert look(text, (Mark(0, len(text), Role.BODY),), "en", NOTHING_KNOWN).whole is whole


def test_a_text_of_too_many_names_is_known_not_to_be_looked_through_for_all_of_them() -> None:
    for names, whole in ((100, True), (101, False)):
        text = " ".join(f"The model “Clean Yard {number}” grows." for number in range(names))
        finding = look(text, (Mark(0, len(text), Role.BODY),), "en", NOTHING_KNOWN)
        assert (len(finding.founds), finding.whole) == (names, whole)


def test_one_name_however_often_said_is_looked_at_wholly() -> None:
    text = "The model “Clean Yard” grows. " * 150
    finding = look(text, (Mark(0, len(text), Role.BODY),), "en", NOTHING_KNOWN)
    assert (len(finding.founds), finding.whole) == (150, True)
