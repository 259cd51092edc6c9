"""Options that several commands share, and the sessions they open."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from tracuu.messages import plural, say
from tracuu.session import Session, open_archive
from tracuu.tuples import Record

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_COLUMNS = 100
_VERSIONS_A_MINUTE = 15_000  # found, gathered and resolved anew by one process: docs/benchmarks.md, "Naming"

_kept: list[object] = []

Command = TypeVar("Command", bound=Callable[..., Any])


def archive_option(command: Command) -> Command:
    """Add `--archive FOLDER`."""
    return click.option("--archive", metavar="FOLDER", type=click.Path(), help=say("options.archive"))(command)


class Shape(Record):
    """How rows are asked for: as `json`, `nl`, `csv` or `table`, these fields alone, into which file.

    Without form and fields they are for people.
    """

    form: str | None
    fields: tuple[str, ...]
    output: str | None
    force: bool

    @property
    def people(self) -> bool:
        """Tell whether people read what comes out, and not a program."""
        return not (self.form or self.fields)

    def destination(self) -> AbstractContextManager[TextIO]:
        """Open where the rows go (`rows.destination`)."""
        from tracuu.console import rows

        return rows.destination(self.output, force=self.force)

    def write(self, listed: Iterable[Mapping[str, Any]], out: TextIO, head: Sequence[str] = ()) -> None:
        """Write rows as they are asked for; `head` are their fields (`rows.write`)."""
        from tracuu.console import rows

        rows.write(listed, self.form or "table", out, self.fields, head=head)


def row_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how rows come out: --json, --nl, --csv, -t, --fields, -o, --force.

    The command is given them as one, its `shape`.
    """

    @wraps(command)
    def shaped(
        *args: Any, form: str | None, fields: tuple[str, ...], output: str | None, force: bool, **others: Any
    ) -> Any:
        return command(*args, shape=Shape(form, fields, output, force), **others)

    for option in reversed(
        (
            click.option("--json", "form", flag_value="json", help=say("options.json")),
            click.option("--nl", "form", flag_value="nl", help=say("options.nl")),
            click.option("--csv", "form", flag_value="csv", help=say("options.csv")),
            click.option("-t", "--table", "form", flag_value="table", help=say("options.table")),
            click.option("--fields", metavar="A,B,…", callback=listed, help=say("options.fields")),
            text_option("-o", "--output", metavar="FILE", type=click.Path(), help=say("options.output")),
            click.option("--force", is_flag=True, help=say("options.force")),
        )
    ):
        shaped = option(shaped)
    return shaped


def text_option(*names: str, **more: Any) -> Callable[[Command], Command]:
    """Add an option that takes a text, which must not be empty: a shell's unset variable is never taken for none."""
    return click.option(*names, callback=_filled, **more)


def opened(folder: str | None, *, create: bool = False, write: bool = True) -> Session:
    """Open the archive that this command works on; an empty name (a shell's unset variable) is never taken for none."""
    if folder is not None and not folder.strip():
        from tracuu.errors import UsageError

        raise UsageError("options.empty_archive")
    _kept.clear()
    session = open_archive(folder, create=create, write=write, notice=note)
    if write:
        _tell_outdated(session)
    return session


def kept(found: object) -> None:
    """Keep what a command opened until the next one opens an archive.

    When the process ends the system lets go of all files of an index at once; to close them one by one takes longer.
    """
    _kept.append(found)


def _tell_outdated(session: Session) -> None:
    """Say first when what is written goes with finding everything again, and about how long that takes."""
    from tracuu.naming.methods import fingerprint

    count = session.archive.naming.outdated(fingerprint(session.folder / "register"))
    if count:
        minutes = round(count / _VERSIONS_A_MINUTE)
        lasts = plural("options.minutes", minutes) if minutes else say("options.seconds")
        note(plural("options.outdated", count, lasts=lasts))


def note(text: str) -> None:
    """Say something on stderr: stdout is for data."""
    click.echo(text, err=True)


def on_terminal() -> bool:
    """Tell whether a person reads stdout."""
    return sys.stdout.isatty()


def columns() -> int:
    """Count the columns of the terminal; COLUMNS outranks it, and without either there are 100.

    What `shutil.get_terminal_size` does, without the archive formats that `shutil` brings along.
    """
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or _COLUMNS
    except (OSError, ValueError):  # a file, a pipe, or closed
        return _COLUMNS


def _filled(_ctx: click.Context, option: click.Parameter, value: Any) -> Any:
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None and not one.strip():
            _refuse_empty(option)
    return value


def _refuse_empty(option: click.Parameter) -> NoReturn:
    from tracuu.errors import UsageError

    raise UsageError("options.empty", option=max(option.opts, key=len))


def listed(_ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read names with commas between; none is an error, a shell's unset variable."""
    names = tuple(part.strip() for part in (value or "").split(",") if part.strip())
    if value is not None and not names:
        _refuse_empty(option)
    return names
