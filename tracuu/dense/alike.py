"""How nearly do two versions say the same? For telling translations of one story from articles on the same event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.dense import vectors

if TYPE_CHECKING:
    from tracuu.dense.encoding import Matrix

Pair = tuple[int, int]


def alike(archive: Archive, one: int, other: int) -> float | None:
    """Give the likeness of two versions by number, from -1 to 1; None when one of them has no vectors.

    It is the mean, over the parts of both, of the cosine with the nearest part of the other. Needs numpy and the
    vectors alone, no encoder.
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
        packs = vectors.of_versions(connection, sorted({number for pair in wanted for number in pair}), "parts")
        return [_likeness(packs.get(one), packs.get(other), by.size) for one, other in wanted]


def _likeness(one: bytes | None, other: bytes | None, size: int) -> float | None:
    if not one or not other:
        return None
    cosines = _rows(one, size) @ _rows(other, size).T
    return float((cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2)


def _rows(pack: bytes, size: int) -> Matrix:
    import numpy as np

    whole, factors, _ = vectors.unpacked([pack], size)
    found: Matrix = whole.astype(np.float32) * factors[:, None]
    return found
