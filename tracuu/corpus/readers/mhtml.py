"""MHTML: a page saved as one file, a mail message whose first HTML part is the page (RFC 2557).

The file is read line by line up to the end of that part: pictures, which make such files large, are never held.
"""

from __future__ import annotations

import binascii
import quopri
from collections.abc import Callable, Iterator
from datetime import UTC
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from io import BufferedReader

from tracuu.corpus.readers import hints, pages, streams
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError
from tracuu.records import Capture, Hints

_LONGEST_HEAD = 1 << 18  # bytes of the headers of one part
_UNDO: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.decodestring,
    "base64": binascii.a2b_base64,
}
_GROWTH = 3  # quoted-printable writes one byte as three, base64 three as four


def read(source: Source) -> Iterator[Capture]:
    """Read the page of an MHTML file. Raises InputError when it holds none, or was cut."""
    top = _headers(source.stream)
    part = _page_part(top, source.stream, set())
    raw = _decoded(*part)
    address = top.get("snapshot-content-location") or part[0].get("content-location") or top.get("content-location")
    yield Capture(
        raw=raw,
        media_type="text/html",
        charset=part[0].get_content_charset(),
        origin=source.origin,
        fetched_at=_moment(top.get("date", "")) or source.now,
        hints=hints.over(source.hints, Hints(url=_web_address(address) or pages.saved_from(raw))),
    )


def _headers(stream: BufferedReader) -> Message:
    head = b""
    while (line := stream.readline(streams.HEAD)).strip():
        head += line
        if len(head) > _LONGEST_HEAD:
            raise InputError("read.mhtml_damaged")
    return BytesHeaderParser().parsebytes(head.lstrip())


def _page_part(headers: Message, stream: BufferedReader, boundaries: set[bytes]) -> tuple[Message, bytes]:
    """Find the first HTML part below `headers`, going into parts that hold parts; give its headers and its body."""
    while True:
        if headers.get_content_maintype() == "multipart":
            boundary = headers.get_boundary()
            if not boundary:
                raise InputError("read.mhtml_damaged")
            boundaries.add(b"--" + boundary.encode("utf-8", "surrogateescape"))
        elif headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            return headers, _body(stream, boundaries)
        while (line := stream.readline(streams.HEAD)) and line.rstrip() not in boundaries:
            pass
        if not line:
            raise InputError("read.mhtml_without_page")
        headers = _headers(stream)


def _body(stream: BufferedReader, boundaries: set[bytes]) -> bytes:
    """Read up to the boundary that ends a part. The line end before it belongs to the boundary."""
    ends = boundaries | {boundary + b"--" for boundary in boundaries}
    lines: list[bytes] = []
    size = 0
    while (line := stream.readline(streams.HEAD)) and line.rstrip() not in ends:
        lines.append(line)
        size += len(line)
        if size > _GROWTH * streams.LARGEST_ARTICLE:
            raise InputError("read.too_large", limit=streams.LARGEST_ARTICLE // 1_000_000)
    if not line and boundaries:
        raise InputError("read.mhtml_cut")
    body = b"".join(lines)
    return body.removesuffix(b"\n").removesuffix(b"\r") if boundaries else body


def _decoded(headers: Message, body: bytes) -> bytes:
    how = headers.get("content-transfer-encoding", "").strip().lower()
    try:
        raw = _UNDO.get(how, bytes)(body)
    except binascii.Error as error:
        raise InputError("read.mhtml_damaged") from error
    if len(raw) > streams.LARGEST_ARTICLE:
        raise InputError("read.too_large", limit=streams.LARGEST_ARTICLE // 1_000_000)
    if not raw.strip():
        raise InputError("read.empty")
    return raw


def _web_address(stated: str | None) -> str | None:
    """Give an address that leads to the web, without the white space that folding a header leaves in it."""
    address = "".join((stated or "").split()).strip("<>")
    return address if address.lower().startswith(("http://", "https://")) else None


def _moment(stated: str) -> str | None:
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
