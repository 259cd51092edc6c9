"""Versions beside each other: every paragraph stands once, and every row is filled once in each column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.readings import layer
from tracuu.documents.columns import Cell, column, first_column
from tracuu.records import CONTENT, Layer, Role

VI = layer("#Tựa", "Xã có 1.126 mô hình năm 2024.", "!Chuyện ở làng", "Bà con góp 37 luống rau.")


def said(text: Layer, cells: list[Cell]) -> list[tuple[int, int, list[str]]]:
    return [
        (cell.row, cell.rows, [text.given[part.mark.start : part.mark.end] for part in cell.parts]) for cell in cells
    ]


def test_each_paragraph_of_the_first_is_a_row_and_captions_follow_theirs() -> None:
    text = layer("@Ảnh: An", "Một.", "@Ảnh: Bình", "Hai.", "~Xem thêm")
    assert said(text, first_column(text)) == [(0, 1, ["Ảnh: An", "Một.", "Ảnh: Bình"]), (1, 1, ["Hai."])]


def test_a_paragraph_that_says_what_two_say_fills_both_rows() -> None:
    first = layer("The commune has 1126 models.", "It was counted in 2024.", "Farmers gave 37 beds of vegetables.")
    other = layer("Xã có 1126 mô hình; số liệu được tính đến năm 2024.", "Bà con góp 37 luống rau.")
    assert [(cell.row, cell.rows) for cell in column(first, other)] == [(0, 2), (2, 1)]


def test_what_the_first_lacks_stands_below_what_is_before_it() -> None:
    other = layer(
        "The commune has 1,126 models in 2024.", "The story in the village",
        "A whole paragraph that the translator's portal has put in here about something else entirely, 55 of 99.",
        "Farmers gave 37 beds of vegetables.",
    )  # fmt: skip
    cells = column(VI, other)
    assert [(cell.row, cell.rows) for cell in cells] == [(0, 1), (1, 1), (2, 1)]
    alone = [part for cell in cells for part in cell.parts if part.alone]
    assert [other.given[one.mark.start : one.mark.end][:17] for one in alone] == ["A whole paragraph"]


@pytest.mark.parametrize("lines", [(), ("#Tựa",), ("~Xem thêm",), ("@Ảnh",)])
def test_a_version_without_paragraphs_has_its_column(lines: tuple[str, ...]) -> None:
    empty = layer(*lines)
    assert [(cell.row, cell.rows) for cell in column(VI, empty)] == [(0, 1), (1, 1), (2, 1)]
    assert len(first_column(empty)) == 1
    assert sum(len(cell.parts) for cell in column(empty, VI)) == 3


LINES = st.lists(
    st.builds(
        str.__add__, st.sampled_from(["", "", "", "!", "@", "#", "~"]), st.text("ab 12.", min_size=1).filter(str.strip)
    ),
    max_size=8,
)


@given(LINES, LINES)
def test_nothing_is_lost_and_all_rows_are_filled_once(left: list[str], right: list[str]) -> None:
    first, other = layer(*left), layer(*right)
    rows = len(first_column(first))
    cells = column(first, other)
    assert [row for cell in cells for row in range(cell.row, cell.row + cell.rows)] == list(range(rows))
    shown = [part.mark for cell in cells for part in cell.parts]
    wanted = [mark for mark in other.marks if mark.role in CONTENT and mark.role is not Role.TITLE]
    assert sorted(shown) == sorted(wanted)
