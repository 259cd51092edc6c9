"""Opening the index for searching: what `index.json` says, and the reader of the index that it names.

How the index is made and kept in step with the archive is told in `build`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracuu import paths
from tracuu.errors import IndexDamaged, IndexFailure, IndexMissing
from tracuu.indexer.engines.tantivy import ENGINE
from tracuu.indexer.fields import SCHEMA
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.indexer.engines.base import Engine, Reader

STATE = "index.json"
TRIES = 5
"""Times that something is tried which another process may just have replaced."""


class State(Record):
    """What `index.json` says. `current` and `next` are names of folders inside `index/`.

    `begun` is true once the archive knows that `next` started empty, so that all its versions are outstanding.
    """

    archive: str
    schema: str
    current: str | None = None
    next: str | None = None
    begun: bool = False


def current(archive: Archive, engine: Engine = ENGINE) -> Reader:
    """Open the index that is read now. Raises IndexMissing, IndexDamaged."""
    for _ in range(TRIES):
        state = read(archive)
        if state.current is None:
            break
        try:
            return engine.reader(paths.inside(home(archive), state.current), SCHEMA)
        except IndexFailure:
            if read(archive).current == state.current:  # else it was replaced in this very moment
                raise
    raise IndexMissing("index.missing", path=home(archive))


def home(archive: Archive) -> str:
    """Give the folder of the indexes of an archive."""
    return paths.inside(archive.place, "index")


def read(archive: Archive) -> State:
    """Read `index.json`. Raises IndexMissing, IndexDamaged when it is not of this archive and schema."""
    place = home(archive)
    try:
        state = State(**json.loads(paths.text(paths.inside(place, STATE))))
    except FileNotFoundError as error:
        raise IndexMissing("index.missing", path=place) from error
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged("index.damaged", path=place, detail=error) from error
    if state.archive != archive.id:
        raise IndexDamaged("index.foreign", path=place)
    if state.schema != SCHEMA.version:
        raise IndexDamaged("index.other_schema", path=place)
    return state
