"""A sentence of an article as evidence: its words, where they stand, and the source to cite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracuu.align.sentences import split
from tracuu.corpus.stories import story_date
from tracuu.records import CONTENT, DateKind, Layer, Mark, Role, Span, Version

LONGEST = 600
"""Letters of a sentence that are shown; a text without full stops would fill pages."""

_ELLIPSIS = "…"
_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x85\u2028\u2029"), " ")


class Source(NamedTuple):
    """What a citation names: the version with the id that its user gave it, newspaper, date, title, addresses.

    `paper` is the newspaper's name as printed, else its site. `date` is the version's own day, None where only the time
    of fetching is known. `machine_translated` is None where nothing tells.
    """

    version: str
    id: str | None
    story: str
    lang: str
    paper: str | None
    site: str | None
    province: str | None
    date: str | None
    date_kind: str | None
    title: str | None
    url: str | None
    original_url: str | None
    machine_translated: bool | None


class Quotation(NamedTuple):
    """Words of a version: `start` and `end` in its given text, `text` on one line, `spans` of what is meant in it.

    Spans count code points of `text`, which begins or ends with an ellipsis where a long sentence was cut. `page` is
    the one on which it stands, where there are some.
    """

    start: int
    end: int
    text: str
    spans: tuple[Span, ...] = ()
    page: int | None = None


def source(version: Version) -> Source:
    """Give what cites a version."""
    dated = version.dated if version.dated and version.dated.kind is not DateKind.FETCHED else None
    return Source(
        version=version.id,
        id=version.given_id,
        story=version.story,
        lang=version.lang,
        paper=version.publisher or version.site,
        site=version.site,
        province=version.province,
        date=dated.day if dated else None,
        date_kind=str(dated.kind) if dated else None,
        title=version.title,
        url=version.url,
        original_url=version.source_url,
        machine_translated=version.machine_translated,
    )


def day_of(versions: Iterable[Version]) -> str | None:
    """Give a story's day; None where only the time of fetching is known."""
    dated = story_date(versions)
    return dated.day if dated and dated.kind is not DateKind.FETCHED else None


def sentence(layer: Layer, start: int, end: int) -> Span:
    """Give the sentence of given text that holds `start`, drawn out until it holds `end` as well."""
    line = _line(layer, start)
    if line is None:
        return Span(start, end)
    held = [
        Span(line.start + part.start, line.start + part.end)
        for part in split(layer.given[line.start : line.end])
        if line.start + part.end > start and line.start + part.start < max(end, start + 1)
    ]
    if not held:
        return Span(start, end)
    return Span(min(held[0].start, start), max(held[-1].end, end))


def quoted(layer: Layer, span: Span, meant: Iterable[Span] = ()) -> Quotation:
    """Give a stretch of given text for one line, with the places in it that are meant (offsets of given text)."""
    inside = sorted(Span(*place) for place in meant if span.start <= place[0] and place[1] <= span.end)
    begin, stop = _window(span, inside[0].start if inside else span.start)
    lead = _ELLIPSIS if begin > span.start else ""
    text = lead + layer.given[begin:stop].translate(_LINE_ENDS) + (_ELLIPSIS if stop < span.end else "")
    moved = len(lead) - begin
    kept = tuple(Span(place.start + moved, place.end + moved) for place in inside if place.end <= stop)
    return Quotation(begin, stop, text, kept, layer.page(inside[0].start if inside else begin))


def best_place(layer: Layer, places: Iterable[Span]) -> Span | None:
    """Choose the place to quote: in the text before in a caption, there before in the title; the first of these."""
    ranked = sorted((_rank(layer, place), place) for place in places)
    return ranked[0][1] if ranked else None


def _rank(layer: Layer, place: Span) -> int:
    line = _line(layer, place.start)
    return _ORDER.get(line.role, len(_ORDER)) if line else len(_ORDER)


_ORDER = {Role.BODY: 0, Role.DEK: 0, Role.HEADING: 1, Role.CAPTION: 2, Role.TITLE: 3}


def _line(layer: Layer, place: int) -> Mark | None:
    return next((mark for mark in layer.marks if mark.role in CONTENT and mark.start <= place < mark.end), None)


def _window(span: Span, place: int) -> Span:
    """Cut a long stretch to LONGEST letters about a place of it, between words where there are any."""
    if span.end - span.start <= LONGEST:
        return span
    begin = max(span.start, min(place - LONGEST // 3, span.end - LONGEST))
    return Span(begin, min(span.end, begin + LONGEST))
