"""The process that reads office files: `python -m tracuu.corpus.office.process`, started by `keeper`.

One line of JSON says what comes and how long it is, then come the bytes; one line of JSON answers. It takes no more
memory than is set, ends itself when a file takes too long, and ends with whoever started it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from typing import BinaryIO

from tracuu.corpus.office import kinds
from tracuu.corpus.office.document import packed
from tracuu.errors import InputError

MEMORY = 2_000_000_000
"""Bytes of memory that reading one file may take, where the system lets a process bound itself."""


def main() -> None:
    """Answer until there are no more questions."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    _bound_memory()
    gc.freeze()
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        raw = sys.stdin.buffer.read(asked["size"])
        if len(raw) < asked["size"]:
            return
        _bound_time(asked["seconds"])
        _answer(answers, _told(raw, kinds.Wish(asked["media_type"], asked["ocr"], asked["lang"])))
        _bound_time(0)


def _told(raw: bytes, wish: kinds.Wish) -> dict[str, object]:
    try:
        return packed(kinds.read(raw, wish))
    except InputError as error:
        return {"error": error.key, "values": {name: _simple(value) for name, value in error.values.items()}}
    except MemoryError:
        return {"error": "office.too_much_memory", "values": {}}
    except RecursionError:
        return {"error": "office.too_deep", "values": {"most": sys.getrecursionlimit()}}


def _simple(value: object) -> object:
    return value if isinstance(value, int | float) else str(value)


def _answer(answers: BinaryIO, told: dict[str, object]) -> None:
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()


def _bound_memory() -> None:
    if sys.platform in {"win32", "darwin"}:  # neither bounds a process so
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    least = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (least, most))


def _bound_time(seconds: float) -> None:
    """Have the system end this process after that time: it does so whatever the process is busy with."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(seconds) + 5 if seconds else 0)


if __name__ == "__main__":
    main()
