"""Opening an archive, and being refused: rights, locks, full disks, files that are none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus import failures
from tracuu.corpus.archive import Archive
from tracuu.errors import (
    ArchiveError,
    Busy,
    Damaged,
    DiskFull,
    NoArchive,
    NotWritable,
    UnsafePlace,
)
from tracuu.records import Draft, Outcome


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def outcomes(archive: Archive, *drafts: Draft) -> list[Outcome]:
    return [kept.outcome for kept in archive.add(list(drafts))]


def test_an_archive_keeps_its_id(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a") as one, Archive.create(tmp_path / "b") as other:
        assert one.id != other.id
        with Archive.create(tmp_path / "a") as again:
            assert again.id == one.id


def test_a_folder_without_an_archive(tmp_path: Path) -> None:
    """Reading makes nothing."""
    with pytest.raises(NoArchive):
        Archive.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_reading_writes_nothing(archive: Archive) -> None:
    archive.add([draft()])
    with Archive.open(archive.folder) as reader:
        assert not reader.writable
        assert reader.totals().versions == 1
        for change in (lambda: reader.add([draft("x")]), lambda: reader.settle([1]), reader.all_outstanding):
            with pytest.raises(NotWritable):
                change()


def test_a_reader_sees_what_a_writer_has_acknowledged(archive: Archive) -> None:
    with Archive.open(archive.folder) as reader:
        archive.add([draft()])
        assert reader.version(1).id == archive.version(1).id


def test_a_second_writer_waits_and_then_says_so(archive: Archive) -> None:
    archive.add([draft()])
    direct = sqlite3.connect(archive.folder / "archive.sqlite", isolation_level=None)
    direct.execute("BEGIN IMMEDIATE")
    with Archive.open(archive.folder, write=True, wait=0.05) as second, pytest.raises(Busy, match="locked"):
        second.add([draft("x")])
    direct.execute("ROLLBACK")
    direct.close()
    assert outcomes(archive, draft("x")) == [Outcome.ADDED], "nothing of the refused batch was kept"


def test_a_full_disk_loses_nothing_that_was_acknowledged(archive: Archive) -> None:
    archive.add([draft("kept")])
    pages = archive._connection.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001  no disk can be filled in a test
    archive._connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # noqa: SLF001  the same
    with pytest.raises(DiskFull):
        archive.add([draft(os.urandom(60_000).hex()) for _ in range(5)])
    archive._connection.execute("PRAGMA max_page_count = 1000000")  # noqa: SLF001  the same
    assert archive.totals().versions == 1
    assert archive.check() == []
    assert outcomes(archive, draft("after")) == [Outcome.ADDED]


@pytest.mark.parametrize(("free", "error"), [(0, DiskFull), (10**9, ArchiveError)])
def test_a_full_disk_is_told_from_a_broken_one(
    free: int, error: type[ArchiveError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To SQLite both are an I/O error when the index of its log cannot be made, as on a disk without a byte left."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert type(failures.of_sqlite(failed, tmp_path)) is error


def test_a_batch_goes_in_wholly_or_not_at_all(archive: Archive) -> None:
    with pytest.raises(TypeError):
        archive.add([draft("good"), draft("bad", extra={"no": object()})])
    assert archive.totals().versions == 0
    assert archive.check() == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NoArchive),  # the moment after a first `init` was killed
        (b"no database at all, but long enough to be one" * 30, Damaged),
        (b"SQLite format 3\x00" + b"\xff" * 4000, Damaged),
    ],
)
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes, error: type[ArchiveError]) -> None:
    (tmp_path / "archive.sqlite").write_bytes(content)
    with pytest.raises(error):
        Archive.open(tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "a.txt/inside"])
def test_a_file_where_a_folder_is_wanted(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    with pytest.raises(NotWritable, match="is a file"):
        Archive.create(tmp_path / name)
    with pytest.raises(NoArchive):
        Archive.open(tmp_path / name)


def test_another_programs_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.sqlite") as direct:
        direct.execute("CREATE TABLE notes (words)")
    direct.close()
    for write in (False, True):
        with pytest.raises(Damaged, match="no archive of tracuu"):
            Archive.open(tmp_path, write=write)


def test_a_half_made_archive_is_finished(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"")
    with Archive.create(tmp_path) as archive:
        assert outcomes(archive, draft()) == [Outcome.ADDED]


def test_a_torn_file_is_told_as_such(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([draft(os.urandom(3000).hex()) for number in range(50)])
    path = tmp_path / "archive.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3] + os.urandom(len(whole) // 3) + whole[len(whole) // 3 * 2 :])
    try:  # where the tables themselves are torn, on opening
        with Archive.open(tmp_path) as archive:
            findings = archive.check()
    except Damaged:
        return
    assert [finding.code for finding in findings] == ["torn"]
    assert not findings[0].mendable


def test_writing_in_an_unsafe_place_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "archive"
    with pytest.raises(UnsafePlace, match="Dropbox"):
        Archive.create(folder)
    assert not folder.exists()
    # One that got there all the same can be read, not written.
    with Archive.create(tmp_path / "archive") as archive:
        archive.add([draft()])
    folder.parent.mkdir()
    (tmp_path / "archive").rename(folder)
    with pytest.raises(UnsafePlace):
        Archive.open(folder, write=True)
    with Archive.open(folder) as archive:
        assert archive.totals().versions == 1


def test_a_folder_with_odd_letters_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "a ? # % é ' ;"
    with Archive.create(folder) as archive:
        archive.add([draft()])
    with Archive.open(folder) as archive:
        assert archive.totals().versions == 1


@pytest.fixture
def without_rights(tmp_path: Path) -> Iterator[Path]:
    """A folder with an archive of one version, in which nothing may be made or changed."""
    if not hasattr(os, "geteuid"):
        pytest.skip("needs POSIX rights")
    folder = tmp_path / "archive"
    with Archive.create(folder) as archive:
        archive.add([draft()])
    own = os.geteuid()
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:2]:
        above.chmod(0o755)
    folder.chmod(0o555)
    if own == 0:  # root may write everywhere, so be somebody else for a while
        os.seteuid(65534)
    yield folder
    os.seteuid(own)
    folder.chmod(0o755)


def test_an_archive_that_may_only_be_read(without_rights: Path) -> None:
    with Archive.open(without_rights) as archive:
        assert archive.totals().versions == 1
    with pytest.raises(NotWritable, match="cannot be written"):
        Archive.open(without_rights, write=True)
    with pytest.raises(NotWritable, match="cannot be written"):
        Archive.create(without_rights / "inside")
