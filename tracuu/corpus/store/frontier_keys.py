"""How addresses are told apart in the frontier, and by which numbers it stores what the nouns of crawling name.

Two spellings of one page's address are one row. Its key is the first 8 bytes of the SHA-256 of the normal address; of
two addresses with one key the normal spellings decide. Lists keep their query as it is: what is a tracking word in an
article's address may turn the pages of a list.
"""

from __future__ import annotations

import hashlib
from typing import Any

from tracuu.corpus.addresses import normal
from tracuu.corpus.hosts import server, split
from tracuu.corpus.sites import Sites
from tracuu.corpus.store.utf8 import storable
from tracuu.crawling import Lead, Origin, What
from tracuu.tuples import Record

WHATS = (What.SITEMAP, What.FEED, What.LISTING, What.ARTICLE)
"""The place of each is its number."""

ARTICLE = WHATS.index(What.ARTICLE)

_ORIGINS = {
    Origin.NAMED: 10, Origin.SOURCE: 20, Origin.HREFLANG: 30, Origin.TRANSLATION: 40, Origin.ROBOTS: 50,
    Origin.SITE: 60, Origin.SITEMAP: 70, Origin.FEED: 80, Origin.LISTING: 90, Origin.LINK: 100, Origin.REDIRECT: 110,
}  # fmt: skip
_BY_NUMBER = {number: origin for origin, number in _ORIGINS.items()}

GUESSED = {Origin.TRANSLATION, Origin.HREFLANG}
"""Origins of addresses that may not be there: portals link translations that are yet to be made."""

_OWN_PORT = {"http": 80, "https": 443}
LONGEST_URL = 2_000
"""Characters of an address; a longer one is no page of a newspaper."""

_LONGEST = {"lang": 40, "title": 500, "day": 10, "modified": 40, "via": LONGEST_URL}


class Spelled(Record):
    """A lead with what its row is found by: crawl, host, key and the text that the key is made of.

    `page` tells which leads come from one page: those of one number. `after` is the (key, text) of the address that
    is to be fetched first.
    """

    lead: Lead
    crawl: int
    host: str
    key: int
    text: str
    page: int
    after: tuple[int, str] | None


def number_of_what(what: What) -> int:
    """Give the number that stands for a kind of address."""
    return WHATS.index(what)


def number_of_origin(origin: Origin) -> int:
    """Give the number that stands for an origin: the surer, the lower."""
    return _ORIGINS[origin]


def origin_of(number: int) -> Origin:
    """Read an origin."""
    return _BY_NUMBER[number]


def text_of(url: str, what: What, sites: Sites) -> str:
    """Give the spelling that all spellings of an address share."""
    parts = split(url)
    if what is What.ARTICLE or parts is None or not parts.query:
        return storable(normal(url, sites))
    return storable(f"{normal(parts._replace(query='', fragment='').geturl(), sites)}?{parts.query}")


def key_of(text: str) -> int:
    """Give the key of such a spelling: 8 bytes, signed."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big", signed=True)


def host_of(url: str, sites: Sites) -> str | None:
    """Give the host of an address, its politeness key; None when it has none."""
    parts = split(url)
    name = server(parts) if parts else None
    if parts is None or name is None:
        return None
    try:
        port = parts.port
    except ValueError:  # a port that is no number
        return None
    name = sites.same_as(name)
    return name if port in {None, _OWN_PORT[parts.scheme.casefold()]} else f"{name}:{port}"


def spelled(lead: Lead, crawl: int, page: int, sites: Sites) -> Spelled | None:
    """Make a lead ready for the frontier; None for what is no address of the web, or too long for one."""
    host = host_of(lead.url, sites) if len(lead.url) <= LONGEST_URL else None
    if host is None:
        return None
    text = text_of(lead.url, lead.what, sites)
    after = text_of(lead.after, What.ARTICLE, sites) if lead.after else None
    kept = lead._replace(url=storable(lead.url), **_short(lead))
    return Spelled(kept, crawl, storable(host), key_of(text), text, page, (key_of(after), after) if after else None)


def _short(lead: Lead) -> dict[str, Any]:
    """Give the words about an address, none longer than any that means something."""
    found = ((name, longest, getattr(lead, name)) for name, longest in _LONGEST.items())
    return {name: storable(value[:longest]) for name, longest, value in found if value is not None}
