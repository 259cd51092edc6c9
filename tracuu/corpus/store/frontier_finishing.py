"""Writing down what became of addresses, inside one transaction that the caller holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from tracuu.corpus.store import frontier_moments as moments
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.frontier_keys import GUESSED
from tracuu.corpus.store.utf8 import storable
from tracuu.crawling import Done, State, What
from tracuu.records import Kept

_NOT_MODIFIED = 304
_DIGEST = 64  # hexadecimal digits of SHA-256
_LONGEST = 1_000  # characters of a word about an address that is kept
_UNTRIED = {State.REFUSED, State.PASSED}

_FINISH = """
    UPDATE frontier SET state = :state, due_at = :due_at, tries = :tries, asked_at = :asked_at, status = :status,
      reason = :reason, detail = :detail, etag = :etag, last_modified = :last_modified, sha256 = :sha256,
      same = :same, gone = :gone, changed_at = :changed_at, quality = :quality, version = :version
    WHERE number = :number"""


def finish(connection: sqlite3.Connection, dones: Sequence[Done], kept: Sequence[Kept], now: float) -> None:
    """Write what became of tasks; what waited for them to be fetched waits no longer."""
    question = """
        SELECT number, etag, last_modified, sha256, same, gone, changed_at, version, asked_at
        FROM frontier WHERE number IN {}"""
    before = {row[0]: row[1:] for row in rows_of(connection, question, [done.task.number for done in dones])}
    rows = []
    for done in dones:
        etag, last_modified, sha256, same, gone, changed_at, version, asked_at = before[done.task.number]
        found: dict[str, Any] = {"etag": etag, "last_modified": last_modified, "sha256": sha256, "asked_at": asked_at}
        found |= {"same": same, "gone": gone, "changed_at": changed_at}
        found |= _learnt(done, found, now)
        found["version"] = version if done.draft is None else kept[done.draft].number
        rows.append(found | _outcome(done) | {"due_at": _due_at(done, int(found["gone"]), now)})
    connection.executemany(_FINISH, rows)
    over = [(done.task.number,) for done in dones if done.state is not State.WAITING]
    connection.executemany("UPDATE frontier SET after = NULL WHERE after = ?", over)


def _outcome(done: Done) -> dict[str, Any]:
    return {
        "number": done.task.number,
        "state": int(done.state),
        "tries": done.task.tries + (done.state not in _UNTRIED),
        "status": done.status,
        "reason": done.reason,
        "detail": storable(done.detail[:_LONGEST]) or None,
        "quality": done.quality,
    }


def _due_at(done: Done, gone: int, now: float) -> float:
    """Give when an address may be asked again, or when it is worth another look; 0: at once, or never."""
    if done.state is State.WAITING:
        return float(done.due_at)
    is_guess = done.task.what is What.ARTICLE and done.task.origin in GUESSED
    return moments.next_look(gone, now) if done.state is State.GONE and is_guess else 0.0


def _learnt(done: Done, before: dict[str, Any], now: float) -> dict[str, Any]:
    """Give what an answer tells of its page: whether it changed, and by what to ask for it next time."""
    learnt: dict[str, Any] = {} if done.state in _UNTRIED else {"asked_at": now}
    if done.state is State.GONE:
        return learnt | {"gone": before["gone"] + 1}
    if done.state is not State.DONE:
        return learnt
    sha256 = _packed(done.sha256)
    unchanged = done.status == _NOT_MODIFIED or (sha256 is not None and sha256 == before["sha256"])
    told = {"etag": _word(done.etag), "last_modified": _word(done.last_modified), "sha256": sha256}
    if done.status == _NOT_MODIFIED:  # it tells what is new of itself, if anything
        told = {name: value for name, value in told.items() if value is not None}
    same = before["same"] + 1 if unchanged else 0
    return learnt | told | {"same": same, "gone": 0} | ({} if unchanged else {"changed_at": now})


def _word(value: str | None) -> str | None:
    """Give what a server calls its page by; one that is too long to be sent back is none."""
    return storable(value) if value is not None and len(value) <= _LONGEST else None


def _packed(sha256: str | None) -> bytes | str | None:
    if sha256 is None or len(sha256) != _DIGEST:
        return sha256
    try:
        return bytes.fromhex(sha256)
    except ValueError:
        return storable(sha256)
