"""`tracuu entity merge`, `split`, `link`, `rename`, `alias`, `undo`, `decisions`: what users decide.

Each says in one line what changed and how to undo it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracuu.commands.options import Shape, archive_option, opened, row_options
from tracuu.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracuu.entities import Decision
    from tracuu.session import Session


def tell(decision: Decision, made: Sequence[str] = ()) -> None:
    """Say what was decided and how to undo it; `made` are ids that came of it."""
    from tracuu.console.safe import printable

    what = worded(decision)
    if made:
        what = say("entity_cmd.made", what=what, ids=", ".join(made))
    click.echo(say("entity_cmd.decided", what=printable(what), number=decision.number))


_WORDS = {
    "merge": "entity_cmd.merged",
    "split": "entity_cmd.split_off",
    "unlink": "entity_cmd.split_off",
    "link": "entity_cmd.linked",
    "rename": "entity_cmd.renamed",
    "alias-add": "entity_cmd.alias_added",
    "alias-ban": "entity_cmd.alias_banned",
}


def worded(decision: Decision) -> str:
    """Put a decision into words."""
    args = {name: str(value) for name, value in decision.args.items()}
    named = args.get("surface") or args.get("name", "")
    stands = decision.verb == "link" and args["entity"] == args["to"]
    return say("entity_cmd.stands" if stands else _WORDS[decision.verb], **{**args, "name": named})


@click.command("merge", help=say("entity_cmd.merge"))
@click.argument("keep", metavar="A")
@click.argument("gone", metavar="B")
@archive_option
def merge_(keep: str, gone: str, archive: str | None) -> None:
    """Make two entities one."""
    with opened(archive) as session:
        tell(session.merge(_meant(session, keep), _meant(session, gone)))


@click.command("split", help=say("entity_cmd.split"))
@click.argument("which", metavar="ENTITY")
@click.argument("article", metavar="STORY")
@archive_option
def split_(which: str, article: str, archive: str | None) -> None:
    """Make what a story calls so something of its own."""
    with opened(archive) as session:
        story = _article(session, article)
        entity = _meant(session, which, story)
        before = _named_by(session, story)
        decision = session.split(entity, story)
        tell(decision, sorted(_named_by(session, story) - before))


@click.command("link", help=say("entity_cmd.link"))
@click.argument("article", metavar="STORY")
@click.argument("which", metavar="ENTITY")
@click.argument("to", metavar="OTHER")
@archive_option
def link_(article: str, which: str, to: str, archive: str | None) -> None:
    """Say that what a story calls so is another entity."""
    with opened(archive) as session:
        story = _article(session, article)
        tell(session.relate(story, _meant(session, which, story), _meant(session, to)))


@click.command("rename", help=say("entity_cmd.rename"))
@click.argument("which", metavar="ENTITY")
@click.argument("label", metavar="NAME")
@archive_option
def rename_(which: str, label: str, archive: str | None) -> None:
    """Give an entity another canonical name."""
    with opened(archive) as session:
        tell(session.rename(_meant(session, which), label))


@click.group("alias", help=say("entity_cmd.alias"), invoke_without_command=True)
@click.pass_context
def alias_(ctx: click.Context) -> None:
    """Hold the two verbs together; without one, say which there are."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@alias_.command(help=say("entity_cmd.alias_add"))
@click.argument("which", metavar="ENTITY")
@click.argument("lang", metavar="LANG")
@click.argument("name", metavar="NAME")
@archive_option
def add(which: str, lang: str, name: str, archive: str | None) -> None:
    """Say that a name means an entity."""
    with opened(archive) as session:
        tell(session.alias_add(_meant(session, which), lang, name))


@alias_.command(help=say("entity_cmd.alias_ban"))
@click.argument("which", metavar="ENTITY")
@click.argument("lang", metavar="LANG")
@click.argument("name", metavar="NAME")
@archive_option
def ban(which: str, lang: str, name: str, archive: str | None) -> None:
    """Say that a name does not mean an entity."""
    with opened(archive) as session:
        tell(session.alias_ban(_meant(session, which), lang, name))


@click.command("undo", help=say("entity_cmd.undo"))
@click.argument("number", required=False, type=click.IntRange(1), metavar="[N]")
@archive_option
def undo_(number: int | None, archive: str | None) -> None:
    """Take a decision back."""
    from tracuu.console.safe import printable

    with opened(archive) as session:
        undone = session.undo(number)
    click.echo(say("entity_cmd.undone", number=undone.number, what=printable(worded(undone))))


@click.command("decisions", help=say("entity_cmd.decisions"))
@row_options
@archive_option
def decisions_(archive: str | None, shape: Shape) -> None:
    """List what was decided."""
    from tracuu.console import entity_rows
    from tracuu.console.safe import printable

    with opened(archive, write=False) as session:
        decided = session.decisions()
    with shape.destination() as out:
        if not shape.people:
            listed = entity_rows.decisions_to_rows(decided)
            shape.write(listed, out, ("number", "at", "verb", "undone", "args"))
        for one in decided if shape.people else ():
            state = say("entity_cmd.is_undone") if one.undone else ""
            out.write(f"{one.number:>4}  {one.at}  {printable(worded(one))}{state}\n")


def _meant(session: Session, typed: str, article: str | None = None) -> str:
    from tracuu.console.choosing import meant

    return meant(session, typed, article)


def _named_by(session: Session, story: str) -> set[str]:
    return {one.entity.id for one in session.mentions([story])}


def _article(session: Session, typed: str) -> str:
    """Take the number of a hit of the last search for its article."""
    from tracuu.console.recent import hit

    return hit(session.archive.id, typed) or typed
