"""The crawler in a process of its own, told what a test may tell it: the port of all servers, and the spacing.

    python -m bench.crawl_process FOLDER '{"port": 8080, "targets": ["bench"], "spacing": 0, …}'

It writes a line for every article once it is durable (seconds of the machine's clock that never goes back, a blank, the
address), and at the end one of JSON: seconds of computing, of this process and of its workers, its peak of memory, and
how the run ended.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import tracuu
from bench import measure
from tests.crawl.crawling_process import net_to
from tests.crawl.measured_fetching import peak
from tracuu.crawl.asking import Wish
from tracuu.crawl.fetch import Limits
from tracuu.crawl.start import Manner, crawl
from tracuu.crawl.tally import Ears
from tracuu.crawling import Done
from tracuu.records import Kept


def tell(_kept: Kept, done: Done) -> None:
    """Say that an article is durable."""
    sys.stdout.write(f"{time.monotonic()} {done.task.url}\n")
    sys.stdout.flush()


def main(folder: Path, told: dict[str, Any]) -> None:
    """Crawl once; without targets, go on with what was not finished."""
    manner = Manner(
        "archive@example.org", workers=told.get("workers", 2), net=net_to(told["port"]), floor=told.get("spacing", 0.0),
        most=told.get("most"), patience=told.get("patience", 900.0), limits=Limits(**told.get("limits", {})),
    )  # fmt: skip
    wish = Wish(tuple(told.get("targets", ())), lists=tuple(told.get("lists", ())))
    with tracuu.open(folder, create=True) as session:
        tally = crawl(session.archive, wish, manner, Ears(kept=tell))
    spent = {"main": time.process_time(), "workers": measure.children(), "peak MB": peak(), "ended": tally.ended}
    print(json.dumps(spent | {"requests": tally.requests, "pages": tally.pages, "kept": tally.kept()}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
