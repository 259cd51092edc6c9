"""The flow of tracuu on one page: how an article becomes a version that a search can find.

    readers or crawler  ->  Capture
    extract             ->  Extract      given text, and what the markup states
    clean               ->  Cleaned      every line's role, and what the furniture taught
    tell the language   ->  LanguageGuess
    draft               ->  Draft        understood; pure up to here, so it runs in worker processes
    keep                ->  Kept         the archive gives id and story; durable when it returns
    index               ->  found        what is not yet in the index is outstanding work

The order matters in two places: an article is kept before it is indexed, so that a crash can only lose index entries,
which the next run makes again; and it is indexed in batches after it was kept, so that a search never sees a story
that the archive could forget.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.errors import InputError
from tracuu.records import Capture, Draft, Kept, Outcome, Rejected

if TYPE_CHECKING:
    from collections import deque
    from concurrent.futures import Future

    from tracuu.corpus.archive import Archive
    from tracuu.corpus.provenance import Provenance
    from tracuu.corpus.sites import Sites

CHUNK = 50  # articles per task of a worker, and per transaction while few arrive
CHUNK_BYTES = 8_000_000  # a chunk ends when its articles are so large together, so that memory stays bounded
TOGETHER = 6  # chunks that one transaction keeps at most, when more have come than were waited for
AHEAD = 10  # chunks under way for each worker: enough to go on with while the index is written
SELDOM = 70_000  # objects made between two looks for garbage in circles; Python's own choice is 700
INDEX_EVERY = 2_000  # articles kept between two commits of the index
INLINE = 400  # articles; so many are understood in this process sooner than workers have started for them

Ready = tuple[Draft, dict[str, str]]
Told = tuple[Kept, Draft] | Rejected


@dataclass(slots=True)
class Report:
    """What an `add` did, in numbers: articles by (media type, outcome). It stays small however many there were."""

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)

    def total(self, outcome: Outcome) -> int:
        """Count the articles with this outcome, over all types."""
        return sum(count for (_, got), count in self.counts.items() if got is outcome)


def draft(capture: Capture, sites: Sites) -> Draft:
    """Understand one article. Pure: the same capture and sites give the same draft.

    Raises InputError when there is no article in it.
    """
    from tracuu.corpus import provenance
    from tracuu.corpus.clean import clean
    from tracuu.corpus.extract import extract

    extracted = extract(capture, sites)
    cleaned = clean(extracted)
    come = provenance.trace(capture.hints, extracted, cleaned, sites)
    language = provenance.language(cleaned, capture.hints.lang, come.url_lang or extracted.lang)
    return Draft(
        raw=capture.raw,
        media_type=capture.media_type,
        charset=extracted.charset,
        note=extracted.note,
        origin=capture.origin,
        fetched_at=capture.fetched_at,
        extractor=extracted.extractor,
        given=cleaned.given,
        marks=cleaned.marks,
        language=language,
        keys=_story_keys(come, capture.hints.story),
        url=come.url,
        url_as_found=come.url_as_found,
        host=come.host,
        site=come.site,
        publisher=come.publisher,
        province=come.province,
        province_inferred=come.province_inferred,
        title=capture.hints.title or cleaned.title or extracted.title,
        dated=come.dated,
        source_url=come.source_url,
        source_as_found=come.source_as_found,
        machine_translated=provenance.translated(language.lang, come, sites),
        kind=capture.hints.kind or "press",
        given_id=capture.hints.id,
        extra=capture.hints.extra,
    )


def _story_keys(come: Provenance, given: str | None) -> tuple[str, ...]:
    from tracuu.corpus import stories

    return stories.keys(
        url=come.url,
        source_url=come.source_url,
        slug=come.slug,
        alternates=come.alternates,
        given=given,
        portal=come.portal,
    )


def understand(captures: Sequence[Capture | Rejected], extra_sites: Path | None = None) -> list[Ready | Rejected]:
    """Understand a chunk and analyse it for the index: the work of one task of a worker process."""
    from tracuu.corpus.sites import load
    from tracuu.indexer.fields import texts

    sites = load(extra_sites)
    drafts = [capture if isinstance(capture, Rejected) else _drafted(capture, sites) for capture in captures]
    found = {place: one for place, one in enumerate(drafts) if isinstance(one, Draft)}
    # One language after the other: what a language remembers of its words then is where the processor finds it soon.
    by_language = sorted(found, key=lambda place: found[place].language.lang)
    analysed = {
        place: texts(one.title, one.given, one.marks, one.language.lang)
        for place in by_language
        for one in (found[place],)
    }
    return [(one, analysed[place]) if isinstance(one, Draft) else one for place, one in enumerate(drafts)]


def _drafted(capture: Capture, sites: Sites) -> Draft | Rejected:
    try:
        return draft(capture, sites)
    except InputError as error:
        return Rejected(capture.origin, capture.media_type, str(error))


def add(
    archive: Archive,
    captures: Iterable[Capture | Rejected],
    *,
    workers: int = 1,
    progress: Callable[[Report], None] = lambda _: None,
    tell: Callable[[Told], None] = lambda _: None,
) -> Report:
    """Bring articles into the archive and its index.

    `tell` hears of every article: (kept, its draft), which is durable when it is told, or a Rejected.

    With `workers` above 1, more than a few hundred articles are understood in that many processes. Stopping at
    any moment loses nothing that was kept; what is not yet indexed is indexed by the next run.
    """
    from tracuu.indexer import build

    report = Report()
    ready: dict[int, dict[str, str]] = {}
    with _seldom_collecting():
        for chunk in _understood(captures, archive.folder / "sites", workers):
            _keep(archive, chunk, report, ready, tell)
            progress(report)
            if len(ready) >= INDEX_EVERY:
                build.update(archive, ready=ready)
                ready.clear()
        build.update(archive, ready=ready)
    return report


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles a hundred times less often: the memories of words are large and make none.

    Measured: a quarter of the time of understanding went into looking through them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _keep(
    archive: Archive,
    chunk: Sequence[Ready | Rejected],
    report: Report,
    ready: dict[int, dict[str, str]],
    tell: Callable[[Told], None],
) -> None:
    """Keep one chunk in one transaction, then say so."""
    good = [item for item in chunk if not isinstance(item, Rejected)]
    for item in chunk:
        if isinstance(item, Rejected):
            report.counts[item.media_type, Outcome.REJECTED] += 1
            tell(item)
    for kept, (found, texts) in zip(archive.add([found for found, _ in good]), good, strict=True):
        report.counts[found.media_type, kept.outcome] += 1
        if kept.outcome is not Outcome.UNCHANGED:
            ready[kept.number] = texts
        tell((kept, found))


def _understood(captures: Iterable[Capture | Rejected], sites: Path, workers: int) -> Iterator[list[Ready | Rejected]]:
    """Understand captures chunk by chunk, in order; in worker processes once there are many."""
    chunks = chunks_of(iter(captures))
    task = partial(understand, extra_sites=sites)
    if workers <= 1:
        yield from map(task, chunks)
        return
    # All or none go to workers: the language model takes 80 MB and a second in each process that needs it.
    few = list(islice(chunks, INLINE // CHUNK))
    start = next(chunks, None)
    if start is None:
        yield from map(task, few)
    else:
        yield from _in_processes(task, chain(few, [start], chunks), workers)


def chunks_of(items: Iterator[Capture | Rejected]) -> Iterator[list[Capture | Rejected]]:
    """Cut a stream of articles into what is understood, and kept, at once."""
    chunk: list[Capture | Rejected] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.raw) if isinstance(item, Capture) else 0
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _in_processes(
    task: Callable[[Sequence[Capture | Rejected]], list[Ready | Rejected]],
    chunks: Iterator[list[Capture | Rejected]],
    workers: int,
) -> Iterator[list[Ready | Rejected]]:
    """Map `task` over chunks in worker processes, in order, with a bounded number under way."""
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn: the engine's threads of this process must not be forked
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_worker) as pool:
        under_way: deque[Future[list[Ready | Rejected]]] = deque()
        try:
            for chunk in chunks:
                under_way.append(pool.submit(task, chunk))
                if len(under_way) > AHEAD * workers:
                    yield _finished(under_way)
            while under_way:
                yield _finished(under_way)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finished(under_way: deque[Future[list[Ready | Rejected]]]) -> list[Ready | Rejected]:
    """Wait for the first chunk under way and take those behind it that are done too: one transaction keeps them all."""
    items = under_way.popleft().result()
    for _ in range(TOGETHER - 1):
        if not under_way or not under_way[0].done():
            break
        items = items + under_way.popleft().result()
    return items


def _begin_worker() -> None:
    """Leave Ctrl-C to the main process, which ends the workers in order; look for garbage seldom."""
    import signal
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)


def _end_with_parent() -> None:
    """End a worker whose main process was killed: else it would wait for its next task for ever."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
