"""A whole `tracuu search`, process start to end, beside a Python that only imports click and tantivy.

What a user waits for at a prompt, without translation and with it (in the archive of `bench.cross_speed`, whose words
have ten translations in each language). They take turns; time and computing are the medians of the runs, and the ratio
is that of computing, which hardly knows of other work on the machine.

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
from typing import Any, NamedTuple

from bench import add, cross_speed, measure
from bench.synthetic import languages

BASELINE = "python -c 'import click, tantivy'"
COMMAND = "from tracuu.__main__ import main; main()"
"""What the `tracuu` script that an installer writes does."""


class Run(NamedTuple):
    """One whole process: seconds it took, seconds it computed, what it printed."""

    seconds: float
    computing: float
    printed: bytes


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Time the whole processes in turn; name -> figures."""
    folder = add.built(options)
    place = ["--archive", str(folder / add.ARCHIVE)]
    crossed = [sys.executable, "-c", COMMAND, "search", "--archive", str(cross_speed.crossed(folder)), "--json"]
    words = languages()["vi"]
    search = [sys.executable, "-c", COMMAND, "search", *place, "--json"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        BASELINE: [sys.executable, "-c", "import click, tantivy"],
        "tracuu search, middle word": [*search, words.content[400]],
        "tracuu search, common word": [*search, words.pool[0]],
        "tracuu search, two words": [*search, f"{words.content[400]} {words.content[60]}"],
        "tracuu search, middle word translated": [*crossed, words.content[400]],
        "tracuu search, two words translated": [*crossed, f"{words.content[400]} {words.content[60]}"],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    # As users have it: compiled modules are kept, and there since the first run.
    environment = {**os.environ, "PYTHONPATH": str(measure.ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for _ in range(options.runs + 1):
        for name, command in commands.items():
            runs[name].append(timed(command, environment))
    base = statistics.median(run.computing for run in runs[BASELINE][1:])
    return {
        name: {
            "stories": json.loads(taken[-1].printed)["total"] if name.startswith("tracuu") else None,
            "median_ms": round(1000 * statistics.median(run.seconds for run in taken[1:]), 1),
            "least_ms": round(1000 * min(run.seconds for run in taken[1:]), 1),
            "computing_ms": round(1000 * statistics.median(run.computing for run in taken[1:]), 1),
            "times": round(statistics.median(run.computing for run in taken[1:]) / base, 2),
        }
        for name, taken in runs.items()
    }


def timed(command: list[str], environment: dict[str, str]) -> Run:
    """Run a whole process; its time, and where the system tells (not on Windows) what it computed."""
    before, start = measure.children(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    seconds, computing = time.perf_counter() - start, measure.children() - before
    return Run(seconds, computing or seconds, done.stdout)


def show(results: dict[str, Any]) -> None:
    """Print one line for each command."""
    heads = ("whole process", "stories", "median ms", "least ms", "CPU ms", "CPU, times click+tantivy")
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
