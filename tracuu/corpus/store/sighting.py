"""Where learned names stand in texts without a model word beside them, and which names were looked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.corpus.store import linking
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.linking import Name


class Sighting(NamedTuple):
    """A learned name in the text of a version; offsets are of its given text."""

    version: int
    start: int
    stop: int
    lang: str
    name: str
    surface: str


def read(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, list[Sighting]]:
    """Give the sightings in versions, by version and place."""
    question = "SELECT * FROM sightings WHERE version IN {} ORDER BY version, start"
    found: dict[int, list[Sighting]] = {}
    for row in rows_of(connection, question, versions):
        found.setdefault(row[0], []).append(Sighting(*row))
    return found


def names(connection: sqlite3.Connection) -> set[Name]:
    """Give the names that were looked for in the whole archive."""
    return set(connection.execute("SELECT lang, name FROM sought").fetchall())


def keep(
    connection: sqlite3.Connection, versions: Iterable[int], found: Iterable[Sighting], looked_for: Iterable[Name]
) -> None:
    """Keep where names stand. `versions` are those in which all learned names were looked for afresh."""
    sightings = list(found)
    afresh = list(versions)
    stories = _stories(connection, [*afresh, *(one.version for one in sightings)])
    connection.executemany("DELETE FROM sightings WHERE version = ?", [(number,) for number in afresh])
    connection.executemany("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?)", sightings)
    connection.executemany("INSERT INTO sought VALUES (?, ?) ON CONFLICT DO NOTHING", list(looked_for))
    linking.again(connection, stories)


def forget(connection: sqlite3.Connection, gone: Iterable[Name]) -> None:
    """Throw away where names stand that are no longer looked for."""
    for name in gone:
        question = "SELECT version FROM sightings WHERE lang = ? AND name = ?"
        versions = [version for (version,) in connection.execute(question, name)]
        linking.again(connection, _stories(connection, versions))
        connection.execute("DELETE FROM sightings WHERE lang = ? AND name = ?", name)
        connection.execute("DELETE FROM sought WHERE lang = ? AND name = ?", name)


def _stories(connection: sqlite3.Connection, versions: Sequence[int]) -> list[int]:
    question = "SELECT DISTINCT story FROM versions WHERE number IN {}"
    return sorted({story for (story,) in rows_of(connection, question, versions)})
