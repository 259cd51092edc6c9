"""The files that paths name: folders in order, all the way down, each folder once, only what may be articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.readers.kinds import Kind, table
from tracuu.corpus.readers.zotero import DATABASE, STORAGE
from tracuu.errors import UsageError
from tracuu.messages import say
from tracuu.messages.system import reason
from tracuu.records import Rejected

STDIN = "-"
FOLDER_TYPE = "inode/directory"
FILE_TYPE = "application/octet-stream"

_ARCHIVE_FILE = "archive.sqlite"
_ADDRESS = re.compile("https?://", re.IGNORECASE)


class Found(NamedTuple):
    """A file to read, and whether the user named it (or it was found in a folder)."""

    path: Path
    named: bool


def check(paths: Sequence[str]) -> None:
    """See that every path is there before anything is read. Raises UsageError."""
    if list(paths).count(STDIN) > 1:
        raise UsageError("read.stdin_twice")
    for typed in paths:
        if typed == STDIN:
            continue
        try:
            there = Path(typed).exists()
        except (OSError, ValueError):  # a name that the system cannot hold; PermissionError on the way there
            there = os.path.lexists(typed) if "\0" not in typed else False
        if not there:
            raise UsageError("read.an_address" if _ADDRESS.match(typed) else "read.no_such_path", path=typed)
        if _is_archive(Path(typed)):
            raise UsageError("read.own_archive", path=typed)


def files(paths: Sequence[str]) -> Iterator[Found | Rejected]:
    """Give every file below `paths` in order; what cannot be entered is rejected with the reason."""
    seen: set[str] = set()
    companions = {folder for typed in paths for folder in _companions(Path(typed))}
    for typed in paths:
        path = Path(typed)
        if not path.is_dir():
            yield Found(path, named=True)
        elif path not in companions:  # as the shell's * gives them: the page, and the folder that belongs to it
            yield from _below(path, seen)


def _below(folder: Path, seen: set[str]) -> Iterator[Found | Rejected]:
    real = os.path.realpath(folder)
    if real in seen or _is_archive(folder):
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Rejected(str(folder), FOLDER_TYPE, say("read.cannot_open_folder", detail=reason(error)))
        return
    entries = _of_zotero(entries)
    companions = {beside.name for entry in entries for beside in _companions(Path(entry.name))}
    for entry in entries:
        if entry.name.startswith(".") or entry.name in table().passed_over:
            continue
        path = folder / entry.name
        if _is_folder(entry):
            if entry.name not in companions:
                yield from _below(path, seen)
        elif _is_file(entry):
            yield Found(path, named=False)
        else:
            yield Rejected(str(path), FILE_TYPE, say("read.no_file"))


def _of_zotero(entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Of Zotero's own folder only the storage holds articles; all else is how Zotero works."""
    storage = [entry for entry in entries if entry.name == STORAGE]
    return storage if storage and any(entry.name == DATABASE for entry in entries) else entries


def _companions(page: Path) -> list[Path]:
    """Give the folders in which a browser keeps what belongs to a saved page."""
    if table().suffixes.get(page.suffix.lower()) is not Kind.HTML:
        return []
    return [page.with_name(page.stem + suffix) for suffix in table().folder_suffixes]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a loop of links: it is no file either, and is rejected as such


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_archive(folder: Path) -> bool:
    try:
        return folder.name == ".tracuu" or (folder / _ARCHIVE_FILE).is_file()
    except OSError:
        return False  # no rights to look: reading it will say so
