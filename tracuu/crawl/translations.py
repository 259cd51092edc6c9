"""Where the same article stands in other languages: as a portal's patterns spell it, and as a page states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from tracuu.corpus import addresses, templates
from tracuu.corpus.site_files import Site
from tracuu.corpus.sites import Sites
from tracuu.crawl.hrefs import whole
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import UsageError
from tracuu.text.codes import canonical


def of(url: str, langs: Sequence[str], sites: Sites) -> list[Lead]:
    """Give a portal's addresses for the same article in the languages asked for, without its own.

    The slug is the same in every language; the language is spelled as the portal does (`Site.language_codes`). Each
    waits for the page in the portal's own language, when that is asked for or is `url` itself. An address of another
    site than a portal gives none.
    """
    site = sites.of(url)
    parts = _parts(url, site, sites) if site and site.kind == "portal" else None
    if site is None or parts is None:
        return []
    own = _language_of(parts, site)
    made = {lang: page for lang in map(_canonical, langs) if lang and (page := _page(url, lang, parts, site))}
    original = url if own in site.languages else made.get(site.languages[0])
    return [
        Lead(page, What.ARTICLE, Origin.TRANSLATION, url, lang, after=None if page == original else original)
        for lang, page in made.items()
        if lang != own
    ]


def stated(alternates: Mapping[str, str], sites: Sites) -> list[Lead]:
    """Give the addresses that a page states (hreflang), by language; each waits for the site's own language."""
    pages = {lang: url for lang, written in alternates.items() if (url := whole(written, ""))}
    first = next(iter(pages.values()), "")
    site = sites.of(first)
    original = pages.get(site.languages[0] if site else "vi")
    return [
        Lead(url, What.ARTICLE, Origin.HREFLANG, None, _canonical(lang), after=None if url == original else original)
        for lang, url in pages.items()
    ]


def _parts(url: str, site: Site, sites: Sites) -> dict[str, str] | None:
    """Give the parts that the first fitting pattern finds in an article's address."""
    if addresses.article(url, sites) is None:
        return None
    path = urlsplit(addresses.normal(url, sites)).path
    for form in site.forms:
        if found := templates.compiled(form).fullmatch(path):
            return {name: found[name] for name in templates.parts_of(form)}
    return None


def _page(url: str, lang: str, parts: Mapping[str, str], site: Site) -> str | None:
    """Write the address of a language: without one for the site's own, when there is such a pattern."""
    others = {name: value for name, value in parts.items() if name != "lang"}
    spelled = {**others, "lang": site.language_codes.get(lang, lang)}
    choices = (others, spelled) if lang in site.languages else (spelled,)
    path = next((path for choice in choices for path in _filled(site, choice)), None)
    here = urlsplit(url)
    return f"{here.scheme}://{here.netloc}{path}" if path else None


def _filled(site: Site, parts: Mapping[str, str]) -> Iterator[str]:
    for form in site.forms:
        if templates.parts_of(form) == parts.keys() and (path := templates.filled(form, parts)):
            yield path


def _language_of(parts: Mapping[str, str], site: Site) -> str:
    written = parts.get("lang")
    if written is None:
        return site.languages[0]
    by_spelling = {spelling.casefold(): lang for lang, spelling in site.language_codes.items()}
    return by_spelling.get(written.casefold()) or _canonical(written) or written


def _canonical(lang: str) -> str | None:
    try:
        return canonical(lang)
    except UsageError:
        return None
