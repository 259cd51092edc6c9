"""Leads, tasks and outcomes for tests of the frontier, with everything that a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracuu.corpus.frontier import Frontier
from tracuu.crawling import Crawl, Done, Lead, Origin, State, Task, What

NOON = 1_760_000_000.0
DAY = 86_400.0
PAPER = "https://bao-mau.example"
ALL = tuple(What)


def lead(path: str, **given: Any) -> Lead:
    """Give a lead to an article of the paper, found in its sitemap; `path` may be a whole address."""
    url = path if "://" in path else f"{PAPER}/{path}"
    return Lead(**{"url": url, "what": What.ARTICLE, "origin": Origin.SITEMAP, **given})


def crawl(frontier: Frontier, *targets: str, **given: Any) -> int:
    """Give the number of a crawl of these targets."""
    return frontier.crawl(Crawl(targets or ("bao-mau",), **given)).number


def learnt(frontier: Frontier, *leads: Lead, number: int | None = None, now: float = NOON) -> int:
    """Learn leads in a crawl, the paper's when none is given, and give the crawl's number."""
    number = number or crawl(frontier)
    frontier.learn(number, leads, now)
    return number


def take(
    frontier: Frontier, limit: int = 100, *, number: int | None = None, now: float = NOON, kinds: Sequence[What] = ALL
) -> list[Task]:
    """Lease what can be asked now, of all hosts."""
    return [task for host in frontier.host_names() for task in frontier.lease(number, host, limit, now, kinds)]


def done(task: Task, state: State = State.DONE, **given: Any) -> Done:
    """Give an outcome: fetched with 200, unless told otherwise."""
    return Done(**{"task": task, "state": state, "status": 200, **given})


def paths(tasks: Sequence[Task]) -> list[str]:
    """Give what tells the addresses of tasks apart."""
    return [task.url.removeprefix(PAPER + "/") for task in tasks]
