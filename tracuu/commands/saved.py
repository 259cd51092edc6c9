"""`tracuu saved`: searches that say what is new."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, on_terminal, opened, row_options
from tracuu.commands.search import QueryCommand, query_of, search_options
from tracuu.errors import UsageError
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracuu.corpus.saved import Saved
    from tracuu.reports.news import News
    from tracuu.session import Session

FIELDS = ("name", "query", "options", "told")


@click.group(help=say("saved.help"))
def saved() -> None:
    """Group the commands on saved searches."""


@saved.command("add", cls=QueryCommand, help=say("saved.add_help"))
@click.argument("name")
@click.argument("words", nargs=-1, metavar="QUERY…")
@search_options
@click.option("--all", "tell_all", is_flag=True, help=say("saved.add_all"))
@archive_option
def add(name: str, words: tuple[str, ...], archive: str | None, *, tell_all: bool, **asked: Any) -> None:
    """Save a search under a name."""
    query = query_of(words)
    asked["any"] = asked.pop("any_")
    if not query.strip() and not any(asked.values()):
        raise UsageError("saved.no_query", name=name)
    with opened(archive) as session:
        count = session.save_search(name, query, tell_all=tell_all, **asked)
    stories = plural("saved.stories", count)
    note(say("saved.saved_all" if tell_all else "saved.saved", name=name, stories=stories))


@saved.command("run", help=say("saved.run_help"))
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--atom", type=click.Path(dir_okay=False), metavar="FILE", help=say("saved.atom"))
@click.option("--peek", is_flag=True, help=say("saved.peek"))
@row_options
@archive_option
def run(names: tuple[str, ...], archive: str | None, atom: str | None, shape: Shape, *, peek: bool) -> int:
    """Tell what is new; exit 0 when something is."""
    if atom and len(names) != 1:
        raise UsageError("saved.one_feed")
    with opened(archive) as session:
        found = session.news(names)
        if not found:
            note(say("saved.none"))
        with shape.destination() as out:
            if shape.people:
                out.writelines(line + "\n" for line in told(found))
            else:
                shape.write(_rows(found), out)
        if atom:
            _write_feed(session, names[0], atom)
        if not peek:
            session.told(found)
    return 0 if any(one.hits for one in found) else NOTHING_FOUND


@saved.command("list", help=say("saved.list_help"))
@row_options
@archive_option
def list_(archive: str | None, shape: Shape) -> int:
    """List saved searches."""
    with opened(archive, write=False) as session:
        found = [_row(one) for one in session.archive.saved.list()]
        if not found and shape.people:
            note(say("saved.none"))
            return NOTHING_FOUND
        with shape.destination() as out:
            shape.write(found, out, FIELDS)
    return 0


@saved.command("remove", help=say("saved.remove_help"))
@click.argument("name")
@archive_option
def remove(name: str, archive: str | None) -> None:
    """Forget a saved search."""
    with opened(archive) as session:
        session.archive.saved.remove(name)
    note(say("saved.removed", name=name))


def told(found: Sequence[News]) -> list[str]:
    """Give what is new of each search in lines for people, with the words that matched."""
    from tracuu.console.answers import hit_lines
    from tracuu.console.atom import why
    from tracuu.console.safe import printable

    lines = []
    for one in found:
        name = printable(one.saved.name)
        lines.append(plural("saved.new", len(one.hits), name=name) if one.hits else say("saved.nothing", name=name))
        for place, hit in enumerate(one.hits.values(), 1):
            explained = hit if hit.reason else hit._replace(reason=why(hit))
            lines += hit_lines(str(place), explained, color=on_terminal())
    return lines


def _rows(found: Sequence[News]) -> list[dict[str, Any]]:
    from tracuu.search.answer import hit_to_json

    return [{"saved": one.saved.name, **hit_to_json(hit)} for one in found for hit in one.hits.values()]


def _row(one: Saved) -> dict[str, Any]:
    from tracuu.console.times import moment

    at = moment(one.run_at) if one.run_at else say("saved.never")
    return {"name": one.name, "query": one.query, "options": dict(one.options), "told": at}


def _write_feed(session: Session, name: str, path: str) -> None:
    from pathlib import Path

    from tracuu.console import atom
    from tracuu.reports.news import latest

    atom.write(Path(path), name, session.archive.id, latest(session.archive, session.reader(), name), time.time())
