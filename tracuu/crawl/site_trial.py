"""Trying a site's description on one page: what each of its fields finds, by which selector, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracuu.corpus import addresses
from tracuu.corpus.clean import clean
from tracuu.corpus.extract import page
from tracuu.corpus.site_files import Page, Site
from tracuu.corpus.sites import Sites
from tracuu.errors import InputError
from tracuu.records import Cleaned, Extract, Role
from tracuu.tuples import Record

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

NEEDED = ("title", "date", "body")
"""Without one of these a page is not understood well."""

_ROLES = {
    "title": (Role.TITLE,), "dek": (Role.DEK,), "byline": (Role.BYLINE,), "body": (Role.BODY, Role.HEADING),
    "caption": (Role.CAPTION,), "source": (Role.SOURCE,), "comments": (Role.COMMENTS,),
}  # fmt: skip

_ORDER = ("title", "dek", "byline", "publisher", "date", "lang", "body", "caption", "source", "source_url", "comments")


class Part(Record):
    """What one field gave: the text (None: nothing), how many lines, and the selector that found it.

    `selector` is None when no selector did: the page states it for machines, or cleaning told it by its shape.
    """

    name: str
    found: str | None
    lines: int = 0
    selector: str | None = None


class Trial(Record):
    """What a page gives. `extractor` is None when it gives no article, and `reason` says why, in words.

    `described` tells that the site's description found the article; else it was found without. `lines` are
    (role, text), in order. `fitting` tells that the address is an article's by the site's patterns, None without one.
    """

    site: Site | None
    url: str | None
    fitting: bool | None
    extractor: str | None
    described: bool
    parts: tuple[Part, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    reason: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed parts that were not found."""
        found = {part.name for part in self.parts if part.found}
        return tuple(name for name in NEEDED if name not in found)

    @property
    def is_good(self) -> bool:
        """True when nothing needed is missing, and a site that has a description was read by it."""
        return not self.missing and (self.described or not (self.site and self.site.pages))


def trial(html: str, sites: Sites, url: str | None = None, site: Site | None = None) -> Trial:
    """Try a page. `site` is the one to try; None: the one that the page's address tells.

    Raises DataError when a selector of the description is none.
    """
    try:
        found = page(html, sites, url=url, site=site)
    except InputError as error:
        site = site or (sites.of(url) if url else None)
        return Trial(site, url, _fitting(url, sites), None, described=False, reason=str(error))
    address = url or found.url
    site = site or (sites.of(address) if address else None)
    layout = _layout(site, found.extractor)
    cleaned = clean(found)
    lines = tuple((mark.role.value, cleaned.given[mark.start : mark.end]) for mark in cleaned.marks)
    parts = _parts(html, layout, found, cleaned, lines)
    return Trial(site, address, _fitting(address, sites), found.extractor, layout is not None, parts, lines)


def _fitting(url: str | None, sites: Sites) -> bool | None:
    site = sites.of(url) if url else None
    return addresses.article(url, sites) is not None if url and site and site.articles else None


def _layout(site: Site | None, extractor: str) -> Page | None:
    """Give the block of the site's file that found the article."""
    pages = site.pages if site else ()
    return next((layout for layout in pages if site and extractor == f"{site.id}/{layout.number}"), None)


def _parts(
    html: str, layout: Page | None, found: Extract, cleaned: Cleaned, lines: Iterable[tuple[str, str]]
) -> tuple[Part, ...]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    by_role: dict[str, list[str]] = {}
    for role, text in lines:
        by_role.setdefault(role, []).append(text)

    def read(name: str) -> Part:
        texts = [text for role in _ROLES[name] for text in by_role.get(role.value, ())]
        return Part(name, texts[0] if texts else None, len(texts), _selector(tree, layout, name) if texts else None)

    dated = cleaned.published
    told = {name: read(name) for name in _ROLES}
    told["title"] = told["title"]._replace(found=cleaned.title)
    stated = {
        "lang": Part("lang", found.lang),
        "date": Part("date", dated.moment or dated.day if dated else None, 1, _selector(tree, layout, "date")),
        "publisher": Part("publisher", cleaned.publisher, 1, _selector(tree, layout, "publisher")),
        "source_url": Part("source_url", cleaned.source_url),
    }
    return tuple({**told, **stated}[name] for name in _ORDER)


def _selector(tree: LexborHTMLParser, layout: Page | None, name: str) -> str | None:
    """Give the first selector of a field that finds something with text."""
    selectors: tuple[str, ...] = getattr(layout, name) if layout else ()
    for selector in selectors:
        if any((node.text(deep=True) or "").strip() for node in tree.css(selector)):
            return selector
    return None
