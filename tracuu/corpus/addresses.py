"""Web addresses: one spelling per page, the server's name, and what a site's address patterns say.

Percent-encoding follows RFC 3986, section 6.2.2.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from tracuu.corpus.hosts import host as host  # noqa: PLC0414  part of this file's face
from tracuu.corpus.hosts import server, split

if TYPE_CHECKING:
    from tracuu.corpus.sites import Sites

_DATA = Path(__file__).parent / "data" / "addresses.toml"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = {None, 80, 443}


class Article(NamedTuple):
    """What an article's address says: the site that serves it, and language, slug, id and day where it names them."""

    site: str
    lang: str | None
    slug: str | None
    id: str | None
    day: str | None


@lru_cache(maxsize=1_000)  # one article's addresses are asked about again and again, and by its translations
def normal(url: str, sites: Sites) -> str:
    """Give the one spelling of a page's address: https, no `www.`, no fragment, no tracking, no closing slash.

    A host that a site calls the same as another (`same_as`) is written as that other. What is no web address comes
    back as it came, without blanks around it. `normal(normal(url)) == normal(url)`.
    """
    parts = split(url)
    if parts is None:
        return url.strip()
    name = server(parts)
    if name is None:
        return url.strip()
    name = sites.same_as(name)
    try:
        port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    except ValueError:  # a port that is no number
        return url.strip()
    query = _query(parts.query)
    return f"https://{name}{port}{_path(parts.path)}{'?' + query if query else ''}"


@lru_cache(maxsize=1_000)
def article(url: str, sites: Sites) -> Article | None:
    """Read an article's address by its site's patterns; None for an unknown site and for pages that are no article."""
    parts = split(url)
    site = sites.of(url) if parts else None
    if parts is None or site is None:
        return None
    path = _path(parts.path)
    if any(pattern.fullmatch(path) for pattern in site.listings):
        return None
    for pattern in site.articles:
        if found := pattern.fullmatch(path):
            return _article(site.id, found.groupdict())
    return None


def is_listing(url: str, sites: Sites) -> bool:
    """Tell whether the site's patterns say that this address is a list of articles, not an article."""
    parts = split(url)
    site = sites.of(url) if parts else None
    if parts is None or site is None:
        return False
    path = _path(parts.path)
    return path == "/" or any(pattern.fullmatch(path) for pattern in site.listings)


@lru_cache(maxsize=1_000)
def twins(url: str, sites: Sites) -> tuple[str, ...]:
    """Give the other addresses where the same article stands: a paper's articles that moved to another host.

    Only articles have twins, and the path must be the same. Both directions are told, in normal form.
    """
    page = normal(url, sites)
    name = host(page)
    if name is None or article(page, sites) is None:
        return ()
    return tuple(page.replace(f"://{name}", f"://{other}", 1) for other in sites.moved(name))


def _article(site: str, parts: dict[str, str]) -> Article:
    from tracuu.corpus.dates import day_of

    has_day = {"year", "month", "day"} <= parts.keys()
    day = day_of(parts["year"], parts["month"], parts["day"]) if has_day else None
    slug = parts.get("slug")
    return Article(site, _language(parts.get("lang")), slug, parts.get("id") or parts.get("dated_id"), day)


def _language(tag: str | None) -> str | None:
    from tracuu.text.codes import canonical

    return canonical(tag) if tag else None


@lru_cache(maxsize=1_000)
def _path(path: str) -> str:
    """Give a path with one spelling: no dot steps, no empty steps, no closing slash, escapes only where needed."""
    steps: list[str] = []
    for step in _escapes(path).split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "/" + "/".join(steps)


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = [pair for pair in _escapes(query).split("&") if pair and not _is_tracking(pair.partition("=")[0])]
    return "&".join(sorted(pairs))


def _is_tracking(name: str) -> bool:
    names, beginnings = _tracking()
    return name.casefold() in names or name.casefold().startswith(beginnings)


def _escapes(text: str) -> str:
    """Write every sign one way: unreserved ones plain, all that needs an escape as `%XX` of its UTF-8 bytes."""
    if "%" in text:
        text = _ESCAPE.sub(_plain_or_upper, _LOOSE_PERCENT.sub("%25", text))
    return quote(text, safe="!$&'()*+,;=:@/?%-._~", errors="replace")


def _plain_or_upper(found: re.Match[str]) -> str:
    byte = unquote_to_bytes(found[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else found[0].upper()


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return frozenset(data["tracking"]), tuple(data["tracking_beginnings"])
