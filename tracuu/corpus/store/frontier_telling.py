"""What users and estimates are told of the frontier. Reads alone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from tracuu.corpus.sites import Sites
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.frontier_hosts import by_number
from tracuu.corpus.store.frontier_keys import ARTICLE, WHATS, key_of, text_of
from tracuu.corpus.store.frontier_rows import Address, Asked
from tracuu.corpus.store.names import short
from tracuu.corpus.store.utf8 import storable
from tracuu.corpus.stories import page_key
from tracuu.crawling import State, What

_TOGETHER = 500
_ENDED = {State.FAILED, State.WITHHELD, State.REFUSED, State.GONE}

HELD = -1
"""In counts: the state of what waits for another address to be fetched first."""

_ADDRESS = """
    SELECT f.number, f.url, f.what, f.state, h.name, f.reason, f.detail, f.status, f.tries, f.asked_at, f.title,
           f.lang, f.day, f.version
    FROM frontier f JOIN hosts h ON h.number = f.host"""


def counts(connection: sqlite3.Connection, crawl: int | None) -> dict[tuple[What, State], int]:
    """Count addresses by kind and state."""
    where = "" if crawl is None else f"WHERE crawl = {crawl:d}"
    question = f"SELECT what, state, sum(count) FROM frontier_counts {where} GROUP BY what, state"  # noqa: S608  texts of ours
    found: Counter[tuple[What, State]] = Counter()
    for what, state, count in connection.execute(question):
        found[WHATS[what], _state(state)] += count
    return dict(+found)


def _state(counted: int) -> State:
    return State.WAITING if counted == HELD else State(counted)


def per_host(connection: sqlite3.Connection, crawl: int | None, kinds: Collection[What]) -> list[Asked]:
    """Count what is asked for, and what is passed over because it does not match, by host.

    The latter are counted one by one: a second at a million addresses, once a run.
    """
    found: dict[int, Counter[int]] = {}
    for kind, host, what, state, count in connection.execute("SELECT * FROM frontier_counts"):
        if crawl in {None, kind} and WHATS[what] in kinds:
            found.setdefault(host, Counter())[_state(state)] += count
    names, unmatched = by_number(connection), _unmatched(connection, crawl, kinds)
    asked = [
        Asked(names[host], count[State.WAITING] + count[State.LEASED], unmatched.get(host, 0))
        for host, count in sorted(found.items())
    ]
    return [one for one in asked if one.waiting or one.passed]


def _unmatched(connection: sqlite3.Connection, crawl: int | None, kinds: Collection[What]) -> dict[int, int]:
    question = """
        SELECT host, what, count(*) FROM frontier
        WHERE state = 5 AND reason = 'crawl.no_match' AND crawl = coalesce(:crawl, crawl) GROUP BY host, what"""
    rows = connection.execute(question, {"crawl": crawl}).fetchall()
    counts: Counter[int] = Counter()
    for host, what, count in rows:
        counts[host] += count if WHATS[what] in kinds else 0
    return counts


def failed(
    connection: sqlite3.Connection, states: Collection[State], hosts: Collection[str] | None, sites: Sites
) -> Iterator[tuple[int, Address]]:
    """Give addresses in these states with their numbers, by state, host and age, of some hosts or all.

    Those behind a wall whose page was added in another way are left out.
    """
    for state in sorted(set(states)):
        rows = _in_state(connection, state, hosts)
        for row in _not_held(connection, rows, sites) if state is State.WITHHELD else rows:
            yield row[0], _address(row)


def _in_state(connection: sqlite3.Connection, state: State, hosts: Collection[str] | None) -> Iterator[tuple[Any, ...]]:
    indexed = "f.state IN (3, 4, 6, 7) AND " if state in _ENDED else ""  # as frontier_not_held says it
    question = f"{_ADDRESS} WHERE {indexed}f.state = {state:d}"
    if hosts is None:
        yield from connection.execute(f"{question} ORDER BY f.host, f.number")
        return
    for host in sorted(set(hosts)):
        one = "f.host = (SELECT number FROM hosts WHERE name = ?)"
        yield from connection.execute(f"{question} AND {one} ORDER BY f.number", (host,))


def _not_held(
    connection: sqlite3.Connection, rows: Iterator[tuple[Any, ...]], sites: Sites
) -> Iterator[tuple[Any, ...]]:
    while batch := list(islice(rows, _TOGETHER)):
        held = pages_held(connection, [row[1] for row in batch], sites)
        yield from (row for row in batch if row[1] not in held)


def pages_held(connection: sqlite3.Connection, urls: Sequence[str], sites: Sites) -> set[str]:
    """Give those of the addresses whose page the archive holds, in whatever way it came."""
    keys = {url: storable(page_key(text_of(url, What.ARTICLE, sites))) for url in urls}
    question = """
        SELECT n.name FROM names n
        WHERE n.short IN {} AND EXISTS (SELECT 1 FROM versions v WHERE v.page = n.number)"""
    held = {name for (name,) in rows_of(connection, question, list({short(key) for key in keys.values()}))}
    return {url for url, key in keys.items() if key in held}


def _address(row: tuple[Any, ...]) -> Address:
    _, url, what, state, host, reason, detail, *rest, _ = row
    return Address(url, WHATS[what], State(state), host, reason, detail or "", *rest)


def stub(connection: sqlite3.Connection, url: str, sites: Sites) -> Address | None:
    """Give an article's address that is known and whose text is not held."""
    text = text_of(url, What.ARTICLE, sites)
    rows = connection.execute(f"{_ADDRESS} WHERE f.key = ? AND f.what = {ARTICLE}", (key_of(text),)).fetchall()
    for row in rows:
        known = text_of(row[1], What.ARTICLE, sites) == text
        if known and row[-1] is None and not pages_held(connection, [row[1]], sites):
            return _address(row)
    return None
