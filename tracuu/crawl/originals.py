"""Where the newspaper's own article stands: the address of a source line, and the hosts to which a paper moved."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit, urlunsplit

from tracuu.corpus import addresses
from tracuu.corpus.dates import VIETNAM
from tracuu.corpus.sites import Host, Sites
from tracuu.crawl.hrefs import whole
from tracuu.crawling import Lead, Origin, What


def of(source: str, sites: Sites, today: date | None = None) -> list[Lead]:
    """Give the newspaper's own page for the address of a source line, where it can be had today.

    A host that ended is asked under the one that serves its articles since (`same_as`, `moved_to`). A source line that
    names a front page, a list or a portal names no article, and gives none.
    """
    url = whole(source, "https://")
    site = sites.of(url) if url else None
    if url is None or not _may_be_article(url, sites) or (site and site.kind == "portal"):
        return []
    return [Lead(_current(url, sites, today or datetime.now(VIETNAM).date()), What.ARTICLE, Origin.SOURCE)]


def elsewhere(url: str, sites: Sites) -> list[Lead]:
    """Give the other addresses of a newspaper's article that is gone, or whose host does not answer any more."""
    return [Lead(twin, What.ARTICLE, Origin.SOURCE, url) for twin in addresses.twins(url, sites)]


def _may_be_article(url: str, sites: Sites) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query) and not addresses.is_listing(url, sites)


def _current(url: str, sites: Sites, today: date) -> str:
    known = _known(url, sites)
    if known is None or known.until is None or known.until >= today:
        return _on(url, known.same_as) if known and known.same_as else url
    if known.moved_to and addresses.article(url, sites):
        return _on(url, known.moved_to)
    return _on(url, known.same_as) if known.same_as else url


def _known(url: str, sites: Sites) -> Host | None:
    site, name = sites.of(url), addresses.host(url)
    return next((known for known in site.hosts if known.name == name), None) if site else None


def _on(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("https", name, parts.path, parts.query, ""))
