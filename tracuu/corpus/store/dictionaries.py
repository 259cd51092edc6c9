"""Dictionaries for Zstandard: earlier texts of a language, or pages of a site, that later ones are packed against.

A dictionary is made once for its subject, of the first blobs of that subject, as soon as these are enough. Those blobs
are packed without one and are noted, so that a dictionary that is damaged can be made again from them. It is never
changed or taken away: what was packed with it can be read with nothing else. (RFC 8878, section 5, "raw content".)
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from tracuu.corpus.store.connection import file_of, rows_of
from tracuu.errors import ArchiveError, Damaged

if TYPE_CHECKING:
    from zstandard import ZstdCompressor, ZstdDecompressor

TEXT = "text:"
"""Begins the subject of texts, with a language behind it."""
PAGE = "page:"
"""Begins the subject of raw pages, with a site or host behind it."""

_ENOUGH = 160 * 1024  # bytes; more saves little and costs a search that has to load it
_LONGEST = 512 * 1024  # bytes of the dictionary, where the last blob is huge
_REMEMBERED = 64  # dictionaries; a crawl of more newspapers than this makes them again and again

_LEVEL = 5  # against a dictionary: 9 % smaller than at 3; 6 to 9 save nothing to 2 % for up to three times the time
_LEVEL_OF_PAGES = 2  # 7 % larger than at 5, for a quarter of the time; a packer takes 0.6 MiB where it takes 4.4 at 5

_T = TypeVar("_T")


class _Ready(threading.local):
    """What was made of dictionaries, by digest. Each thread has its own: Zstandard's contexts cannot be shared."""

    def __init__(self) -> None:
        self.packers: dict[bytes, ZstdCompressor] = {}
        self.packers_of_pages: dict[bytes, ZstdCompressor] = {}
        self.unpackers: dict[bytes, ZstdDecompressor] = {}


_ready = _Ready()


def numbers(connection: sqlite3.Connection, subjects: Sequence[str]) -> dict[str, int]:
    """Give the dictionaries of subjects, by number; subjects that have none yet are left out."""
    return dict(rows_of(connection, "SELECT subject, number FROM dictionaries WHERE subject IN {}", subjects))


def packer(connection: sqlite3.Connection, number: int | None, subject: str | None) -> ZstdCompressor:
    """Give what packs a subject against its dictionary, or without one.

    Raises Damaged. Not to be handed to another thread.
    """
    if subject is not None and subject.startswith(PAGE):
        return _remembered(
            _ready.packers_of_pages, lambda content: _packer(content, _LEVEL_OF_PAGES), connection, number
        )
    return _remembered(_ready.packers, lambda content: _packer(content, _LEVEL), connection, number)


def unpacker(connection: sqlite3.Connection, number: int | None) -> ZstdDecompressor:
    """Give what unpacks with a dictionary, or without one. Not to be handed to another thread.

    Raises Damaged when the dictionary is missing or not what it was.
    """
    return _remembered(_ready.unpackers, _unpacker, connection, number)


def _remembered(
    ready: dict[bytes, _T], make: Callable[[bytes], _T], connection: sqlite3.Connection, number: int | None
) -> _T:
    """Give what was made of a dictionary: known by its digest, so that all open archives may share it."""
    sha256 = b"" if number is None else _digest(connection, number)
    if sha256 not in ready:
        content = b"" if number is None else _content(connection, number)
        if len(ready) >= _REMEMBERED:
            del ready[next(iter(ready))]
        ready[sha256] = make(content)
    return ready[sha256]


def _packer(content: bytes, level: int) -> ZstdCompressor:
    from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor

    if not content:
        return ZstdCompressor(level=level)
    dictionary = ZstdCompressionDict(content, dict_type=DICT_TYPE_RAWCONTENT)
    dictionary.precompute_compress(level=level)
    return ZstdCompressor(level=level, dict_data=dictionary)


def _unpacker(content: bytes) -> ZstdDecompressor:
    from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdDecompressor

    return ZstdDecompressor(dict_data=ZstdCompressionDict(content, dict_type=DICT_TYPE_RAWCONTENT) if content else None)


def _digest(connection: sqlite3.Connection, number: int) -> bytes:
    row = connection.execute("SELECT sha256 FROM dictionaries WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Damaged("archive.damaged", path=file_of(connection), detail=f"dictionary {number}")
    return bytes(row[0])


def _content(connection: sqlite3.Connection, number: int) -> bytes:
    """Read a dictionary. With a wrong one Zstandard would give wrong texts and no error, so it is looked at.

    Zstandard itself looks at a checksum behind what was packed. Where there is none, the digest tells.
    """
    from zstandard import ZstdDecompressor, ZstdError, get_frame_parameters

    question = "SELECT sha256, packed FROM dictionaries WHERE number = ?"
    sha256, packed = connection.execute(question, (number,)).fetchone()
    try:
        content = ZstdDecompressor().decompress(packed)
        is_sure = get_frame_parameters(packed).has_checksum
    except ZstdError as error:
        raise Damaged("archive.damaged", path=file_of(connection), detail=f"dictionary {number}: {error}") from error
    if not is_sure and _sha256(content) != sha256:
        raise Damaged("archive.damaged", path=file_of(connection), detail=f"dictionary {number}")
    return content


def gather(connection: sqlite3.Connection, blobs: Iterable[tuple[str, int, int]]) -> None:
    """Note blobs, given as (subject, number, size), for dictionaries that are lacking; make those that can be."""
    gathered: dict[str, int] = {}
    for subject, number, size in blobs:
        if subject not in gathered:
            gathered[subject] = _gathered(connection, subject)
        gathered[subject] += size
        row = (subject, number, gathered[subject])
        connection.execute("INSERT INTO dictionary_blobs (subject, blob, bytes) VALUES (?, ?, ?)", row)
    for subject in (subject for subject, total in gathered.items() if total >= _ENOUGH):
        content = _composed(connection, subject)
        made = (subject, _sha256(content), _packed(content))
        connection.execute("INSERT INTO dictionaries (subject, sha256, packed) VALUES (?, ?, ?)", made)


def _gathered(connection: sqlite3.Connection, subject: str) -> int:
    question = "SELECT bytes FROM dictionary_blobs WHERE subject = ? ORDER BY blob DESC LIMIT 1"
    row = connection.execute(question, (subject,)).fetchone()
    return int(row[0]) if row else 0


def _composed(connection: sqlite3.Connection, subject: str) -> bytes:
    """Join the first blobs of a subject. The same blobs always give the same dictionary."""
    content = b""
    for piece in _pieces(connection, subject):
        content += piece
        if len(content) >= _ENOUGH:
            break
    return content[:_LONGEST]


def _pieces(connection: sqlite3.Connection, subject: str) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor

    question = """
        SELECT b.packed FROM dictionary_blobs d JOIN blobs b ON b.number = d.blob WHERE d.subject = ? ORDER BY d.blob"""
    for (packed,) in connection.execute(question, (subject,)):
        yield ZstdDecompressor().decompress(packed)


def _packed(content: bytes) -> bytes:
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=12, write_checksum=True).compress(content)


def damaged(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Give number and subject of dictionaries that are not what they were."""
    for number, subject in connection.execute("SELECT number, subject FROM dictionaries").fetchall():
        try:
            _content(connection, number)
        except Damaged:
            yield number, subject


def mend(connection: sqlite3.Connection) -> None:
    """Make damaged dictionaries again from the blobs that they were made of.

    Raises ArchiveError when these are damaged too: the texts packed with the dictionary are lost then.
    """
    from zstandard import ZstdError

    for number, subject in list(damaged(connection)):
        try:
            content = _composed(connection, subject)
        except ZstdError as error:
            raise ArchiveError("archive.cannot_mend", code="dictionaries") from error
        if _sha256(content) != _digest(connection, number):
            raise ArchiveError("archive.cannot_mend", code="dictionaries")
        connection.execute("UPDATE dictionaries SET packed = ? WHERE number = ?", (_packed(content), number))


def weights(connection: sqlite3.Connection) -> Iterable[tuple[str, int]]:
    """Give subject and packed bytes of every dictionary."""
    return connection.execute("SELECT subject, length(packed) FROM dictionaries").fetchall()


def _sha256(content: bytes) -> bytes:
    import hashlib  # brings OpenSSL along, which no search needs

    return hashlib.sha256(content).digest()
