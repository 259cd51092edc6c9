"""How entities are spread over the archive: counts by month, province, language, rendering. Questions alone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracuu.corpus.store import packing
from tracuu.corpus.store.connection import rows_of
from tracuu.entities import Entity


class Counted(NamedTuple):
    """An entity with what the archive holds of it: stories, versions, mentions, first and last story's day."""

    entity: Entity
    stories: int
    versions: int
    mentions: int
    first_day: str | None
    last_day: str | None


class Spread(NamedTuple):
    """Where and when entities are named together: stories by month (`2024-05`) and province, versions by language.

    Stories without a day or province are not among those.
    """

    stories: int
    versions: int
    mentions: int
    first_day: str | None
    last_day: str | None
    months: dict[str, int]
    provinces: dict[str, int]
    languages: dict[str, int]


class Overview(NamedTuple):
    """What naming came to: entities that articles name, stubs among them, and what else is open.

    `weak_names` are learned names that are not sure enough to be used, `contradicted` stories whose versions say
    different things of one entity.
    """

    entities: int
    stubs: int
    weak_names: int
    contradicted: int


def overview(connection: sqlite3.Connection) -> Overview:
    """Count entities and open questions. A stub's id holds its story behind `~`."""
    counts = connection.execute("""
        SELECT (SELECT count(*) FROM entities WHERE kind != 'family'),
            (SELECT count(*) FROM entities WHERE kind != 'family' AND instr(id, '~')),
            (SELECT count(*) FROM aliases WHERE state IN ('weak', 'contested')),
            (SELECT count(*) FROM clusters WHERE conflicts > 0)""").fetchone()
    return Overview(*counts)


def counted(
    connection: sqlite3.Connection, kinds: Iterable[str] = (), lang: str | None = None, province: str | None = None
) -> Iterator[Counted]:
    """Give all entities that are named, of some kinds or all, those of most stories first. Families are left out.

    With `lang` (regions and scripts included) or `province` (places in it included) only such versions count.
    """
    listed = list(kinds)
    conditions = [f"e.kind IN ({','.join('?' * len(listed))})"] if listed else []
    values: list[object] = [*listed]
    for column, separator, value in (("v.lang", "-", lang), ("v.province", "/", province)):
        if value is not None:
            conditions.append(f"({column} = ? OR {column} GLOB ? || '{separator}*')")
            values += [value, value]
    wanted = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    question = f"""
        SELECT e.packed, count(DISTINCT v.story), count(DISTINCT m.version), count(*), min(s.day), max(s.day)
        FROM mentions m JOIN entities e ON e.number = m.entity
        JOIN versions v ON v.number = m.version JOIN stories s ON s.number = v.story
        {wanted} GROUP BY e.number ORDER BY 2 DESC, 3 DESC, e.id"""  # noqa: S608  texts of ours
    for packed, *counts in connection.execute(question, values):
        yield Counted(packing.read_entity(packed), *counts)


def spread(connection: sqlite3.Connection, entities: Sequence[int]) -> Spread:
    """Count where and when any of these entities is named."""
    question = """
        SELECT v.number, v.story, v.lang, v.province, s.day, count(*) FROM mentions m
        JOIN versions v ON v.number = m.version JOIN stories s ON s.number = v.story
        WHERE m.entity IN {} GROUP BY v.number"""
    languages: dict[int, str] = {}
    days: dict[int, str | None] = {}
    provinces: dict[int, set[str]] = {}
    mentions = 0
    for version, story, lang, province, day, count in rows_of(connection, question, entities):
        languages[version], days[story] = lang, day
        provinces.setdefault(story, set()).update({province} if province else ())
        mentions += count
    known = [day for day in days.values() if day]
    return Spread(
        stories=len(days),
        versions=len(languages),
        mentions=mentions,
        first_day=min(known, default=None),
        last_day=max(known, default=None),
        months=dict(sorted(Counter(day[:7] for day in known).items())),
        provinces=dict(Counter(name for names in provinces.values() for name in sorted(names)).most_common()),
        languages=dict(Counter(languages.values()).most_common()),
    )
