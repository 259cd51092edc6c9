"""The verbs of crawling: a wish is written into the frontier and worked off; everything asked so far is updated."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from tracuu.corpus import locks
from tracuu.corpus.addresses import is_listing
from tracuu.corpus.archive import Archive
from tracuu.corpus.sites import Sites, load
from tracuu.crawl import pace, starting
from tracuu.crawl.asking import STDIN, Begun, Wish, asked, check_contact
from tracuu.crawl.choosing import choose
from tracuu.crawl.database import Database
from tracuu.crawl.fetch import Limits
from tracuu.crawl.matching import Match
from tracuu.crawl.network import LIVE, Net
from tracuu.crawl.run import SPOOL, Job, run
from tracuu.crawl.settings import PATIENCE, Settings
from tracuu.crawl.tally import Ears, Tally
from tracuu.crawling import Crawl, Lead, Origin, What
from tracuu.errors import UsageError
from tracuu.tuples import Record
from tracuu.version import __version__

_LOCK = "frontier"


def user_agent(contact: str) -> str:
    """Give the words by which servers know who asks, and whom to write to (RFC 9110, section 10.1.5)."""
    return f"tracuu/{__version__} (+{contact})"


class Manner(Record):
    """How a user wants a crawl to be done. `contact` is kept by the archive, so it must be given once only.

    The last four are for tests and the demo, as in `settings.Settings`.
    """

    contact: str | None = None
    workers: int = 1
    warc: str | Path | None = None
    most: int | None = None
    dry_run: bool = False
    net: Net = LIVE
    limits: Limits = Limits()
    floor: float = pace.FLOOR
    patience: float = PATIENCE


def crawl(archive: Archive, wish: Wish | str | Sequence[str], manner: Manner, ears: Ears | None = None) -> Tally:
    """Work off a wish; an empty one means everything that was asked and not finished.

    Raises Busy when another crawl is at work, UsageError when there is nothing to do, and what the archive raises.
    Ctrl-C ends it in order and raises KeyboardInterrupt.
    """
    if not isinstance(wish, Wish):
        wish = Wish((wish,) if isinstance(wish, str) else tuple(wish))
    folder = archive.folder
    begun = asked(wish, load(folder / "sites"), sys.stdin if STDIN in wish.lists else ()) if any(wish) else None
    if begun and not begun.crawl.targets:
        raise UsageError("crawl_cmd.nothing_to_do")
    settings = _settings(archive, manner)
    with _alone(folder):
        return asyncio.run(_crawl(folder, begun, settings, ears or Ears()))


def update(archive: Archive, manner: Manner, ears: Ears | None = None) -> Tally:
    """Look for what is new of everything that was crawled so far. Raises as `crawl` does."""
    settings = _settings(archive, manner)
    with _alone(archive.folder):
        return asyncio.run(_update(archive.folder, settings, ears or Ears()))


def _settings(archive: Archive, manner: Manner) -> Settings:
    """Raises UsageError when nobody is named whom servers can reach."""
    if manner.contact:
        archive.frontier.set_contact(check_contact(manner.contact))
    known = archive.frontier.contact()
    if not known:
        raise UsageError("crawl_cmd.no_contact")
    warc = Path(manner.warc) if manner.warc else None
    return Settings(
        user_agent(known), manner.workers, manner.most, manner.dry_run, warc,
        net=manner.net, limits=manner.limits, floor=manner.floor,
        patience=manner.patience,
    )  # fmt: skip


def _alone(folder: Path) -> AbstractContextManager[None]:
    """Hold the frontier for the run: only a second crawler is refused."""
    return locks.held(folder, _LOCK, wait=0)


async def _crawl(folder: Path, begun: Begun | None, settings: Settings, ears: Ears) -> Tally:
    sites = load(folder / "sites")
    async with Database(folder) as database:
        if begun is None:
            crawls = await database(lambda archive: archive.frontier.crawls())
            if not crawls:
                raise UsageError("crawl_cmd.nothing_to_do")
            return await _run(database, Job(folder, tuple(crawls), sites), settings, ears, "crawl")
        crawl = await database(lambda archive: archive.frontier.crawl(begun.crawl))
        leads = first_leads(crawl, begun.addresses, sites)
        now = settings.clock()
        await database(lambda archive: _look_again(archive, crawl, sites, now))
        await database(lambda archive: archive.frontier.learn(crawl.number, leads, now))
        await database(lambda archive: archive.frontier.due_again(crawl.number, now))
        return await _run(database, Job(folder, (crawl,), sites), settings, ears, _words(crawl))


async def _update(folder: Path, settings: Settings, ears: Ears) -> Tally:
    sites = load(folder / "sites")
    async with Database(folder) as database:
        crawls = await database(lambda archive: archive.frontier.crawls())
        if not crawls:
            raise UsageError("crawl_cmd.no_crawls")
        now = settings.clock()
        for crawl in crawls:
            leads = first_leads(crawl, (), sites)
            await database(lambda archive: _again(archive, crawl, leads, now))  # noqa: B023  awaited at once
        return await _run(database, Job(folder, tuple(crawls), sites), settings, ears, "update")


def _again(archive: Archive, crawl: Crawl, leads: Sequence[Lead], now: float) -> None:
    archive.frontier.learn(crawl.number, leads, now)  # a description may name more than it did
    archive.frontier.due_again(crawl.number, now)


async def _run(database: Database, job: Job, settings: Settings, ears: Ears, command: str) -> Tally:
    shutil.rmtree(job.folder / SPOOL, ignore_errors=True)  # bodies of a run that was killed: they are asked for again
    last = await database(lambda archive: archive.frontier.runs(1))
    job = job._replace(rested=not last or last[0].ended_at is not None)
    tally = Tally(begun_at=settings.clock())
    number = await database(lambda archive: archive.frontier.begin(job.crawls[0].number, command, tally.begun_at))
    try:
        await run(database, job, settings, ears, tally)
    finally:
        ended, counts, now = tally.ended or "stopped", tally.counts(), settings.clock()
        await database(lambda archive: archive.frontier.end(number, ended, counts, now))
    return tally


def _look_again(archive: Archive, crawl: Crawl, sites: Sites, now: float) -> None:
    """Look by this crawl's terms at what others of the same sites passed over, and read their lists from now on."""
    described = [site for target in crawl.targets if (site := sites.get(target))]
    hosts = {sites.same_as(host.name) for site in described for host in site.hosts} | set(crawl.hosts)
    fits = Match(crawl.match).fits if crawl.match else None
    for leads in archive.frontier.passed_over(crawl.number, hosts):
        archive.frontier.learn(crawl.number, choose(leads, [(crawl, fits)], sites), now)
    archive.frontier.take_over(crawl.number, hosts)


def _words(crawl: Crawl) -> str:
    """Write a crawl as its command line, for the list of runs."""
    options = [f"--match '{', '.join(crawl.match)}'"] if crawl.match else []
    options += [f"--lang {','.join(crawl.langs)}"] if crawl.langs else []
    return " ".join(["crawl", *crawl.targets, *options, *([f"--since {crawl.since}"] if crawl.since else [])])


def first_leads(crawl: Crawl, addresses: Sequence[str], sites: Sites) -> list[Lead]:
    """Give the addresses at which a crawl begins: those of its newspapers, and those that were listed."""
    targets = [target for target in crawl.targets if not target.startswith("-f ")]
    found = [lead for target in targets for lead in starting.leads(sites.get(target), target, sites)]
    listed = [lead for url in addresses for lead in starting.leads(None, url, sites)]
    return [*found, *(_as_listed(lead, sites) for lead in listed)]


def _as_listed(lead: Lead, sites: Sites) -> Lead:
    """Take an address of a list for an article, unless it is known to be none: whoever lists addresses means pages."""
    is_page = lead.what is What.LISTING and lead.origin is Origin.NAMED and not is_listing(lead.url, sites)
    return lead._replace(what=What.ARTICLE) if is_page else lead
