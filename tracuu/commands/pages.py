"""What the pages of articles and of hits are made of: versions with their citations, mentions and marked words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from tracuu.commands.document import made, shown_in_browser, words_in
from tracuu.commands.options import note

if TYPE_CHECKING:
    from tracuu.documents.found import Told
    from tracuu.documents.reading import Reading
    from tracuu.entities import Entity, Mention
    from tracuu.records import Layer, Span, Version
    from tracuu.search.answer import Answer, Hit
    from tracuu.search.query import Query
    from tracuu.session import Session, Shown

Matches = Callable[["Version", "Layer"], Sequence["Span"]]


def put(page: str, output: str | None, *, force: bool, open_it: bool) -> None:
    """Print a page, write it to a file, or open it in a browser."""
    if open_it:
        shown_in_browser(page, output, force=force)
    elif output in {None, "-"}:
        click.echo(page, nl=False)
    else:
        from tracuu.commands.document import saved

        saved(page, str(output), force=force)


def article_page(session: Session, shown: Shown, beside: str | None, query: str, lang: str | None) -> str:
    """Make the page of a story: the version shown and one beside it ticked, all others in it."""
    from tracuu.documents import reading
    from tracuu.search.query import parse

    words = words_in(lang)
    partner = _partner(shown, beside)
    matches = _matches(session, parse(query) if query.strip() else None)
    readings = _readings(session, _ordered(shown.version, partner, shown.siblings), matches)
    ticked = frozenset(version.id for version in (shown.version, partner) if version)
    reason = session.archive.story_reason(shown.version.number)
    facts = reading.provenance(shown.version, reason, made(session, [shown.version.id]), words)
    marked = session.archive.marks.of([shown.version.story_number]) if session.archive.has_marks() else {}
    return reading.article(readings, ticked, facts, words, marked.get(shown.version.story_number))


def found_page(session: Session, answer: Answer, typed: Sequence[str]) -> str:
    """Make the page of an answer, each hit with its whole story; `typed` are the words of the query."""
    from tracuu.documents.found import results

    words = words_in(None)
    matches = _matches(session, answer.query)
    told = [_told(session, hit, matches) for hit in answer.hits or answer.partial]
    return results(answer, told, made(session, typed), words)


def _told(session: Session, hit: Hit, matches: Matches) -> Told:
    from tracuu.documents.found import Told

    siblings = session.archive.story_versions(hit.story)
    version = next(one for one in siblings if one.id == hit.version)
    found_in = next((one for one in siblings if one.id == hit.found_in), None)
    partner = found_in if found_in and found_in.id != version.id else _partner_of(version, siblings)
    sought = {(one.lang, one.found) for one in hit.renderings}
    ordered = _ordered(version, partner, siblings)
    readings = _readings(session, ordered, _with_renderings(matches, sought))
    return Told(hit, readings[0].citation, readings)


def _partner(shown: Shown, beside: str | None) -> Version | None:
    """Choose what stands beside the version shown: the one in a language asked for, else the original."""
    from tracuu.corpus.editions import choose

    if beside:
        return choose(shown.siblings, beside)
    return _partner_of(shown.version, shown.siblings)


def _partner_of(version: Version, siblings: Sequence[Version]) -> Version | None:
    from tracuu.corpus.editions import original

    first = original(siblings)
    if first.id != version.id:
        return first
    others = sorted((one for one in siblings if one.id != version.id), key=lambda one: one.lang != "en")
    return next(iter(others), None)


def _ordered(version: Version, partner: Version | None, siblings: Sequence[Version]) -> list[Version]:
    """Put the version shown first and the one beside it second, the others by language."""
    first = [version, *([partner] if partner and partner.id != version.id else [])]
    placed = {one.id for one in first}
    rest = sorted((one for one in siblings if one.id not in placed), key=lambda one: (one.lang, one.number))
    return [*first, *rest]


def _readings(session: Session, versions: Sequence[Version], matches: Matches) -> list[Reading]:
    from tracuu.documents.reading import Reading
    from tracuu.exports.citation import citations

    numbers = [version.number for version in versions]
    layers = session.archive.layers(numbers)
    named: dict[int, list[tuple[Mention, Entity]]] = {number: [] for number in numbers}
    for one in session.mentions([version.id for version in versions]):
        named[one.version.number].append((one.mention, one.entity))
    return [
        Reading(
            version,
            layers[version.number],
            citation,
            tuple(sorted(named[version.number], key=lambda pair: pair[0].start)),
            tuple(matches(version, layers[version.number])),
        )
        for version, citation in zip(versions, citations(session.archive, numbers), strict=True)
    ]


def _matches(session: Session, query: Query | None) -> Matches:
    """Give what finds the words of a query in versions; nothing where there is no query."""
    if query is None:
        return lambda _version, _layer: ()
    from tracuu.search.throughout import finder

    find = finder(session.archive, session.reader(note), query)
    return lambda version, layer: find(layer.given, version.lang)


def _with_renderings(matches: Matches, sought: set[tuple[str, str]]) -> Matches:
    """Find also what stands for the words of the query in translation."""
    if not sought:
        return matches
    from tracuu.reports.matching import places

    def both(version: Version, layer: Layer) -> Sequence[Span]:
        words = [found for lang, found in sought if lang == version.lang]
        return matches(version, layer) or places(layer.given, words)

    return both
