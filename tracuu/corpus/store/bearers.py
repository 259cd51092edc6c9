"""The rare signs of versions, by which others find them: who bears which, about one time."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.store.connection import rows_of

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

PER = 10
"""Weights of signs are stored in tenths."""

ERA = 32
"""Days whose signs lie together: a batch of one time then changes few pages of the file, whatever else it holds."""

_UNDATED = -(1 << 40)  # era of versions without a day
_EVER = (-(1 << 40), 1 << 40)  # days
_CODE = 256  # weights are less


class Bearers(NamedTuple):
    """Who bears some signs (k,): the place of the sign among those asked for, the version, its weight there."""

    places: Numbers
    versions: Numbers
    weights: Numbers


def keep(connection: sqlite3.Connection, signs: Mapping[int, tuple[int, Mapping[int, float]]]) -> None:
    """Keep the day and the rare signs of versions in place of their former ones."""
    forget(connection, list(signs))
    rows = [
        (_era(day), sign, day, version, round(weight * PER))
        for version, (day, weights) in signs.items()
        for sign, weight in weights.items()
    ]
    connection.executemany("INSERT INTO story_signs VALUES (?, ?, ?, ?, ?)", sorted(rows))
    packed = [
        (version, day, struct.pack(f"<{len(weights)}q", *sorted(weights))) for version, (day, weights) in signs.items()
    ]
    connection.executemany("INSERT INTO story_signs_of VALUES (?, ?, ?)", packed)


def forget(connection: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Throw away the signs of versions."""
    question = "SELECT version, day, packed FROM story_signs_of WHERE version IN {}"
    for version, day, packed in list(rows_of(connection, question, versions)):
        connection.executemany(
            "DELETE FROM story_signs WHERE era = ? AND sign = ? AND day = ? AND version = ?",
            [(_era(day), sign, day, version) for (sign,) in struct.iter_unpack("<q", packed)],
        )
    list(rows_of(connection, "DELETE FROM story_signs_of WHERE version IN {}", versions))


def bearers(connection: sqlite3.Connection, signs: Sequence[int], days: tuple[int, int] | None, most: int) -> Bearers:
    """Give the versions of these days, and those without a date, that bear some signs; None: of any day.

    A sign that more than `most` bear is left out, and no more of them are read.
    """
    import numpy as np

    eras = _eras(connection, days)
    # What is found is handed over as one text for each sign: a row for each version would cost more than to find it.
    question = f"""
        WITH eras (era, since, until) AS (VALUES {", ".join(["(?, ?, ?)"] * len(eras))})
        SELECT (SELECT group_concat(code) FROM (
                  SELECT version * {_CODE} + weight AS code FROM eras CROSS JOIN story_signs AS kept
                  WHERE kept.era = eras.era AND sign = asked.value AND day BETWEEN since AND until LIMIT ?))
        FROM json_each(?) AS asked"""  # noqa: S608  places and a number alone
    rows = connection.execute(question, [*(end for era in eras for end in era), most + 1, json.dumps(list(signs))])
    texts = [text or "" for (text,) in rows]
    counts = np.array([text.count(",") + 1 if text else 0 for text in texts], np.int64)
    few = (counts > 0) & (counts <= most)
    codes = np.fromstring(",".join([texts[place] for place in few.nonzero()[0].tolist()]), np.int64, sep=",")
    return Bearers(np.repeat(few.nonzero()[0], counts[few]), codes // _CODE, codes % _CODE / PER)


def _era(day: int) -> int:
    return day // ERA if day else _UNDATED


def _eras(connection: sqlite3.Connection, days: tuple[int, int] | None) -> list[tuple[int, int, int]]:
    """Give the eras in which versions of these days lie, and those without a date, each with the days that count."""
    if days:
        first, last = days
        return [*((era, first, last) for era in range(first // ERA, last // ERA + 1)), (_UNDATED, 0, 0)]
    question = """
        WITH RECURSIVE eras (era) AS (
          SELECT min(era) FROM story_signs
          UNION ALL SELECT (SELECT min(era) FROM story_signs WHERE era > eras.era) FROM eras WHERE era IS NOT NULL)
        SELECT era FROM eras WHERE era IS NOT NULL"""
    return [(era, *_EVER) for (era,) in connection.execute(question)] or [(_UNDATED, *_EVER)]
