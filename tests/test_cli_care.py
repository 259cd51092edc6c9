"""`tracuu doctor`, `init`, `status`: archives that are damaged, full, empty, new."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import Out
from tracuu.corpus.archive import Archive
from tracuu.errors import DiskFull
from tracuu.indexer import build
from tracuu.sample import ARTICLES


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the last search, and the search for an archive, inside the test."""
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


def test_doctor_does_not_send_to_doctor(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Out(capsys, "init", "a")
    (tmp_path / "a" / "archive.sqlite").write_bytes(b"no database at all" * 500)
    got = Out(capsys, "doctor", "--archive", "a")
    assert got.code == 2
    assert "beyond what doctor can mend" in got.err


@pytest.mark.parametrize("command", [["doctor"], ["search", "bò"], ["add", str(ARTICLES)]])
def test_an_emptied_archive_is_not_taken_for_a_new_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    """A copy that failed leaves a file of no bytes: a new archive in its place would hide the loss."""
    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    for file in (tmp_path / "a").glob("archive.sqlite*"):
        file.write_bytes(b"")
    got = Out(capsys, command[0], "--archive", "a", *command[1:])
    assert got.code == 2
    assert "is empty" in got.err


def test_doctor_finds_all_well(capsys: pytest.CaptureFixture[str]) -> None:
    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    got = Out(capsys, "doctor", "--archive", "a")
    assert (got.code, got.out) == (0, "All is well in a.\n")


def test_doctor_makes_an_overwritten_index_anew(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    for spoilt in (tmp_path / "a" / "index").glob("*/*.pos"):
        spoilt.write_bytes(b"?" + spoilt.read_bytes()[1:])
    got = Out(capsys, "doctor", "--archive", "a")
    assert got.code == 0
    assert got.out.startswith("✓ Damaged or missing files of the search index: 1")
    assert Out(capsys, "doctor", "--archive", "a").out == "All is well in a.\n"


def test_doctor_ticks_off_nothing_that_a_full_disk_kept_from_being_mended(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(archive: Archive, *_: object) -> None:
        raise DiskFull("archive.disk_full", path=archive.folder)

    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    a = tmp_path / "a"
    with closing(sqlite3.connect(a / "archive.sqlite")) as direct, direct:
        direct.execute("UPDATE totals SET count = 9 WHERE kind = 'lang'")
    for spoilt in (a / "index").glob("*/*.pos"):
        spoilt.unlink()
    monkeypatch.setattr(Archive, "mend", full)
    monkeypatch.setattr(build, "rebuild", full)
    got = Out(capsys, "doctor", "--mend", "--archive", "a")
    assert got.code == 2
    assert [line.partition(" ")[0] for line in got.out.splitlines()] == ["!"] * 4
    assert got.out.count("is full; nothing that was acknowledged is lost") == 2
    monkeypatch.undo()
    assert Out(capsys, "doctor", "--mend", "--archive", str(a)).code == 0


def test_doctor_says_nothing_of_an_index_that_was_never_needed(capsys: pytest.CaptureFixture[str]) -> None:
    Out(capsys, "init", "a")
    assert Out(capsys, "doctor", "--archive", "a").out == "All is well in a.\n"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (["--lang", "klingon"], "no article is in the language “klingon”; the archive is empty"),
        (["--site", "quangnam"], "no article is from the site “quangnam”; the archive is empty"),
    ],
)
def test_an_empty_archive_is_said_to_be_empty(capsys: pytest.CaptureFixture[str], field: list[str], said: str) -> None:
    Out(capsys, "init", "a")
    assert said in Out(capsys, "search", "--archive", "a", *field, "bò").err


def test_an_article_without_an_address_shows_its_original_as_such(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nobody may cite the Vietnamese page for the words of its translation."""
    row = {
        "text": "Volunteers rebuilt the old pagoda.",
        "lang": "en",
        "source": "https://baoquangnam.vn/chua-1.html",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    Out(capsys, "add", "--archive", "a", "rows.jsonl")
    shown = Out(capsys, "search", "--archive", "a", "pagoda").out
    assert "no address of its own; original at https://baoquangnam.vn/chua-1.html" in shown
    assert "no article is from the site “nowhere”; the archive holds: baoquangnam.vn" in (
        Out(capsys, "search", "--archive", "a", "--site", "nowhere", "pagoda").err
    )
    assert "no article is of the province “nowhere”; the archive holds: quang-nam" in (
        Out(capsys, "search", "--archive", "a", "--province", "nowhere", "pagoda").err
    )


def test_init_makes_what_others_find(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert Out(capsys, "init").code == 0
    assert ".tracuu" in Out(capsys, "status").out
    assert (tmp_path / ".tracuu" / "archive.sqlite").exists()


def test_init_says_of_an_archive_that_is_there_what_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    got = Out(capsys, "init", "a")
    assert got.code == 0
    assert "it holds 1 story in 1 version. Nothing was changed." in got.out


def test_status_counts_in_words_and_in_cells(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
    assert "holds      1 story in 1 version\n" in Out(capsys, "status", "--archive", "a").out
    cells = Out(capsys, "status", "--archive", "a", "--csv", "--fields", "archive,languages").out
    assert cells == f"archive,languages\n{tmp_path / 'a'},vi 1\n"
