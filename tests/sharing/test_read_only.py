"""An archive in a place where nothing may be written (a disc, a share, another user's folder) can be read all the same.

Root may write everywhere, so where the tests run as root a child process becomes somebody who may not.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tracuu
from tests.corpus.drafts import draft
from tests.exports.test_dump import EN, PAGE, VI, filled
from tests.running import Out
from tests.sharing.test_merging import packed
from tracuu.cli import run
from tracuu.sharing import opening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise there")
NOBODY = 65534

READING = [
    ["search", "triển khai"],
    ["search", "triển khai", "--html"],
    ["show", "goc"],
    ["brief", "35-NQ/TU"],
    ["export", "triển khai", "--format", "csv", "-o", "-"],
    ["timeline", "triển khai"],
    ["status"],
    ["coverage"],
    ["resolutions"],
    ["mentions", "goc"],
    ["marks"],
    ["story", "list"],
]
WRITING = [
    ["mark", "goc", "--star"],
    ["add", "{pack}"],
    ["merge", "{pack}"],
    ["entity", "rename", "35-NQ/TU", "x"],
    ["saved", "add", "x", "vườn"],
    ["story", "undo"],
]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """Give a folder that everybody may enter, with an archive `a` and a packed file."""
    made = Path(tempfile.mkdtemp(prefix="tracuu-read-only-"))
    made.chmod(0o755)
    batch = [
        draft(VI, url=f"{PAGE}/vi", given_id="goc", day="2024-01-02"),
        draft(EN, lang="en", source_url=f"{PAGE}/vi"),
    ]
    with filled(made / "a", [batch]) as session:
        session.archive.marks.put([1], "tag", "x", "2026-03-01T00:00:00Z")
        packed(session, made / "x.tracuu")
        session.reader()
    (made / "state").mkdir(mode=0o777)
    (made / "state").chmod(0o777)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def shut(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the archive's folder, in which nobody may write."""
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    folder = place / "a"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def as_nobody(work: Callable[[], int]) -> int:
    """Do something without root's rights; give its exit code."""
    if os.geteuid() != 0:
        return work()
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            code = work()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def arguments(words: list[str], place: Path) -> list[str]:
    return [word.replace("{pack}", str(place / "x.tracuu")) for word in words] + ["--archive", str(place / "a")]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_commands_work(place: Path, shut: Path, capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    typed = arguments(words, place)
    assert run(typed) == 0  # as whoever runs the tests: what it needs of Python is loaded then
    expected, before = capfd.readouterr(), content(shut)
    assert as_nobody(lambda: run(typed)) == 0, capfd.readouterr()
    got = capfd.readouterr()
    assert len(got.out.splitlines()) == len(expected.out.splitlines()) > 0
    assert content(shut) == before


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_writing_commands_say_so_in_one_line(
    place: Path, shut: Path, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with opening.opened(str(place / "x.tracuu")) as other:
        opening.check(other)  # the child may not be able to read Python's own files that this needs
    before = content(shut)
    assert as_nobody(lambda: run(arguments(words, place))) == 2
    got = capfd.readouterr()
    assert "cannot be written" in got.err
    assert got.err.count("\n") == 1
    assert content(shut) == before


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_an_archive_that_was_copied_in_use(place: Path, shut: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An empty log beside it holds nothing; one with changes must not be passed over."""
    log = shut / "archive.sqlite-wal"
    shut.chmod(0o755)
    (shut / "archive.sqlite").chmod(0o644)
    with tracuu.open(shut) as session:
        session.archive.marks.put([1], "star", "", "2026-03-01T00:00:00Z")
        changes = log.read_bytes()
    for held, code in ((b"", 0), (changes, 2)):
        log.write_bytes(held)
        shut.chmod(0o555)
        assert as_nobody(lambda: run(arguments(["status"], place))) == code
        shut.chmod(0o755)
        log.unlink()
    assert "Copy the folder to a place of your own" in capfd.readouterr().err


def test_marking_is_refused_through_the_api_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path / "a", [[draft(VI, given_id="goc")]]).close()
    with (
        tracuu.open(tmp_path / "a", write=False) as session,
        pytest.raises(tracuu.TracuuError, match="for reading only"),
    ):
        session.archive.marks.put([1], "star", "", "2026-03-01T00:00:00Z")
    assert Out(capsys, "marks", "--archive", str(tmp_path / "a")).code == 1
