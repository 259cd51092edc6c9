"""Saved searches, and which stories each was told of.

A story is remembered by its versions, so that it stays known when it is merged with another or split.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.utf8 import storable
from tracuu.errors import UsageError
from tracuu.tuples import Record


class Saved(Record):
    """A saved search: its name, the query as typed, its options, and when what is new was last told (None: never).

    `run_at` is in seconds since 1970 in UTC.
    """

    name: str
    query: str
    options: Mapping[str, Any]
    run_at: float | None = None


def add(connection: sqlite3.Connection, name: str, query: str, options: Mapping[str, Any]) -> None:
    """Save a search; the same once more changes nothing. Raises UsageError when the name is another search's."""
    if name in (known := {one.name: one for one in everything(connection)}):
        if (known[name].query, known[name].options) != (storable(query), dict(options)):
            raise UsageError("archive.saved_exists", name=name, query=known[name].query)
        return
    connection.execute(
        "INSERT INTO saved (name, query, options) VALUES (?, ?, ?)",
        (storable(name), storable(query), json.dumps(dict(options), sort_keys=True)),
    )


def remove(connection: sqlite3.Connection, name: str) -> None:
    """Forget a search. Raises UsageError when there is none of this name."""
    number = _number(connection, name)
    connection.execute("DELETE FROM saved_seen WHERE saved = ?", (number,))
    connection.execute("DELETE FROM saved WHERE number = ?", (number,))


def everything(connection: sqlite3.Connection) -> list[Saved]:
    """Give all saved searches, in the order in which they were saved."""
    rows = connection.execute("SELECT name, query, options, run_at FROM saved ORDER BY number")
    return [Saved(name, query, json.loads(options), run_at) for name, query, options, run_at in rows]


def seen(connection: sqlite3.Connection, name: str) -> set[int]:
    """Give the numbers of the stories that were told. Raises UsageError when there is no search of this name."""
    question = "SELECT DISTINCT v.story FROM saved_seen s JOIN versions v ON v.number = s.version WHERE s.saved = ?"
    return {story for (story,) in connection.execute(question, (_number(connection, name),))}


def mark(connection: sqlite3.Connection, name: str, stories: Collection[int], now: float) -> None:
    """Note that stories, by number, were told. Raises UsageError when there is no search of this name."""
    number = _number(connection, name)
    question = "SELECT number FROM versions WHERE story IN {}"
    versions = [(number, version) for (version,) in rows_of(connection, question, list(stories))]
    connection.executemany("INSERT OR IGNORE INTO saved_seen VALUES (?, ?)", versions)
    connection.execute("UPDATE saved SET run_at = ? WHERE number = ?", (float(now), number))


def _number(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("SELECT number FROM saved WHERE name = ?", (storable(name),)).fetchone()
    if row is None:
        known = ", ".join(one.name for one in everything(connection))
        raise UsageError("archive.saved_unknown" if known else "archive.saved_none", name=name, known=known)
    return int(row[0])
