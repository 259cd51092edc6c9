"""All newspapers of bench.crawl_web in one process, as lean as can be: raw asyncio, pages packed beforehand.

    python -m bench.crawl_server PAGES HOSTS ARTICLES LOG

It says its port, and serves until its standard input ends; then it writes every request to LOG, as it came (seconds of
the machine's clock that never goes back, host, path), and says what it has computed. It takes an article's number
modulo the pages it has, so that a web may be larger than its pages.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from bench.crawl_web import address, number_of

ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nnot here\n"

Log = list[tuple[float, str, str]]
Site = Callable[[str, str], bytes]


def answer(kind: str, body: bytes, *, packed: bool = False) -> bytes:
    """Write a whole answer."""
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n".encode() + body


def site(folder: Path, hosts: int, articles: int) -> Site:
    """Give what answers (host, path)."""
    count = sum(1 for _ in folder.glob("*.gz"))
    pages = [
        answer("text/html; charset=utf-8", (folder / f"{number}.gz").read_bytes(), packed=True)
        for number in range(count)
    ]
    robots = answer("text/plain", ROBOTS)

    def answered(host: str, path: str) -> bytes:
        if path.startswith("/tin/"):
            return pages[number_of(path) % count]
        if path == "/robots.txt":
            return robots
        return sitemap(host, hosts, articles) if path == "/sitemap.xml" else _NOT_FOUND

    return answered


def sitemap(host: str, hosts: int, articles: int) -> bytes:
    """List a newspaper's articles, and two that robots.txt forbids."""
    first = number_of(host.removesuffix(".example"))
    urls = [address(number, hosts) for number in range(first, articles, hosts)]
    urls += [f"https://{host}/admin/bai-so-{number}" for number in range(2)]
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return answer("application/xml", f'<?xml version="1.0"?><urlset xmlns="{space}">{rows}</urlset>'.encode())


class Talk(asyncio.Protocol):
    """One connection; requests have no body."""

    def __init__(self, answered: Site, log: Log) -> None:
        self._answered, self._log, self._received = answered, log, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer as soon as a request is whole."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            line, *fields = head.decode("latin-1").split("\r\n")
            named = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
            host, path = named["host"].partition(":")[0].removeprefix("www."), line.split(" ")[1]
            self._log.append((time.monotonic(), host, path))
            self._transport.write(self._answered(host, path))
            if named.get("connection", "").lower() == "close":
                self._transport.close()


async def serve(answered: Site, log: Log) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(answered, log), "127.0.0.1", 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main(folder: Path, hosts: int, articles: int, log_file: Path) -> None:
    """Serve, and tell what that took."""
    log: Log = []
    answered = site(folder, hosts, articles)
    begun = time.process_time()
    asyncio.run(serve(answered, log))
    log_file.write_text("".join(json.dumps(row) + "\n" for row in log), encoding="utf-8")
    print(json.dumps({"requests": len(log), "processor": time.process_time() - begun}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
