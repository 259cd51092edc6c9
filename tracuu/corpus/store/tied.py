"""Ties between versions, as they stand: what makes one story of versions that share no key."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tracuu.corpus.store.connection import rows_of
from tracuu.tuples import Record

Pair = tuple[int, int]
"""Two versions, the lower number first."""


class StoryTie(Record):
    """Two versions, the lower number first, that make one story; `odds` (logarithm) of a found tie, else None."""

    one: int
    other: int
    odds: float | None


def of(connection: sqlite3.Connection, versions: Sequence[int]) -> list[StoryTie]:
    """Give the ties in which versions stand."""
    found: set[StoryTie] = set()
    for column in ("one", "other"):
        question = f"SELECT one, other, odds FROM story_ties WHERE {column} IN {{}}"  # noqa: S608  names of ours
        found.update(StoryTie(*row) for row in rows_of(connection, question, versions))
    return sorted(found, key=lambda tie: tie[:2])


def everything(connection: sqlite3.Connection) -> list[Pair]:
    """Give all ties; none of an archive that is older than they are."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'story_ties'").fetchone():
        return []
    return connection.execute("SELECT one, other FROM story_ties").fetchall()
