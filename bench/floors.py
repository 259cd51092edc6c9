"""Measure on a small archive and fail below the floors of bench/floors.toml: `python -m bench.floors`.

A floor names a bench, a figure in what it measured, perhaps a second figure to divide by (`over`), and `least` or
`most`.
"""

from __future__ import annotations

import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import measure

FLOORS = Path(__file__).with_suffix(".toml")


def figure(results: dict[str, Any], path: list[str]) -> float:
    """Follow a path of names into what a bench measured."""
    value: Any = results
    for name in path:
        value = value[name]
    return float(value)


def judged(floor: dict[str, Any], results: dict[str, Any]) -> tuple[float, bool]:
    """Give the figure a floor is about, and whether it holds."""
    value = figure(results, floor["figure"])
    if "over" in floor:
        value /= figure(results, floor["over"])
    return value, floor.get("least", value) <= value <= floor.get("most", value)


def main() -> None:
    """Measure, print one line a floor, and end with status 1 when one does not hold."""
    described = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    parser = measure.arguments(__doc__, described["versions"])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    measured: dict[str, dict[str, Any]] = {}
    rows = []
    for floor in described["floor"]:
        name = floor["bench"]
        if name not in measured:
            measured[name] = import_module(f"bench.{name}").measured(options)
        value, holds = judged(floor, measured[name])
        rows.append((floor["what"], value, floor.get("least"), floor.get("most"), "holds" if holds else "BROKEN"))
    measure.table(("floor", "measured", "least", "most", ""), rows)
    measure.save("floors", {row[0]: row[1] for row in rows}, options)
    if any(row[-1] == "BROKEN" for row in rows):
        sys.exit("a floor is broken: make what is measured better; a floor is never lowered for a change")


if __name__ == "__main__":
    main()
