"""Learn translation tables anew where so much has changed that it pays; cheap where nothing has.

Which tables these are, and how much is read for them, stands in `due`. A table is the same, whatever was before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import ACCENTED, Plain, Table, Word
from tracuu.corpus.locks import held as locked
from tracuu.errors import Busy
from tracuu.indexer import build
from tracuu.indexer.fields import BODY_FOLD
from tracuu.indexer.lexicon.accents import typed_plainly, words_typed_plainly
from tracuu.indexer.lexicon.alike import keys
from tracuu.indexer.lexicon.due import (
    LOOKED,
    READ,
    SMALL,
    Linked,
    Pair,
    Wanted,
    affordable,
    allowed,
    cost,
    due,
    enough,
    is_stale,
    linked_of,
    method,
    wanted,
)
from tracuu.indexer.lexicon.gather import gather
from tracuu.indexer.lexicon.learn import learn
from tracuu.text.tokens import analyser
from tracuu.workers import Workers

WORDS = 100_000
"""Words of a language, the most frequent ones, that are looked for by their spelling."""

WAIT = 60.0
"""Seconds to wait for another process that learns."""

_FEW = 4_000  # paragraphs of all tables that are learned sooner with what runs than new workers have started
_WORKERS = 2  # processes that learn beside each other: each takes 300 MB

Progress = Callable[[int, int], None]


class Updated(NamedTuple):
    """What an update did: tables learned (both ways of two languages count once), up to date, and left for later."""

    learned: int
    kept: int
    waiting: int


def keep_up(archive: Archive, crew: Workers, progress: Progress | None = None) -> None:
    """Learn by the way, when so much has come that it pays: all in a small archive, in a larger one what that bears.

    Where workers run, they share the work, or new ones where it is much. Where another process learns, it is left to
    that. `progress` hears (tables done, tables in all), where there are any, from before the first on.
    """
    if not due(archive):
        return
    learn_some = _update if archive.totals().versions <= SMALL else _update_in_part
    try:
        with locked(archive.folder, "lexicon", 0):
            learn_some(archive, crew, progress or _unheard)
    except Busy:
        return


def update(archive: Archive, workers: int = 1, progress: Progress | None = None, *, anew: bool = False) -> Updated:
    """Learn what changed and what was learned in part, as fully as there is to learn from, and keep it.

    Args:
        archive: open for writing; its index should know its versions, for words that are found by their spelling.
        workers: processes that may be started; more than two are not.
        progress: hears (tables done, tables in all), from before the first on.
        anew: learn all tables again, also those that are up to date.

    Raises Busy when another process learns for longer than `WAIT`.
    """
    with locked(archive.folder, "lexicon", WAIT), Workers(workers) as crew:
        return _update(archive, crew, progress or _unheard, anew=anew)


def _unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


def _update(archive: Archive, crew: Workers, progress: Progress, *, anew: bool = False) -> Updated:
    """Learn all that must be, as fully as can be."""
    now, seen, linked = archive.totals(), archive.lexicon.seen(), linked_of(archive)
    stale = wanted(_known(archive, linked), linked, anew=anew)
    grown = {lang: count for lang, count in now.languages.items() if anew or count >= enough(seen.get(lang, 0))}
    with _learners(crew, stale) as learners:
        _learn(archive, learners, stale, progress)
        _keep_spelling(archive, learners, grown)
    archive.lexicon.keep_seen({**seen, **grown, LOOKED: now.versions})
    return Updated(len(stale), len(linked) - len(stale), 0)


def _update_in_part(archive: Archive, crew: Workers, progress: Progress) -> Updated:
    """Learn what so large an archive bears by the way, and count what waits.

    Words are looked through for their spelling only where something is learned, and a language has doubled.
    """
    now, seen, linked = archive.totals(), archive.lexicon.seen(), linked_of(archive)
    known = _known(archive, linked)
    spent = seen.get(READ, 0)
    chosen = affordable(known, linked, allowed(now.versions) - spent)
    doubled = {lang: count for lang, count in now.languages.items() if chosen and count >= 2 * seen.get(lang, 0)}
    with _learners(crew, chosen) as learners:
        _learn(archive, learners, chosen, progress)
        _keep_spelling(archive, learners, doubled)
    spent += sum(map(cost, chosen))
    taken = {one.pair for one in chosen}
    waiting = sum(pair not in taken and is_stale(known.get(pair), one.number) for pair, one in linked.items())
    archive.lexicon.keep_seen({**seen, **doubled, LOOKED: now.versions, READ: spent}, waiting)
    return Updated(len(chosen), len(linked) - len(chosen) - waiting, waiting)


def _known(archive: Archive, linked: Mapping[Pair, Linked]) -> dict[Pair, Table]:
    """Give the tables there are, without those of languages that are no longer linked enough, which go."""
    known = {(table.source, table.target): table for table in archive.lexicon.tables()}
    for source, target in known:
        if (source, target) not in linked and (target, source) not in linked:
            archive.lexicon.forget(source, target)
    return known


@contextmanager
def _learners(crew: Workers, chosen: Sequence[Wanted]) -> Iterator[Workers]:
    """Give what learns these tables: the workers that run, or new ones where it is much."""
    if sum(map(cost, chosen)) <= _FEW:
        yield crew
        return
    crew.restart(crew.generation)  # what they remember of texts takes the memory that learning needs
    with Workers(min(crew.count, _WORKERS)) as learners:
        learners.start()
        yield learners


def _learn(archive: Archive, crew: Workers, chosen: Sequence[Wanted], progress: Progress) -> None:
    if chosen:
        progress(0, len(chosen))
    results = (one for part in crew.in_order(partial(_apart, folder=archive.folder), chosen) for one in part)
    for done, (task, learned) in enumerate(zip(chosen, results, strict=True), 1):
        _keep(archive, task, learned)
        progress(done, len(chosen))


class _Learned(NamedTuple):
    """A table both ways, with what it was learned from, in plain tuples: they travel five times faster than records."""

    forward: dict[str, Plain]
    backward: dict[str, Plain]
    left: list[tuple[str, int, str]]
    right: list[tuple[str, int, str]]
    stories: int
    pairs: int


def _apart(task: Wanted, folder: Path) -> _Learned:
    """Learn one table from the archive in a folder: one task of a worker, which reads the texts itself."""
    with Archive.open(folder) as archive:
        found = gather(archive, task.linked.stories, task.paragraphs)
    forward, backward = learn(found.left, found.right)
    left, right = found.left_words, found.right_words
    if task.pair[0] in ACCENTED:
        forward, left = typed_plainly(forward), words_typed_plainly(left)
    if task.pair[1] in ACCENTED:
        backward, right = typed_plainly(backward), words_typed_plainly(right)
    forth, back = ({term: tuple(one) for term, one in told.items()} for told in (forward, backward))
    return _Learned(
        forth, back, list(map(tuple, left)), list(map(tuple, right)), found.stories, len(found.left.lengths)
    )


def _keep(archive: Archive, task: Wanted, one: _Learned) -> None:
    sides = ((task.pair, one.forward, one.right), (task.pair[::-1], one.backward, one.left))
    for (_, target), _, words in sides:
        archive.lexicon.keep_words(target, starmap(Word, words))  # first: frequent words are to have small numbers
    for (source, target), found, _ in sides:
        mark = method(task.paragraphs)
        archive.lexicon.keep(Table(source, target, mark, task.linked.number, one.stories, one.pairs, len(found)), found)


def _keep_spelling(archive: Archive, crew: Workers, langs: Iterable[str]) -> None:
    """Keep, by their spelling, the words that the index holds of languages."""
    names = sorted({analyser(lang) for lang in langs})
    if names:
        build.open_reader(archive)  # the index has to know all versions by now
    results = (one for part in crew.in_order(partial(_spelled, folder=archive.folder), names) for one in part)
    for name, by_key in zip(names, results, strict=True):
        archive.lexicon.keep_alike(name, by_key)


def _spelled(name: str, folder: Path) -> dict[str, list[str]]:
    """Give the words of an analyser in the index of the archive in a folder, by their keys: one task of a worker."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    with Archive.open(folder) as archive:
        reader = build.open_reader(archive)
    for tagged, _ in reader.terms(BODY_FOLD, f"{name}:", WORDS):
        term = tagged.partition(":")[2]
        for key in keys(term):
            if not key.startswith("="):
                by_key[key].append(term)
    return dict(by_key)
