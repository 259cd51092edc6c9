"""An archive of an earlier tracuu is brought up to date, one of a later tracuu is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus import schema
from tracuu.corpus.archive import Archive
from tracuu.corpus.schema import MIGRATIONS, Migration
from tracuu.errors import NewerSchema, OlderSchema, TracuuError


class KilledError(Exception):
    """Stands for a process that ends in the middle of a step."""


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half_done (x)")
    raise KilledError


def add_reviewer(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE versions ADD COLUMN reviewer TEXT")


def shout(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE versions SET reviewer = upper(title)")


def tear(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM stories")


# Two later versions that never were, to walk the path that real ones will take.
NOW = MIGRATIONS[-1].version
LATER = (
    *MIGRATIONS,
    Migration(NOW + 1, "archive.schema_1", add_reviewer),
    Migration(NOW + 2, "archive.schema_1", shout),
)


FIRST_TABLES = {
    "meta", "blobs", "dictionaries", "dictionary_blobs", "names", "stories", "versions", "layers", "version_keys",
    "part_sources", "given_ids", "redirects", "seen_again", "work", "totals",
}  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An archive of today's schema, which is old beside the later ones, with an article in it."""
    with Archive.create(tmp_path) as archive:
        archive.add([draft("text", title="title")])
    return tmp_path


@pytest.fixture
def first(old: Path) -> Path:
    """An archive of schema 1, with an article in it: what later steps added is taken out again."""
    direct = sqlite3.connect(old / "archive.sqlite")
    made = direct.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger')").fetchall()
    later = [pair for pair in made if pair[1] not in FIRST_TABLES and not pair[1].startswith("sqlite_")]
    direct.executescript(
        "PRAGMA foreign_keys = OFF;" + "".join(f"DROP {kind} {name};" for kind, name in sorted(later, reverse=True))
    )
    direct.executescript("ALTER TABLE versions DROP COLUMN note; PRAGMA user_version = 1;")
    direct.close()
    return old


def reviewers(folder: Path) -> list[str | None]:
    direct = sqlite3.connect(folder / "archive.sqlite")
    found = [row[0] for row in direct.execute("SELECT reviewer FROM versions")]
    direct.close()
    return found


def tables(path: Path) -> set[str]:
    direct = sqlite3.connect(path)
    found = {row[0] for row in direct.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    direct.close()
    return found


def layout(folder: Path) -> list[tuple[str, str, str]]:
    direct = sqlite3.connect(folder / "archive.sqlite")
    found = sorted(direct.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())
    direct.close()
    return found


def test_the_user_is_told_first_and_a_copy_is_kept(old: Path) -> None:
    heard: list[str] = []
    with Archive.open(old, write=True, migrations=LATER, notice=heard.append) as archive:
        assert archive.schema_version == NOW + 2
        assert archive.layer(1).given == "text"
    assert [line.partition(":")[0] for line in heard[:2]] == [
        f"This archive is brought to schema {NOW + 1}",
        f"This archive is brought to schema {NOW + 2}",
    ]
    backup = old / "backups" / f"archive-v{NOW}.sqlite"
    assert str(backup) in heard[2]
    assert reviewers(old) == ["TITLE"]
    assert tables(backup) == tables(old / "archive.sqlite")
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_opening_again_says_and_changes_nothing(old: Path) -> None:
    Archive.open(old, write=True, migrations=LATER).close()
    heard: list[str] = []
    Archive.open(old, write=True, migrations=LATER, notice=heard.append).close()
    assert heard == []


def test_the_copy_is_an_archive_that_can_be_put_back(old: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    Archive.open(old, write=True, migrations=LATER).close()
    back = tmp_path_factory.mktemp("back")
    (back / "archive.sqlite").write_bytes((old / "backups" / f"archive-v{NOW}.sqlite").read_bytes())
    with Archive.open(back, write=True) as archive:
        assert archive.layer(1).given == "text"
        assert archive.check() == []


def test_a_step_that_was_cut_off_is_done_again(old: Path) -> None:
    """What stands is what was finished: nothing of the half step, all of the one before."""
    broken = (*LATER[:-1], Migration(NOW + 2, "archive.schema_1", fail))
    with pytest.raises(KilledError):
        Archive.open(old, write=True, migrations=broken)
    assert "half_done" not in tables(old / "archive.sqlite")
    assert reviewers(old) == [None], "the first step stands"
    with Archive.open(old, write=True, migrations=LATER) as archive:
        assert archive.schema_version == NOW + 2
    assert reviewers(old) == ["TITLE"]


def test_a_new_archive_and_a_migrated_one_are_the_same(old: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    Archive.open(old, write=True, migrations=LATER).close()
    new = tmp_path_factory.mktemp("new")
    Archive.create(new, migrations=LATER).close()
    assert layout(old) == layout(new)


def test_an_archive_of_a_later_tracuu_is_left_alone(old: Path) -> None:
    Archive.open(old, write=True, migrations=LATER).close()
    before = (old / "archive.sqlite").read_bytes()
    for write in (False, True):
        with pytest.raises(NewerSchema, match=f"schema {NOW + 2}; this one knows {NOW}"):
            Archive.open(old, write=write)
    assert (old / "archive.sqlite").read_bytes() == before


def test_an_older_archive_is_read_as_it_is_where_that_can_be(old: Path) -> None:
    with Archive.open(old, migrations=LATER, readable_from=NOW) as archive:
        assert archive.totals().versions == 1
        assert archive.schema_version == NOW
    with pytest.raises(OlderSchema, match="Run a command that writes"):
        Archive.open(old, migrations=LATER, readable_from=NOW + 1)
    assert not (old / "backups").exists()


def test_a_migration_that_tears_references_is_taken_back(old: Path) -> None:
    torn = (*MIGRATIONS, Migration(NOW + 1, "archive.schema_1", tear))
    with pytest.raises(TracuuError, match="foreign_key_check"):
        Archive.open(old, write=True, migrations=torn)
    with Archive.open(old) as archive:
        assert archive.check() == []


def test_every_step_follows_the_one_before_and_says_what_it_does() -> None:
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert MIGRATIONS[-1].version >= schema.READABLE_FROM


def test_an_archive_of_the_first_schema_learns_to_keep_notes_of_reading(first: Path) -> None:
    with pytest.raises(OlderSchema):
        Archive.open(first)
    heard: list[str] = []
    with Archive.open(first, write=True, notice=heard.append) as archive:
        assert "what was lost or put right" in heard[0]
        assert archive.version(1).note is None
        archive.add([draft("other", note="2 characters could not be read")])
        assert archive.version(2).note == "2 characters could not be read"
        assert archive.check() == []


def test_the_first_schema_brought_up_to_date_is_the_schema_of_a_new_archive(
    first: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Archive.open(first, write=True).close()
    new = tmp_path_factory.mktemp("new")
    Archive.create(new).close()
    assert layout(first) == layout(new)
