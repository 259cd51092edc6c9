"""From what a person types to the story or version that is meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Literal

from tracuu.corpus.identity import SHORTEST_PREFIX, as_typed
from tracuu.corpus.store.ids import BEHIND
from tracuu.corpus.store.names import short
from tracuu.corpus.store.utf8 import storable
from tracuu.corpus.stories import page_key
from tracuu.errors import AmbiguousId, UnknownId

Found = tuple[Literal["story", "version"], str]
_SHOWN = 10


def resolve(connection: sqlite3.Connection, typed: str, normal: Callable[[str], str]) -> Found:
    """Find what is meant by an id, the beginning of one, a former id, an id that came with an article, or a URL.

    `normal` gives the one spelling of an address. Raises UnknownId, or AmbiguousId with the candidates.
    """
    word = storable(typed.strip())
    spelled = as_typed(word)
    for find, what in ((_exact, spelled), (_given, word), (_exact_url, word), (_exact_url, normal(word))):
        if (found := find(connection, what)) is not None:
            return found
    candidates = _beginning(connection, spelled)
    if not candidates and 0 < len(spelled) < SHORTEST_PREFIX:
        raise UnknownId("archive.short_id", typed=typed, shortest=SHORTEST_PREFIX)
    if not candidates:
        raise UnknownId("archive.unknown_id", typed=typed)
    return _only(typed, candidates)


def _exact(connection: sqlite3.Connection, word: str) -> Found | None:
    if connection.execute("SELECT 1 FROM versions WHERE id = ?", (word,)).fetchone():
        return ("version", word)
    if connection.execute("SELECT 1 FROM stories WHERE id = ?", (word,)).fetchone():
        return ("story", word)
    question = """
        SELECT s.id FROM redirects r JOIN versions v ON v.number = r.version JOIN stories s ON s.number = v.story
        WHERE r.old = ?"""
    row = connection.execute(question, (word,)).fetchone()
    return ("story", row[0]) if row else None


def _given(connection: sqlite3.Connection, word: str) -> Found | None:
    question = """
        SELECT v.id, s.id, v.lang FROM given_ids g JOIN versions v ON v.number = g.version
        JOIN stories s ON s.number = v.story WHERE g.given_id = ? ORDER BY v.number DESC"""
    return _meant(word, connection.execute(question, (word,)).fetchall())


def _exact_url(connection: sqlite3.Connection, url: str) -> Found | None:
    """Find the versions at an address; else the story that names it as a source or in another language."""
    question = """
        SELECT v.id, s.id, v.lang FROM names n JOIN versions v ON v.page = n.number
        JOIN stories s ON s.number = v.story WHERE n.short = ? AND n.name = ? ORDER BY v.number DESC"""
    key = (short(page_key(url)), page_key(url))
    rows = connection.execute(question, key).fetchall()
    if rows:
        return _meant(url, rows)
    question = """
        SELECT s.id FROM names n JOIN versions v ON v.number = n.bearer JOIN stories s ON s.number = v.story
        WHERE n.short = ? AND n.name = ?"""
    row = connection.execute(question, key).fetchone()
    return ("story", row[0]) if row else None


def _meant(typed: str, rows: Sequence[tuple[str, str, str]]) -> Found | None:
    """Choose among (version, story, language), newest first: the newest in one language, else their one story."""
    if not rows:
        return None
    stories = {story for _, story, _ in rows}
    if len(stories) > 1:
        return _only(typed, [("version", version) for version, _, _ in rows])
    if len({lang for _, _, lang in rows}) == 1:
        return ("version", rows[0][0])
    return ("story", stories.pop())


def _beginning(connection: sqlite3.Connection, word: str) -> list[Found]:
    if len(word) < SHORTEST_PREFIX:
        return []
    ends = {"low": word, "high": word + BEHIND}
    found: dict[Found, None] = {}
    for row in connection.execute(f"{_VERSIONS_FROM} LIMIT {_SHOWN + 1}", ends):
        found["version", row[0]] = None
    for question in (_STORIES_FROM, _FORMER_FROM):
        for row in connection.execute(f"{question} LIMIT {_SHOWN + 1}", ends):
            found["story", row[0]] = None
    return list(found)


_VERSIONS_FROM = "SELECT id FROM versions WHERE id BETWEEN :low AND :high"
_STORIES_FROM = "SELECT id FROM stories WHERE id BETWEEN :low AND :high"
_FORMER_FROM = """
    SELECT s.id FROM redirects r JOIN versions v ON v.number = r.version JOIN stories s ON s.number = v.story
    WHERE r.old BETWEEN :low AND :high"""


def _only(typed: str, candidates: Sequence[Found]) -> Found:
    if len(candidates) == 1:
        return candidates[0]
    shown = ", ".join(id_ for _, id_ in candidates[:_SHOWN]) + (", …" if len(candidates) > _SHOWN else "")
    raise AmbiguousId("archive.ambiguous_id", typed=typed, candidates=shown)


def number(connection: sqlite3.Connection, id_: str) -> int:
    """Give the number of a version or story by its full id. Raises UnknownId."""
    for question in ("SELECT number FROM versions WHERE id = ?", "SELECT number FROM stories WHERE id = ?"):
        row = connection.execute(question, (id_,)).fetchone()
        if row:
            return int(row[0])
    raise UnknownId("archive.unknown_id", typed=id_)
