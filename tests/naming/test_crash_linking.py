"""A process is killed while it links; the next one gives what an undisturbed one would have given."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.naming import linking_process
from tests.naming.stand_ins import METHODS
from tests.naming.test_linking import drafts, state
from tracuu.corpus.archive import Archive
from tracuu.naming.linking import link

ROOT = Path(__file__).parents[2]
KILLS = 6


def killed_after(folder: Path, lines: int) -> bool:
    """Start linking and kill it after so many lines; say whether it was done before."""
    command = [sys.executable, "-m", "tests.naming.linking_process", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        return "end\n" in told


def test_what_a_killed_process_left_is_gone_on_with(tmp_path: Path) -> None:
    rng = random.Random(20250108)
    with Archive.create(tmp_path / "whole") as whole:
        whole.add(drafts(linking_process.articles()))
        link(whole, methods=METHODS)
        expected = state(whole)
    folder = tmp_path / "killed"
    for _ in range(KILLS):
        killed_after(folder, rng.randint(1, 12))
        with Archive.open(folder) as archive:
            assert archive.check() == []
    assert killed_after(folder, 10_000)
    with Archive.open(folder) as archive:
        assert archive.naming.outstanding() == 0
        assert state(archive) == expected
        assert archive.check() == []
