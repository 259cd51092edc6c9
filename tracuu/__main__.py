"""Run tracuu, as `tracuu` or `python -m tracuu`: one process for one command."""

from __future__ import annotations

import gc
import os
import sys
import threading

_SELDOM = 100_000  # objects made between two looks for garbage in circles: more than a search makes; Python's is 700


def main() -> None:
    """Run the command line and leave with its exit code (docs/formats.md, "Exit codes").

    Once a command was interrupted, a second Ctrl-C must not interrupt Python's own way out, which would then wait for
    ever for what it has lost.
    """
    gc.set_threshold(_SELDOM)  # before the command line is imported, which makes objects enough for many looks
    from tracuu.cli import INTERRUPTED, run

    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave(code)


def _leave(code: int) -> None:
    """End the process. Where nothing else is at work in it, nothing is taken apart that the system frees at once."""
    gc.freeze()  # or Python, on its way out, would look for garbage in all that is going anyway
    if threading.active_count() > 1 or "multiprocessing" in sys.modules:
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # a full disk, a pipe whose reader has gone: Python's own way out says so
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
