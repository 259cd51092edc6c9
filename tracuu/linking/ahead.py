"""Reading in worker processes, ahead of comparing: so that a second core works while this one compares.

A process numbers signs as it meets them. What it sends are the signs of some versions, and of each version which of
these stand in it; the shelf's own reader then gives them its numbers. What is read does not depend on who reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.linking.copies import shingles
from tracuu.linking.signs import Reader, Reading, Vocabulary
from tracuu.linking.tables import Tables
from tracuu.linking.texts import texts
from tracuu.workers import Workers

if TYPE_CHECKING:
    from tracuu.linking.copies import Shingles

TOGETHER = 50
"""Versions that are read together."""

FEW = 5
"""Versions that are read sooner here than asked for, when they were not announced."""

KNOWN = 500_000
"""Signs that a worker process remembers; then it begins anew."""

_RUNS = count()


class Read(NamedTuple):
    """A version as it was read: the digest of its text (8 bytes), and its runs of words where they were asked for."""

    version: int
    digest: bytes
    reading: Reading
    shingles: Shingles | None


class _Batch(NamedTuple):
    """Versions as a worker read them: they number signs by their places in `signs`."""

    signs: list[str]
    read: list[Read]


class _Task(NamedTuple):
    """What is to be read together: versions of the archive in a folder, all their pairs of words or those in tables.

    Their runs of words are cut too, or not. A worker keeps what it knows of words and tables during one `run`.
    """

    folder: Path
    run: int
    versions: Sequence[int]
    cut: bool
    whole: bool


class Ahead:
    """Versions that are read in processes, as they are announced or asked for; without workers, in this one."""

    def __init__(self, archive: Archive, crew: Workers | None) -> None:
        """Take an archive whose tables do not change while this lives, and the workers if there are to be any."""
        self._archive = archive
        self._crew = crew
        self._run = next(_RUNS)
        self._under_way: dict[int, Future[_Batch]] = {}

    def __contains__(self, version: int) -> bool:
        """Tell whether a version was announced, and not asked for since."""
        return version in self._under_way

    def announce(self, versions: Sequence[int], *, cut: bool = False, whole: bool = False) -> None:
        """Have versions read that will be asked for, if there are workers."""
        if self._crew is None:
            return
        new = [version for version in versions if version not in self]
        try:
            for task in self._tasks(new, cut=cut, whole=whole):
                self._under_way |= dict.fromkeys(task.versions, self._crew.submit(_read_apart, task))
        except BrokenExecutor:  # a process was killed: this one reads from now on
            self._crew = None

    def read(
        self, versions: Sequence[int], reader: Reader, *, cut: bool = False, whole: bool = False
    ) -> Iterator[Read]:
        """Read versions, given without repetition, by the numbers of a reader's vocabulary."""
        if len(versions) > FEW:
            self.announce(versions, cut=cut, whole=whole)
        futures = {future: None for version in versions if (future := self._under_way.pop(version, None))}
        missing = set(versions)
        for future in futures:
            for one in _renumbered(_result(future), reader.vocabulary):
                if one.version in missing:
                    missing.discard(one.version)
                    yield one
        yield from self._here([version for version in versions if version in missing], reader, cut=cut, whole=whole)

    def _tasks(self, versions: Sequence[int], *, cut: bool, whole: bool) -> Iterator[_Task]:
        for at in range(0, len(versions), TOGETHER):
            yield _Task(self._archive.folder, self._run, versions[at : at + TOGETHER], cut, whole)

    def _here(self, versions: Sequence[int], reader: Reader, *, cut: bool, whole: bool) -> Iterator[Read]:
        for task in self._tasks(versions, cut=cut, whole=whole):
            yield from _read(self._archive, reader, task)


def _result(future: Future[_Batch]) -> _Batch:
    """Give what a worker read; nothing where it was killed."""
    try:
        return future.result()
    except BrokenExecutor:
        return _Batch([], [])


def _read(archive: Archive, reader: Reader, task: _Task) -> Iterator[Read]:
    """Read versions in the process in which this is called."""
    for text in texts(archive, task.versions):
        reading = reader.read(text.sentences(), text.lang, whole=task.whole)
        yield Read(text.number, text.digest(), reading, shingles(text.lines) if task.cut else None)


def _read_apart(task: _Task) -> _Batch:
    """Read versions in a worker process."""
    archive, reader = _begun(task.folder, task.run)
    batch = _packed(list(_read(archive, reader, task)), reader.vocabulary)
    if len(reader.vocabulary) > KNOWN:
        _begun.cache_clear()
    return batch


@lru_cache(maxsize=1)
def _begun(folder: Path, _run: int) -> tuple[Archive, Reader]:
    """Open an archive in a worker process, and know no word of it yet."""
    archive = Archive.open(folder)
    return archive, Reader(Tables(archive).pairs)


def _packed(found: Sequence[Read], vocabulary: Vocabulary) -> _Batch:
    """Number the signs of some versions by their places among these."""
    import numpy as np

    together = np.concatenate([np.empty(0, np.int32), *(one.reading.signs for one in found)])
    signs, places = np.unique(together, return_inverse=True)
    parts = np.split(places.astype(np.int32), np.cumsum([len(one.reading.signs) for one in found[:-1]]))
    read = [one._replace(reading=one.reading._replace(signs=part)) for one, part in zip(found, parts, strict=True)]
    return _Batch(vocabulary.written(signs), read)


def _renumbered(batch: _Batch, vocabulary: Vocabulary) -> Iterator[Read]:
    """Give what a worker read by the numbers of a vocabulary of this process."""
    import numpy as np

    numbers = np.array([vocabulary[sign] for sign in batch.signs], np.int32)
    for one in batch.read:
        yield one._replace(reading=one.reading.renumbered(numbers))
