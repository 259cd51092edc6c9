"""What a crawl asks of the frontier costs the same however large it is. Counted in steps of SQLite, not in time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.corpus.leads import ALL, DAY, NOON, PAPER, done, lead, learnt
from tracuu.corpus.archive import Archive
from tracuu.corpus.frontier import Frontier
from tracuu.crawling import HostState, Lead, Origin, State, What

STEP = 20  # instructions of SQLite's virtual machine between two counts
HOST = "bao-mau.example"
FEW, MANY = 400, 8_000


def steps(archive: Archive, work: Callable[[], object]) -> int:
    """Count what SQLite has to do."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    archive._connection.set_progress_handler(count, STEP)  # noqa: SLF001  the only place that sees the work
    work()
    archive._connection.set_progress_handler(None, 0)  # noqa: SLF001  the same
    return counted


def some(start: int, stop: int) -> list[Lead]:
    """Give addresses in all conditions: waiting, passed over, held by another."""
    plain = [lead(f"tin-{number}", passed="crawl.old" if number % 4 == 0 else None) for number in range(start, stop)]
    held = [lead(f"en/{number}", origin=Origin.TRANSLATION, after=f"{PAPER}/tin-1") for number in range(start, stop, 5)]
    return [*plain, *held]


def one_page(frontier: Frontier) -> None:
    """Take a page, and finish it with what it links to."""
    (task,) = frontier.lease(1, HOST, 1, NOON, [What.ARTICLE])
    further = tuple(lead(f"{task.url}/{place}") for place in range(5))
    frontier.finish([done(task, leads=further)], hosts=[HostState(HOST, NOON)], now=NOON)


def grow(frontier: Frontier, start: int, stop: int) -> None:
    """Learn of addresses, and finish one in ten in each way."""
    frontier.learn(1, some(start, stop), NOON)
    states = (State.DONE, State.FAILED, State.GONE, State.WITHHELD, State.REFUSED)
    tasks = frontier.lease(1, HOST, (stop - start) // 10, NOON, [What.ARTICLE])[1:]
    frontier.finish([done(task, states[place % 5]) for place, task in enumerate(tasks)], now=NOON)
    frontier.begin(1, "tracuu crawl", NOON)


WORK: dict[str, Callable[[Frontier], object]] = {
    "waiting": lambda frontier: frontier.waiting(1, ALL, NOON),
    "lease": lambda frontier: frontier.lease(1, HOST, 3, NOON, ALL),
    "lease of any crawl": lambda frontier: frontier.lease(None, HOST, 3, NOON, ALL),
    "a page": one_page,
    "counts": lambda frontier: frontier.counts(1),
    "health": lambda frontier: frontier.health(HOST),
    "begin": lambda frontier: frontier.begin(1, "tracuu crawl", NOON),
    "due again": lambda frontier: frontier.due_again(1, NOON + DAY),
    "failed": lambda frontier: frontier.failed([State.FAILED, State.GONE], limit=5),
    "failed of a host": lambda frontier: frontier.failed([State.FAILED, State.GONE], HOST, limit=5),
    "stub": lambda frontier: frontier.stub(f"{PAPER}/tin-7"),
    "known again": lambda frontier: frontier.learn(1, some(1, 9), NOON),
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Archive]:
    """Give a small frontier and a large one."""
    made = []
    for number in (FEW, MANY):
        archive = Archive.create(tmp_path_factory.mktemp("archive"))
        learnt(archive.frontier, lead("feed", what=What.FEED))
        grow(archive.frontier, 1, number)
        made.append(archive)
    return made[0], made[1]


@pytest.mark.parametrize("work", WORK)
def test_it_costs_the_same_however_many_addresses_there_are(archives: tuple[Archive, Archive], work: str) -> None:
    few, many = (steps(archive, partial(WORK[work], archive.frontier)) for archive in archives)
    assert many < 1.5 * few + 10
