"""Word files, PDFs, books: one article a file. They are handed over as they are, and read where they are understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tracuu.corpus.office.kinds import TABLES, TEXTS
from tracuu.corpus.readers import streams
from tracuu.corpus.readers.source import Source
from tracuu.records import Capture

__all__ = ["TABLES", "TEXTS", "reader"]


def reader(media_type: str) -> Callable[[Source], Iterator[Capture]]:
    """Give the reader for a type of office files."""
    return partial(_read, media_type)


def _read(media_type: str, source: Source) -> Iterator[Capture]:
    yield Capture(
        raw=streams.whole(source.stream),
        media_type=media_type,
        origin=source.origin,
        fetched_at=source.now,
        hints=source.hints,
        ocr=source.ocr,
    )
