"""Connecting to servers of the public internet alone: names are looked up, every address is checked, then connected to.

The checked address itself is connected to, so a name that answers differently the second time (DNS rebinding) gains
nothing; certificates are checked against the name. A test gives a `Net` that maps names to its own servers; no option
of a command does.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from tracuu.crawl.gate import Place
from tracuu.errors import InputError
from tracuu.tuples import Record

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[tuple[str, int]]]]
MOST_ADDRESSES = 4
"""How many addresses of one name are tried."""

_AHEAD = 32 * 1024  # bytes that arrive before they are read
_REMEMBERED, _MOST_REMEMBERED = 120.0, 1_000

# IANA's registries of special-purpose addresses; older Pythons know only some of them.
_NOT_PUBLIC_4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by carriers; also the metadata server of one cloud
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own server for its machines, though the address is public
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
_PUBLIC_6 = ip_network("2000::/3")  # all else is local, or carries an IPv4 address (::/96, ::ffff:0:0/96, 64:ff9b::/96)
_NOT_PUBLIC_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the public internet; those that wrap an IPv4 address never do."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not any(address in net for net in _NOT_PUBLIC_6)


async def looked_up(name: str, port: int) -> list[tuple[str, int]]:
    """Ask the system for the addresses of a name.

    Each question has a thread of its own that nobody waits for: one that hangs holds up neither other hosts nor Ctrl-C.
    Raises OSError when the name is not known.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[tuple[str, int]]] = loop.create_future()

    def tell(found: list[tuple[str, int]] | OSError) -> None:
        if not answer.done():
            answer.set_exception(found) if isinstance(found, OSError) else answer.set_result(found)

    def ask() -> None:
        found: list[tuple[str, int]] | OSError
        try:
            rows = socket.getaddrinfo(name.strip("[]"), port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys((str(row[4][0]), int(row[4][1])) for row in rows))
        except UnicodeError:  # a label that is empty or too long
            found = OSError(name)
        except OSError as error:
            found = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=ask, daemon=True, name=f"look up {name}").start()
    return await answer


def remembered(resolve: Resolve, clock: Callable[[], float] = time.monotonic) -> Resolve:
    """Ask for a name once in two minutes: each page has a connection of its own, and resolvers deserve rest too.

    What is remembered is checked again at every connection. Failures are not remembered.
    """
    known: dict[tuple[str, int], tuple[float, Sequence[tuple[str, int]]]] = {}

    async def answer(name: str, port: int) -> Sequence[tuple[str, int]]:
        asked_at, found = known.get((name, port), (-_REMEMBERED, ()))
        if not found or clock() - asked_at >= _REMEMBERED:
            found = await resolve(name, port)
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known[name, port] = (clock(), found)
        return found

    return answer


def trusted() -> ssl.SSLContext:
    """Give what servers' certificates are checked with: the system's authorities and those of certifi."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Net(Record):
    """The network as the crawler sees it: how names are looked up, which addresses are permitted, whom TLS trusts.

    `trust` gives None where https is to be spoken without encryption: on loopback, in tests and in the demo.
    """

    resolve: Resolve
    permits: Callable[[Address], bool]
    trust: Callable[[], ssl.SSLContext | None] = trusted


LIVE = Net(remembered(looked_up), is_public)


class Stream:
    """One connection, in the form of httpcore's network streams, that reads at most `most` bytes in all.

    It knows no deadlines of its own: the fetcher gives the whole request one, which no trickle of bytes puts off.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.most = self.received = 0
        self.ended = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109, ARG002  its form
        """Read what is there, at least one byte; nothing at the end. Raises InputError when it is too much."""
        data = await self._reader.read(max_bytes)
        self.received += len(data)
        self.ended = not data
        if self.received > self.most:
            raise InputError("crawl_net.fault_long", detail=f"{self.most:,}")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109, ARG002  its form
        """Send all of it."""
        self._writer.write(buffer)
        await self._writer.drain()

    async def aclose(self) -> None:
        """Close at once, without waiting for the other side's farewell."""
        self._writer.transport.abort()

    def get_extra_info(self, info: str) -> object:  # noqa: ARG002  its form
        """Tell nothing: no connection is used again."""
        return None


async def connect(place: Place, net: Net, trust: ssl.SSLContext | None, seconds: float) -> Stream:
    """Connect to a server at one of its permitted addresses, with TLS where `trust` is given.

    Raises InputError with the fault's key: the name is not known, no address of it is permitted, none answers, or TLS
    fails.
    """
    addresses = await _permitted(place, net)
    share = seconds / len(addresses)
    name = place.name.strip("[]") if trust else None
    problem: Exception | None = None
    for address, port in addresses:
        try:
            async with asyncio.timeout(share):
                return Stream(
                    *await asyncio.open_connection(address, port, limit=_AHEAD, ssl=trust, server_hostname=name)
                )
        except ssl.SSLError as error:
            raise InputError("crawl_net.fault_tls", detail=_reason(error)) from error
        except (OSError, TimeoutError) as error:
            problem = error
    raise InputError("crawl_net.fault_connect", detail=_reason(problem)) from problem


async def _permitted(place: Place, net: Net) -> list[tuple[str, int]]:
    try:
        found = await net.resolve(place.name, place.port)
    except OSError as error:
        raise InputError("crawl_net.fault_name", detail=place.name) from error
    permitted = [(address, port) for address, port in found if net.permits(ip_address(address))]
    if not permitted:
        key = "crawl_net.fault_private" if found else "crawl_net.fault_name"
        raise InputError(key, detail=place.name)
    return permitted[:MOST_ADDRESSES]


def _reason(error: Exception | None) -> str:
    """Give the system's words for a failure, without numbers and places in its source."""
    if isinstance(error, ssl.SSLError):
        return str(getattr(error, "verify_message", "") or error.reason or "TLS").replace("_", " ").lower()
    if isinstance(error, TimeoutError):
        return "no connection in time"
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
