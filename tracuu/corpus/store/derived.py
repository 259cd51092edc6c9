"""What grouping keeps for speed, worked out afresh from the keys of all versions: to check it, and to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracuu.corpus.store import regrouping, tied
from tracuu.corpus.store.names import either
from tracuu.corpus.stories import Member, group, is_slug, parts_of


@dataclass(slots=True)
class _Grouped:
    """Part and story of each version; source of each part and of each slug that has one. Keys are numbers of names."""

    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    part_sources: dict[int, int] = field(default_factory=dict)
    slug_sources: dict[int, int] = field(default_factory=dict)
    bearers: dict[int, int] = field(default_factory=dict)


def misplaced(connection: sqlite3.Connection) -> Iterator[str]:
    """Give the ids of versions that are not where the rule puts them, and what else of grouping is kept wrongly."""
    right, kept = _afresh(connection), _kept(connection)
    for number, id_ in connection.execute("SELECT number, id FROM versions").fetchall():
        if right.places[number] != kept.places[number]:
            yield id_
    if right.part_sources != kept.part_sources or right.slug_sources != kept.slug_sources:
        yield "sources"
    if right.bearers.keys() != kept.bearers.keys() or not set(kept.bearers.values()) <= kept.places.keys():
        yield "bearers"


def regroup_all(connection: sqlite3.Connection) -> None:
    """Put every version where the rule puts it; the index has to learn of those that moved."""
    right, kept = _afresh(connection), _kept(connection)
    moved = [number for number, place in right.places.items() if place[1] != kept.places[number][1]]
    connection.executemany(regrouping.STALE.format("VALUES (?, 1, 0)"), [(number,) for number in moved])
    connection.executemany(
        "UPDATE versions SET part = ?, story = ? WHERE number = ?",
        [(*place, number) for number, place in right.places.items()],
    )
    connection.execute("DELETE FROM part_sources")
    connection.executemany("INSERT INTO part_sources VALUES (?, ?)", right.part_sources.items())
    connection.execute("UPDATE names SET bearer = NULL, source = NULL")
    connection.executemany("UPDATE names SET bearer = ? WHERE number = ?", [(b, k) for k, b in right.bearers.items()])
    connection.executemany(
        "UPDATE names SET source = ? WHERE number = ?", [(source, key) for key, source in right.slug_sources.items()]
    )
    stories = {story for grouped in (right, kept) for _, story in grouped.places.values()}
    regrouping.settle_stories(connection, sorted(stories))


def _afresh(connection: sqlite3.Connection) -> _Grouped:
    found = _Grouped()
    numbers: dict[str, int] = {}
    members = {number: Member(number, (), ()) for (number,) in connection.execute("SELECT number FROM versions")}
    question = """
        SELECT k.version, n.number, n.name, k.stated_as_source
        FROM version_keys k JOIN names n ON n.number = k.key ORDER BY k.version"""
    for version, key, name, stated in connection.execute(question):
        member = members[version]
        members[version] = Member(version, (*member.keys, name), (*member.sources, name) if stated else member.sources)
        numbers[name] = key
        found.bearers.setdefault(key, version)
    parts = parts_of(members.values())
    for story in group(list(members.values()), tied.everything(connection)):
        found.places |= {number: (parts.find(number), story[0]) for number in story}
    for member in members.values():
        for source in member.sources:
            _add(found.part_sources, parts.find(member.number), numbers[source])
    for member in members.values():
        for slug in filter(is_slug, member.keys):
            if (source_of_part := found.part_sources.get(parts.find(member.number))) is not None:
                _add(found.slug_sources, numbers[slug], source_of_part)
    return found


def _add(sources: dict[int, int], key: int, source: int) -> None:
    joined = either(sources.get(key), source)
    if joined is not None:
        sources[key] = joined


def _kept(connection: sqlite3.Connection) -> _Grouped:
    return _Grouped(
        places={row[0]: (row[1], row[2]) for row in connection.execute("SELECT number, part, story FROM versions")},
        part_sources=dict(connection.execute("SELECT part, source FROM part_sources").fetchall()),
        slug_sources=dict(connection.execute("SELECT number, source FROM names WHERE source IS NOT NULL").fetchall()),
        bearers=dict(connection.execute("SELECT number, bearer FROM names WHERE bearer IS NOT NULL").fetchall()),
    )
