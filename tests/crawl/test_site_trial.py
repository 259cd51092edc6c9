"""Trying a site's description on a page, and the alarm when a site's pages no longer give what they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.corpus.frontier import Health
from tracuu.corpus.sites import load
from tracuu.crawl.site_health import alarm
from tracuu.crawl.site_trial import trial

PAGES = Path(__file__).parents[1] / "pages"
SITES = load()


def saved(name: str) -> str:
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html") if path.stem != "unknown"))
def test_the_sample_page_of_each_site_is_good(name: str) -> None:
    found = trial(saved(name), SITES)
    assert found.is_good
    assert found.described
    assert found.fitting


def test_each_part_names_the_selector_that_found_it() -> None:
    found = trial(saved("baotintuc.vn"), SITES)
    parts = {part.name: part for part in found.parts}
    assert (parts["title"].found, parts["title"].selector) == ("Trạm cứu hộ rùa bên cửa biển", "h1.detail-title")
    assert (parts["body"].lines, parts["body"].selector) == (3, ".boxdetail .contents")
    assert parts["date"].found == "2024-09-18T14:15:00+07:00"
    assert parts["publisher"] == parts["publisher"]._replace(found="Báo Tin tức", selector=None)  # the site's own
    assert parts["source"].found is None


def test_a_page_that_the_description_misses_is_told() -> None:
    """The page of one paper, tried with the description of another: read generically, and the date is missing."""
    found = trial(saved("baolaocai.vn"), SITES, site=SITES.get("baotintuc.vn"))
    assert not found.described
    assert not found.is_good
    assert found.missing == ("date",)


def test_a_page_without_an_article_gives_the_reason() -> None:
    found = trial("<p>x", SITES, "https://nhandan.vn/mot-bai-bao-post1.html")
    assert found.extractor is None
    assert found.missing == ("title", "date", "body")
    assert found.reason
    assert found.site == SITES.get("nhandan.vn")


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (Health(50, 0, 0, 0), None),
        (Health(50, 0, 2, 0), None),  # 4 %: a photo series now and then
        (Health(50, 0, 3, 0), "3 gave no date"),
        (Health(50, 1, 50, 20), "50 gave no date and 20 were read without"),
        (Health(4, 0, 1, 0), None),  # one page says nothing about a site
        (Health(4, 4, 0, 0), "of its last 4 pages 4 gave no text"),
        (Health(0, 0, 0, 0), None),
    ],
)
def test_more_than_one_page_in_twenty_raises_the_alarm(health: Health, said: str | None) -> None:
    sentence = alarm("baomau.example", health)
    assert (sentence is None) == (said is None)
    assert said is None or said in str(sentence)
