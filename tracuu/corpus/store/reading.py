"""Reading versions, texts and bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from tracuu.corpus.store import blobs, marks, spelling
from tracuu.corpus.store.connection import rows_of
from tracuu.errors import UnknownId
from tracuu.records import Dated, DateKind, Layer, Version

# Addresses are kept as the keys that they are (`corpus.stories`): behind the kind and a colon.
_VERSION = """
    SELECT v.number, v.id, s.id, v.story, v.lang, v.lang_evidence, v.lang_confidence,
      substr(p.name, instr(p.name, ':') + 1), v.host, v.site, v.publisher,
      v.province, v.province_inferred, v.title, v.day, v.date_kind, v.moment,
      substr(o.name, instr(o.name, ':') + 1), v.machine_translated, v.kind, v.given_id,
      v.origin, v.fetched_at, v.added_at, v.extractor, lower(hex(r.sha256)), v.extra,
      v.url_as_found, v.source_as_found, v.charset, v.note
    FROM versions v JOIN stories s ON s.number = v.story JOIN blobs r ON r.number = v.raw
    LEFT JOIN names p ON p.number = v.page LEFT JOIN names o ON o.number = v.source
    WHERE """


def _version(row: Sequence[Any]) -> Version:
    return Version(
        number=row[0],
        id=row[1],
        story=row[2],
        story_number=row[3],
        lang=row[4],
        lang_evidence=row[5],
        lang_confidence=row[6],
        url=spelling.found(row[7], row[27]),
        host=row[8],
        site=row[9],
        publisher=row[10],
        province=row[11],
        province_inferred=bool(row[12]),
        title=row[13],
        dated=Dated(row[14], DateKind(row[15]), row[16]) if row[14] is not None else None,
        source_url=spelling.found(row[17], row[28]),
        machine_translated=None if row[18] is None else bool(row[18]),
        kind=row[19],
        given_id=row[20],
        origin=row[21],
        fetched_at=spelling.moment(row[22]),
        added_at=spelling.moment(row[23]),
        extractor=row[24],
        sha256=row[25],
        charset=row[29],
        note=row[30],
        extra=json.loads(row[26]) if row[26] is not None else {},
    )


def versions(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Version]:
    """Give versions in the order of their numbers as given. Raises UnknownId."""
    found = {row[0]: _version(row) for row in rows_of(connection, _VERSION + "v.number IN {}", numbers)}
    for number in numbers:
        if number not in found:
            raise UnknownId("archive.unknown_number", number=number)
    return [found[number] for number in numbers]


def of_bytes(connection: sqlite3.Connection, digest: bytes) -> list[Version]:
    """Give the versions that were made of bytes, given by their SHA-256."""
    number = blobs.find(connection, [digest]).get(digest)
    return [] if number is None else [_version(row) for row in connection.execute(_VERSION + "v.raw = ?", (number,))]


def story_versions(connection: sqlite3.Connection, story: int) -> list[Version]:
    """Give all versions of a story, in the order in which they came."""
    return [_version(row) for row in connection.execute(_VERSION + "v.story = ? ORDER BY v.number", (story,))]


def siblings(connection: sqlite3.Connection, stories: Sequence[int]) -> dict[int, list[tuple[int, str, str]]]:
    """Give (number, id, language) of all versions of each story, in the order in which they came."""
    found: dict[int, list[tuple[int, str, str]]] = {story: [] for story in stories}
    question = "SELECT story, number, id, lang FROM versions WHERE story IN {} ORDER BY story, number"
    for story, *entry in rows_of(connection, question, stories):
        found[story].append((entry[0], entry[1], entry[2]))
    return found


def layer(connection: sqlite3.Connection, number: int, extractor: str | None) -> Layer:
    """Give a layer of text of a version: the current one, or the last that `extractor` made. Raises UnknownId."""
    row = connection.execute(
        """SELECT v.id, l.extractor, l.marks, b.packed, b.dictionary
           FROM versions v JOIN layers l ON l.version = v.number JOIN blobs b ON b.number = l.text
           WHERE v.number = :number AND l.extractor = coalesce(:extractor, v.extractor)
           ORDER BY l.text = v.text DESC, l.text DESC LIMIT 1""",
        {"number": number, "extractor": extractor},
    ).fetchone()
    if row is None:
        raise UnknownId("archive.unknown_number", number=number)
    given = blobs.unpacked(connection, row[3], row[4]).decode("utf-8")
    return Layer(row[0], row[1], given, marks.read(row[2]))


def layers(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, Layer]]:
    """Give the current layer of each version, with its number, in rising order."""
    question = """
        SELECT v.number, v.id, l.extractor, l.marks, b.packed, b.dictionary
        FROM versions v JOIN layers l ON l.version = v.number AND l.text = v.text AND l.extractor = v.extractor
        JOIN blobs b ON b.number = v.text
        WHERE v.number IN {} ORDER BY v.number"""
    for number, version, extractor, written, *packed in rows_of(connection, question, sorted(numbers)):
        given = blobs.unpacked(connection, *packed).decode("utf-8")
        yield number, Layer(version, extractor, given, marks.read(written))


def raw(connection: sqlite3.Connection, number: int) -> bytes:
    """Give the bytes of a version as they were found. Raises UnknownId."""
    question = "SELECT b.packed, b.dictionary FROM versions v JOIN blobs b ON b.number = v.raw WHERE v.number = ?"
    row = connection.execute(question, (number,)).fetchone()
    if row is None:
        raise UnknownId("archive.unknown_number", number=number)
    return blobs.unpacked(connection, *row)


def last_number(connection: sqlite3.Connection) -> int:
    """Give the highest number of a version, 0 when there is none."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()[0])
