"""A program that merges a packed file into an archive and says how far it is: to be killed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import tracuu
from tracuu import pipeline
from tracuu.sharing import merging, opening


def main(folder: Path, path: str, step: int) -> None:
    """Merge in portions of `step` articles; print a line once each is durable, and after each further line of rows."""
    pipeline.CHUNK = pipeline.TOGETHER = 1
    pipeline.INDEX_EVERY = step
    with opening.opened(path) as other, tracuu.open(folder, create=True) as session:
        opening.check(other)
        dumps = type(session.archive.dumps)
        restore = dumps.restore

        def told(self: Any, facts: Any) -> Any:
            done = restore(self, facts)
            say()
            return done

        dumps.restore = told  # type: ignore[method-assign]  # to be heard of each line
        merging.merge(session.archive, other, progress=lambda _: say())


def say() -> None:
    """Say that something more is durable."""
    sys.stdout.write("kept\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
