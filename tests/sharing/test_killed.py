"""A merge is killed at several moments; started again, it ends where one that was never killed ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import tracuu
from tests.exports.test_dump import decided, filled, full, truth
from tests.sharing.test_merging import merged, packed

ROOT = Path(__file__).parents[2]


def killed_after(folder: Path, path: Path, lines: int) -> None:
    """Start merging in a process of its own, and kill it when it has said so often that something is kept."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sharing.merging_process", str(folder), str(path), "3"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    process.kill()  # SIGKILL; TerminateProcess on Windows: the program cannot tidy up
    process.stdout.close()
    process.wait()
    assert said == ["kept\n"] * lines, "it ended before it was killed"


@pytest.mark.parametrize("kills", [(1, 6), (4,), (14,), (17,)])
def test_a_merge_that_was_killed_is_taken_up(tmp_path: Path, kills: tuple[int, ...]) -> None:
    """Among articles, and among what was decided of them."""
    with filled(tmp_path / "here", full()) as session:
        decided(session)
        path = packed(session, tmp_path / "all.tracuu")
    for lines in kills:
        killed_after(tmp_path / "there", path, lines)
        with tracuu.open(tmp_path / "there") as session:
            assert session.archive.check() == []
    with tracuu.open(tmp_path / "there") as session:
        merged(session, path)
        assert session.archive.check() == []
    assert truth(tmp_path / "there") == truth(tmp_path / "here")
