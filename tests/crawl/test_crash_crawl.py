"""A crawl is killed again and again, and interrupted: what it acknowledged is there once, and servers were spared."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawl.web import PAPER, Web, page, served, sitemap, slug
from tracuu.corpus.archive import Archive

ROOT = Path(__file__).parents[2]
KILLS = 4
PAGES = 60
SPACING = 0.03


def big_web() -> Web:
    """Make one paper with a sitemap; part of what it lists its robots.txt forbids."""
    paths = [f"/{slug(n)}-{n}.html" for n in range(1, PAGES + 1)]
    pages = {(PAPER, path): page("vi", n) for n, path in enumerate(paths, start=1)}
    secret = [f"/admin/{slug(n)}-{n}.html" for n in range(1, 5)]
    pages |= {(PAPER, path): page("vi", 900) for path in secret}
    pages[PAPER, "/sitemap.xml"] = sitemap([f"https://{PAPER}{path}" for path in (*paths, *secret)])
    web = Web(pages)
    web.robots[PAPER] = b"User-agent: *\nDisallow: /admin/\n"
    return web


def begin(folder: Path, port: int) -> subprocess.Popen[str]:
    arguments = ["tests.crawl.crawling_process", str(folder), str(port), str(SPACING), PAPER]
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def told(process: subprocess.Popen[str], lines: int | None = None) -> list[str]:
    """Read what a process says is kept: so many lines, or all until it ends."""
    assert process.stdout is not None
    read = [process.stdout.readline() for _ in range(lines)] if lines is not None else process.stdout.readlines()
    return [line.strip() for line in read if line.endswith("\n")]


def ended(process: subprocess.Popen[str]) -> list[str]:
    """Wait for the end of a process; give what it still said."""
    rest = told(process)
    assert process.stdout is not None
    process.stdout.close()
    process.wait()
    return rest


def check(web: Web, folder: Path, acknowledged: list[str]) -> None:
    """Look at the archive and at the servers' log."""
    with Archive.open(folder) as archive:
        assert archive.check() == []
        held = Counter(version.url for version in archive.versions(list(archive.numbers())))
        assert set(acknowledged) <= held.keys()
        assert max(held.values(), default=0) <= 1
    log = [asked for asked in web.log if asked.host == PAPER]
    assert not [asked for asked in log if asked.path.startswith("/admin/")]
    spaces = [second.moment - first.moment for first, second in pairwise(log)]
    assert min(spaces, default=1.0) >= SPACING


def test_a_crawl_that_is_killed_loses_nothing_and_keeps_its_distance(tmp_path: Path) -> None:
    rng, web, acknowledged = random.Random(20241105), big_web(), list[str]()
    with served(web) as (server, _):
        for _ in range(KILLS):
            process = begin(tmp_path / "archive", server.port)
            acknowledged += told(process, rng.randint(1, 8))
            process.kill()
            acknowledged += ended(process)
            check(web, tmp_path / "archive", acknowledged)
        acknowledged += ended(begin(tmp_path / "archive", server.port))
        check(web, tmp_path / "archive", acknowledged)
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.totals().versions == PAGES
    assert len(acknowledged) == len(set(acknowledged))
    # What was in flight when it was killed was asked for again, and nothing else.
    asked = Counter(web.paths(PAPER))
    again = sum(count - 1 for path, count in asked.items() if path.endswith(".html"))
    assert again <= KILLS * 20


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal for another process")
def test_ctrl_c_keeps_what_was_fetched(tmp_path: Path) -> None:
    web = big_web()
    with served(web) as (server, _):
        process = begin(tmp_path / "archive", server.port)
        acknowledged = told(process, 3)
        process.send_signal(signal.SIGINT)
        acknowledged += ended(process)
    check(web, tmp_path / "archive", acknowledged)
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.frontier.leased_hosts() == set()
        (run,) = archive.frontier.runs(5)
        assert run.ended == "stopped"
