"""Why a version is in its story, in words."""

from __future__ import annotations

import math
import sqlite3

from tracuu.corpus.stories import GIVEN, PAGE, SLUG
from tracuu.errors import UnknownId
from tracuu.messages import plural, say

_SHARED = """
    SELECT n.name FROM version_keys k JOIN names n ON n.number = k.key
    WHERE k.version = :number AND n.source IS NOT 0 AND EXISTS (
      SELECT 1 FROM versions v JOIN version_keys o ON o.version = v.number
      WHERE v.story = :story AND v.number <> :number AND o.key = k.key)
    ORDER BY n.number"""
_SHOWN = 3  # a page may name its address in thirty languages
_KINDS = {PAGE: "archive.reason_page", GIVEN: "archive.reason_given", SLUG: "archive.reason_slug"}


def story_reason(connection: sqlite3.Connection, number: int) -> str:
    """Name the keys that a version shares with others of its story, and its ties. Raises UnknownId."""
    row = connection.execute("SELECT story FROM versions WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise UnknownId("archive.unknown_number", number=number)
    others = connection.execute("SELECT count(*) - 1 FROM versions WHERE story = ?", row).fetchone()[0]
    if not others:
        return say("archive.reason_alone")
    shared = [name for (name,) in connection.execute(_SHARED, {"number": number, "story": row[0]})]
    keys = [_words(name) for name in shared[:_SHOWN]] + ["…"] * (len(shared) > _SHOWN)
    by_keys = [plural("archive.reason_tied", others, keys="; ".join(keys))] if keys else []
    return "; ".join([*by_keys, *_ties(connection, number)])


def _ties(connection: sqlite3.Connection, number: int) -> list[str]:
    """Name the versions to which one is tied without a key: by a user, or because it was found so, how probably."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'story_ties'").fetchone():
        return []
    question = """
        SELECT v.id, t.odds FROM story_ties t JOIN versions v ON v.number IN (t.one, t.other) AND v.number <> :number
        WHERE t.one = :number OR t.other = :number ORDER BY v.number"""
    return [_tie(id_, odds) for id_, odds in connection.execute(question, {"number": number})]


def _tie(id_: str, odds: float | None) -> str:
    if odds is None:
        return say("archive.reason_decided", id=id_)
    sure = 100 / (1 + math.exp(-min(7.0, odds)))
    return say("archive.reason_found", id=id_, sure=f"{sure:.3g} %")


def _words(name: str) -> str:
    kind = next(kind for kind in _KINDS if name.startswith(kind))
    return say(_KINDS[kind], name=name.removeprefix(kind))
