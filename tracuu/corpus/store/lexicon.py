"""Translation tables: what was learned, and the words of each language. Only the rows asked for are read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from json.encoder import encode_basestring

from tracuu.corpus.store.connection import rows_of
from tracuu.tuples import Record

PER = 1_000
"""Probabilities are stored in parts of a thousand."""

_TOGETHER = 250  # words of one question


class Learned(Record):
    """What was learned of a term: how often it was seen, and (term of the other language, probability), best first."""

    seen: int
    words: tuple[tuple[str, float], ...]


class Word(Record):
    """A word of a language: its term, how often it was seen, and its most frequent spelling."""

    term: str
    seen: int
    surface: str


class Table(Record):
    """What a table was learned from, and by which method.

    `linked` stories have a version in both languages; `used` of these were read, giving `pairs` of sentences; `terms`
    of the source language have a translation.
    """

    source: str
    target: str
    method: int
    linked: int
    used: int
    pairs: int
    terms: int


def learned(
    connection: sqlite3.Connection, source: str, targets: Sequence[str], terms: Sequence[str]
) -> dict[tuple[str, str], Learned]:
    """Give what was learned of terms, by target language and term; those of which nothing was are left out."""
    places = ", ".join("?" * len(targets))
    question = f"""
        SELECT target, term, packed FROM lexicon_learned WHERE source = ? AND target IN ({places}) AND term IN {{}}"""  # noqa: S608  places
    found = list(rows_of(connection, question, terms, (source, *targets)))
    made = _unpacked([packed for _, _, packed in found])
    return {(target, term): one for (target, term, _), one in zip(found, made, strict=True)}


def terms(connection: sqlite3.Connection, source: str) -> set[str]:
    """Give all terms of a language of which anything was learned."""
    return {term for (term,) in connection.execute("SELECT term FROM lexicon_learned WHERE source = ?", (source,))}


def near(connection: sqlite3.Connection, source: str, target: str, beginning: str) -> dict[str, Learned]:
    """Give what was learned of the first hundred terms that begin so."""
    question = """
        SELECT term, packed FROM lexicon_learned
        WHERE source = ? AND target = ? AND term >= ? AND term < ? ORDER BY term LIMIT 100"""
    found = connection.execute(question, (source, target, beginning, beginning + chr(0x10FFFF))).fetchall()
    return dict(zip([term for term, _ in found], _unpacked([packed for _, packed in found]), strict=True))


def words(connection: sqlite3.Connection, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Word]:
    """Give what is known of terms as words, by language and term, as which they are asked for."""
    found: dict[tuple[str, str], Word] = {}
    each = iter(asked)
    while some := list(islice(each, _TOGETHER)):
        places = ", ".join(["(?, ?)"] * len(some))
        question = f"""
            WITH asked (lang, term) AS (VALUES {places}) SELECT w.lang, w.term, w.seen, w.surface
            FROM asked CROSS JOIN lexicon_words w ON w.lang = asked.lang AND w.term = asked.term"""  # noqa: S608  places
        for lang, *word in connection.execute(question, list(chain.from_iterable(some))):
            found[lang, word[0]] = Word(*word)
    return found


def tables(connection: sqlite3.Connection) -> list[Table]:
    """Give what tables there are."""
    question = "SELECT source, target, method, linked, used, pairs, terms FROM lexicon_state ORDER BY source, target"
    return [Table(*row) for row in connection.execute(question)]


def keep(connection: sqlite3.Connection, table: Table, found: Mapping[str, Learned]) -> None:
    """Keep a table in place of the one that was learned before."""
    forget(connection, table.source, table.target)
    connection.execute("INSERT INTO lexicon_state VALUES (?, ?, ?, ?, ?, ?, ?)", table)
    connection.executemany(
        "INSERT INTO lexicon_learned VALUES (?, ?, ?, ?)",
        ((table.source, table.target, term, _packed(one)) for term, one in sorted(found.items())),
    )


def forget(connection: sqlite3.Connection, source: str, target: str) -> None:
    """Throw a table away."""
    for table in ("lexicon_learned", "lexicon_state"):
        connection.execute(f"DELETE FROM {table} WHERE source = ? AND target = ?", (source, target))  # noqa: S608  names of ours


def keep_words(connection: sqlite3.Connection, lang: str, known: Iterable[Word]) -> None:
    """Keep words of a language; of a word that is known already, what was seen more often."""
    connection.executemany(
        """INSERT INTO lexicon_words VALUES (?, ?, ?, ?) ON CONFLICT (lang, term)
        DO UPDATE SET seen = excluded.seen, surface = excluded.surface WHERE excluded.seen > seen""",
        ((lang, *word) for word in known),
    )


def alike(connection: sqlite3.Connection, lang: str, keys: Sequence[str]) -> list[str]:
    """Give the terms of a language that have one of these keys, in alphabetical order."""
    question = "SELECT terms FROM lexicon_alike WHERE lang = ? AND key IN {}"
    return sorted({term for (terms,) in rows_of(connection, question, keys, (lang,)) for term in terms.split()})


def keep_alike(connection: sqlite3.Connection, lang: str, by_key: Mapping[str, Sequence[str]]) -> None:
    """Keep the terms of a language by their keys in place of those that were kept."""
    connection.execute("DELETE FROM lexicon_alike WHERE lang = ?", (lang,))
    rows = ((lang, key, " ".join(terms)) for key, terms in sorted(by_key.items()))
    connection.executemany("INSERT INTO lexicon_alike VALUES (?, ?, ?)", rows)


def seen(connection: sqlite3.Connection) -> dict[str, int]:
    """Give how many versions of each language there were when tables were last looked at."""
    return dict(connection.execute("SELECT lang, versions FROM lexicon_seen WHERE lang <> ''").fetchall())


def waiting(connection: sqlite3.Connection) -> int:
    """Give how many tables were left for later: the row of no language counts them."""
    row = connection.execute("SELECT versions FROM lexicon_seen WHERE lang = ''").fetchone()
    return int(row[0]) if row else 0


def keep_seen(connection: sqlite3.Connection, versions: Mapping[str, int], left: int = 0) -> None:
    """Note how many versions of each language there are, and how many tables are left for later."""
    connection.execute("DELETE FROM lexicon_seen")
    connection.executemany("INSERT INTO lexicon_seen VALUES (?, ?)", sorted({**versions, "": left}.items()))


def held(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """Give (story, language, its first version) of all that is held, newest stories first. Reads every version.

    Undated stories come last; those of one day in the order of their ids, which texts and addresses make.
    """
    question = """
        SELECT s.number, v.lang, min(v.number) FROM stories s JOIN versions v ON v.story = s.number
        GROUP BY s.number, v.lang ORDER BY s.day IS NULL, s.day DESC, s.id, v.lang"""
    yield from connection.execute(question)


def _packed(one: Learned) -> str:
    # A tenth of what json.dumps takes for so little, of which there is so much.
    return f"[{one.seen}{''.join([f',{encode_basestring(term)},{round(p * PER)}' for term, p in one.words])}]"


def _unpacked(packed: Sequence[str]) -> list[Learned]:
    # All at once: to begin with each takes as long as to read it.
    return [
        Learned(seen, tuple(zip(flat[::2], [part / PER for part in flat[1::2]], strict=True)))
        for seen, *flat in json.loads(f"[{','.join(packed)}]")
    ]
