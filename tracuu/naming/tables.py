"""What users decided and what is known of entities, written out as plain tables that differ by lines, and read back.

    decisions.csv   one decision a row, in order        truth; read back
    redirects.csv   one former id a row                 truth; read back
    aliases.csv     one learned name a row              read back where its state was set to confirmed or banned by hand
    entities.csv    one entity a row                    for reading alone

A cell that a spreadsheet would run as a formula is written behind an apostrophe, which is taken off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.entities import Alias, Decision, Entity
from tracuu.errors import DataError, UsageError
from tracuu.mentions.decisions import VERBS, rules

DECISIONS, REDIRECTS, ALIASES, ENTITIES = "decisions.csv", "redirects.csv", "aliases.csv", "entities.csv"

_ARGUMENTS = tuple(sorted({name for names in VERBS.values() for name in names}))
_DECISION = ("number", "verb", *_ARGUMENTS, "at", "undone")
_REDIRECT = ("old", "new")
_ALIAS = Alias._fields
_ENTITY = tuple(name for name in Entity._fields if name != "names")
_RUN = "=+-@\t\r'"  # a cell that begins so is written behind an apostrophe

Row = Mapping[str, str]


class ReadBack(NamedTuple):
    """What reading tables back brought: decisions and redirects that were not here."""

    decisions: int
    redirects: int


def write(archive: Archive, folder: Path) -> list[Path]:
    """Write the four tables into a folder, which is made; give their paths."""
    naming = archive.naming
    folder.mkdir(parents=True, exist_ok=True)
    made = [_decision_row(one) for one in naming.decisions()]
    redirects = [{"old": old, "new": new} for old, new in naming.redirects().items()]
    aliases = [_record(one._asdict(), _ALIAS) for one in naming.aliases()]
    entities = [_record(one._asdict(), _ENTITY) for one in naming.everything()]
    tables = (
        (DECISIONS, _DECISION, made),
        (REDIRECTS, _REDIRECT, redirects),
        (ALIASES, _ALIAS, aliases),
        (ENTITIES, _ENTITY, entities),
    )
    return [_write(folder / name, columns, rows) for name, columns, rows in tables]


def read(archive: Archive, folder: Path) -> ReadBack:
    """Read decisions, redirects and names confirmed or banned by hand; nothing that is here is changed or repeated.

    Raises UsageError when the folder holds no such table, DataError with file and line when one is wrong.
    """
    if not any((folder / name).is_file() for name in (DECISIONS, REDIRECTS, ALIASES)):
        raise UsageError("naming.no_tables", path=folder)
    naming = archive.naming
    decided = [_decision(folder / DECISIONS, line, row) for line, row in _rows(folder / DECISIONS, _DECISION)]
    redirects = {row["old"]: row["new"] for _, row in _rows(folder / REDIRECTS, _REDIRECT) if row["old"]}
    fresh = {old: new for old, new in redirects.items() if naming.redirects().get(old) != new}
    if fresh:
        naming.redirect(fresh)
    count = naming.read_back(decided)
    return ReadBack(count + naming.read_back(_by_hand(archive, folder / ALIASES)), len(fresh))


def _decision_row(decision: Decision) -> Row:
    args = {name: str(decision.args.get(name, "")) for name in _ARGUMENTS}
    undone = "yes" if decision.undone else ""
    return {"number": str(decision.number), "verb": decision.verb, **args, "at": decision.at, "undone": undone}


def _decision(path: Path, line: int, row: Row) -> Decision:
    wanted = VERBS.get(row["verb"])
    if wanted is None:
        raise DataError("naming.bad_verb", path=path, line=line, verb=row["verb"], known=", ".join(VERBS))
    lacking = [name for name in wanted if not row[name]]
    if lacking:
        raise DataError("naming.bad_decision", path=path, line=line, verb=row["verb"], lacking=", ".join(lacking))
    args = {name: row[name] for name in wanted}
    return Decision(line, row["verb"], args, row["at"] or _now(), undone=bool(row["undone"]))


def _by_hand(archive: Archive, path: Path) -> list[Decision]:
    """Give the decisions that somebody took by setting the state of a name in the table."""
    decided = rules(archive.naming.decisions())
    found = []
    for line, row in _rows(path, _ALIAS):
        name = (row["lang"], row["name"])
        known = decided.confirmed.get(name) == row["entity"]
        verbs = {"confirmed": "alias-add", "banned": "alias-ban"}
        verb = verbs.get(row["state"])
        if verb is None or (verb == "alias-add" and known) or (*name, row["entity"]) in decided.banned:
            continue
        args = {column: row[column] for column in VERBS[verb]}
        found.append(Decision(line, verb, args, _now()))
    return found


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _record(values: Mapping[str, object], columns: Sequence[str]) -> Row:
    return {name: "" if values[name] is None else str(values[name]) for name in columns}


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_guarded(row[name]) for name in columns] for row in rows)
    return path


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(tuple(_RUN)) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in _RUN else cell


def _rows(path: Path, columns: Sequence[str]) -> list[tuple[int, Row]]:
    """Read a table; columns may stand in any order, and those that are absent are empty. None when it is not there.

    Spreadsheets of many countries write semicolons between cells, or tabs: what parts the head parts the rows.
    """
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
        head = text.partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
        unknown = set(reader.fieldnames or ()) - set(columns)
        if unknown:
            known = ", ".join(columns)
            raise DataError("naming.bad_column", path=path, column=", ".join(sorted(unknown)), known=known)
        return [(reader.line_num, {name: _bare(row.get(name) or "") for name in columns}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError("naming.bad_table", path=path, reason=error) from error
