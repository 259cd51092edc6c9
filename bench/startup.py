"""A whole `tracuu search`, process start to end, beside a Python that only imports click and tantivy.

What a user waits for at a prompt. The three take turns; each figure is the median of its runs.
`python -m bench.startup [--versions N] [--runs N] [--save]`; builds the archive first when it is not there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

from bench import add, measure
from bench.synthetic import languages


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Time the whole processes in turn; name -> figures."""
    place = ["--archive", str(add.built(options) / add.ARCHIVE)]
    words = languages()["vi"]
    search = [sys.executable, "-m", "tracuu", "search", *place, "--json"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click, tantivy'": [sys.executable, "-c", "import click, tantivy"],
        "tracuu search, middle word": [*search, words.content[400]],
        "tracuu search, common word": [*search, words.pool[0]],
        "tracuu search, two words": [*search, f"{words.content[400]} {words.content[60]}"],
    }
    spans: dict[str, list[float]] = {name: [] for name in commands}
    hits: dict[str, int | None] = {}
    # As users have it: compiled modules are kept, and there since the first run.
    environment = {**os.environ, "PYTHONPATH": str(measure.ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for command in commands.values():
        subprocess.run(command, capture_output=True, check=True, env=environment)
    for _ in range(options.runs):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, env=environment)
            spans[name].append(time.perf_counter() - start)
            hits[name] = json.loads(done.stdout)["total"] if name.startswith("tracuu") else None
    base = statistics.median(spans["python -c 'import click, tantivy'"])
    return {
        name: {
            "stories": hits[name],
            "median_ms": round(1000 * statistics.median(taken), 1),
            "least_ms": round(1000 * min(taken), 1),
            "times": round(statistics.median(taken) / base, 2),
        }
        for name, taken in spans.items()
    }


def show(results: dict[str, Any]) -> None:
    """Print one line for each command."""
    heads = ("whole process", "stories", "median ms", "least ms", "times click+tantivy")
    measure.table(heads, [(name, *figures.values()) for name, figures in results.items()])


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    results = measured(options)
    show(results)
    measure.save("startup", results, options)


if __name__ == "__main__":
    main()
