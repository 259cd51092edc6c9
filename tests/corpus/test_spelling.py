"""Addresses and moments come back from their short form to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.store import spelling


@pytest.mark.parametrize(
    ("normal", "found", "written"),
    [
        ("https://paper.example/a", "https://www.paper.example/a", "8 0 www."),
        ("https://paper.example/a", "http://paper.example/a", "4 1 "),
        ("https://paper.example/a", "https://paper.example/a?utm_source=x#top", "23 0 ?utm_source=x#top"),
        ("https://paper.example/a", "https://PAPER.example/a\n", "8 15 PAPER.example/a\n"),
        ("https://paper.example/a", "https://paper.example/a", "23 0 "),
        ("https://paper.example/aa", "https://paper.example/aaa", "24 0 a"),
    ],
)
def test_only_the_difference_is_written(normal: str, found: str, written: str) -> None:
    assert spelling.difference(normal, found) == written
    assert spelling.found(normal, written) == found


@given(st.text("ab/ \n1", max_size=12), st.text("ab/ \n1", max_size=12))
def test_every_address_as_found_is_read_back(normal: str, found: str) -> None:
    assert spelling.found(normal, spelling.difference(normal, found)) == found


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-01-02T03:04:05Z", 1767323045),
        ("1969-12-31T23:59:59Z", -1),
        # Anything else stays as it is: a fraction, a zone, a day, a spelling that is not the usual one.
        ("2026-01-02T03:04:05.25Z", "2026-01-02T03:04:05.25Z"),
        ("2026-01-02T03:04:05+07:00", "2026-01-02T03:04:05+07:00"),
        ("2026-01-02", "2026-01-02"),
        ("2026-1-2T3:4:5Z", "2026-1-2T3:4:5Z"),
        ("", ""),
    ],
)
def test_moments_are_read_back(moment: str, written: int | str) -> None:
    assert spelling.seconds(moment) == written
    assert spelling.moment(spelling.seconds(moment)) == moment
