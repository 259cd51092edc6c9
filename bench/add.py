"""Add and index clean text: versions a second, and memory, beside SQLite FTS5 over the same rows.

Both read the same JSONL (bench/synthetic.py) and end with everything durable and searchable.

- tracuu tells the language, groups stories, keeps text and facts in SQLite (every batch one transaction, synchronous
  FULL), and indexes folded words with positions, exact words and word parts, by language.
- FTS5 (tokenizer unicode61 with accents removed) inserts title and text as they are, 1,000 rows a transaction,
  synchronous FULL. It does not tell a language, clean, group, stem, split compounds, or find words in Chinese and Thai.

Each runs in a process of its own. `python -m bench.add [--versions N] [--workers N] [--save]`
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench import measure

ROWS, ARCHIVE, FTS = "rows.jsonl", "archive", "fts.sqlite"
TRANSACTION = 1_000


def rows_file(versions: int, seed: int) -> Path:
    """Give the file of rows, written when it is not there; by another process, so that ours stays small."""
    path = measure.built(versions, seed) / ROWS
    if not path.exists():
        part = path.with_suffix(".part")
        subprocess.run(
            [sys.executable, "-m", "bench.synthetic", str(versions), str(part), str(seed)], check=True, cwd=measure.ROOT
        )
        part.replace(path)
    return path


def with_tracuu(folder: Path, workers: int) -> dict[str, Any]:
    """Add all rows to a new archive through the public face."""
    import tracuu

    shutil.rmtree(folder / ARCHIVE, ignore_errors=True)
    with measure.watched() as memory:
        start = time.perf_counter()
        with tracuu.open(folder / ARCHIVE, create=True) as archive:
            searchable = adding(archive, folder / ROWS, workers)
            totals = archive.archive.totals()
        seconds = time.perf_counter() - start
    rate = {"searchable_per_second": round(totals.versions / searchable, 1)}
    return told(seconds, memory) | rate | {"versions": totals.versions, "stories": totals.stories}


def adding(archive: Any, rows: Path, workers: int) -> float:
    """Add rows; give the seconds until all were linked to what they name and indexed: then words are learned."""
    start = time.perf_counter()
    learning: list[float] = []

    def stage(name: str, _done: int, _total: int) -> None:
        if name == "learning":
            learning.append(time.perf_counter())

    archive.add([rows], workers=workers, stage=stage)
    return min(learning, default=time.perf_counter()) - start


def with_fts5(folder: Path, _workers: int) -> dict[str, Any]:
    """Insert all rows into a new full-text table of SQLite."""
    path = folder / FTS
    for leftover in folder.glob(FTS + "*"):
        leftover.unlink()
    with measure.watched() as memory:
        start = time.perf_counter()
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5 (title, text, id UNINDEXED, day UNINDEXED, lang UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        for batch in batches(folder / ROWS):
            database.execute("BEGIN")
            database.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", batch)
            database.execute("COMMIT")
        (count,) = database.execute("SELECT count(*) FROM texts").fetchone()
        database.close()
        seconds = time.perf_counter() - start
    return told(seconds, memory) | {"versions": count, "stories": None}


def batches(path: Path) -> Iterator[list[tuple[str, ...]]]:
    """Read the rows, so many at a time, as FTS5 takes them."""
    with path.open(encoding="utf-8") as lines:
        while batch := list(islice(lines, TRANSACTION)):
            rows = map(json.loads, batch)
            yield [(r["title"], r["text"], r["id"], r.get("published"), r["id"].partition("-")[2]) for r in rows]


def told(seconds: float, memory: measure.Memory) -> dict[str, Any]:
    """Put the run into figures; `memory_by_tenth` shows whether it grows with the archive."""
    tenths = [0.0] * 10
    for at, size in memory.samples:
        tenth = min(int(at * 10 / seconds), 9)
        tenths[tenth] = max(tenths[tenth], size)
    figures = {
        "seconds": round(seconds, 2),
        "peak_mib": round(memory.own),
        "peak_mib_all": round(memory.all),
    }
    return figures | {"memory_by_tenth": [round(size) for size in tenths]}


CONTESTANTS = {"tracuu": with_tracuu, "FTS5": with_fts5}


def run(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run one contestant in a process of its own; what it and its workers computed hardly knows of other work here."""
    command = [sys.executable, "-m", "bench.add", "--only", name]
    command += ["--versions", str(options.versions), "--seed", str(options.seed), "--workers", str(options.workers)]
    before = measure.children()
    done = subprocess.run(command, cwd=measure.ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    per_second = round(figures["versions"] / figures["seconds"], 1)
    computing = round(1000 * (measure.children() - before) / figures["versions"], 3)
    return figures | {"versions_per_second": per_second, "processor_ms_per_version": computing}


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Run both; name -> figures. What they build stays, for the other benches."""
    rows_file(options.versions, options.seed)
    return {name: run(name, options) for name in CONTESTANTS}


def built(options: argparse.Namespace) -> Path:
    """Give the folder with archive and full-text table of this size, built when they are not there."""
    folder = measure.built(options.versions, options.seed)
    if not (folder / FTS).exists() or not (folder / ARCHIVE / "archive.sqlite").exists():
        show(measured(argparse.Namespace(versions=options.versions, seed=options.seed, workers=os.cpu_count() or 1)))
    return folder


def show(results: dict[str, Any]) -> None:
    """Print one line for each, then how memory went."""
    columns = ("versions", "stories", "seconds", "versions_per_second", "searchable_per_second")
    memory = ("processor_ms_per_version", "peak_mib", "peak_mib_all")
    heads = ["add and index", "versions", "stories", "seconds", "versions/s", "until searchable", "CPU ms/version"]
    heads += ["MiB, main", "MiB, all"]
    rows = [(name, *(figures.get(column) for column in (*columns, *memory))) for name, figures in results.items()]
    measure.table(heads, rows)
    for name, figures in results.items():
        print(f"{name}: MiB by tenth of the run:", *figures["memory_by_tenth"])


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that understand articles")
    parser.add_argument("--only", choices=CONTESTANTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        folder = rows_file(options.versions, options.seed).parent
        print(json.dumps(CONTESTANTS[options.only](folder, options.workers)))
        return
    results = measured(options)
    show(results)
    measure.save("add", results, options)


if __name__ == "__main__":
    main()
