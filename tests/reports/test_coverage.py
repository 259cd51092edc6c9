"""Where an archive has gaps, and what became of what was not fetched."""

from __future__ import annotations

import pytest

from tracuu.corpus.calendar import Known
from tracuu.corpus.sites import load
from tracuu.crawling import State
from tracuu.reports.coverage import FEW, NOTHING, Gap, fetched, gaps, outcome


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ({}, []),
        ({"2024-05": 3}, []),
        # The year ends in between; months in a row are one gap.
        ({"2024-11": 3, "2025-02": 1}, [Gap("2024-12", "2025-01", NOTHING, 0)]),
        # Two stories a month are no usual number: one story is no gap.
        ({"2024-01": 2, "2024-02": 1, "2024-03": 5}, []),
        # 20 are usual: 4 are few, 5 are not.
        (
            {"2024-01": 20, "2024-02": 4, "2024-03": 5, "2024-04": 21, "2024-05": 40},
            [Gap("2024-02", "2024-02", FEW, 4)],
        ),
        # Little and nothing are told apart.
        (
            {"2024-01": 20, "2024-02": 1, "2024-03": 2, "2024-05": 20, "2024-06": 20, "2024-07": 20},
            [Gap("2024-02", "2024-03", FEW, 3), Gap("2024-04", "2024-04", NOTHING, 0)],
        ),
    ],
)
def test_gaps(months: dict[str, int], found: list[Gap]) -> None:
    assert list(gaps(months)) == found


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (State.DONE, None, "fetched"),
        (State.LEASED, None, "to_fetch"),
        (State.GONE, "crawl.gone", "no_edition"),
        (State.PASSED, "crawl.other_language", "not_asked_for"),
        (State.PASSED, "crawl.no_match", "no_match"),
        (State.PASSED, "crawl.too_old", "too_old"),
    ],
)
def test_what_became_of_an_article(state: State, reason: str | None, said: str) -> None:
    assert outcome(Known("baodanang.vn", "vi", state, reason, 1)) == said


def test_a_language_that_no_crawl_asked_for_is_named_and_is_not_one_without_an_edition() -> None:
    known = [Known("vietnam.vn", "es", State.GONE, "crawl.gone", 2), Known("vietnam.vn", "en", State.DONE, None, 5)]
    by_lang = {one.lang: dict(one.counts) for one in fetched(known, load())}
    assert by_lang["es"] == {"no_edition": 2}
    assert by_lang["en"] == {"fetched": 5}
    assert by_lang["zh-Hans"] == {"not_asked_for": 0}
