"""Worker processes, shared by all stages of a run: started when the first task needs them, ended with the run.

Tasks are functions of a module with arguments that travel between processes. Results come in the order of the tasks,
with a bounded number under way, so that memory stays flat however many there are.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

AHEAD = 10
"""Tasks under way for each worker: enough to go on with while the index is written."""

SELDOM = 70_000
"""Objects made between two looks for garbage in circles; Python's own choice is 700."""

_T = TypeVar("_T")
_R = TypeVar("_R")


class Workers:
    """So many worker processes; with one or none, tasks run in this process. Use it in a with block."""

    def __init__(self, count: int) -> None:
        """Start nothing yet."""
        self.count = count
        self.generation = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Use the workers in a with block, which ends them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers; what is under way is left undone."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def started(self) -> bool:
        """Whether processes run: what is little is then done in them too, else sooner here."""
        return self._pool is not None

    def start(self, least: int = 2) -> None:
        """Start the processes, when there are to be so many at least: with one, the main process may do the work."""
        if self.count >= least and self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # spawn: the engine's threads of this process must not be forked
            self._pool = ProcessPoolExecutor(self.count, mp_context=get_context("spawn"), initializer=_begin)

    def restart(self, generation: int) -> None:
        """End the processes of this generation at once, whatever they do; the next task starts new ones.

        Later calls for the same generation change nothing: several tasks may see the same processes break.
        """
        pool = self._pool
        if pool is None or generation != self.generation:
            return
        self._pool, self.generation = None, generation + 1
        # A process that hangs cannot be reached through the pool's public face before Python 3.14.
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)

    def later(self, task: Callable[[_T], _R], item: _T) -> Callable[[], _R]:
        """Begin a task; give what waits for its result. Without processes it is done when the result is asked for."""
        return self.submit(task, item).result if self._pool else partial(task, item)

    def submit(self, task: Callable[..., _R], *arguments: object) -> Future[_R]:
        """Begin a task in a process, also when there is to be only one: the main process is to stay free."""
        self.start(least=1)
        if self._pool is None:
            raise ValueError(self.count)
        with _without_interrupts():  # a process may be started for it
            return self._pool.submit(task, *arguments)

    def in_order(self, task: Callable[[_T], _R], items: Iterable[_T], together: int = 1) -> Iterator[list[_R]]:
        """Do a task for every item; give the results in order, up to `together` of those that are done at once."""
        if self._pool is None:
            for item in items:
                yield [task(item)]
            return
        under_way: deque[Future[_R]] = deque()
        for item in items:
            under_way.append(self.submit(task, item))
            if len(under_way) > AHEAD * self.count:
                yield _finished(under_way, together)
        while under_way:
            yield _finished(under_way, together)


def _finished(under_way: deque[Future[_R]], together: int) -> list[_R]:
    """Wait for the first task under way; take those behind it that are done too."""
    results = [under_way.popleft().result()]
    while len(results) < together and under_way and under_way[0].done():
        results.append(under_way.popleft().result())
    return results


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: a process inherits that, and would else print a traceback while it starts."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
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
