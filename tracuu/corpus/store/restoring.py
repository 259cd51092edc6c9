"""Writing what a dump states besides articles. What is here already stays; what is not here is added.

Everything runs inside one transaction that the caller holds. Versions are named by their identity, so that it does not
matter under which ids and numbers they are here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tracuu.corpus.dumped import marks
from tracuu.corpus.store import blobs, dictionaries, ids, lexicon_lists, regrouping
from tracuu.corpus.store.blobs import Content
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.tagging import KINDS
from tracuu.corpus.store.utf8 import storable

Row = Mapping[str, Any]


def restore(connection: sqlite3.Connection, kind: str, row: Row) -> int:
    """Write one line of a dump; give how much of it was not here.

    Raises KeyError, TypeError, ValueError or AttributeError where the line is not what a dump holds.
    """
    return _BY_KIND[kind](connection, row)


def _numbers(connection: sqlite3.Connection, identities: Iterable[str]) -> dict[str, int]:
    """Give the numbers of versions by identity as dumps spell it; those that are not here are left out."""
    digests = {bytes.fromhex(one): one for one in identities}
    return {digests[digest]: number for digest, number in ids.find(connection, digests).items()}


def _layer(connection: sqlite3.Connection, row: Row) -> int:
    """Give a version a further layer of text, which is the current one if the dump says so."""
    number = _numbers(connection, [row["identity"]]).get(row["identity"])
    if number is None:
        return 0
    marks(row["marks"], row["text"])
    text = storable(row["text"]).encode()
    (lang,) = connection.execute("SELECT lang FROM versions WHERE number = ?", (number,)).fetchone()
    digest = hashlib.sha256(text).digest()
    blob = blobs.store(connection, {digest: Content(text, dictionaries.TEXT + lang)})[digest]
    added = connection.execute(
        "INSERT INTO layers (version, extractor, text, marks) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (number, storable(row["extractor"]), blob, row["marks"]),
    ).rowcount
    if added and row["current"]:
        question = "UPDATE versions SET text = ?, extractor = ? WHERE number = ?"
        connection.execute(question, (blob, storable(row["extractor"]), number))
        connection.execute(regrouping.STALE.format("VALUES (?, 1, 0)"), (number,))
    return added


def _ids(connection: sqlite3.Connection, row: Row) -> int:
    here = _numbers(connection, [identity for _, identity in row["rows"]])
    rows = [(storable(given), here[identity]) for given, identity in row["rows"] if identity in here]
    return connection.executemany("INSERT INTO given_ids VALUES (?, ?) ON CONFLICT DO NOTHING", rows).rowcount


def _seen_again(connection: sqlite3.Connection, row: Row) -> int:
    here = _numbers(connection, [one[0] for one in row["rows"]])
    rows = [
        (here[identity], int(times), str(last_at), bytes.fromhex(sha256))
        for identity, times, last_at, sha256 in row["rows"]
        if identity in here
    ]
    return connection.executemany("INSERT INTO seen_again VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows).rowcount


def _leading(connection: sqlite3.Connection, row: Row) -> int:
    """Make ids of stories lead to their versions, where they are not the ids of stories here."""
    here = _numbers(connection, [identity for _, identity in row["rows"]])
    wanted = {str(id_): here[identity] for id_, identity in row["rows"] if identity in here}
    taken = {id_ for (id_,) in rows_of(connection, "SELECT id FROM stories WHERE id IN {}", list(wanted))}
    rows = [(id_, number) for id_, number in wanted.items() if id_ not in taken]
    return connection.executemany("INSERT OR IGNORE INTO redirects VALUES (?, ?)", rows).rowcount


def _entity_redirects(connection: sqlite3.Connection, row: Row) -> int:
    rows = [(str(old), str(new)) for old, new in row["rows"] if old != new]
    return connection.executemany("INSERT OR IGNORE INTO entity_redirects VALUES (?, ?)", rows).rowcount


def _marks(connection: sqlite3.Connection, row: Row) -> int:
    """Mark stories, unless they have the mark already on any of their versions."""
    here = _numbers(connection, [one[0] for one in row["rows"]])
    question = """
        SELECT 1 FROM versions v JOIN versions w ON w.story = v.story JOIN marks m ON m.version = w.number
        WHERE v.number = ? AND m.kind = ? AND m.value = ?"""
    added = 0
    for identity, kind, value, at in row["rows"]:
        if kind not in KINDS:
            raise ValueError(kind)
        mark = (here.get(identity), kind, storable(value))
        if mark[0] is not None and not connection.execute(question, mark).fetchone():
            added += connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?)", (*mark, str(at))).rowcount
    return added


def _word_list(connection: sqlite3.Connection, row: Row) -> int:
    """Add a word list, or a further part of it; another list of that name stays as it is."""
    about = lexicon_lists.WordList(**{name: row[name] for name in _LIST})
    entries = [lexicon_lists.Entry(*map(str, entry)) for entry in row["entries"]]
    known = {one.name: one for one in lexicon_lists.everything(connection)}.get(storable(about.name))
    if known is None:
        return lexicon_lists.add(connection, about, entries)
    if known.sha256 != about.sha256:
        return 0
    question = "SELECT number FROM lexicon_lists WHERE name = ?"
    (number,) = connection.execute(question, (storable(about.name),)).fetchone()
    rows = ((number, *map(storable, entry)) for entry in entries)
    return connection.executemany("INSERT OR IGNORE INTO lexicon_entries VALUES (?, ?, ?, ?, ?)", rows).rowcount


_LIST = ("name", "source", "target", "origin", "sha256", "at", "rejected", "note")


def _saved_search(connection: sqlite3.Connection, row: Row) -> int:
    """Add a saved search with what it was told of; another search of that name stays as it is."""
    options = json.dumps(dict(row["options"]), sort_keys=True)
    values = (storable(str(row["name"])), storable(str(row["query"])), options)
    known = connection.execute("SELECT number, query, options FROM saved WHERE name = ?", values[:1]).fetchone()
    if known and known[1:] != values[1:]:
        return 0
    run_at = None if row["run_at"] is None else float(row["run_at"])
    if known is None:
        question = "INSERT INTO saved (name, query, options, run_at) VALUES (?, ?, ?, ?)"
        number = connection.execute(question, (*values, run_at)).lastrowid
    else:
        number = known[0]
    here = _numbers(connection, row["seen"]).values()
    connection.executemany("INSERT OR IGNORE INTO saved_seen VALUES (?, ?)", [(number, one) for one in here])
    return int(known is None)


_BY_KIND: dict[str, Callable[[sqlite3.Connection, Row], int]] = {
    "layer": _layer,
    "ids": _ids,
    "seen_again": _seen_again,
    "former": _leading,
    "stories": _leading,
    "entity_redirects": _entity_redirects,
    "marks": _marks,
    "word_list": _word_list,
    "saved_search": _saved_search,
}


def story_now(connection: sqlite3.Connection, id_: str) -> str:
    """Give the id that a story of a dump has here: its own, or that of the story to which its id leads."""
    question = """
        SELECT s.id FROM redirects r JOIN versions v ON v.number = r.version JOIN stories s ON s.number = v.story
        WHERE r.old = ? AND NOT EXISTS (SELECT 1 FROM stories WHERE id = r.old)"""
    row = connection.execute(question, (id_,)).fetchone()
    return str(row[0]) if row else id_


def identities(connection: sqlite3.Connection, versions: Sequence[str]) -> dict[str, str]:
    """Give the identities of versions by id, as dumps spell them."""
    return dict(rows_of(connection, "SELECT id, lower(hex(identity)) FROM versions WHERE id IN {}", versions))


def versions_now(connection: sqlite3.Connection, wanted: Sequence[str]) -> dict[str, str]:
    """Give the ids of versions by identity."""
    numbers = {number: identity for identity, number in _numbers(connection, wanted).items()}
    rows = rows_of(connection, "SELECT number, id FROM versions WHERE number IN {}", list(numbers))
    return {numbers[number]: id_ for number, id_ in rows}
