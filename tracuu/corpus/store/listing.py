"""All stories with their versions, and by what each is held together. Questions alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from tracuu.tuples import Record

ALONE, HINTS, FOUND, DECIDED = "alone", "hints", "found", "decided"


class Member(Record):
    """A version in a list of stories: `given` is the id that came with it."""

    number: int
    id: str
    given: str | None
    lang: str
    day: str | None
    title: str | None


class Listed(Record):
    """A story: `how` is `alone`, `hints`, `found` or `decided`; `odds` those of the least sure tie that was found."""

    id: str
    how: str
    odds: float | None
    versions: tuple[Member, ...]


def stories(connection: sqlite3.Connection) -> Iterator[Listed]:
    """Give all stories, in the order of their first versions. Reads every version, a story at a time."""
    ties = _ties(connection)
    question = """
        SELECT v.story, s.id, v.number, v.id, v.given_id, v.lang, v.day, v.title
        FROM versions v JOIN stories s ON s.number = v.story ORDER BY v.story, v.number"""
    for (number, id_), rows in groupby(connection.execute(question), key=lambda row: row[:2]):
        versions = tuple([Member(*row[2:]) for row in rows])
        found, decided = ties.get(number, (None, False))
        how = ALONE if len(versions) == 1 else DECIDED if decided else HINTS if found is None else FOUND
        yield Listed(id_, how, found, versions)


def _ties(connection: sqlite3.Connection) -> dict[int, tuple[float | None, bool]]:
    """Give, by story, the lowest odds of a found tie, and whether a user tied anything."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'story_ties'").fetchone():
        return {}
    question = """
        SELECT v.story, min(t.odds), max(t.odds IS NULL) FROM story_ties t JOIN versions v ON v.number = t.one
        GROUP BY v.story"""
    return {story: (odds, bool(decided)) for story, odds, decided in connection.execute(question)}
