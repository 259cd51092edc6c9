"""`tracuu init`, `tracuu status`, `tracuu doctor`: the archive itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import FAILED
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.commands.progress import line
from tracuu.errors import Damaged
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.checkup import Checking
    from tracuu.session import Session


@click.command(help=say("care.init"))
@click.argument("folder", required=False, type=click.Path())
def init(folder: str | None) -> None:
    """Make an empty archive: in `folder`, else in .tracuu here."""
    from pathlib import Path

    from tracuu.corpus.archive import Archive

    place = Path(folder) if folder else Path.cwd() / ".tracuu"
    there = (place / "archive.sqlite").exists()
    with Archive.create(place) as archive:
        if there:
            totals = archive.totals()
            holds = _held(totals.stories, totals.versions)
            click.echo(say("care.already", folder=place, holds=holds))
        else:
            click.echo(say("care.made", folder=place))


@click.command(help=say("care.status"))
@row_options
@archive_option
def status(archive: str | None, shape: Shape) -> None:
    """Say which archive is used and what it holds."""
    with opened(archive, write=False) as session:
        row = _status_row(session)
        with shape.destination() as out:
            if not shape.people:
                shape.write([row], out)
            else:
                out.write(_status_page(row))


@click.command(help=say("care.doctor"))
@click.option("--mend", is_flag=True, help=say("care.mend"))
@click.option("--rebuild", is_flag=True, help=say("care.rebuild"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def doctor(archive: str | None, *, mend: bool, rebuild: bool, as_json: bool) -> int:
    """Check archive and index, mend what can be made again, and say of each finding what to do."""
    try:
        with opened(archive) as session:
            findings = _findings(session, mend=mend, rebuild=rebuild)
    except Damaged as error:  # its own words send the user to doctor, who is here already
        if "detail" not in error.values:
            raise
        raise Damaged("care.damaged", path=error.values["path"], detail=error.values["detail"]) from error
    if as_json:
        import json

        click.echo(json.dumps({"schema": 1, "findings": findings}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(("✓ " if finding["mended"] else "! ") + finding["message"])
        if not findings:
            click.echo(say("care.well", folder=session.folder))
    return FAILED if any(not finding["mended"] for finding in findings) else 0


def _findings(session: Session, *, mend: bool, rebuild: bool) -> list[dict[str, Any]]:
    with line(say("care.checking_archive", percent=0)) as show:

        def progress(what: Checking, done: int, total: int) -> None:
            show(say(f"care.checking_{what}", percent=100 * done // max(total, 1)))

        if rebuild:
            built = session.rebuild(partial(progress, "making"))
            note(plural("care.rebuilt", built.indexed))
        return session.doctor(mend=mend, progress=progress)


def _status_row(session: Session) -> dict[str, Any]:
    totals, naming = session.archive.totals(), session.archive.naming
    sizes = _sizes(session)
    return {
        "schema": 1,
        "archive": str(session.folder.absolute()),
        "stories": totals.stories,
        "versions": totals.versions,
        "undated_stories": totals.undated_stories,
        "first_day": totals.first_day,
        "last_day": totals.last_day,
        "languages": dict(totals.languages),
        "sites": dict(totals.sites),
        "outstanding": totals.outstanding,
        "words_waiting": _words_waiting(session),
        "conflicts": _conflicts(session),
        "crawls": _crawls(session),
        **naming.overview()._asdict(),
        "unlinked": naming.outstanding(),
        "archive_bytes": sizes[0],
        "index_bytes": sizes[1],
    }


def _conflicts(session: Session) -> int:
    from tracuu.sharing.settling import still_open

    return len(still_open(session.archive))


def _sizes(session: Session) -> tuple[int, int]:
    def size(pattern: str) -> int:
        return sum(path.stat().st_size for path in session.folder.glob(pattern) if path.is_file())

    return size("archive.sqlite*"), size("index/**/*")


def _status_page(row: dict[str, Any]) -> str:
    lines = [
        say(
            "care.archive", folder=row["archive"], megabytes=row["archive_bytes"] / 1e6, index=row["index_bytes"] / 1e6
        ),
        say("care.stories", holds=_held(row["stories"], row["versions"])),
        say("care.period", first=row["first_day"], last=row["last_day"]) if row["first_day"] else "",
        plural("care.undated", row["undated_stories"]) if row["undated_stories"] else "",
        say("care.languages", listed=_listed(row["languages"])) if row["languages"] else "",
        say("care.sites", listed=_listed(row["sites"])) if row["sites"] else "",
        _named(row) if row["entities"] or row["unlinked"] else "",
        plural("care.outstanding", row["outstanding"]) if row["outstanding"] else "",
        plural("care.words_waiting", row["words_waiting"]) if row["words_waiting"] else "",
        plural("care.conflicts", row["conflicts"]) if row["conflicts"] else "",
        *map(_crawled, row["crawls"]),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _crawls(session: Session) -> list[dict[str, Any]]:
    """Say of each crawl what was asked and how far it is; one with terms never holds all of a newspaper."""
    from tracuu.crawling import State, What
    from tracuu.errors import OlderSchema

    try:
        frontier = session.archive.frontier
    except OlderSchema:  # opened for reading, and from before crawling
        return []
    rows = []
    for crawl in frontier.crawls():
        counts = {state: frontier.counts(crawl.number).get((What.ARTICLE, state), 0) for state in State}
        failed = counts[State.FAILED] + counts[State.WITHHELD]
        waiting = counts[State.WAITING] + counts[State.LEASED]
        asked = {"targets": crawl.targets, "match": crawl.match, "langs": crawl.langs, "since": crawl.since}
        done = {"fetched": counts[State.DONE], "waiting": waiting, "failed": failed, "passed": counts[State.PASSED]}
        rows.append({**asked, **done, "complete": not (crawl.match or waiting)})
    return rows


def _words_waiting(session: Session) -> int:
    """Count the pairs of languages whose translations are yet to be learned."""
    from tracuu.errors import OlderSchema

    try:
        return session.archive.lexicon.waiting()
    except OlderSchema:
        return 0


def _crawled(row: dict[str, Any]) -> str:
    terms = [*row["match"], *row["langs"], *([row["since"]] if row["since"] else [])]
    return say(
        "care.crawled",
        what=", ".join(row["targets"]),
        terms=say("care.crawled_terms", terms=", ".join(terms)) if terms else "",
        done=row["fetched"],
        waiting=row["waiting"],
        failed=row["failed"],
        passed=row["passed"],
    )


def _named(row: dict[str, Any]) -> str:
    """Say in one line what articles name, and what of it is open."""
    questions = (
        plural("care.stubs", row["stubs"]) if row["stubs"] else "",
        plural("care.weak_names", row["weak_names"]) if row["weak_names"] else "",
        plural("care.contradicted", row["contradicted"]) if row["contradicted"] else "",
    )
    listed = ", ".join(filter(None, questions))
    review = say("care.review", questions=listed) if listed else ""
    waiting = plural("care.unlinked", row["unlinked"]) if row["unlinked"] else ""
    return "; ".join(filter(None, (plural("care.named", row["entities"]), review, waiting)))


def _held(stories: int, versions: int) -> str:
    return say("care.held", stories=plural("add.stories", stories), versions=plural("add.versions", versions))


def _listed(counts: dict[str, int]) -> str:
    from tracuu.console.safe import printable

    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{printable(name)} {count:,}" for name, count in ordered)
