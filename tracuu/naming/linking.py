"""Linking on one page: from what versions name to the entities of the archive, for all that is outstanding.

    gather    each story by itself, in worker processes: Founds become clusters    (`gathering`)
    learn     names, from the clusters of all stories                               (`learning`)
    resolve   each story with what is known: clusters become mentions               (`resolving`)

Every step keeps what it made in a transaction of its own and takes its stories off the list, so that a run that was
killed is gone on with by the next. The result does not depend on the order or the portions in which articles came: a
story is gathered from nothing but itself, and resolved again whenever an answer that it asked for changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held
from tracuu.corpus.naming import Naming
from tracuu.mentions.decisions import rules
from tracuu.naming.gathering import Gather, Story, gather
from tracuu.naming.knowing import Knowing
from tracuu.naming.learning import learn
from tracuu.naming.methods import Methods, fingerprint, usual
from tracuu.naming.resolving import resolve
from tracuu.workers import Workers

BATCH = 400
"""Stories gathered, or resolved, between two transactions."""

TASK = 20
"""Stories of one task of a worker."""

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


def link(
    archive: Archive,
    *,
    workers: Workers | None = None,
    progress: Progress | None = None,
    methods: Methods | None = None,
) -> Named:
    """Link all that is outstanding.

    `progress` hears (stories done, all that is known of). Raises Busy when another process is at it for longer than
    `WAIT`; NotWritable, DiskFull. What was kept when it is stopped stays.
    """
    by = methods or usual()
    with held(archive.folder, "naming", WAIT):
        return _linked(archive, workers or Workers(1), progress or (lambda _done, _total: None), by)


def _linked(archive: Archive, workers: Workers, progress: Progress, methods: Methods) -> Named:
    naming = archive.naming
    here = archive.folder / "register"
    by = fingerprint(here)
    naming.begin(by)
    if not naming.outstanding() and not naming.unlearned():
        return Named(0, 0, 0)
    register = methods.register(here)
    decisions = naming.decisions()
    gathered = 0
    for done in _gather_all(naming, workers, partial(gather, methods=methods, extra=here), by):
        gathered += done
        progress(gathered, gathered + naming.outstanding())
    learned = learn(naming, methods, register, decisions)
    knowing = Knowing(naming, register, rules(decisions))
    resolved = 0
    for done in _resolve_all(naming, methods, knowing):
        resolved += done
        progress(gathered + resolved, gathered + resolved + naming.outstanding())
    return Named(gathered, learned, resolved)


def _gather_all(naming: Naming, workers: Workers, task: Gather, by: int) -> Iterator[int]:
    """Gather every story that is to be gathered, batch by batch; give how many each batch held."""
    while turns := naming.to_gather(BATCH):
        if len(turns) > INLINE:
            workers.start()
        versions = naming.unread(list(turns), by)
        for empty in [story for story, held_there in versions.items() if not held_there]:
            naming.forget_story(empty, turns[empty])
            del versions[empty]
        for results in workers.in_order(task, _tasks(list(versions.items())), BATCH):
            naming.keep_gathered([one for result in results for one in result], turns, by)
        yield len(turns)


def _tasks(stories: list[Story]) -> Iterator[list[Story]]:
    for start in range(0, len(stories), TASK):
        yield stories[start : start + TASK]


def _resolve_all(naming: Naming, methods: Methods, knowing: Knowing) -> Iterator[int]:
    """Resolve every story that is to be resolved, batch by batch; give how many each batch held."""
    while turns := naming.to_resolve(BATCH):
        naming.keep_linked(resolve(naming, list(turns), methods, knowing), turns)
        yield len(turns)
