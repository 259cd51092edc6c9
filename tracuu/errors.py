"""The errors of tracuu, and whose fault each one is.

TracuuError                 the root: everything a user may meet
├── UsageError              the user's words: an option, an id, a path that is not there
│   ├── UnknownId           no story or version has this id
│   ├── AmbiguousId         several ids begin with what was typed
│   ├── UnknownEntity       no instrument or model is called so (exit code 1: nothing found)
│   └── AmbiguousEntity     several are; the values list them
├── InputError              one article, file or row that cannot be taken in (it is rejected, the rest goes on)
├── DataError               a data file of ours or the user's (site, names, words) is wrong at a stated line
├── ArchiveError            the archive as a whole
│   ├── NoArchive           there is none where one was looked for
│   ├── NewerSchema         written by a later tracuu than this one
│   ├── OlderSchema         written by an earlier one and not yet migrated
│   ├── Busy                another process holds the lock that is needed
│   ├── UnsafePlace         a network or synced folder, where WAL loses data
│   ├── NotWritable         no rights, or a read-only place
│   ├── DiskFull            no room left
│   └── Damaged             SQLite says the file is broken
├── Fault                   a fault of tracuu itself, which nobody foresaw; its cause is chained
└── IndexFailure            the index as a whole (it is a cache: each of these is mended by a rebuild)
    ├── IndexMissing        there is no index beside the archive
    └── IndexDamaged        it is there and cannot be read

A message is one line: what, where, and what to do next. Its words stand in the catalogue (`tracuu.messages`);
an error names its entry and the values that fill it.
"""

from __future__ import annotations

from typing import Any, cast

from tracuu.messages import say


class TracuuError(Exception):
    """The root of all errors that a user may meet.

    `key` names the entry of the message catalogue, `values` fill its places; `str(error)` is the finished line.
    """

    exit_code = 2

    def __init__(self, key: str, **values: object) -> None:
        """Keep the entry's name and its values; the words are made when they are asked for."""
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        """Give the one line that the user reads."""
        return say(self.key, **self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes: keyword arguments are not pickled by Exception itself."""
        return (_rebuild, (type(self), self.key, self.values))


def _rebuild(kind: type[TracuuError], key: str, values: dict[str, object]) -> TracuuError:
    return kind(key, **values)


class UsageError(TracuuError):
    """The user's words do not fit: an option, an id, a path that is not there."""


class UnknownId(UsageError):
    """No story or version has this id."""


class AmbiguousId(UsageError):
    """Several ids begin with what was typed."""


class UnknownEntity(UsageError):
    """No instrument or model is called so. `near`, among the values, lists what is called nearly so."""

    exit_code = 1


class AmbiguousEntity(UsageError):
    """Several instruments or models are called so; the values hold what was `typed` and the `candidates`."""

    @property
    def candidates(self) -> tuple[Any, ...]:
        """What may be meant (`tracuu.entities.Entity`), likeliest first."""
        return cast("tuple[Any, ...]", self.values["candidates"])


class InputError(TracuuError):
    """One article, file or row cannot be taken in; it is rejected and the rest goes on."""


class DataError(TracuuError):
    """A data file is wrong; the values name file and line."""


class ArchiveError(TracuuError):
    """The archive as a whole cannot be used as asked."""


class NoArchive(ArchiveError):
    """There is no archive where one was looked for."""


class NewerSchema(ArchiveError):
    """The archive was written by a later tracuu than this one."""


class OlderSchema(ArchiveError):
    """The archive was written by an earlier tracuu and must be migrated first."""


class Busy(ArchiveError):
    """Another process holds the lock that is needed."""


class UnsafePlace(ArchiveError):
    """The folder is on a network or synced drive, where SQLite's WAL is unsafe."""


class NotWritable(ArchiveError):
    """There are no rights to write here, or the place is read-only."""


class DiskFull(ArchiveError):
    """There is no room left on the disk."""


class Damaged(ArchiveError):
    """SQLite reports that the archive's file is broken."""


class Fault(TracuuError):
    """Something in tracuu itself went wrong; the cause is chained."""


class IndexFailure(TracuuError):
    """The index as a whole cannot be used; it is a cache, so a rebuild mends it."""


class IndexMissing(IndexFailure):
    """There is no index beside the archive."""


class IndexDamaged(IndexFailure):
    """The index is there and cannot be read."""
