"""Bytes in the archive: each once, found by their SHA-256, packed with Zstandard (RFC 8878).

What is of one subject (texts of a language, pages of a site) is packed against that subject's dictionary, if it has
one by then; every blob says with which.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from tracuu.corpus.store import dictionaries
from tracuu.corpus.store.connection import file_of, next_number, rows_of
from tracuu.errors import Damaged
from tracuu.tuples import Record

_TOGETHER = 200  # blobs after which to look whether their subjects can have dictionaries now
_HEAD = 8  # bytes of a digest in the index


class Content(Record):
    """Bytes to be kept, and their subject: what the dictionary must be of that they are packed against, or None."""

    content: bytes
    subject: str | None


def find(connection: sqlite3.Connection, digests: Sequence[bytes]) -> dict[bytes, int]:
    """Give the numbers of blobs by SHA-256; digests that there are none of are left out.

    Only the first bytes of digests are indexed, which takes half the room.
    """
    question = f"SELECT sha256, number FROM blobs WHERE substr(sha256, 1, {_HEAD}) IN {{}}"  # noqa: S608  a number of ours
    wanted = set(digests)
    rows = rows_of(connection, question, list({digest[:_HEAD] for digest in wanted}))
    return {sha256: number for sha256, number in rows if sha256 in wanted}


def store(connection: sqlite3.Connection, contents: Mapping[bytes, Content]) -> dict[bytes, int]:
    """Keep bytes, given by SHA-256; give the blob number of each SHA-256. What is there stays."""
    numbers = find(connection, list(contents))
    fresh = iter([(sha256, one) for sha256, one in contents.items() if sha256 not in numbers])
    while part := list(islice(fresh, _TOGETHER)):
        numbers |= _write(connection, part)
    return numbers


def _write(connection: sqlite3.Connection, contents: Sequence[tuple[bytes, Content]]) -> dict[bytes, int]:
    """Write blobs in an order in which those of one subject follow each other: changing dictionaries takes time."""
    contents = sorted(contents, key=lambda one: one[1].subject or "")
    subjects = dict.fromkeys(one.subject for _, one in contents if one.subject is not None)
    known = dictionaries.numbers(connection, list(subjects))
    rows, lacking = [], []
    for number, (sha256, (content, subject)) in enumerate(contents, next_number(connection, "blobs")):
        dictionary = known.get(subject) if subject is not None else None
        packed = dictionaries.packer(connection, dictionary, subject).compress(content)
        rows.append((number, sha256, len(content), dictionary, packed))
        if subject is not None and dictionary is None:
            lacking.append((subject, number, len(content)))
    connection.executemany("INSERT INTO blobs (number, sha256, size, dictionary, packed) VALUES (?, ?, ?, ?, ?)", rows)
    dictionaries.gather(connection, lacking)
    return {row[1]: row[0] for row in rows}


def unpacked(connection: sqlite3.Connection, packed: bytes, dictionary: int | None) -> bytes:
    """Give bytes back as they were kept. Raises Damaged when they cannot be unpacked."""
    from zstandard import ZstdError

    try:
        return dictionaries.unpacker(connection, dictionary).decompress(packed)
    except ZstdError as error:
        raise Damaged("archive.damaged", path=file_of(connection), detail=str(error)) from error


def everything(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes, int, bytes, int | None]]:
    """Give number, SHA-256, size, packed bytes and dictionary of all blobs."""
    return iter(connection.execute("SELECT number, sha256, size, packed, dictionary FROM blobs"))
