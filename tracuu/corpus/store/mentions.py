"""The mentions that linking ended in, the entities that they name, and who must hear of a change."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracuu.corpus.store import packing, regrouping
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.linking import joined
from tracuu.entities import Entity, Mention


class Stated(NamedTuple):
    """A relation that a sentence of a version states between two entities, given by id. Offsets are of the sentence."""

    subject: str
    verb: str
    object: str
    version: int
    start: int
    stop: int


class Linked(NamedTuple):
    """What resolving one story gave, ready to be kept.

    `entities` are all that the mentions name, with their families, by id; `needs` the questions that were asked.
    """

    story: int
    mentions: tuple[Mention, ...]
    relations: tuple[Stated, ...]
    entities: Mapping[str, Entity]
    needs: frozenset[int]


_Places = dict[tuple[int, int, int], int]
"""The entity at each (version, start, stop)."""


def keep(connection: sqlite3.Connection, linked: Sequence[Linked], turns: Mapping[int, int]) -> None:
    """Keep the mentions of stories; the index has to learn of versions that name other entities than before."""
    question = "SELECT number FROM versions WHERE story IN {}"
    versions = [number for (number,) in rows_of(connection, question, [one.story for one in linked])]
    before = _named(connection, versions)
    _write_decided(connection, linked)
    stale = _write_entities(connection, {id_: entity for one in linked for id_, entity in one.entities.items()})
    _write_mentions(connection, versions, linked)
    after = {
        (mention.version, mention.start, mention.end): packing.number_of(mention.entity)
        for one in linked
        for mention in one.mentions
    }
    known, now = _sets(before), _sets(after)
    stale |= {number for number in versions if known.get(number) != now.get(number)}
    connection.executemany(regrouping.STALE.format("VALUES (?, 1, 0)"), [(number,) for number in sorted(stale)])
    _retire(connection, before, after)
    _write_needs(connection, linked)
    connection.executemany(
        "DELETE FROM unlinked WHERE story = ? AND turn = ? AND gathered",
        [(one.story, turns[one.story]) for one in linked],
    )


def _named(connection: sqlite3.Connection, versions: Sequence[int]) -> _Places:
    question = "SELECT version, start, stop, entity FROM mentions WHERE version IN {}"
    return {(version, start, stop): entity for version, start, stop, entity in rows_of(connection, question, versions)}


def _sets(places: _Places) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for (version, _, _), entity in places.items():
        found.setdefault(version, set()).add(entity)
    return found


def _write_decided(connection: sqlite3.Connection, linked: Sequence[Linked]) -> None:
    """Keep what stories tell of entities that none tells of by itself: those that a user made."""
    connection.executemany("DELETE FROM told WHERE story = ? AND decided", [(one.story,) for one in linked])
    entities = {packing.number_of(id_) for one in linked for id_ in one.entities}
    question = "SELECT DISTINCT entity FROM told WHERE entity IN {} AND NOT decided"
    told = {entity for (entity,) in rows_of(connection, question, list(entities))}
    rows = [
        (number, one.story, packing.pack_entity(entity))
        for one in linked
        for id_, entity in one.entities.items()
        if (number := packing.number_of(id_)) not in told and entity.origin == "found"
    ]
    connection.executemany("INSERT INTO told VALUES (?, ?, NULL, 1, ?)", rows)


def _write_entities(connection: sqlite3.Connection, entities: Mapping[str, Entity]) -> set[int]:
    """Write the rows of entities that changed; give the versions that name one whose family changed."""
    stale: set[int] = set()
    numbers = {packing.number_of(id_): entity for id_, entity in entities.items()}
    question = "SELECT number, family, packed FROM entities WHERE number IN {}"
    kept = {number: row for number, *row in rows_of(connection, question, list(numbers))}
    tellings = told(connection, list(numbers))
    connection.executemany("DELETE FROM entity_redirects WHERE old = ?", [(id_,) for id_ in entities])
    for number, given in numbers.items():
        entity = tellings.get(number, given)
        family = packing.number_of(entity.family) if entity.family else None
        known_family, known = kept.get(number, (family, None))
        if known == (written := packing.pack_entity(entity)):
            continue
        if known_family != family:
            asked = connection.execute("SELECT DISTINCT version FROM mentions WHERE entity = ?", (number,))
            stale |= {version for (version,) in asked}
        connection.execute(
            "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, entity.id, entity.kind, entity.label, family, int(entity.open), written),
        )
    return stale


def refresh(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Bring the rows of entities in line with what stories tell of them now."""
    question = "SELECT number FROM entities WHERE number IN {}"
    here = [number for (number,) in rows_of(connection, question, sorted(numbers))]
    stale = _write_entities(connection, {entity.id: entity for entity in told(connection, here).values()})
    connection.executemany(regrouping.STALE.format("VALUES (?, 1, 0)"), [(number,) for number in sorted(stale)])


def told(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Entity]:
    """Join what stories tell of entities; those of the register, of which no story tells, are left out."""
    question = "SELECT decided, entity, packed, count(*) FROM told WHERE entity IN {} GROUP BY decided, entity, packed"
    rows: dict[int, dict[int, list[tuple[Entity, int]]]] = {}
    for decided, number, packed, times in rows_of(connection, question, numbers):
        rows.setdefault(number, {}).setdefault(decided, []).append((packing.read_entity(packed), times))
    return {number: joined(by_whom[min(by_whom)]) for number, by_whom in rows.items()}


def _write_mentions(connection: sqlite3.Connection, versions: Sequence[int], linked: Sequence[Linked]) -> None:
    numbers = [(number,) for number in versions]
    connection.executemany("DELETE FROM mentions WHERE version = ?", numbers)
    connection.executemany("DELETE FROM relations WHERE version = ?", numbers)
    mentions = [_row(mention) for one in linked for mention in one.mentions]
    connection.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", mentions)
    connection.executemany(
        "INSERT OR IGNORE INTO relations VALUES (?, ?, ?, ?, ?, ?)",
        [
            (packing.number_of(stated.subject), stated.verb, packing.number_of(stated.object), *stated[3:])
            for one in linked
            for stated in one.relations
        ],
    )


def _row(mention: Mention) -> tuple[object, ...]:
    facts = [mention.number, mention.symbol, mention.date, mention.issuer]
    return (
        mention.version,
        mention.start,
        mention.end,
        packing.number_of(mention.entity),
        mention.kind,
        mention.confidence,
        mention.how,
        mention.surface,
        json.dumps(facts, ensure_ascii=False) if any(facts) else None,
    )


def _retire(connection: sqlite3.Connection, before: _Places, after: _Places) -> None:
    """Take away entities that nothing names any more. Their ids lead to what stands in their places now."""
    for number in sorted(set(before.values()) - set(after.values())):
        if connection.execute("SELECT 1 FROM mentions WHERE entity = ? LIMIT 1", (number,)).fetchone():
            continue
        heirs = Counter(after[place] for place, entity in before.items() if entity == number and place in after)
        if heirs:
            heir = min(heirs, key=lambda entity: (-heirs[entity], entity))
            connection.execute(
                """INSERT OR REPLACE INTO entity_redirects
                   SELECT old.id, new.id FROM entities old, entities new WHERE old.number = ? AND new.number = ?""",
                (number, heir),
            )
        _remove(connection, number)


def _remove(connection: sqlite3.Connection, number: int) -> None:
    """Take away the row of an entity that nothing names, and then that of its family if this was the last of it."""
    row = connection.execute("SELECT family FROM entities WHERE number = ?", (number,)).fetchone()
    if row is None or connection.execute("SELECT 1 FROM entities WHERE family = ?", (number,)).fetchone():
        return
    connection.execute("DELETE FROM entities WHERE number = ?", (number,))
    if row[0] is not None and not connection.execute("SELECT 1 FROM mentions WHERE entity = ?", (row[0],)).fetchone():
        _remove(connection, row[0])


def _write_needs(connection: sqlite3.Connection, linked: Sequence[Linked]) -> None:
    connection.executemany("DELETE FROM needs WHERE story = ?", [(one.story,) for one in linked])
    needs = [(key, one.story) for one in linked for key in one.needs]
    connection.executemany("INSERT INTO needs VALUES (?, ?)", sorted(needs))


def read(connection: sqlite3.Connection, versions: Sequence[int]) -> Iterator[Mention]:
    """Give the mentions of versions, by version and place."""
    question = """
        SELECT m.version, m.start, m.stop, m.surface, m.kind, e.id, m.confidence, m.how, m.facts
        FROM mentions m JOIN entities e ON e.number = m.entity WHERE m.version IN {} ORDER BY m.version, m.start"""
    yield from map(_mention, rows_of(connection, question, versions))


def _mention(row: Sequence[Any]) -> Mention:
    *fields, facts = row
    return Mention(*fields, *(json.loads(facts) if facts else ()))


def languages(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, str]:
    """Give the languages of versions, by number."""
    return dict(rows_of(connection, "SELECT number, lang FROM versions WHERE number IN {}", versions))


def of_entities(connection: sqlite3.Connection, entities: Sequence[int]) -> Iterator[Mention]:
    """Give the mentions of entities, given by number."""
    question = """
        SELECT m.version, m.start, m.stop, m.surface, m.kind, e.id, m.confidence, m.how, m.facts
        FROM mentions m JOIN entities e ON e.number = m.entity WHERE m.entity IN {} ORDER BY m.version, m.start"""
    yield from map(_mention, rows_of(connection, question, entities))


def named(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Give number and kind of the entities that versions name, and of their families, by version."""
    question = """
        SELECT DISTINCT m.version, e.number, e.kind, e.family FROM mentions m JOIN entities e ON e.number = m.entity
        WHERE m.version IN {}"""
    found: dict[int, list[tuple[int, str]]] = {}
    for version, number, kind, family in rows_of(connection, question, versions):
        found.setdefault(version, []).append((number, kind))
        if family is not None:
            found[version].append((family, "family"))
    return found


def entities(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Entity]:
    """Give entities by number; those that are not there are left out."""
    rows = rows_of(connection, "SELECT number, packed FROM entities WHERE number IN {}", numbers)
    return {number: packing.read_entity(packed) for number, packed in rows}


def everything(connection: sqlite3.Connection) -> Iterator[Entity]:
    """Give all entities that are named, with their families."""
    for (packed,) in connection.execute("SELECT packed FROM entities ORDER BY id"):
        yield packing.read_entity(packed)


def members(connection: sqlite3.Connection, family: int) -> list[Entity]:
    """Give the entities of a family, by id."""
    question = "SELECT packed FROM entities WHERE family = ? ORDER BY id"
    return [packing.read_entity(packed) for (packed,) in connection.execute(question, (family,))]


def stated(connection: sqlite3.Connection, entity: int) -> list[Stated]:
    """Give the relations that the archive states of an entity, as subject or object, in the order of versions."""
    question = """
        SELECT coalesce(a.id, ''), r.verb, coalesce(b.id, ''), r.version, r.start, r.stop FROM relations r
        JOIN entities a ON a.number = r.subject JOIN entities b ON b.number = r.object
        WHERE r.subject = :entity OR r.object = :entity ORDER BY r.version, r.start"""
    return [Stated(*row) for row in connection.execute(question, {"entity": entity})]


def stories_of(connection: sqlite3.Connection, entity: int) -> list[int]:
    """Give the numbers of the stories that name an entity."""
    question = """
        SELECT DISTINCT v.story FROM mentions m JOIN versions v ON v.number = m.version WHERE m.entity = ? ORDER BY 1"""
    return [story for (story,) in connection.execute(question, (entity,))]


def keys_of(connection: sqlite3.Connection, entity: int) -> list[int]:
    """Give the questions that an entity answers."""
    question = "SELECT DISTINCT key FROM told WHERE entity = ? AND key IS NOT NULL"
    return [key for (key,) in connection.execute(question, (entity,))]


def successor(connection: sqlite3.Connection, id_: str) -> str:
    """Follow the redirects of a former id; an id without one is given back."""
    seen = {id_}
    while row := connection.execute("SELECT new FROM entity_redirects WHERE old = ?", (id_,)).fetchone():
        if row[0] in seen:
            break
        id_ = row[0]
        seen.add(id_)
    return id_
