"""Asking again: what a user wants retried, and what an update looks at once more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from tracuu.corpus.store import frontier_moments as moments
from tracuu.corpus.store.frontier_keys import ARTICLE, number_of_origin, number_of_what
from tracuu.crawling import Origin, State, What

_AGAIN = f"""
    UPDATE frontier SET state = {State.WAITING:d}, due_at = 0, tries = 0, reason = NULL, detail = NULL
    WHERE number = ?"""  # noqa: S608  a number of ours

_LISTING, _REDIRECT = number_of_what(What.LISTING), number_of_origin(Origin.REDIRECT)

_LISTS = f"""
    SELECT number, state, same, gone, asked_at, changed_at FROM frontier
    WHERE what < {ARTICLE} AND crawl = ? AND state IN (2, 3, 4, 6, 7)
    AND (what <> {_LISTING} OR hops = 0 OR origin = {_REDIRECT})"""  # noqa: S608  numbers of ours

_COMPLETE = "complete"

_MISSING = """
    SELECT number FROM frontier WHERE state = 7 AND due_at > 0 AND crawl = :crawl AND due_at <= :now
    UNION ALL
    SELECT number FROM frontier WHERE state = 7 AND due_at > 0 AND crawl = :crawl AND due_at > :never"""


def again(connection: sqlite3.Connection, numbers: Iterable[int]) -> int:
    """Have addresses asked for again as if they had never been; give how many."""
    rows = [(number,) for number in numbers]
    connection.executemany(_AGAIN, rows)
    return len(rows)


def due_again(connection: sqlite3.Connection, crawl: int, now: float) -> int:
    """Have the lists of a crawl read again that may tell of something new, and missing translations looked for.

    The next pages of lists are not among them: they are turned to when the page before has news.
    """
    least = moments.HOUR if _was_interrupted(connection) else 0.0
    lists = [row[0] for row in connection.execute(_LISTS, (crawl,)) if _list_is_due(row, least, now)]
    # Nothing rests so long: the clock was wrong when it was noted.
    moments_ = {"crawl": crawl, "now": now, "never": now + moments.LONGEST_REST}
    missing = [number for (number,) in connection.execute(_MISSING, moments_)]
    return again(connection, [*lists, *missing])


def _was_interrupted(connection: sqlite3.Connection) -> bool:
    """Tell whether the last run did not come to its end: what follows takes it up rather than looks for news."""
    row = connection.execute("SELECT ended FROM runs ORDER BY number DESC LIMIT 1").fetchone()
    return row is not None and row[0] != _COMPLETE


def _list_is_due(row: tuple[Any, ...], least: float, now: float) -> bool:
    """A list that failed or was refused is asked again each time: perhaps it was the user's own network."""
    _, state, same, gone, asked_at, changed_at = row
    if state not in (State.DONE, State.GONE):
        return True
    rest = moments.list_rest(same, gone, asked_at or 0.0, changed_at)
    return rest is not None and moments.is_due(asked_at, max(rest, least), now)
