"""Crawls of a small web on loopback, from the wish to the archive. What was asked is read from the servers' own log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tracuu
from tests.crawl.web import PAPER, PORTAL, Web, page, served, sitemap, slug, small_web
from tracuu.crawl.asking import Wish
from tracuu.crawl.estimate import Estimate
from tracuu.crawl.network import Net
from tracuu.crawl.start import Manner, crawl, update
from tracuu.crawl.tally import Ears, Tally
from tracuu.crawling import State
from tracuu.records import Outcome

EVERY_LANGUAGE = "vi,es,fa,nb"


class World:
    """A web that is served, and an archive that crawls it."""

    def __init__(self, web: Web, net: Net, folder: Path) -> None:
        self.web = web
        self.session = tracuu.open(folder, create=True)
        self.estimates: list[Estimate] = []
        self.manner = Manner("archive@example.org", net=net, floor=0.0)

    def crawl(self, *targets: str, langs: str = "", match: str = "") -> Tally:
        """Crawl with one worker and no spacing; what is estimated is kept in `estimates`."""
        wish = Wish(targets, langs=(langs,) if langs else (), match=(match,) if match else ())
        return crawl(self.session.archive, wish, self.manner, Ears(estimated=self.estimates.append))

    def states(self, *states: State) -> dict[str, str | None]:
        """Give addresses in these states with their reasons."""
        return {one.url: one.reason for one in self.session.archive.frontier.failed(states)}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    web = small_web()
    with served(web) as (_, net):
        made = World(web, net, tmp_path / "archive")
        yield made
        made.session.close()


def test_a_portal_comes_with_originals_and_translations(world: World) -> None:
    tally = world.crawl(PORTAL, langs=EVERY_LANGUAGE)
    totals = world.session.archive.totals()
    assert (tally.ended, tally.outcomes[Outcome.ADDED]) == ("complete", 15)
    assert (totals.stories, totals.versions, totals.languages) == (3, 15, {"vi": 6, "es": 3, "fa": 3, "nb": 3})
    # Three articles in the sitemap; each is asked for in four languages, and with its original.
    assert [(one.asked, one.need.requests) for one in world.estimates] == [(3, 15)]
    # The newspaper's own text comes before its translations, in whatever order hosts answer.
    for n in (1, 2, 3):
        original = next(asked for asked in world.web.log if asked.host == PAPER and slug(n) in asked.path)
        translated = [
            asked for asked in world.web.log if asked.path in {f"/{lang}/{slug(n)}" for lang in ("es", "fa", "no")}
        ]
        assert len(translated) == 3
        assert all(original.moment < asked.moment for asked in translated)
    (hit,) = world.session.search('"Mobiliseringsgruppa i landsbyen 2"', limit=1).hits
    assert sorted(hit.langs) == ["es", "fa", "nb", "vi"]


def test_no_article_is_asked_for_twice(world: World) -> None:
    world.crawl(PORTAL, langs=EVERY_LANGUAGE)
    before = len(world.web.log)
    assert world.crawl(PORTAL, langs=EVERY_LANGUAGE).pages == 0
    assert not [asked.path for asked in world.web.log[before:] if "to-dan-van" in asked.path]


def test_an_update_brings_what_is_new_and_only_that(world: World) -> None:
    world.crawl(PORTAL, langs=EVERY_LANGUAGE)
    world.web.pages[PORTAL, f"/{slug(9)}"] = page("vi", 9)
    world.web.pages[PORTAL, "/sitemap.xml"] = sitemap([f"https://{PORTAL}/{slug(n)}" for n in (1, 2, 3, 9)])
    tally = update(world.session.archive, world.manner)
    assert (tally.outcomes[Outcome.ADDED], tally.outcomes[Outcome.UNCHANGED]) == (1, 0)
    # What the portal has not translated yet is noted, and looked for again by a later update.
    assert set(world.states(State.GONE)) >= {f"https://{PORTAL}/es/{slug(9)}"}


def test_only_what_matches_is_fetched_and_the_rest_is_counted(world: World) -> None:
    other = "/gia-ca-phe-hom-nay-tang-nhe"
    world.web.pages[PORTAL, other] = page("vi", 7)
    world.web.pages[PORTAL, "/sitemap.xml"] = sitemap([f"https://{PORTAL}/{slug(1)}", f"https://{PORTAL}{other}"])
    world.crawl(PORTAL, match="dân vận, nghị quyết 35")
    assert other not in world.web.paths(PORTAL)
    assert world.states(State.PASSED) == {f"https://{PORTAL}{other}": "crawl.no_match"}
    assert (world.estimates[0].asked, world.estimates[0].passed) == (1, 1)
    # A later crawl that asks for all gets what the first passed over.
    world.crawl(PORTAL)
    assert other in world.web.paths(PORTAL)


def test_a_language_is_found_though_the_lists_name_another(world: World) -> None:
    tally = world.crawl(PORTAL, langs="es")
    assert tally.outcomes[Outcome.ADDED] == 6  # each in Spanish, and with its original
    assert f"/{slug(1)}" not in world.web.paths(PORTAL)
    assert world.estimates[0].passed == 0


def test_robots_txt_is_obeyed_and_asked_for_first(world: World) -> None:
    world.web.robots[PORTAL] = f"User-agent: *\nDisallow: /{slug(2)}\n".encode()
    world.crawl(PORTAL)
    paths = world.web.paths(PORTAL)
    assert paths[0] == "/robots.txt"
    assert f"/{slug(2)}" not in paths
    assert world.states(State.REFUSED) == {f"https://{PORTAL}/{slug(2)}": "crawl.robots"}


def test_addresses_of_ones_own_are_fetched_whatever_the_site(world: World) -> None:
    world.web.pages["baomau.example", "/tin/to-dan-van-thon-moi-1.html"] = page("vi", 5)
    tally = world.crawl("https://baomau.example/tin/to-dan-van-thon-moi-1.html")
    assert tally.outcomes[Outcome.ADDED] == 1
    assert world.web.paths(PORTAL) == []


def test_a_list_of_addresses_is_one_of_articles_however_they_look(world: World, tmp_path: Path) -> None:
    world.web.pages["baomau.example", "/tin/so-12"] = page("vi", 5)
    listed = tmp_path / "addresses.csv"
    listed.write_text("title,url\nMột,https://baomau.example/tin/so-12\n", encoding="utf-8")
    tally = crawl(world.session.archive, Wish(lists=(str(listed),)), world.manner)
    assert tally.outcomes[Outcome.ADDED] == 1


def test_a_redirect_to_a_host_that_nobody_named_is_not_followed(world: World) -> None:
    world.web.moved[PAPER, f"/{slug(1)}-1001.html"] = "https://somewhere.example/else-where-1.html"
    world.crawl(f"https://{PAPER}/{slug(1)}-1001.html")
    assert world.web.paths("somewhere.example") == []
    assert world.states(State.REFUSED) == {"https://somewhere.example/else-where-1.html": "crawl_net.refused_host"}


def test_a_page_behind_a_wall_is_noted_without_its_text(world: World) -> None:
    wall = b"<html><title>Just a moment...</title><body>Checking your browser before accessing the site.</body></html>"
    world.web.statuses[PAPER, f"/{slug(1)}-1001.html"] = "403 Forbidden"
    world.web.pages[PAPER, f"/{slug(1)}-1001.html"] = wall
    tally = world.crawl(f"https://{PAPER}/{slug(1)}-1001.html")
    assert tally.withheld() == 1
    stub = world.session.archive.frontier.stub(f"https://{PAPER}/{slug(1)}-1001.html")
    assert stub is not None
    assert stub.state is State.WITHHELD


def test_so_many_articles_and_no_more(world: World) -> None:
    world.manner = world.manner._replace(most=2)
    tally = world.crawl(PORTAL)
    assert (tally.pages, tally.ended) == (2, "stopped")
    world.manner = world.manner._replace(most=None)
    assert world.crawl().ended == "complete"  # without a target it goes on with what was not finished
    assert world.session.archive.totals().stories == 3


def test_a_dry_run_fetches_no_article(world: World) -> None:
    world.manner = world.manner._replace(dry_run=True)
    tally = world.crawl(PORTAL)
    assert (tally.pages, world.estimates[0].asked) == (0, 3)
    assert tally.ended == "stopped"  # nothing of what was asked for is there yet


def test_one_text_at_many_addresses_is_no_article(world: World) -> None:
    urls = [f"https://{PAPER}/khong-tim-thay-trang-{n}.html" for n in range(1, 6)]
    for url in urls:
        world.web.pages[PAPER, url.removeprefix(f"https://{PAPER}")] = page("vi", 3)
    tally = world.crawl(*urls)
    assert (tally.outcomes[Outcome.ADDED], tally.failed()) == (2, 3)


def test_what_was_sent_makes_the_same_archive_elsewhere(world: World, tmp_path: Path) -> None:
    world.manner = world.manner._replace(warc=tmp_path / "warc")
    world.crawl(PORTAL, langs=EVERY_LANGUAGE)
    with tracuu.open(tmp_path / "elsewhere", create=True) as elsewhere:
        report = elsewhere.add(tmp_path / "warc")
        assert report.total(Outcome.REJECTED) == 0
        assert _texts(elsewhere) == _texts(world.session)


def _texts(session: tracuu.Session) -> dict[tuple[str | None, str], tuple[str, str, str]]:
    archive = session.archive
    versions = archive.versions(list(archive.numbers()))
    return {(one.url, one.lang): (one.id, one.fetched_at, archive.layer(one.number).given) for one in versions}
