"""A program that crawls a site of its own imagination and says what it asks for and what is kept: to be killed.

Page 0 links to 1 and 2, page 1 to 3 and 4, and so on up to PAGES; every third page has a translation, to be fetched
after it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.drafts import draft
from tests.corpus.leads import PAPER, lead
from tracuu.corpus.archive import Archive
from tracuu.corpus.frontier import Frontier
from tracuu.crawling import Crawl, Done, HostState, Lead, Origin, State, Task, What

PAGES = 300
IN_FLIGHT = 4
BEGUN = 1_760_000_000.0


def links(url: str) -> tuple[Lead, ...]:
    """Give the leads of a page."""
    lang, _, number = url.rpartition("/")
    if lang != PAPER:
        return ()
    further = [lead(str(below)) for below in (2 * int(number) + 1, 2 * int(number) + 2) if below < PAGES]
    translated = [lead(f"en/{number}", origin=Origin.TRANSLATION, after=url)] if int(number) % 3 == 0 else []
    return (*translated, *further)


def every_page() -> set[str]:
    """Give the addresses of all pages."""
    return {f"{PAPER}/{number}" for number in range(PAGES)} | {f"{PAPER}/en/{number}" for number in range(0, PAGES, 3)}


def say(word: str, tasks: list[Task]) -> None:
    """Write a line for each task; a line that stands was true when it was written."""
    sys.stdout.write("".join(f"{word} {task.url}\n" for task in tasks))
    sys.stdout.flush()


def finish(frontier: Frontier, tasks: list[Task], now: float) -> None:
    """Keep a page for each task, with what it links to."""
    drafts = [draft(f"Trang {task.url}\n" + "lời " * (task.number * 37 % 400), url=task.url) for task in tasks]
    dones = [Done(task, State.DONE, status=200, draft=place, leads=links(task.url)) for place, task in enumerate(tasks)]
    frontier.finish(dones, drafts, hosts=[HostState("bao-mau.example", now + 2)], now=now)


def main(folder: Path) -> None:
    """Crawl until nothing waits."""
    with Archive.create(folder) as archive:
        frontier = archive.frontier
        crawl = frontier.crawl(Crawl(("bao-mau",))).number
        frontier.learn(crawl, [lead("0", origin=Origin.NAMED)], BEGUN)
        run = frontier.begin(crawl, "tracuu crawl bao-mau", BEGUN)
        while tasks := frontier.lease(crawl, "bao-mau.example", IN_FLIGHT, BEGUN, [What.ARTICLE]):
            say("asked", tasks)
            finish(frontier, tasks, BEGUN)
            say("kept", tasks)
        frontier.end(run, "complete", {}, BEGUN)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
