"""What users asked to be crawled, every run of it, and whom site owners may write to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from tracuu.corpus.store.utf8 import storable
from tracuu.crawling import Crawl, Run, State

_CONTACT = "contact"
_WORDS = ("targets", "match", "langs", "since", "hosts")
_LISTS = {"targets", "match", "langs", "hosts"}
_RUN = "SELECT number, crawl, command, begun_at, ended_at, ended, counts FROM runs"


def contact(connection: sqlite3.Connection) -> str | None:
    """Give the address at which the user can be reached, None when none was set."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_CONTACT,)).fetchone()
    return row[0] if row else None


def set_contact(connection: sqlite3.Connection, value: str) -> None:
    """Set the address at which the user can be reached."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_CONTACT, storable(value)),
    )


def crawl(connection: sqlite3.Connection, asked: Crawl) -> Crawl:
    """Give what is asked its number: the same words have the same one."""
    words = json.dumps({name: getattr(asked, name) for name in _WORDS}, ensure_ascii=True, separators=(",", ":"))
    connection.execute("INSERT INTO crawls (words) VALUES (?) ON CONFLICT (words) DO NOTHING", (words,))
    (number,) = connection.execute("SELECT number FROM crawls WHERE words = ?", (words,)).fetchone()
    return asked._replace(number=number)


def crawls(connection: sqlite3.Connection) -> list[Crawl]:
    """Give everything that was ever asked, in order."""
    return [_read(*row) for row in connection.execute("SELECT number, words FROM crawls ORDER BY number")]


def _read(number: int, words: str) -> Crawl:
    read: dict[str, Any] = json.loads(words)
    known: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in read.items() if name in _WORDS
    }
    return Crawl(**known | {"number": number})


def begin(connection: sqlite3.Connection, crawl: int, command: str, now: float) -> int:
    """Note a run that begins, and let the crawl have what it shares with others."""
    rows = connection.execute(
        "INSERT INTO runs (crawl, command, begun_at, counts) VALUES (?, ?, ?, '{}') RETURNING number",
        (crawl, storable(command), float(now)),
    )
    (number,) = rows.fetchone()
    _take_over(connection, crawl)
    return int(number)


def _take_over(connection: sqlite3.Connection, crawl: int) -> None:
    mine = "SELECT address FROM frontier_shared WHERE crawl = :crawl"
    open_ = f"number IN ({mine}) AND state = {State.WAITING:d}"
    connection.execute(
        f"INSERT OR IGNORE INTO frontier_shared SELECT crawl, number FROM frontier WHERE {open_} AND crawl <> :crawl",  # noqa: S608  texts of ours
        {"crawl": crawl},
    )
    connection.execute(f"UPDATE frontier SET crawl = :crawl WHERE {open_}", {"crawl": crawl})  # noqa: S608  texts of ours
    connection.execute("DELETE FROM frontier_shared WHERE crawl = :crawl", {"crawl": crawl})


def end(connection: sqlite3.Connection, run: int, ended: str, counts: Mapping[str, int], now: float) -> None:
    """Note how a run ended."""
    connection.execute(
        "UPDATE runs SET ended_at = ?, ended = ?, counts = ? WHERE number = ?",
        (float(now), ended, json.dumps(dict(counts)), run),
    )


def runs(connection: sqlite3.Connection, limit: int) -> list[Run]:
    """Give the last runs, the newest first."""
    rows = connection.execute(f"{_RUN} ORDER BY number DESC LIMIT ?", (limit,))
    return [Run(*row)._replace(counts=json.loads(row[-1])) for row in rows]
