"""Which versions have to be matched: those that no hint ties to another language, and all that are of about their time.

An archive whose translations all name their original is never read for matching.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.matching import Waiting

_READ_ALONE = """
    versions JOIN alone ON alone.version = number JOIN story_signs_of AS read ON read.version = number"""


def note_alone(connection: sqlite3.Connection, versions: Sequence[int], alone: Mapping[int, int]) -> None:
    """Note which of some versions no hint ties to another language, with the day of each (0 for none)."""
    list(rows_of(connection, "DELETE FROM alone WHERE version IN {}", versions))
    connection.executemany("INSERT INTO alone VALUES (?, ?)", sorted(alone.items()))


def are_alone(connection: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Give those of some versions that no hint ties to another language."""
    return {version for (version,) in rows_of(connection, "SELECT version FROM alone WHERE version IN {}", versions)}


def is_anyone_alone(connection: sqlite3.Connection, day: int, reach: int) -> bool:
    """Tell whether a version that is alone may be of about the time of a day; one of no day may be of any."""
    if day == 0:
        return connection.execute("SELECT 1 FROM alone LIMIT 1").fetchone() is not None
    question = """
        SELECT EXISTS (SELECT 1 FROM alone WHERE day BETWEEN ? AND ?) OR EXISTS (SELECT 1 FROM alone WHERE day = 0)"""
    return bool(connection.execute(question, (day - reach, day + reach)).fetchone()[0])


def leave(connection: sqlite3.Connection, versions: Iterable[tuple[int, Waiting]]) -> None:
    """Leave versions, given with their day, unread until one that is alone is of about their time."""
    listed = list(versions)
    connection.executemany("INSERT OR IGNORE INTO unread VALUES (?, ?)", [(day, one.version) for day, one in listed])
    connection.executemany(
        "DELETE FROM unmatched WHERE version = ? AND turn = ?", [(one.version, one.turn) for _, one in listed]
    )


def take_up(connection: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Note that versions have to be matched; those of which nothing is kept have to be read."""
    listed = "UPDATE unmatched SET is_sorted = 1 WHERE version IN {}"
    list(rows_of(connection, listed, versions))
    kept = {one for (one,) in rows_of(connection, "SELECT version FROM story_signs_of WHERE version IN {}", versions)}
    new = [(version,) for version in versions if version not in kept]
    connection.executemany("UPDATE unmatched SET is_read = 0 WHERE version = ?", new)


def read_anew(connection: sqlite3.Connection, versions: Iterable[int]) -> None:
    """Have versions read and compared, also those that were before."""
    connection.executemany(
        """INSERT INTO unmatched VALUES (?, 0, 0, 1)
           ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0, is_sorted = 1""",
        [(version,) for version in versions],
    )


def wake(connection: sqlite3.Connection, days: Iterable[int], reach: int) -> None:
    """Have versions read that are of about the time of some days, as far as they were left."""
    for day in sorted(set(days)):
        near = (0, 1 << 40) if day == 0 else (day - reach, day + reach)
        connection.execute(
            """INSERT INTO unmatched SELECT version, 0, 0, 1 FROM unread WHERE day BETWEEN ? AND ? OR day = 0
               ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0, is_sorted = 1""",
            near,
        )
        connection.execute("DELETE FROM unread WHERE day BETWEEN ? AND ? OR day = 0", near)


def alone(connection: sqlite3.Connection) -> int:
    """Count the versions that no hint ties to another language, whether they were read or not."""
    return int(connection.execute("SELECT count(*) FROM alone").fetchone()[0])


def count_alone(connection: sqlite3.Connection) -> dict[str, int]:
    """Count by language the versions that no hint ties to another, as far as they were read."""
    return dict(connection.execute(f"SELECT lang, count(*) FROM {_READ_ALONE} GROUP BY lang").fetchall())  # noqa: S608  ours


def sampled_alone(connection: sqlite3.Connection, langs: Sequence[str], limit: int) -> list[int]:
    """Give some of these in some languages, the same whatever the order in which they came."""
    question = f"""
        SELECT number FROM {_READ_ALONE} WHERE lang IN ({", ".join("?" * len(langs))})
        ORDER BY substr(identity, 5, 4) LIMIT ?"""  # noqa: S608  places alone
    return sorted(number for (number,) in connection.execute(question, (*langs, limit)))


def judge_all_again(connection: sqlite3.Connection) -> None:
    """Have all pairs judged again."""
    connection.execute("""
        INSERT INTO unmatched SELECT version, 0, 1, 1 FROM story_signs_of WHERE true
        ON CONFLICT (version) DO UPDATE SET turn = turn + 1""")


def judge_again(connection: sqlite3.Connection, versions: Iterable[int]) -> None:
    """Have the pairs of versions judged again; what is kept of the versions holds."""
    connection.executemany(
        """INSERT INTO unmatched VALUES (?, 0, 1, 1)
           ON CONFLICT (version) DO UPDATE SET turn = turn + 1""",
        [(version,) for version in versions],
    )
