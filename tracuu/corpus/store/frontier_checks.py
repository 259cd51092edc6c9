"""Whether the frontier hangs together: its counts, what waits for what, and the keys by which addresses are found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_COUNTED = "SELECT crawl, host, what, iif(after IS NULL, state, -1), count(*) FROM frontier GROUP BY 1, 2, 3, 4"

_WRONG_COUNTS = f"""
    SELECT 'counts of crawl ' || crawl || ', host ' || host FROM (
      SELECT * FROM ({_COUNTED} EXCEPT SELECT * FROM frontier_counts)
      UNION SELECT * FROM (SELECT * FROM frontier_counts WHERE count <> 0 EXCEPT {_COUNTED})) GROUP BY 1"""  # noqa: S608  texts of ours

_HELD_IN_VAIN = """
    SELECT f.number FROM frontier f LEFT JOIN frontier a ON a.number = f.after
    WHERE f.after IS NOT NULL AND (f.state <> 0 OR a.number IS NULL OR a.state > 1)"""
"""Addresses that wait for one that is not going to be fetched, or wait though they are done with."""

_UNKNOWN_VERSION = """
    SELECT number FROM frontier WHERE version IS NOT NULL AND version NOT IN (SELECT number FROM versions)"""


def wrong(connection: sqlite3.Connection) -> Iterator[str]:
    """Name what is wrong: counts, and addresses by number."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'frontier'").fetchone():
        return  # it is from before crawling
    for question in (_WRONG_COUNTS, _HELD_IN_VAIN, _UNKNOWN_VERSION):
        for (what,) in connection.execute(question).fetchall():
            yield str(what)


def mend(connection: sqlite3.Connection) -> None:
    """Count anew, let what waits in vain go, and have addresses asked for again whose article is not there."""
    connection.execute(f"UPDATE frontier SET after = NULL WHERE number IN ({_HELD_IN_VAIN})")  # noqa: S608  texts of ours
    connection.execute(
        f"UPDATE frontier SET state = 0, version = NULL, etag = NULL, last_modified = NULL WHERE number IN ({_UNKNOWN_VERSION})"  # noqa: S608, E501  texts of ours
    )
    connection.execute("DELETE FROM frontier_counts")
    connection.execute(f"INSERT INTO frontier_counts {_COUNTED}")
