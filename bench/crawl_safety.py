"""Whether a crawl stays small with a million addresses and under attack, and what killing it does."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from bench import frontier, measure
from bench.crawl_attackers import hosts as attackers
from bench.crawl_runs import begin, crawled, fresh, read, serving, speaking
from bench.crawl_speed import HOSTS, too_short
from bench.crawl_web import SMALL, build, describe, host

PAGES = 300  # articles fetched of a million known
KILLED_PAGES = 5_000
SPACING = 0.2
LIFE = (0.5, 8.0)  # seconds after its start between which a crawler is killed
REST_OF_LIFE = (0.0, 0.5)  # seconds, after it told of up to so many articles
MOST_TOLD = 150


def million(folder: Path, addresses: int, workers: int) -> dict[str, Any]:
    """Go on with a crawl that knows so many addresses, of 200 hosts."""
    source = measure.built(addresses, 1) / "frontier"
    if not (source / "archive.sqlite").exists():
        frontier.fill(source, addresses, 1)
    archive = fresh(folder, "archive-million")
    shutil.copytree(source, archive)
    describe(archive, frontier.HOSTS)
    pages = build(folder, 600)
    with serving(folder, pages, frontier.HOSTS, addresses) as server:
        done = crawled(archive, server.port, workers=workers, most=PAGES)
    resting = {"robots.txt", "sitemap.xml"}
    first = next(moment for moment, _, path in server.log if path.rpartition("/")[2] not in resting)
    return {
        "addresses": addresses,
        "pages": len(done.kept),
        "seconds from start to first request": server.log[0][0] - done.begun,
        "seconds from start to first page": first - done.begun,
        "CPU s, main": done.told["main"],
        "peak MB, main": done.told["peak MB"],
    }


def attacked(folder: Path, workers: int) -> dict[str, Any]:
    """Crawl hosts that all attack at once, each in its own way; every address is asked for once."""
    archive = fresh(folder, "archive-attacked")
    names = attackers()
    addresses = folder / "attacked.txt"
    addresses.write_text(
        "".join(f"http://{name}/to-dan-van-thon-van-dong-hien-dat-1.html\n" for name in names), encoding="utf-8"
    )
    limits = {"connect": 2, "whole": 2}
    with speaking("bench.crawl_attackers") as (process, served):
        assert process.stdout is not None  # noqa: S101  it was opened as a pipe
        port = int(process.stdout.readline())
        done = crawled(archive, port, lists=[str(addresses)], workers=workers, patience=0, limits=limits)
    return {
        "hosts": len(names),
        "requests": served["requests"],
        "articles kept": len(done.kept),
        "ended": str(done.told["ended"]),
        "seconds": done.ended - done.begun,
        "peak MB, main": done.told["peak MB"],
    }


def killed(folder: Path, kills: int, pages_of_crawl: int, workers: int, seed: int) -> dict[str, Any]:
    """Kill a crawl again and again at random moments, let it end, and look at archive and servers' log."""
    rng, acknowledged = Random(seed), list[str]()
    pages, archive = build(folder, pages_of_crawl, SMALL), fresh(folder, "archive-killed")
    describe(archive, HOSTS)
    told = {"targets": [host(number) for number in range(HOSTS)], "workers": workers, "spacing": SPACING}
    with serving(folder, pages, HOSTS, pages_of_crawl) as server:
        for _ in range(kills):
            acknowledged += _short_life(begin(archive, server.port, **told), rng)
        before = len(acknowledged)
        acknowledged += [url for _, url in crawled(archive, server.port, **told).kept]
    return {"kills": kills, "pages kept before the last life": before} | _looked_at(archive, server.log, acknowledged)


def _short_life(process: subprocess.Popen[str], rng: Random) -> list[str]:
    """Kill a crawler at a random moment, or a moment after it told of so many articles; give what it told of."""
    assert process.stdout is not None  # noqa: S101  it was opened as a pipe
    told = [process.stdout.readline() for _ in range(rng.choice((0, rng.randint(1, MOST_TOLD))))]
    time.sleep(rng.uniform(*(REST_OF_LIFE if told else LIFE)))
    process.kill()
    return [line.strip().partition(" ")[2] for line in told] + [url for _, url in read(process, 0.0).kept]


def _looked_at(archive: Path, log: list[tuple[float, str, str]], acknowledged: list[str]) -> dict[str, Any]:
    from tracuu.corpus.archive import Archive

    with Archive.open(archive) as held:
        found = Counter(version.url for version in held.versions(list(held.numbers())))
        faults = len(held.check())
    asked = Counter((name, path) for _, name, path in log if path.startswith("/tin/"))
    return {
        "articles": len(found),
        "acknowledged": len(acknowledged),
        "acknowledged and lost": len(set(acknowledged) - found.keys()),
        "acknowledged twice": len(acknowledged) - len(set(acknowledged)),
        "stored twice": sum(count - 1 for count in found.values()),
        "faults that the archive's check finds": faults,
        "requests that robots.txt forbids": sum(path.startswith("/admin/") for _, _, path in log),
        "spacings too short": too_short(log, SPACING),
        "articles asked for again": sum(count - 1 for count in asked.values()),
    }
