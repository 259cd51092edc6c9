"""Linking on one page: from what versions name to the entities of the archive, for all that is outstanding.

    gather    each story by itself, in worker processes: Founds become clusters    (`gathering`)
    learn     names, from the clusters of all stories                               (`learning`)
    resolve   each story with what is known: clusters become mentions               (`resolving`), in worker processes
              too, but not while articles come in

Every step keeps what it made in a transaction of its own and takes its stories off the list, so that a run that was
killed is gone on with by the next. The result does not depend on the order or the portions in which articles came: a
story is gathered from nothing but itself, and resolved again whenever an answer that it asked for changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held
from tracuu.corpus.naming import Gathered, Linked, Naming
from tracuu.mentions.decisions import rules
from tracuu.naming.gathering import gather, gather_apart
from tracuu.naming.knowing import Knowing
from tracuu.naming.learning import learn
from tracuu.naming.methods import Methods, fingerprint, usual
from tracuu.naming.resolving import resolve, resolve_apart
from tracuu.workers import Workers

BATCH = 400
"""Stories gathered at a time."""

MOST = 1_500
"""Stories that workers are given at once, by `begin` or to resolve them."""

PART = 200
"""Stories resolved by one task, and kept in one transaction."""

TASK = 20
"""Stories of one task of a worker."""

TOGETHER = 10
"""Tasks whose results are kept in one transaction."""

INLINE = 100
"""Stories; so many are gathered in this process sooner than workers have started for them."""

WAIT = 60.0
"""Seconds to wait for another process's batch."""

Progress = Callable[[int, int], None]


class Named(NamedTuple):
    """What a run did: stories gathered, names learned, stories resolved (one may be several times)."""

    gathered: int
    learned: int
    resolved: int


class Begun(NamedTuple):
    """Stories that workers are gathering: each with its turn, and what waits for the results of each task."""

    turns: dict[int, int]
    results: list[Callable[[], list[Gathered]]]


def begin(archive: Archive, workers: Workers, methods: Methods | None = None) -> Begun:
    """Have workers gather what is to be gathered now, and come back at once; `take` takes the results.

    Nothing is lost where nobody takes them: the stories stay outstanding.
    """
    archive.naming.begin(fingerprint(archive.folder / "register"))
    turns = archive.naming.to_gather(MOST)
    return _begun(archive, workers, turns, methods or usual())


def _begun(archive: Archive, workers: Workers, turns: dict[int, int], methods: Methods) -> Begun:
    deserted = archive.naming.deserted(list(turns))
    for story in deserted:
        archive.naming.forget_story(story, turns[story])
    there = [story for story in turns if story not in deserted]
    parts = [there[start : start + TASK] for start in range(0, len(there), TASK)]
    if workers.started:
        apart = partial(gather_apart, folder=archive.folder, methods=methods)
        return Begun(turns, [workers.later(apart, part) for part in parts])
    return Begun(turns, [partial(gather, part, archive, methods) for part in parts])


def take(archive: Archive, begun: Begun) -> list[int]:
    """Keep what workers gathered, and give the stories, which `link` resolves. Raises as `link`."""
    with held(archive.folder, "naming", WAIT):
        archive.naming.begin(fingerprint(archive.folder / "register"))
        _keep_gathered(archive, begun)
    return list(begun.turns)


def link(
    archive: Archive,
    *,
    workers: Workers | None = None,
    only: Sequence[int] | None = None,
    progress: Progress | None = None,
    methods: Methods | None = None,
) -> Named:
    """Link all that is outstanding; with `only` no other stories than these, which are gathered.

    What these tell of others is then left to the next linking: while articles come in, the same story would be
    resolved again after every portion.

    `progress` hears (stories done, all that is known of). Raises Busy when another process is at it for longer than
    `WAIT`; NotWritable, DiskFull. What was kept when it is stopped stays.
    """
    by = methods or usual()
    with held(archive.folder, "naming", WAIT):
        return _linked(archive, workers or Workers(1), only, progress or (lambda _done, _total: None), by)


def _linked(
    archive: Archive, workers: Workers, only: Sequence[int] | None, progress: Progress, methods: Methods
) -> Named:
    naming, register = archive.naming, archive.folder / "register"
    naming.begin(fingerprint(register))
    if not naming.outstanding() and not naming.unlearned():
        return Named(0, 0, 0)
    gathered = 0
    for done in _gather_all(archive, workers, methods) if only is None else ():
        gathered += done
        progress(gathered, gathered + naming.outstanding())
    known, decisions = methods.register(register), naming.decisions()
    # While articles come in, learning after every portion would read most of the archive again and again.
    due = only is None or naming.learning_pays()
    learned = learn(naming, methods, known, decisions) if due else 0
    # While articles come in, workers have other tasks before them.
    crew = workers if only is None else Workers(1)
    here = partial(resolve, naming, methods=methods, knowing=Knowing(naming, known, rules(decisions)))
    apart = partial(resolve_apart, folder=archive.folder, methods=methods)
    resolved = 0
    for done in _resolve_all(naming, crew, apart if crew.started else here, only):
        resolved += done
        progress(gathered + resolved, gathered + resolved + naming.outstanding())
    return Named(gathered, learned, resolved)


def _gather_all(archive: Archive, workers: Workers, methods: Methods) -> Iterator[int]:
    """Gather every story that is to be, batch by batch; give how many each batch held."""
    while turns := archive.naming.to_gather(BATCH):
        if len(turns) > INLINE:
            workers.start()
        _keep_gathered(archive, _begun(archive, workers, turns, methods))
        yield len(turns)


def _keep_gathered(archive: Archive, begun: Begun) -> None:
    by = fingerprint(archive.folder / "register")
    for start in range(0, len(begun.results), TOGETHER):
        results = [result() for result in begun.results[start : start + TOGETHER]]
        archive.naming.keep_gathered([one for result in results for one in result], begun.turns, by)


def _resolve_all(
    naming: Naming, workers: Workers, task: Callable[[list[int]], list[Linked]], only: Sequence[int] | None
) -> Iterator[int]:
    """Resolve every story that is to be resolved, or of these alone, part by part; give how many each part held."""
    while turns := naming.to_resolve(MOST, only):
        stories = list(turns)
        parts = [stories[start : start + PART] for start in range(0, len(stories), PART)]
        for linked in (one for part in workers.in_order(task, parts) for one in part):
            naming.keep_linked(linked, turns)
            yield len(linked)
