"""Keeping what servers sent, byte for byte, in WARC 1.1 files (ISO 28500:2017), one per run and gigabyte.

Each answer is a `response` record with the headers as received and the body as sent, so that what `tracuu add` makes of
the file is what the crawl made of the answers.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from tracuu.crawling import Reply

LARGEST = 1_000_000_000
"""Bytes after which the next file is begun."""


class WarcFolder:
    """A folder that WARC files are written to. Files of earlier runs are never touched: a cut one stays as it is."""

    def __init__(self, folder: Path, software: str) -> None:
        """Make the folder when it is not there; files are made when the first answer comes. `software` signs them."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._software = folder, software
        self._file: BinaryIO | None = None
        self._made = 0

    def keep(self, replies: Sequence[Reply]) -> None:
        """Append answers and force them to the disk: they are there before the archive says that it has them."""
        if not replies:
            return
        from warcio.warcwriter import WARCWriter

        file = self._open()
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        if not file.tell():
            named = Path(file.name).name
            writer.write_record(
                writer.create_warcinfo_record(named, {"software": self._software, "format": "WARC 1.1"})
            )
        for reply in replies:
            with _opened(reply.body) as body:
                writer.write_record(_record(writer, reply, body))
        file.flush()
        os.fsync(file.fileno())

    def close(self) -> None:
        """Finish the file."""
        if self._file:
            self._file.close()
            self._file = None

    def _open(self) -> BinaryIO:
        if self._file and self._file.tell() >= LARGEST:
            self.close()
        while self._file is None:
            self._made += 1
            stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
            path = self._folder / f"tracuu-{stamp}-{os.getpid()}-{self._made:05}.warc.gz"
            try:
                self._file = path.open("xb")
            except FileExistsError:  # another crawl's file of the same second and number: take the next
                continue
        return self._file


def _record(writer: Any, reply: Reply, body: BinaryIO) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    # The body stands as it came over the wire, but in one piece.
    headers = [(name, value) for name, value in reply.headers.items() if name != "transfer-encoding"]
    moment = datetime.fromtimestamp(reply.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return writer.create_warc_record(
        reply.url,
        "response",
        payload=body,
        length=_length(body),  # else it is copied to a file of its own first
        http_headers=StatusAndHeaders(_status(reply.status), headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": moment},
    )


def _length(body: BinaryIO) -> int:
    length = body.seek(0, os.SEEK_END)
    body.seek(0)
    return length


def _status(status: int) -> str:
    phrase = next((one.phrase for one in HTTPStatus if one == status), "")
    return f"{status} {phrase}".rstrip()


def _opened(body: bytes | Path | None) -> BinaryIO:
    return body.open("rb") if isinstance(body, Path) else BytesIO(body or b"")
