"""A dump of an archive: articles as they were kept there, and lines that state something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracuu.corpus import dumped
from tracuu.corpus.readers import streams
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError
from tracuu.records import Draft, Rejected

DUMP_TYPE = "application/jsonl"
LONGEST_LINE = 200_000_000  # bytes: a page of 50 MB in base64, and its text


def begins(head: bytes) -> bool:
    """Tell by the first bytes of a file whether it is a dump."""
    first = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    if b'"tracuu"' not in first:
        return False
    try:
        return dumped.is_head(json.loads(first))
    except ValueError:
        return False


def read(source: Source) -> Iterator[Any]:
    """Read a dump line by line: drafts, facts, and a `Rejected` with its line for each that is broken.

    Other readers give articles that are yet to be understood; these were, elsewhere. Raises InputError when a later
    tracuu wrote the dump.
    """
    stream = streams.as_utf8(source.head, source.stream)
    dumped.check_head(json.loads(stream.readline(LONGEST_LINE).lstrip(b"\xef\xbb\xbf")))
    number = 1
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if line.strip():
            yield from _of_line(line, f"{source.origin}:{number}")


def _of_line(line: bytes, origin: str) -> Iterator[Draft | dumped.Fact | Rejected]:
    try:
        row: Any = json.loads(line)
    except ValueError:  # cut in the middle, or too long
        yield Rejected(origin, DUMP_TYPE, str(InputError("dump.line")))
        return
    try:
        yield from _read(row, origin)
    except InputError as error:
        yield Rejected(origin, DUMP_TYPE, str(error))


def _read(row: Any, origin: str) -> Iterator[Draft | dumped.Fact]:
    kind = row.get("kind") if isinstance(row, dict) else None
    if kind in dumped.ARTICLES:
        yield from dumped.articles(row)
    elif kind in dumped.FACTS:
        yield dumped.Fact(kind, row, origin)
    else:
        raise InputError("dump.kind", kind=kind)
