"""A process is killed while it adds; what it was told is kept must be there, and the archive whole."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.corpus import adding_process
from tracuu.corpus.archive import Archive

ROOT = Path(__file__).parents[2]
KILLS = 10


def start_adding(folder: Path, start: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.corpus.adding_process", str(folder), str(start)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def kill_after(process: subprocess.Popen[str], lines_before: int) -> dict[int, str]:
    """Wait until a process has acknowledged so many versions, kill it, and give all that it acknowledged."""
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines_before)]
    process.kill()  # SIGKILL; TerminateProcess on Windows: the program cannot tidy up
    told += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    pairs = (line.split() for line in told if line.endswith("\n"))
    return {int(number): id_ for number, id_ in pairs}


def test_nothing_acknowledged_is_lost_in_ten_kills(tmp_path: Path) -> None:
    rng = random.Random(20250107)
    folder = tmp_path / "archive"
    acknowledged: dict[int, str] = {}
    for _ in range(KILLS):
        start = max(acknowledged, default=-1) + 1
        acknowledged |= kill_after(start_adding(folder, start), rng.randint(1, 60))
        with Archive.open(folder) as archive:
            assert archive.check() == []
            # A batch that was not acknowledged may be there; half a batch may not.
            assert archive.totals().versions % adding_process.BATCH == 0
            for number, id_ in acknowledged.items():
                assert archive.layer(archive.number(id_)).given == adding_process.text(number)
            waiting = set(archive.outstanding(10**6))
            assert {archive.number(id_) for id_ in acknowledged.values()} <= waiting, "the index has to learn them all"
    assert len(acknowledged) >= KILLS


def test_two_processes_that_make_and_fill_one_archive_take_turns(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    processes = [start_adding(folder, start) for start in (0, 10_000)]
    acknowledged = kill_after(processes[0], 30) | kill_after(processes[1], 30)
    with Archive.open(folder) as archive:
        assert archive.check() == []
        for number, id_ in acknowledged.items():
            assert archive.layer(archive.number(id_)).given == adding_process.text(number)
