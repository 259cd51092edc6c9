"""Where a crawl begins: what a site's description names, its front page, and what a user typed or listed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from tracuu.corpus import addresses
from tracuu.corpus.dates import VIETNAM
from tracuu.corpus.site_files import Site
from tracuu.corpus.sites import Sites
from tracuu.crawl.hrefs import is_article, is_own, looks_like_article, whole
from tracuu.crawling import Lead, Origin, What

_FEED = re.compile(r"(?:^|[/._-])(?:rss\d?|feeds?|atom|rdf)(?:[/._-]|$)", re.IGNORECASE)
_SITEMAP = re.compile(r"\.xml(?:\.gz)?$|(?:^|/)[^/]*sitemap[^/]*\.txt$", re.IGNORECASE)
_IN_A_ROW = re.compile(r"https?://[^\s,;\"'<>|]{4,2000}")
_USUAL_SITEMAP = "/sitemap.xml"
MOST_OF_ROBOTS = 1_000


def leads(site: Site | None, typed: str, sites: Sites, today: date | None = None) -> list[Lead]:
    """Give the addresses with which a crawl of what the user typed begins.

    A site's id, and the front page of its first host, stand for the whole site. Any other address stands for itself:
    an article, a list, a sitemap or a feed, as it looks. A host alone may be typed without `https://`.
    """
    if site and typed.strip() == site.id:
        return of_site(site, today or datetime.now(VIETNAM).date())
    site = site or sites.of(typed)
    url = whole(typed if "://" in typed else f"https://{typed.strip()}", "")
    if url is None:
        return []
    if _is_front(url):
        if site and addresses.host(url) == site.hosts[0].name:
            return of_site(site, today or datetime.now(VIETNAM).date())
        return _of_host(url, site)
    return [Lead(url, _what(url, sites), Origin.NAMED)]


def of_site(site: Site, today: date) -> list[Lead]:
    """Give the sitemaps, feeds and lists of a site's description; without lists, the front pages of its hosts."""
    own = [known for known in site.hosts if known.same_as is None]
    alive = [known for known in own if known.until is None or known.until >= today] or own or list(site.hosts)
    fronts = [f"https://{known.name}/" for known in alive]
    usual = [front.rstrip("/") + _USUAL_SITEMAP for front in fronts]
    return [
        *_leads(site.sitemaps or usual, What.SITEMAP),
        *_leads(site.feeds, What.FEED),
        *_leads(site.lists or fronts, What.LISTING),
    ]


def of_robots(stated: Iterable[str], host_url: str, sites: Sites) -> list[Lead]:
    """Give the sitemaps that a robots.txt names, of the same site. `host_url` is any address of its host."""
    found: dict[str, Lead] = {}
    for written in stated:
        url = whole(written, host_url)
        if url and is_own(url, host_url, sites) and len(found) < MOST_OF_ROBOTS:
            found.setdefault(url, Lead(url, What.SITEMAP, Origin.ROBOTS, host_url))
    return list(found.values())


def listed(text: str) -> list[str]:
    """Give the addresses of a list (txt or csv, any columns), the first of each line, in order and each once."""
    rows = (_IN_A_ROW.search(line) for line in text.splitlines() if not line.lstrip().startswith("#"))
    return list(dict.fromkeys(found[0] for found in rows if found))


def _of_host(front: str, site: Site | None) -> list[Lead]:
    """Begin at one host: with what its description names there, else with the usual sitemap and the front page."""

    def here(urls: Iterable[str]) -> list[str]:
        return [url for url in urls if addresses.host(url) == addresses.host(front)]

    usual = front.rstrip("/") + _USUAL_SITEMAP
    return [
        *_leads((here(site.sitemaps) if site else []) or [usual], What.SITEMAP),
        *_leads(here(site.feeds) if site else [], What.FEED),
        *_leads((here(site.lists) if site else []) or [front], What.LISTING),
    ]


def _leads(urls: Iterable[str], what: What) -> list[Lead]:
    return [Lead(url, what, Origin.SITE) for url in urls]


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _what(url: str, sites: Sites) -> What:
    path = urlsplit(url).path
    if is_article(url, sites):
        return What.ARTICLE
    if _FEED.search(path):
        return What.FEED
    if _SITEMAP.search(path):
        return What.SITEMAP
    if addresses.is_listing(url, sites):
        return What.LISTING
    return What.ARTICLE if looks_like_article(url) else What.LISTING
