"""What briefs cannot vouch for: what is not linked, dated, told apart or known of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracuu.documents.making import Making
from tracuu.documents.words import Words
from tracuu.reports.brief import Brief
from tracuu.reports.evidence import Source
from tracuu.reports.lines import Line


def unchecked(briefs: Sequence[Brief], making: Making, sources: Sequence[Source], words: Words) -> Iterator[str]:
    """Say, one sentence each, what could not be checked; the first is always true."""
    lines = [line for brief in briefs for line in _lines(brief)]
    yield words.say("document.only_archive")
    if any(brief.entity is None for brief in briefs):
        yield words.say("document.no_translation")
    counted = (
        ("document.unlinked", making.unlinked),
        ("document.unindexed", briefs[0].searched.outstanding),
        ("document.undated_left_out", sum(brief.undated_left_out for brief in briefs)),
        ("document.open", sum(len(brief.possibly) for brief in briefs)),
        ("document.unmatched", sum(map(_unmatched, lines))),
        ("document.translation_unknown", sum(source.machine_translated is None for source in sources)),
        ("document.no_address", sum(not (source.url or source.original_url) for source in sources)),
        ("document.source_undated", sum(source.date is None for source in sources)),
    )
    yield from (words.plural(key, count) for key, count in counted if count)
    for host, langs in making.never_fetched.items():
        yield words.say("document.never_fetched", host=host, langs=words.languages(langs))
    for targets, terms in making.matched:
        yield words.say("document.matched", targets=", ".join(targets), terms=", ".join(terms))
    if not briefs[0].asked.editions:
        yield words.say("document.no_editions")
    elif any(line.missing for line in lines):
        yield words.say("document.missing_editions")


def _lines(brief: Brief) -> list[Line]:
    return [*(line for section in brief.sections for line in section.lines), *brief.possibly]


def _unmatched(line: Line) -> int:
    editions = [*line.editions, *([line.vietnamese] if line.vietnamese else [])]
    return sum(edition.quotation is None for edition in editions)
