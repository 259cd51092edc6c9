"""What the index has yet to learn: versions that are new to it, or whose story changed since it last heard of them.

`touched` says that the index may already hold an entry of the version. `turn` counts how often the version changed
while it was waiting, so that work done on an older state does not settle a newer one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping


def outstanding(connection: sqlite3.Connection, limit: int, *, linked: bool = False) -> dict[int, int]:
    """Give the first `limit` versions that are waiting, in order, each with its turn.

    With `linked` only those whose stories are not outstanding for linking too.
    """
    if not linked:
        question = "SELECT version, turn FROM work ORDER BY version LIMIT ?"
    else:
        question = """
            SELECT w.version, w.turn FROM work w JOIN versions v ON v.number = w.version
            WHERE v.story NOT IN (SELECT story FROM unlinked) ORDER BY w.version LIMIT ?"""
    return dict(connection.execute(question, (limit,)).fetchall())


def mark_touched(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Say that the index may hold entries of these versions from now on."""
    connection.executemany("UPDATE work SET touched = 1 WHERE version = ?", [(number,) for number in numbers])


def is_touched(connection: sqlite3.Connection, number: int) -> bool:
    """Say of a waiting version whether the index may hold an entry of it."""
    return connection.execute("SELECT 1 FROM work WHERE version = ? AND touched", (number,)).fetchone() is not None


def settle(connection: sqlite3.Connection, numbers: Iterable[int], turns: Mapping[int, int]) -> None:
    """Strike versions off, except those that changed since the turn at which they were handed out."""
    connection.executemany(
        "DELETE FROM work WHERE version = ? AND turn = coalesce(?, turn)",
        [(number, turns.get(number)) for number in numbers],
    )


def restart(connection: sqlite3.Connection) -> None:
    """Put every version on the list, untouched: the index is lost or made afresh."""
    connection.execute("""
        INSERT INTO work (version, touched, turn) SELECT number, 0, 0 FROM versions WHERE true
        ON CONFLICT (version) DO UPDATE SET touched = 0, turn = turn + 1""")
