"""Bytes in the archive: each once, found by their SHA-256, packed with Zstandard (RFC 8878)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tracuu.corpus.store.connection import file_of, next_number, rows_of
from tracuu.errors import Damaged

_LEVEL = 3


def store(connection: sqlite3.Connection, contents: Mapping[bytes, bytes]) -> dict[bytes, int]:
    """Keep bytes, given as SHA-256 to content; give the blob number of each SHA-256. What is there stays."""
    from zstandard import ZstdCompressor

    question = "SELECT sha256, number FROM blobs WHERE sha256 IN {}"
    numbers: dict[bytes, int] = dict(rows_of(connection, question, list(contents)))
    pack = ZstdCompressor(level=_LEVEL).compress
    fresh = next_number(connection, "blobs")
    rows = []
    for sha256, content in contents.items():
        if sha256 not in numbers:
            numbers[sha256] = fresh
            rows.append((fresh, sha256, len(content), pack(content)))
            fresh += 1
    connection.executemany("INSERT INTO blobs VALUES (?, ?, ?, ?)", rows)
    return numbers


def unpacked(connection: sqlite3.Connection, packed: bytes) -> bytes:
    """Give bytes back as they were kept. Raises Damaged when they cannot be unpacked."""
    from zstandard import ZstdDecompressor, ZstdError

    try:
        return ZstdDecompressor().decompress(packed)
    except ZstdError as error:
        raise Damaged("archive.damaged", path=file_of(connection), detail=str(error)) from error
