"""Which versions say nearly what a query says?

A sentence is compared with every part of every version, a few words with the mean of a version's parts, and then with
the parts of those that are nearest by it. Nothing is left out by an approximate index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracuu.corpus.archive import Archive
from tracuu.dense import compare, encoders, vectors
from tracuu.errors import UsageError
from tracuu.text.codes import primary
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.dense.encoding import Encoder, Matrix

CANDIDATES = 200
"""Versions nearest to a few words by the mean of their parts, whose parts are compared too."""

_SAMPLED = 1000  # versions that tell what those of a language have in common
_AT_ONCE = 2000  # versions that are compared at once: about 25 MB as they are kept, five times as much while it lasts
_QUERIES = 256  # queries that are compared at once

Ranked = list[tuple[int, float]]
Best = tuple[Any, Any]  # numbers of versions, and their likeness


class Asked(Record):
    """Encoded queries: vectors of length 1, one a row, and how far each is a few words (1) and not a sentence (0)."""

    vectors: Matrix
    short: Any


class Ground(Record):
    """Where is looked: the vectors of one language, and what they have in common."""

    connection: sqlite3.Connection
    lang: str
    common: Matrix


def rank(archive: Archive, text: str, targets: Sequence[str], k: int = 10) -> Ranked:
    """Give the numbers of the `k` versions that are nearest to a text, each with its cosine, nearest first.

    Cosines are those of what is left when what all vectors have in common is taken away: near 0 for the unrelated.

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
            ranked += nearest(connection, asked(connection, used, texts[start : start + _QUERIES]), langs, k)
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


def among(held: Iterable[str], targets: Sequence[str]) -> list[str]:
    """Give those languages of vectors that are asked for: the very tag, or any tag of the same language."""
    wanted = set(targets)
    return sorted(lang for lang in held if lang in wanted or primary(lang) in wanted)


def asked(connection: sqlite3.Connection, encoder: Encoder, texts: Sequence[str]) -> Asked:
    """Encode queries, and take from them what all queries have in common."""
    short = compare.shortness(texts)
    few_words, sentence = _of_queries(connection, encoder.size)
    return Asked(compare.centred_queries(encoder.queries(texts), short, few_words, sentence), short)


def nearest(connection: sqlite3.Connection, queries: Asked, langs: Sequence[str], k: int) -> list[Ranked]:
    """Rank for encoded queries in some languages."""
    import numpy as np

    best: list[Best] = [(np.zeros(0, np.int64), np.zeros(0, np.float32))] * len(queries.short)
    _, sentence = _of_queries(connection, queries.vectors.shape[1])
    few = queries.short == 1
    for lang in langs:
        common = compare.centre(vectors.sampled(connection, lang, _SAMPLED), sentence)
        ground = Ground(connection, lang, common)
        for places, ranking in ((np.flatnonzero(few), _by_wholes), (np.flatnonzero(~few), _by_parts)):
            if len(places):
                found = ranking(ground, Asked(queries.vectors[places], queries.short[places]), k)
                for place, one in zip(places, found, strict=True):
                    best[place] = best_of(best[place], one, k)
    return [list(zip(map(int, numbers), map(float, likeness), strict=True)) for numbers, likeness in best]


def _of_queries(connection: sqlite3.Connection, size: int) -> tuple[Matrix, Matrix]:
    """Give what short and what long queries have in common; nothing, where that is not known yet."""
    import numpy as np

    known = vectors.centres(connection)
    nothing = np.zeros((1, size), np.float32)
    return tuple(known[kind][1] if kind in known else nothing for kind in ("short", "long"))  # type: ignore[return-value]  # two kinds


def _by_parts(ground: Ground, queries: Asked, k: int) -> list[Best]:
    """Compare sentences with every part of every version, in chunks."""
    import numpy as np

    best: list[Best] = [(np.zeros(0, np.int64), np.zeros(0, np.float32))] * len(queries.short)
    for chunk in _chunks(vectors.of_language(ground.connection, ground.lang, ("whole", "parts"))):
        numbers, wholes, parts = zip(*chunk, strict=True)
        found = _joined(
            compare.of_wholes(wholes, queries.vectors, ground.common),
            compare.of_parts(parts, queries.vectors, ground.common),
            queries.short,
        )
        every = np.array(numbers, np.int64)
        best = [best_of(one, (every, found[:, place]), k) for place, one in enumerate(best)]
    return best


def _by_wholes(ground: Ground, queries: Asked, k: int) -> list[Best]:
    """Compare few words with the means of versions' parts, then with the parts of the nearest of these."""
    import numpy as np

    best: list[Best] = [(np.zeros(0, np.int64), np.zeros(0, np.float32))] * len(queries.short)
    for chunk in _chunks(vectors.of_language(ground.connection, ground.lang, ("whole",))):
        numbers, wholes = zip(*chunk, strict=True)
        found = compare.of_wholes(wholes, queries.vectors, ground.common)
        every = np.array(numbers, np.int64)
        best = [best_of(one, (every, found[:, place]), max(CANDIDATES, k)) for place, one in enumerate(best)]
    return [_refined(ground, queries.vectors[place][None], one, k) for place, one in enumerate(best)]


def _refined(ground: Ground, query: Matrix, candidates: Best, k: int) -> Best:
    """Compare one query with the parts of candidates."""
    import numpy as np

    numbers, by_whole = candidates
    if not len(numbers):
        return candidates
    packs = vectors.of_versions(ground.connection, numbers.tolist(), "parts")
    by_parts = compare.of_parts([packs[number] for number in numbers.tolist()], query, ground.common)
    found = _joined(by_whole[:, None], by_parts, np.ones(1, np.float32))[:, 0]
    order = np.lexsort((numbers, -found))[:k]
    return numbers[order], found[order]


def _joined(by_whole: Any, by_parts: Any, short: Any) -> Any:
    """Join both likenesses: half of each for a few words, that by the nearest part alone for a sentence."""
    return by_whole * (short / 2) + by_parts * (1 - short / 2)


def best_of(one: Best, more: Best, k: int) -> Best:
    """Join what is best so far with what was found; of equals the version that came first."""
    import numpy as np

    numbers, found = more
    if len(found) > k:
        least = found[np.argpartition(-found, k - 1)[k - 1]]
        kept = np.flatnonzero(found >= least)
        numbers, found = numbers[kept], found[kept]
    numbers, found = np.concatenate([one[0], numbers]), np.concatenate([one[1], found])
    order = np.lexsort((numbers, -found))[:k]
    return numbers[order], found[order]


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, _AT_ONCE)):
        yield chunk
