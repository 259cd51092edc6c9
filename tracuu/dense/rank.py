"""Which versions say nearly what a query says? All vectors of the languages asked for are compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracuu.corpus.archive import Archive
from tracuu.dense import encoders, vectors
from tracuu.errors import UsageError
from tracuu.text.codes import primary

if TYPE_CHECKING:
    from tracuu.dense.encoding import Encoder, Matrix

_VERSIONS = 2000
"""Versions whose vectors are compared at once: about 25 MB as they are kept, four times as much while it lasts."""

_QUERIES = 256
"""Queries that are compared at once."""

Ranked = list[tuple[int, float]]


def rank(archive: Archive, text: str, targets: Sequence[str], k: int = 10) -> Ranked:
    """Give the numbers of the `k` versions that are nearest to a text, each with its cosine, nearest first.

    Args:
        archive: an open archive that has vectors.
        text: a few words, a sentence or a paragraph of any language.
        targets: languages of versions; `zh` is also `zh-Hans`. Languages without vectors give nothing.
        k: how many at most.

    Raises UsageError when there are no vectors, or the encoder that made them cannot be loaded or has changed.
    """
    return rank_all(archive, [text], targets, k)[0]


def rank_all(
    archive: Archive, texts: Sequence[str], targets: Sequence[str], k: int = 10, encoder: Encoder | None = None
) -> list[Ranked]:
    """Rank for many texts at once, which reads the vectors once for hundreds; as `rank`.

    `encoder` is the one that made the vectors, where it is loaded already.
    """
    with vectors.opened(archive.folder) as connection:
        used = matching(connection, archive, encoder)
        langs = among(vectors.held(connection), targets)
        ranked: list[Ranked] = []
        for start in range(0, len(texts), _QUERIES):
            asked = used.queries(texts[start : start + _QUERIES])
            ranked += _nearest(connection, asked, langs, k)
        return ranked


def matching(connection: sqlite3.Connection, archive: Archive, encoder: Encoder | None = None) -> Encoder:
    """Give the encoder that made an archive's vectors. Raises UsageError when it has changed since."""
    by = vectors.made(connection)
    if by is None:
        raise UsageError("dense.nothing_learned", folder=archive.folder)
    used = encoder or encoders.load(by.encoder)
    if (used.name, used.size, vectors.METHOD) != (by.name, by.size, by.method):
        raise UsageError("dense.changed", there=by.name, now=used.name)
    return used


def among(held: Sequence[str] | Any, targets: Sequence[str]) -> list[str]:
    """Give those languages of vectors that are asked for: the very tag, or any tag of the same language."""
    wanted = set(targets)
    return sorted(lang for lang in held if lang in wanted or primary(lang) in wanted)


def _nearest(connection: sqlite3.Connection, asked: Matrix, langs: Sequence[str], k: int) -> list[Ranked]:
    """Go through all versions in chunks; keep the best of each query."""
    import numpy as np

    numbers, scores = np.zeros(0, np.int64), np.zeros((len(asked), 0), np.float32)
    best = [(numbers, row) for row in scores]
    for chunk in _chunks(vectors.of_languages(connection, langs, "parts")):
        versions = np.array([number for number, _ in chunk], np.int64)
        found = scored([pack for _, pack in chunk], asked)
        best = [best_of(*one, versions, row, k) for one, row in zip(best, found, strict=True)]
    return [list(zip(map(int, numbers), map(float, row), strict=True)) for numbers, row in best]


def scored(packs: Sequence[bytes], asked: Matrix) -> Matrix:
    """Give the likeness of each query (row) and each version (column): the cosine of the version's nearest part."""
    import numpy as np

    whole, factors, starts = vectors.unpacked(packs, asked.shape[1])
    cosines = (whole.astype(np.float32) @ asked.T) * factors[:, None]
    found: Matrix = np.maximum.reduceat(cosines, starts, axis=0).T
    return found


def best_of(numbers: Any, scores: Any, more: Any, found: Any, k: int) -> tuple[Any, Any]:
    """Join what is best so far with what was found; of equals the version that came first."""
    import numpy as np

    if len(found) > k:
        kept = np.argpartition(-found, k - 1)[:k]
        kept = np.flatnonzero(found >= found[kept].min())
        more, found = more[kept], found[kept]
    numbers, scores = np.concatenate([numbers, more]), np.concatenate([scores, found])
    order = np.lexsort((numbers, -scores))[:k]
    return numbers[order], scores[order]


def _chunks(rows: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    filled = ((number, pack) for number, pack in rows if pack)
    while chunk := list(islice(filled, _VERSIONS)):
        yield chunk
