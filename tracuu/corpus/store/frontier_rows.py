"""What the frontier tells about addresses: records without behaviour."""

from __future__ import annotations

from tracuu.crawling import State, What
from tracuu.tuples import Record


class Learned(Record):
    """What became of leads: to be fetched now and not before, known already, and not asked for."""

    new: int
    known: int
    passed: int


class Waiting(Record):
    """What waits at a host.

    Of `total` addresses `due` may be asked now; `held` wait for another address to be fetched first. The next may be
    asked at `due_at` (0: now), None when all are held.
    """

    host: str
    total: int
    due: int
    held: int
    due_at: float | None


class Address(Record):
    """An address as the frontier knows it. `asked_at` is when it was last asked for, None for never."""

    url: str
    what: What
    state: State
    host: str
    reason: str | None
    detail: str
    status: int
    tries: int
    asked_at: float | None
    title: str | None
    lang: str | None
    day: str | None


class Health(Record):
    """What the last pages of a host gave: how many there are, and how many lacked what (`crawling.Lack`)."""

    pages: int
    without_body: int
    without_date: int
    generic: int


class Asked(Record):
    """How many addresses of a host wait, and how many were passed over because they do not match."""

    host: str
    waiting: int
    passed: int
