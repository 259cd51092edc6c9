"""The crawler measured, against servers of our own on loopback, each in a process of its own.

Parts: `described` and `generic` (articles of 150 KB from fifty newspapers that ask for no spacing, with descriptions
and without; beside Scrapy, which fetches and extracts the same and does no more), `polite` (two hundred newspapers at
the spacing of `--spacing`, beside the ideal schedule), `million` (a frontier of `--addresses`), `attacked` (every
attack of tests/crawl/attacks.py at once), `killed` (a crawl of 5,000 pages killed `--kills` times).

`python -m bench.crawl [PART…] [--pages N] [--save]`. The baseline needs `pip install scrapy`.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import measure
from bench.crawl_safety import KILLED_PAGES, attacked, killed, million
from bench.crawl_speed import parsing, schedule, scrapy, throughput
from bench.crawl_web import build

FEW = 600  # articles
Part = Callable[[Path, Namespace], dict[str, dict[str, Any]]]


def _beside_scrapy(kind: str) -> Part:
    def run(folder: Path, options: Namespace) -> dict[str, dict[str, Any]]:
        ours = throughput(folder, options.pages, kind, options.workers)
        return {f"{kind}: tracuu": ours, f"{kind}: Scrapy": scrapy(folder, options.pages, kind)}

    return run


PARTS: dict[str, Part] = {
    "described": _beside_scrapy("described"),
    "generic": _beside_scrapy("generic"),
    "polite": lambda folder, options: {"polite": schedule(folder, options.spacing, options.workers)},
    "million": lambda folder, options: {"million": million(folder, options.addresses, options.workers)},
    "attacked": lambda folder, options: {"attacked": attacked(folder, options.workers)},
    "killed": lambda folder, options: {
        "killed": killed(folder, options.kills, KILLED_PAGES, options.workers, options.seed)
    },
}


def measured(options: Namespace) -> dict[str, Any]:
    """Measure what the floors hold: few pages, beside parsing them and reading their paragraphs, which is no crawl."""
    folder = _folder()
    found = throughput(folder, FEW, "described", options.workers)
    found["CPU ms/page"] = found["CPU ms/page, main"] + found["CPU ms/page, workers"]
    return {"tracuu": found, "parsing": {"pages": FEW, "CPU ms/page": parsing(build(folder, FEW))}}


def _folder() -> Path:
    folder = measure.ROOT / "build" / "bench" / "crawl"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    """Measure the parts asked for, all by default; print each as it ends."""
    parser = measure.arguments(__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--pages", type=int, default=5_000, help="articles of `described` and `generic`")
    parser.add_argument("--workers", type=int, default=2, help="processes that read pages")
    parser.add_argument("--spacing", type=float, default=2.0, help="seconds between two requests to a polite host")
    parser.add_argument("--addresses", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    results: dict[str, Any] = {}
    for part in options.parts or PARTS:
        found = PARTS[part](_folder(), options)
        results |= found
        for name, figures in found.items():
            measure.table((name, ""), [(what, _cell(value)) for what, value in figures.items()])
            print(flush=True)
    measure.save("crawl" if not options.parts else f"crawl-{'-'.join(options.parts)}", results, options)


def _cell(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
