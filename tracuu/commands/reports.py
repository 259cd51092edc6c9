"""`tracuu brief`, `tracuu drift`, `tracuu check`: what is said, how it is called, what differs."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.mentions import tell_outstanding
from tracuu.commands.options import Shape, archive_option, note, on_terminal, opened, row_options, text_option
from tracuu.errors import UsageError
from tracuu.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracuu.reports.brief import Brief
    from tracuu.session import Session


@click.command(help=say("brief.help"), epilog=say("brief.more"))
@click.argument("asked", nargs=-1, required=True, metavar="ENTITY|QUERY…")
@text_option("--also", multiple=True, metavar="ENTITY|QUERY", help=say("brief.also"))
@text_option("--lang", help=say("brief.lang"))
@text_option("--since", metavar="DATE", help=say("brief.since"))
@text_option("--until", metavar="DATE", help=say("brief.until"))
@click.option("--editions", is_flag=True, help=say("brief.editions"))
@click.option("--query", "as_query", is_flag=True, help=say("brief.as_query"))
@click.option(
    "-n", "--limit", "limit", type=click.IntRange(1), default=1000, show_default=True, help=say("brief.limit")
)
@click.option("--in", "in_", type=click.Choice(["en", "vi"]), help=say("brief.in"))
@click.option("--markdown", is_flag=True, help=say("brief.markdown"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@text_option("-o", "--output", metavar="FILE", type=click.Path(), help=say("brief.output"))
@click.option("--force", is_flag=True, help=say("options.force"))
@archive_option
def brief(
    asked: tuple[str, ...],
    also: tuple[str, ...],
    archive: str | None,
    output: str | None,
    *,
    force: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Write a brief."""
    form = _form(output, options.pop("markdown"), as_json=as_json)
    lang = options.pop("in_")
    if lang and form not in {"docx", "html", "markdown"}:
        raise UsageError("brief.in_needs_document")
    with opened(archive, write=False) as session:
        tell_outstanding(session)
        made = [_briefed(session, one, **options) for one in (" ".join(asked), *also)]
        if form in {"docx", "html", "markdown"}:
            content = _document(session, made, asked, form, lang)
        else:
            content = _text(made, output, as_json=as_json)
    _put(content, output, force=force)
    if any(one.is_told for one in made):
        return 0
    note(say("brief.nothing"))
    return NOTHING_FOUND


def _form(output: str | None, markdown: bool, *, as_json: bool) -> str | None:  # noqa: FBT001  an option's value
    """Tell as what the brief is wanted: as an option says, else as the file's name does."""
    from tracuu.commands.document import form_of

    if as_json:
        return "json"
    named = form_of(output)
    if markdown and named not in {None, "markdown"}:
        raise UsageError("brief.two_forms", path=output)
    return "markdown" if markdown else named


def _text(made: Sequence[Brief], output: str | None, *, as_json: bool) -> str:
    """Write briefs one after the other; as JSON one as it is, and several as a list."""
    from tracuu.console import briefs

    if as_json:
        told = list(map(briefs.as_json, made))
        whole = told[0] if len(told) == 1 else {"schema": briefs.SCHEMA, "briefs": told}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    bold = output in {None, "-"} and on_terminal() and not os.environ.get("NO_COLOR")
    return "".join(f"{line}\n" for one in made for line in briefs.text(one, bold=bold))


def _document(
    session: Session, made: Sequence[Brief], asked: tuple[str, ...], form: str, lang: str | None
) -> str | bytes:
    """Make the document: the same lines, with all of its sources cited at the end."""
    from tracuu.commands.document import made_with_gaps, words_in
    from tracuu.documents import brief as document
    from tracuu.exports.citation import citations

    numbers = [session.archive.number(version) for version in document.sources_of(made)]
    cited = {one.version: one for one in citations(session.archive, numbers)}
    whole = document.document(made, made_with_gaps(session, asked), cited, words_in(lang))
    if form == "docx":
        from tracuu.documents.as_docx import docx

        return docx(whole)
    if form == "html":
        from tracuu.documents.as_html import html

        return html(whole)
    from tracuu.documents.as_markdown import markdown

    return "".join(f"{line}\n" for line in markdown(whole))


def _put(content: str | bytes, output: str | None, *, force: bool) -> None:
    """Print it, or write it to a file and say which."""
    if isinstance(content, str) and output in {None, "-"}:
        click.echo(content, nl=False)
        return
    from tracuu.commands.document import saved

    assert output is not None  # noqa: S101  bytes come of a file's name
    saved(content, output, force=force)


def _briefed(session: Session, asked: str, *, as_query: bool, **options: Any) -> Brief:
    """Brief on what is meant, asked where that may be several; what articles do not name is searched as typed."""
    from tracuu.console.choosing import asked as chosen

    entity = None if as_query else chosen(lambda: session.subject(asked))
    if entity is not None:
        made = session.brief(entity.id, **options)
        if made.entity is not None:
            return made
    session.reader(note)
    return session.brief(asked, as_query=True, **options)


@click.command(help=say("drift.help"))
@click.argument("which", metavar="ENTITY")
@text_option("--lang", "langs", multiple=True, help=say("drift.lang"))
@row_options
@archive_option
def drift(which: str, langs: tuple[str, ...], archive: str | None, shape: Shape) -> int:
    """Print renderings by language and month."""
    from tracuu.console import comparing
    from tracuu.console.choosing import meant
    from tracuu.reports.drift import Rendering
    from tracuu.text.codes import canonical, primary

    wanted = {canonical(lang) for lang in langs}
    with opened(archive, write=False) as session:
        tell_outstanding(session)
        entity, drifted = session.drift(meant(session, which))
    if wanted:
        kept = [one for one in drifted.renderings if {one.lang, primary(one.lang)} & wanted]
        if not kept:
            note(say("drift.none", langs=" ".join(dict.fromkeys(one.lang for one in drifted.renderings))))
        drifted = drifted._replace(renderings=tuple(kept))
    with shape.destination() as out:
        if shape.form == "json" and not shape.fields:
            out.write(json.dumps(comparing.drift_to_json(entity, drifted), ensure_ascii=False, indent=1) + "\n")
        elif not shape.people:
            shape.write((one._asdict() for one in drifted.renderings), out, Rendering._fields)
        else:
            out.writelines(f"{line}\n" for line in comparing.renderings(entity, drifted))
    return 0 if drifted.renderings else NOTHING_FOUND


@click.command(help=say("check.help"), epilog=say("check.more"))
@click.argument("which", metavar="STORY|HIT")
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def check(which: str, archive: str | None, *, as_json: bool) -> int:
    """Print what differs between a story's versions."""
    from tracuu.console import comparing
    from tracuu.console.recent import hit

    with opened(archive, write=False) as session:
        checked = session.check(hit(session.archive.id, which) or which)
    if as_json:
        click.echo(json.dumps(comparing.check_to_json(checked), ensure_ascii=False, indent=1))
    else:
        bold = on_terminal() and not os.environ.get("NO_COLOR")
        click.echo("\n".join(comparing.differences(checked, bold=bold)))
    return 0 if checked.differences else NOTHING_FOUND
