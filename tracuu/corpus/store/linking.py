"""What linking has yet to do, and what it keeps of stories: Founds, clusters, what each story tells by itself.

Triggers of the schema mark a story whenever a version comes, moves or changes. `turn` counts such changes, so that
work done on an older state does not settle a newer one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracuu.corpus.store import blobs, marks, packing
from tracuu.corpus.store.connection import rows_of
from tracuu.entities import Cluster, Entity, Found, Text
from tracuu.records import DateKind

Name = tuple[str, str]
"""A language and a folded name."""


class Unread(NamedTuple):
    """A version as linking reads it: `text.found` is empty, `found` holds what was kept, packed, or None."""

    text: Text
    found: bytes | None


class Gathered(NamedTuple):
    """What gathering one story gave, ready to be kept.

    `packed` holds clusters and relations; `names` the names in the clusters; `told` what the story by itself tells of
    entities, each with the question that it answers (None for a stub or family); `found` what was found anew;
    `conflicts` counts the clusters in which versions contradict each other.
    """

    story: int
    packed: bytes
    names: tuple[Name, ...]
    told: tuple[tuple[Entity, int | None], ...]
    found: Mapping[int, bytes]
    conflicts: int = 0


class FoundIn(NamedTuple):
    """What was found in drafts, packed, in their order, and the fingerprint of the data and code that found it."""

    packed: Sequence[bytes]
    fingerprint: int


_FINGERPRINT = "naming_fingerprint"


def begin(connection: sqlite3.Connection, fingerprint: int) -> None:
    """Make everything outstanding when what is kept was made by other data or code."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_FINGERPRINT,)).fetchone()
    if row and row[0] == str(fingerprint):
        return
    restart(connection)
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_FINGERPRINT, str(fingerprint)),
    )


def outdated(connection: sqlite3.Connection, fingerprint: int) -> int:
    """Count the versions that will be looked at again, because what is kept was made by other data or code."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_FINGERPRINT,)).fetchone()
    if row is None or row[0] == str(fingerprint):
        return 0
    return int(connection.execute("SELECT count(*) FROM versions").fetchone()[0])


def restart(connection: sqlite3.Connection) -> None:
    """Make every story outstanding."""
    connection.execute("""
        INSERT INTO unlinked SELECT number, 0, 0 FROM stories WHERE true
        ON CONFLICT (story) DO UPDATE SET turn = turn + 1, gathered = 0""")


def afresh(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Make stories outstanding: they are to be gathered again."""
    connection.executemany(
        """INSERT INTO unlinked VALUES (?, 0, 0)
           ON CONFLICT (story) DO UPDATE SET turn = turn + 1, gathered = 0""",
        [(story,) for story in stories],
    )


def again(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Make stories outstanding because what is known has changed: their clusters stay as they are."""
    # One that waits to be gathered is resolved afterwards anyway: it need not begin again.
    connection.executemany(
        "INSERT INTO unlinked VALUES (?, 0, 1) ON CONFLICT (story) DO UPDATE SET turn = turn + gathered",
        [(story,) for story in stories],
    )


def count(connection: sqlite3.Connection) -> int:
    """Count the stories that are outstanding."""
    return int(connection.execute("SELECT count(*) FROM unlinked").fetchone()[0])


def outstanding(
    connection: sqlite3.Connection, limit: int, *, gathered: bool, only: Sequence[int] | None = None
) -> dict[int, int]:
    """Give stories that are to be gathered, or else to be resolved, lowest first, each with its turn.

    With `only`, none but these.
    """
    if only is not None:
        question = "SELECT story, turn FROM unlinked WHERE gathered = {} AND story IN {{}} ORDER BY story"
        return dict(list(rows_of(connection, question.format(int(gathered)), sorted(only)))[:limit])
    question = "SELECT story, turn FROM unlinked WHERE gathered = ? ORDER BY story LIMIT ?"
    return dict(connection.execute(question, (int(gathered), limit)).fetchall())


def deserted(connection: sqlite3.Connection, stories: Sequence[int]) -> set[int]:
    """Give those of these stories that have no versions any more."""
    question = "SELECT DISTINCT story FROM versions WHERE story IN {}"
    return set(stories) - {story for (story,) in rows_of(connection, question, stories)}


def unread(connection: sqlite3.Connection, stories: Sequence[int], fingerprint: int) -> dict[int, list[Unread]]:
    """Give the versions of stories, in the order in which they came; a story without any gives an empty list."""
    question = """
        SELECT v.number, v.id, s.id, v.story, v.lang, v.day, v.date_kind, v.province, v.machine_translated, n.name,
          f.fingerprint, f.packed, l.marks, b.packed, b.dictionary
        FROM versions v JOIN stories s ON s.number = v.story
        JOIN layers l ON l.version = v.number AND l.text = v.text AND l.extractor = v.extractor
        JOIN blobs b ON b.number = v.text LEFT JOIN found f ON f.version = v.number
        LEFT JOIN names n ON n.number = v.page
        WHERE v.story IN {} ORDER BY v.number"""
    given: dict[int, list[Unread]] = {story: [] for story in stories}
    for number, id_, story, row, lang, day, kind, province, translated, url, by, found, written, *packed in rows_of(
        connection, question, stories
    ):
        text = Text(
            number=number,
            id=id_,
            story=story,
            lang=lang,
            given=blobs.unpacked(connection, *packed).decode("utf-8"),
            marks=marks.read(written),
            found=(),
            day=day if kind != DateKind.FETCHED else None,
            province=province,
            original=lang == "vi" and not translated,
            url=url,
        )
        given[row].append(Unread(text, found if by == fingerprint else None))
    return given


def keep_found(connection: sqlite3.Connection, found: Mapping[int, bytes], fingerprint: int) -> None:
    """Keep what was found in versions, by number."""
    connection.executemany(
        "INSERT OR REPLACE INTO found VALUES (?, ?, 0, ?)",
        [(number, fingerprint, packed) for number, packed in found.items()],
    )


def founds(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[Found, ...]]:
    """Give what was found in versions, by number; those not yet looked at are left out."""
    question = "SELECT version, packed FROM found WHERE version IN {}"
    return {number: packing.read_founds(packed) for number, packed in rows_of(connection, question, numbers)}


def keep(
    connection: sqlite3.Connection, gathered: Sequence[Gathered], turns: Mapping[int, int], fingerprint: int
) -> set[int]:
    """Keep what gathering gave; what it changes of names and entities is noted, and the stories are to be resolved.

    Gives the numbers of the entities of which stories may tell something else now.
    """
    gathered = _of_now(connection, gathered, turns)
    stories = [one.story for one in gathered]
    names, told = _names_of(connection, stories), _told_by(connection, stories)
    for one in gathered:
        keep_found(connection, one.found, fingerprint)
    _write_clusters(connection, gathered)
    # A story's evidence for a name may change though the name does not.
    changed = names | {name for one in gathered for name in one.names}
    connection.executemany("INSERT INTO unlearned VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(changed))
    before = _answers(connection, {key for _, key in told})
    _write_told(connection, gathered)
    after = _answers(connection, {key for _, key in told} | {key for one in gathered for _, key in one.told})
    again(connection, stories_with_needs(connection, _changed(before, after)))
    connection.executemany(
        "UPDATE unlinked SET gathered = 1 WHERE story = ? AND turn = ?",
        [(story, turns[story]) for story in stories],
    )
    return {entity for entity, _ in told | _told_by(connection, stories)}


def _of_now(connection: sqlite3.Connection, gathered: Sequence[Gathered], turns: Mapping[int, int]) -> list[Gathered]:
    """Leave out what was gathered of an older state: the story changed, or another process was quicker."""
    question = "SELECT story, turn FROM unlinked WHERE NOT gathered AND story IN {}"
    now = dict(rows_of(connection, question, [one.story for one in gathered]))
    return [one for one in gathered if now.get(one.story) == turns[one.story]]


def _changed(before: Mapping[int, list[Entity]], after: Mapping[int, list[Entity]]) -> list[int]:
    return [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]


def _names_of(connection: sqlite3.Connection, stories: Sequence[int]) -> set[Name]:
    return set(rows_of(connection, "SELECT lang, name FROM cluster_names WHERE story IN {}", stories))


def _told_by(connection: sqlite3.Connection, stories: Sequence[int]) -> set[tuple[int, int | None]]:
    return set(rows_of(connection, "SELECT entity, key FROM told WHERE story IN {}", stories))


def _answers(connection: sqlite3.Connection, keys: Iterable[int | None]) -> dict[int, list[Entity]]:
    """Give the entities that answer questions, by id, each joined from what stories tell of it."""
    question = "SELECT key, entity, packed, count(*) FROM told WHERE key IN {} GROUP BY key, entity, packed"
    told: dict[tuple[int, int], list[tuple[Entity, int]]] = {}
    asked = sorted({key for key in keys if key is not None})
    for key, entity, packed, times in rows_of(connection, question, asked):
        told.setdefault((key, entity), []).append((packing.read_entity(packed), times))
    found: dict[int, list[Entity]] = {}
    for (key, _), rows in told.items():
        found.setdefault(key, []).append(joined(rows))
    return {key: sorted(entities, key=lambda one: one.id) for key, entities in found.items()}


def answer(connection: sqlite3.Connection, key: int) -> list[Entity]:
    """Give the entities that some story names completely and that answer a question, by id."""
    return _answers(connection, [key]).get(key, [])


def joined(told: Sequence[tuple[Entity, int]]) -> Entity:
    """Join what stories tell of one entity: of each attribute what most of them tell; of equals the first in order."""
    if len(told) == 1:
        return told[0][0]
    return Entity(*(_commonest(values, told) for values in zip(*(entity for entity, _ in told), strict=True)))


def _commonest(values: Sequence[Any], told: Sequence[tuple[Entity, int]]) -> Any:
    if len(set(values)) == 1:
        return values[0]
    counts: Counter[Any] = Counter()
    for value, (_, times) in zip(values, told, strict=True):
        if value is not None:
            counts[value] += times
    return min(counts, key=lambda value: (-counts[value], str(value)))


def stories_with_needs(connection: sqlite3.Connection, keys: Sequence[int]) -> list[int]:
    """Give the stories whose resolving asked one of these questions."""
    return sorted({story for (story,) in rows_of(connection, "SELECT story FROM needs WHERE key IN {}", keys)})


def _write_clusters(connection: sqlite3.Connection, gathered: Sequence[Gathered]) -> None:
    stories = [(one.story,) for one in gathered]
    connection.executemany("DELETE FROM clusters WHERE story = ?", stories)
    connection.executemany("DELETE FROM cluster_names WHERE story = ?", stories)
    rows = [(one.story, one.conflicts, one.packed) for one in gathered]
    connection.executemany("INSERT INTO clusters VALUES (?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO cluster_names VALUES (?, ?, ?)",
        [(*name, one.story) for one in gathered for name in sorted(set(one.names))],
    )


def _write_told(connection: sqlite3.Connection, gathered: Sequence[Gathered]) -> None:
    connection.executemany("DELETE FROM told WHERE story = ?", [(one.story,) for one in gathered])
    connection.executemany(
        "INSERT INTO told VALUES (?, ?, ?, 0, ?)",
        [
            (packing.number_of(entity.id), one.story, key, packing.pack_entity(entity))
            for one in gathered
            for entity, key in one.told
        ],
    )


def clusters(connection: sqlite3.Connection, stories: Sequence[int]) -> Iterator[tuple[int, tuple[Cluster, ...]]]:
    """Give the clusters of stories, with the story's number."""
    for story, packed in rows_of(connection, "SELECT story, packed FROM clusters WHERE story IN {}", stories):
        yield story, packing.read_clusters(packed)


def relations(connection: sqlite3.Connection, stories: Sequence[int]) -> dict[int, tuple[packing.Relation, ...]]:
    """Give the relations that the versions of stories state, by story."""
    rows = rows_of(connection, "SELECT story, packed FROM clusters WHERE story IN {}", stories)
    return {story: packing.read_relations(packed) for story, packed in rows}


def contradicted(connection: sqlite3.Connection) -> list[int]:
    """Give the stories in which versions contradict each other."""
    return [story for (story,) in connection.execute("SELECT story FROM clusters WHERE conflicts > 0 ORDER BY story")]


def forget_story(connection: sqlite3.Connection, story: int, turn: int) -> None:
    """Throw away what is kept of a story that no version belongs to any more."""
    keep(connection, [Gathered(story, packing.pack_clusters(()), (), (), {})], {story: turn}, 0)
    connection.execute("DELETE FROM clusters WHERE story = ?", (story,))
    connection.execute("DELETE FROM needs WHERE story = ?", (story,))
    connection.execute("DELETE FROM unlinked WHERE story = ? AND turn = ?", (story, turn))
