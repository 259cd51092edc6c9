"""The nouns of crawling: frozen records with no behaviour beyond themselves.

An address becomes known as a `Lead`, waits in the frontier, is leased as a `Task`, answered by a `Reply`, and finished
as a `Done`. Moments are seconds since 1970 in UTC; a *host* is the politeness key of an address, its server without
`www.` as its site writes it (`Sites.same_as`), with a port that is not the scheme's own (`name:8080`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from pathlib import Path

from tracuu.tuples import Record

_NONE: Mapping[str, str] = {}


class What(StrEnum):
    """What an address is expected to hold."""

    SITEMAP = "sitemap"
    FEED = "feed"
    LISTING = "listing"
    ARTICLE = "article"


class State(IntEnum):
    """Where an address stands in the frontier. The numbers are stored."""

    WAITING = 0
    LEASED = 1  # handed to the crawler; a lease falls with its crawler
    DONE = 2  # fetched and read: kept, unchanged, or holding leads alone
    FAILED = 3  # given up after the last try; `tracuu failed --retry` asks again
    WITHHELD = 4  # behind a wall (bot check, paywall, scripts, 401, 403): a citable stub whose text is not held
    PASSED = 5  # not asked for: it does not match, is too old, or in a language not wanted
    REFUSED = 6  # never to be requested: robots.txt, hosts that are not allowed, a trap
    GONE = 7  # the server says there is nothing (404, 410), such as a translation that does not exist


class Origin(StrEnum):
    """How an address became known, surest first."""

    NAMED = "named"  # by the user
    SOURCE = "source line"
    HREFLANG = "hreflang"
    TRANSLATION = "translation"  # made of an article's address by its site's patterns
    ROBOTS = "robots.txt"
    SITE = "site description"
    SITEMAP = "sitemap"
    FEED = "feed"
    LISTING = "listing"
    LINK = "link"
    REDIRECT = "redirect"


class Lead(Record):
    """An address that was learned of and may be requested.

    `url` is as it is to be requested. `lang`, `title` and `day` (YYYY-MM-DD) are what the place it was found at
    says of it. `modified` is a sitemap's lastmod as written. `hops` counts redirects followed or listing pages turned
    so far. `after` is the address of an article that is to be fetched first (the original before its translations).
    `passed` gives the reason why it is not asked for, as a key of the catalogue; None: it is.
    """

    url: str
    what: What
    origin: Origin
    via: str | None = None
    lang: str | None = None
    title: str | None = None
    day: str | None = None
    modified: str | None = None
    hops: int = 0
    after: str | None = None
    passed: str | None = None


class Task(Record):
    """A row of the frontier in a crawler's hands. `etag`, `last_modified`, `sha256` are those of the last answer."""

    number: int
    crawl: int
    url: str
    host: str
    what: What
    origin: Origin
    via: str | None = None
    lang: str | None = None
    title: str | None = None
    day: str | None = None
    modified: str | None = None
    hops: int = 0
    tries: int = 0
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


class Reply(Record):
    """What became of one request. `status` is 0 when there was no answer; then `fault` says why.

    `body` holds the bytes as sent (still packed as `content-encoding` says): in memory when few, else in a file that
    whoever is done with it takes away; None when there is none. `headers` have names in small letters. `fault` is a key
    of the catalogue (`crawl.fault_timeout`), `detail` what fills it; a fault may come with a status (a body too long).
    `lasting` tells that asking again would not help. `host_down` tells that the host as a whole did not answer.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = _NONE
    body: bytes | Path | None = None
    size: int = 0
    moment: float = 0
    seconds: float = 0
    fault: str | None = None
    detail: str = ""
    lasting: bool = False
    host_down: bool = False


class Done(Record):
    """What is written of a task when it is finished, in one transaction with the article itself.

    `draft` is the place of its article among those kept together, None when there is none. `due_at` is when a WAITING
    one may be asked again. `reason` is a key of the catalogue, `detail` fills it. `quality` adds the bits of `Lack`.
    """

    task: Task
    state: State
    reason: str | None = None
    detail: str = ""
    status: int = 0
    due_at: float = 0
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    quality: int = 0
    draft: int | None = None
    leads: tuple[Lead, ...] = ()


class Lack(IntEnum):
    """What a fetched article's page did not give: bits of `Done.quality`."""

    BODY = 1
    DATE = 2
    SELECTORS = 4  # the site's description found nothing, and the article was found without it


class HostState(Record):
    """What politeness remembers of a host between runs.

    No request before `next_at`, and none before `closed_until` (the circuit breaker). `delay` are the seconds between
    two requests, after slowing down. `failures` are counted in a row. `robots` is the text of robots.txt as last read
    at `robots_at` with `robots_status` (0: never asked; -1: no answer).
    """

    name: str
    next_at: float = 0
    delay: float = 2.0
    failures: int = 0
    closed_until: float = 0
    robots: str = ""
    robots_status: int = 0
    robots_at: float = 0


class Crawl(Record):
    """What a user asked to be crawled; the same words are the same crawl, so that it resumes and updates.

    `targets` are ids of sites and addresses as typed (or `-f` lists by their name), `hosts` those that the user named.
    `match` are the terms of --match, `langs` BCP 47 codes, `since` a day. A crawl with `match` is never complete.
    """

    targets: tuple[str, ...]
    match: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    since: str | None = None
    hosts: tuple[str, ...] = ()
    number: int = 0


class Run(Record):
    """One run of the crawler: when, what it was asked, how it ended, and its counts by outcome.

    `ended` is `complete`, `stopped` (by the user, --max), `waiting` (hosts that ask for patience), or None while it
    runs or when it was killed.
    """

    number: int
    crawl: int
    command: str
    begun_at: float
    ended_at: float | None = None
    ended: str | None = None
    counts: Mapping[str, int] = {}
