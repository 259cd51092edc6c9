"""Has office files read in a process of their own: one that hangs, breaks down or eats memory ends alone.

The process is started when the first file comes, and again after it had to be ended. Each of our processes has one.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

from tracuu.corpus.office import programs
from tracuu.corpus.office.document import Document, Table, unpacked
from tracuu.corpus.office.kinds import Wish
from tracuu.errors import InputError

SECONDS = 300
"""How long reading one file may take."""

SECONDS_WITH_OCR = 3_600


def read(raw: bytes, wish: Wish) -> Document | tuple[Table, ...]:
    """Have a file read.

    Raises InputError when it cannot be: it is damaged, protected, hostile, too slow to read, or holds no text.
    """
    told = process().ask(raw, wish, SECONDS_WITH_OCR if wish.ocr else SECONDS)
    if "error" in told:
        raise InputError(told["error"], **told["values"])
    return unpacked(told)


class Process:
    """The process that reads, and how it is talked to."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, raw: bytes, wish: Wish, seconds: float) -> dict[str, Any]:
        """Have one file read; give the answer, which may be an error."""
        with self._lock:
            running = self.started()
            late = Event()
            timer = Timer(seconds, _end_late, (running, late))
            timer.start()
            try:
                line = _exchange(running, raw, wish, seconds)
            finally:
                timer.cancel()
            if line.endswith(b"\n"):
                answer: dict[str, Any] = json.loads(line)
                return answer
            self.end()
            key = "office.slow" if late.is_set() else "office.broken_reader"
            return {"error": key, "values": {"seconds": round(seconds)}}

    def started(self) -> subprocess.Popen[bytes]:
        """Give the running process; start one where none runs."""
        if self._running is None or self._running.poll() is not None:
            self.end()
            ours = str(Path(__file__).parents[3])
            paths = os.pathsep.join(filter(None, [ours, os.environ.get("PYTHONPATH")]))
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-m", "tracuu.corpus.office.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
                start_new_session=True,
            )
        return self._running

    def end(self) -> None:
        """End the process, if it runs."""
        running, self._running = self._running, None
        if running is not None:
            programs.end(running)
            running.wait()
            for pipe in (running.stdin, running.stdout):
                _close(pipe)


def _end_late(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    programs.end(process)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet written to a process that ended


def _exchange(process: subprocess.Popen[bytes], raw: bytes, wish: Wish, seconds: float) -> bytes:
    """Write a question and read the answer; what is cut short ended because the process did."""
    assert process.stdin is not None  # noqa: S101  both are pipes; this tells mypy
    assert process.stdout is not None  # noqa: S101
    question = {"size": len(raw), "seconds": seconds, **wish._asdict()}
    try:
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.write(raw)
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return b""


@cache
def process() -> Process:
    """Give the process that reads for this one; it is ended with this one."""
    started = Process()
    atexit.register(started.end)
    return started
