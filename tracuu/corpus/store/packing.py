"""How what naming found is written down: JSON lists without names and without trailing nulls, packed where that pays.

The records are those of `tracuu.entities`, whose fields are never reordered; a field that is added comes last.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tracuu.entities import Cluster, Entity, Found, How, Step
from tracuu.zstd import compress, decompress

_PLAIN, _PACKED = b"j", b"z"
_WORTH_PACKING = 200  # bytes; what is shorter hardly shrinks


class Relation(NamedTuple):
    """A relation that one sentence of a version states between two of its Founds, given by their indices."""

    version: int
    subject: int
    verb: str
    object: int
    start: int
    stop: int


@lru_cache(maxsize=50_000)
def number_of(text: str) -> int:
    """Give the number that stands for an entity's id or a question: 8 bytes of its SHA-256, the same in any archive."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)


def pack_founds(founds: Iterable[Found]) -> bytes:
    """Write down what was found in a version."""
    return _packed([_trimmed(found) for found in founds])


def read_founds(packed: bytes) -> tuple[Found, ...]:
    """Read what `pack_founds` wrote."""
    return tuple(_found(row) for row in _unpacked(packed))


def _found(row: list[Any]) -> Found:
    start, end, surface, kinds, how, *rest = row
    return Found(start, end, surface, tuple(kinds or ()), _HOWS[how], *rest)


_HOWS = {how.value: how for how in How}


def pack_clusters(clusters: Iterable[Cluster], relations: Iterable[Relation] = ()) -> bytes:
    """Write down the clusters of a story, and the relations that its versions state."""
    return _packed([[_trimmed(cluster) for cluster in clusters], list(relations)])


def read_clusters(packed: bytes) -> tuple[Cluster, ...]:
    """Read the clusters that `pack_clusters` wrote."""
    return tuple(_cluster(row) for row in _unpacked(packed)[0])


def read_relations(packed: bytes) -> tuple[Relation, ...]:
    """Read the relations that `pack_clusters` wrote."""
    return tuple(Relation(*row) for row in _unpacked(packed)[1])


_PAIRS = tuple(Cluster._fields.index(name) for name in ("members", "names", "labels"))
_LISTS = tuple(Cluster._fields.index(name) for name in ("kinds", "conflicts"))
_STEPS = Cluster._fields.index("steps")


def _cluster(row: list[Any]) -> Cluster:
    for place in _PAIRS:
        if place < len(row):
            row[place] = tuple(map(tuple, row[place] or ()))
    for place in _LISTS:
        if place < len(row):
            row[place] = tuple(row[place] or ())
    if len(row) > _STEPS:
        row[_STEPS] = tuple(Step(*step) for step in row[_STEPS] or ())
    return Cluster(*row)


def pack_entity(entity: Entity) -> str:
    """Write down an entity."""
    return _json(_trimmed(entity))


@lru_cache(maxsize=10_000)
def read_entity(written: str) -> Entity:
    """Read what `pack_entity` wrote."""
    row = json.loads(written)
    place = Entity._fields.index("names")
    if place < len(row):
        row[place] = tuple(map(tuple, row[place]))
    return Entity(*row)


def _trimmed(record: Sequence[Any]) -> list[Any]:
    """Leave out empty values at the end; empty lists in between become null."""
    row = [None if value == () else value for value in record]
    while row and row[-1] is None:
        row.pop()
    return row


# json.dumps makes an encoder for each value that is not written in the usual way.
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=dict).encode


def _packed(rows: Sequence[Any]) -> bytes:
    written = _json(rows).encode("utf-8", "surrogatepass")
    if len(written) < _WORTH_PACKING:
        return _PLAIN + written
    return _PACKED + compress(written)


def _unpacked(packed: bytes) -> list[Any]:
    content = packed[1:]
    if packed[:1] == _PACKED:
        content = decompress(content)
    return list(json.loads(content.decode("utf-8", "surrogatepass")))
