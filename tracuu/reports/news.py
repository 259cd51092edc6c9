"""What is new for a saved search: the stories that it finds and was not told of."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.saved import Saved
from tracuu.indexer.engines.base import Reader
from tracuu.search.answer import Hit
from tracuu.search.run import Request, run, unseen
from tracuu.tuples import Record

IN_A_FEED = 100
"""Stories that a feed holds, the newest ones."""


class News(Record):
    """What a saved search finds that is new: hits by story number, the newest first."""

    saved: Saved
    hits: dict[int, Hit]


def begin(
    archive: Archive, reader: Reader, name: str, query: str, options: Mapping[str, Any], *, tell_all: bool
) -> int:
    """Save a search; give how many stories it finds now. With `tell_all` these are new the first time it is told."""
    asked = {key: value for key, value in options.items() if value not in ((), None, False)}
    found = unseen(archive, reader, _request(Saved(name, query, asked)), ())
    archive.saved.add(name, query, asked)
    if not tell_all:
        archive.saved.mark(name, found, time.time())
    return len(found)


def of(archive: Archive, reader: Reader, names: Sequence[str]) -> list[News]:
    """Give what is new since the searches were last told, of all when none is named.

    Raises UsageError when there is no search of a name.
    """
    seen = {name: archive.saved.seen(name) for name in names}
    wanted = [one for one in archive.saved.list() if one.name in seen or not names]
    return [_news(archive, reader, one) for one in wanted]


def latest(archive: Archive, reader: Reader, name: str) -> list[Hit]:
    """Give the newest stories that a saved search finds, told or not: what a feed of it holds."""
    (saved,) = (one for one in archive.saved.list() if one.name == name)
    return list(run(archive, reader, _request(saved)._replace(limit=IN_A_FEED)).hits)


def mark(archive: Archive, found: Sequence[News]) -> None:
    """Note that what is new was told."""
    for one in found:
        archive.saved.mark(one.saved.name, one.hits, time.time())


def _news(archive: Archive, reader: Reader, saved: Saved) -> News:
    return News(saved, unseen(archive, reader, _request(saved), archive.saved.seen(saved.name)))


def _request(saved: Saved) -> Request:
    """Make the request of a saved search: lists, as JSON has them, become tuples again."""
    options = {name: tuple(value) if isinstance(value, list) else value for name, value in saved.options.items()}
    return Request(query=saved.query)._replace(**options, sort="newest")
