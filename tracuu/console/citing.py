"""How a source is cited in front of people: who, when, in which language, translated by a machine or not, and where."""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.console.safe import isolated, printable
from tracuu.messages import say
from tracuu.reports.evidence import Source


def fact_line(source: Source, *, dated: bool = True) -> str:
    """Give day, newspaper, language, whether it is translated, and the id, in one line."""
    day = [source.date or say("brief.undated")] if dated else []
    return " · ".join(
        [*day, printable(source.paper or say("brief.no_paper")), source.lang, mark(source), the_id(source)]
    )


def mark(source: Source) -> str:
    """Say whether a text is an original or a machine translation; that nothing tells is said too."""
    if source.machine_translated is None:
        return say("brief.not_known")
    return say("brief.machine") if source.machine_translated else say("brief.original")


def the_id(source: Source) -> str:
    """Give the version's id, and its user's own behind it."""
    return f"{source.version} ({printable(source.id)})" if source.id else source.version


def title_line(source: Source) -> str:
    """Give the title and the address; the original's, where the version has none of its own, says so."""
    return "  ".join(_title_and_address(source))


def _title_and_address(source: Source) -> Iterator[str]:
    yield isolated(printable(source.title)) if source.title else say("brief.untitled")
    if source.url:
        yield printable(source.url)
    elif source.original_url:
        yield say("brief.original_at", url=printable(source.original_url))
