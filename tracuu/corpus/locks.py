"""One lock for each resource of an archive, held for a batch: frontier, index, decisions, archive.

A lock is a file in the archive's `locks/` folder that the operating system locks (flock on POSIX, LockFileEx's kin on
Windows); it falls with its process, so a killed process leaves no lock behind. Beside it stands a small file that
names the holder: it serves the message alone and decides nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracuu.corpus.failures import explained
from tracuu.corpus.store.connection import WAIT
from tracuu.errors import Busy

FOLDER = "locks"
_POLL = 0.02


@contextmanager
def held(folder: Path, name: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock `name` of the archive in `folder` for the time of a with block.

    Waits up to `wait` seconds (0: not at all). Raises Busy when another process (or another handle of this one)
    still holds it, naming that process when it can be told; NotWritable when no lock file can be made.
    """
    from filelock import FileLock, Timeout

    place = folder / FOLDER
    lock = FileLock(place / f"{name}.lock", poll_interval=_POLL)
    with explained(folder):
        place.mkdir(exist_ok=True)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise _busy(place, name) from error
    try:
        _name_holder(place, name)
        yield
    finally:
        # Before the release, or it would be the next holder's file that goes.
        with suppress(OSError):
            _holder(place, name).unlink(missing_ok=True)
        lock.release()


def _holder(place: Path, name: str) -> Path:
    return place / f"{name}.holder"


def _name_holder(place: Path, name: str) -> None:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip()
    with suppress(OSError):  # it only serves the message of another process
        _holder(place, name).write_text(json.dumps({"pid": os.getpid(), "command": command}), encoding="utf-8")


def _busy(place: Path, name: str) -> Busy:
    try:
        known = json.loads(_holder(place, name).read_text(encoding="utf-8"))
        return Busy("archive.busy_by", name=name, pid=int(known["pid"]), command=str(known["command"]))
    except (OSError, ValueError, KeyError, TypeError):  # gone, half written, or not ours: the holder stays unnamed
        return Busy("archive.busy", name=name)
