"""Lists of articles: front pages, sections, tags. Their articles with titles and days, and the list's next page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tracuu.corpus.site_files import MAX_PAGES
from tracuu.corpus.sites import Sites
from tracuu.crawl import list_items
from tracuu.crawl.hrefs import is_article, is_own, whole
from tracuu.crawl.turning import next_page
from tracuu.crawling import Lead, Origin, What

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_LINKS = 5_000
"""Links looked at on one page; a front page has some hundreds."""

_DATA = Path(__file__).parent / "data" / "lists.toml"
_MOST_FEEDS = 5
_FEEDS = frozenset(("application/rss+xml", "application/atom+xml"))
_LEAST_ID = 4  # digits of an article's number in a query
_HEADLINE = 25  # characters of a link's text that may be one


def read(html: str, url: str, sites: Sites, hops: int = 0) -> list[Lead]:
    """Give the articles that a list links to, in its order, then its feeds and its next page.

    Articles are told by the site's patterns; of a site without any, by the looks of address and link, on the same host.
    Titles are the links' texts. Days are given only where the list prints one beside each article.

    Args:
        html: the decoded page.
        url: its address.
        sites: what is known of sites.
        hops: how many pages of this list were turned so far.

    Raises:
        InputError: the page is larger or deeper than a list can be.
    """
    from selectolax.lexbor import LexborHTMLParser

    from tracuu.corpus.lean import lean

    tree = LexborHTMLParser(lean(html.replace("\0", "")))
    site = sites.of(url)
    links = _links(tree, url, sites)
    articles = [(target, node) for target, node in links if target != url and _is_article(target, node, sites)]
    found = [
        Lead(item.url, What.ARTICLE, Origin.LISTING, url, title=item.title, day=item.day)
        for item in list_items.read(articles, site)
    ]
    following = None
    if found and hops + 1 < (site.max_pages if site else MAX_PAGES):
        following = next_page(_called_next(tree, url), [target for target, _ in links], url, site)
    feeds = _feeds(tree, url, sites) if hops == 0 and not (site and site.feeds) else []
    turned = [Lead(following, What.LISTING, Origin.LISTING, url, hops=hops + 1)] if following else []
    return [*found, *feeds, *turned]


def _links(tree: LexborHTMLParser, url: str, sites: Sites) -> list[tuple[str, LexborNode]]:
    """Give the links to pages of the same site, in the order of the page."""
    base = _base(tree, url)
    found = []
    for node in tree.css("a[href]")[:MOST_LINKS]:
        target = whole(node.attributes.get("href") or "", base)
        if target and is_own(target, url, sites):
            found.append((target, node))
    return found


def _base(tree: LexborHTMLParser, url: str) -> str:
    stated = tree.css_first("base[href]")
    return (whole(stated.attributes.get("href") or "", url) if stated else None) or url


def _is_article(target: str, node: LexborNode, sites: Sites) -> bool:
    site = sites.of(target)
    if site and site.articles:
        return is_article(target, sites)
    if any(step in _no_articles() for step in urlsplit(target).path.casefold().split("/")):
        return False
    return is_article(target, sites) or _has_number(target, node)


def _has_number(target: str, node: LexborNode) -> bool:
    """Tell an article whose number stands in the query (`?id=41234`) by the headline that its link shows."""
    numbers = (value for _, value in parse_qsl(urlsplit(target).query)[:10] if value.isdigit())
    return any(len(value) >= _LEAST_ID for value in numbers) and len(list_items.shown(node)) >= _HEADLINE


def _feeds(tree: LexborHTMLParser, url: str, sites: Sites) -> list[Lead]:
    """Give the feeds that the page's head names; a site's description outranks them."""
    base = _base(tree, url)
    named = (node.attributes for node in tree.css('link[rel~="alternate"][href]'))
    stated = (given.get("href") or "" for given in named if given.get("type") in _FEEDS)
    own = dict.fromkeys(target for written in stated if (target := whole(written, base)) and is_own(target, url, sites))
    return [Lead(target, What.FEED, Origin.LISTING, url) for target in list(own)[:_MOST_FEEDS]]


def _called_next(tree: LexborHTMLParser, url: str) -> str | None:
    node = tree.css_first('link[rel~="next"][href], a[rel~="next"][href]')
    return whole(node.attributes.get("href") or "", _base(tree, url)) if node else None


@cache
def _no_articles() -> frozenset[str]:
    import tomllib

    return frozenset(tomllib.loads(_DATA.read_text(encoding="utf-8"))["no_articles"])
