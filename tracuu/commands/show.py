"""`tracuu show`: one article with its versions and its provenance."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from tracuu.commands.options import archive_option, columns, on_terminal, opened, text_option
from tracuu.console import article
from tracuu.messages import say
from tracuu.records import Role

if TYPE_CHECKING:
    from tracuu.session import Session, Shown


@click.command(help=say("show.help"), epilog=say("show.more"))
@click.argument("which", metavar="ID|HIT")
@text_option("--lang", help=say("show.lang"))
@click.option("--raw", is_flag=True, help=say("show.raw"))
@click.option("--side-by-side", "beside", metavar="LANG", is_flag=False, flag_value="", help=say("show.beside"))
@click.option("--mentions", "with_mentions", is_flag=True, help=say("show.mentions"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def show(
    which: str,
    lang: str | None,
    beside: str | None,
    archive: str | None,
    *,
    raw: bool,
    with_mentions: bool,
    as_json: bool,
) -> None:
    """Print an article as it is held."""
    from tracuu.console.recent import hit

    with opened(archive, write=False) as session:
        shown = session.show(hit(session.archive.id, which) or which, lang)
        if with_mentions:
            click.echo(_with_mentions(session, shown, as_json=as_json))
        elif as_json:
            click.echo(article.as_json(shown, session.archive.story_reason(shown.version.number)))
        elif raw:
            sys.stdout.buffer.write(article.raw(session.archive.raw(shown.version.number)))
        elif beside is not None:
            click.echo(article.side_by_side(session, shown, beside or None, columns()))
        else:
            reason = session.archive.story_reason(shown.version.number)
            click.echo(article.page(shown, reason, color=on_terminal()))


def _with_mentions(session: Session, shown: Shown, *, as_json: bool) -> str:
    """Give the article with its mentions: marked in the text, or as a field of its JSON."""
    from tracuu.console import citing, marked
    from tracuu.reports.evidence import source

    found = list(session.mentions([shown.version.id]))
    if as_json:
        reason = session.archive.story_reason(shown.version.number)
        return article.as_json(shown, reason, mentions=[one.row() for one in found])
    places = marked.numbered([(one.mention, one.entity) for one in found])
    bold = on_terminal() and not os.environ.get("NO_COLOR")
    named = list(marked.key(places)) or [say("mentions.none_here")]
    cited = source(shown.version)
    titled = any(mark.role is Role.TITLE for mark in shown.layer.marks)  # it is marked with the text then
    head = [*([] if titled else [citing.title_line(cited)]), citing.fact_line(cited), ""]
    return "\n".join([*head, marked.text(shown.layer, places, bold=bold), "", *named])
