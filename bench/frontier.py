"""The frontier of a crawl at a million addresses: how fast a crawl resumes, takes an address, and writes what became.

An archive is filled through the public face: addresses of 200 hosts from sitemaps, six in ten waiting, of these one in
ten behind its original, three in ten passed over, the rest fetched, behind a wall or gone. Then each question is asked
as a crawl asks it, every time in a transaction that is on the disk when it returns.
`python -m bench.frontier [--versions ADDRESSES] [--save]`
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import measure
from tracuu.corpus.archive import Archive
from tracuu.corpus.frontier import Frontier
from tracuu.crawling import Crawl, Done, HostState, Lead, Origin, State, Task, What

HOSTS = 200
NOW = 1_760_000_000.0
LEARNT_TOGETHER = 10_000
ALL = tuple(What)


def leads(number: int, seed: int) -> Iterator[Lead]:
    """Make addresses as a portal's sitemaps tell them."""
    rng = random.Random(seed)
    for place in range(number):
        chance, host = rng.random(), f"bao-{place % HOSTS}.example"
        original = f"https://{host}/tin/bai-so-{place - HOSTS}" if 0.54 < chance <= 0.6 else None  # noqa: PLR2004
        yield Lead(
            f"https://{host}/tin/bai-so-{place}",
            What.SITEMAP if place % 2_000 < 2 else What.ARTICLE,  # noqa: PLR2004
            Origin.SITEMAP,
            via=f"https://{host}/sitemap.xml",
            lang="vi",
            title=f"Lễ ra mắt mô hình dân vận khéo số {place}",
            day="2025-03-14",
            modified="2025-03-14T08:00:00+07:00",
            after=original,
            passed="crawl.no_match" if chance > 0.6 else None,  # noqa: PLR2004
        )


def fill(folder: Path, number: int, seed: int) -> dict[str, Any]:
    """Make an archive with so many addresses; give what that took."""
    with Archive.create(folder) as archive:
        frontier = archive.frontier
        crawl = frontier.crawl(Crawl(("bao",))).number
        batch: list[Lead] = []
        start, computing = time.perf_counter(), time.process_time()
        for lead in leads(number, seed):
            batch.append(lead)
            if len(batch) == LEARNT_TOGETHER:
                frontier.learn(crawl, batch, NOW)
                batch = []
        frontier.learn(crawl, batch, NOW)
        taken = {"wall": time.perf_counter() - start, "processor": time.process_time() - computing}
        _finish_some(frontier, crawl, number // 10)
    taken = {f"learn, {name} µs an address": 1e6 * seconds / number for name, seconds in taken.items()}
    return taken | {"bytes an address": (folder / "archive.sqlite").stat().st_size / number}


def _finish_some(frontier: Frontier, crawl: int, number: int) -> None:
    states = (State.DONE, State.DONE, State.DONE, State.WITHHELD, State.GONE, State.FAILED, State.WAITING)
    each = number // HOSTS
    for host in frontier.host_names():
        tasks = frontier.lease(crawl, host, each, NOW, [What.ARTICLE])
        dones = [_done(task, states[place % len(states)]) for place, task in enumerate(tasks)]
        frontier.finish(dones, now=NOW)


def _done(task: Task, state: State) -> Done:
    return Done(task, state, "crawl.wall_bot", status=200, due_at=NOW + task.number % 600, etag='"65f2c1a0-1b2c"')


def resume(folder: Path) -> None:
    """Do what a crawl does before its first request."""
    with Archive.open(folder, write=True) as archive:
        frontier = archive.frontier
        crawl = frontier.crawl(Crawl(("bao",))).number
        frontier.leased_hosts()
        frontier.hosts()
        frontier.begin(crawl, "tracuu crawl bao", NOW)
        waiting = frontier.waiting(crawl, ALL, NOW)
        frontier.lease(crawl, waiting[0].host, 5, NOW, ALL)


def questions(frontier: Frontier) -> dict[str, Callable[[], object]]:
    """Give what is asked during a crawl and after it, by name."""
    crawl, rng, hosts = frontier.crawls()[0].number, random.Random(1), frontier.host_names()

    def step() -> None:
        """Take an address, and finish it with ten leads and the state of its host."""
        host = rng.choice(hosts)
        (task,) = frontier.lease(crawl, host, 1, NOW, [What.ARTICLE])
        told = [Lead(f"{task.url}/{place}", What.ARTICLE, Origin.LINK, via=task.url) for place in range(10)]
        done = Done(task, State.DONE, status=200, leads=tuple(told))
        frontier.finish([done], hosts=[HostState(host, NOW)], now=NOW)

    return {
        "waiting": lambda: frontier.waiting(crawl, ALL, NOW),
        "lease of 5": lambda: frontier.lease(crawl, rng.choice(hosts), 5, NOW, ALL),
        "lease, finish with 10 leads": step,
        "counts": lambda: frontier.counts(crawl),
        "estimate by host": lambda: frontier.per_host(crawl, [What.ARTICLE]),
        "failed, 100 of them": lambda: frontier.failed([State.FAILED, State.WITHHELD]),
        "failed of one host": lambda: frontier.failed([State.FAILED], rng.choice(hosts)),
        "an address": lambda: frontier.stub(f"https://bao-7.example/tin/bai-so-{rng.randrange(10**6)}"),
        "health of a host": lambda: frontier.health(rng.choice(hosts)),
        "update": lambda: frontier.due_again(crawl, NOW),
    }


def main() -> None:
    """Fill an archive when there is none of this size, and ask."""
    options = measure.arguments(__doc__, versions=1_000_000).parse_args()
    folder = measure.built(options.versions, options.seed) / "frontier"
    results: dict[str, Any] = {}
    if not (folder / "archive.sqlite").exists():
        results |= fill(folder, options.versions, options.seed)
    with measure.watched() as memory:
        results["resume, s"] = min(measure.spans(lambda: resume(folder), 3))
        with Archive.open(folder, write=True) as archive:
            for name, ask in questions(archive.frontier).items():
                spans = measure.spans(ask, 50 if name != "update" else 3)
                results[f"{name}, median ms"] = 1e3 * measure.percentile(spans, 0.5)
                results[f"{name}, 95 % ms"] = 1e3 * measure.percentile(spans, 0.95)
    results["peak MiB"] = memory.own
    measure.table(("what", f"{options.versions:,} addresses"), list(results.items()))
    measure.save("frontier", {name: round(value, 3) for name, value in results.items()}, options)


if __name__ == "__main__":
    main()
