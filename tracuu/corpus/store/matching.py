"""What matching stories without hints keeps of versions: the pairs compared, near-copies, samples; signs: `bearers`.

All of it is made again from the texts. What came of it, ties between stories, stands in `ties`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracuu.corpus.store.connection import rows_of
from tracuu.records import DateKind
from tracuu.tuples import Record

_DAY = f"CASE WHEN date_kind <> '{DateKind.FETCHED}' THEN day END"  # of a version: that of fetching says nothing


class Matched(Record):
    """Two versions that were compared, the lower number first.

    The measures are those of `linking.odds.Compared` and `linking.sentences.Agreement`. `alike` is how nearly they say
    the same by their vectors, None where one of them has none.
    """

    one: int
    other: int
    shared: bool
    onward: float
    back: float
    second: float
    third: float
    run: float
    tables: bool
    alike: float | None = None
    pairs: int = 0
    shorter: int = 0
    longer: int = 0
    figures: int = 0
    unmet: int = 0
    names: float = 0.0
    mean: float = 0.0
    followed: int = 0


_PLACES = ", ".join("?" * len(Matched._fields))


class Waiting(Record):
    """A version that is yet to be matched, with its turn; `is_read` when only its pairs are to be judged again."""

    version: int
    turn: int
    is_read: bool


class Sample(Record):
    """How rare signs are among the texts of a language.

    `versions` is how many there were, `texts` how many of these were read; `packed` is linking's own.
    """

    lang: str
    versions: int
    texts: int
    packed: bytes


class Share(Record):
    """How large a share of the versions in a language of terms that no hint ties seem to have a translation.

    `versions` is how many there were when it was looked.
    """

    lang: str
    versions: int
    share: float


class Placed(Record):
    """What matching has to know of a version besides its text.

    `day` is None too where only the day of fetching is known: that says nothing of when the article appeared.
    """

    number: int
    lang: str
    part: int
    story: int
    site: str | None
    publisher: str | None
    day: str | None


def waiting(connection: sqlite3.Connection, limit: int) -> list[Waiting]:
    """Give up to `limit` versions that are known to have to be matched: those without a date, then day by day."""
    question = f"""
        SELECT version, turn, is_read FROM unmatched JOIN versions ON number = version
        WHERE is_sorted ORDER BY ifnull({_DAY}, ''), version LIMIT ?"""  # noqa: S608  a kind of ours
    return [Waiting(version, turn, bool(read)) for version, turn, read in connection.execute(question, (limit,))]


def unsorted(connection: sqlite3.Connection, limit: int) -> list[Waiting]:
    """Give up to `limit` versions of which it is not known whether they have to be matched, lowest number first."""
    question = "SELECT version, turn, is_read FROM unmatched WHERE NOT is_sorted ORDER BY version LIMIT ?"
    return [Waiting(version, turn, bool(read)) for version, turn, read in connection.execute(question, (limit,))]


def count(connection: sqlite3.Connection) -> int:
    """Count the versions that are yet to be matched, or sorted."""
    return int(connection.execute("SELECT count(*) FROM unmatched").fetchone()[0])


def settle(connection: sqlite3.Connection, done: Iterable[Waiting]) -> None:
    """Strike versions off the list, except those that changed since."""
    connection.executemany(
        "DELETE FROM unmatched WHERE version = ? AND turn = ?", [(one.version, one.turn) for one in done]
    )


def again(connection: sqlite3.Connection, langs: Sequence[str]) -> None:
    """Have those versions in some languages read anew that were read."""
    connection.execute(
        f"""INSERT INTO unmatched
            SELECT v.number, 0, 0, 1 FROM story_signs_of s JOIN versions v ON v.number = s.version
            WHERE v.lang IN ({", ".join("?" * len(langs))})
            ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0""",  # noqa: S608  places alone
        langs,
    )


def forget_pairs(connection: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Throw away the pairs and copies of versions: they are to be found anew."""
    for table in ("story_pairs", "story_copies"):
        for column in ("one", "other"):
            list(rows_of(connection, f"DELETE FROM {table} WHERE {column} IN {{}}", versions))  # noqa: S608  names of ours


def forget_all(connection: sqlite3.Connection) -> None:
    """Throw away what is kept of all versions and languages; every version is to be matched."""
    for table in ("story_signs", "story_signs_of", "story_pairs", "story_copies", "sign_samples", "sign_tables",
                  "story_vectors", "story_shares", "alone", "unread"):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  names of ours
    connection.execute("""
        INSERT INTO unmatched SELECT number, 0, 0, 0 FROM versions WHERE true
        ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0, is_sorted = 0""")


def keep_pairs(connection: sqlite3.Connection, pairs: Iterable[Matched]) -> None:
    """Keep pairs that were compared, in place of what was kept of them."""
    connection.executemany(f"INSERT OR REPLACE INTO story_pairs VALUES ({_PLACES})", pairs)  # noqa: S608  places alone


def pairs_of(connection: sqlite3.Connection, versions: Sequence[int]) -> list[Matched]:
    """Give the pairs in which versions stand."""
    found: dict[tuple[int, int], Matched] = {}
    for column in ("one", "other"):
        for row in rows_of(connection, f"SELECT * FROM story_pairs WHERE {column} IN {{}}", versions):  # noqa: S608  names of ours
            found[row[0], row[1]] = _matched(row)
    return [found[pair] for pair in sorted(found)]


def _matched(row: Sequence[Any]) -> Matched:
    one, other, shared, onward, back, second, third, run, tables, *more = row  # older archives know no more
    return Matched(one, other, bool(shared), onward, back, second, third, run, bool(tables), *more)


def pairs_after(connection: sqlite3.Connection, last: tuple[int, int], limit: int) -> list[Matched]:
    """Give up to `limit` pairs that come after one in the order of their numbers."""
    question = "SELECT * FROM story_pairs WHERE (one, other) > (?, ?) ORDER BY one, other LIMIT ?"
    return [_matched(row) for row in connection.execute(question, (*last, limit))]


def vectors(connection: sqlite3.Connection) -> str | None:
    """Tell by which vectors pairs were compared; None where there were none."""
    row = connection.execute("SELECT made FROM story_vectors").fetchone()
    return str(row[0]) if row else None


def keep_vectors(connection: sqlite3.Connection, made: str | None) -> None:
    """Keep by which vectors pairs are compared from now on."""
    connection.execute("DELETE FROM story_vectors")
    if made is not None:
        connection.execute("INSERT INTO story_vectors VALUES (?)", (made,))


def shares(connection: sqlite3.Connection) -> list[Share]:
    """Give how large a share of the versions in each language seem to have a translation, as far as it was looked."""
    return [Share(*row) for row in connection.execute("SELECT * FROM story_shares")]


def keep_shares(connection: sqlite3.Connection, found: Iterable[Share]) -> None:
    """Keep these in place of the former ones."""
    connection.execute("DELETE FROM story_shares")
    connection.executemany("INSERT INTO story_shares VALUES (?, ?, ?)", found)


def keep_copies(connection: sqlite3.Connection, copies: Iterable[tuple[int, int, float]]) -> None:
    """Keep near-copies: (lower number, higher number, share of the shorter text)."""
    connection.executemany("INSERT OR REPLACE INTO story_copies VALUES (?, ?, ?)", copies)


def copies_of(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[tuple[int, int], float]:
    """Give the near-copies of versions."""
    found: dict[tuple[int, int], float] = {}
    for column in ("one", "other"):
        question = f"SELECT one, other, share FROM story_copies WHERE {column} IN {{}}"  # noqa: S608  names of ours
        found |= {(one, other): share for one, other, share in rows_of(connection, question, versions)}
    return dict(sorted(found.items()))


def placed(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, Placed]:
    """Give where versions belong, by number."""
    question = f"SELECT number, lang, part, story, site, publisher, {_DAY} FROM versions WHERE number IN {{}}"  # noqa: S608  a kind of ours
    return {row[0]: Placed(*row) for row in rows_of(connection, question, versions)}


def numbers(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, int]:
    """Give the numbers of versions by id."""
    return dict(rows_of(connection, "SELECT id, number FROM versions WHERE id IN {}", ids))


def in_stories(connection: sqlite3.Connection, stories: Sequence[int]) -> list[int]:
    """Give the versions of stories."""
    return sorted(n for (n,) in rows_of(connection, "SELECT number FROM versions WHERE story IN {}", stories))


def samples(connection: sqlite3.Connection) -> dict[str, Sample]:
    """Give the samples of all languages."""
    return {row[0]: Sample(*row) for row in connection.execute("SELECT * FROM sign_samples")}


def keep_sample(connection: sqlite3.Connection, sample: Sample) -> None:
    """Keep a sample in place of the former one."""
    connection.execute("INSERT OR REPLACE INTO sign_samples VALUES (?, ?, ?, ?)", sample)


def tables(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Give the translation tables by which versions were compared, with the stories that each was learned from."""
    return {(source, target): used for source, target, used in connection.execute("SELECT * FROM sign_tables")}


def keep_tables(connection: sqlite3.Connection, used: Mapping[tuple[str, str], int]) -> None:
    """Keep by which tables versions are compared from now on."""
    connection.execute("DELETE FROM sign_tables")
    connection.executemany("INSERT INTO sign_tables VALUES (?, ?, ?)", [(*pair, one) for pair, one in used.items()])


def sampled(connection: sqlite3.Connection, langs: Sequence[str], limit: int) -> list[int]:
    """Give the versions of which a sample is made, the same whatever the order in which versions came."""
    question = f"""
        SELECT number FROM versions WHERE lang IN ({", ".join("?" * len(langs))})
        ORDER BY substr(identity, 5, 4) LIMIT ?"""  # noqa: S608  places alone
    return sorted(number for (number,) in connection.execute(question, (*langs, limit)))
