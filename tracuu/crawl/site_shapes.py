"""Finding parts of an article in a page of an unknown site, and the selectors that name them.

The text is known (what the generic extractor found, what the head states); each function looks for the element that
holds it. A selector is only given when it finds that very element first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracuu.corpus import dates, furniture
from tracuu.corpus.holding import MOST_NODES, above_of
from tracuu.corpus.markup import text_of
from tracuu.records import Dated

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DATA = Path(__file__).parent / "data" / "making.toml"
_STABLE = re.compile(r"[A-Za-z_][A-Za-z_-]{0,38}[A-Za-z]|[A-Za-z_-]{1,30}\d{0,2}")
_RUN = 25  # characters; a shorter beginning says nothing
_DATE_LINE = 160  # characters; a line that gives the date is no longer
_LINKED = 0.6
_DATE = re.compile(
    r"(?:(?P<first>\d{1,2}:\d{2}(?::\d{2})?)(?P<gap>[\s,|–-]{1,5}(?:[^\W\d]{1,8}\s?[^\W\d]{0,8},?\s)?))?"
    r"(?P<day>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{4})(?:(?P<behind>[\s,|–-]{1,5})(?P<last>\d{1,2}:\d{2}(?::\d{2})?))?"
)


class DatePlace(NamedTuple):
    """Where the date stands, and the format it is printed in; None when it is a `time` element's attribute alone."""

    node: LexborNode
    format: str | None


def selector(tree: LexborHTMLParser, node: LexborNode) -> str | None:
    """Give a selector that finds this element before any other: by id, class, or tag below something that has one."""
    own = [*_names(node), node.tag or ""]
    above = node.parent
    outer = [f"{name} {one}" for name in (_names(above) if above else ()) for one in own]
    return next((one for one in (*own[:-1], *outer, own[-1]) if _finds(tree, one, node)), None)


def headline(tree: LexborHTMLParser, title: str | None) -> LexborNode | None:
    """Give the element of the headline: the `h1` that says what the head states, else any heading, else the only h1."""
    heads = [node for node in tree.css("h1, h2, .title") if text_of(node)]
    same = [node for node in heads if title and _same(text_of(node), title)]
    only = [node for node in heads if node.tag == "h1"]
    return next(iter([*(node for node in same if node.tag == "h1"), *same]), only[0] if len(only) == 1 else None)


def date_place(
    tree: LexborHTMLParser, inner: LexborNode, head: LexborNode | None, stated: Dated | None
) -> DatePlace | None:
    """Give where the article's date is printed: before the end of the body and not in a menu.

    It is the day that the page states for machines. Where it states none, the date must stand behind the headline or in
    the element that holds headline and body: others may be today's.
    """
    found: list[DatePlace] = []
    near, behind = _common(inner, head), False
    for node in _before_end(tree, inner):
        behind = behind or (head is not None and node.mem_id == head.mem_id)
        close = stated is not None or behind or near in {one.mem_id for _, one in above_of(node)}
        place = _dated(node) if close and not _around(node) else None
        if place and (stated is None or place[0] == stated.day):
            found.append(DatePlace(node, place[1]))
    return (found[-1] if stated is None else max(found, key=lambda place: _depth(place.node))) if found else None


def _dated(node: LexborNode) -> tuple[str, str | None] | None:
    """Give the day that an element holds and the format that it prints it in."""
    text = text_of(node) if node.child is not None else ""
    printed = _printed(text) if 0 < len(text) <= _DATE_LINE else None
    moment = dates.from_iso(node.attributes.get("datetime") or "") if node.tag == "time" else None
    return (moment.day, printed[1] if printed else None) if moment else printed


def says(tree: LexborHTMLParser, text: str | None, inner: LexborNode) -> LexborNode | None:
    """Give the deepest element before the body's end that says just this: the dek, when the head states it."""
    if not text:
        return None
    blocks = (node for node in _before_end(tree, inner) if node.tag in {"p", "div", "h2", "h3"})
    return max((node for node in blocks if _same(text_of(node), text)), key=_depth, default=None)


def source_line(tree: LexborHTMLParser) -> LexborNode | None:
    """Give the element of the source line: a known label with an address or a name."""
    for node in tree.css("p, div, span"):
        text = text_of(node) if _is_innermost(node) else ""
        told = furniture.source(text) if text else None
        if told and told.known and (told.url or told.name) and not _around(node):
            return node
    return None


def furniture_in(inner: LexborNode, source: LexborNode | None) -> list[str]:
    """Give class selectors of what stands inside the body and does not belong to it: links to others, buttons.

    The source line is a link too, but belongs to the article.
    """
    words = _words("left_out")
    kept = {inner.mem_id, *([source.mem_id] if source else [])}
    found: dict[str, None] = {}
    for node in inner.css("div, ul, ol, section, aside, table, p"):
        for name in _names(node) if node.mem_id not in kept else ():
            if any(word in name.casefold() for word in words) or _is_links(node):
                found[name] = None
                break
    return list(found)


def captions_in(inner: LexborNode) -> list[str]:
    """Give selectors of captions inside the body."""
    named = [name for node in inner.css("[class*=aption]") for name in _names(node) if "aption" in name]
    return list(dict.fromkeys([*(["figcaption"] if inner.css_first("figcaption") else []), *named]))


def _names(node: LexborNode) -> list[str]:
    """Give selectors of an element by itself: its id, its classes with the rarer first, its item property."""
    given = node.attributes
    tag = node.tag or ""
    own = (given.get("id") or "").strip()
    ids = [f"#{own}"] if _is_stable(own) else []
    classes = [f"{tag}.{name}" for name in (given.get("class") or "").split() if _is_stable(name)]
    item = (given.get("itemprop") or "").strip()
    return [*ids, *sorted(classes, key=len, reverse=True), *([f"[itemprop={item}]"] if item.isalpha() else [])]


def _is_stable(name: str) -> bool:
    return bool(_STABLE.fullmatch(name)) and not name.casefold().startswith(_words("passing_classes"))


def _finds(tree: LexborHTMLParser, written: str, node: LexborNode) -> bool:
    first = next((one for one in tree.css(written) if (one.text(deep=True) or "").strip()), None)
    return first is not None and first.mem_id == node.mem_id


def _common(inner: LexborNode, head: LexborNode | None) -> int | None:
    """Give the `mem_id` of the innermost element that holds both."""
    holding = {one.mem_id for _, one in above_of(head)} if head else set()
    return next((one.mem_id for _, one in above_of(inner) if one.mem_id in holding), None)


def _is_innermost(node: LexborNode) -> bool:
    return node.child is not None and all(one.mem_id == node.mem_id for one in node.css("p, div"))


def _before_end(tree: LexborHTMLParser, inner: LexborNode) -> Iterator[LexborNode]:
    """Give the elements in the page's order until the body ends, without it and without those that hold it."""
    root = tree.body
    holding = {one.mem_id for _, one in above_of(inner)}
    inside = {one.mem_id for one in inner.traverse()}
    seen = False
    for count, node in enumerate(root.traverse() if root else ()):
        within = node.mem_id in inside
        if count > MOST_NODES or (seen and not within):
            return
        seen = seen or within
        if node.mem_id != inner.mem_id and node.mem_id not in holding:
            yield node


def _around(node: LexborNode) -> bool:
    return any(one.tag in _words("around") for _, one in above_of(node)) or node.tag in _words("around")


def _depth(node: LexborNode) -> int:
    return sum(1 for _ in above_of(node))


def _printed(text: str) -> tuple[str, str] | None:
    """Give the day that a line prints and the format it is in."""
    found = _DATE.search(dates.ascii_digits(text))
    if not found:
        return None
    mark = found["mark"]
    written = f"{{day}}{mark}{{month}}{mark}{{year}}"
    if found["first"]:
        written = f"{_clock(found['first'])}{found['gap']}{written}"
    elif found["last"]:
        written = f"{written}{found['behind']}{_clock(found['last'])}"
    read = dates.by_formats(text, (written,))
    return (read.day, written) if read else None


def _clock(text: str) -> str:
    return "{hour}:{minute}:{second}" if text.count(":") > 1 else "{hour}:{minute}"


def _is_links(node: LexborNode) -> bool:
    text = text_of(node)
    linked = sum(len(text_of(link)) for link in node.css("a[href]"))
    return bool(text) and linked >= _LINKED * len(text)


def _same(text: str, stated: str) -> bool:
    plain, wanted = (" ".join(one.split()).casefold() for one in (text, stated))
    # Windows' titles and og:title carry the site's name behind the headline.
    return plain == wanted or (len(plain) > _RUN and wanted.startswith(plain))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))[name])
