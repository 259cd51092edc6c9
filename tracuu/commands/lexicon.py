"""`tracuu lexicon`: which word translates which, learned and imported."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND, REJECTS
from tracuu.commands.options import Shape, archive_option, note, opened, row_options, text_option
from tracuu.commands.progress import line
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracuu.corpus.archive import Archive
    from tracuu.indexer.lexicon.imports import BadRow

LISTED = ("name", "from", "to", "translations", "stories", "rejected", "origin", "at", "note")
SHOWN = ("word", "from", "to", "translation", "p", "via")
TOLD = 10  # rejected rows that are told at once


@click.group(help=say("lexicon.help"))
def lexicon() -> None:
    """Group the commands on translation tables."""


@lexicon.command("import", help=say("lexicon.import_help"))
@click.argument("file", type=click.Path(path_type=Path))
@text_option("--from", "source", metavar="LANG", required=True, help=say("lexicon.from"))
@text_option("--to", "target", metavar="LANG", required=True, help=say("lexicon.to"))
@text_option("--name", metavar="NAME", help=say("lexicon.name"))
@text_option("--note", "remark", metavar="TEXT", help=say("lexicon.note"))
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=say("lexicon.bad_to"))
@archive_option
def import_(
    file: Path,
    source: str,
    target: str,
    name: str | None,
    remark: str | None,
    rejects: Path | None,
    archive: str | None,
) -> int:
    """Bring in a word list."""
    from tracuu.console.safe import printable
    from tracuu.indexer.lexicon.imports import read_list
    from tracuu.text.called import spoken_name

    with opened(archive) as session:
        done = read_list(session.archive, file, source, target, name=name, note=remark)
    _tell(done.bad, rejects)
    kept = done.words
    if done.exchanged:
        note(say("lexicon.exchanged", source=spoken_name(source), target=spoken_name(target)))
    note(
        say(
            "lexicon.imported",
            name=printable(kept.name),
            entries=kept.entries,
            repeated=done.repeated,
            rejected=kept.rejected,
        )
    )
    return REJECTS if done.bad else 0


def _tell(bad: Sequence[BadRow], rejects: Path | None) -> None:
    """Tell the first rows that were left out, or write all of them to a file."""
    from tracuu.console.safe import printable

    if rejects:
        rejects.write_text("".join(f"{one.line}\t{one.reason}\n" for one in bad), encoding="utf-8")
        return
    for one in bad[:TOLD]:
        note(say("lexicon.bad_row", line=one.line, reason=printable(one.reason)))
    if len(bad) > TOLD:
        note(say("lexicon.more_bad", count=len(bad) - TOLD))


@lexicon.command("list", help=say("lexicon.list_help"))
@row_options
@archive_option
def list_(archive: str | None, shape: Shape) -> int:
    """List word lists and learned tables."""
    with opened(archive, write=False) as session:
        rows = list(_rows(session.archive))
        if not rows and shape.people:
            note(say("lexicon.empty"))
            note(_lacking(session.archive))
            return NOTHING_FOUND
        with shape.destination() as out:
            shape.write(rows, out, LISTED)
        if shape.people:
            _tell_of_tables(session.archive)
    return 0


def _tell_of_tables(archive: Archive) -> None:
    """Say what is out of date, what was learned in part, and why nothing was."""
    from tracuu.indexer.lexicon.due import is_partial

    tables = [table for table in archive.lexicon.tables() if table.source < table.target]
    if not tables:
        note(_lacking(archive))
    if waiting := archive.lexicon.waiting():
        note(plural("lexicon.waiting", waiting))
    if partial := sum(map(is_partial, tables)):
        note(plural("lexicon.partial", partial))


def _lacking(archive: Archive) -> str:
    from tracuu.indexer.lexicon.due import FEWEST, most_in_common
    from tracuu.text.called import spoken_name

    closest = most_in_common(archive)
    if closest is None:
        return say("lexicon.lacking", fewest=FEWEST)
    (one, other), count = closest
    if count >= FEWEST:
        return say("lexicon.unlearned")
    return say("lexicon.closest", fewest=FEWEST, one=spoken_name(one), other=spoken_name(other), count=count)


def _rows(archive: Archive) -> Iterator[dict[str, Any]]:
    for one in archive.lexicon.lists():
        yield {
            "name": one.name, "from": one.source, "to": one.target, "translations": one.entries, "stories": None,
            "rejected": one.rejected, "origin": one.origin, "at": one.at, "note": one.note,
        }  # fmt: skip
    for table in archive.lexicon.tables():
        yield {
            "name": None, "from": table.source, "to": table.target, "translations": table.terms,
            "stories": table.used, "rejected": None, "origin": "learned", "at": None, "note": None,
        }  # fmt: skip


@lexicon.command("show", help=say("lexicon.show_help"))
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@text_option("--from", "source", metavar="LANG", help=say("lexicon.show_from"))
@text_option("--to", "targets", metavar="LANGS", help=say("lexicon.show_to"))
@row_options
@archive_option
def show(words: tuple[str, ...], source: str | None, targets: str | None, archive: str | None, shape: Shape) -> int:
    """Show the translations of a word."""
    from tracuu.console.safe import printable
    from tracuu.indexer.lexicon.telling import told

    word = " ".join(words)
    with opened(archive, write=False) as session:
        wanted = [lang.strip() for lang in (targets or "").split(",") if lang.strip()]
        rows = [
            {"word": word, "from": lang, "to": target, "translation": one.word, "p": round(one.p, 3), "via": one.via}
            for lang, target, one in told(session.archive, word, source, wanted)
        ]
        if not rows:
            note(say("lexicon.nobody", word=printable(word)))
            return NOTHING_FOUND
        with shape.destination() as out:
            shape.write(rows, out, SHOWN)
    return 0


@lexicon.command("remove", help=say("lexicon.remove_help"))
@click.argument("name")
@archive_option
def remove(name: str, archive: str | None) -> None:
    """Take a word list away."""
    from tracuu.console.safe import printable

    with opened(archive) as session:
        session.archive.lexicon.remove_list(name)
    note(say("lexicon.removed", name=printable(name)))


@lexicon.command("learn", help=say("lexicon.learn_help"))
@click.option("--all", "anew", is_flag=True, help=say("lexicon.all"))
@archive_option
def learn(archive: str | None, *, anew: bool) -> None:
    """Learn translations from linked stories."""
    import os

    from tracuu.indexer.lexicon.update import update

    with opened(archive) as session:
        with line(say("lexicon.learning", done=0, total=0)) as show:
            done = update(session.archive, os.cpu_count() or 1, partial(_show_learned, show), anew=anew)
        if not done.learned and not done.kept:
            note(_lacking(session.archive))
            return
    note(plural("lexicon.learned", done.learned, kept=done.kept))


def _show_learned(show: Callable[[str], None], done: int, total: int) -> None:
    show(say("lexicon.learning", done=done, total=total))
