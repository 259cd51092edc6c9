"""Walls: pages that stand before an article instead of it. They are recognised and never climbed.

The signs are data (`data/walls.toml`). A page that holds an article's text is no wall, whatever its words, unless it
states for machines that it is not free (schema.org `isAccessibleForFree`).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracuu.corpus.lean import lean
from tracuu.errors import InputError
from tracuu.text.normalize import key

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

BOT, LOGIN, PAY = "crawl.wall_bot", "crawl.wall_login", "crawl.wall_pay"
SCRIPT, REFUSED = "crawl.wall_script", "crawl.wall_refused"
_DATA = Path(__file__).parent / "data" / "walls.toml"
_PLAIN_ANSWERS = {401: LOGIN, 402: PAY, 403: REFUSED, 407: REFUSED, 451: REFUSED}
_MAY_ASK = frozenset({200, 202, 203, 401, 402, 403, 405, 429, 503})  # statuses under which walls are served
# Sizes in bytes of UTF-8, so that a sentence of Chinese and one of English count alike.
_ARTICLE = 2_000  # as much text in paragraphs is an article
_TEASER = 900  # of text outside of menus and links: all that a paywall shows
_NOTICE = 1_500  # of all text: what a wall says of itself
_MARKED = 700  # of text outside of menus and links: a page whose markup alone tells a wall
_NOTHING = 250  # of all text: a page that only scripts fill
_TITLE = 60  # characters; the title of a wall is no longer
_PARAGRAPH = re.compile(r"<p\b[^<>]{0,300}>\s{0,100}([^<]{40,})")
_LOCKED = re.compile(r"\"isAccessibleForFree\"\s{0,9}:\s{0,9}\"?(?:https?://schema\.org/)?false", re.IGNORECASE)
_UNSEEN = ["script", "style", "noscript", "template", "head", "svg"]
_ARTICLE_MARKUP = (
    "meta[property='article:published_time'], meta[property='og:type'][content=article], [itemprop=articleBody]"
)
_AROUND = ["nav", "header", "footer", "aside", "a", "form", "button", "select"]


class Signs(NamedTuple):
    """The signs of one kind of wall, words as keys (`normalize.key`)."""

    headers: tuple[tuple[str, str], ...]
    markup: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    scripts: tuple[tuple[str, ...], ...]


def wall(status: int, headers: Mapping[str, str], html: str) -> str | None:
    """Tell that an answer is a wall: the reason as a key of the catalogue, None when it is none.

    `headers` have names in small letters. An answer that is merely missing or broken (404, 500) is no wall.
    """
    stated = ((headers.get(name), value) for name, value in _signs("bot").headers)
    if any(given is not None and given.casefold().startswith(value) for given, value in stated):
        return BOT
    if status not in _MAY_ASK:
        return _PLAIN_ANSWERS.get(status)
    asked = _in_page(html, ok=status < 300)  # noqa: PLR2004  the statuses of success
    return asked or _PLAIN_ANSWERS.get(status)


def _in_page(html: str, *, ok: bool) -> str | None:
    try:
        html = lean(html)
    except InputError:  # no wall is so large; who extracts the article says what is wrong with it
        return None
    if _LOCKED.search(html) and _states_locked(html):
        return PAY
    if _holds_article(html) or not html.strip():
        return None
    from selectolax.lexbor import LexborHTMLParser

    if _told(LexborHTMLParser(html)) > _NOTICE:
        return None
    return _asked(_Sheet(LexborHTMLParser(html)), ok=ok)


def _asked(sheet: _Sheet, *, ok: bool) -> str | None:
    """Tell which wall a page without an article is; one with an error's status must at least say so in words."""
    if sheet.asks("bot") or _reloads(sheet):
        return BOT
    if sheet.asks("login"):
        return LOGIN
    if sheet.teases() if ok else sheet.asks("pay"):
        return PAY
    return SCRIPT if ok and _waits_for_scripts(sheet) else None


def _holds_article(html: str) -> bool:
    """Tell quickly what most pages are: paragraphs with much text."""
    size = 0
    for found in _PARAGRAPH.finditer(html):
        size += len(found[1].encode("utf-8", "replace"))
        if size >= _ARTICLE:
            return True
    return False


class _Sheet:
    """What a page without an article shows: its title, all its words, and its words outside of menus and links."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        """Read a parsed page; the tree loses what readers do not see."""
        self.title = key(" ".join(_texts(tree, "title").split()))
        self.scripts = _texts(tree, "script:not([src])")
        self.unscripted = key(_texts(tree, "noscript"))
        self.has_scripts = tree.css_first("script") is not None
        self.states_article = tree.css_first(_ARTICLE_MARKUP) is not None
        self.marked = {kind: bool(markup) and tree.css_first(markup) is not None for kind, markup in _markup().items()}
        tree.strip_tags(_UNSEEN)
        self.words = key(_body(tree))
        self.size = len(self.words.encode("utf-8", "replace"))
        self.told = _told(tree)

    def asks(self, kind: str) -> bool:
        """Tell that the page says or holds what walls of this kind do, and hardly anything else."""
        signs = _signs(kind)
        if self.states_article:
            return False
        titled = len(self.title) <= _TITLE and self.title.startswith(signs.title)
        said = any(words in self.words for words in signs.text)
        return titled or said or (self.marked[kind] and self.told <= _MARKED)

    def teases(self) -> bool:
        """Tell the beginning of an article that ends in an offer to subscribe."""
        said = any(words in self.words for words in _signs("pay").text)
        return self.told <= _TEASER and (said or self.marked["pay"])


def _reloads(sheet: _Sheet) -> bool:
    """Tell a page of nothing but a script that sets a cookie and asks again."""
    lists = _signs("bot").scripts
    return sheet.size <= _NOTHING and any(all(word in sheet.scripts for word in words) for words in lists)


def _waits_for_scripts(sheet: _Sheet) -> bool:
    if sheet.told > _NOTHING or not sheet.has_scripts:
        return False
    asked = any(words in sheet.unscripted or words in sheet.words for words in _signs("script").text)
    return asked or sheet.marked["script"]


def _told(tree: LexborHTMLParser) -> int:
    """Give how many bytes of text stand outside of menus and links; the tree loses them."""
    tree.strip_tags([*_UNSEEN, *_AROUND])
    return len(_body(tree).encode("utf-8", "replace"))


def _body(tree: LexborHTMLParser) -> str:
    body = tree.body
    return " ".join((body.text(deep=True, separator=" ") if body else "").split())


def _texts(tree: LexborHTMLParser, selector: str) -> str:
    return " ".join(node.text(deep=True) or "" for node in tree.css(selector))


def _states_locked(html: str) -> bool:
    """Tell that the description of an article, or of a part of it, says that it is not free."""
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(html).css('script[type="application/ld+json"]'):
        try:
            described = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        if any(str(item.get("isAccessibleForFree")).casefold().endswith("false") for item in _objects(described)):
            return True
    return False


def _objects(described: object) -> Iterator[dict[str, object]]:
    """Give the articles of a description and the parts they state; a list beside them describes other pages."""
    for item in _dicts(described):
        for article in (item, *_dicts(item.get("@graph"))):
            yield article
            yield from _dicts(article.get("hasPart"))


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


@cache
def _markup() -> dict[str, str]:
    return {kind: _signs(kind).markup for kind in ("bot", "login", "pay", "script")}


@cache
def _signs(kind: str) -> Signs:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))[kind]
    return Signs(
        headers=tuple((name, value) for name, value in table.get("headers", ())),
        markup=", ".join(table.get("markup", ())),
        title=tuple(map(key, table.get("title", ()))),
        text=tuple(map(key, table.get("text", ()))),
        scripts=tuple(map(tuple, table.get("scripts", ()))),
    )
