"""Programs of others that read what we do not: started without a shell, in a folder of their own, ended in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tracuu.errors import InputError


def found(names: Sequence[str], places: Sequence[str] = ()) -> str | None:
    """Give the path of the first program that is installed: on the search path, else where systems put it."""
    by_name = (shutil.which(name) for name in names)
    return next(filter(None, by_name), None) or next((place for place in places if os.access(place, os.X_OK)), None)


def run(command: Sequence[str], seconds: float, given: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
    """Run a program to its end and give what it wrote.

    Args:
        command: the program's path and its arguments.
        seconds: after which it is killed, with what it started.
        given: what it reads.
        more: variables of its environment beside ours.

    Raises:
        InputError: it was too slow, or said that it failed.
    """
    name = os.path.basename(command[0])  # noqa: PTH119  a path of another system's kind too
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(more or {})},
        start_new_session=True,
        preexec_fn=_as_much_memory_as_may_be if sys.platform != "win32" else None,  # noqa: PLW1509  has one thread
    ) as process:
        try:
            out, told = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            end(process)
            raise InputError("office.converter_slow", program=name, seconds=round(seconds)) from error
    if process.returncode:
        detail = told.decode("utf-8", "replace").strip().splitlines()
        raise InputError(
            "office.not_converted", program=name, detail=detail[-1][:200] if detail else process.returncode
        )
    return out


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that began a session of its own, and all that it started; one that ended is left alone."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


def _as_much_memory_as_may_be() -> None:
    """Our own bound is for our readers; others reserve far more than they use."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
