"""An entity's page for people: names, spread over time and place, evidence, relations; and the table of entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracuu.console import called
from tracuu.console.answers import bars, highlighted
from tracuu.console.citing import fact_line
from tracuu.console.headings import word
from tracuu.console.safe import isolated, printable
from tracuu.messages import plural, say
from tracuu.records import Span
from tracuu.reports.evidence import source
from tracuu.reports.names import Name, names_of
from tracuu.text.called import spoken_name as language

if TYPE_CHECKING:
    from tracuu.corpus.naming import Counted
    from tracuu.naming.pages import EntityPage, Evidence, Related
    from tracuu.reports.drift import Rendering

_LONGEST = 600  # letters of a sentence shown


def table(counted: Sequence[Counted]) -> list[dict[str, Any]]:
    """Give the rows of the table for people: counts, days, name, issuer or place, id."""
    return [
        {
            say("entity_cmd.head_stories"): one.stories,
            say("entity_cmd.head_versions"): one.versions,
            say("entity_cmd.head_first"): one.first_day,
            say("entity_cmd.head_last"): one.last_day,
            say("entity_cmd.head_name"): called.name(one.entity),
            say("entity_cmd.head_origin"): called.origin(one.entity),
            say("entity_cmd.head_id"): one.entity.id,
        }
        for one in counted
    ]


def page(shown: EntityPage, renderings: Iterable[Rendering] = (), *, bold: bool = False) -> Iterator[str]:
    """Give the lines of an entity's page."""
    yield f"\x1b[1m{called.name(shown.entity)}\x1b[0m" if bold else called.name(shown.entity)
    yield " · ".join(printable(fact) for fact in _facts(shown) if fact)
    if shown.entity.title:
        yield isolated(printable(shown.entity.title))
    if shown.merged:
        yield say("entity_cmd.merged_ids", ids=", ".join(map(printable, shown.merged)))
    yield ""
    yield _counts(shown)
    yield from _members(shown)
    yield from _names(names_of(shown, renderings), shown.entity.id)
    yield from _bars(say("entity_cmd.by_month"), _months(shown))
    yield from _bars(say("entity_cmd.by_province"), {called.place(k): v for k, v in shown.spread.provinces.items()})
    yield from _bars(say("entity_cmd.by_language"), {_language(k): v for k, v in shown.spread.languages.items()})
    yield from _all_evidence(shown, bold=bold)
    yield from _relations(shown.relations)


def _facts(shown: EntityPage) -> tuple[str | None, ...]:
    entity = shown.entity
    return (word(entity.kind), entity.code, called.origin(entity), entity.date, entity.period, entity.id)


def _counts(shown: EntityPage) -> str:
    spread = shown.spread
    stories = plural("entity_cmd.stories", spread.stories, versions=spread.versions, mentions=spread.mentions)
    if not spread.first_day:
        return stories
    return say("entity_cmd.seen", stories=stories, first=spread.first_day, last=spread.last_day)


def _members(shown: EntityPage) -> Iterator[str]:
    if shown.members:
        yield ""
        yield plural("entity_cmd.members", len(shown.members))
        for member in shown.members:
            yield "  " + " · ".join(filter(None, (called.name(member), called.origin(member), printable(member.id))))


def _names(names: Sequence[Name], entity: str) -> Iterator[str]:
    if not names:
        return
    yield ""
    yield say("entity_cmd.names")
    for lang, here in groupby(names, key=lambda one: one.lang):
        yield f"  {_language(lang)}"
        for one in here:
            means = f"  {printable(one.means)}" if one.means != entity else ""
            yield f"    {isolated(printable(one.name))}  ({_how(one)}){means}"


def _how(name: Name) -> str:
    words = {
        "confirmed": say("entity_cmd.how_confirmed"),
        "banned": say("entity_cmd.how_banned"),
        "attested": say("entity_cmd.how_attested"),
        "register": say("entity_cmd.how_register"),
        "contested": say("entity_cmd.how_contested"),
        "promoted": plural("entity_cmd.how_promoted", name.stories),
        "weak": plural("entity_cmd.how_weak", name.stories),
        "written": plural("entity_cmd.how_written", name.stories),
    }
    return words.get(name.how, name.how)


def _language(tag: str) -> str:
    return f"{language(tag)} ({tag})"


def _months(shown: EntityPage) -> dict[str, int]:
    """Give stories by month, and behind them those without a day, so that the bars tell of all."""
    undated = shown.spread.stories - sum(shown.spread.months.values())
    return {**_whole(shown.spread.months), **({say("brief.undated"): undated} if undated else {})}


def _whole(months: Mapping[str, int]) -> dict[str, int]:
    """Put the months in which nothing was between the first and the last: a gap is seen only where it is drawn."""
    if not months:
        return {}
    first, last = min(months), max(months)
    year, month = int(first[:4]), int(first[5:])
    found: dict[str, int] = {}
    while (key := f"{year:04}-{month:02}") <= last and len(found) <= len(months) * _MOST_EMPTY:
        found[key] = months.get(key, 0)
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
    return found if set(months) <= set(found) else dict(months)


_DECEMBER = 12
_MOST_EMPTY = 6  # empty months for each with something; where there are more, none are drawn


def _bars(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield head
    yield from bars(counts, digits=5)


def _all_evidence(shown: EntityPage, *, bold: bool) -> Iterator[str]:
    if shown.evidence:
        yield ""
        yield plural("entity_cmd.evidence", len(shown.evidence))
        for one in shown.evidence:
            yield from evidence(one, bold=bold)


def evidence(one: Evidence, *, bold: bool = False) -> Iterator[str]:
    """Give a sentence with its source."""
    spans = [Span(mention.start - one.start, mention.end - one.start) for mention in one.mentions]
    text = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST] + "…"
    kept = [span for span in spans if span.start >= 0 and span.end <= min(len(one.text), _LONGEST)]
    yield "  " + fact_line(source(one.version))
    yield "    " + highlighted(text, kept, bold=bold)


def _relations(relations: Sequence[Related]) -> Iterator[str]:
    if not relations:
        return
    yield ""
    yield say("entity_cmd.relations")
    for one in relations:
        said = {
            "implements": say("entity_cmd.implements"),
            "guides": say("entity_cmd.guides"),
            "replaces": say("entity_cmd.replaces"),
            "reviews": say("entity_cmd.reviews"),
        }.get(one.verb, one.verb)
        count = plural("entity_cmd.in_versions", one.versions, version=one.version)
        yield f"  {called.name(one.subject)} {said} {called.name(one.object)}  ({count})"
