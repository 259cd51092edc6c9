"""The entries of a list of articles: a title for each article that is linked, and the day printed beside it.

An entry is the largest element around a link in which no other article is linked. Its day is that of a `<time>`, or of
an element that shows a day and hardly anything else: a day inside a sentence may be that of an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracuu.corpus import dates
from tracuu.corpus.site_files import Site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIGHEST = 6  # elements between a link and its entry
_LONGEST_TITLE = 300
_LONGEST_DAY = 60  # characters of an element that shows a day, with weekday, clock and a word before it
_LONGEST_WRITTEN = 500  # the same with the blanks of the markup
_MOST_LETTERS = 24  # letters among them
_MOST_PLACES = 30  # elements of an entry that are looked at for a day
_OLDEST = "1996"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DAY_PLACES = "time, span, p, div, em, i, small, li, td, dd, label, b"
_USUAL = ("{day}/{month}/{year}", "{day}-{month}-{year}", "{day}.{month}.{year}", "{year}-{month}-{day}")


class Item(NamedTuple):
    """One article of a list."""

    url: str
    title: str | None
    day: str | None


def read(links: Sequence[tuple[str, LexborNode]], site: Site | None) -> list[Item]:
    """Give each linked article once, in order, from its links (address and element)."""
    nodes: dict[str, list[LexborNode]] = {}
    for url, node in links:
        nodes.setdefault(url, []).append(node)
    holds = _addresses_inside(links)
    formats = _formats(site)
    return [Item(url, _title(own), _day(own, url, holds, formats, site)) for url, own in nodes.items()]


def shown(node: LexborNode) -> str:
    """Give the text of a link on one line."""
    return " ".join((node.text(deep=True, separator=" ") or "").split())


def _title(nodes: Sequence[LexborNode]) -> str | None:
    """Give the text of the link that is a heading, else the longest of what the links show or say of themselves."""
    headings = [text for node in nodes for text in _headings(node) if text]
    if headings:
        return max(headings, key=len)[:_LONGEST_TITLE]
    texts = [text for node in nodes for text in (shown(node), node.attributes.get("title") or "")]
    pictures = (picture.attributes.get("alt") or "" for node in nodes for picture in node.css("img[alt]")[:1])
    best = max(texts, key=len, default="") or max(pictures, key=len, default="")
    return " ".join(best.split())[:_LONGEST_TITLE] or None


def _headings(node: LexborNode) -> Iterator[str]:
    around = (node.parent, node.parent.parent if node.parent else None)
    if any(above is not None and above.tag in _HEADINGS for above in around):
        yield shown(node)
    for inner in node.css(", ".join(sorted(_HEADINGS)))[:1]:
        yield shown(inner)


def _addresses_inside(links: Iterable[tuple[str, LexborNode]]) -> dict[int, str | None]:
    """Give for each element near a link the one article that is linked in it, None where there are several."""
    holds: dict[int, str | None] = {}
    for url, node in links:
        for element in _upwards(node):
            known = holds.setdefault(element.mem_id, url)
            holds[element.mem_id] = url if known == url else None
    return holds


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    element: LexborNode | None = node
    for _ in range(_HIGHEST + 1):
        if element is None:
            return
        yield element
        element = element.parent


def _entry(node: LexborNode, url: str, holds: dict[int, str | None]) -> LexborNode | None:
    """Give the largest element around a link with no other article; None when nothing tells where it ends."""
    largest = None
    for element in _upwards(node):
        if holds.get(element.mem_id) != url:
            return largest
        largest = element
    return None


def _day(
    nodes: Sequence[LexborNode], url: str, holds: dict[int, str | None], formats: tuple[str, ...], site: Site | None
) -> str | None:
    zone = site.zone if site else dates.VIETNAM
    for node in nodes:
        entry = _entry(node, url, holds)
        for place in entry.css(_DAY_PLACES)[:_MOST_PLACES] if entry else ():
            found = dates.from_iso(place.attributes.get("datetime") or "", zone=zone)
            if not found and (text := _only_day(place)):
                found = dates.by_formats(text, formats, zone=zone)
            if found and found.day >= _OLDEST:
                return found.day
    return None


def _only_day(place: LexborNode) -> str | None:
    """Give the text of an element that is short and hardly anything but numbers."""
    written = place.text(deep=True, separator=" ") or ""
    if len(written) > _LONGEST_WRITTEN:
        return None
    text = " ".join(written.split())
    letters = sum(map(str.isalpha, text))
    return text if 0 < len(text) <= _LONGEST_DAY and letters <= _MOST_LETTERS else None


def _formats(site: Site | None) -> tuple[str, ...]:
    described = [written for page in site.pages for written in page.date_formats] if site else []
    return tuple(dict.fromkeys((*described, *_USUAL)))
