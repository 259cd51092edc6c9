"""A run of the crawler on one page: how an address becomes an article that is kept.

    frontier  ->  tasks       leased, a few for each host
    hosts     ->  replies     gate, robots.txt, one request at a time, politely (hosts.py)
    judge     ->  finished, or to be read (judging.py)
    workers   ->  readings    articles understood, leads found (reading.py, keeping.py)
    frontier  <-  readings    article, states of addresses, new leads: one transaction

One coroutine visits each host. Lists of addresses are read first, then what there is to fetch is told, then articles
are fetched. Memory stays bounded however large the frontier. Stopping at any moment loses nothing that was kept: what
was leased is asked for again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracuu.corpus.addresses import is_listing
from tracuu.crawl.database import Database
from tracuu.crawl.estimate import estimate
from tracuu.crawl.fetch import Fetcher
from tracuu.crawl.gate import Gate, host_key
from tracuu.crawl.gear import Gear
from tracuu.crawl.hosts import Hosts, origin_of
from tracuu.crawl.judging import judge
from tracuu.crawl.keeping import Keeper
from tracuu.crawl.originals import elsewhere
from tracuu.crawl.pace import retry_at
from tracuu.crawl.reading import Answer, Orders
from tracuu.crawl.settings import Settings
from tracuu.crawl.starting import of_robots
from tracuu.crawl.tally import Ears, Tally
from tracuu.crawl.warcs import WarcFolder
from tracuu.crawling import Crawl, Done, Origin, Reply, State, Task, What
from tracuu.tuples import Record
from tracuu.workers import Workers

if TYPE_CHECKING:
    from tracuu.corpus.frontier import Waiting
    from tracuu.corpus.sites import Sites
    from tracuu.crawl.robots import Robots

LISTS = (What.SITEMAP, What.FEED, What.LISTING)
EVERYTHING = (*LISTS, What.ARTICLE)
SPOOL = "spool"
_OK, _REFUSED = 200, 400

LEASED_AT_ONCE = 16
"""Tasks that a host's coroutine takes at a time."""

FAR = 60.0
"""Seconds: the tasks of a host that wants a longer rest are given back meanwhile."""


class Job(Record):
    """What is to be worked off: crawls of the archive in `folder`, with the sites known there.

    `rested` is false when the last run was killed: it may have asked hosts without writing it down.
    """

    folder: Path
    crawls: tuple[Crawl, ...]
    sites: Sites
    rested: bool = True


async def run(database: Database, job: Job, settings: Settings, ears: Ears, tally: Tally) -> None:
    """Work off what the frontier holds for a crawl; for several, all that waits is worked off.

    `tally` is counted up as it goes. The caller holds the frontier's lock. Raises what the archive raises. A cancelled
    run ends in order, with what was fetched kept, and raises CancelledError.
    """
    states = await database(lambda archive: archive.frontier.hosts())
    gate = Gate(job.sites, {host for one in job.crawls for host in one.hosts})
    orders = Orders(job.folder, job.crawls)
    with _warc(settings) as warc, Workers(settings.workers) as crew:
        async with Fetcher(settings.user_agent, settings.net, job.folder / SPOOL, settings.limits) as fetcher:
            hosts = Hosts(fetcher, gate, job.sites, states, settings)
            if not job.rested:
                hosts.hold_back()
            await _Run(Gear(settings, database, orders, job.sites, gate, hosts, crew, warc, tally, ears)).go()


@contextmanager
def _warc(settings: Settings) -> Iterator[WarcFolder | None]:
    warc = WarcFolder(settings.warc, settings.user_agent) if settings.warc else None
    try:
        yield warc
    finally:
        if warc:
            warc.close()


class _Run:
    """The state of one run: who visits which host, and what is under way."""

    def __init__(self, gear: Gear) -> None:
        self.gear, self.settings, self.hosts, self.tally = gear, gear.settings, gear.hosts, gear.tally
        self.keeper = Keeper(gear, self.finished)
        crawls = gear.orders.crawls
        self.only = crawls[0].number if len(crawls) == 1 else None
        self.kinds: tuple[What, ...] = LISTS
        self.visits: dict[str, asyncio.Task[None]] = {}
        self.under_way: dict[int, Task] = {}
        self.told: set[str] = set()
        self.changed = asyncio.Event()
        self.trouble: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stopping = False
        self.last_fetched: float | None = None

    async def go(self) -> None:
        """Do the phases beside the keeper; end in order whatever happens."""
        behind, phases = _begin(self.keeper.work()), _begin(self._phases())
        try:
            await asyncio.wait([phases, behind, self.trouble], return_when=asyncio.FIRST_COMPLETED)
            for one in (behind, self.trouble, phases):
                if one.done():
                    _raise_one(one)
        finally:
            self.stopping = True
            await _cancelled([phases, *self.visits.values()])
            if not behind.done():
                await self._settle(behind)

    async def _settle(self, behind: asyncio.Task[None]) -> None:
        """Let what was fetched be kept, and give back what was not asked for."""
        settled = _begin(self.keeper.settle())
        await asyncio.wait([settled, behind], return_when=asyncio.FIRST_COMPLETED)
        await _cancelled([settled, behind])
        await self._give_back(list(self.under_way.values()))

    async def _phases(self) -> None:
        await self._work_off(LISTS)
        figures = await self.gear.database(lambda archive: archive.frontier.per_host(self.only, (What.ARTICLE,)))
        crawls, sites = self.gear.orders.crawls, self.gear.sites
        self.gear.ears.estimated(estimate(figures, crawls, sites, lambda host: self.hosts.state(host).delay))
        if not self.settings.dry_run:
            await self._work_off(EVERYTHING if self.settings.most is None else (What.ARTICLE,))
            await self.keeper.settle()
            await self.keeper.index()
        is_all = not (self.settings.dry_run or self._is_enough())
        self.tally.ended = self.tally.ended or ("complete" if is_all else "stopped")

    # --- visiting hosts

    async def _work_off(self, kinds: tuple[What, ...]) -> None:
        """Visit hosts until nothing of these kinds waits, or only what is not due within the user's patience."""
        self.kinds = kinds
        while not self._is_enough() and not await self._are_found_enough():
            rests = await self._rests()
            for host in [host for host, rest in rests.items() if rest <= FAR]:
                self._visit(host)
            if self.visits or self.under_way:
                await self._next_change()
            elif not rests:
                return
            elif not self._is_worth_waiting(min(rests.values())):
                now = self.settings.clock()
                self.tally.ended, self.tally.resting = "waiting", {host: now + rest for host, rest in rests.items()}
                return
            else:
                await asyncio.sleep(min(rests.values()))

    def _is_worth_waiting(self, rest: float) -> bool:
        """Tell whether a rest ends within the user's patience, counted from when anything was fetched last."""
        if self.last_fetched is None:  # nobody answered at all: the connection, not the hosts
            return False
        return self.settings.clock() - self.last_fetched + rest <= self.settings.patience

    async def _are_found_enough(self) -> bool:
        """Tell whether lists need not be read on, because --max is less than what waits already."""
        if self.settings.most is None or self.settings.dry_run or What.ARTICLE in self.kinds:
            return False
        waiting = await self._waiting((What.ARTICLE,))
        return sum(one.total for one in waiting) >= self.settings.most

    async def _rests(self) -> dict[str, float]:
        """Give the hosts that have something waiting, with the seconds until they may be asked."""
        waiting = await self._waiting(self.kinds)
        self.tally.waiting = sum(one.total for one in waiting)
        self.tally.seconds_left = max((one.total * self.hosts.state(one.host).delay for one in waiting), default=0.0)
        self.gear.ears.progress(self.tally)
        now = self.settings.clock()
        due = [(one.host, one.due_at) for one in waiting if one.due_at is not None]
        return {host: max(due_at, self.hosts.free_at(host)) - now for host, due_at in due}

    async def _waiting(self, kinds: tuple[What, ...]) -> list[Waiting]:
        now = self.settings.clock()
        return await self.gear.database(lambda archive: archive.frontier.waiting(self.only, kinds, now))

    async def _next_change(self) -> None:
        """Wait until a host was left or something finished; what becomes due meanwhile is seen in a minute at most."""
        self.changed.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.changed.wait(), timeout=FAR)

    def _visit(self, host: str) -> None:
        """Begin to visit a host, unless it is being visited."""
        if host not in self.visits and not self._is_enough():
            visit = self.visits[host] = _begin(self._visits_to(host))
            visit.add_done_callback(lambda done: self._left(host, done))

    def _left(self, host: str, visit: asyncio.Task[None]) -> None:
        del self.visits[host]
        self.changed.set()
        if not visit.cancelled() and (error := visit.exception()) and not self.trouble.done():
            self.trouble.set_exception(error)

    async def _visits_to(self, host: str) -> None:
        """Ask for one address after the other, until there is none or the host wants a long rest."""
        while tasks := await self._leased(host):
            for place, task in enumerate(tasks):
                if self._must_leave(host) or not await self._ask(task):
                    await self._give_back(tasks[place:])
                    return

    async def _leased(self, host: str) -> list[Task]:
        now, kinds = self.settings.clock(), self.kinds
        tasks: list[Task] = await self.gear.database(
            lambda archive: archive.frontier.lease(self.only, host, LEASED_AT_ONCE, now, kinds)
        )
        self.under_way |= {task.number: task for task in tasks}
        return tasks

    async def _give_back(self, tasks: Sequence[Task]) -> None:
        await self.gear.database(lambda archive: archive.frontier.release(tasks))
        for task in tasks:
            self.under_way.pop(task.number, None)

    async def _ask(self, task: Task) -> bool:
        """Ask for one address, if it may be asked for at all. False: its host cannot be asked now."""
        if refusal := self.gear.gate.refusal(task.url):
            await self.keeper.to_write(Done(task, State.REFUSED, *refusal))
            return True
        rules = await self.hosts.rules(task.url)
        if rules is None:
            return await self._without_rules(task)
        if task.what in LISTS:
            await self._learn_of_robots(rules, task)
        if not rules.allows(task.url):
            await self.keeper.to_write(Done(task, State.REFUSED, "crawl.robots"))
            return True
        await self._hand_on(task, await self.hosts.ask(task.url, task.etag, task.last_modified))
        return True

    async def _without_rules(self, task: Task) -> bool:
        """Tell of a host whose robots.txt cannot be had; what never will be is refused, and the host goes on."""
        trouble = self.hosts.troubles.get(origin_of(task.url), Reply(task.url))
        if trouble.lasting and trouble.fault:
            await self.keeper.to_write(Done(task, State.REFUSED, trouble.fault, trouble.detail))
            return True
        self.gear.ears.unreachable(task.host, trouble, self.hosts.free_at(task.host))
        return False

    async def _learn_of_robots(self, rules: Robots, task: Task) -> None:
        """Take the sitemaps that robots.txt of a site's lists names, once a run."""
        origin = origin_of(task.url)
        if origin in self.told:
            return
        self.told.add(origin)
        leads = of_robots(rules.sitemaps, task.url, self.gear.sites)
        now = self.settings.clock()
        await self.gear.database(lambda archive: archive.frontier.learn(task.crawl, leads, now))

    async def _hand_on(self, task: Task, reply: Reply) -> None:
        self.tally.requests += 1
        if _OK <= reply.status < _REFUSED:
            self.last_fetched = self.settings.clock()
        self.tally.pages += task.what is What.ARTICLE
        done = judge(task, reply, self.settings.clock(), retry_at, lambda url: is_listing(url, self.gear.sites))
        if done:
            gone = done.state in {State.GONE, State.FAILED} and task.origin is Origin.SOURCE
            leads = (*done.leads, *elsewhere(task.url, self.gear.sites)) if gone else done.leads
            await self.keeper.to_write(done._replace(leads=leads), Answer(task, reply))
        else:
            await self.keeper.to_read(Answer(task, reply))

    def finished(self, dones: Sequence[Done]) -> None:
        """Hear of tasks that are finished: their hosts may go on, and those of new leads be visited."""
        for done in dones:
            self.under_way.pop(done.task.number, None)
            for lead in done.leads:
                if lead.passed is None and lead.what in self.kinds:
                    self._visit(host_key(lead.url, self.gear.sites))
        self.changed.set()

    def _must_leave(self, host: str) -> bool:
        return self._is_enough() or self.hosts.free_at(host) - self.settings.clock() > FAR

    def _is_enough(self) -> bool:
        return self.stopping or (self.settings.most is not None and self.tally.pages >= self.settings.most)


def _begin(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    return asyncio.create_task(work)


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    """End tasks and wait until they have ended."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


def _raise_one(done: asyncio.Future[None]) -> None:
    """Raise what ended a task; of several errors at once the first, for a person acts on one."""
    try:
        done.result()
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
