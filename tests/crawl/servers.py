"""Servers on loopback that answer as a test wants them to: well, badly, or with malice. They write raw bytes.

A test maps the names it asks for to such a server through a `Net` of its own; no command can do that.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tracuu.crawl.fetch import Fetcher, Limits
from tracuu.crawl.network import Address, Net
from tracuu.crawling import Reply

TLS = Path(__file__).parent / "tls"
QUICK = Limits(connect=0.3, whole=0.5, page=200_000)
AGENT = "tracuu/test (+mailto:archive@example.org)"


class Talk:
    """One connection with the request that came over it: its line and its headers, names in small letters."""

    def __init__(self, connection: socket.socket, head: str, stop: threading.Event) -> None:
        self.connection, self.stop = connection, stop
        line, *fields = head.split("\r\n")
        self.method, self.target, _ = (line + "  ").split(" ", 2)
        self.headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}

    def send(self, *pieces: bytes) -> None:
        """Send bytes as they are."""
        self.connection.sendall(b"".join(pieces))

    def page(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        """Send an answer as an honest server does."""
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode(), body)

    def drip(self, piece: bytes = b"a", every: float = 0.02) -> None:
        """Send a little again and again until the other side leaves."""
        while not self.stop.wait(every):
            self.send(piece)

    def flood(self, piece: bytes) -> None:
        """Send as much as the other side takes, without end."""
        while not self.stop.is_set():
            self.send(piece)

    def wait(self) -> None:
        """Send nothing until the other side leaves."""
        with suppress(OSError):
            self.connection.recv(1)


class Served:
    """A server that runs. `asked` are the requests it has seen, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Talk] = []

    def net(self, **also: Any) -> Net:
        """Give a network in which every name leads to this server, and loopback is permitted."""
        return net_to({"": [("127.0.0.1", self.port)]}, **also)

    @property
    def targets(self) -> list[str]:
        """What was asked for."""
        return [talk.target for talk in self.asked]


def net_to(table: Mapping[str, Sequence[tuple[str, int]]], permits: Callable[[Address], bool] | None = None) -> Net:
    """Give a network with these names alone; under the empty name stands what all others lead to."""

    async def resolve(name: str, _port: int) -> Sequence[tuple[str, int]]:
        found = table.get(name, table.get(""))
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return found

    return Net(resolve, permits or (lambda address: address.is_loopback), trust_of_tests)


def trust_of_tests() -> ssl.SSLContext:
    """Trust the certificate of tests/crawl/tls alone."""
    return ssl.create_default_context(cafile=str(TLS / "certificate.pem"))


@contextmanager
def serving(answer: Callable[[Talk], None], *, tls: bool = False, before: bytes | None = None) -> Iterator[Served]:
    """Run a server whose every request is answered by `answer`, in a thread of its own; then it closes.

    `before` is sent as soon as somebody connects, before any request is read.
    """
    listener = socket.create_server(("127.0.0.1", 0), backlog=100)
    served = Served(listener.getsockname()[1])
    stop = threading.Event()
    context = _server_context() if tls else None

    def talk(plain: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(plain, server_side=True) if context else plain as connection:
            if before is not None:
                connection.sendall(before)
            if head := _head(connection):
                served.asked.append(Talk(connection, head, stop))
                answer(served.asked[-1])

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield served
    finally:
        stop.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def fetched(
    net: Net, spool: Path, *urls: str, limits: Limits = QUICK, agent: str = AGENT, **conditions: Any
) -> list[Reply]:
    """Ask for addresses all at once, as different hosts would be asked."""

    async def ask() -> list[Reply]:
        async with Fetcher(agent, net, spool, limits) as fetcher:
            return await asyncio.gather(*(fetcher.fetch(url, **conditions) for url in urls))

    return asyncio.run(ask())


def _head(connection: socket.socket) -> str:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65_536)
        if not piece:
            return ""
        received += piece
    return received.partition(b"\r\n\r\n")[0].decode("latin-1")


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    return context
