"""A cell says what it holds, and a spreadsheet runs none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.exports.cells import cell, neutral


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+84 235", "'+84 235"),
        ("-5", "-5"),  # a number is no formula
        ("-5+3", "'-5+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("  =1+1", "'  =1+1"),  # some programs trim cells first
        ("＝1+1", "'＝1+1"),  # and some take wide signs for plain ones
        ("35-NQ/TU", "35-NQ/TU"),
        ("", ""),
    ],
)
def test_cells_that_would_run_are_neutralised(value: str, written: str) -> None:
    assert neutral(value) == written


@given(st.text())
def test_nothing_is_lost_by_it(text: str) -> None:
    assert neutral(text).removeprefix("'") == text.removeprefix("'") or neutral(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (["vi", "nb"], "vi, nb"),
        ({"vi": 10, "en": 9}, "vi 10, en 9"),
        (0.25, "0.25"),
    ],
)
def test_values_as_cells(value: object, written: str) -> None:
    assert cell(value) == written
