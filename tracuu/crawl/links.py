"""Links inside an article's text, for sites whose description allows to follow them."""

from __future__ import annotations

from tracuu.corpus.sites import Sites
from tracuu.crawl.hrefs import is_article, is_own, whole
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError

MOST = 100
"""Links taken of one article."""


def read(body: bytes, url: str, sites: Sites, charset: str | None = None) -> list[Lead]:
    """Give the articles of the same site that an article's own text links to.

    Only of sites that say `follow_links = true`; menus and lists around the text give none. A page that cannot be
    read gives none either: it was read as an article before, or rejected.
    """
    site = sites.of(url)
    if site is None or not site.follow_links:
        return []
    from selectolax.lexbor import LexborHTMLParser

    from tracuu.corpus.decode import decode
    from tracuu.corpus.lean import lean

    try:
        tree = LexborHTMLParser(lean(decode(body, charset, "text/html").text.replace("\0", "")))
    except InputError:
        return []
    selectors = [selector for page in reversed(site.pages) for selector in page.body]
    text = next((node for selector in selectors if (node := tree.css_first(selector))), None)
    found: dict[str, Lead] = {}
    for link in text.css("a[href]") if text else []:
        target = whole(link.attributes.get("href") or "", url)
        if target and target != url and is_own(target, url, sites) and is_article(target, sites):
            title = " ".join((link.text(deep=True) or "").split()) or None
            found.setdefault(target, Lead(target, What.ARTICLE, Origin.LINK, url, title=title))
        if len(found) >= MOST:
            break
    return list(found.values())
