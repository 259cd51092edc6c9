"""Several crawls of one site: each takes over the lists that another read, and looks at what that one passed over.

Lists are read once for whoever asks. What they told is in the frontier, so a crawl with other terms need not ask the
servers again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.frontier_keys import ARTICLE, WHATS, origin_of
from tracuu.crawling import Lead, State

_OTHERS = f"""
    SELECT host FROM frontier_counts
    WHERE state = {State.PASSED:d} AND crawl <> ? AND count > 0"""  # noqa: S608  a number of ours

_TAKE_OVER = f"""
    UPDATE frontier SET crawl = ?
    WHERE what < {ARTICLE} AND state <> {State.LEASED:d} AND crawl <> ? AND host = ?"""  # noqa: S608  numbers of ours

_PASSED = f"""
    SELECT number, url, what, origin, lang, title, day, modified, hops FROM frontier
    WHERE number > ? AND state = {State.PASSED:d} AND crawl <> ? AND host IN ({{}})
    ORDER BY number LIMIT ?"""  # noqa: S608  a number of ours


def take_over(connection: sqlite3.Connection, crawl: int, hosts: Collection[str]) -> None:
    """Let a crawl have the lists of hosts that another crawl learned of: it is the one that reads them from now on."""
    connection.executemany(_TAKE_OVER, [(crawl, crawl, number) for number in _numbers(connection, hosts)])


def passed_over(
    connection: sqlite3.Connection, crawl: int, hosts: Collection[str], after: int, limit: int
) -> list[tuple[int, Lead]]:
    """Give addresses of hosts that other crawls passed over, by number: up to `limit` behind `after`."""
    others = {host for (host,) in connection.execute(_OTHERS, (crawl,))}
    wanted = sorted(others & set(_numbers(connection, hosts)))
    if not wanted:
        return []
    question = _PASSED.format(", ".join(map(str, wanted)))
    return [(row[0], _lead(*row[1:])) for row in connection.execute(question, (after, crawl, limit))]


def _numbers(connection: sqlite3.Connection, hosts: Collection[str]) -> Iterator[int]:
    return (number for (number,) in rows_of(connection, "SELECT number FROM hosts WHERE name IN {}", list(hosts)))


def _lead(url: str, what: int, origin: int, *known: str | int | None) -> Lead:
    lang, title, day, modified, hops = known
    told = {"lang": lang, "title": title, "day": day, "modified": modified, "hops": hops}
    return Lead(url, WHATS[what], origin_of(origin), **told)  # type: ignore[arg-type]  # as the columns are
