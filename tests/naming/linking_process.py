"""A program that adds articles in portions and links them, to be killed; says a line after each step."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.naming.stand_ins import METHODS
from tests.naming.test_linking import Article, drafts
from tracuu.corpus.archive import Archive
from tracuu.naming import linking

STORIES = 60
NAMES = ["Ngân hàng bò", "Tiếng kẻng", "Con đường hoa"]
WORDS = ["Banco de vacas", "Gong de barrio", "Camino de flores"]


def articles() -> Iterator[Article]:
    """Give stories that teach names to each other, and complete each other's numbers."""
    for story in range(STORIES):
        which, number = story % 3, story % 7
        place = "@quang-nam" if story % 5 == 0 else ""
        yield f"s{story}", "es", f"“{WORDS[which]}” {story} {number}-NQ/TU"
        if story % 2:
            yield f"s{story}", "vi", f"“{NAMES[which]}” {story} {number}-NQ/TU{place}"


def main(folder: Path) -> None:
    """Add what is not there yet, seven at a time, and link after each."""
    linking.BATCH = 3
    linking.PART = 3
    waiting = list(articles())
    with Archive.create(folder) as archive:
        for start in range(0, len(waiting), 7):
            archive.add(drafts(waiting[start : start + 7]))
            linking.link(archive, methods=METHODS, progress=lambda done, _total: print(done, flush=True))  # noqa: T201  it speaks to the test
        print("end", flush=True)  # noqa: T201  it speaks to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]))
