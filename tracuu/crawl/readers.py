"""Worker processes that read answers, and outlive pages that break or hang the one that reads them.

What goes wrong for several answers together is read again one by one, in a process apart: so the page that did it is
told from those that were read with it, and given up alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from types import TracebackType
from typing import Self

from tracuu.crawl.reading import Answer, Orders, Reading, read
from tracuu.crawling import Done, State
from tracuu.workers import Workers

LIMIT = 120.0
"""Seconds that reading a few answers may take. The slowest honest pages take a tenth of a second each."""

Reader = Callable[[Orders, Sequence[Answer]], list[Reading]]


class Readers:
    """Reads answers in the processes of a crew. Use it in a with block, which ends the process apart."""

    def __init__(self, crew: Workers, orders: Orders, reader: Reader = read, limit: float = LIMIT) -> None:
        """Start nothing yet. `reader` is a function of a module, `limit` the seconds that it may take."""
        self._crew, self._orders, self._reader, self._limit = crew, orders, reader, limit
        self._apart = Workers(1)
        self._one_at_a_time = asyncio.Lock()

    def __enter__(self) -> Self:
        """Use the readers in a with block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process apart."""
        self._apart.__exit__(kind, error, trace)

    async def __call__(self, answers: Sequence[Answer]) -> list[Reading]:
        """Read answers, in their order. Whatever they do to their reader, each has its reading."""
        read_together = await self._tried(self._crew, answers)
        if not isinstance(read_together, str):
            return read_together
        return [await self._read_apart(answer) for answer in answers]

    async def _read_apart(self, answer: Answer) -> Reading:
        """Read one answer; give it up when it breaks its reader again."""
        async with self._one_at_a_time:
            found = await self._tried(self._apart, [answer])
        if isinstance(found, str):
            return Reading(Done(answer.task, State.FAILED, "crawl.breaks", found, answer.reply.status))
        return found[0]

    async def _tried(self, crew: Workers, answers: Sequence[Answer]) -> list[Reading] | str:
        """Read by a crew; give the name of what went wrong where it did, with processes that are sound again."""
        generation = crew.generation
        try:
            work = asyncio.wrap_future(crew.submit(self._reader, self._orders, answers))
        except BrokenExecutor as error:  # by another task, a moment ago
            crew.restart(generation)
            return type(error).__name__
        await asyncio.wait([work], timeout=self._limit)
        fault = _fault(work)
        if fault is None:
            return work.result()
        work.cancel()
        crew.restart(generation)
        return fault


def _fault(work: asyncio.Future[list[Reading]]) -> str | None:
    """Name what went wrong with a task, None when it is done well."""
    if not work.done():
        return TimeoutError.__name__
    if work.cancelled():  # with others, when the processes were ended for one of them
        return BrokenExecutor.__name__
    error = work.exception()
    return type(error).__name__ if error else None
