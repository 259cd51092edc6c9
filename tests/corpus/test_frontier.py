"""The frontier: each address once, in its turn, and what became of it in one transaction with its article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tests.corpus.leads import ALL, DAY, NOON, PAPER, crawl, done, lead, learnt, paths, take
from tracuu.corpus import locks
from tracuu.corpus.archive import Archive
from tracuu.corpus.frontier import Frontier
from tracuu.corpus.schema import MIGRATIONS
from tracuu.crawling import Crawl, HostState, Lack, Lead, Origin, State, What
from tracuu.errors import Busy, DiskFull, InputError, OlderSchema


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path) as archive:
        yield archive
        assert archive.check() == []


@pytest.fixture
def frontier(archive: Archive) -> Frontier:
    return archive.frontier


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ("https://bao-mau.example/tin-1", "http://www.bao-mau.example/tin-1/#top", 1),
        ("https://bao-mau.example/tin-1", "https://bao-mau.example/tin-1?utm_source=mail", 1),
        ("https://bao-mau.example/tin-1", "https://bao-mau.example/tin-1?id=2", 2),
        ("https://bao-mau.example/tin-1", "https://bao-mau.example:8080/tin-1", 2),
    ],
)
def test_spellings_of_one_address_are_one_row(frontier: Frontier, first: str, second: str, rows: int) -> None:
    number = crawl(frontier)
    learned = [frontier.learn(number, [lead(url)], NOON) for url in (first, second)]
    assert [one.new for one in learned] == [1, rows - 1]
    assert len(take(frontier)) == rows


def test_a_list_keeps_its_query_to_the_letter(frontier: Frontier) -> None:
    """What is a tracking word in an article's address may turn the pages of a list."""
    learnt(frontier, *(lead(f"list?b=1&a=2&utm_page={page}", what=What.LISTING) for page in (1, 2)))
    assert paths(take(frontier)) == ["list?b=1&a=2&utm_page=1", "list?b=1&a=2&utm_page=2"]


@pytest.mark.parametrize(
    "url", ["", "mailto:toa-soan@bao-mau.example", "https://", "https://[::1", "tin.html", "x" * 9_999]
)
def test_what_is_no_address_of_the_web_is_passed_over(frontier: Frontier, url: str) -> None:
    assert frontier.learn(crawl(frontier), [Lead(url, What.ARTICLE, Origin.LINK)], NOON) == (0, 0, 1)
    assert frontier.counts() == {}


def test_words_that_no_file_can_hold_are_kept_as_far_as_they_can_be(frontier: Frontier) -> None:
    learnt(frontier, lead("tin-\ud800", title="Lũ \udfff lớn\x00", lang="v" * 999))
    (task,) = take(frontier)
    assert (task.title, task.url) == ("Lũ \ufffd lớn\x00", f"{PAPER}/tin-\ufffd")


def test_a_task_says_what_the_lead_said(frontier: Frontier) -> None:
    told = lead(
        "vi/tin", origin=Origin.HREFLANG, via=f"{PAPER}/sitemap.xml", lang="vi", title="Tin", day="2025-03-14",
        modified="2025-03-15T07:00:00+07:00", hops=2,
    )  # fmt: skip
    number = learnt(frontier, told)
    (task,) = take(frontier)
    names = ("url", "what", "origin", "via", "lang", "title", "day", "modified", "hops")
    assert [getattr(task, name) for name in names] == [getattr(told, name) for name in names]
    assert (task.crawl, task.host, task.tries) == (number, "bao-mau.example", 0)


def test_the_page_where_an_address_was_found_is_told_whether_it_is_a_row_or_not(frontier: Frontier) -> None:
    number = learnt(frontier, lead("sitemap.xml", what=What.SITEMAP))
    for via in (f"{PAPER}/sitemap.xml", f"{PAPER}/robots.txt", "http://www.bao-mau.example/sitemap.xml", None):
        frontier.learn(number, [lead(f"tin-{via}".replace("/", "-"), via=via)], NOON)
    assert [task.via for task in take(frontier, kinds=[What.ARTICLE])] == [
        f"{PAPER}/sitemap.xml", f"{PAPER}/robots.txt", "http://www.bao-mau.example/sitemap.xml", None,
    ]  # fmt: skip


def test_the_surest_come_first_then_the_oldest(frontier: Frontier) -> None:
    learnt(
        frontier,
        lead("c", origin=Origin.LINK),
        lead("b"),
        lead("d", origin=Origin.LINK),
        lead("a", origin=Origin.NAMED),
    )
    assert paths(take(frontier, 3)) == ["a", "b", "c"]
    assert paths(take(frontier, 3)) == ["d"], "what is leased is nobody else's"


def test_only_what_is_asked_for_is_leased(frontier: Frontier) -> None:
    one, other = crawl(frontier, "one"), crawl(frontier, "other")
    learnt(frontier, lead("a"), lead("feed", what=What.FEED), lead("b", passed="crawl.too_old"), number=one)
    learnt(frontier, lead("c"), number=other)
    assert paths(frontier.lease(one, "bao-mau.example", 9, NOON, [What.ARTICLE])) == ["a"]
    assert frontier.lease(one, "other.example", 9, NOON, ALL) == []
    assert paths(frontier.lease(None, "bao-mau.example", 9, NOON, ALL)) == ["feed", "c"]


def test_the_same_words_are_the_same_crawl(frontier: Frontier) -> None:
    asked = Crawl(("bao-mau",), match=("dân vận",), langs=("vi", "en"), since="2024-01-01", hosts=("x.example",))
    first = frontier.crawl(asked)
    assert frontier.crawl(asked) == first == asked._replace(number=first.number)
    other = frontier.crawl(asked._replace(match=()))
    assert frontier.crawls() == [first, other]


def test_runs_are_told_newest_first(frontier: Frontier) -> None:
    number = crawl(frontier)
    first, second = (frontier.begin(number, "tracuu crawl bao-mau", NOON + day) for day in (0, 1))
    frontier.end(first, "complete", {"kept": 3}, NOON + 9)
    told = frontier.runs(5)
    assert [(run.number, run.ended, run.ended_at, run.counts) for run in told] == [
        (second, None, None, {}),
        (first, "complete", NOON + 9, {"kept": 3}),
    ]
    assert frontier.runs(1) == told[:1]


def test_an_article_and_what_became_of_its_address_are_one_change(archive: Archive) -> None:
    frontier = archive.frontier
    learnt(frontier, lead("tin-1"))
    (task,) = take(frontier)
    came = done(task, draft=0, leads=(lead("en/tin-1", origin=Origin.HREFLANG),))

    def fail() -> None:
        raise InputError("archive.none", folder="")

    with pytest.raises(InputError):
        frontier.finish([came], [draft(url=task.url)], hosts=[HostState(task.host, 5.0)], now=NOON, before=fail)
    assert archive.totals().versions == 0
    assert frontier.counts() == {(What.ARTICLE, State.LEASED): 1}
    assert frontier.hosts([task.host])[task.host].next_at == 0

    (kept,) = frontier.finish([came], [draft(url=task.url)], hosts=[HostState(task.host, 5.0)], now=NOON)
    assert archive.version(kept.number).url == task.url
    assert frontier.counts() == {(What.ARTICLE, State.DONE): 1, (What.ARTICLE, State.WAITING): 1}
    assert frontier.hosts([task.host])[task.host].next_at == 5.0
    assert frontier.stub(task.url) is None


def test_a_try_that_may_be_repeated_waits_for_its_moment(frontier: Frontier) -> None:
    learnt(frontier, lead("tin-1"), lead("tin-2", origin=Origin.NAMED))
    first, _ = take(frontier)
    frontier.finish([done(first, State.WAITING, due_at=NOON + 60, status=503)], now=NOON)
    assert take(frontier, now=NOON + 59) == []
    (again,) = take(frontier, now=NOON + 60)
    assert (again.url, again.tries) == (first.url, 1)


def test_leases_fall_with_their_crawler(frontier: Frontier) -> None:
    number = learnt(frontier, lead("tin-1"), lead("tin-2"))
    taken = take(frontier, 1)
    frontier.release(taken)
    assert frontier.leased_hosts() == set()
    take(frontier)
    assert frontier.leased_hosts() == {"bao-mau.example"}
    frontier.begin(number, "tracuu crawl", NOON)
    assert frontier.leased_hosts() == set()
    assert paths(take(frontier)) == ["tin-1", "tin-2"]


def test_what_waits_is_told_by_host(frontier: Frontier) -> None:
    learnt(
        frontier, lead("goc"), lead("en", after=f"{PAPER}/goc"), lead("tin"), lead("https://b.example/tin"),
        lead("https://c.example/tin", passed="crawl.too_old"), lead("feed", what=What.FEED),
    )  # fmt: skip
    (_, later) = frontier.lease(None, "bao-mau.example", 2, NOON, [What.ARTICLE])
    frontier.finish([done(later, State.WAITING, due_at=NOON + 60, status=503)], now=NOON)
    assert frontier.waiting(None, [What.ARTICLE], NOON) == [
        ("bao-mau.example", 2, 0, 1, NOON + 60),
        ("b.example", 1, 1, 0, 0.0),
    ]
    assert frontier.waiting(None, [What.ARTICLE], NOON + 60)[0] == ("bao-mau.example", 2, 1, 1, 0.0)
    assert frontier.waiting(None, [What.FEED]) == [("bao-mau.example", 1, 1, 0, 0.0)]


def test_a_translation_is_fetched_after_its_original(frontier: Frontier) -> None:
    """Whatever becomes of the original; and an original that nobody asks for holds nothing up."""
    learnt(
        frontier,
        lead("en", origin=Origin.TRANSLATION, after=f"{PAPER}/goc"),
        lead("fr", origin=Origin.TRANSLATION, after=f"{PAPER}/chua-tung-thay"),
        lead("de", origin=Origin.TRANSLATION, after=f"{PAPER}/de"),
        lead("goc"),
    )
    first = take(frontier)
    assert paths(first) == ["fr", "de", "goc"]
    original = first[-1]
    frontier.finish([done(original, State.WAITING, due_at=NOON + 1, status=503)], now=NOON)
    (original,) = take(frontier, now=NOON + 1)
    frontier.finish([done(original, State.FAILED, status=503)], now=NOON + 1)
    assert paths(take(frontier)) == ["en"]


def test_what_waits_already_is_held_when_its_original_becomes_known(frontier: Frontier) -> None:
    number = learnt(frontier, lead("en"), lead("fr"), lead("goc"))
    held = [lead(lang, origin=Origin.TRANSLATION, after=f"{PAPER}/goc") for lang in ("en", "fr")]
    frontier.lease(number, "bao-mau.example", 1, NOON, ALL)
    frontier.learn(number, held, NOON)
    assert paths(take(frontier)) == ["goc"], "en is under way, fr waits"


def test_two_that_name_each_other_as_first_are_both_fetched(frontier: Frontier) -> None:
    learnt(frontier, lead("a", after=f"{PAPER}/b"), lead("b", after=f"{PAPER}/a"))
    (first,) = take(frontier)
    frontier.finish([done(first)], now=NOON)
    assert len(take(frontier)) == 1


def test_what_was_passed_over_and_is_asked_for_now_waits_in_the_new_crawl(frontier: Frontier) -> None:
    learnt(frontier, lead("tin-1", passed="crawl.no_match", title="Tin"))
    later = crawl(frontier, match=("tin",))
    assert frontier.learn(later, [lead("tin-1", origin=Origin.FEED)], NOON) == (1, 0, 0)
    (task,) = frontier.lease(later, "bao-mau.example", 9, NOON, ALL)
    assert (task.title, task.origin) == ("Tin", Origin.FEED)


def test_a_surer_word_on_what_waits_gives_it_an_earlier_turn(frontier: Frontier) -> None:
    learnt(frontier, lead("a"), lead("b", origin=Origin.LINK), lead("b", origin=Origin.NAMED, via="list.txt"))
    assert [(task.url, task.via) for task in take(frontier, 1)] == [(f"{PAPER}/b", "list.txt")]


def test_very_many_leads_of_one_page_are_learnt(frontier: Frontier) -> None:
    """More than one transaction holds: others need not wait long, and the page is done with the last."""
    learnt(frontier, lead("sitemap.xml", what=What.SITEMAP))
    (task,) = take(frontier)
    told = (*(lead(f"tin-{place}") for place in range(4_500)), lead("tin-4499", passed="crawl.no_match"))
    frontier.finish([done(task, leads=told)], now=NOON)
    assert frontier.counts() == {(What.SITEMAP, State.DONE): 1, (What.ARTICLE, State.WAITING): 4_500}
    assert frontier.learn(task.crawl, told, NOON) == (0, 4_501, 0)


def test_what_waits_in_one_crawl_is_not_passed_over_by_another(frontier: Frontier) -> None:
    number = learnt(frontier, lead("tin-1"))
    learned = frontier.learn(crawl(frontier, match=("tin",)), [lead("tin-1", passed="crawl.no_match")], NOON)
    assert learned == (0, 1, 0)
    assert paths(take(frontier, number=number)) == ["tin-1"]


def test_a_crawl_with_other_terms_looks_at_what_lists_told_before(frontier: Frontier) -> None:
    """So the lists need not be read again; whoever looked last has them."""
    told = [lead(f"tin-{place}", title=f"Tin {place}", passed="crawl.no_match") for place in range(3)]
    first = learnt(frontier, *told, lead("feed", what=What.FEED), lead("https://b.example/x", passed="crawl.no_match"))
    other = crawl(frontier, match=("tin 2",))
    (found,) = frontier.passed_over(other, ["bao-mau.example", "c.example"])
    assert found == [one._replace(passed=None) for one in told]
    frontier.learn(other, [*told[:2], found[2]], NOON)
    frontier.take_over(other, ["bao-mau.example"])
    assert list(frontier.passed_over(other, ["bao-mau.example"])) == []
    assert paths(take(frontier, number=other)) == ["tin-2", "feed"]
    assert frontier.counts(first) == {(What.ARTICLE, State.PASSED): 1}


def test_what_two_crawls_ask_for_is_fetched_by_the_one_that_runs(frontier: Frontier) -> None:
    one = learnt(frontier, lead("tin-1"), lead("tin-2"))
    other = crawl(frontier, "other")
    learnt(frontier, lead("tin-1"), number=other)
    assert frontier.counts(one) == {(What.ARTICLE, State.WAITING): 1}
    assert frontier.counts(other) == {(What.ARTICLE, State.WAITING): 1}
    frontier.begin(one, "tracuu crawl bao-mau", NOON)
    assert frontier.counts(one) == {(What.ARTICLE, State.WAITING): 2}
    frontier.begin(other, "tracuu crawl other", NOON)
    (task,) = take(frontier, number=other)
    frontier.finish([done(task)], now=NOON)
    frontier.begin(one, "tracuu crawl bao-mau", NOON)
    assert paths(take(frontier, number=one)) == ["tin-2"]


def test_failures_are_told_and_can_be_retried(frontier: Frontier) -> None:
    learnt(frontier, lead("tin-1", title="Một"), lead("https://b.example/tin-2"), lead("tin-3"))
    two, one, three = take(frontier)
    frontier.finish(
        [
            done(one, State.FAILED, reason="crawl.fault_timeout", detail="60", status=0),
            done(two, State.WITHHELD, reason="crawl.wall_bot", status=403),
            done(three, State.REFUSED, reason="crawl.robots", status=0),
        ],
        now=NOON,
    )
    both = (State.FAILED, State.WITHHELD)
    told = frontier.failed(both)
    assert [(one.url, one.state, one.reason, one.detail, one.status, one.tries, one.asked_at) for one in told] == [
        (f"{PAPER}/tin-1", State.FAILED, "crawl.fault_timeout", "60", 0, 1, NOON),
        ("https://b.example/tin-2", State.WITHHELD, "crawl.wall_bot", "", 403, 1, NOON),
    ]
    assert (told[0].title, told[0].host) == ("Một", "bao-mau.example")
    assert frontier.failed(both, "b.example") == told[1:]
    assert frontier.failed(both, limit=1, offset=1) == told[1:]
    assert frontier.retry(both, "b.example") == 1
    assert [task.tries for task in take(frontier)] == [0]
    assert frontier.retry(both) == 1


def test_a_page_behind_a_wall_that_was_added_otherwise_is_no_failure_any_more(archive: Archive) -> None:
    frontier = archive.frontier
    learnt(frontier, lead("tin-1"), lead("tin-2"))
    frontier.finish([done(task, State.WITHHELD, status=403) for task in take(frontier)], now=NOON)
    stub = frontier.stub("http://www.bao-mau.example/tin-1")
    assert stub
    assert (stub.state, stub.status) == (State.WITHHELD, 403)
    archive.add([draft(url=f"{PAPER}/tin-1")])
    assert frontier.stub(f"{PAPER}/tin-1") is None
    assert [one.url for one in frontier.failed([State.WITHHELD])] == [f"{PAPER}/tin-2"]
    assert frontier.retry([State.WITHHELD]) == 1
    assert frontier.stub(f"{PAPER}/tin-9") is None


def test_hosts_are_remembered(frontier: Frontier) -> None:
    state = HostState("b.example", 9.5, 4.0, 2, 99.0, "User-agent: *\nDisallow: /\ud800", 200, NOON)
    frontier.finish([], hosts=[state], now=NOON)
    frontier.finish([], hosts=[state._replace(next_at=10.5, robots="not written again")], now=NOON)
    known = frontier.hosts(["b.example", "c.example"])
    assert known["b.example"] == state._replace(next_at=10.5, robots="User-agent: *\nDisallow: /\ufffd")
    assert known["c.example"] == HostState("c.example")
    assert frontier.hosts() == {"b.example": known["b.example"]}


def test_the_health_of_a_host_is_that_of_its_last_pages(frontier: Frontier) -> None:
    learnt(frontier, *(lead(f"tin-{number}") for number in range(60)))
    for place, task in enumerate(take(frontier)):
        lacks = Lack.SELECTORS | Lack.DATE if place >= 58 else 0
        lacks = Lack.BODY if place < 20 else lacks
        frontier.finish([done(task, quality=int(lacks))], now=NOON)
    assert frontier.health("bao-mau.example") == (50, 10, 2, 2)
    assert frontier.health("bao-mau.example", last=5) == (5, 0, 2, 2)
    assert frontier.health("b.example") == (0, 0, 0, 0)


def test_an_estimate_counts_what_waits_and_what_was_passed_over_by_host(frontier: Frontier) -> None:
    number = learnt(
        frontier, lead("a"), lead("b", passed="crawl.no_match"), lead("c", passed="crawl.no_match"), lead("d"),
        lead("https://b.example/x"), lead("feed", what=What.FEED),
    )  # fmt: skip
    frontier.finish([done(frontier.lease(number, "bao-mau.example", 1, NOON, [What.ARTICLE])[0])], now=NOON)
    assert frontier.per_host(number, [What.ARTICLE]) == [("bao-mau.example", 1, 2), ("b.example", 1, 0)]


def test_the_contact_is_kept(frontier: Frontier) -> None:
    assert frontier.contact() is None
    for contact in ("lan@example.org", "https://example.org/lien-he"):
        frontier.set_contact(contact)
        assert frontier.contact() == contact


def test_a_wait_that_was_set_while_the_clock_was_wrong_begins_again(frontier: Frontier) -> None:
    number = learnt(frontier, lead("tin-1"))
    (task,) = take(frontier)
    year = NOON + 365 * DAY
    frontier.finish([done(task, State.WAITING, due_at=year + 60, status=503)], now=year)
    frontier.begin(number, "tracuu crawl", NOON)
    assert take(frontier, now=NOON + 59) == []
    assert len(take(frontier, now=NOON + 60)) == 1


def test_a_full_disk_leaves_article_and_address_as_they_were(archive: Archive) -> None:
    learnt(archive.frontier, lead("tin-1"))
    (task,) = take(archive.frontier)
    page = draft("\n".join(str(place * 7919 % 104_729) for place in range(100_000)), url=task.url)
    came = done(task, draft=0, leads=(lead("tin-2"),))
    connection = archive._connection  # noqa: SLF001  nothing else can fill the disk
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        archive.frontier.finish([came], [page], hosts=[HostState(task.host, 5.0)], now=NOON)
    assert archive.totals().versions == 0
    assert archive.frontier.counts() == {(What.ARTICLE, State.LEASED): 1}
    connection.execute("PRAGMA max_page_count = 1000000")
    archive.frontier.finish([came], [page], now=NOON)
    assert archive.totals().versions == 1
    assert archive.frontier.counts() == {(What.ARTICLE, State.DONE): 1, (What.ARTICLE, State.WAITING): 1}


def test_only_a_second_crawler_is_refused(archive: Archive) -> None:
    """A crawl holds its own lock for as long as it runs; others add and decide meanwhile."""
    learnt(archive.frontier, lead("tin-1"))
    with locks.held(archive.folder, "frontier", wait=0), Archive.open(archive.folder, write=True, wait=0) as other:
        take(archive.frontier)
        other.add([draft()])
        other.saved.add("a", "dân vận")
        with pytest.raises(Busy), locks.held(archive.folder, "frontier", wait=0):
            pass


def test_an_archive_from_before_crawling_is_read_without_it(tmp_path: Path) -> None:
    """What needs a frontier says so; all else works."""
    old = tmp_path / "old"
    Archive.create(old, migrations=MIGRATIONS[:3]).close()
    with Archive.open(old) as archive:
        assert archive.totals().versions == 0
        with pytest.raises(OlderSchema):
            _ = archive.frontier
        with pytest.raises(OlderSchema):
            _ = archive.saved
        assert archive.check() == []
    with Archive.open(old, write=True) as archive:
        assert archive.frontier.counts() == {}
