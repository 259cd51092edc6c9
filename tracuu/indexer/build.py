"""Keeping the index in step with the archive.

`index/` holds one or two whole indexes in folders of their own, and `index.json`, which says which of them is read
(`current`) and which is being made to take its place (`next`). Whoever has outstanding versions puts them into `next`
where there is one, else into `current`; when nothing is outstanding, `next` becomes `current`. So readers always
find a whole index, a rebuild that was killed is gone on with, and replacing an index replaces one small file.

A batch goes: tell the archive that its versions may be in the index from now on; put them in and commit; tell the
archive that they are done. Killed anywhere in between, the next run puts the same versions in again, and only those
that may be there already are taken out first.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.corpus.failures import explained
from tracuu.corpus.locks import held
from tracuu.errors import Busy, DiskFull, IndexFailure, NotWritable
from tracuu.indexer.engines.base import Engine, Reader
from tracuu.indexer.engines.tantivy import ENGINE
from tracuu.indexer.engines.tantivy_writer import sync_folder
from tracuu.indexer.fields import SCHEMA, document, texts, unpacked
from tracuu.indexer.opening import STATE, TRIES, State, current, home, read
from tracuu.indexer.tree import Everything
from tracuu.messages import say
from tracuu.records import Version
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.store.checking import Finding

BATCH = 2_000
"""Versions for which the lock is held at a time: under five seconds of work."""

WAIT = 30.0
"""Seconds to wait for another process's batch."""

_MAKING = {
    "index.missing": "index.making_first",
    "index.damaged": "index.making_damaged",
    "index.foreign": "index.making_foreign",
    "index.other_schema": "index.making_newer",
}
_SWEEP = 10  # a rebuild is due when more than one in so many documents is a deleted one
_PAGE = 50_000
_PAUSE = 0.05  # seconds between tries


class Built(Record):
    """What an update did: versions put into the index, and entries taken out of it (new ones replace most)."""

    indexed: int
    removed: int


Progress = Callable[[int, int], None]


def _nothing() -> None:
    """Do nothing."""


def update(
    archive: Archive,
    *,
    progress: Progress | None = None,
    ready: Mapping[int, bytes] | None = None,
    linked: bool = False,
    meanwhile: Callable[[], object] = _nothing,
    engine: Engine = ENGINE,
) -> Built:
    """Index what is outstanding, batch by batch; make the index first where there is none that can be used.

    `ready` holds texts that are analysed already and packed (`fields.packed`), by version number. With `linked`,
    versions wait whose stories are yet to be linked to what they name: else they would be indexed twice. `meanwhile` is
    called when the first batch is in, beside the engine's threads, which put its files together. `progress` hears
    (done, all that is known of). Raises Busy when another process holds the index for longer than `WAIT`;
    NotWritable, DiskFull.
    """
    indexed = removed = 0
    mended = False
    while True:
        try:
            done = _step(archive, ready or {}, engine, meanwhile, linked=linked)
        except IndexFailure:
            if mended:  # a new index that fails as well is beyond mending here
                raise
            mended = True
            _begin_anew(archive, engine, keep_current=False)
            continue
        if done is None:
            return Built(indexed, removed)
        indexed, removed, meanwhile = indexed + done.indexed, removed + done.removed, _nothing
        if progress and done.indexed:
            progress(indexed, indexed + archive.totals().outstanding)


def rebuild(archive: Archive, progress: Progress | None = None, *, engine: Engine = ENGINE) -> Built:
    """Make the index anew from the archive. Searches go on with the old one until the new one is whole."""
    _begin_anew(archive, engine, keep_current=True)
    return update(archive, progress=progress, engine=engine)


def open_reader(
    archive: Archive,
    notice: Callable[[str], None] = lambda _: None,
    *,
    progress: Progress | None = None,
    engine: Engine = ENGINE,
) -> Reader:
    """Open the index for searching, with what is outstanding in it.

    An index that is missing, damaged, another archive's or another schema's is made anew, which `notice` hears in one
    line. An archive that is open for reading alone is searched as far as it is indexed. Raises IndexMissing or
    IndexDamaged when there is nothing to read and nothing may be written.
    """
    try:
        reader = current(archive, engine)
    except IndexFailure as failure:
        if not archive.writable:
            raise
        if archive.numbers():
            notice(say(_MAKING[failure.key], **failure.values))
        update(archive, progress=progress, engine=engine)
        return current(archive, engine)
    if archive.writable and archive.totals().outstanding:
        return _caught_up(archive, reader, notice, progress, engine)
    return reader


def compare(
    archive: Archive, progress: Progress = lambda _done, _total: None, *, engine: Engine = ENGINE
) -> list[Finding]:
    """Look whether the index is what was written and holds what the archive does; a whole index gives no findings.

    Versions that are outstanding may or may not be in it. Every finding is mended by `rebuild`. Reads everything;
    `progress` hears how far. Raises Busy when another process is indexing for longer than `WAIT`.
    """
    from tracuu.corpus.store.checking import Finding

    with held(archive.folder, "index", WAIT) if archive.writable else nullcontext():
        try:
            spoilt = _spoilt(archive, progress, engine)
            if not spoilt:
                return _differences(archive, current(archive, engine))
        except IndexFailure as failure:
            detail = str(failure.values.get("detail", ""))
            return [Finding("index_unreadable", 1, _MAKING[failure.key], mendable=True, detail=detail)]
    return [Finding("index_spoilt", len(spoilt), "index.spoilt", mendable=True, detail=", ".join(spoilt[:3]))]


def _spoilt(archive: Archive, progress: Progress, engine: Engine) -> list[str]:
    """Name the damaged files of the index that is read, and of the one that is being made."""
    state = read(archive)
    places = [_home(archive) / name for name in (state.current, state.next if state.begun else None) if name]
    return [str(place.name) + "/" + name for place in places for name in engine.spoilt(place, progress)]


def _differences(archive: Archive, reader: Reader) -> list[Finding]:
    """Compare the stories of all versions in the index with those in the archive."""
    from tracuu.corpus.store.checking import Finding

    open_work = set(archive.outstanding(len(archive.numbers())))
    held_stories = _stories(reader)
    kept_stories = {
        version.number: version.story_number
        for batch in _batches(archive.numbers())
        for version in archive.versions(batch)
        if version.number not in open_work
    }
    lacking = kept_stories.keys() - held_stories.keys()
    strange = held_stories.keys() - kept_stories.keys() - open_work
    moved = [key for key in kept_stories.keys() & held_stories.keys() if kept_stories[key] != held_stories[key]]
    return [
        Finding(code, count, message, mendable=True)
        for code, count, message in (
            ("index_lacks", len(lacking), "index.lacks"),
            ("index_has_strange", len(strange), "index.has_strange"),
            ("index_misplaces", len(moved), "index.misplaces"),
        )
        if count
    ]


def _stories(reader: Reader) -> dict[int, int]:
    """Give the story of every version in the index, by version number."""
    stories: dict[int, int] = {}
    while hits := reader.search(Everything(), limit=_PAGE, offset=len(stories), group=False).hits:
        stories.update((hit.key, hit.story) for hit in hits)
    return stories


def _batches(numbers: range) -> Iterator[range]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _caught_up(
    archive: Archive, reader: Reader, notice: Callable[[str], None], progress: Progress | None, engine: Engine
) -> Reader:
    """Index what is outstanding and open the index again; where another process is at it, keep to what is there."""
    try:
        update(archive, progress=progress, engine=engine)
    except (Busy, NotWritable, DiskFull) as error:
        notice(say("index.behind", count=archive.totals().outstanding, reason=error))
        return reader
    return current(archive, engine)


def _step(
    archive: Archive, ready: Mapping[int, bytes], engine: Engine, meanwhile: Callable[[], object], *, linked: bool
) -> Built | None:
    """Do one batch of work under the lock; None when there is nothing left to do."""
    with held(archive.folder, "index", WAIT), explained(archive.folder):
        state = _prepared(archive, engine)
        numbers = archive.outstanding(BATCH, linked=linked)
        target = _home(archive) / str(state.next or state.current)
        if numbers:
            return _indexed(archive, target, numbers, ready, engine, meanwhile)
        if linked and state.current and archive.outstanding(1):
            return None  # an index that lacks what waits does not replace a whole one
        if state.next:
            _write(archive, state._replace(current=state.next, next=None, begun=False))
            return None
        reader = engine.reader(target, SCHEMA)
        if reader.deleted * _SWEEP > reader.size + reader.deleted:
            _begin(archive, state, engine)
            return Built(0, 0)
        return None


def _indexed(
    archive: Archive,
    target: Path,
    numbers: Sequence[int],
    ready: Mapping[int, bytes],
    engine: Engine,
    meanwhile: Callable[[], object],
) -> Built:
    """Put one batch into the index in `target`, in the order that survives a crash at any point."""
    stale = [number for number in numbers if archive.is_touched(number)]
    archive.touched(numbers)
    versions = archive.versions(numbers)
    named = archive.naming.named(numbers)
    analysed = _analysed(archive, [version for version in versions if version.number not in ready])
    with engine.writer(target, SCHEMA) as writer:
        for number in stale:
            writer.delete(number)
        for version in versions:
            waiting = ready.get(version.number)
            analysis = unpacked(waiting) if waiting else analysed[version.number]
            writer.add(document(version, analysis, named.get(version.number, ())))
        writer.commit()
        archive.settle(numbers)
        meanwhile()  # the writer waits for its threads when it is closed
    return Built(len(versions), len(stale))


def _analysed(archive: Archive, versions: Sequence[Version]) -> dict[int, dict[str, str]]:
    layers = archive.layers([version.number for version in versions])
    return {
        version.number: texts(version.title, layer.given, layer.marks, version.lang)
        for version in versions
        for layer in (layers[version.number],)
    }


def _prepared(archive: Archive, engine: Engine) -> State:
    """Give the state with an index to write into, made when there is none; the caller holds the lock."""
    try:
        state = read(archive)
    except IndexFailure:
        return _begin(archive, None, engine)
    if state.next and not state.begun:
        return _empty(archive, state)
    return state if state.next or state.current else _begin(archive, None, engine)


def _begin_anew(archive: Archive, engine: Engine, *, keep_current: bool) -> None:
    with held(archive.folder, "index", WAIT), explained(archive.folder):
        try:
            state = read(archive) if keep_current else None
        except IndexFailure:
            state = None
        _begin(archive, state, engine)


def _begin(archive: Archive, state: State | None, engine: Engine) -> State:
    """Make an empty index that is to become the current one; until then searches use the one of `state`."""
    home = _home(archive)
    home.mkdir(exist_ok=True)
    current = state.current if state else None
    numbers = [int(place.name) for place in home.iterdir() if place.name.isdecimal()]
    begun = State(archive.id, SCHEMA.version, current, str(max(numbers, default=0) + 1))
    engine.create(home / str(begun.next), SCHEMA)
    _write(archive, begun)
    return _empty(archive, begun)


def _empty(archive: Archive, state: State) -> State:
    """Tell the archive that `next` holds nothing, and remember that it was told."""
    archive.all_outstanding()
    begun = state._replace(begun=True)
    _write(archive, begun)
    return begun


def _home(archive: Archive) -> Path:
    return Path(home(archive))


def _write(archive: Archive, state: State) -> None:
    """Replace `index.json` in one step, then throw away the indexes that it no longer names."""
    home = _home(archive)
    fresh = home / f"{STATE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(state._asdict(), file)
        file.flush()
        os.fsync(file.fileno())
    _put_in_place(fresh, home / STATE)
    sync_folder(home)
    for place in home.iterdir():
        if place.is_dir() and place.name not in (state.current, state.next):
            import shutil

            # On Windows a reader may still hold its files: they go with the next change.
            shutil.rmtree(place, ignore_errors=True)


def _put_in_place(fresh: Path, target: Path) -> None:
    """Replace a file. On Windows that fails in the moment in which another process reads it."""
    for _ in range(TRIES):
        with suppress(PermissionError):
            fresh.replace(target)
            return
        time.sleep(_PAUSE)
    fresh.replace(target)
