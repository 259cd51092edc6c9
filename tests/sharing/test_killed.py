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


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place with an archive that holds something of every kind, `here`, and the same packed."""
    place = tmp_path_factory.mktemp("whole")
    with filled(place / "here", full()) as session:
        decided(session)
        packed(session, place / "all.tracuu")
    return place


@pytest.mark.parametrize("kills", [(1, 6), (14,), (17,)])
def test_a_merge_that_was_killed_is_taken_up(whole: Path, tmp_path: Path, kills: tuple[int, ...]) -> None:
    """Among articles, and among what was decided of them."""
    for lines in kills:
        killed_after(tmp_path, whole / "all.tracuu", lines)
        with tracuu.open(tmp_path) as session:
            assert session.archive.check() == []
    with tracuu.open(tmp_path) as session:
        merged(session, whole / "all.tracuu")
        assert session.archive.check() == []
    assert truth(tmp_path) == truth(whole / "here")
