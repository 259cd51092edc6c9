"""The archive in a thread of its own: while it waits for the disk, requests go on.

SQLite's connection belongs to the thread that opened it, so all questions and changes of a crawl pass through here,
one after the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive

WAIT = 60.0
"""Seconds that a crawl waits for another command's batch; a person would give up sooner."""

_T = TypeVar("_T")


class Database:
    """An archive that coroutines use: `await database(lambda archive: …)`. Use it in an async with block."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="archive")
        self._archive: Archive | None = None

    async def __aenter__(self) -> Self:
        """Open the archive in its thread. Raises what Archive.open does."""
        from tracuu.corpus.archive import Archive

        self._archive = await self._in_thread(lambda: Archive.open(self._folder, write=True, wait=WAIT))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish what is under way, and close the archive."""
        if self._archive:
            await self._in_thread(self._archive.close)
        self._thread.shutdown()

    async def __call__(self, use: Callable[[Archive], _T]) -> _T:
        """Use the archive; what `use` raises is raised here. A transaction that was begun is finished in any case."""
        archive = self._archive
        if archive is None:
            raise RuntimeError("the database is not open")
        return await asyncio.shield(self._in_thread(lambda: use(archive)))

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
