"""A crawl is killed again and again: what it was told is kept is there, once, and only what was in flight is repeated.

On the disk an article and its address are one: a page is never kept and yet to be fetched, nor done and not kept.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.corpus import crawling_process
from tests.corpus.crawling_process import IN_FLIGHT, every_page
from tests.corpus.leads import PAPER
from tracuu.corpus.archive import Archive
from tracuu.crawling import State, What

ROOT = Path(__file__).parents[2]
KILLS = 12


def crawl(folder: Path, lines: int | None) -> list[str]:
    """Crawl until so many lines were read, and kill; to the end when None. Give all lines that were whole."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.corpus.crawling_process", str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines)] if lines is not None else []
    if lines is not None:
        process.kill()
    told += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == 0 or lines is not None
    return [line.rstrip("\n") for line in told if line.endswith("\n")]


def urls(lines: list[str], word: str) -> list[str]:
    return [line.partition(" ")[2] for line in lines if line.startswith(word + " ")]


def test_nothing_is_lost_stored_twice_or_fetched_again_in_twelve_kills(tmp_path: Path) -> None:
    rng = random.Random(20251123)
    told: list[str] = []
    for _ in range(KILLS):
        told += crawl(tmp_path, rng.randint(1, 50))
        with Archive.open(tmp_path) as archive:
            assert archive.check() == []
            held = {archive.version(number).url for number in archive.numbers()}
            assert set(urls(told, "kept")) <= held
            counts = archive.frontier.counts()
            assert counts.get((What.ARTICLE, State.DONE), 0) == len(held) == len(archive.numbers())
    told += crawl(tmp_path, None)
    with Archive.open(tmp_path) as archive:
        assert archive.check() == []
        assert sorted(str(archive.version(number).url) for number in archive.numbers()) == sorted(every_page())
        assert set(archive.frontier.counts()) == {(What.ARTICLE, State.DONE)}
        assert [run.ended for run in archive.frontier.runs(99)] == ["complete", *[None] * KILLS]
    asked = Counter(urls(told, "asked"))
    repeated = sum(asked.values()) - len(asked)
    assert repeated <= KILLS * IN_FLIGHT
    assert len(asked) == len(every_page())


def test_a_translation_is_asked_for_after_its_original_in_spite_of_kills(tmp_path: Path) -> None:
    told = [line for lines in (9, 33, None) for line in crawl(tmp_path, lines)]
    asked = urls(told, "asked")
    for number in range(0, crawling_process.PAGES, 3):
        original, translation = (asked.index(f"{PAPER}/{path}{number}") for path in ("", "en/"))
        assert original < translation
