"""Handing addresses to the crawler, and taking them back: what waits where, and whose turn it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.frontier_hosts import by_number
from tracuu.corpus.store.frontier_keys import WHATS, number_of_what, origin_of
from tracuu.corpus.store.frontier_rows import Waiting
from tracuu.crawling import Task, What

_READY = "state = 0 AND after IS NULL AND due_at = 0"
_PUT_OFF = "state = 0 AND after IS NULL AND due_at > 0"

_COUNT = """
    SELECT host, sum(count), coalesce(sum(count) FILTER (WHERE state = -1), 0) FROM frontier_counts
    WHERE state IN (-1, 0) AND count > 0 AND {} GROUP BY host ORDER BY host"""
_LATER = f"""
    SELECT host, count(*) FILTER (WHERE due_at > {{!r}}), min(due_at) FROM frontier
    WHERE {_PUT_OFF} AND {{}} GROUP BY host"""  # noqa: S608  texts of ours

_TASK = """
    SELECT f.origin, f.number, f.crawl, f.url, f.what, coalesce(v.url, f.via), f.lang, f.title, f.day, f.modified,
           f.hops, f.tries, f.etag, f.last_modified, f.sha256
    FROM frontier f LEFT JOIN frontier v ON v.number = f.via AND typeof(f.via) = 'integer'
    WHERE f.number IN {}"""


def lease(
    connection: sqlite3.Connection, crawl: int | None, host: str, limit: int, now: float, kinds: Collection[What]
) -> list[Task]:
    """Hand out up to `limit` addresses of a host that may be asked now: surest origin first, then the oldest."""
    row = connection.execute("SELECT number FROM hosts WHERE name = ?", (host,)).fetchone()
    if row is None or limit <= 0:
        return []
    places = _places(connection, crawl, row[0], kinds)
    found = [one for place in places for one in _candidates(connection, row[0], place, limit, now)]
    numbers = [number for _, number in sorted(found)[:limit]]
    connection.executemany("UPDATE frontier SET state = 1 WHERE number = ?", [(number,) for number in numbers])
    return [_task(host, row) for row in sorted(rows_of(connection, _TASK, numbers), key=lambda row: row[:2])]


def _places(
    connection: sqlite3.Connection, crawl: int | None, host: int, kinds: Collection[What]
) -> list[tuple[int, int]]:
    """Give the (kind, crawl) of which something waits at a host."""
    whats = sorted(map(number_of_what, set(kinds)))
    if crawl is not None:
        return [(what, crawl) for what in whats]
    question = "SELECT what, crawl FROM frontier_counts WHERE host = ? AND state = 0 AND count > 0"
    return [place for place in connection.execute(question, (host,)) if place[0] in whats]


def _candidates(
    connection: sqlite3.Connection, host: int, place: tuple[int, int], limit: int, now: float
) -> Iterator[tuple[int, int]]:
    where = "WHERE host = ? AND what = ? AND crawl = ?"
    yield from connection.execute(
        f"SELECT origin, number FROM frontier {where} AND {_READY} ORDER BY origin, number LIMIT ?",  # noqa: S608  texts of ours
        (host, *place, limit),
    )
    yield from connection.execute(
        f"SELECT origin, number FROM frontier {where} AND {_PUT_OFF} AND due_at <= ? ORDER BY due_at LIMIT ?",  # noqa: S608  texts of ours
        (host, *place, now, limit),
    )


def _task(host: str, row: tuple[Any, ...]) -> Task:
    origin, number, crawl, url, what, via, lang, title, day, modified, hops, tries, etag, last_modified, sha256 = row
    return Task(
        *(number, crawl, url, host, WHATS[what], origin_of(origin), via, lang, title, day, modified, hops, tries),
        etag=etag,
        last_modified=last_modified,
        sha256=sha256.hex() if isinstance(sha256, bytes) else sha256,
    )


def waiting(connection: sqlite3.Connection, crawl: int | None, kinds: Collection[What], now: float) -> list[Waiting]:
    """Tell what waits, by host, hosts without anything left out. Cheap at any size."""
    wanted = f"what IN ({', '.join(str(number_of_what(what)) for what in set(kinds))})"
    wanted += "" if crawl is None else f" AND crawl = {crawl:d}"
    put_off = {host: rest for host, *rest in connection.execute(_LATER.format(float(now), wanted))}
    names = by_number(connection)
    found = []
    for host, total, held in connection.execute(_COUNT.format(wanted)):
        later, first = put_off.get(host, (0, None))
        due = total - held - later
        found.append(Waiting(names[host], total, due, held, 0.0 if due else first))
    return found


def release(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Take addresses back that were not asked for."""
    connection.executemany(
        "UPDATE frontier SET state = 0 WHERE number = ? AND state = 1", [(number,) for number in numbers]
    )


def release_all(connection: sqlite3.Connection, now: float) -> None:
    """Take back whatever a crawler had that ended without a word.

    Where the clock was put back since an address was put off, its wait begins again, or it might last for years.
    """
    connection.execute("UPDATE frontier SET state = 0 WHERE state = 1")
    connection.execute(
        f"UPDATE frontier SET due_at = ? + due_at - asked_at, asked_at = ? WHERE {_PUT_OFF} AND asked_at > ?",  # noqa: S608  texts of ours
        (now, now, now),
    )
