"""Bounding a page before it is parsed: no page, however it was made, may cost minutes or all memory.

Parsers take time with the square of an element's attributes and of the depth of nesting. Small pages, which nearly all
are, pass untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracuu.errors import InputError

SMALL = 300_000  # characters; a smaller page costs little whatever it holds
MANY_TAGS = 20_000  # fewer elements cannot nest deep enough to matter
DEEPEST = 2_000  # elements in each other
LIMIT = 5_000_000  # characters of markup without scripts; no article needs as much
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^<>]*?(/?)>", re.IGNORECASE)
HUGE = 4_000  # characters of one tag; thousands of attributes hide there
_HUGE_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*)[^<>]{{{HUGE},}}>?")
_DATA_URI = re.compile(r"(?<=[\"'(])data:[^\"'()<>]{200,}")
_CLOSED_BY_OTHERS = frozenset((
    "p", "li", "td", "tr", "th", "dt", "dd", "option", "optgroup", "br", "img", "meta", "link", "input", "hr", "source",
    "area", "base", "col", "embed", "wbr", "track", "param",
))  # fmt: skip


def lean(html: str) -> str:
    """Give a page's markup, of a large page without scripts, styles, comments and embedded pictures.

    Descriptions in JSON-LD stay. Raises InputError when more is left than an article can need, or it nests too deep.
    """
    small = len(html) <= SMALL and html.count("<") <= MANY_TAGS
    if not small:
        html = _DATA_URI.sub("", html)
        for begin, end in (("<script", "</script"), ("<style", "</style"), ("<!--", "-->")):
            html = "".join(_outside(html, begin, end))
    stretches = html.split(">")
    if max(map(len, stretches)) > HUGE and any(map(_holds_huge_tag, stretches)):
        html = _HUGE_TAG.sub(r"<\1>", html)
    if len(html) > LIMIT:
        raise InputError("page.too_large", size=len(html), limit=LIMIT)
    if not small:
        _refuse_depth(html)
    return html


def _outside(html: str, begin: str, end: str) -> Iterator[str]:
    """Give what stands outside of the pieces from `begin` to `end`. One that never ends takes all the rest with it."""
    # casefold() would move places: it makes two letters of one.
    low = html.lower() if len(html.lower()) == len(html) else html
    place = 0
    while (start := low.find(begin, place)) >= 0:
        yield html[place:start]
        stop = low.find(end, start + len(begin))
        described = "ld+json" in low[start : start + 200].partition(">")[0]
        place = len(html) if stop < 0 else stop + len(end)
        if described:
            yield html[start:place]
        elif end.startswith("</"):
            place = low.find(">", place) + 1 or len(html)
    yield html[place:]


def _holds_huge_tag(stretch: str) -> bool:
    """Tell whether the last tag opened in a stretch without ">" is huge: a quick test, for most pages hold none."""
    return len(stretch) > HUGE and "<" in stretch[:-HUGE] and "<" not in stretch[-HUGE:]


def _refuse_depth(html: str) -> None:
    depth = 0
    for found in _TAG.finditer(html):
        if found[3] or found[2].lower() in _CLOSED_BY_OTHERS:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            raise InputError("page.too_deep", limit=DEEPEST)
