"""What the archive tells the index, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive, Coverage


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def test_outstanding_work_is_handed_out_in_order_and_settled(archive: Archive) -> None:
    archive.add([draft(f"text {number}") for number in range(5)])
    assert archive.outstanding(3) == [1, 2, 3]
    assert archive.totals().outstanding == 5
    archive.touched([1, 2])
    archive.touched([1, 2])
    assert [archive.is_touched(number) for number in (1, 2, 3)] == [True, True, False]
    archive.settle([1, 2])
    archive.settle([1, 2])
    assert archive.outstanding(10) == [3, 4, 5]
    archive.all_outstanding()
    assert archive.outstanding(10) == [1, 2, 3, 4, 5]
    assert not archive.is_touched(1), "the index that held it is gone"


def test_a_change_behind_the_indexers_back_is_not_settled(archive: Archive) -> None:
    """While the index writes version 2, it moves to another story: it has to be written again."""
    archive.add([draft("one", story="a"), draft("two", story="b")])
    handed_out = archive.outstanding(10)
    with Archive.open(archive.folder, write=True) as other:
        other.add([draft("both", keys=("given:a", "given:b"))])
    archive.touched(handed_out)
    archive.settle(handed_out)
    assert archive.outstanding(10) == [2, 3]
    assert archive.is_touched(2)


def test_totals_count_what_is_there(archive: Archive) -> None:
    assert archive.totals().versions == archive.totals().stories == 0
    assert archive.totals().first_day is None
    archive.add(
        [
            draft("một", story="s", day="2024-05-01", site="a.vn", province="quang-nam"),
            draft("one", story="s", lang="en", site="a.vn"),
            draft("two", lang="en", day="2024-07-01"),
            draft("ba"),
        ]
    )
    totals = archive.totals()
    assert (totals.stories, totals.versions, totals.undated_stories, totals.outstanding) == (3, 4, 1, 4)
    assert (totals.first_day, totals.last_day) == ("2024-05-01", "2024-07-01")
    assert totals.languages == {"en": 2, "vi": 2}
    assert totals.sites == {"a.vn": 2}
    assert totals.provinces == {"quang-nam": 1}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, Coverage(3, 1, "2024-05-01", "2024-07-01")),
        ({"site": "a.vn"}, Coverage(2, 0, "2024-05-01", "2024-06-01")),
        ({"site": "a.vn", "since": "2024-05-02"}, Coverage(1, 0, "2024-06-01", "2024-06-01")),
        ({"site": "none.vn"}, Coverage(0, 0, None, None)),
        # A language stands for its scripts and regions, never for another that begins alike.
        ({"lang": "zh"}, Coverage(1, 1, "2024-06-01", "2024-06-01")),
        ({"until": "2024-05-01"}, Coverage(1, 1, "2024-05-01", "2024-05-01")),
    ],
)
def test_coverage(archive: Archive, asked: dict[str, str], expected: Coverage) -> None:
    archive.add(
        [
            draft("a", site="a.vn", day="2024-05-01"),
            draft("b", site="a.vn", day="2024-06-01", lang="zh-Hans"),
            draft("c", site="b.vn", day="2024-07-01", lang="zhx"),
            draft("d", site="b.vn", lang="zh"),
        ]
    )
    assert archive.coverage(**asked) == expected
