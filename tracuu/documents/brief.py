"""Briefs as a document: what was asked, what was searched, what is told, and at the end the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracuu.documents import citing
from tracuu.documents.asked import asked
from tracuu.documents.making import Making
from tracuu.documents.numbering import Numbering
from tracuu.documents.parts import Block, Document, Heading, Paragraph, Run, Style
from tracuu.documents.searched import searched
from tracuu.documents.told import found, told
from tracuu.documents.unchecked import unchecked
from tracuu.documents.words import Words
from tracuu.exports.citation import Citation
from tracuu.messages import LANGUAGE
from tracuu.reports.brief import Brief


def document(briefs: Sequence[Brief], making: Making, citations: Mapping[str, Citation], words: Words) -> Document:
    """Make the document of one or several briefs, asked with the same options.

    It tells the same lines as they do, and cites each source once. `citations` are those of all versions that they name
    (`sources_of`), by id.
    """
    numbering = Numbering(words)
    lines = list(_found(briefs, numbering, words))
    blocks = (
        Heading(1, words.say("document.asked")),
        asked(briefs, making, words),
        Heading(1, words.say("document.searched")),
        searched(briefs[0].searched, making.archive, making.archive_id, words),
        Heading(1, words.say("document.unchecked")),
        *(Paragraph((Run(line),), Style.ITEM) for line in unchecked(briefs, making, numbering.sources, words)),
        *lines,
        *_sources([citations[source.version] for source in numbering.sources], words),
    )
    page_of = words.say("document.page_of", page="{page}", pages="{pages}")
    return Document(_title(briefs, words), words.lang, making.at, page_of, blocks)


def sources_of(briefs: Sequence[Brief]) -> list[str]:
    """Give the ids of all versions that briefs name."""
    words = Words(LANGUAGE)
    numbering = Numbering(words)
    for _ in _found(briefs, numbering, words):
        continue
    return [source.version for source in numbering.sources]


def _found(briefs: Sequence[Brief], numbering: Numbering, words: Words) -> Iterator[Block]:
    """Tell what was found; of several briefs one after the other."""
    yield Heading(1, words.say("document.found"))
    level = 1 if len(briefs) == 1 else 2
    if len(briefs) > 1:
        yield Paragraph((Run(words.plural("document.found_in_all", len(_stories(briefs)))),))
    for brief in briefs:
        if len(briefs) > 1:
            yield Heading(2, _subject(brief, words))
        yield Paragraph((Run(found(brief, words)),))
        yield from told(brief, numbering, words, level)


def _stories(briefs: Sequence[Brief]) -> set[str]:
    """Give the stories that the lines of briefs stand for, by id: one may be in several briefs."""
    lines = (line for brief in briefs for section in brief.sections for line in section.lines)
    return {source.story for line in lines for source in (line.source, *line.copies)}


def _title(briefs: Sequence[Brief], words: Words) -> str:
    if len(briefs) == 1 and briefs[0].entity is None:
        return words.say("document.brief_query", query=briefs[0].subject)
    return words.say("document.brief", subject="; ".join(_subject(brief, words) for brief in briefs))


def _subject(brief: Brief, words: Words) -> str:
    return brief.entity.label if brief.entity else words.say("document.quoted", words=brief.subject)


def _sources(sources: Sequence[Citation], words: Words) -> Iterator[Block]:
    if sources:
        yield Heading(1, words.say("document.sources"))
    for number, source in enumerate(sources, 1):
        label = Run(words.say("document.reference", number=number) + " ")
        yield Paragraph((label, *citing.cited(source, words)), Style.SOURCE, name=f"s{number}")
