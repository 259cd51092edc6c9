"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom (RFC 4287), also paged ones (RFC 5005), as leads to their articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timezone
from itertools import islice
from typing import TYPE_CHECKING

from tracuu.corpus import dates
from tracuu.corpus.sites import Sites
from tracuu.crawl import xml_lists
from tracuu.crawl.hrefs import is_own, whole
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError, UsageError
from tracuu.text.codes import canonical

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 5_000
"""Articles taken of one feed; the usual ones hold 20 to 100."""

MOST_PAGES = 50
"""Pages of a feed that are turned."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ROOTS = ("rss", "feed", "rdf")
_DAYS = ("published", "pubdate", "date", "issued", "created", "updated", "modified")  # surest first
_SAID = frozenset((*_DAYS, "title"))
_MOST_ELEMENTS = 50_000  # items and links looked at
_MOST_LINKS = 20  # of one article
_ITEMS = ("item", "entry")


def read(body: bytes, url: str, sites: Sites | None = None, hops: int = 0) -> list[Lead]:
    """Give the articles that a feed names, in its order, and last the feed's next page.

    `url` is the feed's address, `hops` how many of its pages were turned. Addresses of other sites are left out.
    Raises InputError when this is no feed, or too large.
    """
    return read_document(xml_lists.opened(body), url, sites, hops)


def read_document(document: xml_lists.Document, url: str, sites: Sites | None, hops: int) -> list[Lead]:
    """Read a feed that was opened already; see `read`."""
    if document.root not in _ROOTS:
        raise InputError("crawl_find.no_feed")
    found: dict[str, Lead] = {}
    lang: str | None = None
    following: str | None = None
    for element in islice(xml_lists.elements(document, _ITEMS, ("language", "link")), _MOST_ELEMENTS):
        name = xml_lists.local(element)
        if name == "language" and _is_of_feed(element):
            lang = _language(xml_lists.text_of(element))
        elif name == "link" and element.get("rel") == "next" and _is_of_feed(element):
            following = whole(element.get("href") or "", url)
        elif name in _ITEMS and len(found) < MOST and (lead := _of_item(element, url, sites)):
            found.setdefault(lead.url, lead)
    leads = [lead._replace(lang=lead.lang or lang) for lead in found.values()]
    return [*leads, *_next_page(following, url, sites, hops)] if leads else []


def _of_item(item: _Element, url: str, sites: Sites | None) -> Lead | None:
    said: dict[str, str] = {}
    links: list[tuple[int, str]] = []
    for child in item:
        name = xml_lists.local(child)
        if len(links) < _MOST_LINKS:
            links.extend(_links(child, name))
        if name in _SAID and name not in said:
            said[name] = xml_lists.text_of(child)
    base = whole(item.get(_XML_BASE) or "", url) or url
    # The least rank is the surest, and sorting is stable; an article of another site is no article of this feed.
    targets = (whole(written, base) for _, written in sorted(links, key=lambda link: link[0]))
    target = next((target for target in targets if target and is_own(target, url, sites)), None)
    if target is None:
        return None
    return Lead(
        target,
        What.ARTICLE,
        Origin.FEED,
        url,
        lang=_language(item.get(_XML_LANG)),
        title=xml_lists.title_of(said.get("title", "")),
        day=_day(said, target, sites),
    )


def _links(child: _Element, name: str) -> Iterator[tuple[int, str]]:
    """Give the addresses that an element of an item states, with their rank."""
    if name == "origlink":  # what a feed's distributor replaced by its own address
        yield 0, xml_lists.address_of(xml_lists.text_of(child))
    elif name == "link" and child.get("href") is not None:
        if (child.get("rel") or "alternate").casefold() == "alternate":
            yield (1 if "html" in (child.get("type") or "html") else 2), xml_lists.address_of(child.get("href") or "")
    elif name == "link" and (written := xml_lists.text_of(child)):
        yield 1, xml_lists.address_of(written)
    elif name in {"guid", "id"} and (written := xml_lists.text_of(child)).startswith(("http://", "https://")):
        yield (3 if (child.get("isPermaLink") or "true").casefold() != "false" else 4), xml_lists.address_of(written)


def _is_of_feed(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and xml_lists.local(parent) in {"channel", "feed", "rss"}


def _next_page(following: str | None, url: str, sites: Sites | None, hops: int) -> list[Lead]:
    if following is None or following == url or hops + 1 >= MOST_PAGES or not is_own(following, url, sites):
        return []
    return [Lead(following, What.FEED, Origin.FEED, url, hops=hops + 1)]


def _day(said: dict[str, str], url: str, sites: Sites | None) -> str | None:
    """Give the day of publication, in the site's own clock."""
    site = sites.of(url) if sites else None
    zone = site.zone if site else dates.VIETNAM
    stated = (said[name] for name in _DAYS if name in said)
    return next((day for written in stated if (day := _day_of(written, zone))), None)


def _day_of(written: str, zone: timezone) -> str | None:
    dated = dates.from_iso(written, zone=zone) or dates.read(written)
    if dated:
        return dated.day
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(written[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        local = moment.astimezone(zone) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    return dates.day_of(str(local.year), str(local.month), str(local.day))


def _language(written: str | None) -> str | None:
    try:
        return canonical(written) if written else None
    except UsageError:
        return None
