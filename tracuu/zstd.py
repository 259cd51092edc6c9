"""Zstandard (RFC 8878) without dictionaries, with tools that each thread makes once.

The library's own short functions make a new context at each call, which takes ten times as long as to pack a few
hundred bytes.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zstandard import ZstdCompressor, ZstdDecompressor


class _Tools(threading.local):
    """What packs, by level, and what unpacks. Contexts cannot be shared between threads."""

    def __init__(self) -> None:
        self.packers: dict[int, ZstdCompressor] = {}
        self.unpacker: ZstdDecompressor | None = None


_tools = _Tools()


def compress(content: bytes, level: int = 3) -> bytes:
    """Pack bytes."""
    packer = _tools.packers.get(level)
    if packer is None:
        from zstandard import ZstdCompressor

        packer = _tools.packers[level] = ZstdCompressor(level=level)
    return packer.compress(content)


def decompress(packed: bytes) -> bytes:
    """Give back what was packed. Raises zstandard.ZstdError when it cannot be."""
    if _tools.unpacker is None:
        from zstandard import ZstdDecompressor

        _tools.unpacker = ZstdDecompressor()
    return _tools.unpacker.decompress(packed)
