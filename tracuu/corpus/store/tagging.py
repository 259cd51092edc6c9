"""Marks that users set on stories: tags, notes, stars, and that a story was reviewed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.utf8 import storable

TAG, NOTE, STAR, REVIEWED = "tag", "note", "star", "reviewed"
KINDS = (TAG, NOTE, STAR, REVIEWED)


class Mark(NamedTuple):
    """One mark on a story, by its number: the kind, a tag's or note's text (else empty), and when it was set."""

    story: int
    kind: str
    value: str
    at: str


def put(connection: sqlite3.Connection, stories: Iterable[int], kind: str, value: str, at: str) -> int:
    """Set a mark on stories; give how many had it not yet."""
    told, new = storable(value), 0
    for story in stories:
        if not any(one.kind == kind and one.value == told for one in of(connection, [story])):
            connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?)", (story, kind, told, at))
            new += 1
    return new


def take(connection: sqlite3.Connection, stories: Sequence[int], kind: str, value: str | None = None) -> list[Mark]:
    """Take marks of a kind off stories, all or those of a value; give what was taken."""
    told = None if value is None else storable(value)
    gone = [one for one in of(connection, stories) if one.kind == kind and told in {None, one.value}]
    for one in gone:
        connection.execute(
            "DELETE FROM marks WHERE kind = ? AND value = ?"
            " AND version IN (SELECT number FROM versions WHERE story = ?)",
            (one.kind, one.value, one.story),
        )
    return gone


def of(connection: sqlite3.Connection, stories: Sequence[int]) -> list[Mark]:
    """Give the marks of stories, in the order in which they were set; those of all where none is named."""
    question = """
        SELECT v.story, m.kind, m.value, min(m.at) FROM versions v JOIN marks m ON m.version = v.number
        WHERE v.story IN {} GROUP BY 1, 2, 3"""
    return sorted((Mark(*row) for row in rows_of(connection, question, list(stories))), key=lambda one: one[::-1])


def every(connection: sqlite3.Connection) -> list[Mark]:
    """Give all marks, by story, in the order in which they were set."""
    question = """
        SELECT v.story, m.kind, m.value, min(m.at) FROM marks m JOIN versions v ON v.number = m.version
        GROUP BY 1, 2, 3 ORDER BY 1, 4, 2, 3"""
    return [Mark(*row) for row in connection.execute(question)]


def story_ids(connection: sqlite3.Connection, kind: str, value: str | None = None) -> list[str]:
    """Give the ids of the stories that have a mark of a kind, or of a kind and value."""
    question = """
        SELECT DISTINCT s.id FROM marks m JOIN versions v ON v.number = m.version JOIN stories s ON s.number = v.story
        WHERE m.kind = :kind AND m.value = coalesce(:value, m.value) ORDER BY 1"""
    return [id_ for (id_,) in connection.execute(question, {"kind": kind, "value": value})]


def tags(connection: sqlite3.Connection) -> dict[str, int]:
    """Count stories by tag."""
    question = """
        SELECT m.value, count(DISTINCT v.story) FROM marks m JOIN versions v ON v.number = m.version
        WHERE m.kind = 'tag' GROUP BY 1 ORDER BY 2 DESC, 1"""
    return dict(connection.execute(question).fetchall())
