"""Whether the archive is whole: what `tracuu doctor` finds in it, and what it can mend from the rest."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracuu.corpus.identity import digest
from tracuu.corpus.store import (
    blobs,
    derived,
    dictionaries,
    frontier_checks,
    marks,
    names,
    naming_checks,
    regrouping,
    totals,
)
from tracuu.corpus.stories import PAGE
from tracuu.errors import ArchiveError, Damaged


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of fault: how often it was found, the message that explains it, and whether it can be mended.

    `code` names the kind for scripts; `message` is a key of the catalogue, to be filled with `count` and `detail`.
    """

    code: str
    count: int
    message: str
    mendable: bool
    detail: str = ""


_Tick = Callable[[int, int], None]
_Question = Callable[[sqlite3.Connection, _Tick], Iterable[str]]

_INTEGRITY = 8  # hundredths of the time, measured; questions that are not named take none to speak of
_SHARES = {"references": 3, "digests": 27, "names": 3, "legible": 4, "marks": 26, "identities": 4, "grouping": 25}
_WHOLE = 100
_TICK = 1_000  # blobs between two words of progress


def check(connection: sqlite3.Connection, progress: Callable[[int, int], None]) -> list[Finding]:
    """Look for faults of every kind. Reads everything. A whole archive gives an empty list.

    `progress` hears (done, total) in hundredths of the time that it usually takes.
    """
    progress(0, _WHOLE)
    torn = _integrity(connection)
    if torn:
        return torn  # further questions to a torn file answer nothing
    found: list[Finding] = []
    done = _INTEGRITY
    for code, question in _QUESTIONS.items():
        progress(done, _WHOLE)
        try:
            finding = _finding(code, question(connection, _within(progress, done)))
        except (sqlite3.Error, UnicodeDecodeError):  # what was found already says why this cannot be answered
            if not found:
                raise
            break
        found += [finding] if finding else []
        done += _SHARES.get(code, 0)
    progress(_WHOLE, _WHOLE)
    return found


def _within(progress: Callable[[int, int], None], done: int) -> _Tick:
    return lambda read, total: progress(done + _SHARES["digests"] * read // total, _WHOLE)


def mend(connection: sqlite3.Connection, finding: Finding) -> None:
    """Mend what a finding names, from what else the archive holds. Raises ArchiveError when that cannot be."""
    if (remedy := _REMEDIES.get(finding.code)) is None:
        raise ArchiveError("archive.cannot_mend", code=finding.code)
    remedy(connection)


def _finding(code: str, details: Iterable[str]) -> Finding | None:
    listed = list(details)
    if not listed:
        return None
    shown = ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")  # noqa: PLR2004  enough to look at
    return Finding(code, len(listed), f"archive.found_{code}", code in _REMEDIES, shown)


def _integrity(connection: sqlite3.Connection) -> list[Finding]:
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
    finding = _finding("torn", [] if lines == ["ok"] else lines)
    return [finding] if finding else []


def _references(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {number} > {parent}"


def _dictionaries(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    return (subject for _, subject in dictionaries.damaged(connection))


def _digests(connection: sqlite3.Connection, tick: _Tick) -> Iterator[str]:
    (total,) = connection.execute("SELECT count(*) FROM blobs").fetchone()
    spoilt = {number for number, _ in dictionaries.damaged(connection)}  # these are told apart
    for read, (number, sha256, size, packed, dictionary) in enumerate(blobs.everything(connection)):
        if read % _TICK == 0:
            tick(read, total)
        if dictionary in spoilt:
            continue
        try:
            content = blobs.unpacked(connection, packed, dictionary)
        except Damaged:
            yield str(number)
            continue
        if len(content) != size or hashlib.sha256(content).digest() != sha256:
            yield str(number)


def _names(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    for number, short, name in connection.execute("SELECT number, short, CAST(name AS BLOB) FROM names"):
        if names.short_of(name) != short:
            yield str(number)


def _identities(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    """Name versions whose identity is not that of their address, language and one of their texts."""
    kept: dict[int, bytes] = {}
    right: set[int] = set()
    for number, identity, page, lang, sha256 in connection.execute(_MADE_OF):
        kept[number] = identity
        if digest(page[len(PAGE) :], lang, sha256) == identity:
            right.add(number)
    return (str(number) for number in kept if number not in right)


def _legible(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    """Name versions that hold words which are not UTF-8; nothing else could tell that these were overwritten."""
    kinds = connection.execute("PRAGMA table_info(versions)").fetchall()
    joined = " || ".join(f"coalesce({column}, '')" for _, column, kind, *_ in kinds if kind == "TEXT")
    for number, words in connection.execute(f"SELECT number, CAST({joined} AS BLOB) FROM versions"):  # noqa: S608  names of ours
        try:
            words.decode("utf-8")
        except UnicodeDecodeError:
            yield str(number)


def _marks(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    """Name versions whose roles of lines are not written as we write them, or reach beyond the text."""
    question = "SELECT l.version, CAST(l.marks AS BLOB), b.size FROM layers l JOIN blobs b ON b.number = l.text"
    for version, kept, size in connection.execute(question):
        written = kept.decode("utf-8", "replace")
        found = marks.read(written)
        if marks.written(found) != written or (found and found[-1].end > size):
            yield str(version)


def _grouping(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    return derived.misplaced(connection)


def _ask(question: str) -> _Question:
    def details(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
        return (str(row[0]) for row in connection.execute(question))

    return details


_MADE_OF = """
    SELECT v.number, v.identity, CAST(coalesce(p.name, '') AS BLOB), CAST(v.lang AS BLOB), b.sha256
    FROM versions v LEFT JOIN names p ON p.number = v.page
    JOIN layers l ON l.version = v.number JOIN blobs b ON b.number = l.text"""
_NO_LAYER = """
    SELECT v.id FROM versions v
    WHERE NOT EXISTS (SELECT 1 FROM layers l WHERE l.version = v.number AND l.text = v.text)"""
_LIVING_REDIRECT = "SELECT r.old FROM redirects r WHERE EXISTS (SELECT 1 FROM stories s WHERE s.id = r.old)"
_EMPTY_STORY = "SELECT s.id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.story = s.number)"
_UNUSED_BLOB = """
    SELECT number FROM blobs WHERE number NOT IN (
      SELECT raw FROM versions UNION ALL SELECT text FROM layers UNION ALL SELECT blob FROM dictionary_blobs)"""
_WRONG_DAY = """
    SELECT s.id FROM stories s WHERE s.day IS NOT (
      SELECT v.day FROM versions v
      WHERE v.story = s.number AND v.date_rank IS NOT NULL ORDER BY v.date_rank, v.day LIMIT 1)"""


def _counts(connection: sqlite3.Connection, _tick: _Tick) -> Iterator[str]:
    counted = totals.counted(connection)
    kept = {(kind, name): count for kind, name, count in connection.execute("SELECT kind, name, count FROM totals")}
    for kind, name in sorted(counted.keys() | kept.keys()):
        if counted[kind, name] != kept.get((kind, name), 0):
            yield f"{kind} {name}"


def _recount(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM totals")
    totals.change(connection, totals.counted(connection))


def _do(command: str) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: connection.execute(command)


_QUESTIONS: dict[str, _Question] = {
    "references": _references,
    "dictionaries": _dictionaries,
    "digests": _digests,
    "names": _names,
    "legible": _legible,
    "no_layer": _ask(_NO_LAYER),
    "marks": _marks,
    "identities": _identities,
    "grouping": _grouping,
    "redirects": _ask(_LIVING_REDIRECT),
    "empty_stories": _ask(_EMPTY_STORY),
    "story_days": _ask(_WRONG_DAY),
    "unused_blobs": _ask(_UNUSED_BLOB),
    "totals": _counts,
    "naming": lambda connection, _tick: naming_checks.wrong(connection),
    "frontier": lambda connection, _tick: frontier_checks.wrong(connection),
}

_REMEDIES: dict[str, Callable[[sqlite3.Connection], object]] = {
    "dictionaries": dictionaries.mend,
    "grouping": derived.regroup_all,
    "redirects": _do("DELETE FROM redirects WHERE old IN (SELECT id FROM stories)"),
    "empty_stories": _do("DELETE FROM stories WHERE number NOT IN (SELECT story FROM versions)"),
    "story_days": _do(regrouping.SET_DAY + "number > 0"),
    "unused_blobs": _do(f"DELETE FROM blobs WHERE number IN ({_UNUSED_BLOB})"),  # noqa: S608  a text of ours
    "totals": _recount,
    "naming": naming_checks.mend,
    "frontier": frontier_checks.mend,
}
