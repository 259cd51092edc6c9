"""What commands that write documents share: the form that a file's name asks for, how it was made, the browser."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from tracuu.commands.options import note
from tracuu.errors import UsageError
from tracuu.messages import say, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracuu.corpus.calendar import Known
    from tracuu.documents.making import Making
    from tracuu.documents.words import Words
    from tracuu.session import Session

FORMS = {".docx": "docx", ".htm": "html", ".html": "html", ".markdown": "markdown", ".md": "markdown"}
_OTHERS = frozenset({".doc", ".epub", ".odt", ".pages", ".pdf", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx"})
_NOT_SAID = frozenset(
    {"archive", "output", "force", "markdown", "as_json", "as_html", "open_it", "in_", "form", "fields"}
)


def form_of(output: str | None) -> str | None:
    """Tell by its name as what a file is wanted: docx, html or markdown; None for text.

    Raises UsageError for the name of a form that others write and we do not, such as PDF.
    """
    suffix = Path(output).suffix.lower() if output else ""
    if suffix in _OTHERS:
        raise UsageError("document_cmd.no_such_form", path=output, suffix=suffix)
    return FORMS.get(suffix)


def words_in(lang: str | None) -> Words:
    """Give the words of a document: in the language asked for, else in the user's."""
    from tracuu.documents.words import LANGUAGES, Words

    chosen = lang or spoken()
    return Words(chosen if chosen in LANGUAGES else LANGUAGES[0])


def made(session: Session, typed: Sequence[str]) -> Making:
    """Say how a document is made: of which archive, when, by which command; `typed` are its words."""
    from tracuu.console.times import moment
    from tracuu.documents.making import Making
    from tracuu.version import __version__

    folder = session.folder.resolve()
    return Making(
        archive=folder.parent.name if folder.name.startswith(".") else folder.name,
        archive_id=session.archive.id,
        at=moment(time.time()),
        command=_command(click.get_current_context(), typed),
        version=__version__,
    )


def made_with_gaps(session: Session, typed: Sequence[str]) -> Making:
    """Say also what the archive does not know yet, and what crawls left out."""
    known = session.archive.calendar.known()
    crawls = session.archive.frontier.crawls() if known else []
    return made(session, typed)._replace(
        unlinked=session.archive.naming.outstanding(),
        never_fetched=_never_fetched(session, known),
        matched=tuple((one.targets, one.match) for one in crawls if one.match),
    )


def _never_fetched(session: Session, known: Sequence[Known]) -> dict[str, list[str]]:
    """Give, of hosts that were crawled, the languages in which no article was asked for."""
    if not known:
        return {}
    from tracuu.corpus.sites import load
    from tracuu.reports.coverage import NEVER, fetched

    never: dict[str, list[str]] = {}
    for one in fetched(known, load(session.folder / "sites")):
        if one.lang and set(one.counts) == {NEVER}:
            never.setdefault(one.host, []).append(one.lang)
    return never


def _command(context: click.Context, typed: Sequence[str]) -> str:
    """Give the command as it is typed again; where its result went is left out."""
    words = [*context.command_path.split(), *typed]
    for param in context.command.params:
        name = param.name or ""
        stated = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if isinstance(param, click.Option) and stated and name not in _NOT_SAID:
            value = context.params[name]
            given = value if isinstance(value, tuple) else (value,)
            words += [
                word for one in given for word in ([param.opts[-1]] if param.is_flag else [param.opts[-1], str(one)])
            ]
    return shlex.join(words)


def save(content: str | bytes, output: str, *, force: bool) -> None:
    """Write a document to a file, whole or not at all."""
    from tracuu.exports.files import replaced

    with replaced(output, force=force) as path:
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def saved(content: str | bytes, output: str, *, force: bool) -> None:
    """Write a document to a file, and say which."""
    from tracuu.console.safe import printable

    save(content, output, force=force)
    note(say("document_cmd.written", path=printable(output)))


def shown_in_browser(page: str, output: str | None, *, force: bool) -> None:
    """Write a page to a file, of our own making where none is named, and open it; where no browser does, say so."""
    import webbrowser

    if output and output != "-":
        path = output
        save(page, path, force=force)
    else:
        path = _own_file(page)
    try:
        opened = webbrowser.open(Path(path).resolve().as_uri())
    except webbrowser.Error:
        opened = False
    note(say("document_cmd.opened" if opened else "document_cmd.no_browser", path=path))


def _own_file(page: str) -> str:
    """Write a file that only the user can read; it stays, for the browser reads it after we have gone."""
    import tempfile

    handle, path = tempfile.mkstemp(prefix="tracuu-", suffix=".html")
    with open(handle, "w", encoding="utf-8") as out:  # noqa: PTH123  closes what mkstemp opened
        out.write(page)
    return path
