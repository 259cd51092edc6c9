"""`tracuu merge`: another archive into this one, and what its makers decided otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND, REJECTS
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.errors import UsageError
from tracuu.messages import plural, say
from tracuu.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracuu.corpus.archive import Archive
    from tracuu.corpus.conflicts import Conflict
    from tracuu.session import Session
    from tracuu.sharing.merging import Merged
    from tracuu.sharing.opening import Other

FIELDS = ("number", "about", "theirs", "at", "ours", "source")
_TAKEN_OVER = ("decision", "story_decision", "marks", "word_list", "saved_search", "layer")
_TOLD_EVERY = 500  # versions between two words on how far it is


@click.command(help=say("pack.merge_help"), epilog=say("pack.merge_more"))
@click.argument("other", required=False, metavar="[FILE|FOLDER]", type=click.Path())
@click.option("--conflicts", is_flag=True, help=say("pack.conflicts"))
@click.option("--take", multiple=True, type=click.IntRange(1), metavar="N", help=say("pack.take"))
@click.option("--keep", multiple=True, type=click.IntRange(1), metavar="N", help=say("pack.keep"))
@click.option("--workers", type=click.IntRange(1, 64), help=say("pack.workers"))
@row_options
@archive_option
def merge(
    other: str | None,
    archive: str | None,
    shape: Shape,
    take: tuple[int, ...],
    keep: tuple[int, ...],
    workers: int | None,
    *,
    conflicts: bool,
) -> int:
    """Merge, list conflicts, or settle them."""
    settles = bool(take or keep)
    if other is None and not conflicts and not settles:
        raise UsageError("pack.what")
    if (other is not None) + conflicts + settles > 1:
        raise UsageError("pack.alone")
    if other is not None:
        return _merge(other, archive, workers)
    if conflicts:
        return _list(archive, shape)
    return _settle(archive, take, keep)


# --- merging


def _merge(path: str, archive: str | None, workers: int | None) -> int:
    """Check everything, and only then open or make the archive that it goes into."""
    from tracuu.commands.add import cores
    from tracuu.commands.progress import ears_of_adding, line
    from tracuu.sharing import merging, opening

    if not path.strip():
        raise UsageError("pack.what")
    with opening.opened(path) as other, line(say("add.starting")) as show:
        _check(other, show)
        with opened(archive, create=True) as session:
            made = merging.merge(session.archive, other, workers=workers or cores(), **ears_of_adding(show))
    _tell(made, path)
    return REJECTS if made.report.total(Outcome.REJECTED) else 0


def _check(other: Other, show: Any) -> None:
    from tracuu.sharing import opening

    def progress(done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0:
            show(say("pack.checking", done=done, total=total))

    opening.check(other, progress)


def _tell(made: Merged, path: str) -> None:
    from tracuu.console.safe import printable

    added = made.report.total(Outcome.ADDED) + made.report.total(Outcome.RETRANSLATED)
    unchanged = made.report.total(Outcome.UNCHANGED)
    note(say("pack.summary", path=printable(path), added=added, unchanged=unchanged))
    listed = ", ".join(_counted(kind, made.stated[kind]) for kind in _TAKEN_OVER if made.stated[kind])
    note(say("pack.also", listed=listed) if listed else say("pack.nothing_new"))
    if made.conflicts:
        note(plural("pack.new_conflicts", made.conflicts))


def _counted(kind: str, count: int) -> str:
    return plural("pack.marks", count) if kind == "marks" else plural(f"dump.{kind}", count)


# --- conflicts


def _list(archive: str | None, shape: Shape) -> int:
    from tracuu.sharing.settling import still_open

    with opened(archive, write=False) as session:
        found = still_open(session.archive)
        rows = [_row(session.archive, one) for one in found]
    if not rows and shape.people:
        note(say("pack.no_conflicts"))
        return NOTHING_FOUND
    with shape.destination() as out:
        if shape.form == "json" and not shape.fields:
            out.write(json.dumps({"schema": 1, "conflicts": rows}, ensure_ascii=False, indent=1) + "\n")
        elif shape.people:
            out.write("".join(f"{line}\n" for line in _page(rows)))
        else:
            shape.write(rows, out, FIELDS)
    return 0 if rows else NOTHING_FOUND


def _page(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    from tracuu.console.safe import printable

    for row in rows:
        yield printable(say("pack.conflict", number=row["number"], source=row["source"], at=row["at"]))
        yield printable(say("pack.theirs", what=row["theirs"]))
        yield from (printable(say("pack.ours", what=what)) for what in row["ours"])
        yield ""
    yield say("pack.how")


def _row(archive: Archive, one: Conflict) -> dict[str, Any]:
    decided = {made.number: made for made in _decisions(archive, one.about)}
    ours = [_worded(one.about, decided[number]) for number in one.ours if number in decided]
    row = {name: getattr(one, name) for name in ("number", "about", "at", "source")}
    theirs = _worded(one.about, one)
    return row | {"theirs": say("pack.taken_back", what=theirs) if one.undone else theirs, "ours": ours}


def _decisions(archive: Archive, about: str) -> Sequence[Any]:
    from tracuu.corpus.conflicts import NAMES

    return archive.naming.decisions() if about == NAMES else archive.stories.decisions()


def _worded(about: str, decision: Any) -> str:
    """Put a decision into words, as the commands do that take such decisions."""
    from tracuu.commands import deciding, story
    from tracuu.corpus.conflicts import NAMES

    return deciding.worded(decision) if about == NAMES else story.worded(decision)


def _settle(archive: str | None, take: Sequence[int], keep: Sequence[int]) -> int:
    from tracuu.console.safe import printable
    from tracuu.sharing import settling

    with opened(archive) as session:
        for number in (*take, *keep):
            settling.one_open(session.archive, number)  # all are known, or nothing is settled
        for number in take:
            found = settling.take(session.archive, number)
            what = _row(session.archive, found)["theirs"]
            click.echo(say("pack.taken", what=printable(what)))
        for number in keep:
            settling.keep(session.archive, number)
            click.echo(say("pack.kept", number=number))
        if take:
            _link(session)
    return 0


def _link(session: Session) -> None:
    from tracuu import pipeline

    pipeline.name(session.archive)
