"""Word lists that a user imported: truth, with where each came from. An entry is looked up from either side."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.utf8 import storable
from tracuu.errors import UsageError
from tracuu.tuples import Record


class WordList(Record):
    """An imported word list.

    `origin` is the file that it was read from, with its `sha256`; `at` is when, ISO 8601 in UTC; `entries` counts the
    pairs that are kept, `rejected` the rows that were not; `note` is the user's own word on it (a licence, a source).
    """

    name: str
    source: str
    target: str
    origin: str
    sha256: str
    at: str
    rejected: int
    note: str | None = None
    entries: int = 0


class Entry(Record):
    """One pair of a list: terms of both languages, and both as they were spelled."""

    source: str
    target: str
    spelled: str
    means: str


class Listed(Record):
    """What a list says of a term: the term and spelling of the other language.

    `meanings` counts what the asked term can mean in that list, `sources` what the found one can; `asked` is how the
    list spells the term that was asked for.
    """

    term: str
    surface: str
    list: str
    meanings: int
    sources: int
    asked: str


def add(connection: sqlite3.Connection, about: WordList, entries: Iterable[Entry]) -> int:
    """Keep a list; give how many pairs it holds. Raises UsageError when there is one of this name."""
    if connection.execute("SELECT 1 FROM lexicon_lists WHERE name = ?", (about.name,)).fetchone():
        raise UsageError("lexicon.exists", name=about.name)
    number = connection.execute(
        "INSERT INTO lexicon_lists (name, source, target, origin, sha256, at, rejected, note) VALUES (?,?,?,?,?,?,?,?)",
        tuple(storable(one) if isinstance(one, str) else one for one in about[:8]),
    ).lastrowid
    rows = ((number, *map(storable, entry)) for entry in entries)
    return connection.executemany("INSERT OR IGNORE INTO lexicon_entries VALUES (?, ?, ?, ?, ?)", rows).rowcount


def remove(connection: sqlite3.Connection, name: str) -> None:
    """Take a list away. Raises UsageError when there is none of this name."""
    row = connection.execute("SELECT number FROM lexicon_lists WHERE name = ?", (storable(name),)).fetchone()
    if row is None:
        known = ", ".join(one.name for one in everything(connection))
        raise UsageError("lexicon.unknown" if known else "lexicon.no_lists", name=name, known=known)
    connection.execute("DELETE FROM lexicon_entries WHERE list = ?", row)
    connection.execute("DELETE FROM lexicon_lists WHERE number = ?", row)


def everything(connection: sqlite3.Connection) -> list[WordList]:
    """Give all lists, in the order in which they were imported."""
    question = """
        SELECT name, source, target, origin, sha256, at, rejected, note,
          (SELECT count(*) FROM lexicon_entries WHERE list = number)
        FROM lexicon_lists ORDER BY number"""
    return [WordList(*row) for row in connection.execute(question)]


def pairs(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Give the (source, target) that lists stand for."""
    return set(connection.execute("SELECT DISTINCT source, target FROM lexicon_lists"))


def entries(connection: sqlite3.Connection, name: str) -> list[Entry]:
    """Give the pairs of a list, by their terms."""
    question = """
        SELECT e.source, e.target, e.spelled, e.means FROM lexicon_entries e JOIN lexicon_lists l ON l.number = e.list
        WHERE l.name = ? ORDER BY e.source, e.target"""
    return [Entry(*row) for row in connection.execute(question, (storable(name),))]


def lookup(
    connection: sqlite3.Connection, source: str, targets: Sequence[str], terms: Sequence[str]
) -> dict[tuple[str, str], list[Listed]]:
    """Give what lists say of terms of `source`, by target language and term, whichever way round each list stands."""
    found: dict[tuple[str, str], list[Listed]] = {}
    known = connection.execute("SELECT number, name, source, target FROM lexicon_lists ORDER BY number").fetchall()
    for number, name, left, right in known:
        ways = ((left, right, _FORTH), (right, left, _BACK))
        asked = next(((to, question) for of, to, question in ways if of == source and to in targets), None)
        if asked is None:
            continue
        target, question = asked
        for term, other, surface, meanings, sources, spelled in rows_of(connection, question.format(number), terms):
            found.setdefault((target, term), []).append(Listed(other, surface, name, meanings, sources, spelled))
    return {place: sorted(listed) for place, listed in found.items()}


# The counts are of one list, over the index of either side: two short reads for each pair found.
_FORTH = """
    SELECT e.source, e.target, e.means,
      (SELECT count(*) FROM lexicon_entries m WHERE m.list = e.list AND m.source = e.source),
      (SELECT count(*) FROM lexicon_entries m WHERE m.list = e.list AND m.target = e.target), e.spelled
    FROM lexicon_entries e WHERE e.list = {} AND e.source IN {{}}"""
_BACK = """
    SELECT e.target, e.source, e.spelled,
      (SELECT count(*) FROM lexicon_entries m WHERE m.list = e.list AND m.target = e.target),
      (SELECT count(*) FROM lexicon_entries m WHERE m.list = e.list AND m.source = e.source), e.means
    FROM lexicon_entries e WHERE e.list = {} AND e.target IN {{}}"""
