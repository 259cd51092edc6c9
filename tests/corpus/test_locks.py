"""One process at a time for each resource; who waits is told for whom."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracuu.corpus.locks import held
from tracuu.errors import Busy

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from tracuu.corpus.locks import held
with held(Path(sys.argv[1]), "index"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the index until its input ends, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.communicate()


def test_a_second_holder_is_told_who_the_first_is(tmp_path: Path) -> None:
    process = holder(tmp_path)
    with (
        pytest.raises(Busy, match=f"busy with the index of this archive: process {process.pid}"),
        held(tmp_path, "index", 0),
    ):
        pass
    with held(tmp_path, "frontier", 0):
        pass  # another resource is free
    end(process)
    with held(tmp_path, "index", 0):
        pass  # and now this one is too


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.kill()
    end(process)
    with held(tmp_path, "index", 5):
        named = json.loads((tmp_path / "locks" / "index.holder").read_text(encoding="utf-8"))
        assert named["pid"] == os.getpid(), "the dead process is no longer named"


def test_a_lock_is_let_go_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path, "index", 0):
        raise ZeroDivisionError
    with held(tmp_path, "index", 0):
        pass
    assert not (tmp_path / "locks" / "index.holder").exists()


def test_the_same_process_cannot_hold_twice(tmp_path: Path) -> None:
    """Two handles of one program are two holders: a batch inside a batch would be a fault."""
    with held(tmp_path, "archive", 0), pytest.raises(Busy), held(tmp_path, "archive", 0):
        pass


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}'])
def test_a_holder_that_cannot_be_read_is_not_named(tmp_path: Path, content: str) -> None:
    with held(tmp_path, "index", 0):
        (tmp_path / "locks" / "index.holder").write_text(content, encoding="utf-8")
        with pytest.raises(Busy) as caught, held(tmp_path, "index", 0):
            pass
    assert str(caught.value).startswith("Another tracuu is busy with the index of this archive. Wait")
