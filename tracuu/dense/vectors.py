"""The vectors of an archive: `dense.sqlite` beside it, a cache that one encoder made. One row holds those of a version.

A vector is kept as whole numbers from -127 to 127 and the factor that gives it its length back: a quarter
of the room, and cosines that differ by less than .003. What is committed stays, whenever the process is killed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tracuu.corpus.failures import explained
from tracuu.corpus.store.connection import connect, rows_of, transaction
from tracuu.errors import UsageError
from tracuu.tuples import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tracuu.dense.encoding import Matrix

Column = Literal["whole", "parts"]

FILE = "dense.sqlite"

METHOD = 1
"""Counts up whenever the same encoder would be given other texts, or its vectors be kept otherwise."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vectors (
    version INTEGER PRIMARY KEY, lang TEXT NOT NULL, made_of TEXT NOT NULL, count INTEGER NOT NULL,
    whole BLOB NOT NULL, parts BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS centres (
    kind TEXT PRIMARY KEY, versions INTEGER NOT NULL, vector BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vectors_by_lang ON vectors (lang, made_of, count);
"""
_MOST = 127
_WAIT = 10.0  # seconds for another process's batch


class Made(Record):
    """What the vectors were made by: how the encoder is chosen, its name, the length of a vector, our method."""

    encoder: str
    name: str
    size: int
    method: int


class Row(Record):
    """The vectors of a version: its language, what they were made of, how many parts have one.

    `whole` packs the mean of them, as long as it is, `parts` each.
    """

    version: int
    lang: str
    made_of: str
    parts_held: int
    whole: bytes
    parts: bytes


def there(folder: Path) -> bool:
    """Tell whether the archive in a folder has vectors. Cheap: it looks for a file."""
    return (folder / FILE).is_file()


@contextmanager
def opened(folder: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the vectors of an archive for a with block; for writing they are begun when there are none.

    Raises UsageError when there are none and nothing is to be written; Damaged, DiskFull and the like as archives do.
    """
    path = folder / FILE
    if not write and not path.is_file():
        raise UsageError("dense.nothing_learned", folder=folder)
    with explained(path):
        connection = connect(path, write=write, wait=_WAIT)
        try:
            if write:
                connection.executescript(_TABLES)
            yield connection
        finally:
            connection.close()


def made(connection: sqlite3.Connection) -> Made | None:
    """Give what the vectors were made by; None where nothing is begun."""
    known = dict(connection.execute("SELECT name, value FROM meta"))
    if not known:
        return None
    return Made(known["encoder"], known["name"], int(known["size"]), int(known["method"]))


def begin(connection: sqlite3.Connection, by: Made) -> None:
    """Note what the vectors are made by from now on; those of another encoder or method are thrown away."""
    if made(connection) == by:
        return
    with transaction(connection):
        connection.execute("DELETE FROM vectors")
        connection.execute("DELETE FROM centres")
        facts = [(name, str(value)) for name, value in by._asdict().items()]
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts)


def keep(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Keep the vectors of some versions, in one transaction."""
    if not rows:
        return
    with transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("""
            INSERT INTO meta VALUES ('state', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1
            """)


def state(connection: sqlite3.Connection) -> str | None:
    """Give words that change whenever vectors do; None where there are none."""
    known = dict(connection.execute("SELECT name, value FROM meta"))
    count = connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
    return f"{known['name']} {known['method']} {count} {known.get('state', 0)}" if count else None


def known(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Give (language, what its vectors were made of) of each version that has vectors."""
    return {
        version: (lang, of) for version, lang, of in connection.execute("SELECT version, lang, made_of FROM vectors")
    }


def held(connection: sqlite3.Connection) -> Mapping[str, tuple[int, int]]:
    """Give, for each language, how many versions have vectors, and how many vectors they have."""
    rows = connection.execute("SELECT lang, COUNT(*), SUM(count) FROM vectors GROUP BY lang")
    return {lang: (versions, vectors) for lang, versions, vectors in rows}


def of_language(connection: sqlite3.Connection, lang: str, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """Give (version, packed vectors…) of a language's versions that have any, by number."""
    question = f"SELECT version, {', '.join(columns)} FROM vectors WHERE lang = ? AND count > 0 ORDER BY version"  # noqa: S608  names of ours
    return connection.execute(question, (lang,))


def of_versions(connection: sqlite3.Connection, versions: Sequence[int], column: Column) -> dict[int, bytes]:
    """Give the packed vectors of versions; those without are left out."""
    question = f"SELECT version, {column} FROM vectors WHERE version IN {{}}"  # noqa: S608  one of two names
    return dict(rows_of(connection, question, versions))


def sampled(connection: sqlite3.Connection, lang: str, most: int) -> list[bytes]:
    """Give the packed means of at most `most` versions of a language, evenly spread."""
    numbers = [number for (number,) in connection.execute("SELECT version FROM vectors WHERE lang = ?", (lang,))]
    step = -(-len(numbers) // most) or 1
    found = of_versions(connection, sorted(numbers)[::step], "whole")
    return [found[number] for number in sorted(found) if found[number]]


def centres(connection: sqlite3.Connection) -> dict[str, tuple[int, Matrix]]:
    """Give what queries have in common, by kind: of how many versions it was made, and the vector (1 x size)."""
    import numpy as np

    rows = connection.execute("SELECT kind, versions, vector FROM centres")
    return {kind: (count, np.frombuffer(vector, "<f4")[None].astype(np.float32)) for kind, count, vector in rows}


def keep_centres(connection: sqlite3.Connection, versions: int, by_kind: Mapping[str, Matrix]) -> None:
    """Keep what queries have in common in place of what was kept."""
    with transaction(connection):
        rows = [(kind, versions, vector.astype("<f4").tobytes()) for kind, vector in by_kind.items()]
        connection.executemany("INSERT OR REPLACE INTO centres VALUES (?, ?, ?)", rows)


def forget(folder: Path) -> None:
    """Throw the vectors of an archive away."""
    with explained(folder / FILE):
        for ending in ("", "-wal", "-shm", "-journal"):
            (folder / f"{FILE}{ending}").unlink(missing_ok=True)


def of_texts(found: Matrix) -> tuple[int, bytes, bytes]:
    """Pack the vectors of a version's texts: how many, their mean, each."""
    if not len(found):
        return 0, b"", b""
    return len(found), packed(found.mean(axis=0, keepdims=True)), packed(found)


def packed(vectors: Matrix) -> bytes:
    """Pack vectors: for each a factor (float32), then their whole numbers (int8), which it gives their length back."""
    import numpy as np

    most = np.abs(vectors).max(axis=1, initial=0.0)[:, None]
    whole = np.rint(np.divide(vectors * _MOST, most, out=np.zeros_like(vectors), where=most > 0)).astype(np.int8)
    norms = np.linalg.norm(whole.astype(np.float32), axis=1)
    lengths = np.linalg.norm(vectors, axis=1).astype(np.float32)
    factors = np.divide(lengths, norms, out=np.zeros_like(norms), where=norms > 0)
    return bytes(factors.astype("<f4").tobytes() + whole.tobytes())


def unpacked(packs: Sequence[bytes], size: int) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int64]]:
    """Unpack many: whole numbers, a factor for each row, and at which row those of each pack begin."""
    import numpy as np

    counts = [len(one) // (size + 4) for one in packs]
    heads = b"".join(one[: 4 * count] for one, count in zip(packs, counts, strict=True))
    bodies = b"".join(one[4 * count :] for one, count in zip(packs, counts, strict=True))
    starts = np.concatenate([[0], np.cumsum(counts)])[:-1].astype(np.int64)
    return np.frombuffer(bodies, np.int8).reshape(-1, size), np.frombuffer(heads, "<f4"), starts
