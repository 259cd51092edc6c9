"""Short ids given out in the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from tracuu.corpus.identity import shortest_free
from tracuu.corpus.store.connection import rows_of

BEHIND = "~"
"""Sorts behind every letter of an id: ids that begin with P lie between P and P + BEHIND."""


def find(connection: sqlite3.Connection, identities: Collection[bytes]) -> dict[bytes, int]:
    """Give the numbers of versions by identity, by way of their ids, which begin alike; no index holds identities."""
    by_id: dict[str, set[bytes]] = {}
    for identity in identities:
        by_id.setdefault(shortest_free("v", identity, ()), set()).add(identity)
    found: dict[bytes, int] = {}
    question = "SELECT id, identity, number FROM versions WHERE id IN {}"
    for id_, identity, number in rows_of(connection, question, list(by_id)):
        found[identity] = number
        if by_id[id_] - {identity}:  # another begins alike, and so has a longer id
            found |= connection.execute(_FROM, (id_, id_ + BEHIND)).fetchall()
    return {identity: found[identity] for identity in identities if identity in found}


_FROM = "SELECT identity, number FROM versions WHERE id BETWEEN ? AND ?"


def give(
    connection: sqlite3.Connection, letter: str, digests: Mapping[int, bytes], columns: Sequence[tuple[str, str]]
) -> dict[int, str]:
    """Give each number a free id made of its identity; `columns` are the (table, column) that ids must differ from."""
    given: dict[int, str] = {}
    taken: set[str] = set()
    shortest = {number: shortest_free(letter, digest, ()) for number, digest in digests.items()}
    for table, column in columns:
        taken |= _alike(connection, table, column, list(shortest.values()))
    for number, digest in sorted(digests.items()):
        given[number] = shortest_free(letter, digest, taken)
        taken.add(given[number])
    return given


def _alike(connection: sqlite3.Connection, table: str, column: str, starts: Sequence[str]) -> set[str]:
    """Give those of the ids that are taken, each with all longer ids that begin with it."""
    exact = rows_of(connection, f"SELECT {column} FROM {table} WHERE {column} IN {{}}", starts)  # noqa: S608  names of ours
    found = {row[0] for row in exact}
    for start in tuple(found):
        question = f"SELECT {column} FROM {table} WHERE {column} BETWEEN ? AND ?"  # noqa: S608  names of ours
        found |= {row[0] for row in connection.execute(question, (start, start + BEHIND))}
    return found
