"""The order of what words find and what translations find, on pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracuu.search.turns import page

few = st.integers(0, 40)


def test_of_ten_places_the_last_three_go_to_translations() -> None:
    assert page(0, 10, 100, 100) == [*((False, place) for place in range(7)), (True, 0), (True, 1), (True, 2)]


def test_each_kind_fills_what_the_other_leaves() -> None:
    assert page(0, 4, 2, 9) == [(False, 0), (False, 1), (True, 0), (True, 1)]


@given(own=few, across=few, limit=st.integers(1, 12))
def test_pages_together_hold_each_once_in_order(own: int, across: int, limit: int) -> None:
    whole = [place for offset in range(0, own + across, limit) for place in page(offset, limit, own, across)]
    assert [number for other, number in whole if other] == list(range(across))
    assert [number for other, number in whole if not other] == list(range(own))
    assert whole == page(0, own + across, own, across)
