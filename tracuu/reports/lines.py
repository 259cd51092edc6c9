"""The lines of a brief: for each story one sentence with its source, the Vietnamese beside it, its other editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracuu.align.sentences import Aligned
from tracuu.corpus.archive import Archive
from tracuu.corpus.editions import original
from tracuu.records import CONTENT, Layer, Span, Version
from tracuu.reports import near_copies
from tracuu.reports.counterparts import Sheet, aligned, counterpart, sheet
from tracuu.reports.evidence import Quotation, Source, best_place, day_of, quoted, sentence, source
from tracuu.text.codes import canonical, primary

Places = Mapping[int, Sequence[Span]]
"""Where something is named: by version number, places in given text."""


class Edition(NamedTuple):
    """Another version of a story with the sentence that says the same; None where it has none."""

    source: Source
    quotation: Quotation | None


class Line(NamedTuple):
    """What one story says: its day (None where it is undated), a sentence and its source.

    `vietnamese` is the sentence of the Vietnamese version, where one is held and is not the one that is cited. `copies`
    are the sources of near-copies in other stories. `editions` are the story's versions in other languages, `missing`
    the languages of the archive in which it is not held; both are empty unless they were asked for.
    """

    day: str | None
    source: Source
    quotation: Quotation
    vietnamese: Edition | None = None
    copies: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    missing: tuple[str, ...] = ()


class Told(NamedTuple):
    """A story that names something: its versions, those of them that do, the one to cite, and its day."""

    versions: tuple[Version, ...]
    cited: Version
    day: str | None


def told(archive: Archive, places: Places, lang: str | None) -> list[Told]:
    """Give the stories whose versions name something, oldest first, those without a day last.

    Cited is the version in `lang` where it names it, else the original, else the one nearest to it.
    """
    versions = archive.versions(sorted(places))
    siblings = archive.siblings(sorted({version.story_number for version in versions}))
    numbers = sorted({number for held in siblings.values() for number, _, _ in held})
    whole: dict[int, list[Version]] = {}
    for version in archive.versions(numbers):
        whole.setdefault(version.story_number, []).append(version)
    naming: dict[int, list[Version]] = {}
    for version in versions:
        naming.setdefault(version.story_number, []).append(version)
    found = [Told(tuple(whole[story]), _cited(held, lang), day_of(whole[story])) for story, held in naming.items()]
    return sorted(found, key=lambda one: (one.day is None, one.day or "", one.cited.story))


def _cited(versions: Sequence[Version], lang: str | None) -> Version:
    wanted = canonical(lang) if lang else None
    own = [version for version in versions if wanted in {version.lang, primary(version.lang)}]
    return original(own or versions)


def lines(
    archive: Archive, stories: Sequence[Told], places: Places, languages: Sequence[str] | None = None
) -> list[Line]:
    """Make the lines of stories, near-copies collapsed into the first of each.

    `languages` are those of the archive when editions are asked for.
    """
    shingled = [_shingles(archive, story) for story in stories]
    made = []
    for first, *others in near_copies.grouped(shingled):
        copies = tuple(source(stories[place].cited) for place in others)
        made.append(_line(archive, stories[first], places, languages)._replace(copies=copies))
    return made


def _shingles(archive: Archive, story: Told) -> dict[str, near_copies.Shingles]:
    """Measure what near-copies are told by: the version that is cited, and the Vietnamese one."""
    chosen = {story.cited.number: story.cited}
    if vietnamese := _vietnamese(story.versions):
        chosen[vietnamese.number] = vietnamese
    layers = archive.layers(list(chosen))
    return {version.lang: near_copies.shingles(_content(layers[number])) for number, version in chosen.items()}


def _content(layer: Layer) -> str:
    return "\n".join(layer.given[start:end] for start, end, role in layer.marks if role in CONTENT)


def _vietnamese(versions: Sequence[Version]) -> Version | None:
    held = [version for version in versions if primary(version.lang) == "vi"]
    return original(held) if held else None


def _line(archive: Archive, story: Told, places: Places, languages: Sequence[str] | None) -> Line:
    layer = archive.layer(story.cited.number)
    here = [Span(*place) for place in places[story.cited.number]]
    place = best_place(layer, here) or Span(0, 0)
    others = _others(story, with_editions=languages is not None)
    beside = _Beside(archive, layer, place, places) if others else None
    editions = {number: beside.edition(version) for number, version in others.items()} if beside else {}
    vietnamese = _vietnamese(story.versions)
    held = {version.lang for version in story.versions}
    return Line(
        day=story.day,
        source=source(story.cited),
        quotation=quoted(layer, sentence(layer, *place), here),
        vietnamese=editions.pop(vietnamese.number, None) if vietnamese else None,
        editions=tuple(sorted(editions.values(), key=lambda one: one.source.lang)),
        missing=tuple(lang for lang in sorted(languages or ()) if lang not in held),
    )


def _others(story: Told, *, with_editions: bool) -> dict[int, Version]:
    """Give the versions to set beside the one that is cited: the Vietnamese one, or the latest of each language."""
    chosen: dict[str, Version] = {}
    if with_editions:
        for version in sorted(story.versions, key=lambda one: (one.fetched_at, one.number)):
            chosen[version.lang] = version
    if vietnamese := _vietnamese(story.versions):
        chosen[vietnamese.lang] = vietnamese
    return {one.number: one for one in chosen.values() if one.lang != story.cited.lang}


class _Beside:
    """Finds in other versions what says the same as a place of the one that is cited."""

    def __init__(self, archive: Archive, layer: Layer, place: Span, places: Places) -> None:
        self._archive, self._place, self._places = archive, place, places
        self._sheet: Sheet = sheet(layer)

    def edition(self, version: Version) -> Edition:
        """Give the sentence of a version; where the alignment has none, the one that names the thing there."""
        other = sheet(self._archive.layer(version.number))
        beads: Aligned = aligned(self._sheet, other)
        there = [Span(*place) for place in self._places.get(version.number, ())]
        span = counterpart(self._sheet, other, beads, self._place.start)
        if span is None and (named := best_place(other.layer, there)):
            span = sentence(other.layer, *named)
        return Edition(source(version), quoted(other.layer, span, there) if span else None)
