"""A brief as text for a terminal, and as JSON. As a document it is made in `documents/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracuu.console import called
from tracuu.console.answers import highlighted
from tracuu.console.citing import fact_line, mark, the_id, title_line
from tracuu.console.entity_rows import entity_to_json
from tracuu.console.safe import isolated, printable
from tracuu.corpus.archive import Totals
from tracuu.messages import plural, say
from tracuu.reports.brief import Brief, Section
from tracuu.reports.evidence import Quotation, Source
from tracuu.reports.lines import Edition, Line

SCHEMA = 1
_COPIES_NAMED = 5


def text(brief: Brief, *, bold: bool = False) -> Iterator[str]:
    """Give the lines of a brief for people."""
    head = say("brief.head", subject=subject(brief))
    yield f"\x1b[1m{head}\x1b[0m" if bold else head
    yield searched(brief.searched)
    yield found(brief)
    yield from left_out(brief)
    yield ""
    for section in brief.sections:
        if head_of := _section_head(brief, section):
            yield from (head_of, "")
        for line in section.lines:
            yield from _line(line, bold=bold)
    if brief.possibly:
        yield from (say("brief.possibly"), "")
        for line in brief.possibly:
            yield from _line(line, bold=bold)
    if brief.documents:
        yield say("brief.documents")
        yield from (f"  {fact_line(source)}  {title_line(source)}" for source in brief.documents)


def subject(brief: Brief) -> str:
    """Say what a brief is on."""
    if brief.entity is None:
        return say("brief.query", query=isolated(printable(brief.subject)))
    facts = (called.name(brief.entity), called.origin(brief.entity), printable(brief.entity.id))
    return " · ".join(filter(None, facts))


def searched(totals: Totals) -> str:
    """Say what was searched: stories, versions, languages, period, and those without a date."""
    held = plural("brief.held", totals.stories, versions=totals.versions, languages=len(totals.languages))
    period = say("brief.period", first=totals.first_day, last=totals.last_day) if totals.first_day else ""
    undated = plural("brief.undated_held", totals.undated_stories) if totals.undated_stories else ""
    return say("brief.searched", what=", ".join(filter(None, (held, period, undated))))


def found(brief: Brief) -> str:
    """Say how many stories the lines stand for."""
    count = sum(len(section.lines) for section in brief.sections)
    stories = plural("brief.found", brief.stories)
    lines = plural("brief.lines", count) if count != brief.stories else ""
    undated = plural("brief.undated_found", brief.undated) if brief.undated else ""
    return ", ".join(filter(None, (stories, lines, undated)))


def left_out(brief: Brief) -> Iterator[str]:
    """Say what was left out, and why."""
    if brief.left_out:
        yield plural("brief.left_out", brief.left_out)
    if brief.undated_left_out:
        yield plural("brief.undated_left_out", brief.undated_left_out)


def _section_head(brief: Brief, section: Section) -> str:
    if section.entity is None or (brief.entity and section.entity.id == brief.entity.id and len(brief.sections) == 1):
        return ""
    return " · ".join(filter(None, (called.origin(section.entity), called.name(section.entity), section.entity.id)))


def _line(line: Line, *, bold: bool) -> Iterator[str]:
    later = [say("brief.published", day=line.source.date)] if line.source.date not in {None, line.day} else []
    yield f"{line.day or say('brief.undated')}  {' · '.join([fact_line(line.source, dated=False), *later])}"
    yield f"  {_quoted(line.quotation, bold=bold)}"
    if line.vietnamese:
        yield f"  {_edition(line.vietnamese, bold=bold)}"
    yield from (f"  {_edition(edition, bold=bold)}" for edition in line.editions)
    if line.missing:
        yield f"  {say('brief.missing', langs=' '.join(line.missing))}"
    yield f"  {title_line(line.source)}"
    if line.copies:
        yield f"  {copies(line.copies)}"
    yield ""


def _edition(edition: Edition, *, bold: bool) -> str:
    said = edition.quotation
    words = _quoted(said, bold=bold) if said else say("brief.no_sentence")
    source = edition.source
    return say("brief.edition", lang=source.lang, words=words, mark=mark(source), id=the_id(source))


def _quoted(said: Quotation, *, bold: bool) -> str:
    """Give a sentence, with the page on which it stands, where there are some."""
    words = highlighted(said.text, said.spans, bold=bold)
    return f"{words} ({say('find.on_page', number=said.page)})" if said.page else words


def copies(sources: tuple[Source, ...]) -> str:
    """Say how many near-copies a line stands for, and where the first of them stand."""
    named = ", ".join(
        f"{printable(one.paper or say('brief.no_paper'))} {one.version}" for one in sources[:_COPIES_NAMED]
    )
    more = ", …" if len(sources) > _COPIES_NAMED else ""
    return plural("brief.copies", len(sources), named=named + more)


def as_json(brief: Brief) -> dict[str, Any]:
    """Give a brief as JSON."""
    return {
        "schema": SCHEMA,
        "subject": brief.subject,
        "entity": entity_to_json(brief.entity) if brief.entity else None,
        "reading": brief.reading or None,
        "stories": brief.stories,
        "undated": brief.undated,
        "left_out": brief.left_out,
        "undated_left_out": brief.undated_left_out,
        "sections": [
            {"entity": entity_to_json(one.entity) if one.entity else None, "lines": list(map(line_to_json, one.lines))}
            for one in brief.sections
        ],
        "possibly": list(map(line_to_json, brief.possibly)),
        "documents": [source._asdict() for source in brief.documents],
        "searched": {
            "stories": brief.searched.stories,
            "versions": brief.searched.versions,
            "first": brief.searched.first_day,
            "last": brief.searched.last_day,
            "undated": brief.searched.undated_stories,
            "languages": list(brief.searched.languages),
        },
    }


def line_to_json(line: Line) -> dict[str, Any]:
    """Give a line of a brief: docs/formats.md, "JSON of reports"."""
    return {
        "date": line.day,
        "sentence": line.quotation.text,
        "spans": [list(span) for span in line.quotation.spans],
        "start": line.quotation.start,
        "end": line.quotation.end,
        "page": line.quotation.page,
        "source": line.source._asdict(),
        "vietnamese": _edition_json(line.vietnamese) if line.vietnamese else None,
        "copies": [source._asdict() for source in line.copies],
        "editions": list(map(_edition_json, line.editions)),
        "missing": list(line.missing),
    }


def _edition_json(edition: Edition) -> dict[str, Any]:
    said = edition.quotation
    return {
        "sentence": said.text if said else None,
        "start": said.start if said else None,
        "end": said.end if said else None,
        "page": said.page if said else None,
        "source": edition.source._asdict(),
    }
