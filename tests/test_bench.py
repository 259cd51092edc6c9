"""The benches stand on a synthetic archive and a few sums: both are what they say they are."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.extraction_pages import LAYOUTS, pages
from bench.floors import judged
from bench.measure import percentile
from bench.synthetic import PAPERS, languages, rows

SOME = list(rows(300, characters=600))


def test_the_same_seed_gives_the_same_archive() -> None:
    """And a larger archive begins with the smaller one."""
    assert list(rows(40, characters=600)) == SOME[:40]
    assert list(rows(40, seed=2, characters=600)) != SOME[:40]


def test_rows_keep_the_stated_rules() -> None:
    stories = Counter(row["id"].partition("-")[0] for row in SOME)
    assert len({row["id"] for row in SOME}) == len({row["url"] for row in SOME}) == len(SOME)
    assert max(stories.values()) <= 5
    assert {row["id"].partition("-")[2] for row in SOME} == set(languages())
    assert all(len(row["text"]) >= 600 for row in SOME if not row["id"].endswith("-zh"))
    assert {row["url"].split("/")[2] for row in SOME} == {*PAPERS, "www.vietnam.vn"}


@pytest.mark.parametrize("lang", sorted(set(languages()) - {"ms"}))
def test_a_detector_knows_the_languages(lang: str) -> None:
    """Invented words between real ones are told apart; only Malay, beside Indonesian, needs its address."""
    from tracuu.text.codes import primary
    from tracuu.text.language import detect

    texts = [row["text"] for row in SOME if row["id"].endswith(f"-{lang}")]
    told = Counter(primary(detect(text).lang) for text in texts)
    assert told == {lang: len(texts)}


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([1, 2, 3, 4], 0.5, 2),
        ([4, 1, 3, 2], 0.95, 4),
        ([7], 0.5, 7),
        (list(range(1, 101)), 0.95, 95),
    ],
)
def test_a_percentile_is_the_value_at_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


@pytest.mark.parametrize(
    ("floor", "expected"),
    [
        ({"figure": ["a", "n"], "least": 10}, (10.0, True)),
        ({"figure": ["a", "n"], "most": 9}, (10.0, False)),
        ({"figure": ["a", "n"], "over": ["b", "n"], "least": 2, "most": 3}, (2.5, True)),
        ({"figure": ["a", "n"], "over": ["b", "n"], "least": 3}, (2.5, False)),
    ],
)
def test_a_floor_is_a_figure_or_a_ratio_within_bounds(floor: dict[str, object], expected: tuple[float, bool]) -> None:
    assert judged(floor, {"a": {"n": 10}, "b": {"n": 4}}) == expected


def test_pages_in_unknown_layouts_hold_what_they_must_give() -> None:
    """Every line stands in its page; the same seed gives the same pages."""
    written = list(pages(2 * len(LAYOUTS)))
    assert {layout for layout, _, _ in written} == set(LAYOUTS)
    assert all(line in page for _, page, truth in written for line in (truth.title, *truth.text))
    assert written[:3] == list(pages(2 * len(LAYOUTS)))[:3]
