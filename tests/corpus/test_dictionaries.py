"""Texts of a language are packed against a dictionary made of its first texts; none of them may be lost by that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.errors import ArchiveError, Damaged
from tracuu.records import Draft

WORDS = [
    f"{onset}{rime}" for onset in ("ch", "th", "ngh", "tr", "b", "k") for rime in ("anh", "ương", "iệt", "ôn", "ầy")
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def text(number: int, letters: int = 8_000) -> str:
    """Write a text of the few words of a language of ours."""
    return f"{number}\n" + " ".join(Random(number).choices(WORDS, k=letters // 5))


def texts(first: int, count: int, lang: str = "vi", **given: Any) -> list[Draft]:
    return [draft(text(number), lang=lang, **given) for number in range(first, first + count)]


def dictionaries(archive: Archive) -> dict[str, list[int]]:
    """Give the subject of each dictionary with the sizes of the blobs that were packed with it."""
    question = """
        SELECT coalesce(d.subject, ''), length(b.packed)
        FROM blobs b LEFT JOIN dictionaries d ON d.number = b.dictionary
        ORDER BY b.number"""
    found: dict[str, list[int]] = {}
    for subject, size in ask(archive, question):
        found.setdefault(subject, []).append(size)
    return found


def ask(archive: Archive, question: str) -> list[tuple[Any, ...]]:
    """Put a question or a command to the file itself."""
    with closing(sqlite3.connect(archive.folder / "archive.sqlite")) as direct, direct:
        return direct.execute(question).fetchall()


def test_a_language_has_a_dictionary_when_enough_of_it_is_there(archive: Archive) -> None:
    archive.add(texts(1, 30))
    archive.add(texts(31, 3) + texts(1001, 3, lang="ms"))
    found = dictionaries(archive)
    assert set(found) == {"", "text:vi"}
    assert len(found["text:vi"]) == 3
    assert max(found["text:vi"]) < min(found[""])
    assert [archive.layer(number).given for number in range(1, 34)] == [text(number) for number in range(1, 34)]
    assert archive.check() == []


def test_it_is_made_within_a_batch_and_once(archive: Archive) -> None:
    archive.add([draft(text(number, 1_000)) for number in range(1, 1_001)])
    made = ask(archive, "SELECT * FROM dictionaries")
    archive.add([draft(text(number, 1_000)) for number in range(1_001, 2_001)])
    assert ask(archive, "SELECT * FROM dictionaries") == made
    assert len(dictionaries(archive)["text:vi"]) > 1_500


def test_raw_pages_are_packed_against_pages_of_their_site(archive: Archive) -> None:
    def page(number: int, **given: Any) -> Draft:
        raw = ("<body>" + text(0, 20_000) + f"<p>{number} Bản tin</p></body>").encode()
        return draft(f"{number} Bản tin", raw=raw, media_type="text/html", **given)

    archive.add([page(number, site="paper.example") for number in range(10)])
    archive.add([page(number, site="paper.example") for number in range(10, 15)] + [page(99)])
    found = dictionaries(archive)
    assert len(found["page:paper.example"]) == 5
    assert max(found["page:paper.example"]) < 100
    assert archive.raw(15) == page(14).raw
    assert archive.raw(16) == page(99).raw
    assert archive.sizes().raw > 0


def test_a_reader_that_was_open_before_reads_what_was_packed_later(archive: Archive) -> None:
    with Archive.open(archive.folder) as reader:
        archive.add(texts(1, 30))
        assert reader.layer(1).given == text(1)
        archive.add(texts(31, 1))
        assert reader.layer(31).given == text(31)
        assert reader.layers([31])[31].given == text(31)


def test_a_batch_that_fails_leaves_no_dictionary(archive: Archive) -> None:
    batch = texts(1, 30)
    archive.add(batch[:1])
    with pytest.raises(AttributeError):
        archive.add([*batch, draft("broken", extra={"key": 1}, dated=42)])
    assert ask(archive, "SELECT count(*) FROM dictionaries") == [(0,)]
    archive.add(batch)
    assert archive.add(texts(31, 1))[0].number == 31
    assert archive.layer(31).given == text(31)
    assert archive.check() == []


def test_archives_that_are_open_together_do_not_mix_their_dictionaries(archive: Archive, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "other") as other:
        archive.add(texts(1, 31))
        other.add(texts(2001, 31))
        for number in range(31):
            archive.add(texts(3001 + number, 1))
            other.add(texts(3001 + number, 1))
        assert archive.layer(40).given == other.layer(40).given
        assert archive.check() == other.check() == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE dictionaries SET packed = zeroblob(20)",
        # Zstandard reads it without complaint, and would give wrong texts.
        "UPDATE dictionaries SET packed = (SELECT packed FROM blobs WHERE number = 1)",
    ],
)
def test_a_damaged_dictionary_is_made_again_from_the_texts_it_was_made_of(
    tmp_path: Path, archive: Archive, damage: str
) -> None:
    archive.add([draft(text(number) + str(tmp_path)) for number in range(30)])  # no other test has this dictionary
    archive.add([draft("Một bài")])
    ask(archive, damage)
    with pytest.raises(Damaged):
        archive.layer(31)
    assert archive.layer(1).given == text(0) + str(tmp_path)
    (finding,) = archive.check()
    assert (finding.code, finding.count, finding.detail) == ("dictionaries", 1, "text:vi")
    archive.mend(finding)
    assert archive.check() == []
    assert archive.layer(31).given == "Một bài"


def test_a_dictionary_whose_texts_are_damaged_too_is_not_made_up(archive: Archive) -> None:
    archive.add(texts(1, 30))
    ask(archive, "UPDATE dictionaries SET packed = x'00'")
    ask(archive, "UPDATE blobs SET packed = (SELECT packed FROM blobs WHERE number = 2) WHERE number = 1")
    findings = {finding.code: finding for finding in archive.check()}
    assert set(findings) == {"dictionaries", "digests"}
    with pytest.raises(ArchiveError):
        archive.mend(findings["dictionaries"])


def test_a_dictionary_in_use_cannot_be_taken_away(archive: Archive) -> None:
    archive.add(texts(1, 31))
    archive.add(texts(32, 1))
    with closing(sqlite3.connect(archive.folder / "archive.sqlite")) as direct:
        direct.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            direct.execute("DELETE FROM dictionaries")
    ask(archive, "DELETE FROM dictionaries")
    assert "references" in {finding.code for finding in archive.check()}
