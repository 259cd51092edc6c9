"""What doctor finds in an archive, and what it can mend."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.errors import (
    ArchiveError,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


@pytest.mark.parametrize(
    ("code", "damage", "mendable"),
    [
        ("digests", "UPDATE blobs SET packed = (SELECT packed FROM blobs WHERE number = 2) WHERE number = 1", False),
        ("digests", "UPDATE blobs SET packed = x'00' WHERE number = 1", False),
        # As if letters on the disk had been overwritten: an address, a language, a title that is no UTF-8 any more.
        ("names", "UPDATE names SET name = 'page:https://paper.example/7'", False),
        ("identities", "UPDATE versions SET lang = 'vj' WHERE number = 2", False),
        ("identities", "UPDATE versions SET page = NULL WHERE number = 3", False),
        ("marks", "UPDATE layers SET marks = replace(marks, 't', 'u') WHERE version = 1", False),
        ("marks", "UPDATE layers SET marks = replace(marks, 't', 'b9') WHERE version = 1", False),
        ("legible", "UPDATE versions SET title = CAST(x'ff41' AS TEXT) WHERE number = 2", False),
        ("names", "UPDATE names SET name = CAST(x'70ff' AS TEXT)", False),
        ("no_layer", "DELETE FROM layers WHERE version = 1", False),
        ("references", "DELETE FROM version_keys; DELETE FROM stories WHERE number = 1", False),
        ("grouping", "UPDATE versions SET story = 2, part = 2 WHERE number = 3", True),
        ("grouping", "UPDATE part_sources SET source = 0", True),
        ("grouping", "UPDATE names SET bearer = NULL", True),
        ("redirects", "INSERT INTO redirects SELECT id, number FROM stories WHERE number = 1", True),
        ("story_days", "UPDATE stories SET day = '1999-01-01' WHERE number = 1", True),
        ("totals", "UPDATE totals SET count = 9 WHERE kind = 'lang'", True),
        ("totals", "DELETE FROM totals", True),
    ],
)
def test_faults_are_found_and_mended(archive: Archive, code: str, damage: str, *, mendable: bool) -> None:
    source, own = "https://paper.example/1", "https://paper.example/3"
    archive.add(
        [draft("one", source_url=source, day="2024-05-01"), draft("two"), draft("three", source_url=source, url=own)]
    )
    direct = sqlite3.connect(archive.folder / "archive.sqlite")
    direct.executescript("PRAGMA foreign_keys = OFF;" + damage)
    direct.close()
    findings = {finding.code: finding for finding in archive.check()}
    assert code in findings
    if mendable:
        assert set(findings) == {code}
        archive.mend(findings[code])
        assert archive.check() == []
    elif not findings[code].mendable:
        with pytest.raises(ArchiveError):
            archive.mend(findings[code])


def test_bytes_that_nobody_refers_to_are_taken_away(archive: Archive) -> None:
    archive.add([draft("one")])
    left = b"left over"
    direct = sqlite3.connect(archive.folder / "archive.sqlite")
    with direct:
        row = (hashlib.sha256(left).digest(), len(left), zstandard.compress(left))
        direct.execute("INSERT INTO blobs (sha256, size, packed) VALUES (?, ?, ?)", row)
    direct.close()
    findings = archive.check()
    assert [(finding.code, finding.count) for finding in findings] == [("unused_blobs", 1)]
    archive.mend(findings[0])
    assert archive.check() == []
    assert archive.layer(1).given == "one"


def test_a_check_tells_how_far_it_is(archive: Archive) -> None:
    archive.add([draft(f"text {number}") for number in range(2_500)])
    heard: list[tuple[int, int]] = []
    assert archive.check(lambda done, total: heard.append((done, total))) == []
    assert heard == sorted(heard)
    assert heard[0] == (0, 100)
    assert heard[-1] == (100, 100)
    assert len({done for done, _ in heard}) > len(("before", "integrity", "references", "digests", "grouping", "end"))
