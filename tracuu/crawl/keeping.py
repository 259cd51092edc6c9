"""Behind the requests of a run: workers read what was answered, one coroutine keeps what they made of it.

Two bounded queues hold up the requests when reading or the disk is slower than the web.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tracuu.crawl.gear import Gear
from tracuu.crawl.indexing import index
from tracuu.crawl.readers import Readers
from tracuu.crawl.reading import Answer, Reading
from tracuu.crawl.repeats import Repeats
from tracuu.crawling import Done, State

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.records import Kept

_T = TypeVar("_T")

READ_TOGETHER = 8
KEPT_TOGETHER = 32

INDEX_EVERY = 2_000
"""Articles kept between two times of linking and indexing while a run goes on."""

_POLL = 0.5  # seconds between two looks at how much is still to be linked


class Keeper:
    """Takes answers, and tells what was finished of them. Run `work` beside the requests, `settle` at the end."""

    def __init__(self, gear: Gear, finished: Callable[[Sequence[Done]], None]) -> None:
        """Begin with empty queues. `finished` hears of what was finished, once it is durable."""
        self._gear, self._finished = gear, finished
        self._answers: asyncio.Queue[Answer] = asyncio.Queue(2 * READ_TOGETHER)
        self._readings: asyncio.Queue[tuple[Reading, Answer | None]] = asyncio.Queue(KEPT_TOGETHER)
        self._readers = Readers(gear.crew, gear.orders)
        self._repeats = Repeats()
        self._not_indexed = 0
        self._indexing: asyncio.Future[None] | None = None

    async def to_read(self, answer: Answer) -> None:
        """Take an answer whose body has to be read; waits while there is much to read."""
        await self._answers.put(answer)

    async def to_write(self, done: Done, answer: Answer | None = None) -> None:
        """Take a task that is finished without reading."""
        await self._readings.put((Reading(done), answer))

    async def work(self) -> None:
        """Read and keep until cancelled. Raises what the archive raises."""
        with self._readers:
            await self._work()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self._gear.crew.count):
                group.create_task(self._read())
            group.create_task(self._keep())

    async def settle(self) -> None:
        """Wait until all that was taken is kept."""
        await self._answers.join()
        await self._readings.join()

    async def index(self) -> None:
        """Link and index what was kept, in a worker, and tell how far that is."""
        if self._indexing:
            with suppress(BrokenExecutor):  # ended with the processes of a page that broke them: done again below
                await self._indexing
        work = asyncio.wrap_future(self._gear.crew.submit(index, self._gear.orders.folder))
        while not work.done():
            self._gear.tally.to_link = await self._gear.database(lambda archive: archive.naming.outstanding())
            self._gear.ears.progress(self._gear.tally)
            await asyncio.wait([work], timeout=_POLL)
        work.result()

    async def _read(self) -> None:
        while True:
            answers = await _together(self._answers, READ_TOGETHER)
            readings = await self._readers(answers)
            for answer, reading in zip(answers, readings, strict=True):
                await self._readings.put((reading, answer))
                self._answers.task_done()

    async def _keep(self) -> None:
        while True:
            batch = await _together(self._readings, KEPT_TOGETHER)
            dones, kept = await self._written(batch)
            self._count(dones, kept)
            _take_away([answer for _, answer in batch if answer])
            self._finished(dones)
            self._index_sometimes(len(kept))
            for _ in batch:
                self._readings.task_done()

    async def _written(self, batch: Sequence[tuple[Reading, Answer | None]]) -> tuple[list[Done], list[Kept]]:
        """Write a batch in one transaction; the WARC file, where there is one, before it."""
        batch = [(self._without_repeat(reading), answer) for reading, answer in batch]
        articles = [(reading.ready, answer) for reading, answer in batch if reading.ready and answer]
        places = iter(range(len(articles)))
        dones = [one.done._replace(draft=next(places) if one.ready else None) for one, _ in batch]
        replies = [answer.reply for _, answer in articles]
        changes, now, warc = self._gear.hosts.take_changes(), self._gear.settings.clock(), self._gear.warc

        def write(archive: Archive) -> list[Kept]:
            from tracuu.corpus.naming import FoundIn
            from tracuu.naming.methods import fingerprint

            found = FoundIn([ready.found for ready, _ in articles], fingerprint(archive.folder / "register"))
            drafts = [ready.draft for ready, _ in articles]
            before = (lambda: warc.keep(replies)) if warc else (lambda: None)
            return archive.frontier.finish(dones, drafts, found=found, hosts=changes, now=now, before=before)

        return dones, await self._gear.database(write)

    def _without_repeat(self, reading: Reading) -> Reading:
        """Take the article from a page that stands at many addresses, and say so."""
        task, ready = reading.done.task, reading.ready
        if ready and self._repeats.is_one(task.host, ready.draft.given, task.url):
            return Reading(Done(task, State.FAILED, "crawl.same_text", status=reading.done.status))
        return reading

    def _count(self, dones: Sequence[Done], kept: Sequence[Kept]) -> None:
        for done in dones:
            if done.reason:
                self._gear.tally.reasons[done.state, done.reason] += 1
            if done.draft is not None:
                self._gear.tally.outcomes[kept[done.draft].outcome] += 1
                self._gear.ears.kept(kept[done.draft], done)
        self._gear.ears.progress(self._gear.tally)

    def _index_sometimes(self, kept: int) -> None:
        """Have a worker link and index meanwhile, so that what was fetched hours ago is found before the run ends."""
        self._not_indexed += kept
        if self._not_indexed >= INDEX_EVERY and (self._indexing is None or self._indexing.done()):
            self._not_indexed = 0
            self._indexing = asyncio.wrap_future(self._gear.crew.submit(index, self._gear.orders.folder))


async def _together(queue: asyncio.Queue[_T], most: int) -> list[_T]:
    """Wait for an item, and take those that are there already with it."""
    items = [await queue.get()]
    while len(items) < most and not queue.empty():
        items.append(queue.get_nowait())
    return items


def _take_away(answers: Sequence[Answer]) -> None:
    for answer in answers:
        if isinstance(answer.reply.body, Path):
            answer.reply.body.unlink(missing_ok=True)
