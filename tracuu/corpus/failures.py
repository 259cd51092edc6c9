"""The one place where errors of SQLite and of the operating system become errors of tracuu."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracuu.errors import ArchiveError, Busy, Damaged, DiskFull, NotWritable

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.paths import AnyPath

PRIMARY = 0xFF
"""Extended result codes of SQLite keep the primary one in their lowest byte (https://sqlite.org/rescode.html)."""

_LEAST_FREE = 64 * 1024  # bytes; the index of a write-ahead log takes 32 KB at a time

_BY_SQLITE: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_BUSY: (Busy, "archive.busy_database"),
    sqlite3.SQLITE_LOCKED: (Busy, "archive.busy_database"),
    sqlite3.SQLITE_FULL: (DiskFull, "archive.disk_full"),
    sqlite3.SQLITE_READONLY: (NotWritable, "archive.not_writable"),
    sqlite3.SQLITE_PERM: (NotWritable, "archive.not_writable"),
    sqlite3.SQLITE_CANTOPEN: (NotWritable, "archive.cannot_open"),
    sqlite3.SQLITE_CORRUPT: (Damaged, "archive.damaged"),
    sqlite3.SQLITE_NOTADB: (Damaged, "archive.damaged"),
    sqlite3.SQLITE_IOERR: (ArchiveError, "archive.io"),
}
_BY_SYSTEM: dict[int, tuple[type[ArchiveError], str]] = {
    errno.ENOSPC: (DiskFull, "archive.disk_full"),
    getattr(errno, "EDQUOT", errno.ENOSPC): (DiskFull, "archive.disk_full"),
    errno.EACCES: (NotWritable, "archive.not_writable"),
    errno.EPERM: (NotWritable, "archive.not_writable"),
    errno.EROFS: (NotWritable, "archive.not_writable"),
    errno.EEXIST: (NotWritable, "archive.no_folder"),
    errno.ENOTDIR: (NotWritable, "archive.no_folder"),
}


@contextmanager
def explained(place: AnyPath) -> Iterator[None]:
    """Turn what SQLite and the system raise in a with block into an ArchiveError that names `place`."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        from pathlib import Path  # a search that nothing happens to imports none

        raise _explained(error, Path(place)) from error


def _explained(error: sqlite3.Error | UnicodeDecodeError | OSError, place: Path) -> ArchiveError:
    if isinstance(error, sqlite3.Error):
        return of_sqlite(error, place)
    if isinstance(error, OSError):
        return of_system(error, place)
    # Python's module, and what we decode: the archive holds UTF-8 or is damaged.
    return Damaged("archive.damaged", path=place, detail=str(error))


def of_sqlite(error: sqlite3.Error, place: Path) -> ArchiveError:
    """Give our error for one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and str(error).startswith("Could not decode to UTF-8"):
        return Damaged("archive.damaged", path=place, detail=str(error))
    if code is None:
        # Raised by Python's module, not by SQLite: a value or a state that is a fault of ours.
        return ArchiveError("archive.failed", path=place, detail=str(error))
    kind, key = _BY_SQLITE.get(code & PRIMARY, (ArchiveError, "archive.failed"))
    if key == "archive.io" and _is_full(place):
        kind, key = DiskFull, "archive.disk_full"
    return kind(key, path=place, detail=str(error))


def _is_full(place: Path) -> bool:
    """Tell a full disk from a broken one: to SQLite an index of its log that cannot be made is a fault of the disk."""
    import shutil

    try:
        return shutil.disk_usage(place).free < _LEAST_FREE
    except OSError:
        return False


def of_system(error: OSError, place: Path) -> ArchiveError:
    """Give our error for one of the operating system's."""
    from pathlib import Path

    if isinstance(error, FileExistsError) and error.filename and Path(error.filename).parent == place:
        return NotWritable("archive.file_in_the_way", path=error.filename)
    kind, key = _BY_SYSTEM.get(error.errno or 0, (ArchiveError, "archive.failed"))
    from tracuu.messages.system import reason

    return kind(key, path=place, detail=reason(error))
