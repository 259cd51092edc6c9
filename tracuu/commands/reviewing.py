"""`tracuu entity why` and `review`: why articles are linked as they are, and what a user should look at."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.deciding import tell
from tracuu.commands.options import archive_option, note, on_terminal, opened
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.session import Session


@click.command("why", help=say("entity_cmd.why"))
@click.argument("article", metavar="ARTICLE")
@click.argument("which", metavar="ENTITY")
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def why_(article: str, which: str, archive: str | None, *, as_json: bool) -> int:
    """Print every step of a link."""
    from tracuu.console.choosing import meant
    from tracuu.console.recent import hit
    from tracuu.console.safe import printable
    from tracuu.naming.deciding import story_of

    with opened(archive, write=False) as session:
        shown = hit(session.archive.id, article) or article
        entity = meant(session, which, shown)
        steps = session.why(shown, entity)
        story = session.archive.number(story_of(session.archive, shown))
        named = story in session.archive.naming.stories_of(entity)
    if as_json:
        click.echo(json.dumps({"schema": 1, "entity": entity, "steps": steps}, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(map(printable, steps)))
    return 0 if named else NOTHING_FOUND


@click.command("review", help=say("entity_cmd.review"))
@click.option(
    "-n", "--limit", "limit", type=click.IntRange(1), default=20, show_default=True, help=say("entity_cmd.review_limit")
)
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def review_(limit: int, archive: str | None, *, as_json: bool) -> int:
    """Ask what is open: by keys on a terminal, as a list elsewhere."""
    from tracuu.console import entity_rows, reviewing

    bold = on_terminal() and not os.environ.get("NO_COLOR")
    if not as_json and sys.stdin.isatty() and on_terminal():
        with opened(archive) as session:
            _tell_conflicts(session)
            decided = reviewing.converse(session, click.getchar, click.echo, tell, limit=limit, bold=bold)
        click.echo(plural("entity_cmd.reviewed", decided))
        return 0
    with opened(archive, write=False) as session:
        _tell_conflicts(session)
        doubts = reviewing.open_doubts(session, limit)
    if as_json:
        rows = list(map(entity_rows.doubt_to_json, doubts))
        click.echo(json.dumps({"schema": entity_rows.SCHEMA, "questions": rows}, ensure_ascii=False, indent=1))
    else:
        for doubt in doubts:
            click.echo("\n".join([*reviewing.question(doubt), ""]))
    return 0 if doubts else NOTHING_FOUND


def _tell_conflicts(session: Session) -> None:
    """Say first that colleagues decided otherwise, where they did: only the user knows who is right."""
    from tracuu.sharing.settling import still_open

    if count := len(still_open(session.archive)):
        note(plural("care.conflicts", count))
