"""Sitemaps: indexes, lists of pages, news sitemaps, alternates in other languages, plain lists (sitemaps.org).

What a list says of an address decides what it is: an index that holds articles and a list that holds sitemaps are both
read. Broken XML is read as far as it can be, and every `<loc>` beyond that is found by its shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracuu.corpus import addresses, dates
from tracuu.corpus.sites import Site, Sites
from tracuu.crawl import feeds, xml_lists
from tracuu.crawl.hrefs import is_own, looks_like_article, site_of, whole
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError, UsageError
from tracuu.text.codes import canonical

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 200_000
"""Addresses taken of one sitemap, four times what the protocol allows; as many as this means that it was cut."""

DEEPEST = 4
"""Indexes in each other; the protocol knows one."""

_MOST_ALTERNATES = 100
_SAID = frozenset(("loc", "lastmod", "title", "language", "publication_date"))
_FEEDS = ("rss", "feed", "rdf")
_SITEMAP = re.compile(r"\.xml(?:\.gz)?(?:\?|$)", re.IGNORECASE)
_LOC = re.compile(
    r"<(?:(?!image:|video:)[\w.-]{1,20}:)?loc\b[^<>]{0,200}>\s{0,100}(?:<!\[CDATA\[\s{0,100})?([^\s<>\"'\]]{1,2000})",
    re.IGNORECASE,
)
_LINE = re.compile(r"https?://\S{4,2000}")
_MODIFIED = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ][\d:.,]{1,20}\s?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?", re.IGNORECASE
)
_FIRST_YEAR = (
    1995  # a newspaper's page was not changed before there was a web in Vietnam; zeros and 1970 mean "unknown"
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?\d\d)?(?!\d))?(?!\d)")
_A_PART = re.compile(r"(?<!\d)(?:19|20)\d\d[-_/.](?:\d(?!\d)|00|1[3-9]|[2-9]\d)(?!\d)")


def read(body: bytes, url: str, sites: Sites | None = None, hops: int = 0) -> list[Lead]:
    """Give the articles and further sitemaps that a sitemap names, newest first, at most `MOST`.

    Args:
        body: as served, without the transport's packing; a packed file (`.xml.gz`) is unpacked here.
        url: the sitemap's address.
        sites: what is known of sites. Addresses of other sites are left out, and so are lists and menu pages.
        hops: how many indexes lead to this one.

    Raises:
        InputError: this is no sitemap, or it is too large.
    """
    document = xml_lists.opened(body)
    if document.root in _FEEDS:
        return feeds.read_document(document, url, sites, hops)
    found = list(_plain(document.text, url)) if document.root is None else _entries(document, url, sites)
    if not found:
        if document.root is None:
            raise InputError("crawl_find.no_sitemap")
        return []
    return _newest_first(_kept(found, url, sites, hops))


def _entries(document: xml_lists.Document, url: str, sites: Sites | None) -> list[Lead]:
    """Give what the elements say, and then what only the text still shows."""
    found: dict[str, Lead] = {}
    entries = 0
    for seen, element in enumerate(xml_lists.elements(document, ("url", "sitemap")), 1):
        leads = list(_of_element(element, url, sites))
        entries += bool(leads)
        for lead in leads:
            found.setdefault(lead.url, lead)
        if len(found) >= MOST or seen >= MOST:
            return list(found.values())[:MOST]
    if entries < sum(1 for _ in _LOC.finditer(document.text)):
        for target in _located(document.text, url):
            found.setdefault(target, Lead(target, What.ARTICLE, Origin.SITEMAP, url))
    return list(found.values())


def _located(text: str, url: str) -> Iterator[str]:
    """Give the addresses in `<loc>` by their shape alone, for XML that is broken."""
    for written in islice(_LOC.finditer(text), MOST):
        if target := whole(xml_lists.address_of(written[1]), url):
            yield target


def _of_element(element: _Element, url: str, sites: Sites | None) -> Iterator[Lead]:
    """Give the page of one entry, and its renderings in other languages, which wait for the original."""
    said: dict[str, str] = {}
    others: dict[str, str] = {}
    for child in element.iter():
        name = xml_lists.local(child)
        if name == "link" and len(others) < _MOST_ALTERNATES:
            _note_alternate(others, child, url)
        elif name in _SAID and name not in said and (name != "loc" or child.getparent() is element):
            said[name] = xml_lists.text_of(child)
    target = whole(xml_lists.address_of(said.get("loc", "")), url)
    if target is None:
        return
    site = site_of(target, sites)
    original = others.get(site.languages[0] if site else "vi")
    if lang := _language(said.get("language")):
        others[lang] = target
    title = xml_lists.title_of(said.get("title", ""))
    lead = Lead(
        target,
        What.SITEMAP if xml_lists.local(element) == "sitemap" else What.ARTICLE,
        Origin.SITEMAP,
        url,
        lang=next((lang for lang, other in others.items() if other == target), None),
        title=title,
        day=_day(said.get("publication_date"), site),
        modified=_modified(said.get("lastmod")),
        after=original if original != target else None,
    )
    yield lead
    for lang, other in others.items():
        if other != target:
            yield lead._replace(
                url=other, lang=lang, title=None, after=None if other == original else original or target
            )


def _note_alternate(others: dict[str, str], link: _Element, url: str) -> None:
    lang = _language(link.get("hreflang"))
    target = whole(xml_lists.address_of(link.get("href") or ""), url)
    if lang and target:
        others.setdefault(lang, target)


def _plain(text: str, url: str) -> Iterator[Lead]:
    """Give the addresses of a list that is plain text, one a line."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return
    for line in islice(text.splitlines(), MOST):
        found = _LINE.fullmatch(line.strip())
        target = whole(found[0], url) if found else None
        if target:
            yield Lead(target, What.ARTICLE, Origin.SITEMAP, url)


def _kept(found: Iterable[Lead], url: str, sites: Sites | None, hops: int) -> Iterator[Lead]:
    """Give what may be asked for, each told to be a sitemap or an article by its own address."""
    own = [lead for lead in found if lead.url != url and is_own(lead.url, url, sites)]
    numbered = any(_A_PART.search(lead.url) for lead in own if _SITEMAP.search(lead.url))
    for lead in own:
        kept = _kind(lead, sites)
        if kept is None or kept.what is What.ARTICLE:
            yield from filter(None, [kept])
        elif hops < DEEPEST:
            day = kept.day or _last_day(urlsplit(kept.url).path, by_month=not numbered)
            yield kept._replace(hops=hops + 1, day=day, after=None)


def _kind(lead: Lead, sites: Sites | None) -> Lead | None:
    """Tell a sitemap from an article; None for lists, menus and pictures.

    An address of a described site that none of its patterns fits is an article all the same when it looks like one:
    patterns may be older than the site.
    """
    if _SITEMAP.search(lead.url):
        return lead._replace(what=What.SITEMAP)
    site = site_of(lead.url, sites)
    article = addresses.article(lead.url, sites) if sites and site and site.articles else None
    if article:
        known = lead.what is What.ARTICLE and (lead.day or not article.day)
        return lead if known else lead._replace(what=What.ARTICLE, day=lead.day or article.day)
    if sites and addresses.is_listing(lead.url, sites):
        return None
    if looks_like_article(lead.url):
        return lead._replace(what=What.ARTICLE)
    return lead if lead.what is What.SITEMAP and not lead.url.endswith((".html", ".htm")) else None


def _newest_first(leads: Iterable[Lead]) -> list[Lead]:
    """Order leads by their day, those without one last: a crawl that is cut short has the newest."""
    return sorted(leads, key=lambda lead: lead.day or lead.modified or "", reverse=True)


def _language(written: str | None) -> str | None:
    if not written or written.casefold() == "x-default":
        return None
    try:
        return canonical(written)
    except UsageError:
        return None


def _day(published: str | None, site: Site | None) -> str | None:
    """Give the day of publication, in the site's own clock."""
    dated = dates.from_iso(published, zone=site.zone if site else dates.VIETNAM) if published else None
    return dated.day if dated else None


def _modified(written: str | None) -> str | None:
    """Give a day of change in the form that can be compared, with the last day of a month or year for the whole."""
    found = _MODIFIED.fullmatch(dates.ascii_digits((written or "").strip()))
    if found is None or int(found[1]) < _FIRST_YEAR:
        return None
    if found[3]:
        return found[0]
    return _end(int(found[1]), int(found[2] or 12))


def _last_day(path: str, *, by_month: bool) -> str | None:
    """Give the last day of the month or year that a sitemap's name tells: its articles are no younger.

    Where siblings are numbered within the year (`2024-1`, `2024-13`), numbers are parts and no months.
    """
    found = _IN_NAME.search(path)
    if found is None:
        return None
    month = int(found[2]) if found[2] and by_month else 12
    return _end(int(found[1]), month)


def _end(year: int, month: int) -> str | None:
    try:
        return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    except ValueError:
        return None
