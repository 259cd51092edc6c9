"""Run every bench at one size, one after the other: `python -m bench.all [--versions N] [--save]`."""

from __future__ import annotations

import subprocess
import sys

from bench import measure

BENCHES = (
    "add",
    "size",
    "search",
    "startup",
    "engine",
    "naming",
    "naming_find",
    "naming_synthetic",
    "naming_speed",
    "extraction",
    "frontier",
    "crawl",
    "cross_search",
    "cross_learning",
    "cross_speed",
    "cross_linking",
    "office",
)


def main() -> None:
    """Run each in a process of its own, with the arguments given to this one."""
    for name in BENCHES:
        print(f"\n## bench.{name}\n", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]], cwd=measure.ROOT, check=True)


if __name__ == "__main__":
    main()
