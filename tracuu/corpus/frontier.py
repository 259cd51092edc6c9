"""The frontier of an archive: every address that crawling learned of, and what became of it. `archive.frontier`.

It is truth, as articles are. A body and the change of its address's state are written in one transaction, so a crawl
that was killed neither loses what was acknowledged nor fetches it again. Moments are seconds since 1970 in UTC.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice

from tracuu.corpus.naming import Access
from tracuu.corpus.sites import Sites
from tracuu.corpus.store import adding, crawls, spelling
from tracuu.corpus.store import frontier_again as again
from tracuu.corpus.store import frontier_finishing as finishing
from tracuu.corpus.store import frontier_hosts as hosts_
from tracuu.corpus.store import frontier_leasing as leasing
from tracuu.corpus.store import frontier_sharing as sharing
from tracuu.corpus.store import frontier_telling as telling
from tracuu.corpus.store.frontier_keys import Spelled, spelled
from tracuu.corpus.store.frontier_learning import learn
from tracuu.corpus.store.frontier_rows import Address, Asked, Health, Learned, Waiting
from tracuu.corpus.store.linking import FoundIn
from tracuu.crawling import Crawl, Done, HostState, Lead, Run, State, Task, What
from tracuu.records import Draft, Kept

__all__ = ["Address", "Asked", "Frontier", "Health", "Learned", "Waiting"]

_TOGETHER = 2_000  # leads in one transaction: other commands wait for its end


def _nothing() -> None:
    return None


class Frontier:
    """What crawling keeps in an archive. Methods may raise what those of `Archive` raise."""

    def __init__(self, ask: Access, change: Access, change_for_now: Access, sites: Callable[[], Sites]) -> None:
        """Wrap an archive's access to its file; `sites` gives the sites that spell its addresses.

        What is changed for now a power cut may take back, as long as nothing else was changed since: leases, which
        fall then anyway.
        """
        self._ask = ask
        self._change = change
        self._change_for_now = change_for_now
        self._load_sites = sites

    @cached_property
    def _sites(self) -> Sites:
        return self._load_sites()

    # What is asked, and every run of it.

    def contact(self) -> str | None:
        """Give the address at which site owners reach the user; None when none was set."""
        return self._ask(crawls.contact)

    def set_contact(self, contact: str) -> None:
        """Set the address at which site owners reach the user."""
        self._change(lambda to: crawls.set_contact(to, contact))

    def crawl(self, asked: Crawl) -> Crawl:
        """Give what is asked its number: the same words have the same one."""
        return self._change(lambda to: crawls.crawl(to, asked))

    def crawls(self) -> list[Crawl]:
        """Give everything that was ever asked, in order."""
        return self._ask(crawls.crawls)

    def begin(self, crawl: int, command: str, now: float) -> int:
        """Begin a run and give its number. Whatever a crawler had leased that ended without a word waits again.

        Ask for `leased_hosts` before: what was leased may just have been requested.
        """

        def begin(connection: sqlite3.Connection) -> int:
            leasing.release_all(connection, now)
            return crawls.begin(connection, crawl, command, now)

        return self._change(begin)

    def end(self, run: int, ended: str, counts: Mapping[str, int], now: float) -> None:
        """Note how a run ended, with its counts by outcome."""
        self._change(lambda to: crawls.end(to, run, ended, counts, now))

    def runs(self, limit: int) -> list[Run]:
        """Give the last runs, the newest first."""
        return self._ask(lambda to: crawls.runs(to, limit))

    # Addresses.

    def learn(self, crawl: int, leads: Sequence[Lead], now: float) -> Learned:
        """Write down addresses that were learned of on one page or at one place, each once.

        What was passed over and is asked for now waits; what was fetched waits again when its site says that it was
        changed since. Many leads are written in several transactions.
        """
        outcomes = [self._learn_part(part, now) for part in _parts(self._spelled((lead, crawl, 0) for lead in leads))]
        new, known = sum(one.new for one in outcomes), sum(one.known for one in outcomes)
        return Learned(new, known, len(leads) - new - known)

    def _spelled(self, leads: Iterable[tuple[Lead, int, int]]) -> Iterator[Spelled]:
        """Make (lead, crawl, number of the page that told of it) ready; what is no address is left out."""
        return (one for one in (spelled(*lead, self._sites) for lead in leads) if one)

    def _learn_part(self, part: Sequence[Spelled], now: float) -> Learned:
        return self._change(lambda to: learn(to, part, now, self._sites))

    def lease(self, crawl: int | None, host: str, limit: int, now: float, kinds: Collection[What]) -> list[Task]:
        """Hand out up to `limit` addresses of a host that may be asked now: surest origin first, then the oldest.

        Left out is what must wait for another address to be fetched first. `crawl` None: those of all crawls.
        """
        return self._change_for_now(lambda to: leasing.lease(to, crawl, host, limit, now, kinds))

    def waiting(self, crawl: int | None, kinds: Collection[What], now: float | None = None) -> list[Waiting]:
        """Tell what waits at the moment `now` (the clock's when None), by host. Cheap at any size."""
        moment = time.time() if now is None else now
        return self._ask(lambda to: leasing.waiting(to, crawl, kinds, moment))

    def finish(
        self,
        dones: Sequence[Done],
        drafts: Sequence[Draft] = (),
        *,
        found: FoundIn | None = None,
        hosts: Sequence[HostState] = (),
        now: float,
        before: Callable[[], None] = _nothing,
    ) -> list[Kept]:
        """Write what became of tasks, with their articles, leads and the states of hosts, in one transaction.

        Of a page with very many leads all but the last are written before: until the transaction that finishes it, it
        is not done, and would be read again. `before` is called first of all in that transaction.
        """
        told = ((lead, done.task.crawl, page) for page, done in enumerate(dones) for lead in done.leads)
        last: list[Spelled] = []
        for part in _parts(self._spelled(told)):
            if last:
                self._learn_part(last, now)
            last = part
        moment = spelling.moment(int(now))

        def finish(connection: sqlite3.Connection) -> list[Kept]:
            before()
            kept = adding.add(connection, drafts, moment, found) if drafts else []
            finishing.finish(connection, dones, kept, now)
            learn(connection, last, now, self._sites)
            hosts_.note_quality(connection, dones)
            hosts_.keep(connection, hosts)
            return kept

        return self._change(finish)

    def release(self, tasks: Sequence[Task]) -> None:
        """Give addresses back that were not asked for."""
        self._change_for_now(lambda to: leasing.release(to, [task.number for task in tasks]))

    def due_again(self, crawl: int, now: float) -> int:
        """Have lists read again, and missing translations looked for, as far as it is time; give how many."""
        return self._change(lambda to: again.due_again(to, crawl, now))

    def retry(self, states: Collection[State], hosts: str | Collection[str] | None = None) -> int:
        """Have addresses in these states asked for again, of some hosts or all; give how many."""
        wanted = _listed(hosts)
        return self._change(
            lambda to: again.again(to, [number for number, _ in telling.failed(to, states, wanted, self._sites)])
        )

    def take_over(self, crawl: int, hosts: Collection[str]) -> None:
        """Let a crawl have the lists of hosts that another one learned of: it reads them from now on."""
        self._change(lambda to: sharing.take_over(to, crawl, hosts))

    def passed_over(self, crawl: int, hosts: Collection[str]) -> Iterator[list[Lead]]:
        """Give what other crawls passed over at hosts, some thousands at a time, to be looked at by its own terms."""
        after = 0
        while found := self._ask(lambda to: sharing.passed_over(to, crawl, hosts, after, _TOGETHER)):  # noqa: B023  used at once
            after = found[-1][0]
            yield [lead for _, lead in found]

    # Hosts.

    def hosts(self, names: Collection[str] | None = None) -> dict[str, HostState]:
        """Give what politeness remembers of hosts, of all when None; an unknown one is as new."""
        return self._ask(lambda to: hosts_.hosts(to, names))

    def host_names(self) -> list[str]:
        """Give the names of all hosts that addresses are known of."""
        return self._ask(hosts_.host_names)

    def leased_hosts(self) -> set[str]:
        """Give the hosts of which addresses are leased: as a run begins, those that a killed one may have asked."""
        return self._ask(hosts_.leased)

    def health(self, host: str, last: int = 50) -> Health:
        """Tell what the last articles that were fetched from a host lacked; no more than 50 are remembered."""
        return self._ask(lambda to: hosts_.health(to, host, last))

    # Telling.

    def counts(self, crawl: int | None = None) -> Mapping[tuple[What, State], int]:
        """Count addresses by kind and state. Cheap at any size."""
        return self._ask(lambda to: telling.counts(to, crawl))

    def per_host(self, crawl: int | None, kinds: Collection[What]) -> list[Asked]:
        """Count, by host, what is asked for and not yet fetched, and what is passed over as it does not match."""
        return self._ask(lambda to: telling.per_host(to, crawl, kinds))

    def failed(
        self, states: Collection[State], hosts: str | Collection[str] | None = None, limit: int = 100, offset: int = 0
    ) -> list[Address]:
        """Give addresses in these states, by state, host and age, of some hosts or all.

        Those behind a wall whose page was added in another way are left out.
        """
        wanted = _listed(hosts)
        return self._ask(
            lambda to: [
                address
                for _, address in islice(telling.failed(to, states, wanted, self._sites), offset, offset + limit)
            ]
        )

    def stub(self, url: str) -> Address | None:
        """Give an article's address that is known, but whose text the archive does not hold."""
        return self._ask(lambda to: telling.stub(to, url, self._sites))


def _listed(hosts: str | Collection[str] | None) -> Collection[str] | None:
    return [hosts] if isinstance(hosts, str) else hosts


def _parts(leads: Iterator[Spelled]) -> Iterator[list[Spelled]]:
    """Divide leads among transactions; what one page told stays together unless it is very much."""
    part: list[Spelled] = []
    for _, told in groupby(leads, key=lambda one: one.page):
        while piece := list(islice(told, _TOGETHER)):
            if part and len(part) + len(piece) > _TOGETHER:
                yield part
                part = []
            part += piece
    if part:
        yield part
