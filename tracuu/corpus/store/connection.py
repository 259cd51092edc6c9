"""Opening the archive's file, transactions on it, and questions about many rows at once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracuu import paths
from tracuu.corpus.failures import PRIMARY
from tracuu.errors import ArchiveError, NotWritable, UnsafePlace
from tracuu.paths import AnyPath

if TYPE_CHECKING:
    from pathlib import Path

FILE = "archive.sqlite"
WAIT = 10.0
"""Seconds that a command waits for another's batch before it gives up."""

_NO_RIGHTS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_OLDEST_SQLITE = (3, 37)  # the first with STRICT tables
_PAGE_BYTES = 16384  # packed texts of about 2 KB waste less of a page of 16 KB than of one of 4 KB
_CACHE_KIB = 32768
_WAL_BYTES = 64 * 1024 * 1024
_CHUNK = 500  # places in one question; SQLite allows 32,766


def connect(path: AnyPath, *, write: bool, wait: float) -> sqlite3.Connection:
    """Open the file for reading, or for writing (which makes it when it is absent), in autocommit mode.

    `wait` is how many seconds a statement waits for another process's transaction.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise ArchiveError("archive.old_sqlite", version=sqlite3.sqlite_version)
    if write:
        return _opened(_uri(path) + "?mode=rwc", wait, _for_writing)
    try:
        return _opened(_uri(path) + "?mode=ro", wait, _for_reading)
    except sqlite3.OperationalError as error:
        # Reading in WAL mode wants to make files beside the archive. Where that is forbidden (a DVD, another user's
        # folder), the file alone is the whole truth as long as no log with further changes lies beside it.
        if error.sqlite_errorcode & PRIMARY not in _NO_RIGHTS:
            raise
        from pathlib import Path

        file = Path(path)
        if _has_log(file):
            raise NotWritable("archive.unfinished", path=file.parent) from error
        return _opened(_uri(path) + "?mode=ro&immutable=1", wait, _for_reading)


def _has_log(path: Path) -> bool:
    """Tell whether changes lie beside the file; an empty log is left behind by some ways of copying."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _opened(uri: str, wait: float, settle_in: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    try:
        settle_in(connection)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _for_reading(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")  # nothing is opened before the first question


def _for_writing(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise UnsafePlace("archive.no_wal", path=file_of(connection))
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone leaves data in the drive's cache
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")


def _uri(path: AnyPath) -> str:
    """Spell a path as SQLite reads it in a URI (https://sqlite.org/uri.html, section 3.1)."""
    spelled = paths.whole(path).replace(os.sep, "/")
    for sign in "%?#":
        spelled = spelled.replace(sign, f"%{ord(sign):02x}")
    # A drive of Windows (`C:/`) stands behind a slash; a share (`//server/`) goes into the path, for there is no host.
    return f"file://{'' if spelled.startswith('/') else '/'}{spelled}"


def file_of(connection: sqlite3.Connection) -> str:
    """Give the path of the file behind a connection."""
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do everything in a with block in one transaction: when the block is left without an error, it is on the disk.

    With synchronous=FULL the COMMIT returns after the write-ahead log was synced (https://sqlite.org/wal.html).
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back after some errors, a full disk among them
            connection.execute("ROLLBACK")
        raise


@contextmanager
def unsynced(connection: sqlite3.Connection) -> Iterator[None]:
    """Let transactions of a with block return before they are on the disk.

    A killed process loses nothing of them; a power cut takes them back, unless a later transaction was synced.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


def rows_of(
    connection: sqlite3.Connection, question: str, values: Sequence[object], first: Sequence[object] = ()
) -> Iterator[tuple[Any, ...]]:
    """Ask one question of many values: `question` holds `{}` where `(?, ?, …)` belongs. Rows come in any order.

    `first` fills the places before that one, the same in every question.
    """
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        places = "(" + ",".join("?" * len(chunk)) + ")"
        yield from connection.execute(question.format(places), [*first, *chunk])


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """Give the first row number of a table that was never used. Call it inside the transaction that inserts."""
    return int(connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608  names of ours
