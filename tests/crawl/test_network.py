"""Which addresses are connected to: those of the public internet, and the very one that was checked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.crawl.servers import Talk, fetched, net_to, serving, trust_of_tests
from tracuu.corpus.sites import load
from tracuu.crawl.gate import Gate
from tracuu.crawl.network import LIVE, Net, is_public, looked_up, remembered

PUBLIC = ["1.1.1.1", "93.184.216.34", "113.160.0.1", "223.255.255.255", "2606:4700:4700::1111", "2405:4800::1"]
NOT_PUBLIC = [
    # this machine and its network
    "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104  refused
    "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "::", "::1", "fe80::1", "fc00::1",
    "fd00:ec2::254",
    # groups, reserved, for examples and measurements
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "192.88.99.1", "ff02::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1",
    # those that carry an IPv4 address, be it a public one: a gateway would carry the request on
    "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::ffff:0:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::101:101",
    "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:101:101::1", "2001:0:7f00:1::", "2001:20::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_never_connected_to(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_special_is_public(address: object) -> None:
    """Our tables are stricter than Python's, which differ from version to version."""
    known = ip_address(str(address))
    if known.is_private or known.is_loopback or known.is_link_local or known.is_multicast or known.is_reserved:
        assert not is_public(known)


# The same loopback address, as resolvers and the inet_aton of old understand it.
SPELLINGS = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
    "１２７.０.０.１", "127。0。0。1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]",
    "localhost", "LOCALHOST", "localhost.", "0", "0.0.0.0",  # noqa: S104  refused
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_loopback_is_refused_in_every_spelling(tmp_path: Path, scheme: str, spelling: str) -> None:
    """With the network of every command. Some spellings are no names at all to some systems, which is as well."""
    with serving(lambda talk: talk.page(b"secret")) as server:
        (reply,) = fetched(LIVE, tmp_path, f"{scheme}://{spelling}:{server.port}/")
    assert reply.fault in {"crawl_net.fault_private", "crawl_net.fault_name", "crawl_net.fault_address"}
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["http://[fe80::1%25eth0]/", "http://[::1", "http://a b/", "http://127.0.0.1%2f@a/", "ftp://a/"]
)
def test_what_is_no_address_is_not_looked_up(tmp_path: Path, url: str) -> None:
    (reply,) = fetched(net_to({}), tmp_path, url)
    assert (reply.fault, reply.lasting) == ("crawl_net.fault_address", True)


def test_a_name_that_changes_its_mind_gains_nothing(tmp_path: Path) -> None:
    """DNS rebinding: a public address when it is checked, a private one when it is connected to."""
    with serving(lambda talk: talk.page(b"a page")) as public, serving(lambda talk: talk.page(b"secret")) as private:
        answers = iter([[("127.0.0.1", public.port)], [("127.0.0.2", private.port)]])

        async def resolve(_name: str, _port: int) -> Sequence[tuple[str, int]]:
            return next(answers)

        net = Net(resolve, lambda address: str(address) == "127.0.0.1", trust_of_tests)
        first, second = (fetched(net, tmp_path, "http://tin.example/")[0] for _ in range(2))
    assert (first.body, second.fault, second.lasting) == (b"a page", "crawl_net.fault_private", True)
    assert private.asked == []


def test_private_addresses_among_public_ones_are_left_out(tmp_path: Path) -> None:
    with serving(lambda talk: talk.page(b"a page")) as public:
        table = {"tin.example": [("127.0.0.2", public.port), ("127.0.0.1", public.port), ("::1", public.port)]}
        (reply,) = fetched(net_to(table, lambda address: str(address) == "127.0.0.1"), tmp_path, "http://tin.example/")
    assert (reply.body, len(public.asked)) == (b"a page", 1)


def test_the_next_address_is_tried_when_one_does_not_answer(tmp_path: Path) -> None:
    with serving(lambda talk: talk.page(b"a page")) as server:
        table = {"tin.example": [("127.0.0.1", closed_port()), ("127.0.0.1", server.port)]}
        (reply,) = fetched(net_to(table), tmp_path, "http://tin.example/")
    assert reply.body == b"a page"


def test_a_host_that_is_not_there(tmp_path: Path) -> None:
    """The whole host is down, and may be back later."""
    table = {"tin.example": [("127.0.0.1", closed_port())], "empty.example": []}
    replies = fetched(net_to(table), tmp_path, "http://tin.example/", "http://khac.example/", "http://empty.example/")
    assert [reply.fault for reply in replies] == [
        "crawl_net.fault_connect",
        "crawl_net.fault_name",
        "crawl_net.fault_name",
    ]
    assert all(reply.host_down and not reply.lasting for reply in replies)


def test_a_resolver_that_never_answers(tmp_path: Path) -> None:
    async def resolve(_name: str, _port: int) -> Sequence[tuple[str, int]]:
        await asyncio.Event().wait()
        return []

    (reply,) = fetched(Net(resolve, is_public), tmp_path, "http://tin.example/")
    assert (reply.fault, reply.host_down) == ("crawl_net.fault_slow", True)


def test_names_are_remembered_for_two_minutes() -> None:
    """Failures are not, and no crawl of many hosts fills the memory."""
    asked: list[str] = []
    now = [0.0]

    async def resolve(name: str, port: int) -> Sequence[tuple[str, int]]:
        asked.append(name)
        if len(asked) == 1:
            raise OSError
        return [("127.0.0.1", port)]

    async def ask_often() -> None:
        remembering = remembered(resolve, lambda: now[0])
        with pytest.raises(OSError):  # noqa: PT011  it has no words
            await remembering("a", 80)
        for now[0] in (0, 1, 119):
            assert await remembering("a", 80) == [("127.0.0.1", 80)]
        assert await remembering("a", 443) == [("127.0.0.1", 443)]
        now[0] = 121
        await remembering("a", 80)
        for number in range(2_500):
            await remembering(str(number), 80)

    asyncio.run(ask_often())
    assert asked[:4] == ["a"] * 4
    assert len(asked) == 2_504


def test_the_systems_resolver() -> None:
    """What it does not know is an OSError, be it a name that no packet could carry."""
    found = asyncio.run(looked_up("localhost", 8080))
    assert found
    assert all(ip_address(address).is_loopback and port == 8080 for address, port in found)
    assert asyncio.run(looked_up("[::1]", 80)) == [("::1", 80)]
    for name in ("a..b", f"{'a' * 64}.example"):
        with pytest.raises(OSError):  # noqa: PT011  each system has words of its own
            asyncio.run(looked_up(name, 80))


def test_a_redirect_into_the_private_network_ends_at_the_gate_or_in_the_network(tmp_path: Path) -> None:
    """The gate knows hosts by name; a name it knows that leads inside is stopped when it is looked up."""

    def answer(talk: Talk) -> None:
        talk.page(b"", "302 Found", Location="http://169.254.169.254/latest/meta-data/")

    with serving(answer) as server:
        (reply,) = fetched(server.net(), tmp_path, "http://nhandan.vn/")
    location = reply.headers["location"]
    assert Gate(load(), ()).refusal(location) == ("crawl_net.refused_host", "169.254.169.254")
    assert fetched(LIVE, tmp_path, location)[0].fault == "crawl_net.fault_private"


def closed_port() -> int:
    """Give a port of loopback where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
