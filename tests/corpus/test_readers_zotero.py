"""Zotero's storage: what its database states of a file, and what of its folder is read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tracuu.corpus.readers import read
from tracuu.records import Capture, Hints

NOW = "2025-03-14T08:00:00+00:00"
SCHEMA = """
    CREATE TABLE items (itemID INTEGER PRIMARY KEY, key TEXT);
    CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INTEGER, path TEXT);
    CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
    CREATE TABLE itemData (itemID INTEGER, fieldID INTEGER, valueID INTEGER);
    CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value TEXT);
"""
ARTICLE = {
    "url": "https://example.vn/tin-a", "title": "Nghệ đen", "date": "2024-03-15 15/3/2024",
    "publicationTitle": "Báo Quảng Nam", "abstractNote": "not read",
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one article with its text attached, and what else Zotero keeps."""
    folder = tmp_path / "Zotero"
    (folder / "storage" / "ABCD2345").mkdir(parents=True)
    (folder / "storage" / "ABCD2345" / "article.txt").write_text("Bà con trồng nghệ đen.", encoding="utf-8")
    (folder / "storage" / "ABCD2345" / ".zotero-ft-cache").write_text("a copy of the text", encoding="utf-8")
    (folder / "styles").mkdir()
    (folder / "styles" / "style.txt").write_text("no article", encoding="utf-8")
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as database:
        database.executescript(SCHEMA)
        database.execute("INSERT INTO items VALUES (1, 'PARENT23'), (2, 'ABCD2345')")
        database.execute("INSERT INTO itemAttachments VALUES (2, 1, 'storage:article.txt')")
        for number, (name, value) in enumerate(ARTICLE.items()):
            database.execute("INSERT INTO fields VALUES (?, ?)", (number, name))
            database.execute("INSERT INTO itemDataValues VALUES (?, ?)", (number, value))
            database.execute("INSERT INTO itemData VALUES (1, ?, ?)", (number, number))
        database.commit()
    return folder


def captures(path: Path, hints: Hints | None = None) -> list[Capture]:
    found = list(read([str(path)], hints or Hints(), NOW))
    assert all(isinstance(one, Capture) for one in found)
    return [one for one in found if isinstance(one, Capture)]


def test_what_zotero_states_comes_with_the_file(library: Path) -> None:
    (found,) = captures(library)
    stated = found.hints
    assert (stated.url, stated.title, stated.published, stated.source) == (
        "https://example.vn/tin-a", "Nghệ đen", "2024-03-15", "Báo Quảng Nam",
    )  # fmt: skip


def test_the_user_outranks_zotero(library: Path) -> None:
    (found,) = captures(library, Hints(url="https://example.vn/own"))
    assert (found.hints.url, found.hints.title) == ("https://example.vn/own", "Nghệ đen")


def test_one_file_named_by_itself_is_known_too(library: Path) -> None:
    (found,) = captures(library / "storage" / "ABCD2345" / "article.txt")
    assert found.hints.title == "Nghệ đen"


@pytest.mark.parametrize("change", ["gone", "broken", "another"])
def test_without_its_database_a_file_is_a_file(change: str, library: Path) -> None:
    database = library / "zotero.sqlite"
    if change == "gone":
        database.unlink()
    else:
        database.write_bytes(b"no database" if change == "broken" else b"")
    (found,) = captures(library / "storage")
    assert found.hints == Hints()


def test_zotero_may_be_running(library: Path) -> None:
    """It holds its database while it runs; we only look at what is there."""
    with closing(sqlite3.connect(library / "zotero.sqlite")) as database:
        database.execute("BEGIN EXCLUSIVE")
        (found,) = captures(library)
        assert found.hints.title == "Nghệ đen"
    assert not list(library.glob("zotero.sqlite-*"))
