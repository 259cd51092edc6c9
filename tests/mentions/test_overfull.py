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
    ],
)
def test_a_text_that_names_too_much_is_known_not_to_be_looked_at_wholly(piece: str, most: int) -> None:
    for times, whole in ((most - 1, True), (most + 1, False)):
        text = piece * times
        assert look(text, (Mark(0, len(text), Role.BODY),), "en", NOTHING_KNOWN).whole is whole
