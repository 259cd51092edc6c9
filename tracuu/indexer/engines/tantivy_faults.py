"""What goes wrong inside tantivy, turned into errors of tracuu."""

from __future__ import annotations

from types import TracebackType

from tracuu.errors import Busy, DiskFull, IndexDamaged, NotWritable, TracuuError
from tracuu.paths import AnyPath

META = "meta.json"
"""tantivy's list of segments: without it there is no index."""

# tantivy-py raises ValueError for nearly everything; what happened can only be told from its words.
_BUSY = ("LockBusy", "Failed to acquire Lockfile")
_FULL = ("No space left", "os error 28", "os error 112", "StorageFull")
_DENIED = ("Permission denied", "os error 13", "os error 5)", "Read-only file system", "os error 30")


class faults:  # noqa: N801  read as a verb phrase: with faults(folder)
    """Turn what tantivy and the system raise in a with block into Busy, DiskFull, NotWritable or IndexDamaged.

    A class, for every search goes through it: a generator's takes four times as long to enter and leave.
    """

    def __init__(self, folder: AnyPath) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise the error that says what went wrong; what is none of these goes through."""
        if error is None or isinstance(error, TracuuError):
            return
        if isinstance(error, ValueError | OSError | RuntimeError):
            raise _named(str(error), self._folder) from error
        # A panic of Rust code is no Exception. Of queries none can panic (the tests see to it): it is the files.
        if type(error).__name__ == "PanicException":
            raise IndexDamaged("index.damaged", path=self._folder, detail=_first_line(error)) from error


def _named(detail: str, folder: AnyPath) -> TracuuError:
    # A lock that cannot be had because nothing can be written there is told by the same words as one that is held.
    if any(sign in detail for sign in _FULL):
        return DiskFull("index.disk_full", path=folder)
    if any(sign in detail for sign in _DENIED):
        return NotWritable("index.not_writable", path=folder, detail=detail)
    if any(sign in detail for sign in _BUSY):
        return Busy("index.busy", path=folder)
    return IndexDamaged("index.damaged", path=folder, detail=detail.partition("\n")[0])


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
