"""One page from the web, asked for by hand: as politely as a crawl, robots.txt and walls included."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit

from tracuu.corpus.sites import Sites
from tracuu.crawl.fetch import Fetcher, unpacked
from tracuu.crawl.gate import Gate
from tracuu.crawl.hosts import Hosts
from tracuu.crawl.judging import MOST_REDIRECTS, redirected
from tracuu.crawl.settings import Settings
from tracuu.crawl.walls import wall
from tracuu.crawling import HostState, Reply
from tracuu.errors import InputError, UsageError
from tracuu.messages import say

_OK = 200
_LIMIT = 20_000_000  # bytes, unpacked
_UNKNOWN: Mapping[str, HostState] = {}


class FetchedPage(NamedTuple):
    """A page as decoded text, the address that it stands at after redirects, and the states of the hosts asked."""

    url: str
    html: str
    hosts: tuple[HostState, ...]


def fetch_page(
    url: str, sites: Sites, settings: Settings, states: Mapping[str, HostState] = _UNKNOWN
) -> FetchedPage:  # fmt: skip
    """Fetch the page at an address that the user typed; its host needs to be no known site.

    `states` are what politeness remembers of hosts. Raises UsageError when it may not be asked for, InputError when
    there is no page to be had: no answer, an error, a wall.
    """

    async def fetched(folder: Path) -> FetchedPage:
        gate = Gate(sites, {urlsplit(url).netloc})
        async with Fetcher(settings.user_agent, settings.net, folder, settings.limits) as fetcher:
            return await _followed(url, gate, Hosts(fetcher, gate, sites, states, settings))

    with TemporaryDirectory() as folder:
        return asyncio.run(fetched(Path(folder)))


async def _followed(url: str, gate: Gate, hosts: Hosts) -> FetchedPage:
    for _ in range(MOST_REDIRECTS + 1):
        await _permit(url, gate, hosts)
        reply = await hosts.ask(url)
        following = redirected(reply)
        if following is None:
            return FetchedPage(url, _html(reply), tuple(hosts.take_changes()))
        url = following
    raise InputError("site.not_asked", url=url, reason=say("site.redirects"))


async def _permit(url: str, gate: Gate, hosts: Hosts) -> None:
    if refused := gate.refusal(url):
        key, detail = refused
        raise UsageError("site.not_asked", url=url, reason=say(key, detail=detail))
    rules = await hosts.rules(url)
    if rules is None:
        raise InputError("site.not_asked", url=url, reason=say("site.no_robots"))
    if not rules.allows(url):
        raise UsageError("site.not_asked", url=url, reason=say("site.robots"))


def _html(reply: Reply) -> str:
    from tracuu.corpus.decode import decode

    if reply.fault:
        raise InputError("site.not_had", url=reply.url, reason=say(reply.fault, detail=reply.detail))
    body = unpacked(reply, _LIMIT)
    html = decode(body, None, "text/html")[0] if body else ""
    if reason := wall(reply.status, reply.headers, html):
        raise InputError("site.walled", url=reply.url, reason=say(reason))
    if reply.status != _OK:
        raise InputError("site.not_had", url=reply.url, reason=say("site.status", status=reply.status))
    return html
