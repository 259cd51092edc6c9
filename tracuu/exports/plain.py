"""A whole archive as one SQLite file of plain tables, for Datasette, R, spreadsheets and everything else.

It is a copy for reading: texts are as they are shown, offsets of mentions count code points of `versions.text`, and
nothing is packed. The tables are `plain.sql`; docs/exports.md explains them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.stories import story_date
from tracuu.errors import UsageError
from tracuu.exports import files
from tracuu.exports.citation import citations
from tracuu.exports.found import everything
from tracuu.exports.rows import Head, about
from tracuu.naming.listing import mentions_in
from tracuu.naming.pages import entities
from tracuu.records import DateKind, Version

SCHEMA = 1

_TABLES = Path(__file__).parent / "plain.sql"
_AT_ONCE = 500  # versions read together
_SUDDEN = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"
# what is half written is thrown away: no journal is needed

_CITED = (
    "version", "id", "story", "lang", "title", "original_title", "paper", "site", "province", "date", "date_kind",
    "url", "original_url", "translation_url", "machine_translated", "kind", "retrieved",
)  # fmt: skip

Progress = Callable[[int, int], None]


def write(
    archive: Archive, path: str, head: Head, *, force: bool = False, progress: Progress = lambda _done, _total: None
) -> int:
    """Write the tables of an archive into a file, which appears whole or not at all; give the count of versions.

    `progress` hears (versions written, all). Raises UsageError when the file cannot be written.
    """
    with files.replaced(path, force=force) as partial:
        partial.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(partial, isolation_level=None)) as to:
                to.executescript(_SUDDEN)
                to.executescript(_TABLES.read_text(encoding="utf-8"))
                to.execute("BEGIN")
                count = _fill(archive, to, head, progress)
                to.execute("COMMIT")
                to.execute("ANALYZE")
        except sqlite3.Error as error:  # a full disk among them; the archive's own errors are told as such
            raise UsageError("rows.cannot_write", path=path, reason=error) from error
    return count


def _fill(archive: Archive, to: sqlite3.Connection, head: Head, progress: Progress) -> int:
    told = [("schema", str(SCHEMA)), *about(head)]
    to.executemany("INSERT OR IGNORE INTO about VALUES (?, ?)", told)
    _insert(to, "stories", _stories(archive))
    count = 0
    total = len(archive.numbers())
    for count, row in enumerate(_versions(archive), 1):
        _insert(to, "versions", iter([row]))
        if count % _AT_ONCE == 0:
            progress(count, total)
    _insert(to, "entities", _entities(archive))
    _insert(to, "mentions", _mentions(archive))
    _insert(to, "aliases", (tuple(one) for one in archive.naming.aliases()))
    to.execute("INSERT INTO versions_fts (versions_fts) VALUES ('rebuild')")
    return count


def _insert(to: sqlite3.Connection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    question = f"INSERT INTO {table} VALUES ({','.join('?' * len(first))})"  # noqa: S608  names of ours
    to.execute(question, first)
    to.executemany(question, rows)


def _stories(archive: Archive) -> Iterator[tuple[Any, ...]]:
    for row in everything(archive):
        versions = archive.story_versions(row.citation.story)
        langs = " ".join(sorted({version.lang for version in versions}))
        cited = row.citation
        marked = ("; ".join(cited.tags) or None, "\n".join(cited.notes) or None)
        yield (cited.story, _day(versions), cited.title, langs, len(versions), *marked)


def _day(versions: list[Version]) -> str | None:
    dated = story_date(versions)
    return dated.day if dated and dated.kind is not DateKind.FETCHED else None


def _versions(archive: Archive) -> Iterator[tuple[Any, ...]]:
    numbers = archive.numbers()
    for start in range(0, len(numbers), _AT_ONCE):
        part = list(numbers[start : start + _AT_ONCE])
        layers = archive.layers(part)
        for number, citation in zip(part, citations(archive, part), strict=True):
            values = (getattr(citation, name) for name in _CITED)
            yield (number, *values, layers[number].given)


def _entities(archive: Archive) -> Iterator[tuple[Any, ...]]:
    counted = {one.entity.id: one for one in entities(archive)}
    for one in archive.naming.everything():
        known = counted.get(one.id)
        entity = known.entity if known else one
        spread = (
            (known.stories, known.versions, known.mentions, known.first_day, known.last_day) if known else (None,) * 5
        )
        yield (
            entity.id, entity.kind, entity.label, entity.code, entity.issuer, entity.place, entity.date, entity.period,
            entity.family, int(entity.open), *spread,
        )  # fmt: skip


def _mentions(archive: Archive) -> Iterator[tuple[Any, ...]]:
    for version, mention, entity in mentions_in(archive, None):
        yield (
            version.id, mention.start, mention.end, mention.surface, mention.kind, mention.number, mention.symbol,
            mention.date, mention.issuer, entity.id, round(mention.confidence, 3), mention.how,
        )  # fmt: skip
