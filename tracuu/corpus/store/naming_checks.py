"""Whether what naming keeps hangs together: nothing left of what is gone, nothing missing that is not awaited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tracuu.corpus.store import linking

_WRONG = (
    # A story that is neither linked nor awaits it.
    """SELECT s.number, s.id FROM stories s
        WHERE s.number NOT IN (SELECT story FROM clusters) AND s.number NOT IN (SELECT story FROM unlinked)""",
    # A version that was never looked through.
    """SELECT s.number, s.id FROM versions v JOIN stories s ON s.number = v.story
        WHERE v.number NOT IN (SELECT version FROM found) AND v.story NOT IN (SELECT story FROM unlinked)""",
    # Mentions of something that is not there, or stands in no text.
    """SELECT s.number, s.id FROM mentions m
       JOIN versions v ON v.number = m.version JOIN stories s ON s.number = v.story
        WHERE (m.entity NOT IN (SELECT number FROM entities) OR m.start < 0 OR m.start >= m.stop)
        AND v.story NOT IN (SELECT story FROM unlinked)""",
)
"""Questions for stories, by number and id, that must be linked afresh."""

_LEFT_OVER = {
    table: f"SELECT DISTINCT story FROM {table} "  # noqa: S608  names of ours
    "WHERE story NOT IN (SELECT number FROM stories) AND story NOT IN (SELECT story FROM unlinked)"
    for table in ("clusters", "cluster_names", "told", "needs")
}
"""What is left of stories that were absorbed."""

_UNNAMED = """
    SELECT e.number, e.id FROM entities e WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.entity = e.number)
    AND NOT EXISTS (SELECT 1 FROM entities f WHERE f.family = e.number)"""


def wrong(connection: sqlite3.Connection) -> Iterator[str]:
    """Name what is wrong: ids of stories and entities, tables with something left over."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'unlinked'").fetchone():
        return  # it is from before naming
    for question in _WRONG:
        for _, id_ in connection.execute(question).fetchall():
            yield id_
    for table, question in _LEFT_OVER.items():
        for (story,) in connection.execute(question).fetchall():
            yield f"{table} {story}"
    for _, id_ in connection.execute(_UNNAMED).fetchall():
        yield id_


def mend(connection: sqlite3.Connection) -> None:
    """Take away what is left over, and have the stories concerned linked afresh."""
    stories = {number for question in _WRONG for number, _ in connection.execute(question).fetchall()}
    for table, question in _LEFT_OVER.items():
        connection.execute(f"DELETE FROM {table} WHERE story IN ({question})")  # noqa: S608  names of ours
    unnamed = [(number,) for number, _ in connection.execute(_UNNAMED).fetchall()]
    connection.executemany("DELETE FROM entities WHERE number = ?", unnamed)
    linking.afresh(connection, sorted(stories))
