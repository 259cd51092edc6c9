"""A whole archive as JSON Lines, of which `tracuu add` makes an equal one (docs/formats.md, "A dump")."""

from __future__ import annotations

import json
from collections.abc import Callable

from tracuu.corpus.archive import Archive
from tracuu.corpus.dumped import NAME, SCHEMA
from tracuu.exports import files
from tracuu.exports.rows import Head
from tracuu.tuples import Record

Progress = Callable[[int, int], None]


OWN_FILES = ("register", "sites")
"""Folders of an archive in which users keep files of their own, which no dump holds."""


class Dumped(Record):
    """What a dump holds: versions, those of them without the bytes that they were read from, and other lines.

    `left_out` counts the user's own files beside the archive, which are not in it.
    """

    versions: int
    without_raw: int
    stated: int
    left_out: int


def write(
    archive: Archive,
    path: str,
    head: Head,
    *,
    with_raw: bool = False,
    force: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Dumped:
    """Write a dump as it is read; `progress` hears (versions written, all).

    Without `with_raw` the bytes that articles were read from are left out, where they are not the text itself.
    Raises UsageError when the file cannot be written.
    """
    numbers = archive.numbers()
    first = {
        "tracuu": NAME, "schema": SCHEMA, "archive": head.archive, "folder": head.folder, "at": head.at,
        "program": head.program, "stories": head.stories, "versions": head.versions, "with_raw": with_raw,
    }  # fmt: skip
    versions = without = stated = 0
    with files.opened(path, force=force) as out:
        out.write(_line(first))
        for lines in archive.dumps.articles(numbers, with_raw=with_raw):
            out.writelines(map(_line, lines))
            versions += 1
            without += bool(lines[0].get("raw_left_out"))
            stated += len(lines) - 1
            progress(versions, len(numbers))
        for fact in archive.dumps.facts():
            out.write(_line(fact))
            stated += 1
    return Dumped(versions, without, stated, _own_files(archive))


def _own_files(archive: Archive) -> int:
    return sum(path.is_file() for name in OWN_FILES for path in (archive.folder / name).glob("*"))


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
