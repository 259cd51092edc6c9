"""How nearly do two versions say the same? For telling translations of one story from articles on the same event."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from tracuu.corpus.archive import Archive
from tracuu.dense import compare, vectors

if TYPE_CHECKING:
    from tracuu.dense.encoding import Matrix

_SAMPLED = 1000  # versions that tell what those of a language have in common
_REMEMBERED = 2_000  # versions whose vectors are remembered while pairs are compared; each takes some 40 KB

Pair = tuple[int, int]


def alike(archive: Archive, one: int, other: int) -> float | None:
    """Give the likeness of two versions by number, from -1 to 1; None when one of them has no vectors.

    Each part is compared with all parts of the other version, without what all versions of a language have in common;
    what counts is the mean cosine of the nearer half of each version's parts, so that passages that only one of them
    has do not separate them. Of translations it is above about .43. Needs numpy and the vectors alone, no encoder.
    """
    return all_alike(archive, [(one, other)])[0]


def all_alike(archive: Archive, pairs: Iterable[Pair]) -> list[float | None]:
    """Give the likeness of many pairs, in their order; None where there are no vectors."""
    wanted = list(pairs)
    if not vectors.there(archive.folder):
        return [None] * len(wanted)
    with vectors.opened(archive.folder) as connection:
        by = vectors.made(connection)
        if by is None or by.method != vectors.METHOD:
            return [None] * len(wanted)
        rows = lru_cache(_REMEMBERED)(_reader(connection, by.size))
        return [_likeness(rows(one), rows(other)) for one, other in wanted]


def _reader(connection: sqlite3.Connection, size: int) -> Callable[[int], Matrix | None]:
    """Give what reads the vectors of a version, without what is common in its language."""
    import numpy as np

    nothing = np.zeros((1, size), np.float32)
    known = vectors.centres(connection)
    before = known["long"][1] if "long" in known else nothing
    common = cache(lambda lang: compare.centre(vectors.sampled(connection, lang, _SAMPLED), before))

    def read(number: int) -> Matrix | None:
        row = connection.execute("SELECT lang, parts FROM vectors WHERE version = ?", (number,)).fetchone()
        return compare.centred(row[1], common(row[0])) if row and row[1] else None

    return read


def _likeness(one: Matrix | None, other: Matrix | None) -> float | None:
    if one is None or other is None:
        return None
    cosines = one @ other.T
    return (_of_nearer_half(cosines.max(axis=1)) + _of_nearer_half(cosines.max(axis=0))) / 2


def _of_nearer_half(cosines: Any) -> float:
    import numpy as np

    return float(np.sort(cosines)[len(cosines) // 2 :].mean())
