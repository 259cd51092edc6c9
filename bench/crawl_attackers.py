"""Newspapers that attack: whoever asks `NAME.example` for an article gets what tests/crawl/attacks.py does by it.

    python -m bench.crawl_attackers

It says its port, and serves until its standard input ends. `robots-…` hosts attack already when they are asked for
robots.txt, `bomb-…` hosts send pages that unpack to 60 MB.
"""

from __future__ import annotations

import json
import sys

from tests.crawl.attacks import ATTACKS, act, bomb, zeros_packed
from tests.crawl.servers import Talk, serving

ROBOTS = "robots-"


def answer(talk: Talk) -> None:
    """Be honest about robots.txt, and hostile about all else."""
    name = talk.headers.get("host", "").partition(".")[0]
    if talk.target == "/robots.txt" and not name.startswith(ROBOTS):
        talk.page(b"User-agent: *\nDisallow:\n", Content_Type="text/plain")
    elif name.startswith("bomb"):
        bomb(talk)
    else:
        talk.target = "/" + name.removeprefix(ROBOTS)
        act(talk)


def hosts() -> list[str]:
    """Name all hosts: each attack on pages, each on robots.txt, and two bombs."""
    names = [*ATTACKS, *(f"{ROBOTS}{name}" for name in ATTACKS), "bomb-1", "bomb-2"]
    return [f"{name}.example" for name in names]


def main() -> None:
    """Serve."""
    zeros_packed(60)  # beforehand: it takes a while
    with serving(answer) as server:
        print(server.port, flush=True)
        sys.stdin.read()
        print(json.dumps({"requests": len(server.asked)}), flush=True)


if __name__ == "__main__":
    main()
