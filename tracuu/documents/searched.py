"""What was searched, as a table of facts: the archive, its stories, languages, newspapers and period, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tracuu.corpus.archive import Totals
from tracuu.documents.parts import Facts, Run
from tracuu.documents.words import Words

_SITES = 60  # newspapers that are named; an archive of saved pages may hold thousands


def searched(totals: Totals, archive: str, archive_id: str, words: Words) -> Facts:
    """Say what was searched."""
    facts = (
        (words.say("document.archive"), words.say("document.archive_id", name=archive, id=archive_id)),
        (words.say("document.held"), _held(totals, words)),
        (words.say("document.languages"), words.counts(totals.languages, words.language)),
        (words.say("document.sites"), _sites(totals, words)),
        (words.say("document.dated"), _dated(totals, words)),
        (words.say("document.not_held"), ", ".join(_not_held(totals, words)) or words.say("document.not_held_none")),
    )
    return Facts(tuple((name, (Run(value),)) for name, value in facts if value))


def _held(totals: Totals, words: Words) -> str:
    return words.plural("document.held_stories", totals.stories, versions=totals.versions)


def _sites(totals: Totals, words: Words) -> str:
    named = dict(islice(totals.sites.items(), _SITES))
    rest = len(totals.sites) - len(named)
    more = [words.plural("document.more_sites", rest)] if rest else []
    return ", ".join(filter(None, (words.counts(named), *more))) or words.say("document.no_sites")


def _dated(totals: Totals, words: Words) -> str:
    if not totals.first_day:
        return words.say("document.dated_none")
    period = words.say("document.dated_between", first=words.day(totals.first_day), last=words.day(totals.last_day))
    undated = totals.undated_stories
    return ", ".join([period, *([words.plural("document.undated_held", undated)] if undated else [])])


def _not_held(totals: Totals, words: Words) -> Iterator[str]:
    if totals.unfetched:
        yield words.plural("document.unfetched", totals.unfetched)
    if totals.failed:
        yield words.plural("document.failed", totals.failed)
    if totals.passed:
        yield words.plural("document.passed", totals.passed)
