"""Addresses and other keys: each is spelled once, and knows the first version that bore it.

Versions that bear the same strong key are one part, and versions that bear the same telling slug are one story; so
the first bearer stands for all of them, and nobody has to look at the others.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from tracuu.corpus.store.connection import next_number, rows_of

SEVERAL = 0
"""In place of a source's number: two or more different ones."""


@dataclass(slots=True)
class Name:
    """A name as the archive knows it: its first bearer with that one's part and story, and a slug's source."""

    number: int
    name: str
    bearer: int | None = None
    part: int | None = None
    story: int | None = None
    source: int | None = None
    is_new: bool = False
    is_changed: bool = False


_KNOWN = """
    SELECT n.number, n.name, n.bearer, v.part, v.story, n.source
    FROM names n LEFT JOIN versions v ON v.number = n.bearer
    WHERE n.short IN {}"""


def short(name: str) -> int:
    """Give the number by which a name is looked up: the first 4 bytes of its SHA-256, signed.

    It takes a tenth of the room that an index of the names themselves would. Some names share it, which are told
    apart by their spelling.
    """
    return short_of(name.encode("utf-8"))


def short_of(name: bytes) -> int:
    """Give the same of a name in UTF-8."""
    return int.from_bytes(hashlib.sha256(name).digest()[:4], "big", signed=True)


def known(connection: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, Name]:
    """Give the names as they stand in the archive; those it does not have get a number, and are written by `write`."""
    shorts = {name: short(name) for name in wanted}
    found = {row[1]: Name(*row) for row in rows_of(connection, _KNOWN, list(shorts.values())) if row[1] in shorts}
    fresh = next_number(connection, "names")
    for name in shorts:
        if name not in found:
            found[name] = Name(fresh, name, is_new=True)
            fresh += 1
    return found


def write(connection: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Write the names that are new or changed."""
    names = list(names)
    connection.executemany(
        "INSERT INTO names (number, short, name, bearer, source) VALUES (?, ?, ?, ?, ?)",
        [(name.number, short(name.name), name.name, name.bearer, name.source) for name in names if name.is_new],
    )
    connection.executemany(
        "UPDATE names SET bearer = ?, source = ? WHERE number = ?",
        [(name.bearer, name.source, name.number) for name in names if name.is_changed and not name.is_new],
    )


def either(one: int | None, other: int | None) -> int | None:
    """Join what two know of a source: none, one, or SEVERAL."""
    if one is None or other is None:
        return other if one is None else one
    return one if one == other else SEVERAL
