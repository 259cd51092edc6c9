"""The archive's schema: its versions, what each step to the next changes, and how an archive is carried there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from tracuu.corpus.store.connection import file_of, transaction
from tracuu.errors import Damaged, NewerSchema
from tracuu.messages import say
from tracuu.tuples import Record

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = 0x74726375
"""`PRAGMA application_id` of an archive: the letters "trcu"."""

BACKUPS = "backups"


class Migration(Record):
    """One step of the schema.

    `version` is what `PRAGMA user_version` says afterwards; `words` the message key that tells the user what the step
    changes; `run` makes the change inside a transaction that the caller holds.
    """

    version: int
    words: str
    run: Callable[[sqlite3.Connection], None]


def _first_release(connection: sqlite3.Connection) -> None:
    import secrets

    _scripted(1)(connection)
    connection.execute("INSERT INTO meta VALUES ('archive_id', ?)", (secrets.token_hex(8),))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _notes_of_reading(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE versions ADD COLUMN note TEXT")


def _scripted(version: int) -> Callable[[sqlite3.Connection], None]:
    """Give a step that is an SQL file and nothing else."""

    def run(connection: sqlite3.Connection) -> None:
        from pathlib import Path

        for statement in statements(Path(__file__).parent / "store" / f"schema_{version}.sql"):
            connection.execute(statement)

    return run


def statements(script: Path) -> list[str]:
    """Give the statements of an SQL file one by one (`executescript` would commit the transaction around it)."""
    found: list[str] = []
    pending = ""
    for line in script.read_text(encoding="utf-8").splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "archive.schema_1", _first_release),
    Migration(2, "archive.schema_2", _notes_of_reading),
    Migration(3, "archive.schema_3", _scripted(3)),
    Migration(4, "archive.schema_4", _scripted(4)),
    Migration(5, "archive.schema_5", _scripted(5)),
    Migration(6, "archive.schema_6", _scripted(6)),
    Migration(7, "archive.schema_7", _scripted(7)),
    Migration(8, "archive.schema_8", _scripted(8)),
    Migration(9, "archive.schema_9", _scripted(9)),
    Migration(10, "archive.schema_10", _scripted(10)),
)
"""All steps in order; a new archive takes them all, so that a new one and a migrated one are the same."""

NAMING = 3
"""The first schema that keeps what naming makes."""

CRAWLING = 4
"""The first schema that keeps what crawling makes, and saved searches."""

ACROSS = 5
"""The first schema that keeps translation tables."""

STORIES = 6
"""The first schema that keeps stories beyond hints: ties that were found, and what users decided."""

MARKS = 7
"""The first schema that keeps marks that users set on stories."""

CONFLICTS = 8
"""The first schema that keeps decisions of others that contradict ours."""

NUMBERED = 10
"""The first schema whose translation tables hold words by their numbers; those of earlier ones are learned again."""

READABLE_FROM = 2
"""The oldest schema that this tracuu reads without migrating it."""


def version_of(connection: sqlite3.Connection) -> int:
    """Give the schema version of an open file: 0 for a new, empty one. Raises Damaged when it is no archive."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    empty = version == 0 and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    if application != APPLICATION and not empty:
        raise Damaged("archive.not_ours", path=file_of(connection))
    return version


def refuse_newer(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Raise NewerSchema when the archive was written by a later tracuu."""
    version, known = version_of(connection), migrations[-1].version
    if version > known:
        raise NewerSchema("archive.newer", path=file_of(connection), version=version, known=known)


def migrate(
    connection: sqlite3.Connection, folder: Path, notice: Callable[[str], None], migrations: Sequence[Migration]
) -> None:
    """Carry an archive to the newest schema, one transaction a step.

    Says first what every step will change, and copies an archive that holds anything to `backups/`. A run that was
    killed is resumed by the next: each step is done wholly or not at all. The caller holds the archive's lock.
    """
    refuse_newer(connection, migrations)
    version = version_of(connection)
    steps = [step for step in migrations if step.version > version]
    if not steps:
        return
    if version > 0:
        for step in steps:
            notice(say("archive.will_change", version=step.version, change=say(step.words)))
        notice(say("archive.backed_up", path=back_up(connection, folder, version)))
    _run(connection, steps)


def _run(connection: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    # A step may rebuild tables that others refer to: SQLite asks that references are checked afterwards instead
    # (https://sqlite.org/lang_altertable.html#otheralter).
    connection.execute("PRAGMA foreign_keys = OFF")
    for step in steps:
        with transaction(connection):
            step.run(connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Damaged("archive.damaged", path=file_of(connection), detail="foreign_key_check")
            connection.execute(f"PRAGMA user_version = {step.version}")
    connection.execute("PRAGMA foreign_keys = ON")


def back_up(connection: sqlite3.Connection, folder: Path, version: int) -> Path:
    """Copy the open archive to `backups/archive-vN.sqlite`; the copy is there whole or not at all. Give its path."""
    place = folder / BACKUPS
    place.mkdir(exist_ok=True)
    target = place / f"archive-v{version}.sqlite"
    half = target.with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as copy:
        connection.backup(copy)
    with half.open("rb+") as file:
        os.fsync(file.fileno())
    half.replace(target)
    return target
