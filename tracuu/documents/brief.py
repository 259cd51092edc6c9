"""A brief as a document: what was asked, what was searched, what is told, and at the end the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracuu.console.called import origin
from tracuu.documents import citing
from tracuu.documents.making import Making
from tracuu.documents.numbering import Numbering
from tracuu.documents.parts import Beside, Block, Document, Facts, Heading, Look, Paragraph, Run, Style, marked
from tracuu.documents.words import Words
from tracuu.entities import Entity
from tracuu.exports.citation import Citation
from tracuu.messages import LANGUAGE
from tracuu.reports.brief import Asked, Brief, Section
from tracuu.reports.evidence import Quotation, Source
from tracuu.reports.lines import Edition, Line
from tracuu.text.codes import primary


def document(brief: Brief, making: Making, citations: Mapping[str, Citation], words: Words) -> Document:
    """Make the document of a brief. It tells the same lines as the brief, and cites each of its sources once.

    `citations` are those of all versions that the brief names (`sources_of`), by id.
    """
    from tracuu.documents.searched import searched
    from tracuu.documents.unchecked import unchecked

    numbering = Numbering(words)
    told = list(_told(brief, numbering, words))
    blocks = (
        Heading(1, words.say("document.asked")),
        Facts(tuple((name, (Run(value),)) for name, value in _asked(brief, making, words) if value)),
        Heading(1, words.say("document.searched")),
        searched(brief.searched, making.archive, making.archive_id, words),
        Heading(1, words.say("document.unchecked")),
        *(Paragraph((Run(line),), Style.ITEM) for line in unchecked(brief, making, numbering.sources, words)),
        Heading(1, words.say("document.found")),
        Paragraph((Run(_found(brief, words)),)),
        *told,
        *_sources([citations[source.version] for source in numbering.sources], words),
    )
    return Document(_title(brief, words), words.lang, making.at, _page_of(words), blocks)


def sources_of(brief: Brief) -> list[str]:
    """Give the ids of all versions that a brief names."""
    numbering = Numbering(Words(LANGUAGE))
    for _ in _told(brief, numbering, Words(LANGUAGE)):
        continue
    return [source.version for source in numbering.sources]


def _title(brief: Brief, words: Words) -> str:
    if brief.entity is None:
        return words.say("document.brief_query", query=brief.subject)
    return words.say("document.brief", subject=brief.entity.label)


def _page_of(words: Words) -> str:
    return words.say("document.page_of", page="{page}", pages="{pages}")


def _asked(brief: Brief, making: Making, words: Words) -> Iterator[tuple[str, str]]:
    """Say what was asked, by name and value; what there is nothing to say of is empty."""
    if brief.entity:
        yield words.say("document.subject"), _called(brief.entity, words)
        yield words.say("document.issuer"), origin(brief.entity)
        yield words.say("document.id"), brief.entity.id
    else:
        yield words.say("document.query"), brief.subject
        yield words.say("document.reading"), brief.reading
    yield words.say("document.period"), _period(brief.asked, words)
    yield words.say("document.cited_in"), _cited_in(brief, words)
    which = "document.editions_all" if brief.asked.editions else "document.editions_vietnamese"
    yield words.say("document.editions"), words.say(which)
    yield (
        words.say("document.made"),
        words.say("document.made_by", at=citing.moment(making.at, words), version=making.version),
    )
    yield words.say("document.command"), making.command


def _period(asked: Asked, words: Words) -> str:
    since, until = (day and words.day(day) for day in (asked.period or (None, None)))
    if since and until:
        return words.say("document.period_between", since=since, until=until)
    if since:
        return words.say("document.period_from", since=since)
    return words.say("document.period_until", until=until) if until else words.say("document.period_open")


def _cited_in(brief: Brief, words: Words) -> str:
    if not brief.asked.lang:
        return words.say("document.cited_in_original" if brief.entity else "document.cited_in_matched")
    lang = words.language(brief.asked.lang)
    return words.say("document.cited_in_lang" if brief.entity else "document.searched_in_lang", lang=lang)


def _called(entity: Entity, words: Words) -> str:
    return words.say("document.stub", label=entity.label) if entity.open else entity.label


def _found(brief: Brief, words: Words) -> str:
    """Say how many stories the lines stand for, with what was left out."""
    if not brief.is_told:
        return words.say("document.nothing")
    count = sum(len(section.lines) for section in brief.sections)
    facts = [words.plural("document.found_stories", brief.stories)]
    facts += [words.plural("document.found_lines", count)] if count != brief.stories else []
    facts += [words.plural("document.found_undated", brief.undated)] if brief.undated else []
    more = " " + words.plural("document.left_out", brief.left_out) if brief.left_out else ""
    return ", ".join(facts) + "." + more


def _told(brief: Brief, numbering: Numbering, words: Words) -> Iterator[Block]:
    for section in brief.sections:
        if head := _head(brief, section, words):
            yield Heading(2, head)
        for line in section.lines:
            yield from _line(line, numbering, words)
    if brief.possibly:
        yield Heading(1, words.say("document.possibly"))
        for line in brief.possibly:
            yield from _line(line, numbering, words)
    if brief.documents:
        yield Heading(1, words.say("document.documents"))
        for source in brief.documents:
            yield Paragraph((*_facts(source.date, source, words), *numbering.reference(source)), Style.ITEM)


def _head(brief: Brief, section: Section, words: Words) -> str:
    """Give a section's heading, of a family by place; none where there is one section on the thing itself."""
    entity = section.entity
    if entity is None or (brief.entity and entity.id == brief.entity.id and len(brief.sections) == 1):
        return ""
    return " · ".join(filter(None, (origin(entity), _called(entity, words), entity.id)))


def _line(line: Line, numbering: Numbering, words: Words) -> Iterator[Block]:
    """Tell of a story: day and newspaper, the sentence, the Vietnamese beside other editions, near-copies."""
    yield Paragraph((*_facts(line.day, line.source, words), *numbering.reference(line.source)), Style.LEAD)
    yield from _quotations(line, numbering, words)
    if missing := _missing(line, words):
        yield Paragraph((Run(missing, look=Look.QUIET),), Style.NOTE)
    if line.copies:
        yield Paragraph(_copies(line.copies, numbering, words), Style.NOTE)


def _paper(source: Source, words: Words) -> str:
    return source.paper or words.say("citation.no_paper")


def _quotations(line: Line, numbering: Numbering, words: Words) -> Iterator[Block]:
    """Set the Vietnamese sentence beside those of other editions; a sentence alone needs no head, the lead has it."""
    cited = Edition(line.source, line.quotation)
    others = [line.vietnamese] if line.vietnamese else []
    if not (others or line.editions):
        yield _quote(line.quotation, line.source.lang, words)
        return
    in_vietnamese = primary(line.source.lang) == "vi"
    left = [cited] if in_vietnamese else others
    right = [*line.editions] if in_vietnamese else [cited, *line.editions]
    told = [[_quotation(one, numbering, words) for one in side] for side in (left, right)]
    if left:
        yield Beside(told[0][0], tuple(told[1]))
    else:
        yield from (paragraph for quotation in told[1] for paragraph in quotation)


def _facts(day: str | None, source: Source, words: Words) -> tuple[Run, ...]:
    """Give day, newspaper and language; where the version is of another day than the story, that day too."""
    later = [words.say("document.published", day=words.day(source.date))] if source.date not in {None, day} else []
    facts = [_paper(source, words), words.edition(source.lang, source.machine_translated), *later]
    return (Run(citing.begun(words.day(day)), look=Look.STRONG), Run("".join(f" · {fact}" for fact in facts)))


def _quotation(edition: Edition, numbering: Numbering, words: Words) -> tuple[Paragraph, ...]:
    """Give a sentence below a line that says in which edition it stands."""
    said, source = edition.quotation, edition.source
    label = Run(words.edition(source.lang, source.machine_translated), look=Look.QUIET)
    head = Paragraph((label, *numbering.reference(source)), Style.NOTE)
    if said is None:
        return head, Paragraph((Run(words.say("document.no_sentence"), look=Look.QUIET),), Style.NOTE)
    return head, _quote(said, source.lang, words)


def _quote(said: Quotation, lang: str, words: Words) -> Paragraph:
    page = (Run(f" ({words.say('document.on_page', number=said.page)})", look=Look.QUIET),) if said.page else ()
    return Paragraph((*marked(said.text, said.spans, lang), *page), Style.QUOTE, lang)


def _missing(line: Line, words: Words) -> str:
    if line.missing:
        return words.say("document.missing", langs=words.languages(line.missing))
    held = line.vietnamese or primary(line.source.lang) == "vi"
    return "" if held else words.say("document.not_in_vietnamese")


def _copies(copies: Sequence[Source], numbering: Numbering, words: Words) -> tuple[Run, ...]:
    runs = [Run(words.plural("document.copies", len(copies)))]
    for source in copies:
        runs += [Run(f" {_paper(source, words)}"), *numbering.reference(source)]
    return tuple(runs)


def _sources(sources: Sequence[Citation], words: Words) -> Iterator[Block]:
    if sources:
        yield Heading(1, words.say("document.sources"))
    for number, source in enumerate(sources, 1):
        label = Run(words.say("document.reference", number=number) + " ")
        yield Paragraph((label, *citing.cited(source, words)), Style.SOURCE, name=f"s{number}")
