"""How the archive is spread over time, newspapers and languages: counts of stories, and of addresses not held."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.frontier_keys import ARTICLE
from tracuu.crawling import State

YEAR, MONTH = 4, 7
"""How much of a day `YYYY-MM-DD` names its period."""

ALL = "*"
"""Stands for all languages together: a story held in three is one."""


class Held(NamedTuple):
    """Stories held of a newspaper in a language (or `ALL`), of one month (`YYYY-MM`; None: without a date)."""

    site: str | None
    lang: str
    month: str | None
    stories: int


class Known(NamedTuple):
    """Articles that crawling knows of at a host, by what became of them.

    `lang` is what their addresses or the lists that name them say; `reason` is a key of the catalogue, or None.
    """

    host: str
    lang: str | None
    state: State
    reason: str | None
    articles: int


def stories(connection: sqlite3.Connection, length: int, numbers: Sequence[int] | None) -> dict[str | None, int]:
    """Count stories by period of their day, all or those of these numbers; None stands for those without a date."""
    if numbers is None:
        question = "SELECT substr(day, 1, ?), count(*) FROM stories GROUP BY 1"
        return dict(connection.execute(question, (length,)).fetchall())
    found: Counter[str | None] = Counter()
    for (day,) in rows_of(connection, "SELECT day FROM stories WHERE number IN {}", numbers):
        found[day[:length] if day else None] += 1
    return dict(found)


def held(connection: sqlite3.Connection) -> list[Held]:
    """Count stories by newspaper, language and month of their day, and of all languages together (`ALL`).

    Reads every version.
    """
    question = """
        SELECT v.site, {lang}, substr(s.day, 1, 7), count(DISTINCT v.story)
        FROM versions v JOIN stories s ON s.number = v.story
        GROUP BY 1, 2, 3 ORDER BY v.site IS NULL, 1, 2, 3"""
    return [Held(*row) for lang in ("v.lang", f"'{ALL}'") for row in connection.execute(question.format(lang=lang))]


def known(connection: sqlite3.Connection) -> list[Known]:
    """Count articles that crawling knows of by host, language and what became of them. Reads the whole frontier."""
    question = """
        SELECT h.name, f.lang, f.state, f.reason, count(*) FROM frontier f JOIN hosts h ON h.number = f.host
        WHERE f.what = ? GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""
    return list(_known(connection.execute(question, (ARTICLE,))))


def _known(rows: sqlite3.Cursor) -> Iterator[Known]:
    for host, lang, state, reason, count in rows:
        yield Known(host, lang, State(state), reason, count)
