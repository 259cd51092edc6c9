"""Bodies while they arrive: in memory when they are short, else in a file whose name owes nothing to the address."""

from __future__ import annotations

import secrets
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path

from tracuu.errors import InputError

IN_MEMORY = 128 * 1024
"""Bytes; longer bodies go to a file."""

ENDING = ".body"


class Body:
    """The bytes of one answer. Over `limit` it is a fault, or with `cut` the rest is left unread."""

    def __init__(self, folder: Path, limit: int, *, cut: bool = False) -> None:
        self.limit, self.cut, self.size = limit, cut, 0
        self._pieces: list[bytes] = []
        self._path = folder / f"{secrets.token_hex(16)}{ENDING}"
        self._file: BufferedWriter | None = None

    def shorten(self, limit: int) -> None:
        """Read no more than this, and take the beginning for enough."""
        self.limit, self.cut = min(limit, self.limit), True

    def add(self, piece: bytes) -> bool:
        """Keep a piece; False when enough was read. Raises InputError when it is too much, or cannot be written."""
        room = self.limit - self.size
        if len(piece) > room and not self.cut:
            raise InputError("crawl_net.fault_long", detail=f"{self.limit:,}")
        self._keep(piece[:room])
        return len(piece) <= room

    def given(self) -> bytes | Path | None:
        """Give what was kept, None when that is nothing; a file is then the caller's to take away."""
        if self._file is None:
            return b"".join(self._pieces) or None
        self._file.close()
        return self._path

    def drop(self) -> None:
        """Forget it all."""
        self._pieces.clear()
        if self._file is not None:
            with suppress(OSError):  # closing writes what is still in hand, and a full disk was the reason to drop it
                self._file.close()
            self._path.unlink(missing_ok=True)

    def _keep(self, piece: bytes) -> None:
        self.size += len(piece)
        try:
            if self._file is None:
                self._pieces.append(piece)
                if self.size > IN_MEMORY:
                    self._spill()
            else:
                self._file.write(piece)
                self._file.flush()
        except OSError as error:
            raise InputError("crawl_net.fault_disk", detail=(error.strerror or "").lower()) from error

    def _spill(self) -> None:
        self._file = self._path.open("xb")
        self._file.write(b"".join(self._pieces))
        self._file.flush()
        self._pieces.clear()
