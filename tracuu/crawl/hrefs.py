"""Addresses as pages, sitemaps and feeds write them, made whole; and whether one belongs to the site that wrote it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from tracuu.corpus import addresses
from tracuu.corpus.sites import Site, Sites

LONGEST = 2_000
"""Characters of an address that may be requested."""

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
_BREAKS = re.compile(r"[\t\r\n]+")
_SAFE = "!$&'()*+,;=:@/?%-._~[]"
_LONG_ID = re.compile(r"\d{4,}")
_ENDING = re.compile(r"\.(?:html?|aspx?|php|jsp|vnp|shtml|htm5)$", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|mp[34]|m4a|wav|avi|pdf|docx?|xlsx?|pptx?|zip|rar|7z|apk|js|css|json|rss|xml|gz)$",
    re.IGNORECASE,
)
_WORDS_OF_A_HEADLINE = 4
_WORDS_BESIDE_AN_ID = 2
_MOST_HOSTS = 4_096


def whole(written: str, base: str) -> str | None:
    """Give the address that `written` stands for on the page `base`, without fragment; None when none can be asked.

    Only http and https, no user name or password, no more than `LONGEST` characters; signs beyond ASCII are escaped.
    """
    if len(written) <= LONGEST and _PLAIN.fullmatch(written):  # as nearly all of a sitemap are
        return written
    typed = _BREAKS.sub("", written).strip()
    if not typed or len(typed) > LONGEST or typed.startswith("#"):
        return None
    try:
        parts = urlsplit(typed if typed[:8].casefold().startswith(("http://", "https://")) else urljoin(base, typed))
        is_web = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # a broken IPv6 host, or a port that is none
        return None
    if not is_web or not (netloc := _netloc(parts)):
        return None
    path, query = _escaped(parts.path) or "/", _escaped(parts.query)
    url = f"{parts.scheme}://{netloc}{path}{'?' + query if query else ''}"
    return url if len(url) <= LONGEST else None


def is_own(url: str, base: str, sites: Sites | None) -> bool:
    """Tell whether two whole addresses are of one site: the same described site, the same host, or a part of it.

    The hosts to which a newspaper moved its articles count as its own.
    """
    return _is_own_host(_origin(url), _origin(base), sites)


def site_of(url: str, sites: Sites | None) -> Site | None:
    """Give the site of a whole address, as `Sites.of` does; lists ask it for one host many thousand times."""
    return _site_of_origin(_origin(url), sites) if sites else None


def is_article(url: str, sites: Sites | None) -> bool:
    """Tell whether a whole address is an article's: by its site's patterns, where there are some, else by its looks."""
    site = site_of(url, sites)
    if sites and site and site.articles:
        return addresses.article(url, sites) is not None
    return not (sites and addresses.is_listing(url, sites)) and looks_like_article(url)


def looks_like_article(url: str) -> bool:
    """Tell whether an address ends in the words of a headline, or in words with a long number, as articles' do."""
    path = unquote(urlsplit(url).path).rstrip("/")
    if _NO_PAGE.search(path):
        return False
    last = _ENDING.sub("", path.rpartition("/")[2])
    words = [word for word in re.split(r"[-_]", last) if word]
    needed = _WORDS_BESIDE_AN_ID if _LONG_ID.search(last) else _WORDS_OF_A_HEADLINE
    return len([word for word in words if not word.isdigit()]) >= needed


def _netloc(parts: SplitResult) -> str | None:
    netloc = parts.netloc
    if netloc.isascii():
        return None if _UNSEEN.search(netloc) else netloc.lower()
    name = addresses.host(f"https://{netloc}")
    return f"{name}:{parts.port}" if name and parts.port else name


def _escaped(text: str) -> str:
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return quote(text, safe=_SAFE, errors="replace")


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


@lru_cache(maxsize=_MOST_HOSTS)
def _site_of_origin(origin: str, sites: Sites) -> Site | None:
    return sites.of(origin)


@lru_cache(maxsize=_MOST_HOSTS)
def _is_own_host(origin: str, base: str, sites: Sites | None) -> bool:
    mine, other = addresses.host(base), addresses.host(origin)
    if mine is None or other is None:
        return False
    if f".{other}".endswith(f".{mine}") or f".{mine}".endswith(f".{other}"):
        return True
    site = sites.of(mine) if sites else None
    if sites is None or site is None:
        return False
    return sites.of(other) is site or other in sites.moved(mine)
