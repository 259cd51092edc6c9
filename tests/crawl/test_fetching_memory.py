"""Memory stays bounded whatever servers send: measured by a process that does nothing but meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawl.attacks import ATTACKS, act, bomb, zeros_packed
from tests.crawl.servers import Talk, serving

ROOT = Path(__file__).parents[2]


def answer(talk: Talk) -> None:
    if talk.target.strip("/") in ATTACKS:
        act(talk)
    elif talk.target == "/honest":
        talk.page(b"a page")
    else:
        bomb(talk)


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell a process its peak")
def test_all_attacks_at_once_take_little_memory(tmp_path: Path) -> None:
    """Forty hostile servers at a time cost less than three pages in memory, a bomb of 60 MB little over its limit."""
    zeros_packed(60)  # beforehand: it takes a while
    with serving(answer) as server:
        done = subprocess.run(
            [sys.executable, "-m", "tests.crawl.measured_fetching", str(server.port), str(tmp_path)],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    grown = json.loads(done.stdout)
    assert grown["attacks"] < 30
    assert grown["bombs"] < 50
