"""A file appears whole or not at all, and is never overwritten unasked."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracuu.errors import UsageError
from tracuu.exports.files import opened, refuse_taken, replaced


def test_a_file_appears_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    with opened(str(target)) as out:
        out.write("a")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "a"


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with opened(str(tmp_path / "out.txt")) as out:
            out.write("half")
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="--force"), opened(str(target)):
        pass
    with pytest.raises(UsageError, match="folder"):
        refuse_taken(str(tmp_path))
    with opened(str(target), force=True) as out:
        out.write("new")
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_behind_a_link_the_linked_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replaced(str(tmp_path / "link")) as path:
        path.write_text("x", encoding="utf-8")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "x"


def test_a_name_that_says_so_is_packed(tmp_path: Path) -> None:
    with opened(str(tmp_path / "out.jsonl.gz")) as out:
        out.write("đ")
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()).decode() == "đ"


def test_excel_is_told_that_a_file_is_utf_8(tmp_path: Path) -> None:
    with opened(str(tmp_path / "out.csv"), bom=True) as out:
        out.write("đ")
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf\xc4\x91"


FULL = """
import random, resource, string, sys
import tracuu
from tests.corpus.drafts import draft
from tracuu.cli import run
words = random.Random(1)
def title():
    return "".join(words.choices(string.ascii_letters, k=5_000))  # packs to no less than three quarters
with tracuu.open("archive", create=True) as session:
    session.archive.add([draft(f"Tin {n}\\n{title()}", title=title()) for n in range(20)])
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))  # as if the disk were full; reading takes 32 KB
sys.exit(run(["export", "--all", "--archive", "archive", "-o", sys.argv[1]]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no limit of file sizes there")
@pytest.mark.parametrize("name", ["out.dump.jsonl", "out.db", "out.xlsx"])
def test_a_full_disk_leaves_no_half_file_and_says_so(name: str, tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", FULL, name], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root), "TRACUU_STATE": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert f"{name} cannot be written" in done.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("*out*"))
