"""An answer in lines for people: what was searched, how much was found, what may help. The records are in answer.py."""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.messages import plural, say
from tracuu.search.answer import Across, Answer
from tracuu.search.reading import render_note

_READING = 500  # letters of a reading that are shown


def notes(answer: Answer) -> list[str]:
    """Say what the user should know before the hits: what could not be read (with marks), and how it was read.

    Empty when the query was read as everyone would.
    """
    lines = [render_note(answer.query.text, note) for note in answer.notes]
    if answer.surprising:
        lines.append(_reading(answer.reading))
    return [*lines, *answer.remarks]


def _reading(words: str) -> str:
    if len(words) <= _READING:
        return say("search.told_reading", reading=words)
    return say("search.told_long_reading", reading=words[:_READING], letters=len(words) - _READING)


def counted(answer: Answer) -> str:
    """Say how much was found, which part of it this is, and how to see the next: `20 of 214, next: --offset 20`."""
    total = answer.versions_total if answer.by_version else answer.total
    further = answer.across.total if answer.across else 0
    if not total + further:
        return plural("search.told_partial", len(answer.partial)) if answer.partial else say("search.told_none")
    kind = "told_versions" if answer.by_version else "told_stories"
    words = plural(f"search.{kind}", total, versions=answer.versions_total)
    if answer.across and further:
        words = say("search.told_and", words=words, further=_across(answer.across)) if total else _alone(answer.across)
        total += further
    if not answer.limit or len(answer.hits) == total:
        return words
    if not answer.hits:
        return say("search.told_beyond", offset=answer.offset, words=words)
    page = say("search.told_page", first=answer.offset + 1, last=answer.offset + len(answer.hits), words=words)
    return page if answer.next_offset is None else say("search.told_next", page=page, offset=answer.next_offset)


def _across(found: Across) -> str:
    from tracuu.text.called import spoken_name

    return plural("search.told_across", found.total, lang=spoken_name(found.lang))


def _alone(found: Across) -> str:
    from tracuu.text.called import spoken_name

    return plural("search.told_alone_across", found.total, lang=spoken_name(found.lang))


def searched(answer: Answer) -> str:
    """Say what was searched: stories, versions, languages, period, and those without a date."""
    held = answer.searched
    if not held.stories:
        return say("search.told_empty")
    period = say("search.told_period", first=held.first_day, last=held.last_day) if held.first_day else ""
    undated = plural("search.told_undated", held.undated_stories) if held.undated_stories else ""
    waiting = plural("search.told_waiting", held.outstanding) if held.outstanding else ""
    unheld = ", ".join(
        plural(f"search.told_{name}", count)
        for name, count in (("unfetched", held.unfetched), ("failed", held.failed), ("passed", held.passed))
        if count
    )
    stories = plural("search.told_held", held.stories, versions=held.versions, languages=len(held.languages))
    what = ", ".join(filter(None, (stories, period, undated, waiting)))
    return say("search.told_searched", what=what) + (say("search.told_not_held", what=unheld) if unheld else "")


def left_out(answer: Answer) -> str | None:
    """Say how many stories only a time limit left out because they have no date; None when there are none."""
    return plural("search.told_left_out", answer.undated) if answer.undated else None


def helping(answer: Answer) -> list[str]:
    """Say what may help where nothing was found."""
    return list(_helping(answer)) if answer.help else []


def _helping(answer: Answer) -> Iterator[str]:
    if not answer.help:
        return
    for word, near in answer.help.near.items():
        spellings = ", ".join(say("search.told_count", word=term, count=count) for term, count in near)
        yield say("search.told_near", word=word, spellings=spellings)
    if answer.help.alone:
        words = ", ".join(say("search.told_count", word=word, count=count) for word, count in answer.help.alone.items())
        yield say("search.told_alone", words=words)
    if answer.help.without_filters:
        yield plural("search.told_without_filters", answer.help.without_filters)
    for limit, count in answer.help.collected.items():
        yield plural("search.told_collected", count, limit=limit) if count else say("search.told_never", limit=limit)
    if answer.help.untranslated:
        yield say("search.told_no_tables")
