"""Hosts: what politeness remembers of them, and how good their last pages were."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from tracuu.corpus.store.connection import next_number, rows_of
from tracuu.corpus.store.frontier_rows import Health
from tracuu.corpus.store.utf8 import storable
from tracuu.crawling import Done, HostState, Lack, State, What

_OK = 200
_RECENT = 50

_STATE = """
    SELECT h.name, h.next_at, h.delay, h.failures, h.closed_until, coalesce(r.text, ''), h.robots_status, h.robots_at
    FROM hosts h LEFT JOIN robots r ON r.host = h.number"""


def host_numbers(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """Give the numbers of hosts; those that are new get one, in this order."""
    names = list(names)
    found = dict(rows_of(connection, "SELECT name, number FROM hosts WHERE name IN {}", names))
    fresh = [name for name in names if name not in found]
    numbers = dict(zip(fresh, range(next_number(connection, "hosts"), 1 << 62), strict=False)) if fresh else {}
    new = HostState("")
    connection.executemany(
        "INSERT INTO hosts VALUES (?, ?, ?, ?, ?, ?, ?, ?, x'')",
        [
            (number, name, new.next_at, new.delay, new.failures, new.closed_until, new.robots_status, new.robots_at)
            for name, number in numbers.items()
        ],
    )
    return found | numbers


def hosts(connection: sqlite3.Connection, names: Collection[str] | None) -> dict[str, HostState]:
    """Give what is remembered of hosts, of all when None; one that nothing is remembered of is as new."""
    if names is None:
        return {row[0]: HostState(*row) for row in connection.execute(_STATE)}
    known = rows_of(connection, _STATE + " WHERE h.name IN {}", list(names))
    return {name: HostState(name) for name in names} | {row[0]: HostState(*row) for row in known}


def host_names(connection: sqlite3.Connection) -> list[str]:
    """Give the names of all hosts."""
    return [name for (name,) in connection.execute("SELECT name FROM hosts ORDER BY name")]


def keep(connection: sqlite3.Connection, states: Sequence[HostState]) -> None:
    """Remember hosts as they are now. The rules of robots are only written when they were read again."""
    numbers = host_numbers(connection, dict.fromkeys(state.name for state in states))
    read_at = dict(
        rows_of(connection, "SELECT number, robots_at FROM hosts WHERE number IN {}", list(numbers.values()))
    )
    connection.executemany(
        "INSERT INTO robots VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET text = excluded.text",
        [
            (numbers[state.name], storable(state.robots))
            for state in states
            if state.robots_at != read_at[numbers[state.name]]
        ],
    )
    connection.executemany(
        """UPDATE hosts SET next_at = ?, delay = ?, failures = ?, closed_until = ?, robots_status = ?, robots_at = ?
           WHERE name = ?""",
        [
            (*(state.next_at, state.delay, state.failures, state.closed_until), state.robots_status, state.robots_at,
             state.name)
            for state in states
        ],
    )  # fmt: skip


def note_quality(connection: sqlite3.Connection, dones: Iterable[Done]) -> None:
    """Remember what the last pages of hosts lacked."""
    found: dict[str, bytearray] = {}
    for done in dones:
        read = done.state is State.DONE or done.quality
        if done.task.what is What.ARTICLE and done.status == _OK and read:
            found.setdefault(done.task.host, bytearray()).append(done.quality)
    for name, qualities in found.items():
        (recent,) = connection.execute("SELECT recent FROM hosts WHERE name = ?", (name,)).fetchone()
        kept = (recent + bytes(qualities))[-_RECENT:]
        connection.execute("UPDATE hosts SET recent = ? WHERE name = ?", (kept, name))


def health(connection: sqlite3.Connection, host: str, last: int) -> Health:
    """Count what the last pages of a host lacked, at most 50."""
    row = connection.execute("SELECT recent FROM hosts WHERE name = ?", (host,)).fetchone()
    pages: bytes = row[0][-last:] if row and last > 0 else b""
    counts = {lack: sum(1 for quality in pages if quality & lack) for lack in Lack}
    return Health(len(pages), counts[Lack.BODY], counts[Lack.DATE], counts[Lack.SELECTORS])


def leased(connection: sqlite3.Connection) -> set[str]:
    """Give the hosts that addresses of which are leased."""
    question = """
        SELECT h.name FROM hosts h WHERE h.number IN (SELECT DISTINCT host FROM frontier WHERE state = 1)"""
    return {name for (name,) in connection.execute(question)}


def by_number(connection: sqlite3.Connection) -> Mapping[int, str]:
    """Give the names of all hosts by number."""
    return dict(connection.execute("SELECT number, name FROM hosts").fetchall())
