"""`tracuu pack`: an archive, or some stories of it, as one file to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import archive_option, note, opened, text_option
from tracuu.commands.search import QueryCommand, query_of, search_options
from tracuu.errors import UsageError
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.exports.rows import Asked
    from tracuu.search.run import Request
    from tracuu.session import Session
    from tracuu.sharing.packing import Packed

_TOLD_EVERY = 500  # versions between two words on how far it is
_MEGABYTE = 1_000_000


@click.command(cls=QueryCommand, help=say("pack.help"), epilog=say("pack.more"))
@click.argument("words", nargs=-1, metavar="[QUERY…]")
@text_option("-o", "--output", metavar="FILE", type=click.Path(), help=say("pack.output"))
@click.option("--force", is_flag=True, help=say("options.force"))
@click.option("--without-raw", is_flag=True, help=say("pack.without_raw"))
@search_options
@click.option(
    "--no-translate", "translate", is_flag=True, default=True, flag_value=False, help=say("find.no_translate")
)
@archive_option
def pack(
    words: tuple[str, ...],
    archive: str | None,
    output: str | None,
    any_: tuple[str, ...],
    *,
    force: bool,
    without_raw: bool,
    **asked: Any,
) -> int:
    """Pack what is asked for, and say how much that is."""
    from tracuu.commands.progress import line
    from tracuu.exports import files
    from tracuu.exports.rows import head
    from tracuu.search.run import Request
    from tracuu.sharing import packing

    if output in {None, files.STDOUT}:
        raise UsageError("pack.to_stdout" if output else "pack.no_output")
    path = str(output)
    files.refuse_taken(path, force=force)
    request = Request(query=query_of(words), any=any_, **asked)
    with opened(archive, write=False) as session, line(say("pack.progress", done=0, total=0)) as show:

        def progress(done: int, total: int) -> None:
            if done % _TOLD_EVERY == 0:
                show(say("pack.progress", done=done, total=total))

        stories, told = _chosen(session, request)
        if stories is not None and not stories:
            note(say("pack.nothing"))
            return NOTHING_FOUND
        about = head(session.archive, told)
        manner: dict[str, Any] = {"with_raw": not without_raw, "force": force, "progress": progress}
        made = packing.write(session.archive, path, about, stories, **manner)
    _tell(made, path, told)
    return 0


def _chosen(session: Session, request: Request) -> tuple[list[str] | None, tuple[Asked, ...]]:
    """Give the stories that a search finds, and how it was read; None for the whole archive where nothing is asked."""
    from tracuu.console.safe import printable_block
    from tracuu.exports.found import finding
    from tracuu.exports.rows import Asked
    from tracuu.search import telling

    if request == type(request)():
        return None, ()
    found = finding(session.archive, session.reader(note), request)
    for told in telling.notes(found.answer):
        note(printable_block(told))
    stories = list(dict.fromkeys(hit.story for hit in found.hits))
    return stories, (Asked("query", request.query, found.answer.reading),)


def _tell(made: Packed, path: str, asked: tuple[Asked, ...]) -> None:
    from tracuu.console.safe import printable

    for one in asked:
        note(say("export.read_as", name=printable(one.query), reading=printable(one.reading)))
    if made.without_raw:
        note(plural("export.without_raw", made.without_raw))
    if made.own_files:
        note(plural("export.own_files", made.own_files))
    note(plural("pack.done", made.stories, versions=made.versions, path=printable(path), size=_size(path)))


def _size(path: str) -> str:
    size = Path(path).stat().st_size
    if size < _MEGABYTE:
        return say("pack.kilobytes", size=size / 1_000)
    return say("pack.megabytes", size=size / _MEGABYTE)
