"""Single articles: a text file, or a web page saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracuu.corpus.readers import hints, streams
from tracuu.corpus.readers.source import Source
from tracuu.records import Capture, Hints

_HEAD = 8192
# Browsers: "<!-- saved from url=(0042)https://… -->", the number being the address's length.
_BROWSER = re.compile(rb"<!--\s*saved from url=\((\d{4,6})\)(\S+)", re.IGNORECASE)
# The extension SingleFile: a comment with a line "url: https://…".
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)


def text(source: Source) -> Iterator[Capture]:
    """Read a text file as one article."""
    yield _capture(source, streams.whole(source.stream), "text/plain", Hints())


def html(source: Source) -> Iterator[Capture]:
    """Read an HTML file as one article; its address, if the program that saved it wrote it down."""
    raw = streams.whole(source.stream)
    yield _capture(source, raw, "text/html", Hints(url=saved_from(raw)))


def _capture(source: Source, raw: bytes, media_type: str, found: Hints) -> Capture:
    return Capture(
        raw=raw,
        media_type=media_type,
        origin=source.origin,
        fetched_at=source.now,
        hints=hints.over(source.hints, found),
    )


def saved_from(raw: bytes) -> str | None:
    """Give the address that a browser or SingleFile wrote into a page that it saved."""
    head = raw[:_HEAD]
    if found := _BROWSER.search(head):
        address = found[2][: int(found[1])]
    elif found := _SINGLE_FILE.search(head):
        address = found[1]
    else:
        return None
    return address.decode("utf-8", "replace") if address.lower().startswith((b"http://", b"https://")) else None
