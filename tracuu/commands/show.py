"""`tracuu show`: one article with its versions and its provenance."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from tracuu.commands.options import archive_option, columns, on_terminal, opened, text_option
from tracuu.console import article
from tracuu.errors import UsageError
from tracuu.messages import say
from tracuu.records import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracuu.session import Session, Shown

_OF_PAGES = (("mark", "--mark"), ("in_", "--in"), ("output", "-o"), ("force", "--force"))


@click.command(help=say("show.help"), epilog=say("show.more"))
@click.argument("which", metavar="ID|HIT")
@text_option("--lang", help=say("show.lang"))
@click.option("--raw", is_flag=True, help=say("show.raw"))
@click.option("--side-by-side", "beside", metavar="LANG", is_flag=False, flag_value="", help=say("show.beside"))
@click.option("--mentions", "with_mentions", is_flag=True, help=say("show.mentions"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@click.option("--html", "as_html", is_flag=True, help=say("show.html"))
@click.option("--open", "open_it", is_flag=True, help=say("show.open"))
@text_option("--mark", metavar="QUERY", help=say("show.mark"))
@click.option("--in", "in_", type=click.Choice(["en", "vi"]), help=say("show.in"))
@text_option("-o", "--output", metavar="FILE", type=click.Path(), help=say("show.output"))
@click.option("--force", is_flag=True, help=say("options.force"))
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
    **page: Any,
) -> None:
    """Print an article as it is held."""
    from tracuu.console.recent import hit

    as_page = _is_page(page, others=raw or as_json)
    with opened(archive, write=False) as session:
        found = hit(session.archive.id, which)
        shown = session.show(found or which, lang)
        if as_page:
            _put_page(session, shown, beside, page, was_hit=found is not None)
        elif with_mentions:
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


def _is_page(page: Mapping[str, Any], *, others: bool) -> bool:
    """Tell whether a page for a browser is wanted; options that only a page knows ask for one."""
    from tracuu.commands.document import form_of

    form = form_of(page["output"])
    wanted = page["as_html"] or page["open_it"] or form == "html"
    if wanted and (others or form not in {None, "html"}):
        raise UsageError("show.page_alone")
    alone = next((option for name, option in _OF_PAGES if page[name]), None)
    if alone and not wanted:
        raise UsageError("show.of_pages", option=alone)
    return bool(wanted)


def _put_page(session: Session, shown: Shown, beside: str | None, page: Mapping[str, Any], *, was_hit: bool) -> None:
    """Write or open the page; of a hit, the words of that search are marked."""
    from tracuu.commands.pages import article_page, put
    from tracuu.console.recent import sought

    query = page["mark"] or (sought(session.archive.id) if was_hit else "")
    made = article_page(session, shown, beside, query, page["in_"])
    put(made, page["output"], force=page["force"], open_it=page["open_it"])


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
