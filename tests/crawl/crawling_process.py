"""A program that crawls and says, line by line, which addresses it was told are kept: to be killed, or interrupted.

    python -m tests.crawl.crawling_process FOLDER PORT SPACING TARGET

Every name leads to the server on loopback at PORT; SPACING are the seconds between two requests to a host.
"""

from __future__ import annotations

import sys
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import tracuu
from tracuu.crawl.asking import Wish
from tracuu.crawl.network import Net
from tracuu.crawl.start import Manner, crawl
from tracuu.crawl.tally import Ears
from tracuu.crawling import Done
from tracuu.records import Kept


def net_to(port: int) -> Net:
    """Give a network in which every name leads to a port of loopback, without encryption."""

    async def resolve(_name: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", port)]

    def permits(address: IPv4Address | IPv6Address) -> bool:
        return address.is_loopback

    return Net(resolve, permits, lambda: None)


def tell(_kept: Kept, done: Done) -> None:
    """Say that an address is kept."""
    sys.stdout.write(f"{done.task.url}\n")
    sys.stdout.flush()


def main(folder: Path, port: int, spacing: float, target: str) -> None:
    """Crawl once; without a target, go on with what was not finished."""
    manner = Manner("archive@example.org", net=net_to(port), floor=spacing)
    with tracuu.open(folder, create=True) as session:
        crawl(session.archive, Wish((target,)), manner, Ears(kept=tell))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
