"""Bytes from files and stdin, unpacked and bounded: whatever is read here, memory stays flat."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from io import BufferedReader
from typing import Protocol

from tracuu.corpus.readers.kinds import GZIP_MAGIC
from tracuu.errors import InputError

HEAD = 1 << 16  # bytes looked at to tell what a file is
LARGEST_ARTICLE = 50_000_000  # raw bytes

# A bomb is told by its ratio: text and markup pack 3 to 40 times smaller, a bomb 1,000 times.
_RATIO = 250
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
    """Bytes that were read to look at them, then the rest."""

    def __init__(self, head: bytes, rest: Reads) -> None:
        super().__init__()
        self._left = head
        self._rest = rest

    def _more(self) -> bytes:
        return available(self._rest, HEAD)


class _Counted:
    """A source that knows how many bytes were taken from it."""

    def __init__(self, source: Reads) -> None:
        self._source = source
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        part = available(self._source, size if size >= 0 else HEAD)
        self.taken += len(part)
        return part


class _Unpacked(_Raw):
    """What a gzip stream holds, member after member. A bomb, a cut or damage raises InputError at its place."""

    def __init__(self, packed: Reads) -> None:
        super().__init__()
        self._packed = _Counted(packed)
        self._unpacker = gzip.GzipFile(fileobj=self._packed, mode="rb")  # type: ignore[call-overload]
        self._given = 0

    def _more(self) -> bytes:
        try:
            part: bytes = self._unpacker.read1(HEAD)
        except EOFError as error:
            raise InputError("read.gzip_cut") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError("read.gzip_damaged") from error
        self._given += len(part)
        if self._given > _UNSUSPICIOUS and self._given > _RATIO * self._packed.taken:
            raise InputError("read.gzip_bomb", packed=self._packed.taken, unpacked=self._given)
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
    head = beginning(source)
    stream: BufferedReader = BufferedReader(_Joined(head, source), HEAD)
    if not head.startswith(GZIP_MAGIC):
        return head, stream, False
    inner = _Unpacked(stream)
    head = beginning(inner)
    stream = BufferedReader(_Joined(head, inner), HEAD)
    return head, stream, True


def beginning(source: Reads) -> bytes:
    """Read what is needed to tell what a source is: up to the first full line, and some hundred bytes."""
    head = b""
    while len(head) < HEAD and not (len(head) >= 1024 and b"\n" in head.lstrip()):  # noqa: PLR2004  as stated above
        part = available(source, HEAD - len(head))
        if not part:
            break
        head += part
    return head


def as_utf8(head: bytes, stream: BufferedReader) -> BufferedReader:
    """Give a stream of lines as UTF-8, if its first bytes say that it is UTF-16."""
    return BufferedReader(_Recoded(stream), HEAD) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else stream


def whole(stream: BufferedReader) -> bytes:
    """Read one article. Raises InputError when it is larger than articles are."""
    raw = stream.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        raise InputError("read.too_large", limit=LARGEST_ARTICLE // 1_000_000)
    return raw
