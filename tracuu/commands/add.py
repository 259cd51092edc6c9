"""`tracuu add`: article files into the archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import REJECTS
from tracuu.commands.options import archive_option, note, opened, text_option
from tracuu.commands.progress import ears_of_adding, line
from tracuu.messages import plural, say
from tracuu.records import Hints, Listed, Outcome, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracuu.corpus.archive import Archive
    from tracuu.pipeline import Report, Told

TAKEN_OVER = ("decision", "story_decision", "word_list", "saved_search", "layer")
COLUMNS = (Outcome.ADDED, Outcome.UNCHANGED, Outcome.RETRANSLATED, Outcome.REJECTED)


@click.command(help=say("add.help"), epilog=say("add.more"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH…|-", type=click.Path())
@text_option("--url", help=say("add.url"))
@text_option("--lang", help=say("add.lang"))
@text_option("--source", help=say("add.source"))
@text_option("--published", metavar="DATE", help=say("add.published"))
@text_option("--story", metavar="NAME", help=say("add.story"))
@click.option("--kind", type=click.Choice(["press", "document"]), help=say("add.kind"))
@click.option("--workers", type=click.IntRange(1, 64), default=None, help=say("add.workers"))
@click.option("--ocr", is_flag=True, help=say("add.ocr"))
@click.option("--nl", is_flag=True, help=say("add.nl"))
@archive_option
def add(
    paths: tuple[str, ...], archive: str | None, workers: int | None, *, ocr: bool, nl: bool, **stated: str | None
) -> int:
    """Read, understand, keep and index; end with a table of what became of each type."""
    hints = _hints(paths, stated)
    with opened(archive, create=True) as session, line(say("add.starting")) as show:
        crew = workers or cores()
        report = session.add(paths, hints=hints, workers=crew, ocr=ocr, tell=_teller(nl=nl), **ears_of_adding(show))
        note(_summary(report, str(session.folder), session.archive.totals()))
        if report.listed:
            note(plural("add.listed", report.listed))
        if taken := _stated(report):
            note(say("dump.stated", listed=taken))
        if report.scans:
            note(plural("add.scans", report.scans))
        if report.overfull:
            note(plural("add.overfull", report.overfull))
        for left in _left(session.archive):
            note(left)
    if not nl:
        _print_table(report)
    return REJECTS if report.total(Outcome.REJECTED) else 0


def _left(archive: Archive) -> Iterator[str]:
    """Say what a large archive leaves to other commands."""
    if archive.lexicon.waiting() and not archive.lexicon.tables():
        yield say("add.unlearned")
    if left := archive.stories.outstanding():
        yield plural("story.left", left)


def _hints(paths: tuple[str, ...], stated: dict[str, str | None]) -> Hints:
    """Check what was stated for all articles before any of them is read."""
    from tracuu.corpus.dates import read
    from tracuu.errors import UsageError
    from tracuu.text.codes import canonical

    if not all(map(str.strip, paths)):
        raise UsageError("add.empty_path")
    if stated["url"] and len(paths) > 1:
        raise UsageError("add.one_url")
    if stated["published"] and not read(stated["published"]):
        raise UsageError("add.bad_date", date=stated["published"])
    return Hints(
        url=stated["url"],
        lang=canonical(stated["lang"]) if stated["lang"] else None,
        source=stated["source"],
        published=stated["published"],
        story=stated["story"],
        kind=stated["kind"],
    )


def cores() -> int:
    """Count the processes that read at the same time where nobody says how many."""
    return min(8, os.cpu_count() or 1)


def _teller(*, nl: bool) -> Callable[[Told], None]:
    """Say what was rejected as it happens, and with --nl what was kept, once it is durable."""
    from tracuu.console.safe import printable

    def tell(told: Told) -> None:
        if isinstance(told, Rejected):
            note(printable(say("add.rejected", origin=told.origin, reason=told.reason)))
        elif isinstance(told, Listed):
            note(printable(plural("add.list", len(told.links), origin=told.origin)))
        elif nl:
            _print_row(told)

    return tell


def _print_row(told: Any) -> None:
    import json

    kept, draft = told
    row = {"version": kept.version, "story": kept.story, "outcome": kept.outcome.value, "id": draft.given_id}
    row |= {"lang": draft.language.lang, "lang_evidence": draft.language.evidence, "title": draft.title}
    row |= {"url": draft.url, "origin": draft.origin, "whole": kept.whole}
    click.echo(json.dumps(row, ensure_ascii=False))


def _summary(report: Report, folder: str, totals: Any) -> str:
    added = report.total(Outcome.ADDED) + report.total(Outcome.RETRANSLATED)
    return (
        say("add.summary", added=plural("add.articles", added), folder=folder)
        + " "
        + say(
            "add.holds",
            stories=plural("add.stories", totals.stories),
            versions=plural("add.versions", totals.versions),
            languages=plural("add.languages", len(totals.languages)),
        )
    )


def _stated(report: Report) -> str:
    """Name what dumps brought besides articles."""
    return ", ".join(plural(f"dump.{kind}", report.stated[kind]) for kind in TAKEN_OVER if report.stated[kind])


def _print_table(report: Report) -> None:
    import sys

    from tracuu.console import rows
    from tracuu.corpus.office.kinds import called

    types = sorted({media_type for media_type, _ in report.counts})
    table = [
        {"type": called(media_type)} | {outcome.value: report.counts[media_type, outcome] for outcome in COLUMNS}
        for media_type in types
    ]
    rows.write(table, "table", sys.stdout)
