"""HTTP's codings undone within bounds: what a server packed, and how it cut a body into chunks (RFC 9110, 9112).

Crawlers differ: some keep a body as it was sent, some unpack it and keep the header that says it is packed. So a body
that is not packed as stated, and is text, is taken as it is.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from email.message import Message

from tracuu.corpus.readers.streams import LARGEST_ARTICLE
from tracuu.errors import InputError

_LOOKED_AT = 512  # bytes


def undo(body: bytes, headers: Message) -> bytes:
    """Give the body as the page's author wrote it.

    Raises:
        InputError: it is packed in a way that is not known, was cut, or unpacks to more than an article can be.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, coding.strip())
    if len(body) > LARGEST_ARTICLE:
        raise InputError("read.too_large", limit=LARGEST_ARTICLE // 1_000_000)
    return body


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    place = 0
    while (end := body.find(b"\n", place)) >= 0:
        size = _size(body[place:end])
        if size is None:
            return body if not parts else b"".join(parts)  # it was joined already, or ends in what is no chunk
        if size == 0:
            return b"".join(parts)
        chunk = body[end + 1 : end + 1 + size]
        if len(chunk) < size:
            raise InputError("read.http_cut")
        parts.append(chunk)
        place = end + 1 + size + (2 if body.startswith(b"\r\n", end + 1 + size) else 1)
    if parts:
        raise InputError("read.http_cut")
    return body


def _size(line: bytes) -> int | None:
    try:
        return int(line.split(b";")[0].strip(), 16)
    except ValueError:
        return None


def _unpacked(body: bytes, coding: str) -> bytes:
    unpack = _UNPACK.get(coding)
    if unpack is None:
        raise InputError("read.http_coding", coding=coding)
    try:
        return unpack(body)
    except (OSError, zlib.error) as error:
        if _is_text(body):
            return body
        raise InputError("read.http_damaged", coding=coding) from error


def _is_text(body: bytes) -> bool:
    head = body[:_LOOKED_AT]
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)  # noqa: PLR2004  control characters


def _inflated(body: bytes, wbits: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=wbits)
    out = unpacker.decompress(body, LARGEST_ARTICLE + 1)
    if not unpacker.eof and len(out) <= LARGEST_ARTICLE:
        raise InputError("read.http_cut")
    return out


def _gzip(body: bytes) -> bytes:
    return _inflated(body, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes) -> bytes:
    """Undo "deflate", which is zlib by the standard and bare deflate by what some servers send."""
    try:
        return _inflated(body, zlib.MAX_WBITS)
    except zlib.error:
        return _inflated(body, -zlib.MAX_WBITS)


def _brotli(body: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return _drained(BrotliReader(io.BytesIO(body)).read)


def _zstd(body: bytes) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return _drained(ZstdReader(io.BytesIO(body)).read)


def _drained(read: Callable[[int], bytes]) -> bytes:
    out = bytearray()
    while len(out) <= LARGEST_ARTICLE and (part := read(LARGEST_ARTICLE + 1 - len(out))):
        out += part
    return bytes(out)


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "none": bytes,
    "utf-8": bytes,  # seen on misconfigured servers: a charset in the wrong place
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
