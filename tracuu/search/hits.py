"""From what the engine found to hits: the version's facts, the passage that shows the match, and what matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.indexer.engines.base import Hit as Found
from tracuu.records import Layer, Role, Span, Version
from tracuu.search.answer import Hit
from tracuu.search.marking import wanted
from tracuu.search.places import Marker
from tracuu.search.snippets import ELLIPSIS, a_name, snippet, with_names
from tracuu.search.width import fitting
from tracuu.search.wording import Wording

if TYPE_CHECKING:
    from tracuu.search.named import Named

_TITLE_COLUMNS = 100


def hits_of(
    archive: Archive,
    found: Sequence[Found],
    versions: Sequence[Version],
    words: Sequence[Wording],
    columns: int,
    named: Mapping[int, Named],
) -> tuple[Hit, ...]:
    """Give the hits for versions found, in order; `words` are what was looked for, `named` where names stand."""
    layers = archive.layers([version.number for version in versions])
    stories = archive.siblings(list({version.story_number for version in versions}))
    markers: dict[str, Marker] = {}
    hits: list[Hit] = []
    for hit, version in zip(found, versions, strict=True):
        if version.lang not in markers:
            markers[version.lang] = Marker(wanted(words, version.lang), version.lang)
        langs = tuple(sorted({lang for _, _, lang in stories[version.story_number]}))
        layer, marker, evidence = layers[version.number], markers[version.lang], named.get(version.number)
        hits.append(hit_of(version, layer, langs, hit.score, marker, columns, evidence))
    return tuple(hits)


def hit_of(
    version: Version,
    layer: Layer,
    langs: tuple[str, ...],
    score: float,
    marker: Marker,
    columns: int,
    named: Named | None,
) -> Hit:
    """Give the hit for one version, which holds what `marker` finds."""
    passage = snippet(layer.given, layer.marks, marker, columns, named.spans if named else ())
    title = version.title or _first_words(layer)
    places = _in_title(title, layer, marker, named) if title else []
    in_title = [title[place.start : place.end] for place in places] if title else []
    return Hit(
        story=version.story,
        version=version.id,
        number=version.number,
        id=version.given_id,
        lang=version.lang,
        langs=langs,
        title=title,
        date=version.dated.day if version.dated else None,
        date_kind=str(version.dated.kind) if version.dated else None,
        site=version.site,
        province=version.province,
        url=version.url,
        original_url=version.source_url,
        machine_translated=version.machine_translated,
        score=score,
        snippet=passage.text,
        matched=tuple(dict.fromkeys((*in_title, *passage.matched))),
        spans=passage.spans,
        title_spans=tuple(places),
        start=passage.start,
        reason=named.reason if named else None,
        page=layer.page(passage.start + (passage.spans[0].start if passage.spans else 0)),
    )


def _in_title(title: str, layer: Layer, marker: Marker, named: Named | None) -> list[Span]:
    """Give what matched in a title: words, and names that were asked for."""
    at = next((layer.given.find(title, *mark[:2]) for mark in layer.marks if mark.role is Role.TITLE), -1)
    inside = [span for span in named.spans if at <= span.start and span.end <= at + len(title)] if named else []
    names = [a_name(start - at, end - at) for start, end in inside] if at >= 0 else []
    return [Span(place.start, place.end) for place in with_names(marker.find(title), names)]


def _first_words(layer: Layer) -> str | None:
    """Give the beginning of an article that has no title."""
    for mark in layer.marks:
        line = layer.given[mark.start : mark.end].strip()
        if mark.role in {Role.DEK, Role.HEADING, Role.BODY} and line:
            return _shortened(line, _TITLE_COLUMNS)
    return None


def _shortened(line: str, columns: int) -> str:
    fits = line[: fitting(line, columns - 1)]
    if fits == line:
        return line
    return (fits.rpartition(" ")[0] or fits) + ELLIPSIS
