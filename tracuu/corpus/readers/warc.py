"""WARC: what a crawler kept, one article a record (ISO 28500:2017, WARC 1.1; 1.0 alike).

Pages are `response` records with status 200, `resource` and `conversion` records, of HTML or plain text. Pictures,
requests, revisits and the like are passed over without a word. A record that is cut, damaged (its block digest says so)
or was no success is rejected with its number; the rest go in. Records are told apart here and not by a library,
because those that were looked at give a cut record as if it were whole, and give up at the first damage.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from io import BufferedReader
from typing import NamedTuple
from urllib.parse import urlsplit

from tracuu.corpus.readers import coding, hints, kinds, streams
from tracuu.corpus.readers.kinds import Kind
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError
from tracuu.records import Capture, Hints, Rejected

_PAGES = ("response", "resource", "conversion")
_HTML = ("text/html", "application/xhtml+xml")
_OK = 200
_LONGEST_HEAD = 1 << 18  # bytes of a record's own headers, or of the HTTP headers in it


class _Record(NamedTuple):
    """One record of a kind that may hold a page. `block` is cut at what an article can be at most."""

    headers: Message
    block: bytes
    length: int


class _Page(NamedTuple):
    """What a record holds: the body still packed as sent, and the headers that say of what type it is."""

    headers: Message
    body: bytes
    status: int


def read(source: Source) -> Iterator[Capture | Rejected]:
    """Read every page of a WARC file, packed or not."""
    number = 0
    while True:
        number += 1
        origin = f"{source.origin}:{number}"
        try:
            headers = _next_headers(source.stream)
            if headers is None:
                return
            record = _record(headers, source.stream)
            if record is not None:
                yield from _capture(record, origin, source)
        except InputError as error:
            yield Rejected(origin, Kind.WARC.value, str(error))


# --- records


def _next_headers(stream: BufferedReader) -> Message | None:
    """Read the headers of the next record, None at the end. What belongs to no record is passed over, but told."""
    strange = False
    while line := stream.readline(streams.HEAD):
        if line.startswith(b"WARC/"):
            return _headers(stream)
        strange = strange or bool(line.strip())
    if strange:
        raise InputError("read.warc_strange")
    return None


def _headers(stream: BufferedReader) -> Message:
    """Read headers up to the blank line that ends them."""
    head = b""
    while (line := stream.readline(streams.HEAD)).strip():
        head += line
        if len(head) > _LONGEST_HEAD:
            raise InputError("read.warc_damaged")
    if not line:
        raise InputError("read.warc_cut")
    return BytesHeaderParser().parsebytes(head)


def _record(headers: Message, stream: BufferedReader) -> _Record | None:
    """Read the block that belongs to headers; None for a record that holds no page."""
    stated = headers.get("content-length", "").strip()
    if not re.fullmatch("[0-9]{1,15}", stated):
        raise InputError("read.warc_damaged")
    length = int(stated)
    wanted = headers.get("warc-type", "").strip().lower() in _PAGES
    block = stream.read(min(length, streams.LARGEST_ARTICLE + _LONGEST_HEAD)) if wanted else b""
    left = length - len(block)
    while left and (part := stream.read(min(left, streams.HEAD))):
        left -= len(part)
    if left:
        raise InputError("read.warc_cut")
    return _Record(headers, block, length) if wanted else None


# --- pages


def _capture(record: _Record, origin: str, source: Source) -> Iterator[Capture]:
    """Give the page of a record, if it holds one. Raises InputError when it is one that cannot be taken in."""
    page = _page(record)
    address = record.headers.get("warc-target-uri", "").strip().strip("<>")
    media_type = _media_type(page)
    if media_type is None or urlsplit(address).path == "/robots.txt":
        return
    if page.status != _OK:
        raise InputError("read.warc_status", status=page.status, url=address)
    if len(record.block) < record.length:
        raise InputError("read.too_large", limit=streams.LARGEST_ARTICLE // 1_000_000)
    if "warc-truncated" in record.headers or not _is_intact(record):
        raise InputError("read.warc_damaged")
    raw = coding.undo(page.body, page.headers)
    if not raw.strip():
        raise InputError("read.empty")
    yield Capture(
        raw=raw,
        media_type=media_type,
        charset=page.headers.get_content_charset(),
        origin=origin,
        fetched_at=_moment(record.headers.get("warc-date", "")) or source.now,
        hints=hints.over(source.hints, Hints(url=address or None)),
    )


def _page(record: _Record) -> _Page:
    if not record.block.startswith(b"HTTP/"):
        return _Page(record.headers, record.block, _OK)
    line, _, rest = record.block.partition(b"\n")
    end = min((at for mark in (b"\r\n\r\n", b"\n\n") if (at := rest.find(mark)) >= 0), default=-1)
    words = line.split()
    if rest.startswith((b"\r\n", b"\n")):
        return _Page(Message(), rest.lstrip(b"\r\n"), _status(words))
    if end < 0:
        raise InputError("read.warc_damaged")
    body = rest[end:].removeprefix(b"\r\n\r\n") if rest.startswith(b"\r\n\r\n", end) else rest[end + 2 :]
    return _Page(BytesHeaderParser().parsebytes(rest[:end]), body, _status(words))


def _status(words: list[bytes]) -> int:
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _media_type(page: _Page) -> str | None:
    """Tell HTML or plain text by the header, or by the bytes where there is none; None for all else."""
    if "content-type" not in page.headers:
        return "text/html" if kinds.looks_like_html(page.body[: streams.HEAD]) else None
    stated = page.headers.get_content_type()
    return "text/html" if stated in _HTML else stated if stated == "text/plain" else None


def _is_intact(record: _Record) -> bool:
    """Compare the block with its digest, where there is one of a kind that is known."""
    name, _, stated = record.headers.get("warc-block-digest", "").strip().partition(":")
    if name.lower() not in hashlib.algorithms_guaranteed or not stated or name.lower().startswith("shake"):
        return True
    digest = hashlib.new(name.lower(), record.block, usedforsecurity=False)
    return stated.lower() == digest.hexdigest() or stated.upper() == base64.b32encode(digest.digest()).decode()


def _moment(stated: str) -> str | None:
    try:
        moment = datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
