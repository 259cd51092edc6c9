"""Hosts during a run: one request at a time to each, no sooner than its pace allows, and only what robots.txt permits.

robots.txt belongs to an origin (scheme, server, port; RFC 9309, section 2.3), pace to a host: `www.` and bare names of
one server share a pace, not their rules.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlsplit

from tracuu.corpus.sites import Sites
from tracuu.crawl import pace, robots
from tracuu.crawl.fetch import Fetcher, unpacked
from tracuu.crawl.gate import Gate, host_key
from tracuu.crawl.judging import redirected
from tracuu.crawl.robots import Robots
from tracuu.crawl.settings import Settings
from tracuu.crawling import HostState, Reply
from tracuu.errors import InputError

ROBOTS_LIMIT = 512_000
"""Bytes of robots.txt that are read: at least 500 KiB, says RFC 9309, section 2.5."""

_ROBOTS_HOPS = 5  # redirects, RFC 9309, section 2.3.1.2
_OK, _TOO_MANY, _FAULT_OF_SERVER = 200, 429, 500

UNREACHABLE = -1
"""Status of a robots.txt that nobody answered for."""


class Hosts:
    """What is known of hosts, and the only way to them.

    `changed` names those whose state is yet to be written. `troubles` are the last answers of origins whose robots.txt
    could not be had.
    """

    def __init__(
        self, fetcher: Fetcher, gate: Gate, sites: Sites, states: Mapping[str, HostState], settings: Settings
    ) -> None:
        """Begin with the states that an earlier run left."""
        self._fetcher, self._gate, self._sites = fetcher, gate, sites
        self._clock, self._least = settings.clock, settings.floor
        self._states = dict(states)
        self._one_at_a_time: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rules: dict[str, tuple[float, Robots]] = {}
        self.changed: set[str] = set()
        self.troubles: dict[str, Reply] = {}

    def state(self, name: str) -> HostState:
        """Give what is known of a host, by its politeness key or an origin."""
        return self._states.get(name) or HostState(name, delay=self._least)

    def free_at(self, name: str) -> float:
        """Tell when a host may be asked next."""
        return pace.turn(self.state(name), self._clock())

    def take_changes(self) -> list[HostState]:
        """Give the states to be written; the caller writes them in the next transaction."""
        changed, self.changed = self.changed, set()
        return [self._states[name] for name in sorted(changed)]

    def hold_back(self) -> None:
        """Let every host rest as after a request: a killed run may have asked without writing it down."""
        now = self._clock()
        for state in list(self._states.values()):
            self._put(state._replace(next_at=max(state.next_at, now + max(self._least, state.delay))))

    async def rules(self, url: str) -> Robots | None:
        """Give the rules of an address's origin, asked for when they are older than a day.

        None: robots.txt cannot be had now, so nothing may be asked; the host is left alone until it is asked for again.
        """
        origin = origin_of(url)
        rules = await self._rules_of(origin)
        trouble = self.troubles.get(origin)
        if rules is None and not (trouble and trouble.lasting):
            name = host_key(url, self._sites)
            state = self.state(name)
            self._put(state._replace(closed_until=max(state.closed_until, self._clock() + robots.SOON)))
        return rules

    async def _rules_of(self, origin: str) -> Robots | None:
        async with self._one_at_a_time[origin]:
            state = self.state(origin)
            if robots.is_stale(state, self._clock()):
                state = await self._ask_robots(origin)
                self._put(state)
            if state.robots_status in {UNREACHABLE, _TOO_MANY} or state.robots_status >= _FAULT_OF_SERVER:
                return None
            read_at, rules = self._rules.get(origin, (None, None))
            if rules is None or read_at != state.robots_at:
                rules = robots.read(
                    state.robots_status, state.robots.encode("utf-8", "replace"), f"{origin}/robots.txt"
                )
                self._rules[origin] = (state.robots_at, rules)
            return rules

    async def ask(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Reply:
        """Request an address that gate and robots.txt permit, when its host's turn has come."""
        rules = self._rules.get(origin_of(url))
        return await self._request(url, rules[1].delay if rules else None, etag, last_modified)

    async def _request(
        self, url: str, delay: float | None, etag: str | None = None, last_modified: str | None = None,
        limit: int | None = None, *, cut: bool = False,
    ) -> Reply:  # fmt: skip
        name = host_key(url, self._sites)
        async with self._one_at_a_time[name]:
            await self._turn(name)
            reply = await self._fetcher.fetch(url, etag=etag, last_modified=last_modified, limit=limit, cut=cut)
            self._put(pace.after(self.state(name), reply, delay, self._floor(url), self._clock()))
        return reply

    async def _turn(self, name: str) -> None:
        wait = self.free_at(name) - self._clock()
        if wait > 0:
            await asyncio.sleep(wait)
            await self._turn(name)  # timers may wake a little early

    def _floor(self, url: str) -> float:
        site = self._sites.of(url)
        return max(self._least, site.delay or 0) if site else self._least

    async def _ask_robots(self, origin: str) -> HostState:
        """Read robots.txt, over redirects too. One that cannot be reached forbids all (RFC 9309, section 2.3.1.4)."""
        target = f"{origin}/robots.txt"
        for _ in range(_ROBOTS_HOPS + 1):
            if self._gate.refusal(target):
                break
            reply = await self._request(target, None, limit=ROBOTS_LIMIT, cut=True)
            following = redirected(reply)
            if following is None:
                return self._robots_state(origin, reply)
            target = following
        return HostState(origin, robots_status=UNREACHABLE, robots_at=self._clock())

    def _robots_state(self, origin: str, reply: Reply) -> HostState:
        self.troubles[origin] = reply
        status = UNREACHABLE if reply.fault else reply.status or UNREACHABLE
        text = _text(reply) if status == _OK else ""
        if text is None:
            status, text = UNREACHABLE, ""
        return HostState(origin, robots=text, robots_status=status, robots_at=self._clock())

    def _put(self, state: HostState) -> None:
        self._states[state.name] = state
        self.changed.add(state.name)


def origin_of(url: str) -> str:
    """Give scheme, server and port of an address: whose robots.txt holds for it."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _text(reply: Reply) -> str | None:
    """Give the rules as text; None when they were packed in a way that cannot be undone."""
    try:
        return robots.text(unpacked(reply, ROBOTS_LIMIT, cut=True))
    except InputError:
        return None
