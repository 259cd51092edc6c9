"""Decisions of others that contradict decisions taken here, until a user says which holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from tracuu.corpus.store.utf8 import storable
from tracuu.tuples import Record

NAMES, STORIES = "names", "stories"
OPEN, OURS, THEIRS = "open", "ours", "theirs"


class Conflict(Record):
    """A decision of another archive that was not taken over, since it contradicts what was decided here.

    `about` is `names` (of entities) or `stories`; `verb`, `args`, `at` and `undone` are the other's decision, with ids
    of stories and versions as they are here; `ours` are the numbers of the decisions here that it contradicts; `source`
    says where it came from. `state` is `open` until a user says that `ours` or `theirs` holds.
    """

    number: int
    about: str
    verb: str
    args: Mapping[str, Any]
    at: str
    undone: bool
    ours: Sequence[int]
    source: str
    state: str


def every(connection: sqlite3.Connection) -> list[Conflict]:
    """Give all conflicts, in the order in which they were found."""
    question = "SELECT number, about, verb, args, at, undone, ours, source, state FROM conflicts ORDER BY number"
    return [
        Conflict(number, about, verb, json.loads(args), at, bool(undone), tuple(json.loads(ours)), source, state)
        for number, about, verb, args, at, undone, ours, source, state in connection.execute(question)
    ]


def keep(connection: sqlite3.Connection, found: Conflict) -> None:
    """Keep a conflict; its number is given by the archive."""
    args = json.dumps(dict(found.args), ensure_ascii=False, sort_keys=True)
    texts = (storable(one) for one in (found.about, found.verb, args, found.at))
    row = (*texts, int(found.undone), json.dumps(list(found.ours)), storable(found.source), found.state)
    columns = "about, verb, args, at, undone, ours, source, state"
    connection.execute(f"INSERT INTO conflicts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608  names of ours


def settle(connection: sqlite3.Connection, number: int, state: str) -> None:
    """Note whose decision holds."""
    connection.execute("UPDATE conflicts SET state = ? WHERE number = ?", (state, number))
