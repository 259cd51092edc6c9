"""An archive, or some of its stories, as one file to hand on: a zip of a dump and of what the dump is.

Deflate, and not Zstandard, since every system opens such a zip without tracuu; the dump in it can be added by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.dumped import NAME as A_DUMP
from tracuu.corpus.dumped import SCHEMA as DUMP_SCHEMA
from tracuu.exports import files
from tracuu.exports.dump import OWN_FILES
from tracuu.exports.rows import Head
from tracuu.sharing.opening import DUMP, MANIFEST, NAME, SCHEMA
from tracuu.tuples import Record

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_LEVEL = 6  # measured in docs/sharing.md
_EARLIEST = 1980  # zip knows no time before

Line = Mapping[str, Any]
Progress = Callable[[int, int], None]


class Packed(Record):
    """What a packed file holds: stories, versions, those of them without the bytes that they were read from.

    `own_files` counts the user's own files beside the archive, which are not in it.
    """

    stories: int
    versions: int
    without_raw: int
    own_files: int


def write(
    archive: Archive,
    path: str,
    head: Head,
    stories: Collection[str] | None = None,
    *,
    with_raw: bool = True,
    force: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Packed:
    """Pack stories, given by their ids, with all of their versions; None packs the whole archive.

    Saved searches go with a whole archive alone. `progress` hears (versions written, all). Raises UsageError when the
    file cannot be written.
    """
    from zipfile import ZIP_DEFLATED, ZipFile

    numbers = archive.numbers() if stories is None else _versions(archive, stories)
    count = archive.totals().stories if stories is None else len(stories)
    about = {
        "archive": head.archive, "folder": head.folder, "at": head.at, "program": head.program,
        "stories": count, "versions": len(numbers), "with_raw": with_raw,
    }  # fmt: skip
    with (
        files.replaced(path, force=force) as partial,
        ZipFile(partial, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as pack,
    ):
        with pack.open(_part(DUMP, head.at), "w", force_zip64=True) as part:
            out = _Summed(part)
            out.write({"tracuu": A_DUMP, "schema": DUMP_SCHEMA} | about)
            held, without = _articles(archive, numbers, out, progress, with_raw=with_raw)
            for line in archive.dumps.facts() if stories is None else _facts(archive, held, stories):
                out.write(line)
        asked = [{"query": one.query, "reading": one.reading} for one in head.asked]
        sums = {"size": out.size, "sha256": out.digest.hexdigest()}
        _put(pack, MANIFEST, head.at, {"tracuu": NAME, "schema": SCHEMA} | about | {"asked": asked} | sums)
    return Packed(count, len(numbers), without, _own_files(archive))


class _Summed:
    """Writes lines, and adds up their bytes and their digest."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, line: Line) -> None:
        content = (json.dumps(line, ensure_ascii=False) + "\n").encode()
        self._out.write(content)
        self.digest.update(content)
        self.size += len(content)


def _part(name: str, at: str) -> ZipInfo:
    """Describe a part of the file, with the time of packing."""
    from datetime import datetime
    from zipfile import ZIP_DEFLATED, ZipInfo

    moment = datetime.fromisoformat(at)
    part = ZipInfo(name, (max(moment.year, _EARLIEST), *moment.timetuple()[1:6]))
    part.compress_type = ZIP_DEFLATED
    part.external_attr = 0o644 << 16  # else whoever unpacks it by hand may not read it
    return part


def _put(pack: ZipFile, name: str, at: str, row: Line) -> None:
    pack.writestr(_part(name, at), json.dumps(row, ensure_ascii=False, indent=1) + "\n")


def _versions(archive: Archive, stories: Collection[str]) -> list[int]:
    """Give all versions of stories, by number."""
    numbers = [archive.number(story) for story in stories]
    return sorted(number for listed in archive.siblings(numbers).values() for number, _, _ in listed)


def _articles(
    archive: Archive, numbers: Sequence[int], out: _Summed, progress: Progress, *, with_raw: bool
) -> tuple[set[str], int]:
    """Write versions with their layers; give their identities, and how many lack the bytes that they were read from."""
    held: set[str] = set()
    without = 0
    for done, lines in enumerate(archive.dumps.articles(numbers, with_raw=with_raw), 1):
        for line in lines:
            out.write(line)
        held.add(lines[0]["identity"])
        without += bool(lines[0].get("raw_left_out"))
        progress(done, len(numbers))
    return held, without


def _own_files(archive: Archive) -> int:
    return sum(path.is_file() for name in OWN_FILES for path in Path(archive.folder / name).glob("*"))


# What else is stated of some stories.

_PLACES = {"ids": 1, "seen_again": 0, "former": 1, "stories": 1, "marks": 0}
"""Where rows of these lines name a version by its identity."""


def _facts(archive: Archive, held: Collection[str], stories: Collection[str]) -> Iterator[Line]:
    """Give the lines that concern versions, given by identity, and their stories, or names of entities and words."""
    known = set(stories)
    for line in archive.dumps.facts():
        kind = line["kind"]
        if kind in _PLACES:
            rows = [row for row in line["rows"] if row[_PLACES[kind]] in held]
            known |= {row[0] for row in rows} if kind in {"former", "stories"} else set()
            if rows:
                yield {**line, "rows": rows}
        elif kind != "saved_search" and _concerns(line, held, known):
            yield line


def _concerns(line: Line, held: Collection[str], stories: Collection[str]) -> bool:
    """Tell whether a line concerns versions or stories, or none in particular."""
    if line["kind"] == "story_decision":
        named = {one for value in line["args"].values() for one in ([value] if isinstance(value, str) else value)}
        return not named.isdisjoint(held)
    story = line["args"].get("story") if line["kind"] == "decision" else None
    return story is None or story in stories
