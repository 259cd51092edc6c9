"""Extraction: a capture becomes given text, with what its markup states.

Plain text is given as it came; office files are read by `corpus.office`. Of a page the site's selectors take the
article; where they find none, or no site is known, trafilatura does. Given text of a page is ours: title, dek, byline,
body, captions and source line in the order of the page, one block a line, with their roles marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from tracuu.corpus import addresses, dates, generic, markup, metadata
from tracuu.corpus.lean import lean
from tracuu.corpus.markup import Piece
from tracuu.corpus.metadata import Facts
from tracuu.corpus.office import kinds
from tracuu.corpus.site_files import Page, Site
from tracuu.corpus.sites import Sites
from tracuu.errors import DataError, InputError
from tracuu.records import Capture, Dated, DateKind, Extract, Mark, Role

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

PLAIN = "plain/1"
_ENOUGH = 60  # bytes of UTF-8; an article says more than that
_TOLD = {
    "title": Role.TITLE,
    "dek": Role.DEK,
    "byline": Role.BYLINE,
    "body": Role.BODY,
    "source": Role.SOURCE,
    "comments": Role.COMMENTS,
}
_HEAD = frozenset({Role.TITLE, Role.DEK, Role.BYLINE})


def extract(capture: Capture, sites: Sites) -> Extract:
    """Turn a capture into given text.

    Raises InputError when it cannot be decoded, when there is no text in it, or when a page holds no article.
    """
    from tracuu.corpus.decode import decode

    if capture.media_type in kinds.TEXTS:
        from tracuu.corpus.office import reading

        return reading.extract(capture)
    text, charset, note = decode(capture.raw, capture.charset, capture.media_type)
    if capture.media_type == "text/html":
        found = page(text, sites, url=capture.hints.url, day=_day(capture.fetched_at))
        return found._replace(charset=charset, note=note)
    return Extract(given=text, extractor=PLAIN, charset=charset, note=note)


def page(
    html: str, sites: Sites, *, url: str | None = None, day: date | None = None, site: Site | None = None
) -> Extract:
    """Extract the article of a decoded page.

    `url` is where it came from, `day` when, as far as that is known. `site` is the one whose description is tried
    whatever the address says; None: the one that the address tells.
    """
    from selectolax.lexbor import LexborHTMLParser

    markup_text = lean(html.replace("\0", ""))
    tree = LexborHTMLParser(markup_text)
    facts = metadata.read(tree, html, url)
    address = url or facts.url
    site = site or (sites.of(address) if address else None)
    for layout in _layouts(site, day):
        if site and (found := _by_selectors(tree, site, layout, facts)):
            return found
    if address and addresses.is_listing(address, sites):
        raise InputError("page.listing")
    return _by_trafilatura(tree, markup_text, site, facts)


def _layouts(site: Site | None, day: date | None) -> list[Page]:
    """Give the page layouts of a site, the one that held on `day` first; a saved page may be older than its file."""
    if site is None:
        return []
    oldest_first = sorted(site.pages, key=lambda layout: layout.valid_until or date.max)
    if day is None:
        return oldest_first[::-1]
    fitting = [layout for layout in oldest_first if layout.valid_until is None or day <= layout.valid_until]
    return [*fitting, *(layout for layout in reversed(oldest_first) if layout not in fitting)]


def _by_selectors(tree: LexborHTMLParser, site: Site, layout: Page, facts: Facts) -> Extract | None:
    """Read the article through the site's selectors; None when they find no body."""
    found = {name: node for name in _TOLD if (node := _first(tree, site, name, getattr(layout, name)))}
    if "body" not in found:
        return None
    lines = _lines(tree, site, layout, found)
    if not _says_enough(lines):
        return None
    given, roles = _join(lines)
    return Extract(
        given=given,
        extractor=f"{site.id}/{layout.number}",
        roles=roles,
        url=facts.url,
        lang=facts.lang,
        title=next((line.text for line in lines if line.role is Role.TITLE), facts.title),
        published=_published(tree, site, layout, facts),
        publisher=_publisher(tree, site, layout),
        source_url=_href(found.get("source")),
        alternates=facts.alternates,
    )


def _lines(tree: LexborHTMLParser, site: Site, layout: Page, found: dict[str, LexborNode]) -> list[Piece]:
    """Give the lines of the parts that were found, in the order of the page, each part once."""
    told = {node.mem_id: _TOLD[name] for name, node in found.items()}
    captions = {node.mem_id for node in _all(found["body"], site, "caption", layout.caption)}
    in_body = _left_out(found["body"], site, layout) | (told.keys() - {found["body"].mem_id})
    lines: list[Piece] = []
    for node in _in_order(tree, layout, told):
        role = told[node.mem_id]
        if role is Role.BODY:
            lines += markup.pieces(node, lambda part: Role.CAPTION if part.mem_id in captions else None, in_body)
        elif text := markup.text_of(node, _left_out(node, site, layout)):
            lines.append(Piece(text, role))
    return lines


def _left_out(node: LexborNode, site: Site, layout: Page) -> frozenset[int]:
    return frozenset(part.mem_id for part in _all(node, site, "leave_out", layout.leave_out))


def _in_order(tree: LexborHTMLParser, layout: Page, told: dict[int, Role]) -> list[LexborNode]:
    """Give the parts in the order of the page; a head that stands inside the body comes before it."""
    selectors = [selector for name in _TOLD for selector in getattr(layout, name)]
    nodes: dict[int, LexborNode] = {}
    for node in tree.css(", ".join(selectors)):
        if node.mem_id in told:
            nodes.setdefault(node.mem_id, node)
    ordered = list(nodes.values())
    body = next(place for place, node in enumerate(ordered) if told[node.mem_id] is Role.BODY)
    behind = ordered[body + 1 :]
    is_late = [told[node.mem_id] in _HEAD and _is_inside(node, ordered[body]) for node in behind]
    late = [node for node, moves in zip(behind, is_late, strict=True) if moves]
    rest = [node for node, moves in zip(behind, is_late, strict=True) if not moves]
    return [*ordered[:body], *late, ordered[body], *rest]


def _is_inside(node: LexborNode, outer: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != outer.mem_id:
        above = above.parent
    return above is not None


def _by_trafilatura(tree: LexborHTMLParser, html: str, site: Site | None, facts: Facts) -> Extract:
    """Let trafilatura find the article. Raises InputError when there is none."""
    lines = generic.find(tree, html, facts)
    if not _says_enough(lines):
        raise InputError("page.no_article")
    given, roles = _join(lines)
    return Extract(
        given=given,
        extractor=generic.name(),
        roles=roles,
        url=facts.url,
        lang=facts.lang,
        title=next((line.text for line in lines if line.role is Role.TITLE), None),
        published=_of_kind(facts.published or generic.published(tree), site),
        publisher=site.name if site and site.kind == "paper" else None if site else facts.publisher,
        alternates=facts.alternates,
    )


def _first(tree: LexborHTMLParser, site: Site, field: str, selectors: Iterable[str]) -> LexborNode | None:
    """Give the first element of the first selector that finds text."""
    for selector in selectors:
        for node in _css(tree, site, field, selector):
            if (node.text(deep=True) or "").strip():
                return node
    return None


def _all(node: LexborNode, site: Site, field: str, selectors: tuple[str, ...]) -> list[LexborNode]:
    return _css(node, site, field, ", ".join(selectors)) if selectors else []


def _css(tree: LexborHTMLParser | LexborNode, site: Site, field: str, selector: str) -> list[LexborNode]:
    from selectolax.lexbor import SelectolaxError

    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError) as error:
        raise DataError("page.bad_selector", path=site.file, field=field, value=selector) from error


def _published(tree: LexborHTMLParser, site: Site, layout: Page, facts: Facts) -> Dated | None:
    """Give the article's date: the head's, else what the site's own selectors find, never a date elsewhere."""
    return _of_kind(facts.published or _printed_date(tree, site, layout), site)


def _printed_date(tree: LexborHTMLParser, site: Site, layout: Page) -> Dated | None:
    for selector in layout.date:
        for node in _css(tree, site, "date", selector):
            stamp = node.attributes.get("datetime") or ""
            text = node.text(deep=True) or ""
            found = dates.from_iso(stamp, zone=site.zone) or dates.by_formats(text, layout.date_formats, zone=site.zone)
            if found:
                return found
    return None


def _of_kind(dated: Dated | None, site: Site | None) -> Dated | None:
    """Mark a portal's date as one: it is the day of the translation."""
    return dated._replace(kind=DateKind.PORTAL) if dated and site and site.kind == "portal" else dated


def _publisher(tree: LexborHTMLParser, site: Site, layout: Page) -> str | None:
    node = _first(tree, site, "publisher", layout.publisher)
    printed = markup.text_of(node) if node else None
    return printed or (site.name if site.kind == "paper" else None)


def _href(node: LexborNode | None) -> str | None:
    link = node.css_first("a[href]") if node else None
    url = (link.attributes.get("href") or "").strip() if link else ""
    return url if url.startswith(("http://", "https://")) else None


def _says_enough(lines: list[Piece]) -> bool:
    content = (line.text for line in lines if line.role in {None, Role.DEK, Role.CAPTION})
    return sum(len(text.encode()) for text in content) >= _ENOUGH


def _join(lines: list[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """Join lines to given text and say where each told role stands."""
    marks = []
    start = 0
    for line in lines:
        end = start + len(line.text)
        if line.role is not None:
            marks.append(Mark(start, end, line.role))
        start = end + 1
    return "\n".join(line.text for line in lines), tuple(marks)


def _day(moment: str) -> date | None:
    found = dates.from_iso(moment)
    return date.fromisoformat(found.day) if found else None
