"""Where an article comes from: its address, its newspaper, its day, its language, and whether a machine translated it.

Each decision takes the evidence in a stated order, surest first: what the user or the row states, then the page, then
the address. Nothing is guessed without a mark that says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from tracuu.corpus import addresses
from tracuu.corpus.dates import read
from tracuu.corpus.sites import Site, Sites
from tracuu.records import CONTENT, Cleaned, Dated, DateKind, Extract, Hints, LanguageGuess, Role
from tracuu.text.places import province_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What could be told of where an article comes from.

    `site` is the newspaper of origin, `host` the server it came from. `portal` and `slug` are the portal's translation
    key, when the address is a portal's; `url_lang` the language that the address names.
    """

    url: str | None
    url_as_found: str | None
    host: str | None
    source_url: str | None
    source_as_found: str | None
    portal: str | None
    slug: str | None
    url_lang: str | None
    alternates: tuple[str, ...]
    origin: Site | None
    site: str | None
    publisher: str | None
    province: str | None
    province_inferred: bool
    dated: Dated | None


def trace(hints: Hints, extracted: Extract, cleaned: Cleaned, sites: Sites) -> Provenance:
    """Gather what hints, page and address say of where an article comes from."""
    stated_source = hints.source if hints.source and hints.source.startswith(("http://", "https://")) else None
    url_found = hints.url or extracted.url
    source_found = stated_source or cleaned.source_url or extracted.source_url
    url, source_url = _normal(url_found, sites), _normal(source_found, sites)
    article = addresses.article(url, sites) if url else None
    portal = sites.get(article.site) if article else None
    on_portal = portal is not None and portal.kind == "portal"
    publisher = (None if stated_source else hints.source) or cleaned.publisher or extracted.publisher
    origin = _origin(url, source_url, publisher, sites)
    province, inferred = _province(origin, cleaned)
    return Provenance(
        url=url,
        url_as_found=None if url_found == url else url_found,
        host=addresses.host(url) if url else None,
        source_url=None if source_url == url else source_url,
        source_as_found=None if source_url in {url, source_found} else source_found,
        portal=portal.id if portal and on_portal else None,
        slug=article.slug if article and on_portal else None,
        url_lang=article.lang if article else None,
        alternates=_alternates(extracted, hints.alternates, (url, source_url), sites),
        origin=origin,
        site=hints.site or (origin.id if origin else _host(source_url or url)),
        publisher=publisher or (origin.name if origin else None),
        province=province,
        province_inferred=inferred,
        dated=_dated(hints.published, cleaned, extracted, article.day if article else None),
    )


def language(cleaned: Cleaned, stated: str | None, prior: str | None) -> LanguageGuess:
    """Take the language that was stated, else let the text decide, with the address's language as prior.

    Only content is evidence: furniture is often in another language than the article.
    """
    from tracuu.text.codes import canonical
    from tracuu.text.language import detect

    if stated:
        return LanguageGuess(canonical(stated), 1.0, "stated")
    content = "\n".join(cleaned.given[start:end] for start, end, role in cleaned.marks if role in CONTENT)
    return detect(content or cleaned.given, prior)


def translated(lang: str, come: Provenance, sites: Sites) -> bool | None:
    """Tell whether the text is a machine translation; None when nothing tells.

    A portal's page in another language than Vietnamese is one; so is a text whose source line names a page of a
    newspaper that does not write in its language. A newspaper's own page is none.
    """
    home = sites.of(come.url) if come.url else None
    if home:
        return home.kind == "portal" and lang != "vi"
    if come.source_url and come.origin and come.origin.kind == "paper":
        return True if lang not in come.origin.languages else (False if lang == "vi" else None)
    return None


def _normal(url: str | None, sites: Sites) -> str | None:
    return addresses.normal(url, sites) if url else None


def _host(url: str | None) -> str | None:
    return addresses.host(url) if url else None


def _origin(url: str | None, source_url: str | None, publisher: str | None, sites: Sites) -> Site | None:
    """Find the newspaper of origin: the source line's, else the publisher's, else the host's."""
    by_source = sites.of(source_url) if source_url else None
    by_name = sites.named(publisher) if publisher else None
    return by_source or by_name or (sites.of(url) if url else None)


def _alternates(
    extracted: Extract, stated: Iterable[str], known: Iterable[str | None], sites: Sites
) -> tuple[str, ...]:
    """Gather the addresses of the same article: hreflang, stated ones, and those on a host that the paper moved to."""
    named = {addresses.normal(url, sites) for url in chain(extracted.alternates.values(), stated)}
    moved = {twin for url in known if url for twin in addresses.twins(url, sites)}
    return tuple(sorted(named | moved))


def _dated(stated: str | None, cleaned: Cleaned, extracted: Extract, url_day: str | None) -> Dated | None:
    """Choose the surest date: stated, then the page's, then the address's; the portal's is of the translation."""
    if stated and (found := read(stated)):
        return found
    by_url = Dated(url_day, DateKind.URL) if url_day else None
    known = [dated for dated in (extracted.published, cleaned.published, by_url) if dated]
    order = list(DateKind)
    return min(known, key=lambda dated: order.index(dated.kind), default=None)


def _province(origin: Site | None, cleaned: Cleaned) -> tuple[str | None, bool]:
    """Give the newspaper's province, else the one that title or opening names, marked as inferred."""
    if origin and origin.province:
        return origin.province, False
    opening = [cleaned.given[start:end] for start, end, role in cleaned.marks if role in {Role.DEK, Role.BODY}][:1]
    inferred = province_in("\n".join([cleaned.title or "", *opening]))
    return inferred, inferred is not None
