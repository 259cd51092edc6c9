"""Bytes from files and stdin, unpacked and bounded: whatever is read here, memory stays flat."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from io import BufferedReader
from typing import Protocol

from tracuu.corpus.readers.kinds import GZIP_MAGIC
from tracuu.errors import InputError

HEAD = 1 << 16  # bytes looked at to tell what a file is, and read at once
_ENOUGH = 1024  # bytes of it that do, if they hold a line
LARGEST_ARTICLE = 50_000_000  # raw bytes

# A bomb is told by its ratio: text and markup pack 3 to 40 times smaller, a bomb 1,000 times.
_RATIO = 200
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_UNSUSPICIOUS = 64_000_000  # unpacked bytes below which any ratio is let pass


class Reads(Protocol):
    """All that is asked of a source of bytes."""

    def read(self, size: int, /) -> bytes | None:
        """Give at most `size` bytes, none at the end."""


class _Raw(io.RawIOBase):
    """A raw stream that others build on: `_more` gives the next bytes, none at the end."""

    def __init__(self) -> None:
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if not self._left:
            self._left = self._more()
        part = self._left[: len(view)]
        self._left = self._left[len(part) :]
        view[: len(part)] = part
        return len(part)

    def _more(self) -> bytes:
        raise NotImplementedError


class _Joined(_Raw):
    """Bytes that were read to look at them, then what went wrong then, then the rest."""

    def __init__(self, head: bytes, fault: InputError | None, rest: Reads) -> None:
        super().__init__()
        self._left = head
        self._fault = fault
        self._rest = rest

    def _more(self) -> bytes:
        if self._fault:
            fault, self._fault = self._fault, None
            raise fault
        return available(self._rest, HEAD)


class _Unpacked(_Raw):
    """What a gzip stream holds, member after member (RFC 1952).

    Damage, a cut and a bomb raise InputError at their place. Reading on after damage goes on with the next member, so
    that of a WARC only the damaged record is lost.
    """

    def __init__(self, packed: Reads) -> None:
        super().__init__()
        self._packed = packed
        self._input = b""
        self._member: zlib._Decompress | None = None
        self._taken = 0
        self._given = 0
        self._is_bomb = False

    def _more(self) -> bytes:
        while not self._is_bomb and (self._member or self._begin()):
            part = self._inflate()
            if part:
                return part
        return b""

    def _begin(self) -> bool:
        """Find the next member. What stands between members (zeros of a tape, mostly) is passed over."""
        while not (start := _MEMBER.search(self._input)):
            more = self._fill()
            if not more:
                rest, self._input = self._input, b""
                if rest and GZIP_MAGIC.startswith(rest):
                    raise InputError("read.gzip_cut")
                return False
            self._input = self._input[-3:] + more
        self._input = self._input[start.start() :]
        self._member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        return True

    def _inflate(self) -> bytes:
        """Unpack at most one block of the member; none when the member is at its end."""
        assert self._member is not None  # noqa: S101  _more sees to it; this tells mypy
        packed = self._input or self._fill()
        try:
            part = self._member.decompress(packed, HEAD)
        except zlib.error as error:
            self._member, self._input = None, packed[1:]
            raise InputError("read.gzip_damaged") from error
        self._input = self._member.unused_data or self._member.unconsumed_tail
        if self._member.eof:
            self._member = None
        elif not packed and not part:
            self._member = None
            raise InputError("read.gzip_cut")
        self._given += len(part)
        if self._given > _UNSUSPICIOUS and self._given > _RATIO * self._taken:
            self._is_bomb = True
            raise InputError("read.gzip_bomb", packed=self._taken, unpacked=self._given)
        return part

    def _fill(self) -> bytes:
        part = available(self._packed, HEAD)
        self._taken += len(part)
        return part


class _Recoded(_Raw):
    """A stream of UTF-16 as UTF-8: what Windows writes where a program's output is sent to a file."""

    def __init__(self, source: Reads) -> None:
        import codecs

        super().__init__()
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")

    def _more(self) -> bytes:
        while part := available(self._source, HEAD):
            if text := self._decoder.decode(part):
                return text.encode("utf-8", "replace")
        return self._decoder.decode(b"", final=True).encode("utf-8", "replace")


def available(source: Reads, size: int) -> bytes:
    """Read what is there now, at most `size` bytes: a pipe must not be waited for until so many have come."""
    read: Callable[[int], bytes | None] = getattr(source, "read1", source.read)
    return read(size) or b""


def unpacked(source: Reads) -> tuple[bytes, BufferedReader, bool]:
    """Look at the beginning of a source and unpack it if it is gzip.

    Returns:
        Its first bytes, a stream of all of it (those bytes included), and whether it was packed.
    """
    head, stream = _looked_at(source)
    if not head.startswith(GZIP_MAGIC):
        return head, stream, False
    return *_looked_at(_Unpacked(stream)), True


def _looked_at(source: Reads) -> tuple[bytes, BufferedReader]:
    """Read what is needed to tell what a source is: up to the first full line, and some hundred bytes."""
    head = b""
    fault = None
    try:
        while len(head) < HEAD and not (len(head) >= _ENOUGH and b"\n" in head.lstrip()):
            part = available(source, HEAD - len(head))
            if not part:
                break
            head += part
    except InputError as error:
        if not head:
            raise
        fault = error  # raised again where the stream comes to this place: what came before can be read
    return head, BufferedReader(_Joined(head, fault, source), HEAD)


def as_utf8(head: bytes, stream: BufferedReader) -> BufferedReader:
    """Give a stream of lines as UTF-8, if its first bytes say that it is UTF-16."""
    return BufferedReader(_Recoded(stream), HEAD) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else stream


def whole(stream: BufferedReader) -> bytes:
    """Read one article. Raises InputError when it is larger than articles are."""
    raw = stream.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        raise InputError("read.too_large", limit=LARGEST_ARTICLE // 1_000_000)
    return raw
