"""Pages that break or hang their reader are given up alone; those that were read with them are read."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.crawl import breaking_reader
from tracuu.crawl.readers import Readers
from tracuu.crawl.reading import Answer, Orders
from tracuu.crawling import Origin, Reply, State, Task, What
from tracuu.workers import Workers


def answer(word: str) -> Answer:
    url = f"https://baomau.example/{word}"
    return Answer(Task(1, 1, url, "baomau.example", What.ARTICLE, Origin.LISTING), Reply(url, 200))


@pytest.mark.parametrize(("word", "reason"), [("kills", "BrokenProcessPool"), ("raises", "ValueError")])
def test_a_page_that_breaks_its_reader_is_given_up_alone(tmp_path: Path, word: str, reason: str) -> None:
    async def go() -> list[tuple[State, str]]:
        with Workers(2) as crew, Readers(crew, Orders(tmp_path, ()), breaking_reader.read) as readers:
            both = await asyncio.gather(
                readers([answer("fine"), answer(word), answer("good")]), readers([answer("other")])
            )
            after = await readers([answer("later")])
        return [(one.done.state, one.done.detail) for one in (*both[0], *both[1], *after)]

    done = (State.DONE, "")
    assert asyncio.run(go()) == [done, (State.FAILED, reason), done, done, done]


def test_a_page_that_holds_its_reader_up_is_given_up(tmp_path: Path) -> None:
    async def go() -> list[State]:
        with Workers(1) as crew, Readers(crew, Orders(tmp_path, ()), breaking_reader.read) as readers:
            await readers([answer("fine")])  # its process has started
            short = Readers(crew, Orders(tmp_path, ()), breaking_reader.read, limit=0.3)
            with short:
                found = await short([answer("hangs")])
        return [one.done.state for one in found]

    assert asyncio.run(go()) == [State.FAILED]
