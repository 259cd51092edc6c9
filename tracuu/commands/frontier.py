"""`tracuu runs` and `tracuu failed`: what the crawler did, and what it could not fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.corpus.frontier import Address
    from tracuu.crawling import Run
    from tracuu.session import Session

RUN_FIELDS = ("run", "begun", "ended", "command", "requests", "pages", "counts")
FAILED_FIELDS = ("url", "state", "reason", "title", "lang", "day", "tries", "asked")


@click.command(help=say("crawl_cmd.runs_help"))
@click.option(
    "-n", "--limit", "limit", type=click.IntRange(1), default=20, show_default=True, help=say("crawl_cmd.runs_limit")
)
@row_options
@archive_option
def runs(archive: str | None, limit: int, shape: Shape) -> int:
    """List the runs of the crawler, the newest first."""
    with opened(archive, write=False) as session:
        found = [_run_row(run) for run in session.archive.frontier.runs(limit)]
        if not found and shape.people:
            note(say("crawl_cmd.no_runs"))
            return NOTHING_FOUND
        with shape.destination() as out:
            shape.write(found, out, RUN_FIELDS)
    return 0


@click.command(help=say("crawl_cmd.failed_help"))
@click.argument("sites", nargs=-1, metavar="[SITE]…")
@click.option("--all", "everything", is_flag=True, help=say("crawl_cmd.failed_all"))
@click.option("--retry", is_flag=True, help=say("crawl_cmd.failed_retry"))
@click.option(
    "-n", "--limit", "limit", type=click.IntRange(1), default=100, show_default=True, help=say("crawl_cmd.failed_limit")
)
@click.option("--offset", type=click.IntRange(0), default=0, help=say("crawl_cmd.failed_offset"))
@row_options
@archive_option
def failed(
    sites: tuple[str, ...], archive: str | None, limit: int, offset: int, shape: Shape, *, everything: bool, retry: bool
) -> int:
    """List addresses that could not be fetched, with the reason; or have them fetched again."""
    from tracuu.crawling import State

    with opened(archive, write=retry) as session:
        states, hosts = _states(everything=everything), _hosts(session, sites)
        if retry:
            note(plural("crawl_cmd.retried", session.archive.frontier.retry(states, hosts)))
            return 0
        found = session.archive.frontier.failed(states, hosts, limit + 1, offset)
        if not found and shape.people:
            note(say("crawl_cmd.none_failed"))
            return NOTHING_FOUND
        with shape.destination() as out:
            shape.write(map(_failed_row, found[:limit]), out, FAILED_FIELDS)
        if shape.people and any(one.state is State.WITHHELD for one in found[:limit]):
            note(say("crawl_cmd.by_hand"))
        if len(found) > limit:
            note(say("crawl_cmd.more_failed", shown=limit, offset=offset + limit))
    return 0


def _states(*, everything: bool) -> list[Any]:
    from tracuu.crawling import State

    given_up = [State.FAILED, State.WITHHELD]
    return [*given_up, State.REFUSED, State.GONE] if everything else given_up


def _hosts(session: Session, typed: tuple[str, ...]) -> set[str] | None:
    """Give the hosts of the sites named; None when none is named. Raises UsageError for one that is not known."""
    if not typed:
        return None
    from tracuu.corpus.sites import load
    from tracuu.crawl.asking import hosts_of

    sites = load(session.folder / "sites")
    return {host for one in typed for host in hosts_of(one, sites)}


def _run_row(run: Run) -> dict[str, Any]:
    from tracuu.console.times import moment

    counts = dict(run.counts)
    return {
        "run": run.number,
        "begun": moment(run.begun_at),
        "ended": run.ended or say("crawl_cmd.running"),
        "command": run.command,
        "requests": counts.pop("requests", 0),
        "pages": counts.pop("pages", 0),
        "counts": counts,
    }


def _failed_row(one: Address) -> dict[str, Any]:
    from tracuu.console.times import moment
    from tracuu.crawl.reasons import words

    return {
        "url": one.url,
        "state": one.state.name.lower(),
        "reason": words(one.reason, one.detail) if one.reason else None,
        "title": one.title,
        "lang": one.lang,
        "day": one.day,
        "tries": one.tries,
        "asked": moment(one.asked_at) if one.asked_at else None,
    }
