"""The archive: the one place where articles are kept. A folder with `archive.sqlite`, the truth, in it.

This class is the face; the SQL of each concern stands in `corpus.store`, and what a search does not need of it is
imported by the methods that do. What is acknowledged (`add` has returned) survives a killed process and a power cut.
docs/archive.md explains tables, ids, locks and migrations.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec, Self, TypeVar

from tracuu import paths
from tracuu.corpus import schema
from tracuu.corpus.failures import explained
from tracuu.corpus.store import reading, totals, work
from tracuu.corpus.store.connection import FILE, WAIT, connect, transaction, unsynced
from tracuu.corpus.store.totals import Coverage, Sizes, Totals
from tracuu.errors import Damaged, NoArchive, NotWritable, OlderSchema, UnsafePlace
from tracuu.records import Draft, Kept, Layer, Version

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.corpus.calendar import Calendar
    from tracuu.corpus.conflicts import Conflicts
    from tracuu.corpus.dumps import Dumps
    from tracuu.corpus.frontier import Frontier
    from tracuu.corpus.lexicon import Lexicon
    from tracuu.corpus.matching import Stories
    from tracuu.corpus.naming import Naming
    from tracuu.corpus.saved import SavedSearches
    from tracuu.corpus.store.checking import Finding
    from tracuu.corpus.store.linking import FoundIn
    from tracuu.corpus.tagging import Marks

__all__ = ["Archive", "Coverage", "Sizes", "Totals"]

_LOCK = "archive"
_P = ParamSpec("_P")
_R = TypeVar("_R")


def _say_nothing(_line: str) -> None:
    return None


def _say_nothing_of(_done: int, _total: int) -> None:
    return None


class Archive:
    """An open archive. Made by `Archive.create` and `Archive.open`, used in a with block, not shared by threads.

    Every method may raise Damaged when SQLite finds the file broken, and Busy when another process keeps it locked;
    those that write may also raise DiskFull and NotWritable. After any error the archive is as it was before the call.
    """

    def __init__(self, place: paths.AnyPath, connection: sqlite3.Connection, *, write: bool, wait: float) -> None:
        """Wrap an open connection; use `create` or `open`. `place` is the archive's folder."""
        self.place = os.fspath(place)
        self._connection = connection
        self._write = write
        self._wait = wait
        self._turns: dict[int, int] = {}

    @classmethod
    def create(
        cls, folder: Path, *, wait: float = WAIT, migrations: Sequence[schema.Migration] = schema.MIGRATIONS
    ) -> Self:
        """Make an archive in `folder` (made too) and open it for writing; one that is there is opened.

        Raises UnsafePlace on a network or synced drive, NotWritable, DiskFull.
        """
        _refuse_unsafe(folder)
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        return cls._opened(folder, _say_nothing, wait, migrations)

    @classmethod
    def open(
        cls,
        folder: paths.AnyPath,
        write: bool = False,  # noqa: FBT001, FBT002  open(folder, write=True) is how it is called
        *,
        notice: Callable[[str], None] = _say_nothing,
        wait: float = WAIT,
        migrations: Sequence[schema.Migration] = schema.MIGRATIONS,
        readable_from: int = schema.READABLE_FROM,
    ) -> Self:
        """Open the archive in `folder`.

        Args:
            folder: where `archive.sqlite` lies.
            write: for writing; an archive of an older schema is then migrated.
            notice: takes the lines that say what a migration will change.
            wait: seconds to wait for another process's batch.
            migrations: the steps of the schema, oldest first.
            readable_from: the oldest schema that is read as it is.

        Raises:
            NoArchive: there is none.
            NewerSchema: a later tracuu wrote it.
            OlderSchema: only opened for reading, and too old for that.
            UnsafePlace: for writing, on a network or synced drive.
            Damaged: the file is broken or is something else.
        """
        file = paths.inside(folder, FILE)
        if not paths.is_file(file):
            raise NoArchive("archive.none", folder=folder)
        if write:
            from pathlib import Path

            _refuse_unsafe(Path(folder))
            return cls._opened(Path(folder), notice, wait, migrations)
        with explained(folder):
            connection = connect(file, write=False, wait=wait)
            try:
                _refuse_unreadable(connection, folder, migrations, readable_from)
            except BaseException:
                connection.close()
                raise
        return cls(folder, connection, write=False, wait=wait)

    @classmethod
    def _opened(
        cls, folder: Path, notice: Callable[[str], None], wait: float, migrations: Sequence[schema.Migration]
    ) -> Self:
        if not os.access(folder, os.W_OK):
            raise NotWritable("archive.not_writable", path=folder, detail=os.strerror(errno.EACCES))
        with explained(folder):
            connection = connect(folder / FILE, write=True, wait=wait)
            try:
                schema.refuse_newer(connection, migrations)
                _refuse_emptied(connection, folder)
                if schema.version_of(connection) < migrations[-1].version:
                    from tracuu.corpus import locks

                    with locks.held(folder, _LOCK, wait):
                        schema.migrate(connection, folder, notice, migrations)
            except BaseException:
                connection.close()
                raise
        return cls(folder, connection, write=True, wait=wait)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Use the archive in a with block, which closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    @cached_property
    def folder(self) -> Path:
        """The archive's folder."""
        from pathlib import Path

        return Path(self.place)

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._write

    @property
    def id(self) -> str:
        """The archive's own id, given when it was made: an index names the archive that it belongs to."""
        return str(self._ask(lambda to: to.execute("SELECT value FROM meta WHERE name = 'archive_id'").fetchone()[0]))

    @property
    def schema_version(self) -> int:
        """The schema that the file has now."""
        return self._ask(schema.version_of)

    def add(self, drafts: Sequence[Draft], *, now: str | None = None, found: FoundIn | None = None) -> list[Kept]:
        """Take a batch of drafts in, wholly or not at all; what is returned is on the disk.

        `Draft.url` and `Draft.source_url` must be normal addresses. The same address, language and text again is
        UNCHANGED: other raw bytes are noted, keys and fields that were unknown are learnt, nothing known is changed.
        The same address and language with another text is RETRANSLATED, and both are kept. The same bytes read by
        another extractor become a new layer of the version, which is UNCHANGED.

        Args:
            drafts: in the order in which they are to be numbered.
            now: the moment that is noted as `added_at`, ISO 8601 in UTC; the clock's when None.
            found: what was found in the drafts; versions without are looked through when they are linked.

        Returns:
            One answer per draft, in the order given.
        """
        from datetime import UTC, datetime

        from tracuu.corpus.store import adding

        moment = now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self._change(adding.add, drafts, moment, found) if drafts else []

    def version(self, number: int) -> Version:
        """Give one version by its number. Raises UnknownId."""
        return self.versions([number])[0]

    def versions(self, numbers: Sequence[int]) -> list[Version]:
        """Give versions by their numbers, in that order. Raises UnknownId."""
        return self._ask(reading.versions, numbers)

    def layer(self, number: int, extractor: str | None = None) -> Layer:
        """Give the text of a version with its marks: the current layer, or the one that `extractor` made.

        Raises UnknownId when there is no such version or layer.
        """
        return self._ask(reading.layer, number, extractor)

    def layers(self, numbers: Sequence[int]) -> dict[int, Layer]:
        """Give the current layers of many versions by number; numbers that there are none of are left out."""
        return self._ask(lambda to: dict(reading.layers(to, numbers)))

    def of_bytes(self, digest: bytes) -> list[Version]:
        """Give the versions that were made of the same bytes, given by their SHA-256."""
        return self._ask(reading.of_bytes, digest)

    def raw(self, number: int) -> bytes:
        """Give the bytes of a version as they were found. Raises UnknownId."""
        return self._ask(reading.raw, number)

    def numbers(self) -> range:
        """Give the numbers of all versions: they are counted from 1 without a gap."""
        return range(1, self._ask(reading.last_number) + 1)

    def resolve(self, typed: str) -> tuple[Literal["story", "version"], str]:
        """Find the story or version that is meant, and give its id.

        Takes a full id, the beginning of one (3 characters or more) that only one id has, the former id of a story
        that was merged, the id that came with an article, and a URL. Raises UnknownId; AmbiguousId, whose values name
        the candidates.
        """
        from tracuu.corpus.store import resolving

        return self._ask(resolving.resolve, typed, _normal)

    def number(self, id_: str) -> int:
        """Give the number of a version or story by its full id. Raises UnknownId."""
        from tracuu.corpus.store import resolving

        return self._ask(resolving.number, id_)

    def story_versions(self, story: str) -> list[Version]:
        """Give all versions of a story by its full id, in the order in which they came. Raises UnknownId."""
        return self._ask(reading.story_versions, self.number(story))

    def story_reason(self, number: int) -> str:
        """Say in one line by what a version belongs to its story. Raises UnknownId."""
        from tracuu.corpus.store import reasons

        return self._ask(reasons.story_reason, number)

    def siblings(self, story_numbers: Sequence[int]) -> dict[int, list[tuple[int, str, str]]]:
        """Give, for each story by number, (number, id, language) of all its versions."""
        return self._ask(reading.siblings, story_numbers)

    def outstanding(self, limit: int, *, linked: bool = False) -> list[int]:
        """Give up to `limit` versions whose index entry is missing or stale, lowest number first.

        With `linked` those are left out whose stories are yet to be linked to what they name.
        Read the versions after this call: a version that changes later stays on the list when it is settled.
        """
        turns = self._ask(lambda to: work.outstanding(to, limit, linked=linked))
        self._turns.update(turns)
        return list(turns)

    def touched(self, numbers: Sequence[int]) -> None:
        """Note, before the index commits, that it may hold entries of these versions from now on."""
        self._change(work.mark_touched, numbers)

    def is_touched(self, number: int) -> bool:
        """Say of an outstanding version whether the index may hold an entry of it already."""
        return self._ask(work.is_touched, number)

    def settle(self, numbers: Sequence[int]) -> None:
        """Note, after the index has committed, that it knows these versions as `outstanding` gave them out."""
        self._change(work.settle, numbers, self._turns)
        for number in numbers:
            self._turns.pop(number, None)

    def all_outstanding(self) -> None:
        """Make every version outstanding, untouched: there is a new, empty index, or none."""
        self._turns.clear()
        self._change(work.restart)

    @property
    def naming(self) -> Naming:
        """What the archive keeps of named models and instruments: found, linked, learned, decided.

        Raises OlderSchema when it was opened for reading and is from before that.
        """
        from tracuu.corpus.naming import Naming

        self._need(schema.NAMING)
        return Naming(self._ask, self._change, self._change_for_now)

    @cached_property
    def frontier(self) -> Frontier:
        """What crawling keeps: addresses and what became of them, hosts, crawls and their runs.

        Raises OlderSchema when it was opened for reading and is from before that.
        """
        from tracuu.corpus import sites
        from tracuu.corpus.frontier import Frontier

        self._need(schema.CRAWLING)
        return Frontier(self._ask, self._change, self._change_for_now, lambda: sites.load(self.folder / "sites"))

    @property
    def dumps(self) -> Dumps:
        """The archive as lines, out and in. Raises OlderSchema as `frontier` does."""
        from tracuu.corpus.dumps import Dumps

        self._need(schema.STORIES)
        return Dumps(self._ask, self._change)

    @property
    def saved(self) -> SavedSearches:
        """The saved searches. Raises OlderSchema when it was opened for reading and is from before them."""
        from tracuu.corpus.saved import SavedSearches

        self._need(schema.CRAWLING)
        return SavedSearches(self._ask, self._change)

    @property
    def lexicon(self) -> Lexicon:
        """The translation tables. Raises OlderSchema when it was opened for reading and is from before them."""
        from tracuu.corpus.lexicon import Lexicon

        self._need(schema.ACROSS)
        return Lexicon(self._ask, self._change)

    @property
    def stories(self) -> Stories:
        """The stories beyond hints: ties found and decided. Raises OlderSchema as `frontier` does."""
        from tracuu.corpus.matching import Stories

        self._need(schema.STORIES)
        return Stories(self._ask, self._change)

    @property
    def marks(self) -> Marks:
        """What users marked stories with. Raises OlderSchema as `frontier` does."""
        from tracuu.corpus.tagging import Marks

        self._need(schema.MARKS)
        return Marks(self._ask, self._change)

    @property
    def conflicts(self) -> Conflicts:
        """Decisions of others that contradict ours. Raises OlderSchema as `frontier` does."""
        from tracuu.corpus.conflicts import Conflicts

        self._need(schema.CONFLICTS)
        return Conflicts(self._ask, self._change)

    def has_marks(self) -> bool:
        """Tell whether any story is marked. Cheap: nothing is imported for it."""
        if self.schema_version < schema.MARKS:
            return False
        return bool(self._ask(lambda to: to.execute("SELECT EXISTS (SELECT 1 FROM marks)").fetchone()[0]))

    @property
    def calendar(self) -> Calendar:
        """Counts by period, newspaper and language."""
        from tracuu.corpus.calendar import Calendar

        return Calendar(self._ask, has_frontier=self.schema_version >= schema.CRAWLING)

    def translates(self) -> bool:
        """Tell whether there are translation tables or word lists. Cheap: nothing is imported for it."""
        if self.schema_version < schema.ACROSS:
            return False
        question = "SELECT EXISTS (SELECT 1 FROM lexicon_state) OR EXISTS (SELECT 1 FROM lexicon_lists)"
        return bool(self._ask(lambda to: to.execute(question).fetchone()[0]))

    def totals(self) -> Totals:
        """Give the counts of what the archive holds. Cheap at any size."""
        return self._ask(totals.read)

    def hosts(self) -> dict[str, int]:
        """Count versions by the host that served them. Reads every version."""
        return self._ask(totals.hosts)

    def coverage(
        self, site: str | None = None, lang: str | None = None, since: str | None = None, until: str | None = None
    ) -> Coverage:
        """Count what was ever collected of a site, language (regions and scripts included) and period.

        Days are `YYYY-MM-DD`, both included; None stands for any.
        """
        return self._ask(totals.coverage, site, lang, since, until)

    def sizes(self) -> Sizes:
        """Add up what the archive takes on the disk. Reads every version."""
        return self._ask(totals.sizes, self.folder / FILE)

    def check(self, progress: Callable[[int, int], None] = _say_nothing_of) -> list[Finding]:
        """Look for faults of every kind; a whole archive gives none. Reads everything.

        `progress` hears (done, total), in hundredths of the time that it usually takes.
        """
        from tracuu.corpus.store import checking

        return self._ask(checking.check, progress)

    def mend(self, finding: Finding) -> None:
        """Mend what `check` found, when it can be made anew from the rest. Raises ArchiveError when it cannot."""
        from tracuu.corpus.store import checking

        self._change(checking.mend, finding)

    def _need(self, version: int) -> None:
        if self.schema_version < version:
            _refuse_unreadable(self._connection, self.folder, schema.MIGRATIONS, version)

    def _ask(
        self, question: Callable[Concatenate[sqlite3.Connection, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        with explained(self.place):
            return question(self._connection, *args, **kwargs)

    def _change(
        self, change: Callable[Concatenate[sqlite3.Connection, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        if not self._write:
            raise NotWritable("archive.for_reading", path=self.folder)
        from tracuu.corpus import locks

        with explained(self.folder), locks.held(self.folder, _LOCK, self._wait), transaction(self._connection):
            return change(self._connection, *args, **kwargs)

    def _change_for_now(self, change: Callable[[sqlite3.Connection], _R]) -> _R:
        """Make a change that a power cut may take back."""
        with unsynced(self._connection):
            return self._change(change)


def _refuse_unsafe(folder: Path) -> None:
    from tracuu.corpus.unsafe import unsafe

    if (reason := unsafe(folder)) is not None:
        raise UnsafePlace("archive.unsafe", path=folder, reason=reason)


def _refuse_emptied(connection: sqlite3.Connection, folder: paths.AnyPath) -> None:
    """Refuse an empty file beside an index: an archive was there, and a new one must not hide that it is gone."""
    if schema.version_of(connection) == 0 and paths.is_folder(paths.inside(folder, "index")):
        raise Damaged("archive.emptied", path=paths.inside(folder, FILE))


def _refuse_unreadable(
    connection: sqlite3.Connection, folder: paths.AnyPath, migrations: Sequence[schema.Migration], readable_from: int
) -> None:
    schema.refuse_newer(connection, migrations)
    version = schema.version_of(connection)
    _refuse_emptied(connection, folder)
    if version == 0:
        raise NoArchive("archive.none", folder=folder)
    if version < readable_from:
        raise OlderSchema("archive.older", path=folder, version=version, known=migrations[-1].version)


def _normal(word: str) -> str:
    """Spell an address in the one normal way; leave anything else as it is."""
    if "." not in word:
        return word
    from tracuu.corpus import addresses, sites

    return addresses.normal(word, sites.load())
