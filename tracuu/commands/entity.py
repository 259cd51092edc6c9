"""`tracuu entity`, `tracuu models`, `tracuu resolutions`: what articles name, and what is known of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.mentions import tell_outstanding
from tracuu.commands.options import Shape, archive_option, note, on_terminal, opened, row_options, text_option
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tracuu.session import Session

LISTED = 30
"""Entities of a table for people; other forms give all unless told otherwise."""

KINDS = ("model", "instrument")


HOMES = {
    **dict.fromkeys(("merge", "split", "link", "rename", "alias", "undo", "decisions"), "tracuu.commands.deciding"),
    **dict.fromkeys(("why", "review"), "tracuu.commands.reviewing"),
    **dict.fromkeys(("export", "import", "relink"), "tracuu.commands.entity_care"),
}
"""Where the verbs are that decide, ask or care: a file is imported when one of them is called."""


class Verbs(click.Group):
    """The verbs of `tracuu entity`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs, the most used first."""
        return [*super().list_commands(ctx), *HOMES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one verb."""
        if cmd_name not in HOMES:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        found: click.Command = getattr(import_module(HOMES[cmd_name]), f"{cmd_name}_")
        return found


@click.group(cls=Verbs, help=say("entity_cmd.help"), invoke_without_command=True)
@click.pass_context
def entity(ctx: click.Context) -> None:
    """Hold the verbs together; without one, say which there are."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every list of entities takes."""
    for option in reversed(
        (
            text_option("--query", metavar="WORDS", help=say("entity_cmd.query")),
            text_option("--lang", help=say("entity_cmd.lang")),
            text_option("--province", help=say("entity_cmd.province")),
            click.option("-n", "--limit", "limit", type=click.IntRange(0), help=say("entity_cmd.limit", count=LISTED)),
        )
    ):
        command = option(command)
    return archive_option(row_options(command))


@entity.command("list", help=say("entity_cmd.list"))
@click.option("--kind", help=say("entity_cmd.kind"))
@_list_options
def list_(kind: str | None, **options: Any) -> int:
    """List what articles name."""
    from tracuu.errors import UsageError
    from tracuu.mentions.kinds import types

    known = (*KINDS, "movement", *types())
    if kind is not None and kind not in known:
        raise UsageError("entity_cmd.bad_kind", kind=kind, known=", ".join(known))
    return _listed(kind, **options)


@click.command(help=say("entity_cmd.models"))
@_list_options
def models(**options: Any) -> int:
    """List models and movements."""
    return _listed("model", **options)


@click.command(help=say("entity_cmd.resolutions"))
@_list_options
def resolutions(**options: Any) -> int:
    """List resolutions."""
    return _listed("resolution", **options)


def _listed(
    kind: str | None,
    *,
    archive: str | None,
    shape: Shape,
    **asked: Any,
) -> int:
    """Print the entities of a kind, those of most stories first."""
    from tracuu.console import entity_pages, entity_rows, rows

    limit = LISTED if asked["limit"] is None and shape.people else asked["limit"]
    narrowed = (asked["query"], _tag(asked["lang"]), _slug(asked["province"]))
    with opened(archive, write=False) as session:
        tell_outstanding(session)
        every = session.entities(kind, *narrowed)
        others = _others(session, narrowed) if shape.people and kind == "resolution" else {}
    shown = every[:limit]
    with shape.destination() as out:
        if shape.people:
            rows.write(entity_pages.table(shown), "table", out)
        elif shape.form == "json" and not shape.fields:
            made = {"schema": entity_rows.SCHEMA, "total": len(every), "entities": list(map(entity_rows.listed, shown))}
            out.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
        else:
            shape.write(map(entity_rows.listed, shown), out, entity_rows.LISTED)
    if shape.people or not every:
        _tell_counts(len(shown), len(every), others)
    return 0 if every else NOTHING_FOUND


def _others(session: Session, narrowed: tuple[str | None, str | None, str | None]) -> dict[str, int]:
    """Count the documents that are no resolutions, most frequent kind first."""
    from collections import Counter

    kinds = [one.entity.kind for one in session.entities("instrument", *narrowed)]
    return dict(Counter(kind for kind in kinds if kind != "resolution").most_common())


def _tell_counts(shown: int, total: int, others: dict[str, int]) -> None:
    """Say how many there are, and what else there is that somebody may look for here."""
    if not total:
        note(say("entity_cmd.none"))
    elif shown < total:
        note(say("entity_cmd.listed_part", shown=shown, total=total))
    else:
        note(plural("entity_cmd.listed", total, shown=shown))
    if others:
        from tracuu.console.headings import word

        kinds = ", ".join(say("entity_cmd.of_kind", kind=word(kind), count=count) for kind, count in others.items())
        note(plural("entity_cmd.others", sum(others.values()), kinds=kinds))


def _tag(lang: str | None) -> str | None:
    from tracuu.text.codes import canonical

    return canonical(lang) if lang else None


def _slug(province: str | None) -> str | None:
    """Give the slug of a province, by name or slug. Raises UsageError for what is none."""
    from tracuu.errors import UsageError
    from tracuu.text.normalize import fold, key
    from tracuu.text.places import provinces

    if province is None:
        return None
    plain = "-".join(fold(key(province)).split())
    for known in provinces():
        if plain in {known.slug, *("-".join(fold(key(name)).split()) for name in (known.name, *known.aliases))}:
            return known.slug
    raise UsageError("entity_cmd.bad_province", province=province)


@entity.command(help=say("entity_cmd.show"))
@click.argument("which", metavar="ENTITY")
@click.option("--evidence", "sentences", type=click.IntRange(0), default=10, help=say("entity_cmd.sentences"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def show(which: str, sentences: int, archive: str | None, *, as_json: bool) -> int:
    """Print an entity's page."""
    import os

    from tracuu.console import entity_pages, entity_rows
    from tracuu.console.choosing import meant

    with opened(archive, write=False) as session:
        tell_outstanding(session)
        page = session.entity(meant(session, which), evidence=sentences)
        renderings = session.drift(page.entity.id)[1].renderings
    if as_json:
        click.echo(json.dumps(entity_rows.page_to_json(page, renderings), ensure_ascii=False, indent=1))
    else:
        bold = on_terminal() and not os.environ.get("NO_COLOR")
        click.echo("\n".join(entity_pages.page(page, renderings, bold=bold)))
    return 0
