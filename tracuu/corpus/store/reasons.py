"""Why a version is in its story, in words."""

from __future__ import annotations

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
    """Name the keys that a version shares with others of its story. Raises UnknownId."""
    row = connection.execute("SELECT story FROM versions WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise UnknownId("archive.unknown_number", number=number)
    others = connection.execute("SELECT count(*) - 1 FROM versions WHERE story = ?", row).fetchone()[0]
    if not others:
        return say("archive.reason_alone")
    shared = [name for (name,) in connection.execute(_SHARED, {"number": number, "story": row[0]})]
    keys = [_words(name) for name in shared[:_SHOWN]] + ["…"] * (len(shared) > _SHOWN)
    return plural("archive.reason_tied", others, keys="; ".join(keys))


def _words(name: str) -> str:
    kind = next(kind for kind in _KINDS if name.startswith(kind))
    return say(_KINDS[kind], name=name.removeprefix(kind))
