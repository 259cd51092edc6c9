"""When an address is asked again: changed pages, lists, missing translations, pages that were refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.leads import DAY, NOON, PAPER, crawl, done, lead, learnt, paths, take
from tracuu.corpus.archive import Archive
from tracuu.corpus.frontier import Frontier
from tracuu.corpus.store import frontier_moments as moments
from tracuu.crawling import Origin, State, Task, What

HOUR = moments.HOUR
ONE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Archive.create(tmp_path) as archive:
        yield archive.frontier
        assert archive.check() == []


def fetch(frontier: Frontier, *, now: float = NOON, state: State = State.DONE, **given: Any) -> Task:
    """Take the one address that can be asked, and finish it."""
    (task,) = take(frontier, now=now)
    frontier.finish([done(task, state, **given)], now=now)
    return task


@pytest.mark.parametrize(
    ("known", "modified", "newer"),
    [
        (None, None, 0),
        (None, "2025-10-09T08:53:00Z", 0),  # NOON is 08:53:20
        (None, "2025-10-09T08:53:21Z", 1),
        (None, "2025-10-09T15:53:21+07:00", 1),
        (None, "2025-10-09T15:53:19+07:00", 0),
        # The day it was fetched: perhaps before, so it is believed only where the sitemap said another day then.
        (None, "2025-10-09", 0),
        ("2025-10-08", "2025-10-09", 1),
        ("2025-10-09", "2025-10-09", 0),
        (None, "2025-10-10", 1),
        (None, "  2025-10-10 ", 1),
        ("2025-10-08", "2025-10-07", 0),
        (None, "hôm qua", 0),
        (None, "0000-00-00", 0),
        ("2025-10-08", "9999-12-31", 0),  # there is no day behind it
    ],
)
def test_a_page_is_fetched_again_when_its_sitemap_says_it_changed(
    frontier: Frontier, known: str | None, modified: str | None, newer: int
) -> None:
    number = learnt(frontier, lead("tin", modified=known))
    fetch(frontier)
    learned = frontier.learn(number, [lead("tin", modified=modified)], NOON + DAY)
    assert (learned.new, learned.known) == (newer, 1 - newer)


def test_a_site_whose_pages_are_always_new_is_believed_ever_more_rarely(frontier: Frontier) -> None:
    """Each day the sitemap says today, and the page never changed."""
    number = learnt(frontier, lead("tin"))
    fetch(frontier, sha256=ONE)
    days = []
    for day in range(1, 40):
        now = NOON + day * DAY
        today = datetime.fromtimestamp(now, UTC).isoformat()
        if frontier.learn(number, [lead("tin", modified=today)], now).new:
            days.append(day)
            fetch(frontier, now=now, sha256=ONE)
    assert days == [1, 2, 4, 8, 16, 32]


def test_the_next_request_carries_what_the_last_answer_gave(frontier: Frontier) -> None:
    number = learnt(frontier, lead("feed", what=What.FEED))
    given: dict[str, Any] = {"etag": '"1"', "last_modified": "Thu, 09 Oct 2025 08:00:00 GMT", "sha256": ONE}
    fetch(frontier, **given)
    answers: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"status": 304}, given),  # it has not changed, and neither has what it is called
        ({"status": 304, "etag": '"2"'}, given | {"etag": '"2"'}),
        ({"status": 200, "sha256": OTHER}, {"etag": None, "last_modified": None, "sha256": OTHER}),
        ({"status": 200, "sha256": ONE, "etag": "x" * 2_000}, {"etag": None, "last_modified": None, "sha256": ONE}),
    ]
    for told, kept in answers:
        assert frontier.due_again(number, NOON + 99 * DAY) == 1
        fetch(frontier, now=NOON, **told)
        frontier.due_again(number, NOON + 99 * DAY)
        (task,) = take(frontier)
        assert {name: getattr(task, name) for name in kept} == kept
        frontier.finish([done(task, State.WAITING, status=503)], now=NOON)  # a failure changes none of it
        (task,) = take(frontier)
        assert {name: getattr(task, name) for name in kept} == kept
        frontier.finish([done(task, status=304)], now=NOON)


def due_days(frontier: Frontier, number: int, days: int, **given: Any) -> list[int]:
    """Update every day, with an answer that is always the same; give the days on which something was asked."""
    found = []
    for day in range(1, days):
        now = NOON + day * DAY - 60 * (day % 3)  # no scheduler is exact
        if frontier.due_again(number, now):
            found.append(day)
            fetch(frontier, now=now, **given)
    return found


@pytest.mark.parametrize("answer", [{"status": 304}, {"sha256": ONE}])
def test_lists_that_stay_the_same_rest_ever_longer(frontier: Frontier, answer: dict[str, Any]) -> None:
    number = learnt(frontier, lead("feed", what=What.FEED))
    fetch(frontier, sha256=ONE)
    assert due_days(frontier, number, 100, **answer) == [1, 2, 4, 8, 16, 32, 62, 92]


def test_lists_that_change_are_read_at_every_update(frontier: Frontier) -> None:
    number = learnt(frontier, lead("feed", what=What.FEED))
    for hour in range(5):
        fetch(frontier, now=NOON + hour * HOUR, sha256=f"{hour:064x}")
        assert frontier.due_again(number, NOON + (hour + 1) * HOUR) == 1


def test_a_list_never_rests_longer_than_it_has_been_the_same(frontier: Frontier) -> None:
    """One that is read every hour and had no news for an hour may have some in the next."""
    number = learnt(frontier, lead("feed", what=What.FEED))
    fetch(frontier, sha256=ONE)
    asked = []
    for hour in range(1, 20):
        if frontier.due_again(number, NOON + hour * HOUR):
            asked.append(hour)
            fetch(frontier, now=NOON + hour * HOUR, status=304)
    assert asked == [1, 2, 4, 8, 16]


@pytest.mark.parametrize(("ended", "again"), [("complete", 1), ("stopped", 0), (None, 0)])
def test_a_run_that_takes_up_another_does_not_begin_with_all_lists(
    frontier: Frontier, ended: str | None, again: int
) -> None:
    """Hundreds of sitemaps that were read minutes before the crawl was killed are not read once more."""
    number = learnt(frontier, lead("sitemap.xml", what=What.SITEMAP))
    run = frontier.begin(number, "tracuu crawl", NOON)
    fetch(frontier)
    if ended:
        frontier.end(run, ended, {}, NOON + 60)
    assert frontier.due_again(number, NOON + 600) == again
    if again:
        fetch(frontier, now=NOON + 600)
    assert frontier.due_again(number, NOON + 2 * HOUR) == 1


def test_a_list_that_is_gone_six_times_is_never_asked_again(frontier: Frontier) -> None:
    number = learnt(frontier, lead("sitemap.xml", what=What.SITEMAP))
    fetch(frontier, state=State.GONE, status=404)
    assert due_days(frontier, number, 400, state=State.GONE, status=404) == [1, 3, 7, 15, 31]


def test_a_list_that_comes_back_is_like_any_other(frontier: Frontier) -> None:
    number = learnt(frontier, lead("sitemap.xml", what=What.SITEMAP))
    for _ in range(5):
        fetch(frontier, state=State.GONE, status=404)
        frontier.due_again(number, NOON + 40 * DAY)
    fetch(frontier)
    assert frontier.due_again(number, NOON) == 1
    fetch(frontier, state=State.GONE, status=404)
    assert frontier.due_again(number, NOON + DAY) == 1, "counted from the start"


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED, State.WITHHELD])
def test_a_list_that_could_not_be_read_is_asked_at_every_update(frontier: Frontier, state: State) -> None:
    """The fault may have been the user's own network. Articles that failed wait for the user's word."""
    number = learnt(frontier, lead("feed", what=What.FEED))
    fetch(frontier, state=state, status=0)
    learnt(frontier, lead("tin"))
    fetch(frontier, state=state, status=0)
    assert frontier.due_again(number, NOON) == 1
    assert paths(take(frontier)) == ["feed"]


@pytest.mark.parametrize("origin", [Origin.TRANSLATION, Origin.HREFLANG])
def test_a_translation_that_was_not_there_is_looked_for_four_times_more(frontier: Frontier, origin: Origin) -> None:
    number = learnt(frontier, lead("en/tin", origin=origin))
    fetch(frontier, state=State.GONE, status=404)
    assert due_days(frontier, number, 200, state=State.GONE, status=404) == [1, 4, 13, 40]


def test_an_article_that_is_gone_is_not_looked_for(frontier: Frontier) -> None:
    number = learnt(frontier, lead("tin"))
    fetch(frontier, state=State.GONE, status=410)
    assert frontier.due_again(number, NOON + 999 * DAY) == 0


def test_a_translation_noted_while_the_clock_was_wrong_is_looked_for_at_once(frontier: Frontier) -> None:
    number = learnt(frontier, lead("en/tin", origin=Origin.TRANSLATION))
    fetch(frontier, now=NOON + 999 * DAY, state=State.GONE, status=404)
    assert frontier.due_again(number, NOON) == 1


def test_a_translation_that_was_not_there_is_fetched_when_its_site_speaks_of_it(frontier: Frontier) -> None:
    number = learnt(frontier, lead("en/tin", origin=Origin.TRANSLATION))
    fetch(frontier, state=State.GONE, status=404)
    assert frontier.learn(number, [lead("en/tin", origin=Origin.TRANSLATION)], NOON).new == 0
    assert frontier.learn(number, [lead("en/tin", origin=Origin.SITEMAP)], NOON).new == 1
    fetch(frontier, state=State.GONE, status=404)
    assert frontier.learn(number, [lead("en/tin", origin=Origin.SITEMAP)], NOON).new == 0, "it was looked for"


def test_what_was_refused_is_asked_again_where_another_crawl_may(frontier: Frontier) -> None:
    number = learnt(frontier, lead("tin"))
    fetch(frontier, state=State.REFUSED)
    assert frontier.learn(number, [lead("tin")], NOON).known == 1
    assert frontier.learn(crawl(frontier, "other"), [lead("tin")], NOON).new == 1


def turn(frontier: Frontier, page: int, *articles: str, now: float = NOON) -> None:
    """Read a page of a list, with these articles and a link to the next page."""
    (task,) = take(frontier, now=now, kinds=[What.LISTING])
    assert paths([task]) == [f"list?page={page}"]
    further = lead(f"list?page={page + 1}", what=What.LISTING, hops=page, origin=Origin.LISTING)
    told = [lead(article, origin=Origin.LISTING) for article in articles]
    frontier.finish([done(task, leads=(further, *told))], now=now)


def test_the_pages_of_a_list_are_turned_for_as_long_as_they_have_news(frontier: Frontier) -> None:
    number = learnt(frontier, lead("list?page=1", what=What.LISTING))
    frontier.begin(number, "tracuu crawl", NOON)
    for page in (1, 2, 3):
        turn(frontier, page, f"tin-{page}")
    (last,) = take(frontier, kinds=[What.LISTING])
    frontier.finish([done(last, leads=(lead("list?page=1", what=What.LISTING, hops=4),))], now=NOON)

    later = NOON + DAY
    frontier.begin(number, "tracuu update", later)
    assert frontier.due_again(number, later) == 1, "the first page alone"
    turn(frontier, 1, "tin-1", "tin-moi-1", now=later)
    turn(frontier, 2, "tin-moi-2", "tin-1", now=later)
    turn(frontier, 3, "tin-1", "tin-3", now=later)
    assert take(frontier, now=later, kinds=[What.LISTING]) == []


def test_a_list_that_leads_in_a_circle_is_turned_once_a_run(frontier: Frontier) -> None:
    number = learnt(frontier, lead("list?page=1", what=What.LISTING))
    frontier.begin(number, "tracuu crawl", NOON)
    turn(frontier, 1, "tin-1")
    (last,) = take(frontier, kinds=[What.LISTING])
    circle = lead("list?page=1", what=What.LISTING, hops=2)
    frontier.finish([done(last, leads=(circle, lead("tin-2")))], now=NOON + 5)
    assert take(frontier, kinds=[What.LISTING]) == []


@pytest.mark.parametrize("what", [What.SITEMAP, What.ARTICLE])
def test_where_a_redirect_leads_is_asked_again_with_it_once_a_run(frontier: Frontier, what: What) -> None:
    """Pages that redirect in a circle, or all to the front page, cost one request."""
    number = learnt(frontier, lead("cu", what=what))
    target = lead("moi", what=what, origin=Origin.REDIRECT, hops=1)
    for day in (0, 1):
        now = NOON + day * DAY
        frontier.begin(number, "tracuu update", now)
        frontier.learn(number, [lead("cu", what=what, modified=f"2025-10-1{day}")], now)
        frontier.due_again(number, now)
        asked = []
        while tasks := take(frontier, now=now):
            asked += paths(tasks)
            frontier.finish([done(task, leads=(target, lead("cu", what=what, hops=2))) for task in tasks], now=now)
        assert sorted(asked) == ["cu", "moi"]


def test_what_was_asked_while_the_clock_was_wrong_is_asked_again_when_its_lastmod_is_another(
    frontier: Frontier,
) -> None:
    number = learnt(frontier, lead("tin", modified="2025-10-01"))
    fetch(frontier, now=NOON + 999 * DAY)
    assert frontier.learn(number, [lead("tin", modified="2025-10-01")], NOON).new == 0
    assert frontier.learn(number, [lead("tin", modified="2025-10-02")], NOON).new == 1


def test_a_sitemap_that_its_index_calls_changed_is_read_again(frontier: Frontier) -> None:
    number = learnt(frontier, lead("2025-10.xml", what=What.SITEMAP, modified="2025-10-08"))
    fetch(frontier)
    learned = frontier.learn(number, [lead("2025-10.xml", what=What.SITEMAP, modified="2025-10-10")], NOON + DAY)
    assert learned.new == 1
    assert take(frontier)[0].url == f"{PAPER}/2025-10.xml"


def test_when_the_clock_was_put_back_what_rests_is_due() -> None:
    assert moments.is_due(NOON + DAY, 30 * DAY, NOON)
    assert not moments.is_due(NOON, DAY, NOON + DAY / 2)
