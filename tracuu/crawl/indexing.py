"""Linking and indexing while a crawl goes on: the work of a worker process, with a handle of its own on the archive."""

from __future__ import annotations

from pathlib import Path

WAIT = 60.0
"""Seconds that it waits for a batch of the crawl."""


def index(folder: Path) -> None:
    """Link and index what is outstanding in the archive of `folder`.

    Another process that is doing the same is left to it: what remains is done by the next writing command.
    """
    from tracuu import pipeline
    from tracuu.corpus.archive import Archive
    from tracuu.errors import Busy

    with Archive.open(folder, write=True, wait=WAIT) as archive:
        try:
            pipeline.name(archive)
        except Busy:
            return
