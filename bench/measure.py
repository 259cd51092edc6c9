"""How the benches measure and tell: time, memory, the machine, a table, and a file of raw numbers.

Each bench is a module run as `python -m bench.NAME`; all keep what they build under build/bench/VERSIONS, so that one
archive serves several. `--save` writes bench/results/DATE-MACHINE/NAME.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LIBRARIES = ("tantivy", "zstandard", "py3langid", "numpy", "regex", "PyStemmer", "icu4py", "click", "trafilatura")
MIB = 1024 * 1024


def arguments(description: str | None, versions: int = 100_000) -> argparse.ArgumentParser:
    """Make the parser that all benches start from: --versions, --seed and --save."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--versions", type=int, default=versions, help=f"size of the archive (default {versions:,})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", action="store_true", help="write the raw numbers under bench/results/")
    return parser


def built(versions: int, seed: int) -> Path:
    """Name the folder that holds the archive of this size, made when it is not there."""
    folder = ROOT / "build" / "bench" / (f"{versions}" if seed == 1 else f"{versions}-{seed}")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def machine() -> dict[str, Any]:
    """Say on what this is measured: processor, cores, memory, system, Python and libraries."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": _memory_gib(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _memory_gib() -> float | None:
    if not hasattr(os, "sysconf"):
        return None
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3, 1)


def save(name: str, results: Mapping[str, Any], options: argparse.Namespace) -> None:
    """Write the raw numbers with the set-up they were measured on, when --save asks for it."""
    if not options.save:
        return
    now = datetime.now(UTC)
    place = f"{now:%Y-%m-%d}-{platform.system()}-{platform.machine()}-{os.cpu_count()}-cores".lower()
    path = ROOT / "bench" / "results" / place / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = {key: value for key, value in vars(options).items() if isinstance(value, int | str | float)}
    whole = {"bench": name, "measured": now.isoformat(timespec="seconds"), "settings": settings, "machine": machine()}
    path.write_text(json.dumps(whole | {"results": results}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\nsaved {path.relative_to(ROOT)}")


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table that is also Markdown: words to the left, numbers to the right."""
    columns = list(zip(*rows, strict=True))
    right = [not any(isinstance(value, str) for value in column) for column in columns]
    lines = [list(heads), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruler = ["-" * (width - 1) + (":" if number else "-") for width, number in zip(widths, right, strict=True)]
    for line in (lines[0], ruler, *lines[1:]):
        cells = zip(line, widths, right, strict=True)
        print(
            "| "
            + " | ".join(text.rjust(width) if number else text.ljust(width) for text, width, number in cells)
            + " |"
        )


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"  # noqa: PLR2004  three figures are enough
    return f"{value:,}" if isinstance(value, int) else str(value)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least this share of the values does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-int(share * 1000) * len(ranked) // 1000) - 1)]


def spans(work: Callable[[], object], times: int) -> list[float]:
    """Run `work` so many times and give the seconds of each."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def children() -> float:
    """Give the seconds that ended child processes and theirs have computed; 0 on Windows, which does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class Memory:
    """Resident memory in MiB: the peaks, `own` of this process and `all` with its descendants, and every sample."""

    def __init__(self) -> None:
        self.own = 0.0
        self.all = 0.0
        self.samples: list[tuple[float, float]] = []  # (seconds since the start, MiB of all)


@contextmanager
def watched(every: float = 0.05) -> Iterator[Memory]:
    """Sample memory while the block runs. Needs /proc; elsewhere the peaks stay 0."""
    seen = Memory()
    done = threading.Event()
    start = time.perf_counter()

    def sample() -> None:
        while not done.wait(every):
            own = resident(os.getpid())
            everything = own + sum(resident(child) for child in descendants(os.getpid()))
            seen.own, seen.all = max(seen.own, own), max(seen.all, everything)
            seen.samples.append((time.perf_counter() - start, everything))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def resident(process: int) -> float:
    """Give the resident memory of a process in MiB, 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def descendants(process: int) -> list[int]:
    """Name the processes that this one started, and those that they started."""
    found: list[int] = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (thread / "children").read_text(encoding="ascii").split())
    except OSError:
        return found
    return found + [below for child in found for below in descendants(child)]
