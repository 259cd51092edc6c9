"""The fetcher against servers that mean ill: every attack ends in its fault, in time, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import random
import threading
from pathlib import Path

import pytest

from tests.crawl.attacks import ATTACKS, HEAD, SLOW, act
from tests.crawl.servers import QUICK, Talk, fetched, net_to, serving
from tracuu.crawl.fetch import Fetcher, Limits
from tracuu.crawling import Reply
from tracuu.messages import say

SLOW_ONES = {name for name, attack in ATTACKS.items() if attack.fault == SLOW}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reply]:
    """All attacks at the same time, as from many hosts: no one keeps the others from ending."""
    spool = tmp_path_factory.mktemp("spool")
    outcomes: dict[str, Reply] = {}
    for names, seconds in ((SLOW_ONES, 0.5), (ATTACKS.keys() - SLOW_ONES, 60)):  # the latter end by themselves
        limits = Limits(connect=10, whole=seconds, page=400_000)
        with serving(act) as server:
            replies = fetched(server.net(), spool, *(f"http://tin.example/{name}" for name in names), limits=limits)
        outcomes |= zip(names, replies, strict=True)
    assert list(spool.iterdir()) == []
    return outcomes


@pytest.mark.parametrize("name", ATTACKS)
def test_every_attack_ends_in_its_fault(outcomes: dict[str, Reply], name: str) -> None:
    reply, attack = outcomes[name], ATTACKS[name]
    told = (reply.fault, reply.status, reply.lasting, reply.host_down, reply.body)
    assert told == (attack.fault, attack.status, attack.lasting, attack.host_down, None)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_told_of_an_attack_is_safe_to_print(outcomes: dict[str, Reply], name: str) -> None:
    """No escape sequence of a server reaches a terminal through a message."""
    words = say(str(outcomes[name].fault), detail=outcomes[name].detail)
    assert words.isprintable()
    assert len(words) < 300


def test_tls_that_never_comes(tmp_path: Path) -> None:
    """A server that takes the connection and says nothing, or no TLS."""
    with serving(Talk.wait) as silent, serving(Talk.wait, before=b"SSH-2.0-OpenSSH\r\n") as other:
        net = net_to(
            {name: [("127.0.0.1", server.port)] for name, server in (("a.example", silent), ("b.example", other))}
        )
        first, second = fetched(net, tmp_path, "https://a.example/", "https://b.example/")
    assert (first.fault, first.host_down) == ("crawl_net.fault_connect", True)
    assert (second.fault, second.host_down) == ("crawl_net.fault_tls", True)


def test_an_answer_that_comes_before_the_question(tmp_path: Path) -> None:
    """It is read as the answer to the one request of this connection, and to no other."""
    with serving(Talk.wait, before=HEAD + b"Content-Length: 2\r\n\r\nab" * 2) as server:
        (reply,) = fetched(server.net(), tmp_path, "http://tin.example/")
    assert reply.body in {b"ab", None}


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """The page is a fault of its own, not of its host, and asking again helps when there is room."""
    with serving(lambda talk: talk.page(bytes(500_000))) as server:

        async def ask() -> Reply:
            async with Fetcher("tracuu", server.net(), tmp_path / "spool", QUICK) as fetcher:
                (tmp_path / "spool").rmdir()
                return await fetcher.fetch("http://tin.example/", limit=1_000_000)

        reply = asyncio.run(ask())
    assert (reply.fault, reply.lasting, reply.host_down, reply.body) == ("crawl_net.fault_disk", False, False, None)


SHREDS = (
    HEAD, b"HTTP/1.1 ", b"HTTP/1.0 200\r\n", b"200 OK", b"304 Not Modified", b"\r\n", b"\n", b"\r\n\r\n", b"\r", b": ",
    b"Content-Length: 5", b"Content-Length: ", b"Transfer-Encoding: chunked", b"Content-Encoding: gzip",
    b"Location: //[", b"5\r\nabcde\r\n", b"0", b"\x00", b"\x1b[2J", b"\xff\xfe", b"; ", b"a" * 500,
    b"Connection: upgrade",
)  # fmt: skip


def test_whatever_servers_send_the_fetcher_answers(tmp_path: Path) -> None:
    """Shreds of HTTP in any order: each request ends in a reply that is whole, and nothing is raised."""

    def answer(talk: Talk) -> None:
        draw = random.Random(talk.target)
        start = [HEAD] if draw.random() < 0.7 else []
        talk.send(*start, *draw.choices(SHREDS, k=draw.randrange(1, 12)))

    with serving(answer) as server:
        replies = fetched(server.net(), tmp_path, *(f"http://tin.example/{name}" for name in range(150)))
    assert {type(reply) for reply in replies} == {Reply}
    for reply in replies:
        assert reply.status > 0 or reply.fault
        assert reply.body is None or not reply.fault
        assert reply.detail.isprintable()
    assert {None, "crawl_net.fault_broken"} <= {reply.fault for reply in replies}


def test_only_so_many_requests_are_under_way(tmp_path: Path) -> None:
    """Each may hold a megabyte, so two hundred hostile hosts are not met at once. Waiting is no part of the time."""
    under_way, most, lock = set[str](), [0], threading.Lock()

    def answer(talk: Talk) -> None:
        with lock:
            under_way.add(talk.target)
            most[0] = max(most[0], len(under_way))
        talk.stop.wait(0.1)
        with lock:
            under_way.remove(talk.target)
        talk.page(b"a page")

    limits = QUICK._replace(at_once=3)
    with serving(answer) as server:
        replies = fetched(server.net(), tmp_path, *(f"http://tin.example/{name}" for name in range(20)), limits=limits)
    assert {reply.status for reply in replies} == {200}
    assert most[0] <= 3


def test_what_a_killed_crawler_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "0123.body").write_bytes(b"half a page")
    fetched(net_to({}), tmp_path, "http://tin.example/")
    assert list(tmp_path.iterdir()) == []


def test_a_crawl_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a long body."""

    def answer(talk: Talk) -> None:
        talk.send(HEAD, b"\r\n", bytes(400_000))
        talk.drip()

    async def ask() -> None:
        async with Fetcher("tracuu", server.net(), tmp_path, Limits()) as fetcher:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(fetcher.fetch("http://tin.example/"), 0.3)

    with serving(answer) as server:
        asyncio.run(ask())
    assert list(tmp_path.iterdir()) == []
