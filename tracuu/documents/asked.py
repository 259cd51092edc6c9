"""What was asked, as a table of facts: the subjects, the period, languages, and how the document was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracuu.console.called import origin
from tracuu.documents import citing
from tracuu.documents.making import Making
from tracuu.documents.parts import Facts, Run
from tracuu.documents.words import Words
from tracuu.entities import Entity
from tracuu.reports.brief import Asked, Brief


def asked(briefs: Sequence[Brief], making: Making, words: Words) -> Facts:
    """Say what was asked; the options are those of the first brief, for all are asked with the same."""
    subjects = list(_apart(briefs[0], words)) if len(briefs) == 1 else [_on_one_line(brief, words) for brief in briefs]
    rows = (*subjects, *_options(briefs[0], words), *_making(making, words))
    return Facts(tuple((name, (Run(value),)) for name, value in rows if value))


def called(entity: Entity, words: Words) -> str:
    """Give an entity's name; of a stub that it is one."""
    return words.say("document.stub", label=entity.label) if entity.open else entity.label


def _apart(brief: Brief, words: Words) -> Iterator[tuple[str, str]]:
    """Say what a brief is on, fact by fact."""
    if brief.entity:
        yield words.say("document.subject"), called(brief.entity, words)
        yield words.say("document.issuer"), origin(brief.entity)
        yield words.say("document.id"), brief.entity.id
    else:
        yield words.say("document.query"), brief.subject
        yield words.say("document.reading"), brief.reading


def _on_one_line(brief: Brief, words: Words) -> tuple[str, str]:
    if brief.entity:
        facts = (called(brief.entity, words), origin(brief.entity), brief.entity.id)
        return words.say("document.subject"), " · ".join(filter(None, facts))
    return words.say("document.query"), words.say("document.query_read", query=brief.subject, reading=brief.reading)


def _options(brief: Brief, words: Words) -> Iterator[tuple[str, str]]:
    yield words.say("document.period"), _period(brief.asked, words)
    yield words.say("document.cited_in"), _cited_in(brief, words)
    which = "document.editions_all" if brief.asked.editions else "document.editions_vietnamese"
    yield words.say("document.editions"), words.say(which)


def _making(making: Making, words: Words) -> Iterator[tuple[str, str]]:
    at = citing.moment(making.at, words)
    yield words.say("document.made"), words.say("document.made_by", at=at, version=making.version)
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
