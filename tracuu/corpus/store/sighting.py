"""Where learned names stand in texts without a model word beside them, and which names were looked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.corpus.store import linking
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.linking import Name
from tracuu.entities import How

LEARNED = f"{How.KNOWN}, learned"
"""How a mention was found that a sighting made."""


class Sighting(NamedTuple):
    """A learned name in the text of a version; offsets are of its given text."""

    version: int
    start: int
    stop: int
    lang: str
    name: str
    surface: str


def in_stories(connection: sqlite3.Connection, stories: Sequence[int]) -> dict[int, list[Sighting]]:
    """Give the sightings in stories, by story; those without any are left out."""
    question = """
        SELECT v.story, s.* FROM versions v JOIN sightings s ON s.version = v.number
        WHERE v.story IN {} ORDER BY v.number, s.start"""
    found: dict[int, list[Sighting]] = {}
    for story, *row in rows_of(connection, question, stories):
        found.setdefault(story, []).append(Sighting(*row))
    return found


def names(connection: sqlite3.Connection) -> set[Name]:
    """Give the names that were looked for in the whole archive, or were sighted somewhere."""
    question = "SELECT lang, name FROM sought UNION SELECT lang, name FROM sightings"
    return set(connection.execute(question).fetchall())


def unsighted(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Give up to `limit` versions in which learned names were never looked for, lowest first."""
    question = "SELECT version FROM found WHERE NOT sighted ORDER BY version LIMIT ?"
    return [version for (version,) in connection.execute(question, (limit,))]


def all_sighted(connection: sqlite3.Connection) -> None:
    """Note that learned names were looked for in all versions."""
    connection.execute("UPDATE found SET sighted = 1 WHERE NOT sighted")


def keep(
    connection: sqlite3.Connection, versions: Iterable[int], found: Iterable[Sighting], looked_for: Iterable[Name]
) -> None:
    """Keep where names stand. `versions` are those in which all learned names were looked for afresh."""
    sightings = list(found)
    afresh = [(number,) for number in versions]
    question = "SELECT DISTINCT version FROM sightings WHERE version IN {}"
    before = [version for (version,) in rows_of(connection, question, [number for (number,) in afresh])]
    connection.executemany("DELETE FROM sightings WHERE version = ?", afresh)
    connection.executemany("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?)", sightings)
    connection.executemany("INSERT INTO sought VALUES (?, ?) ON CONFLICT DO NOTHING", list(looked_for))
    connection.executemany("UPDATE found SET sighted = 1 WHERE version = ?", afresh)
    linking.again(connection, _stories(connection, [*before, *_telling(connection, sightings)]))


def _telling(connection: sqlite3.Connection, sightings: Sequence[Sighting]) -> set[int]:
    """Give the versions of sightings that may make a mention: where another is found already, a sighting makes none.

    A story that is outstanding counts as if nothing were found in it: what is known of it may not last.
    """
    versions = sorted({one.version for one in sightings})
    found: dict[int, list[tuple[int, int]]] = {}
    question = """
        SELECT m.version, m.start, m.stop FROM mentions m JOIN versions v ON v.number = m.version
        WHERE m.how != '{}' AND v.story NOT IN (SELECT story FROM unlinked) AND m.version IN {{}}"""
    for version, start, stop in rows_of(connection, question.format(LEARNED), versions):
        found.setdefault(version, []).append((start, stop))
    return {
        one.version
        for one in sightings
        if not any(start < one.stop and one.start < stop for start, stop in found.get(one.version, ()))
    }


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
