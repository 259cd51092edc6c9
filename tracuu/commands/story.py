"""`tracuu story`: which versions belong together, why, and what a user decides of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.corpus.matching import Listed, StoryDecision
    from tracuu.session import Session

FIELDS = ("story", "how", "probability", "versions")
LISTED = 30
"""Stories of a list for people; other forms give all unless told otherwise."""


@click.group(help=say("story.help"), invoke_without_command=True)
@click.pass_context
def story(ctx: click.Context) -> None:
    """Hold the verbs together; without one, say which there are."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@story.command("list", help=say("story.list_help"))
@click.option("--found", "only_found", is_flag=True, help=say("story.list_found"))
@click.option("-n", "--limit", "limit", type=click.IntRange(0), help=say("story.list_limit", count=LISTED))
@row_options
@archive_option
def list_(archive: str | None, shape: Shape, limit: int | None, *, only_found: bool) -> int:
    """List stories."""
    with opened(archive, write=False) as session:
        every = _wanted(session.archive, only_found=only_found, several=shape.people)
        most = LISTED if limit is None and shape.people else limit
        if left := session.archive.stories.outstanding():
            note(plural("story.left", left))
        with shape.destination() as out:
            if shape.people:
                return _for_people(every, most, out, only_found=only_found)
            rows = map(as_row, islice(every, most))
            if shape.form == "json" and not shape.fields:
                made = list(rows)
                told = {"schema": 1, "total": len(made) + sum(1 for _ in every), "stories": made}
                out.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
            else:
                shape.write(rows, out, FIELDS)
    return 0


def _wanted(archive: Archive, *, only_found: bool, several: bool) -> Iterator[Listed]:
    for one in archive.stories.listed():
        if (one.odds is not None or not only_found) and (len(one.versions) > 1 or not several):
            yield one


def as_row(one: Listed) -> dict[str, Any]:
    """Give a story as programs read it."""
    versions = [{"version": v.id, "id": v.given, "lang": v.lang, "date": v.day, "title": v.title} for v in one.versions]
    return {"story": one.id, "how": one.how, "probability": _probability(one.odds), "versions": versions}


def _probability(odds: float | None) -> float | None:
    from tracuu.linking.odds import probability

    return None if odds is None else round(probability(odds), 4)


def _for_people(every: Iterator[Listed], most: int | None, out: Any, *, only_found: bool) -> int:
    shown = list(islice(every, most))
    for one in shown:
        out.write("\n".join([f"{one.id}  {_how(one)}", *_lines(one), ""]) + "\n")
    total = len(shown) + sum(1 for _ in every)
    if not total:
        note(say("story.none_found" if only_found else "story.none"))
        return NOTHING_FOUND
    if len(shown) < total:
        note(say("story.listed_part", shown=len(shown), total=total))
    else:
        note(plural("story.listed", total))
    return 0


def _how(one: Listed) -> str:
    from tracuu.linking.explaining import percent

    if one.how == "found" and one.odds is not None:
        return say("story.how_found", sure=percent(one.odds))
    return say({"alone": "story.how_alone", "hints": "story.how_hints"}.get(one.how, "story.how_decided"))


def _lines(one: Listed) -> Iterator[str]:
    from tracuu.console.safe import printable

    for version in one.versions:
        line = say(
            "story.version_line",
            id=version.id,
            lang=f"{version.lang:<5}",
            day=version.day or say("story.undated"),
            title=version.title or "",
        )
        yield "  " + printable(line).rstrip()


@story.command(help=say("story.show_help"))
@click.argument("which", metavar="STORY|VERSION")
@archive_option
def show(which: str, archive: str | None) -> None:
    """Show a story, and by what each version belongs to it."""
    from tracuu.console.safe import printable

    with opened(archive, write=False) as session:
        for line in _page(session, which):
            click.echo(printable(line))


def _page(session: Session, which: str) -> Iterator[str]:
    from tracuu.linking.deciding import versions_of

    archive = session.archive
    versions = archive.story_versions(versions_of(archive, _meant(session, which))[0].story)
    yield versions[0].story
    for version in versions:
        day = version.dated.day if version.dated else say("story.undated")
        yield "  " + say(
            "story.version_line", id=version.id, lang=f"{version.lang:<5}", day=day, title=version.title or ""
        )
        yield f"      {archive.story_reason(version.number)}"
    yield from _besides(archive, [version.number for version in versions], {version.id for version in versions})


def _besides(archive: Archive, numbers: Sequence[int], ids: set[str]) -> Iterator[str]:
    """Tell of near-copies in other stories, and of decisions."""
    for (one, other), share in archive.stories.copies_of(numbers).items():
        copy = archive.version(other if one in numbers else one)
        if copy.id not in ids:
            yield "  " + say("story.copy_line", id=copy.id, story=copy.story, share=f"{100 * share:.0f} %")
    for decision in archive.stories.decisions():
        named = {id_ for value in decision.args.values() for id_ in ([value] if isinstance(value, str) else value)}
        if not decision.undone and not named.isdisjoint(ids):
            yield "  " + say("story.decision_line", number=decision.number, what=worded(decision))


@story.command(help=say("story.why_help"))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@archive_option
def why(one: str, other: str, archive: str | None) -> None:
    """Say why two versions are one story, or are not."""
    from tracuu.console.safe import printable
    from tracuu.linking import explaining

    with opened(archive, write=False) as session:
        left, right = (_version(session, typed) for typed in (one, other))
        for line in explaining.why(session.archive, left, right):
            click.echo(printable(line))


@story.command(help=say("story.merge_help"))
@click.argument("which", nargs=-1, required=True, metavar="A B…")
@archive_option
def merge(which: tuple[str, ...], archive: str | None) -> None:
    """Decide that stories are one."""
    from tracuu.errors import UsageError
    from tracuu.linking import deciding

    if len(which) < 2:  # noqa: PLR2004  two are the least that can be one
        raise UsageError("story.needs_two")
    with opened(archive) as session:
        made = deciding.merge(session.archive, [_meant(session, typed) for typed in which])
        _settle(session)
    _tell(made)


@story.command(help=say("story.split_help"))
@click.argument("which", nargs=-1, required=True, metavar="VERSION…")
@archive_option
def split(which: tuple[str, ...], archive: str | None) -> None:
    """Decide that versions are not of their story."""
    from tracuu.linking import deciding

    with opened(archive) as session:
        made = deciding.split(session.archive, [_meant(session, typed) for typed in which])
        _settle(session)
    _tell([made])


@story.command(help=say("story.undo_help"))
@click.argument("number", required=False, type=click.IntRange(1), metavar="[N]")
@archive_option
def undo(number: int | None, archive: str | None) -> None:
    """Take a decision back."""
    from tracuu.console.safe import printable
    from tracuu.linking import deciding

    with opened(archive) as session:
        undone = deciding.undo(session.archive, number)
        _settle(session)
    click.echo(say("story.undone", number=undone.number, what=printable(worded(undone))))


def _settle(session: Session) -> None:
    """Judge anew what a decision concerns, name and index what moved."""
    from tracuu import pipeline

    pipeline.match(session.archive)


def _tell(made: Iterable[StoryDecision]) -> None:
    from tracuu.console.safe import printable

    for one in made:
        click.echo(say("story.decided", what=printable(worded(one)), number=one.number))


def worded(decision: StoryDecision) -> str:
    """Put a decision into words."""
    if decision.verb == "merge":
        return say("story.merged", one=decision.args["one"], other=decision.args["other"])
    lists = {name: ", ".join(decision.args[name]) for name in ("versions", "from")}
    return say("story.split_off", **lists)


@story.command(help=say("story.decisions_help"))
@row_options
@archive_option
def decisions(archive: str | None, shape: Shape) -> None:
    """List what was decided."""
    with opened(archive, write=False) as session:
        decided = session.archive.stories.decisions()
    with shape.destination() as out:
        if not shape.people:
            shape.write((one._asdict() for one in decided), out, ("number", "verb", "args", "at", "undone"))
        for one in decided if shape.people else ():
            state = say("story.is_undone") if one.undone else ""
            out.write(f"{one.number:>4}  {one.at}  {worded(one)}{state}\n")


@story.command(help=say("story.link_help"))
@click.option("--all", "anew", is_flag=True, help=say("story.link_all"))
@click.option("--workers", type=click.IntRange(1, 64), help=say("story.workers"))
@archive_option
def link(archive: str | None, workers: int | None, *, anew: bool) -> None:
    """Look for translations that no hint ties."""
    from tracuu import pipeline
    from tracuu.commands.add import cores
    from tracuu.commands.progress import line

    with opened(archive) as session:
        if anew:
            session.archive.stories.forget()
        with line(say("story.linking", done=0, total=session.archive.stories.outstanding())) as show_line:
            done = pipeline.match(
                session.archive,
                workers=workers or cores(),
                progress=lambda at, of: show_line(say("story.linking", done=at, total=of)),
            )
    note(say("story.linked", **done._asdict()) if done.matched else say("story.nothing_to_link"))


def _meant(session: Session, typed: str) -> str:
    """Take the number of a hit of the last search for its article."""
    from tracuu.console.recent import hit

    return hit(session.archive.id, typed) or typed


def _version(session: Session, typed: str) -> Any:
    from tracuu.corpus.editions import choose
    from tracuu.linking.deciding import versions_of

    return choose(tuple(versions_of(session.archive, _meant(session, typed))), None)
