"""`tracuu timeline`: how often something was told of, month by month."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, columns, note, on_terminal, opened, row_options, text_option
from tracuu.commands.search import QueryCommand, query_of, search_options
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracuu.reports.timeline import Asked, Series, Timeline
    from tracuu.session import Session

_ID = "vn:"  # what an entity's id begins with


@click.command(cls=QueryCommand, help=say("timeline.help"), epilog=say("timeline.more"))
@click.argument("queries", nargs=-1, required=True, metavar="QUERY…")
@search_options
@click.option("--by", type=click.Choice(("month", "year")), default="month", show_default=True, help=say("timeline.by"))
@click.option("--share", is_flag=True, help=say("timeline.share_help"))
@text_option("--query-lang", metavar="LANG", help=say("find.query_lang"))
@click.option("--translated", is_flag=True, help=say("timeline.translated"))
@row_options
@archive_option
def timeline(
    queries: tuple[str, ...],
    any_: tuple[str, ...],
    archive: str | None,
    by: str,
    shape: Shape,
    *,
    share: bool,
    **asked: Any,
) -> int:
    """Count queries over time and print bars, rows or a picture."""
    from tracuu.reports import timeline as report

    with opened(archive, write=False) as session:
        made = report.timeline(session.archive, session.reader(note), _asked(session, queries, any_, asked), by)
        _write(made, shape, share=share)
        _tell(made)
    return 0 if any(series.total for series in made.series) else NOTHING_FOUND


def _asked(session: Session, queries: tuple[str, ...], any_: tuple[str, ...], options: dict[str, Any]) -> list[Asked]:
    """Give a request for each query; an entity's id stands for what names the entity."""
    from tracuu.exports.found import entity_request
    from tracuu.reports.timeline import Asked
    from tracuu.search.run import Request

    common = Request(any=any_, **options)
    made = []
    for typed in (query_of([one]) for one in queries):
        if typed.startswith(_ID):
            made.append(Asked(*entity_request(session.archive, typed, common)))
        else:
            made.append(Asked(typed, common._replace(query=typed)))
    return made


def _write(made: Timeline, shape: Shape, *, share: bool) -> None:
    from tracuu.console import charts, plots
    from tracuu.reports.timeline import FIELDS, rows

    kind = Path(shape.output or "").suffix.lower()
    if kind in plots.KINDS and shape.output:
        from tracuu.exports.files import replaced

        with replaced(shape.output, force=shape.force) as path:
            is_whole = plots.draw(made, path, kind, share=share)
        if not is_whole:
            note(say("timeline.no_font"))
        return
    with shape.destination() as out:
        if not shape.people:
            shape.write(rows(made), out, FIELDS)
            return
        bold = shape.output in {None, "-"} and on_terminal() and not os.environ.get("NO_COLOR")
        out.writelines(f"{line}\n" for line in charts.lines(made, columns(), share=share, bold=bold))


def _tell(made: Timeline) -> None:
    """Say on stderr what was counted, of what the shares are, and what is not counted."""
    from tracuu.console.safe import printable, printable_block
    from tracuu.search import telling

    for series in made.series:
        for line in telling.notes(series.answer):
            note(printable_block(line))
        for line in _apart(series):
            note(printable(line))
    if len(made.series) > 1:
        note(plural("timeline.several", len(made.series)))
    note(f"{say('timeline.base')}; {telling.searched(made.series[0].answer)}")


def _apart(series: Series) -> Iterator[str]:
    """Say how many stories are not counted: those of translations alone, and undated ones outside a time limit."""
    from tracuu.search import telling

    answer = series.answer
    if answer.across and answer.across.total and series.total == answer.total:
        yield plural("timeline.apart", answer.across.total, query=series.name)
    if left := telling.left_out(answer):
        yield left
