"""Where exports go: a file that appears whole or not at all and is never overwritten unasked, or stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tracuu.errors import UsageError
from tracuu.messages.system import reason

STDOUT = "-"
_BOM = "\ufeff"  # without it Excel reads a CSV file in the encoding of the country
_PACKED = ".gz"


@contextmanager
def replaced(path: str, *, force: bool = False) -> Iterator[Path]:
    """Give a path to write to, which takes the place of `path` when the block ends without an error.

    A device or a pipe is written to and never replaced; behind a link it is the linked file that is replaced.
    Raises UsageError for a folder, for a file that is there (unless `force`), and when it cannot be written.
    """
    target = Path(path)
    try:
        refuse_taken(path, force=force)
        if target.exists() and not target.is_file():
            yield target
            return
        with _beside(target.resolve()) as partial:
            yield partial
    except OSError as error:
        raise UsageError("rows.cannot_write", path=path, reason=reason(error)) from error


def refuse_taken(path: str, *, force: bool = False) -> None:
    """See that a file may be written: none is there, or it may be replaced. Raises UsageError."""
    target = Path(path)
    if target.is_dir():
        raise UsageError("rows.is_folder", path=path)
    if path != STDOUT and target.is_file() and not force:
        raise UsageError("rows.exists", path=path)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a path beside a file, and put what was written there in its place; what was not finished is taken away."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield partial
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def opened(path: str, *, force: bool = False, bom: bool = False) -> Iterator[TextIO]:
    """Open a text in UTF-8 for writing: stdout, or a file as `replaced` gives it; one called `.gz` is packed.

    `bom` begins a file with a byte order mark, stdout never.
    """
    if path == STDOUT:
        yield sys.stdout
        return
    with replaced(path, force=force) as partial, _text(partial, packed=path.endswith(_PACKED)) as out:
        if bom:
            out.write(_BOM)
        yield out


def _text(path: Path, *, packed: bool) -> TextIO:
    if not packed:
        return path.open("w", encoding="utf-8", newline="")
    import gzip

    return gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=6)
