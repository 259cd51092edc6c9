"""Undoing what servers pack answers with: gzip and deflate, once, and never into more than was allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.crawling import Reply
from tracuu.errors import InputError

if TYPE_CHECKING:
    from zlib import _Decompress as _Inflater

_PIECE = 64 * 1024
_PLAIN = frozenset({"", "identity", "none", "binary", "utf-8", "utf8"})  # the last four are mistakes of servers
_GZIP = frozenset({"gzip", "x-gzip"})
_DEFLATE = "deflate"
_MAGIC = b"\x1f\x8b"
_MOST_MEMBERS = 100  # each costs time, however little it holds
_ANY_HEAD, _NO_HEAD = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS


def coding(headers: Mapping[str, str]) -> str:
    """Give how a body is packed: `gzip`, `deflate` or nothing.

    Raises InputError for all else: other codings were not asked for, and packing twice serves bombs alone.
    """
    stated = headers.get("content-encoding", "")
    codings = [name for part in stated.split(",") if (name := part.strip().casefold()) not in _PLAIN]
    if len(codings) > 1 or not {*codings} <= {*_GZIP, _DEFLATE}:
        shown = "".join(sign if sign.isprintable() else "?" for sign in stated[:80])
        raise InputError("crawl_net.fault_coding", detail=shown)
    return "" if not codings else _DEFLATE if codings[0] == _DEFLATE else "gzip"


def unpacked(reply: Reply, limit: int, *, cut: bool = False) -> bytes:
    """Give the body of an answer as the page was before it was packed; nothing when there is none.

    Raises InputError when it is longer than `limit` bytes or not packed as it says; with `cut`, what could be read up
    to there is given instead. It takes no more memory than `limit` and a little.
    """
    packed = coding(reply.headers)
    pieces = _pieces(reply)
    page = BytesIO()
    try:
        for piece in _inflated(pieces, packed) if packed else pieces:
            room = limit - page.tell()
            page.write(piece[:room])
            if len(piece) > room:
                if cut:
                    break
                raise InputError("crawl_net.unpacked_long", url=reply.url, limit=limit)
    except zlib.error as error:
        if not cut:
            raise InputError("crawl_net.unpacked_broken", url=reply.url) from error
    return page.getvalue()


def _pieces(reply: Reply) -> Iterator[bytes]:
    if isinstance(reply.body, Path):
        with reply.body.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    elif reply.body:
        yield reply.body


def _inflated(pieces: Iterator[bytes], packed: str) -> Iterator[bytes]:
    """Unpack in small steps, so that whoever takes the pieces can stop. Raises zlib.error, also where the end lacks.

    A gzip file may have several members (RFC 1952, section 2.2); what follows the last is left alone, as browsers do.
    """
    inflater, members = None, 0
    for piece in pieces:
        data = piece
        while data:
            if inflater is None:
                members += 1
                inflater = _inflater(data, packed, members)
            if inflater is None:
                return
            yield inflater.decompress(data, _PIECE)
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            inflater = None if inflater.eof else inflater
    while inflater is not None and (rest := inflater.decompress(b"", _PIECE)):
        yield rest
    if inflater is not None and not inflater.eof:
        raise zlib.error


def _inflater(data: bytes, packed: str, member: int) -> _Inflater | None:
    """Give what unpacks the member that begins here; None when no further one does."""
    if member > _MOST_MEMBERS:
        raise zlib.error
    if member > 1:
        return zlib.decompressobj(_ANY_HEAD) if data[:2] == _MAGIC[: len(data)] else None
    # Servers disagree whether deflate has the head of zlib (RFC 9110, section 8.4.1.2, says that it has).
    headless = packed == _DEFLATE and (data[0] & 0x0F != zlib.DEFLATED or int.from_bytes(data[:2]) % 31)
    return zlib.decompressobj(_NO_HEAD if headless else _ANY_HEAD)
