"""Learning of addresses: what is new gets a row, and what is known may have to be fetched again.

Everything here runs inside one transaction that the caller holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracuu.corpus.sites import Sites
from tracuu.corpus.store import frontier_moments as moments
from tracuu.corpus.store.connection import next_number, rows_of
from tracuu.corpus.store.frontier_hosts import host_numbers
from tracuu.corpus.store.frontier_keys import (
    ARTICLE,
    GUESSED,
    Spelled,
    key_of,
    number_of_origin,
    number_of_what,
    origin_of,
    text_of,
)
from tracuu.corpus.store.frontier_rows import Learned
from tracuu.crawling import Lead, Origin, State, What

_COLUMNS = (
    "number", "url", "crawl", "host", "what", "origin", "state", "due_at", "after", "hops", "tries", "same",
    "lang", "title", "day", "modified", "reason", "asked_at", "via",
)  # fmt: skip


@dataclass(slots=True)
class _Row:
    """A row of the frontier as it is to be written. `via` is a number where it is an address of the frontier."""

    number: int
    url: str
    crawl: int
    host: int
    what: int
    origin: int
    state: int
    due_at: float = 0.0
    after: int | None = None
    hops: int = 0
    tries: int = 0
    same: int = 0
    lang: str | None = None
    title: str | None = None
    day: str | None = None
    modified: str | None = None
    reason: str | None = None
    asked_at: float | None = None
    via: str | int | None = None
    key: int = 0
    is_new: bool = False
    is_changed: bool = False


@dataclass(slots=True)
class _Batch:
    """What one transaction learns: the rows it meets by key text, and what it makes of them."""

    connection: sqlite3.Connection
    rows: dict[str, _Row]
    hosts: dict[str, int]
    vias: Mapping[str, int]
    fresh: int
    run_began: float
    now: float
    told_news: set[int]
    shared: list[tuple[int, int]]
    holds: list[tuple[_Row, Spelled]]


def learn(connection: sqlite3.Connection, leads: Sequence[Spelled], now: float, sites: Sites) -> Learned:
    """Write leads down, in their order; the same address again is known, and may wake."""
    if not leads:
        return Learned(0, 0, 0)
    batch = _begun(connection, leads, now, sites)
    outcomes = [_meet(batch, one) for one in sorted(leads, key=_pages_last)]
    for row, one in batch.holds:
        _hold(batch, row, one)
    _write(connection, batch)
    return Learned(outcomes.count("new"), outcomes.count("known"), outcomes.count("passed"))


def _pages_last(one: Spelled) -> bool:
    """Whether a list has a next page to turn to is known when its articles are."""
    return one.lead.what is What.LISTING


def _begun(connection: sqlite3.Connection, leads: Sequence[Spelled], now: float, sites: Sites) -> _Batch:
    wanted = {one.text: one.key for one in leads} | {one.after[1]: one.after[0] for one in leads if one.after}
    (began,) = connection.execute("SELECT max(begun_at) FROM runs").fetchone()
    return _Batch(
        connection,
        rows=known(connection, wanted, sites),
        hosts=host_numbers(connection, dict.fromkeys(one.host for one in leads)),
        vias=_vias(connection, {one.lead.via for one in leads if one.lead.via}, sites),
        fresh=next_number(connection, "frontier"),
        run_began=began or 0.0,
        now=now,
        told_news=set(),
        shared=[],
        holds=[],
    )


def known(connection: sqlite3.Connection, wanted: Mapping[str, int], sites: Sites) -> dict[str, _Row]:
    """Give the rows of addresses, given by text with their keys; an address that was never learned of is left out."""
    question = f"SELECT key, {', '.join(_COLUMNS)} FROM frontier WHERE key IN {{}}"  # noqa: S608  names of ours
    found = {}
    for key, *values in rows_of(connection, question, list(set(wanted.values()))):
        row = _Row(*values)
        for what in (What.ARTICLE, What.LISTING) if "?" in row.url else (What.ARTICLE,):
            text = text_of(row.url, what, sites)
            if wanted.get(text) == key:
                found[text] = row
    return found


def _vias(connection: sqlite3.Connection, urls: Iterable[str], sites: Sites) -> dict[str, int]:
    """Give the numbers of the addresses among those where others were found: these need not be written again."""
    keys = {key_of(text_of(url, what, sites)): url for url in urls for what in (What.ARTICLE, What.LISTING)}
    found = rows_of(connection, "SELECT key, url, number FROM frontier WHERE key IN {}", list(keys))
    return {url: number for key, url, number in found if keys[key] == url}


def _meet(batch: _Batch, one: Spelled) -> str:
    row = batch.rows.get(one.text)
    if row is None:
        row = batch.rows[one.text] = _new(batch, one)
        if row.what == ARTICLE:
            batch.told_news.add(one.page)
        return "passed" if one.lead.passed else "new"
    _fill(row, one.lead)
    if one.lead.passed:
        return _pass_over(row, one)
    if _wakes(batch, row, one):
        _wake(batch, row, one)
        return "new"
    if row.state in (State.WAITING, State.LEASED):
        _meet_waiting(batch, row, one)
    return "known"


def _new(batch: _Batch, one: Spelled) -> _Row:
    lead = one.lead
    row = _Row(
        batch.fresh,
        lead.url,
        one.crawl,
        batch.hosts[one.host],
        number_of_what(lead.what),
        number_of_origin(lead.origin),
        State.PASSED if lead.passed else State.WAITING,
        hops=lead.hops,
        lang=lead.lang,
        title=lead.title,
        day=lead.day,
        modified=lead.modified,
        reason=lead.passed,
        via=_via(batch, lead),
        key=one.key,
        is_new=True,
    )
    if one.after and not lead.passed:
        batch.holds.append((row, one))
    batch.fresh += 1
    return row


def _via(batch: _Batch, lead: Lead) -> str | int | None:
    return batch.vias.get(lead.via, lead.via) if lead.via else None


def _hold(batch: _Batch, row: _Row, one: Spelled) -> None:
    """Let an address wait for the one that is to be fetched before it, if the same crawl is still to fetch that.

    One that waits for another itself has nobody wait for it: so there can be no circle.
    """
    holder = batch.rows.get(one.after[1]) if one.after else None
    if holder is None or holder is row or holder.after is not None or holder.crawl != row.crawl:
        return
    if holder.state in (State.WAITING, State.LEASED):
        row.after, row.is_changed = holder.number, True


def _fill(row: _Row, lead: Lead) -> None:
    """Take over what was not known of an address."""
    for name in ("lang", "title", "day"):
        if getattr(row, name) is None and getattr(lead, name) is not None:
            setattr(row, name, getattr(lead, name))
            row.is_changed = True


def _pass_over(row: _Row, one: Spelled) -> str:
    """Note that this crawl passes an address over too; one that another crawl asked for stays as it is."""
    if row.state != State.PASSED:
        return "known"
    if row.crawl != one.crawl:
        row.crawl, row.reason, row.is_changed = one.crawl, one.lead.passed, True
    return "passed"


def _wakes(batch: _Batch, row: _Row, one: Spelled) -> bool:
    lead = one.lead
    match row.state:
        case State.PASSED:
            return True
        case State.REFUSED:  # another crawl may name other hosts
            return row.crawl != one.crawl or lead.origin is Origin.NAMED
        case State.GONE:  # a guess that came to nothing, and now its site speaks of it
            found_now = origin_of(row.origin) in GUESSED and lead.origin not in GUESSED
            return found_now or moments.is_newer(lead.modified, row.modified, row.asked_at, row.same, batch.now)
        case State.DONE:
            return _leads_on(batch, row, one) or moments.is_newer(
                lead.modified, row.modified, row.asked_at, row.same, batch.now
            )
    return False


def _leads_on(batch: _Batch, row: _Row, one: Spelled) -> bool:
    """Tell whether a page is asked for again because another led there that was just asked for.

    So it is with the target of a redirect, and with a list's next page when the page before it told of articles that
    were not known. Once a run, or a circle would be gone round for ever.
    """
    is_next = one.lead.what is What.LISTING and one.lead.hops > 0 and one.page in batch.told_news
    asked_at = row.asked_at or 0.0
    in_this_run = batch.run_began <= asked_at <= batch.now
    return (is_next or one.lead.origin is Origin.REDIRECT) and not in_this_run


def _wake(batch: _Batch, row: _Row, one: Spelled) -> None:
    lead = one.lead
    if row.state != State.DONE:
        row.what, row.origin = number_of_what(lead.what), number_of_origin(lead.origin)
        row.via, row.hops, row.url = _via(batch, lead), lead.hops, lead.url
    row.state, row.crawl = State.WAITING, one.crawl
    row.modified = lead.modified or row.modified
    row.tries, row.due_at, row.reason = 0, 0.0, None
    row.after, row.is_changed = None, True
    if one.after:
        batch.holds.append((row, one))


def _meet_waiting(batch: _Batch, row: _Row, one: Spelled) -> None:
    """Take what a surer place says of an address that waits, and let the crawl that asks last have it.

    The crawl that asked before gets it back when it runs again.
    """
    if (origin := number_of_origin(one.lead.origin)) < row.origin:
        row.origin, row.via, row.is_changed = origin, _via(batch, one.lead), True
    if row.crawl != one.crawl:
        batch.shared.append((row.crawl, row.number))
        row.crawl, row.is_changed = one.crawl, True
    if one.after and row.after is None and row.state == State.WAITING:
        batch.holds.append((row, one))


def _write(connection: sqlite3.Connection, batch: _Batch) -> None:
    written = [row for row in batch.rows.values() if row.is_new]
    names = (*_COLUMNS, "key")
    places = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO frontier ({', '.join(names)}) VALUES ({places})",  # noqa: S608  names of ours
        [[getattr(row, name) for name in names] for row in written],
    )
    changed = [row for row in batch.rows.values() if row.is_changed and not row.is_new]
    settings = ", ".join(f"{name} = ?" for name in _COLUMNS[1:])
    connection.executemany(
        f"UPDATE frontier SET {settings} WHERE number = ?",  # noqa: S608  names of ours
        [[getattr(row, name) for name in (*_COLUMNS[1:], "number")] for row in changed],
    )
    connection.executemany("INSERT OR IGNORE INTO frontier_shared VALUES (?, ?)", batch.shared)
