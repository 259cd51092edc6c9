"""Writing down what a regrouping changes: stories that come, go and keep their ids, and what the index must learn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tracuu.corpus.store import totals
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.grouping import Regrouped
from tracuu.corpus.store.ids import give

STALE = """
    INSERT INTO work (version, touched, turn) {}
    ON CONFLICT (version) DO UPDATE SET turn = turn + 1"""


def write(connection: sqlite3.Connection, outcome: Regrouped) -> None:
    """Write everything but the arrivals themselves, which the caller has inserted with their part and story."""
    left = set(outcome.stories) | _stories_of(connection, outcome.moved)
    _move(connection, outcome)
    _write_sources(connection, outcome)
    reached = {story for _, story in outcome.arrivals.values()}
    reached |= set(outcome.stories.values()) | set(outcome.moved.values()) | left
    settle_stories(connection, sorted(reached))


def _stories_of(connection: sqlite3.Connection, versions: Iterable[int]) -> set[int]:
    question = "SELECT DISTINCT story FROM versions WHERE number IN {}"
    return {story for (story,) in rows_of(connection, question, list(versions))}


def _move(connection: sqlite3.Connection, outcome: Regrouped) -> None:
    for old, new in outcome.stories.items():
        connection.execute(STALE.format("SELECT number, 1, 0 FROM versions WHERE story = ?"), (old,))
        connection.execute("UPDATE versions SET story = ? WHERE story = ?", (new, old))
    connection.executemany(STALE.format("VALUES (?, 1, 0)"), [(number,) for number in outcome.moved])
    connection.executemany(
        "UPDATE versions SET story = ? WHERE number = ?", [(story, number) for number, story in outcome.moved.items()]
    )
    connection.executemany(
        "UPDATE versions SET part = ? WHERE part = ?", [(new, old) for old, new in outcome.parts.items()]
    )


def _write_sources(connection: sqlite3.Connection, outcome: Regrouped) -> None:
    connection.executemany("DELETE FROM part_sources WHERE part = ?", [(old,) for old in outcome.parts])
    connection.executemany(
        "INSERT INTO part_sources VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET source = excluded.source",
        [(part, source) for part, source in outcome.sources.items() if source is not None],
    )


def settle_stories(connection: sqlite3.Connection, reached: Sequence[int]) -> None:
    """Make the rows of stories agree with their versions: who lives, its id, its day; and count them anew."""
    before = _census(connection, reached)
    known = {number for (number,) in rows_of(connection, "SELECT number FROM stories WHERE number IN {}", reached)}
    # A story is named by its lowest version: it lives as long as that one is in it.
    living = "SELECT number FROM versions WHERE number IN {} AND story = number"
    alive = {story for (story,) in rows_of(connection, living, reached)}
    _retire(connection, sorted(known - alive))
    _found(connection, sorted(alive - known))
    connection.executemany(SET_DAY + "number = ?", [(story,) for story in sorted(alive)])
    after = _census(connection, reached)
    totals.change(connection, {("all", "stories"): after[0] - before[0], ("all", "undated"): after[1] - before[1]})


SET_DAY = """
    UPDATE stories SET day = (
      SELECT v.day FROM versions v
      WHERE v.story = stories.number AND v.date_rank IS NOT NULL ORDER BY v.date_rank, v.day LIMIT 1)
    WHERE """


def _census(connection: sqlite3.Connection, stories: Sequence[int]) -> tuple[int, int]:
    """Count the stories among these numbers, and those without a day."""
    question = "SELECT count(*), count(*) - count(day) FROM stories WHERE number IN {}"
    counts = list(rows_of(connection, question, stories))
    return sum(row[0] for row in counts), sum(row[1] for row in counts)


def _retire(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    """Take away stories that were absorbed. Their ids lead from now on to wherever their first version is."""
    connection.executemany(
        "INSERT INTO redirects (old, version) SELECT id, number FROM stories WHERE number = ?",
        [(story,) for story in stories],
    )
    connection.executemany("DELETE FROM stories WHERE number = ?", [(story,) for story in stories])


def _found(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    """Make rows for new stories. One that was absorbed once and is apart again has its old id back."""
    question = "SELECT version, old FROM redirects WHERE version IN {}"
    ids: dict[int, str] = dict(rows_of(connection, question, stories))
    connection.executemany("DELETE FROM redirects WHERE version = ?", [(story,) for story in ids])
    question = "SELECT number, identity FROM versions WHERE number IN {}"
    fresh = {number: digest for number, digest in rows_of(connection, question, stories) if number not in ids}
    ids |= give(connection, "s", fresh, [("stories", "id"), ("redirects", "old")])
    connection.executemany("INSERT INTO stories (number, id) VALUES (?, ?)", sorted(ids.items()))
