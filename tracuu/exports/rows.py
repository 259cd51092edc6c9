"""The rows of an export: a citation each and how it was found; and what every export says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.exports.citation import Citation, in_words
from tracuu.tuples import Record
from tracuu.version import __version__

CITED = (
    "title", "paper", "date", "date_kind", "lang", "machine_translated", "url", "original_url", "translation_url",
    "original_title", "site", "province", "kind", "retrieved", "version", "id", "story", "archive", "tags",
    "notes",
)  # fmt: skip
"""Fields of every row, those of a `Citation`: first what people look for."""

FOUND = ("langs", "score", "found_by", "matched", "snippet", "page", "reason")
"""Fields of rows that one query found."""

IN_WORDS = {"citation": "en", "citation_vi": "vi"}
"""Fields that are given when they are asked for: the whole citation as one line of text."""


class Row(NamedTuple):
    """One row: its citation, further fields by name, and which of several queries found it."""

    citation: Citation
    facts: Mapping[str, Any]
    found_by: tuple[str, ...] = ()


class Asked(Record):
    """One query of an export: what it is called, as typed, and as it was read."""

    name: str
    query: str
    reading: str


class Head(Record):
    """What an export says of itself, so that it can be repeated.

    `archive` is the archive's id, `folder` what its folder is called, `at` the time of exporting (ISO 8601 in UTC).
    `stories` and `versions` count what was searched.
    """

    archive: str
    folder: str
    at: str
    program: str
    asked: tuple[Asked, ...]
    stories: int
    versions: int


def head(archive: Archive, asked: Sequence[Asked], now: str | None = None) -> Head:
    """Say of an export of an archive what it is."""
    totals = archive.totals()
    return Head(
        archive=archive.id,
        folder=archive.folder.resolve().name,
        at=now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        program=f"tracuu {__version__}",
        asked=tuple(asked),
        stories=totals.stories,
        versions=totals.versions,
    )


def about(head: Head) -> Iterator[tuple[str, str]]:
    """Give what an export says of itself as names and values, for formats that have room for that."""
    yield "program", head.program
    yield "archive", f"{head.archive} ({head.folder})"
    yield "exported", head.at
    yield "searched", f"{head.stories} stories, {head.versions} versions"
    for one in head.asked:
        yield "query", one.query if one.name == one.query else f"{one.name}: {one.query}"
        yield "read as", one.reading


def as_mapping(row: Row) -> dict[str, Any]:
    """Give the fields of a row in order."""
    return {**row.citation._asdict(), **row.facts}


def chosen(rows: Iterable[Row], fields: Sequence[str], known: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Give the fields that are asked for, or all that are `known`, of each row.

    Raises UsageError for a field that there is not, before any row is read.
    """
    for name in fields:
        if name not in known and name not in IN_WORDS:
            raise UsageError("rows.unknown_field", field=name, known=", ".join((*known, *IN_WORDS)))
    return _chosen(rows, tuple(fields or known))


def _chosen(rows: Iterable[Row], fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    worded = [name for name in fields if name in IN_WORDS]
    for row in rows:
        held = as_mapping(row) | {name: in_words(row.citation, IN_WORDS[name]) for name in worded}
        yield {name: held.get(name) for name in fields}
