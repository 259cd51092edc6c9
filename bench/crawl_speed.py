"""How fast a crawl is when politeness is not the limit, and how near it is to its schedule when it is."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import measure
from bench.crawl_runs import Crawled, Served, crawled, fresh, serving
from bench.crawl_web import SMALL, SMALL_PAGES, build, describe, host, is_right, number_of, truths

HOSTS = 50
HOSTS_OF_SCHEDULE, EACH = 200, 20


def throughput(folder: Path, articles: int, kind: str, workers: int) -> dict[str, Any]:
    """Crawl articles of 150 KB from fifty newspapers that ask for no spacing, by description or without."""
    pages, archive = build(folder, articles), fresh(folder, f"archive-{kind}")
    targets = [host(number) for number in range(HOSTS)]
    if kind == "described":
        describe(archive, HOSTS)
    with serving(folder, pages, HOSTS, articles) as server:
        done = crawled(archive, server.port, targets=targets, workers=workers)
    return _figures(done, server) | _judged(archive, truths(pages)) | _sizes(archive)


def _figures(done: Crawled, server: Served) -> dict[str, Any]:
    first, last = server.log[0][0], done.kept[-1][0]
    pages = len(done.kept)
    half = done.kept[pages // 2 :]
    return {
        "pages": pages,
        "pages/s, kept": pages / (last - first),
        "pages/s, second half": (len(half) - 1) / (half[-1][0] - half[0][0]),
        "pages/s, linked and found": pages / (done.ended - first),
        "pages/s, whole program": pages / (done.ended - done.begun),
        "seconds to first request": first - done.begun,
        "CPU ms/page, main": 1e3 * done.told["main"] / pages,
        "CPU ms/page, workers": 1e3 * done.told["workers"] / pages,
        "CPU ms/page, servers": 1e3 * server.told["processor"] / pages,
        "peak MB, main": done.told["peak MB"],
    }


def _judged(archive: Path, wanted: dict[int, frozenset[str]]) -> dict[str, int]:
    from tracuu.corpus.archive import Archive
    from tracuu.records import Role

    right = set()
    with Archive.open(archive) as held:
        for version in held.versions(list(held.numbers())):
            layer = held.layer(version.number)
            text = "\n".join(layer.given[mark.start : mark.end] for mark in layer.marks if mark.role is Role.BODY)
            if version.url and is_right(text, wanted[number_of(version.url)]):
                right.add(version.url)
    return {"bodies right": len(right)}


def _sizes(archive: Path) -> dict[str, float]:
    return {"MB of the archive": sum(path.stat().st_size for path in archive.rglob("*") if path.is_file()) / 1e6}


def scrapy(folder: Path, articles: int, kind: str) -> dict[str, Any]:
    """Have Scrapy fetch and extract the same pages."""
    if not find_spec("scrapy"):
        sys.exit("the baseline needs Scrapy: pip install scrapy")
    pages, out = build(folder, articles), folder / f"scrapy-{kind}.jsonl"
    with serving(folder, pages, HOSTS, articles) as server:
        arguments = [str(out), str(server.port), str(HOSTS), str(articles), kind]
        program = [sys.executable, "-m", "bench.crawl_scrapy", *arguments]
        said = subprocess.run(program, cwd=measure.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    told = json.loads(said.splitlines()[-1])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    wanted = truths(pages)
    right = {row["url"] for row in rows if is_right(row["text"] or "", wanted[number_of(row["url"])])}
    return {
        "pages": len(rows),
        "pages/s, kept": len(rows) / told["seconds"],
        "CPU ms/page, main": 1e3 * told["main"] / max(len(rows), 1),
        "CPU ms/page, servers": 1e3 * server.told["processor"] / max(len(rows), 1),
        "peak MB, main": told["peak MB"],
        "bodies right": len(right),
    }


def parsing(pages: Path) -> float:
    """Give the milliseconds of computing that parsing a page takes, and reading its paragraphs."""
    from selectolax.lexbor import LexborHTMLParser

    read = [gzip.decompress(path.read_bytes()) for path in sorted(pages.glob("*.gz"))]
    begun = time.process_time()
    for page in read:
        for paragraph in LexborHTMLParser(page).css("p"):
            paragraph.text()
    return 1e3 * (time.process_time() - begun) / len(read)


def schedule(folder: Path, spacing: float, workers: int) -> dict[str, Any]:
    """Crawl two hundred newspapers politely; set the time beside what the spacing alone takes.

    Ideal: all hosts begin at the first request of the run; each is asked every `spacing` seconds.
    """
    articles = HOSTS_OF_SCHEDULE * EACH
    pages, archive = build(folder, SMALL_PAGES, SMALL), fresh(folder, "archive-schedule")
    describe(archive, HOSTS_OF_SCHEDULE)
    targets = [host(number) for number in range(HOSTS_OF_SCHEDULE)]
    with serving(folder, pages, HOSTS_OF_SCHEDULE, articles) as server:
        done = crawled(archive, server.port, targets=targets, workers=workers, spacing=spacing)
    log = server.log
    requests = Counter(name for _, name, _ in log)
    ideal = (max(requests.values()) - 1) * spacing
    spent = log[-1][0] - log[0][0]
    return {
        "pages": len(done.kept),
        "requests": len(log),
        "spacing, s": spacing,
        "requests/s asked of the machine": len(requests) / spacing,
        "ideal, s": ideal,
        "first to last request, s": spent,
        "lost, %": 100 * (spent / ideal - 1),
        "spacings too short": too_short(log, spacing),
        "CPU share, main": done.told["main"] / spent,
        "CPU share, workers": done.told["workers"] / spent,
        "peak MB, main": done.told["peak MB"],
    }


def too_short(log: list[tuple[float, str, str]], spacing: float) -> int:
    """Count requests that came to a host sooner than `spacing` after the one before."""
    last: dict[str, float] = {}
    count = 0
    for moment, name, _ in log:
        count += moment - last.get(name, -spacing) < spacing
        last[name] = moment
    return count
