"""Counts of what the archive holds: kept beside it, so that they cost nothing to read, and counted afresh to check."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracuu.corpus.store import dictionaries
from tracuu.tuples import Record

if TYPE_CHECKING:
    from pathlib import Path

ALL = "all"


class Totals(Record):
    """What the archive holds.

    Languages, sites and provinces count versions; those without a site or province are not among them. Days are
    stories' dates (`YYYY-MM-DD`), None when no story has one. `outstanding` counts versions that the index has yet to
    learn of. Of articles that crawling knows of and that are not held, `unfetched` are still to be asked for, `failed`
    were given up or are behind a wall, `passed` were not asked for (--match, --lang, --since).
    """

    stories: int
    versions: int
    undated_stories: int
    first_day: str | None
    last_day: str | None
    languages: dict[str, int]
    sites: dict[str, int]
    provinces: dict[str, int]
    outstanding: int
    unfetched: int = 0
    failed: int = 0
    passed: int = 0


class Coverage(Record):
    """What was ever collected of a site, language and period: dated versions in the period, first and last of them.

    `undated` counts versions of the same site and language that have no date, and so may belong to the period.
    """

    versions: int
    undated: int
    first_day: str | None
    last_day: str | None


class Sizes(Record):
    """Bytes on the disk: the archive's file (with its write-ahead log), and the packed texts and raw bytes in it.

    `raw` counts bytes that are kept beside the text; where raw bytes and text are the same they count as text.
    """

    file: int
    texts: int
    raw: int


def change(connection: sqlite3.Connection, deltas: Mapping[tuple[str, str], int]) -> None:
    """Add to counts, by (kind, name)."""
    connection.executemany(
        "INSERT INTO totals VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET count = count + excluded.count",
        [(kind, name, delta) for (kind, name), delta in deltas.items() if delta],
    )


def read(connection: sqlite3.Connection) -> Totals:
    """Read all counts."""
    counts: dict[str, dict[str, int]] = {ALL: {}, "lang": {}, "site": {}, "province": {}}
    question = "SELECT kind, name, count FROM totals WHERE count > 0 ORDER BY kind, count DESC, name"
    for kind, name, count in connection.execute(question):
        counts[kind][name] = count
    first, last = connection.execute("SELECT (SELECT min(day) FROM stories), (SELECT max(day) FROM stories)").fetchone()
    return Totals(
        stories=counts[ALL].get("stories", 0),
        versions=counts[ALL].get("versions", 0),
        undated_stories=counts[ALL].get("undated", 0),
        first_day=first,
        last_day=last,
        languages=counts["lang"],
        sites=counts["site"],
        provinces=counts["province"],
        outstanding=connection.execute("SELECT count(*) FROM work").fetchone()[0],
        **_not_held(connection),
    )


def _not_held(connection: sqlite3.Connection) -> dict[str, int]:
    """Count articles that are known and not held, by what became of them (`crawling.State`)."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'frontier_counts'").fetchone():
        return {}  # an archive from before crawling, opened for reading
    question = "SELECT state, sum(count) FROM frontier_counts WHERE what = 3 GROUP BY state"
    counts: dict[int, int] = dict(connection.execute(question).fetchall())
    waiting, leased, failed, withheld, passed = (counts.get(state, 0) for state in (0, 1, 3, 4, 5))
    return {"unfetched": waiting + leased, "failed": failed + withheld, "passed": passed}


def counted(connection: sqlite3.Connection) -> Counter[tuple[str, str]]:
    """Count everything afresh, by (kind, name). Reads every version."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, column in (("lang", "lang"), ("site", "site"), ("province", "province")):
        question = f"SELECT {column}, count(*) FROM versions WHERE {column} IS NOT NULL GROUP BY 1"  # noqa: S608  names of ours
        counts.update({(kind, name): count for name, count in connection.execute(question)})
    question = "SELECT (SELECT count(*) FROM versions), count(*), count(*) - count(day) FROM stories"
    versions, stories, undated = connection.execute(question).fetchone()
    counts.update({(ALL, "versions"): versions, (ALL, "stories"): stories, (ALL, "undated"): undated})
    return +counts


def hosts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count versions by the host that served them, without `www.`; those without an address are not among them."""
    question = "SELECT host, count(*) FROM versions WHERE host IS NOT NULL GROUP BY host"
    return dict(connection.execute(question).fetchall())


def coverage(
    connection: sqlite3.Connection, site: str | None, lang: str | None, since: str | None, until: str | None
) -> Coverage:
    """Count the versions of a site, language (with its regions and scripts) and period; None stands for any."""
    narrowed = [
        ("site = :site", site),
        ("(lang = :lang OR lang GLOB :lang || '-*')", lang),
    ]
    wanted = " AND ".join(condition for condition, value in narrowed if value is not None) or "true"
    dated = "day >= coalesce(:since, '') AND day <= coalesce(:until, '~')"
    row = connection.execute(
        f"""SELECT count(*) FILTER (WHERE {dated}), count(*) FILTER (WHERE day IS NULL),
                   min(day) FILTER (WHERE {dated}), max(day) FILTER (WHERE {dated})
            FROM versions INDEXED BY versions_by_site WHERE {wanted}""",  # noqa: S608  texts of ours
        {"site": site, "lang": lang, "since": since, "until": until},
    ).fetchone()
    return Coverage(*row)


def sizes(connection: sqlite3.Connection, path: Path) -> Sizes:
    """Add up what the archive takes on the disk. Reads every version."""
    texts, everything = connection.execute("""
        SELECT coalesce(sum(length(packed)) FILTER (WHERE number IN (SELECT text FROM layers)), 0),
               coalesce(sum(length(packed)), 0) FROM blobs""").fetchone()
    for subject, weight in dictionaries.weights(connection):
        everything += weight
        texts += weight if subject.startswith(dictionaries.TEXT) else 0
    files = (path, path.with_name(path.name + "-wal"))
    return Sizes(sum(file.stat().st_size for file in files if file.exists()), texts, everything - texts)
