"""What grouping costs does not grow with what is there. Counted in steps of SQLite's machine, not in time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.records import Draft

STEP = 20  # instructions of SQLite's virtual machine between two counts


def steps(archive: Archive, drafts: list[Draft]) -> int:
    """Add a batch and count what SQLite had to do for it."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    archive._connection.set_progress_handler(count, STEP)  # noqa: SLF001  the only place that sees the work
    archive.add(drafts)
    archive._connection.set_progress_handler(None, 0)  # noqa: SLF001  the same
    return counted


def apart(number: int) -> Draft:
    """A generic slug: every article has another source."""
    return draft(f"text {number}", slug="bai-2", source_url=f"https://paper.example/{number}")


def together(number: int) -> Draft:
    """One slug and nothing else: one story that grows and grows."""
    return draft(f"text {number}", slug="bai-2")


def sourced(number: int) -> Draft:
    """One original with very many translations."""
    return draft(f"text {number}", slug="bai-2", source_url="https://paper.example/1")


def named(number: int) -> Draft:
    """A story name that was given to a whole collection."""
    return draft(f"text {number}", story="collection", slug=f"slug {number}")


def unrelated(number: int) -> Draft:
    return draft(f"text {number}", url=f"https://paper.example/{number}")


@pytest.mark.parametrize("article", [apart, together, sourced, named, unrelated])
def test_a_batch_costs_the_same_however_many_there_are(tmp_path: Path, article: Callable[[int], Draft]) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([article(number) for number in range(200)])
        few = steps(archive, [article(number) for number in range(200, 220)])
        for start in range(300, 3000, 300):
            archive.add([article(number) for number in range(start, start + 300)])
        many = steps(archive, [article(number) for number in range(3000, 3020)])
        assert many < 1.5 * few
        assert archive.check() == []
