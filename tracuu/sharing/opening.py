"""What may be merged: a packed file, a dump, or the folder of another archive; all of it is checked before it is used.

Nothing of a packed file is unpacked to the disk: its one part of rows is read as a stream, and the names in it are
compared with the two that there may be.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracuu.corpus import dumped
from tracuu.corpus.archive import Archive
from tracuu.corpus.dumped import Fact
from tracuu.corpus.readers import streams
from tracuu.corpus.readers.dump import LONGEST_LINE, begins
from tracuu.errors import InputError, UsageError
from tracuu.messages.system import reason
from tracuu.records import Draft
from tracuu.sharing import facts
from tracuu.tuples import Record

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MANIFEST, DUMP = "manifest.json", "dump.jsonl"
NAME, SCHEMA = "pack", 1
"""What the manifest says beside `tracuu`: {"tracuu": "pack", "schema": 1, …}."""

RATIO = 200  # rows pack 3 to 40 times smaller, a bomb 1,000 times
UNSUSPICIOUS = 64_000_000  # unpacked bytes below which any ratio is let pass
LARGEST = 500_000_000_000  # unpacked bytes: a hundred million articles
_LARGEST_MANIFEST = 1_000_000
_ZIP = b"PK\x03\x04"
_METHODS = (0, 8)  # stored, deflated
_ENCRYPTED = 1  # the lowest bit of a part's flags

Line = Mapping[str, Any]
Progress = Callable[[int, int], None]


class Other(Record):
    """Another archive as lines, which may be read several times.

    `path` is how it was named, `folder` what its folder is called, `archive` its id; `versions` is their count, None
    where nothing states it. `lines` gives each line with where it stands.
    """

    path: str
    archive: str
    folder: str
    versions: int | None
    lines: Callable[[], Iterator[tuple[str, Any]]]
    place: Path | None = None

    def rows(self) -> Iterator[list[Draft] | Fact]:
        """Read all lines. Raises InputError for one that is not what it should be, with its place."""
        for origin, row in self.lines():
            try:
                yield facts.read(row, origin)
            except InputError as error:
                raise InputError("pack.line", origin=origin, reason=str(error)) from error


@contextmanager
def opened(path: str) -> Iterator[Other]:
    """Open what is to be merged. Raises UsageError, InputError where it is none, NoArchive and its kin for a folder."""
    place = Path(path)
    if place.is_dir():
        with Archive.open(place) as archive:
            yield _of_archive(path, archive)
        return
    try:
        with place.open("rb") as file:
            yield _of_pack(path, file) if file.peek(len(_ZIP)).startswith(_ZIP) else _of_dump(path, file)
    except OSError as error:
        raise UsageError("pack.cannot_read", path=path, reason=reason(error)) from error


def check(other: Other, progress: Progress = lambda _done, _total: None) -> int:
    """Read everything once and see that it is whole; give the number of versions. Raises InputError.

    `progress` hears (versions looked at, all).
    """
    count = 0
    for one in other.rows():
        if not isinstance(one, Fact):
            count += 1
            progress(count, other.versions or count)
    if other.versions is not None and count != other.versions:
        raise InputError("pack.count", path=other.path, stated=other.versions, count=count)
    return count


# The folder of an archive.


def _of_archive(path: str, archive: Archive) -> Other:
    totals = archive.totals()

    def lines() -> Iterator[tuple[str, Any]]:
        for listed in archive.dumps.articles(archive.numbers(), with_raw=True):
            yield from ((path, line) for line in listed)
        yield from ((path, line) for line in archive.dumps.facts())

    archive.dumps  # noqa: B018  an archive from before dumps says so here
    return Other(path, archive.id, archive.folder.resolve().name, totals.versions, lines, archive.folder.resolve())


# A dump.


def _of_dump(path: str, file: BufferedReader) -> Other:
    def stream() -> BufferedReader:
        file.seek(0)
        head, unpacked, _ = streams.unpacked(file)
        return streams.as_utf8(head, unpacked)

    head, _, _ = streams.unpacked(file)
    if not begins(head):
        raise UsageError("pack.neither", path=path)
    first = _head(path, facts.parsed(_next(stream(), path)))
    return Other(path, *_names(first), _stated(first), lambda: _lines(path, stream()))


def _next(stream: BufferedReader, path: str) -> bytes:
    line = stream.readline(LONGEST_LINE + 1)
    if len(line) > LONGEST_LINE:
        raise InputError("pack.damaged", path=path, reason=LONGEST_LINE)
    return line.removeprefix(b"\xef\xbb\xbf")


def _head(path: str, row: Any) -> Line:
    if not dumped.is_head(row):
        raise UsageError("pack.neither", path=path)
    try:
        dumped.check_head(row)
    except InputError as error:
        raise InputError("pack.newer", path=path, schema=row.get("schema"), known=dumped.SCHEMA) from error
    head: Line = row
    return head


def _names(row: Line) -> tuple[str, str]:
    return str(row.get("archive") or ""), str(row.get("folder") or "")


def _stated(row: Line) -> int | None:
    stated = row.get("versions")
    return stated if isinstance(stated, int) else None


def _lines(
    path: str, stream: BufferedReader, heard: Callable[[bytes], None] = lambda _: None
) -> Iterator[tuple[str, Any]]:
    """Read the lines of a dump behind its first, which is looked at; `heard` hears the bytes of all."""
    number = 0
    while line := _next(stream, path):
        number += 1
        heard(line)
        if number == 1:
            _head(path, facts.parsed(line))
        elif line.strip():
            try:
                yield f"{path}:{number}", facts.parsed(line)
            except InputError as error:
                raise InputError("pack.line", origin=f"{path}:{number}", reason=str(error)) from error


# A packed file.


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Say of a file that is damaged, in whatever way, that it is."""
    from zipfile import BadZipFile

    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
        raise InputError("pack.damaged", path=path, reason=error) from error


def _of_pack(path: str, file: BufferedReader) -> Other:
    from zipfile import ZipFile

    with _told(path):
        pack = ZipFile(file)
        parts = _parts(path, pack)
        manifest = _manifest(path, pack.read(parts[MANIFEST]))
    if parts[DUMP].file_size != manifest["size"]:
        raise InputError("pack.sum", path=path)

    def lines() -> Iterator[tuple[str, Any]]:
        digest = hashlib.sha256()
        with _told(path), pack.open(parts[DUMP]) as part:
            yield from _lines(path, BufferedReader(part, streams.HEAD), digest.update)  # type: ignore[arg-type]  # reads as raw streams do
        if digest.hexdigest() != manifest.get("sha256"):
            raise InputError("pack.sum", path=path)

    return Other(path, *_names(manifest), manifest["versions"], lines)


def _parts(path: str, pack: ZipFile) -> dict[str, ZipInfo]:
    """Give the two parts of a packed file, and refuse any other, and what would unpack to more than such files do."""
    parts = {part.filename: part for part in pack.infolist()}
    if set(parts) != {MANIFEST, DUMP} or len(pack.infolist()) != len(parts):
        raise UsageError("pack.neither", path=path)
    for part in parts.values():
        if part.compress_type not in _METHODS or part.flag_bits & _ENCRYPTED:
            raise InputError("pack.method", path=path)
        if part.file_size > UNSUSPICIOUS and part.file_size > RATIO * part.compress_size:
            raise InputError("pack.bomb", path=path, packed=part.compress_size, unpacked=part.file_size, ratio=RATIO)
    if parts[MANIFEST].file_size > _LARGEST_MANIFEST or parts[DUMP].file_size > LARGEST:
        raise InputError("pack.too_large", path=path, largest=LARGEST // 1_000_000_000)
    return parts


def _manifest(path: str, raw: bytes) -> Line:
    try:
        row = json.loads(raw)
        is_ours = row["tracuu"] == NAME
        schema, counts = row["schema"], [row["versions"], row["size"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError("pack.damaged", path=path, reason=MANIFEST) from error
    if not is_ours or not all(isinstance(one, int) for one in (schema, *counts)):
        raise InputError("pack.damaged", path=path, reason=MANIFEST)
    if schema > SCHEMA:
        raise InputError("pack.newer", path=path, schema=schema, known=SCHEMA)
    manifest: Line = row
    return manifest
