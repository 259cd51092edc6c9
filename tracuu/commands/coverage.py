"""`tracuu coverage`: what the archive holds of each newspaper, month and language, and what it lacks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, on_terminal, opened, row_options, text_option
from tracuu.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracuu.corpus.sites import Sites
    from tracuu.reports.coverage import Narrowed


@click.command(help=say("coverage.help"), epilog=say("coverage.more"))
@text_option("--site", "sites", multiple=True, help=say("coverage.site"))
@text_option("--lang", "langs", multiple=True, help=say("coverage.lang"))
@text_option("--since", metavar="DATE", help=say("find.since"))
@text_option("--until", metavar="DATE", help=say("find.until"))
@row_options
@archive_option
def coverage(
    sites: tuple[str, ...],
    langs: tuple[str, ...],
    since: str | None,
    until: str | None,
    archive: str | None,
    shape: Shape,
) -> int:
    """Say what is held and what is lacking."""
    from tracuu.console import covered
    from tracuu.corpus.sites import load
    from tracuu.reports import coverage as report

    with opened(archive, write=False) as session:
        known = load(session.folder / "sites")
        made = report.coverage(session.archive, known, _narrowed(known, sites, langs, since, until))
    with shape.destination() as out:
        if shape.people:
            bold = shape.output in {None, "-"} and on_terminal() and not os.environ.get("NO_COLOR")
            out.writelines(f"{line}\n" for line in covered.lines(made, bold=bold))
        else:
            shape.write(report.rows(made), out, report.FIELDS)
    if not made.papers and not made.fetched:
        note(say("coverage.nothing"))
        return NOTHING_FOUND
    return 0


def _narrowed(
    known: Sites, sites: Sequence[str], langs: Sequence[str], since: str | None, until: str | None
) -> Narrowed:
    """Read the options. Raises UsageError for a date or a language code that is none."""
    from tracuu.reports.coverage import Narrowed
    from tracuu.search.query import period_of
    from tracuu.text.codes import canonical

    period = period_of(since, until)
    return Narrowed(
        frozenset(_ids(known, sites)),
        frozenset(map(canonical, langs)),
        period.since[:7] if period and period.since else None,
        period.until[:7] if period and period.until else None,
    )


def _ids(known: Sites, typed: Sequence[str]) -> list[str]:
    """Give the ids of newspapers named by id, host or name; what is not known stands for itself."""
    found = []
    for one in typed:
        site = known.get(one) or known.of(one) or known.named(one)
        found.append(site.id if site else one)
    return found
