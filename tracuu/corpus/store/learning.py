"""What an article that is here already brings when it is handed in again: only what was not known of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from tracuu.corpus.store import regrouping, totals
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.names import Name
from tracuu.corpus.store.parcels import Parcel, columns

_TOGETHER = (
    ("title",),
    ("host",),
    ("site",),
    ("publisher",),
    ("province", "province_inferred"),
    ("day", "date_kind", "moment", "date_rank"),
    ("source", "source_as_found"),
    ("machine_translated",),
    ("given_id",),
)
"""Columns that may be learnt later, those together that one statement fills; the first tells whether it is known."""

_COLUMNS = [name for group in _TOGETHER for name in group]


def learn(connection: sqlite3.Connection, parcels: Sequence[tuple[int, Parcel]], spelled: Mapping[str, Name]) -> None:
    """Fill what is unknown of versions, given with their numbers, from what their drafts state now.

    Nothing that is known is changed. The index has to learn of versions that were filled.
    """
    question = f"SELECT number, story, {', '.join(_COLUMNS)} FROM versions WHERE number IN {{}}"  # noqa: S608  names of ours
    rows = {row[0]: row[1:] for row in rows_of(connection, question, [number for number, _ in parcels])}
    stories: set[int] = set()
    counts: Counter[tuple[str, str]] = Counter()
    for number, one in parcels:
        story, *values = rows[number]
        news = _news(dict(zip(_COLUMNS, values, strict=True)), one, spelled)
        if not news:
            continue
        places = ", ".join(f"{name} = :{name}" for name in news)
        connection.execute(f"UPDATE versions SET {places} WHERE number = :number", {**news, "number": number})  # noqa: S608  names of ours
        connection.execute(regrouping.STALE.format("VALUES (?, 1, 0)"), (number,))
        rows[number] = (story, *(news.get(name, value) for name, value in zip(_COLUMNS, values, strict=True)))
        stories.add(story)
        counts.update((kind, str(news[kind])) for kind in ("site", "province") if kind in news)
    totals.change(connection, counts)
    regrouping.settle_stories(connection, sorted(stories))


def _news(known: Mapping[str, object], one: Parcel, spelled: Mapping[str, Name]) -> dict[str, object]:
    stated = columns(one.draft) | {"source": spelled[one.source].number if one.source else None}
    return {
        name: stated[name]
        for group in _TOGETHER
        if known[group[0]] is None and stated[group[0]] is not None
        for name in group
    }
