"""Readers: from files, folders and stdin to articles as they were found, one after another.

    walk       which files the paths name
    streams    their bytes: unpacked, bounded
    kinds      what each file is
    pages      text and HTML: one article
    rows       JSON Lines and JSON: one article a row
    mhtml      a page saved as one file
    warc       what a crawler kept: one article a record
    office     Word files, PDFs, books: one article, read by `corpus.office` later
    tables     Excel, LibreOffice, CSV: an article a row, or a list of links
    zotero     what Zotero states of a file in its storage

Nothing that goes wrong with one article stops the others: it becomes a `Rejected` with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracuu.corpus.readers import hints as hints_
from tracuu.corpus.readers import kinds, mhtml, office, pages, rows, streams, tables, walk, warc, zotero
from tracuu.corpus.readers.kinds import Kind
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError
from tracuu.messages import say
from tracuu.messages.system import reason
from tracuu.records import Capture, Hints, Listed, Rejected

Item = Capture | Listed | Rejected
Reader = Callable[[Source], Iterator[Item]]

READERS: dict[Kind, Reader] = {
    Kind.TEXT: pages.text,
    Kind.HTML: pages.html,
    Kind.LINES: rows.lines,
    Kind.JSON: rows.document,
    Kind.MHTML: mhtml.read,
    Kind.WARC: warc.read,
    Kind.CSV: tables.separated,
    **{Kind(media_type): office.reader(media_type) for media_type in office.TEXTS},
    **{Kind(media_type): tables.reader(media_type) for media_type in office.TABLES},
}


def read(paths: Sequence[str], hints: Hints, now: str, *, ocr: bool = False) -> Iterator[Item]:
    """Read every article below `paths`, in order; `-` is stdin.

    Args:
        paths: files and folders, as typed.
        hints: what the user states of all of them; it outranks what files state.
        now: the time of reading, ISO 8601 in UTC; it is the time of fetching where nothing else is known.
        ocr: text is to be read off pictures too.

    Returns:
        Articles, lists of addresses, and a `Rejected` for each file or row that cannot be taken in. They
        are read as they are asked for.

    Raises:
        UsageError: a path does not exist, or is an archive. Raised at once, before anything is read.
    """
    walk.check(paths)
    return _read(paths, _Stated(hints, now, ocr))


class _Stated(NamedTuple):
    """What holds of all files."""

    hints: Hints
    now: str
    ocr: bool


def _read(paths: Sequence[str], stated: _Stated) -> Iterator[Item]:
    for found in walk.files(paths):
        if isinstance(found, Rejected):
            yield found
        elif str(found.path) == walk.STDIN:
            yield from _articles(walk.STDIN, "", sys.stdin.buffer, stated, named=True)
        else:
            yield from _file(found, stated)


def _file(found: walk.Found, stated: _Stated) -> Iterator[Item]:
    known = stated._replace(hints=hints_.over(stated.hints, zotero.stated(found.path)))
    try:
        with found.path.open("rb") as file:
            yield from _articles(str(found.path), found.path.name, file, known, named=found.named)
    except OSError as error:
        yield Rejected(str(found.path), walk.FILE_TYPE, say("read.cannot_read", detail=reason(error)))


def _articles(origin: str, name: str, file: streams.Reads, stated: _Stated, *, named: bool) -> Iterator[Item]:
    """Read one opened file by the reader for what it is. What a reader cannot go on from ends this file alone."""
    media_type = walk.FILE_TYPE
    try:
        head, stream, packed = streams.unpacked(file)
        bare = name.removesuffix(".gz").removesuffix(".GZ") if packed else name
        kind = kinds.kind(bare, head, named=named, pictures=stated.ocr)
        media_type = kind.value
        yield from READERS[kind](Source(origin, head, stream, stated.hints, stated.now, stated.ocr))
    except kinds.NotRead as error:
        yield Rejected(origin, str(error.values["media_type"]), str(error))
    except InputError as error:
        yield Rejected(origin, media_type, str(error))
