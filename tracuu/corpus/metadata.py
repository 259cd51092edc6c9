"""What a page's head states of its article: address, language, other languages, date, publisher, headline.

Only statements made for machines are read here (link, meta, JSON-LD, the comment of a saved page). What readers see is
read through the site's selectors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from tracuu.corpus import dates
from tracuu.errors import UsageError
from tracuu.records import Dated

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_ARTICLE_TYPES = ("Article", "Posting", "Report")
_JSON_LIMIT = 2_000_000  # characters; a longer block is no description of one article
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datePublished", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dcterms.created", "dc.date", "sailthru.date", "cms-date",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "title")
_DEK_NAMES = ("og:description", "description", "twitter:description")


class Facts(NamedTuple):
    """What the head states; each may be absent. Languages are as stored (BCP 47)."""

    url: str | None
    lang: str | None
    title: str | None
    dek: str | None
    published: Dated | None
    publisher: str | None
    alternates: dict[str, str]


def read(tree: LexborHTMLParser, text: str, base: str | None) -> Facts:
    """Read the head of a parsed page. `text` is its markup, `base` the address it came from, for relative links."""
    meta = _meta(tree)
    links = _alternates(tree, base)
    described = next(_articles(tree), {})
    stated = (_html_lang(tree), meta.get("og:locale"), meta.get("content-language"), _text(described, "inLanguage"))
    lang = next((tag for value in stated if value and (tag := _canonical(value))), None)
    return Facts(
        url=_address(tree, meta, links, lang, text, base),
        lang=lang,
        title=next((meta[name] for name in _TITLE_NAMES if meta.get(name)), None) or _text(described, "headline"),
        dek=next((meta[name] for name in _DEK_NAMES if meta.get(name)), None),
        published=_published(meta, described),
        publisher=_publisher(meta, described),
        alternates=links,
    )


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Give the first value of each named meta element, names in small letters."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        given = node.attributes
        name = given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv")
        value = (given.get("content") or "").strip()
        if name and value:
            found.setdefault(name.strip().casefold(), value)
    return found


def _alternates(tree: LexborHTMLParser, base: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("link[hreflang][href]"):
        given = node.attributes
        written = (given.get("hreflang") or "").strip()
        lang = None if written.casefold() == "x-default" else _canonical(written)
        url = _absolute(given.get("href"), base)
        relation = (given.get("rel") or "").casefold().split()
        if lang and url and "alternate" in relation:
            found.setdefault(lang, url)
    return found


def _address(
    tree: LexborHTMLParser,
    meta: dict[str, str],
    links: dict[str, str],
    lang: str | None,
    text: str,
    base: str | None,
) -> str | None:
    """Choose the page's own address: canonical, og:url, the link to its own language, the saved page's comment."""
    canonical = tree.css_first("link[rel=canonical][href]")
    saved = _SAVED_FROM.search(text, 0, 4_000)
    own = next((url for tag, url in links.items() if tag == lang), None)
    evidence = (canonical.attributes.get("href") if canonical else None, meta.get("og:url"), own, saved and saved[1])
    urls = [url for value in evidence if (url := _absolute(value, base))]
    # A page that calls the site's front page its canonical address only says that its template is wrong.
    return next((url for url in urls if urlsplit(url).path.strip("/") or urlsplit(url).query), None)


def _absolute(value: str | None, base: str | None) -> str | None:
    written = (value or "").strip()
    try:
        url = urljoin(base or "", written) if written else ""
        return url if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname else None
    except ValueError:  # a broken host is no address
        return None


def _html_lang(tree: LexborHTMLParser) -> str | None:
    root = tree.css_first("html")
    given = root.attributes if root else {}
    return (given.get("lang") or given.get("xml:lang") or "").strip() or None


def _canonical(tag: str) -> str | None:
    """Give a language as stored; None for what is no language: templates hold placeholders and misprints."""
    from tracuu.text.codes import canonical

    try:
        return canonical(tag.strip().replace("_", "-"))
    except UsageError:
        return None


def _published(meta: dict[str, str], described: dict[str, Any]) -> Dated | None:
    stated = [*(meta.get(name.casefold()) for name in _DATE_NAMES), _text(described, "datePublished")]
    return next((dated for value in stated if value and (dated := dates.read(value))), None)


def _publisher(meta: dict[str, str], described: dict[str, Any]) -> str | None:
    publisher = described.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = _text(publisher, "name") if isinstance(publisher, dict) else None
    return meta.get("og:site_name") or name


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Give the JSON-LD objects that describe an article. A block that cannot be read states nothing."""
    for node in tree.css('script[type="application/ld+json"]'):
        raw = node.text(deep=True)
        if not 0 < len(raw) < _JSON_LIMIT:
            continue
        try:
            data = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(data) if _is_article(item))


def _objects(data: object) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _is_article(item: dict[str, Any]) -> bool:
    stated = item.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in kinds)


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value.strip() or None if isinstance(value, str) else None
