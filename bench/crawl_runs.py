"""Running servers, crawler and baseline as processes of their own, and reading what they tell."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bench import measure

_QUIET = {**os.environ, "PYTHONWARNINGS": "ignore"}  # what a killed process leaves is taken away with a word about it


class Served(NamedTuple):
    """A server that runs. `told` is filled when it has ended: what it has computed; `log` is then its log."""

    port: int
    log_file: Path
    told: dict[str, Any]

    @property
    def log(self) -> list[tuple[float, str, str]]:
        """What was asked for, in order: moment, host, path."""
        return [tuple(json.loads(line)) for line in self.log_file.read_text(encoding="utf-8").splitlines()]


class Crawled(NamedTuple):
    """What a crawler told: when it was started and ended, when each article was durable, and its last word."""

    begun: float
    ended: float
    kept: list[tuple[float, str]]
    told: dict[str, Any]


@contextmanager
def serving(folder: Path, pages: Path, hosts: int, articles: int) -> Iterator[Served]:
    """Serve the newspapers of bench.crawl_web while the block runs."""
    log_file = folder / "log.jsonl"
    with speaking("bench.crawl_server", str(pages), str(hosts), str(articles), str(log_file)) as (process, told):
        assert process.stdout is not None  # noqa: S101  it was opened as a pipe
        yield Served(int(process.stdout.readline()), log_file, told)


@contextmanager
def speaking(module: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Run a program that ends with its standard input; its last word fills what is given with it."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(
        command, cwd=measure.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    told: dict[str, Any] = {}
    try:
        yield process, told
        rest, _ = process.communicate(timeout=60)
        told |= json.loads(rest.splitlines()[-1])
    finally:
        process.kill()
        process.wait()


def begin(archive: Path, port: int, **told: Any) -> subprocess.Popen[str]:
    """Start a crawler (bench.crawl_process)."""
    command = [sys.executable, "-m", "bench.crawl_process", str(archive), json.dumps(told | {"port": port})]
    return subprocess.Popen(command, cwd=measure.ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=_QUIET)


def read(process: subprocess.Popen[str], begun: float) -> Crawled:
    """Read what a crawler says until it has ended."""
    out, _ = process.communicate()
    lines = out.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):  # a killed one may leave half a line
        lines.pop()
    told = json.loads(lines.pop()) if lines and lines[-1].startswith("{") else {}
    kept = [(float(moment), url) for moment, _, url in (line.strip().partition(" ") for line in lines)]
    return Crawled(begun, time.monotonic(), kept, told)


def crawled(archive: Path, port: int, **told: Any) -> Crawled:
    """Crawl to the end."""
    begun = time.monotonic()
    done = read(begin(archive, port, **told), begun)
    if not done.told:
        sys.exit("the crawler failed: see above")
    return done


def fresh(folder: Path, name: str) -> Path:
    """Name a folder that does not exist yet."""
    shutil.rmtree(folder / name, ignore_errors=True)
    return folder / name
