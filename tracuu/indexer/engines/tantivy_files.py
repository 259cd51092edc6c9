"""Whether the files of a tantivy index hold the bytes that were written.

tantivy ends every file of a segment with a footer: JSON with the CRC32 of all that stands before it, the length of
that JSON, and a magic number (tantivy 0.27, src/directory/footer.rs). It looks at the checksum only when it is told to,
which tantivy-py cannot, and so it answers from overwritten bytes as if they were right.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tracuu.indexer.engines.tantivy_faults import META

_KINDS = ("idx", "pos", "term", "fast", "fieldnorm", "store")
_MAGIC = 1337
_TAIL = 8  # bytes behind the JSON: its length and the magic number, both little-endian
_LONGEST_FOOTER = 10_000
_BLOCK = 1 << 20


def spoilt(folder: Path, progress: Callable[[int, int], None]) -> list[str]:
    """Name the files of the index in `folder` that are missing, unreadable, or not what was written. Reads all.

    `progress` hears (bytes read, bytes in all). Raises OSError or ValueError when there is no list of the files.
    """
    names = _segment_files((folder / META).read_text(encoding="utf-8"))
    there = [folder / name for name in names if (folder / name).is_file()]
    total = sum(file.stat().st_size for file in there)
    found = [name for name in names if not (folder / name).is_file()]
    read = 0
    for file in there:
        progress(read, total)
        if not _is_whole(file):
            found.append(file.name)
        read += file.stat().st_size
    progress(total, total)
    return found


def _segment_files(meta: str) -> list[str]:
    names = []
    try:
        for segment in json.loads(meta)["segments"]:
            stem = segment["segment_id"].replace("-", "")
            names += [f"{stem}.{kind}" for kind in _KINDS]
            if segment["deletes"]:
                names.append(f"{stem}.{segment['deletes']['opstamp']}.del")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(META) from error
    return names


def _is_whole(file: Path) -> bool:
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            opened.seek(max(0, size - _LONGEST_FOOTER))
            body, stated = _footer(size, opened.read())
            opened.seek(0)
            return stated == _checksum(opened.read, body)
    except (OSError, ValueError, KeyError, TypeError):  # a disk that cannot read it back has not kept it
        return False


def _footer(size: int, end: bytes) -> tuple[int, int]:
    """Read the end of a file of `size` bytes: how many bytes its checksum is of, and the checksum."""
    length, magic = int.from_bytes(end[-_TAIL:-4], "little"), int.from_bytes(end[-4:], "little")
    if magic != _MAGIC or length + _TAIL > len(end):
        raise ValueError(magic)
    stated = json.loads(end[-length - _TAIL : -_TAIL])
    return size - length - _TAIL, int(stated["crc"])


def _checksum(read: Callable[[int], bytes], size: int) -> int:
    import zlib  # a search looks at no checksum

    checksum = 0
    while size and (block := read(min(size, _BLOCK))):
        checksum = zlib.crc32(block, checksum)
        size -= len(block)
    return checksum
