"""Options that several commands share, and the sessions they open."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracuu.messages import say
from tracuu.session import Session, open_archive

_COLUMNS = 100

Command = TypeVar("Command", bound=Callable[..., Any])


def archive_option(command: Command) -> Command:
    """Add `--archive FOLDER`."""
    return click.option("--archive", metavar="FOLDER", type=click.Path(), help=say("options.archive"))(command)


def row_options(command: Command) -> Command:
    """Add the options that say how rows come out: --json, --nl, --csv, -t, --fields, -o, --force."""
    for option in reversed(
        (
            click.option("--json", "form", flag_value="json", help=say("options.json")),
            click.option("--nl", "form", flag_value="nl", help=say("options.nl")),
            click.option("--csv", "form", flag_value="csv", help=say("options.csv")),
            click.option("-t", "--table", "form", flag_value="table", help=say("options.table")),
            click.option("--fields", metavar="A,B,…", callback=_listed, help=say("options.fields")),
            click.option("-o", "--output", metavar="FILE", type=click.Path(), help=say("options.output")),
            click.option("--force", is_flag=True, help=say("options.force")),
        )
    ):
        command = option(command)
    return command


def opened(folder: str | None, *, create: bool = False, write: bool = True) -> Session:
    """Open the archive that this command works on; an empty name (a shell's unset variable) is never taken for none."""
    if folder is not None and not folder.strip():
        from tracuu.errors import UsageError

        raise UsageError("options.empty_archive")
    return open_archive(folder, create=create, write=write, notice=note)


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


def _listed(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if value else ()
