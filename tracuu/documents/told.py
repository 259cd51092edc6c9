"""The lines of a brief as blocks of a document: days, sentences beside each other, near-copies, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracuu.console.called import origin
from tracuu.documents import citing
from tracuu.documents.asked import called
from tracuu.documents.numbering import Numbering
from tracuu.documents.parts import Beside, Block, Heading, Look, Paragraph, Run, Style, marked
from tracuu.documents.words import Words
from tracuu.reports.brief import Brief, Section
from tracuu.reports.evidence import Quotation, Source
from tracuu.reports.lines import Edition, Line
from tracuu.text.codes import primary


def found(brief: Brief, words: Words) -> str:
    """Say how many stories the lines stand for, with what was left out."""
    if not brief.is_told:
        return words.say("document.nothing")
    count = sum(len(section.lines) for section in brief.sections)
    facts = [words.plural("document.found_stories", brief.stories)]
    facts += [words.plural("document.found_lines", count)] if count != brief.stories else []
    facts += [words.plural("document.found_undated", brief.undated)] if brief.undated else []
    more = " " + words.plural("document.left_out", brief.left_out) if brief.left_out else ""
    return ", ".join(facts) + "." + more


def told(brief: Brief, numbering: Numbering, words: Words, level: int) -> Iterator[Block]:
    """Tell what a brief tells; its parts have headings of a level, and its sections those of the next."""
    for section in brief.sections:
        if head := _head(brief, section, words):
            yield Heading(level + 1, head)
        for line in section.lines:
            yield from _line(line, numbering, words)
    if brief.possibly:
        yield Heading(level, words.say("document.possibly"))
        for line in brief.possibly:
            yield from _line(line, numbering, words)
    if brief.documents:
        yield Heading(level, words.say("document.documents"))
        for source in brief.documents:
            yield Paragraph((*_facts(source.date, source, words), *numbering.reference(source)), Style.ITEM)


def _head(brief: Brief, section: Section, words: Words) -> str:
    """Give a section's heading, of a family by place; none where there is one section on the thing itself."""
    entity = section.entity
    if entity is None or (brief.entity and entity.id == brief.entity.id and len(brief.sections) == 1):
        return ""
    return " · ".join(filter(None, (origin(entity), called(entity, words), entity.id)))


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
