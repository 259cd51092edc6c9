"""Stories that are one though no key says so, and what users decided of stories.

A *tie* joins two versions, and with them the stories that hints make: a story is what keys and ties hold together. A
tie that was found can be taken back; those of users stand until they are undone. A version that a user splits off keeps
its ties within what is split off with it, and disowns the keys that it shares with what stays behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracuu.corpus.partition import Partition
from tracuu.corpus.store import regrouping
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.names import SEVERAL, either
from tracuu.corpus.store.tied import Pair, StoryTie, of
from tracuu.corpus.stories import SLUG
from tracuu.tuples import Record

MERGE, SPLIT = "merge", "split"


class StoryDecision(Record):
    """What a user decided: `verb` is merge or split, `args` are ids of versions. It counts until it is `undone`."""

    number: int
    verb: str
    args: Mapping[str, Any]
    at: str
    undone: bool


def hinted(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, int]:
    """Give, for versions of whole stories, the lowest version that keys and users (no found tie) tie each to."""
    groups = _grouped(connection, versions, found=False)
    return {number: groups.find(number) for number in versions}


def _grouped(connection: sqlite3.Connection, versions: Sequence[int], *, found: bool) -> Partition:
    """Tie versions by their parts, by telling slugs and by ties."""
    groups = Partition()
    for number, part in rows_of(connection, "SELECT number, part FROM versions WHERE number IN {}", versions):
        groups.union(number, part)
    question = f"""
        SELECT k.version, k.key FROM version_keys k JOIN names n ON n.number = k.key
        WHERE n.name GLOB '{SLUG}*' AND n.source IS NOT {SEVERAL} AND k.version IN {{}}"""  # noqa: S608  constants of ours
    first: dict[int, int] = {}
    for version, slug in rows_of(connection, question, versions):
        groups.union(first.setdefault(slug, version), version)
    for tie in of(connection, versions):
        if found or tie.odds is None:
            groups.union(tie.one, tie.other)
    return groups


def replace(connection: sqlite3.Connection, gone: Iterable[Pair], new: Iterable[StoryTie]) -> None:
    """Take found ties back and add others; the stories concerned are put together anew."""
    gone, new = list(gone), list(new)
    if not gone and not new:
        return
    ends = sorted({version for pair in [*gone, *(tie[:2] for tie in new)] for version in pair})
    connection.executemany("DELETE FROM story_ties WHERE one = ? AND other = ? AND odds IS NOT NULL", gone)
    connection.executemany("INSERT OR IGNORE INTO story_ties VALUES (?, ?, ?)", new)
    stories = _stories_of(connection, ends)
    concerned = [one for (one,) in rows_of(connection, "SELECT number FROM versions WHERE story IN {}", stories)]
    # They move because they were judged: nothing is to be read or judged again for it.
    waiting = list(rows_of(connection, "SELECT * FROM unmatched WHERE version IN {}", concerned))
    _regroup(connection, stories)
    list(rows_of(connection, "DELETE FROM unmatched WHERE version IN {}", concerned))
    connection.executemany("INSERT INTO unmatched VALUES (?, ?, ?, ?)", waiting)


def _stories_of(connection: sqlite3.Connection, versions: Sequence[int]) -> list[int]:
    question = "SELECT DISTINCT story FROM versions WHERE number IN {}"
    return sorted({story for (story,) in rows_of(connection, question, versions)})


def _regroup(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    """Put the versions of whole stories where keys and ties put them."""
    question = "SELECT number, story FROM versions WHERE story IN {}"
    before = dict(rows_of(connection, question, stories))
    groups = _grouped(connection, list(before), found=True)
    moved = {number: groups.find(number) for number, story in before.items() if groups.find(number) != story}
    connection.executemany(regrouping.STALE.format("VALUES (?, 1, 0)"), [(number,) for number in sorted(moved)])
    connection.executemany(
        "UPDATE versions SET story = ? WHERE number = ?", [(story, number) for number, story in sorted(moved.items())]
    )
    regrouping.settle_stories(connection, sorted({*stories, *moved.values()}))


# What users decide.


def decisions(connection: sqlite3.Connection) -> list[StoryDecision]:
    """Give all decisions in order, those that were undone too."""
    rows = connection.execute("SELECT number, verb, args, at, undone FROM story_decisions ORDER BY number")
    return [StoryDecision(number, verb, json.loads(args), at, bool(undone)) for number, verb, args, at, undone in rows]


def decide(connection: sqlite3.Connection, verb: str, args: Mapping[str, Any], at: str) -> StoryDecision:
    """Keep a decision and put the stories concerned together anew.

    Of a merge, `args` are the `versions` that are one story, and the two by which it was asked for, `one` and `other`;
    of a split the `versions` that leave and those that they are parted `from`; all by id.
    """
    cursor = connection.execute(
        "INSERT INTO story_decisions (verb, args, at) VALUES (?, ?, ?)", (verb, json.dumps(args), at)
    )
    made = StoryDecision(int(cursor.lastrowid or 0), verb, args, at, undone=False)
    _apply(connection, made)
    return made


def undo(connection: sqlite3.Connection, number: int) -> None:
    """Note that a decision no longer holds, and put everything together as the others say."""
    affected = _touched(connection, decisions(connection)[number - 1])
    connection.execute("UPDATE story_decisions SET undone = 1 WHERE number = ?", (number,))
    _draw_anew(connection, affected)


def redraw(connection: sqlite3.Connection) -> None:
    """Draw the consequences of all decisions anew: versions may have learned keys since that tie what was split."""
    holding = [one for one in decisions(connection) if not one.undone]
    if holding:
        _draw_anew(connection, sorted({number for one in holding for number in _touched(connection, one)}))


def _touched(connection: sqlite3.Connection, decision: StoryDecision) -> list[int]:
    named = [id_ for value in decision.args.values() for id_ in ([value] if isinstance(value, str) else value)]
    numbers = [number for (number,) in rows_of(connection, "SELECT number FROM versions WHERE id IN {}", named)]
    return sorted(numbers)


def _draw_anew(connection: sqlite3.Connection, affected: Sequence[int]) -> None:
    """Take back what decisions did, then do again what those do that hold."""
    connection.execute("INSERT OR IGNORE INTO version_keys SELECT version, key, stated_as_source FROM disowned_keys")
    owners = [version for (version,) in connection.execute("SELECT DISTINCT version FROM disowned_keys")]
    connection.execute("DELETE FROM disowned_keys")
    connection.execute("DELETE FROM story_ties WHERE odds IS NULL")
    rekey(connection, sorted({*affected, *owners}))
    for decision in decisions(connection):
        if not decision.undone:
            _apply(connection, decision)


def _apply(connection: sqlite3.Connection, decision: StoryDecision) -> None:
    if decision.verb == MERGE:
        first, *others = _numbers(connection, decision.args["versions"])
        for other in others:
            connection.execute("INSERT OR REPLACE INTO story_ties VALUES (?, ?, NULL)", (first, other))
        _regroup(connection, _stories_of(connection, [first, *others]))
        return
    leaving, staying = (_numbers(connection, decision.args[name]) for name in ("versions", "from"))
    for tie in of(connection, leaving):
        if (tie.one in leaving) != (tie.other in leaving) and {tie.one, tie.other} & set(staying):
            connection.execute("DELETE FROM story_ties WHERE one = ? AND other = ?", tie[:2])
    _disown(connection, leaving, staying)
    rekey(connection, sorted({*leaving, *staying}))


def _numbers(connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    return sorted(number for (number,) in rows_of(connection, "SELECT number FROM versions WHERE id IN {}", ids))


def _disown(connection: sqlite3.Connection, leaving: Sequence[int], staying: Sequence[int]) -> None:
    """Take from versions the keys that they share with those that stay."""
    question = "SELECT key FROM version_keys WHERE version IN {}"
    shared = {key for (key,) in rows_of(connection, question, staying)}
    rows = rows_of(connection, "SELECT version, key, stated_as_source FROM version_keys WHERE version IN {}", leaving)
    lost = [row for row in rows if row[1] in shared]
    connection.executemany("INSERT OR IGNORE INTO disowned_keys VALUES (?, ?, ?)", lost)
    connection.executemany("DELETE FROM version_keys WHERE version = ? AND key = ?", [row[:2] for row in lost])


def rekey(connection: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Work out anew what the keys of versions tie, after some were taken or given back.

    Reads the keys of the whole archive once, to find who else bears them: users decide seldom.
    """
    stories = _stories_of(connection, versions)
    members = sorted(
        number for (number,) in rows_of(connection, "SELECT number FROM versions WHERE story IN {}", stories)
    )
    keys = _keys_of(connection, members)
    bearers: dict[int, list[int]] = {key: [] for key in keys}
    for version, key in connection.execute("SELECT version, key FROM version_keys ORDER BY version"):
        if key in bearers:
            bearers[key].append(version)
    _set_bearers(connection, bearers)
    strong = [key for key in keys if not keys[key].startswith(SLUG)]
    around = sorted({*members, *(version for key in strong for version in bearers[key])})
    _set_parts(connection, around, [bearers[key] for key in strong])
    _set_slugs(connection, {key: bearers[key] for key in keys if keys[key].startswith(SLUG)})
    reached = {version for listed in bearers.values() for version in listed}
    _regroup(connection, sorted({*stories, *_stories_of(connection, sorted(reached))}))


def _keys_of(connection: sqlite3.Connection, versions: Sequence[int]) -> dict[int, str]:
    """Give the keys that versions bear or disowned, with their names."""
    found: dict[int, str] = {}
    for table in ("version_keys", "disowned_keys"):
        question = f"""
            SELECT n.number, n.name FROM {table} k JOIN names n ON n.number = k.key WHERE k.version IN {{}}"""  # noqa: S608  names of ours
        found |= dict(rows_of(connection, question, versions))
    return found


def _set_bearers(connection: sqlite3.Connection, bearers: Mapping[int, Sequence[int]]) -> None:
    connection.executemany(
        "UPDATE names SET bearer = ? WHERE number = ?",
        [(listed[0] if listed else None, key) for key, listed in bearers.items()],
    )


def _set_parts(connection: sqlite3.Connection, members: Sequence[int], tied: Iterable[Sequence[int]]) -> None:
    """Put versions into parts by the strong keys that they bear, and say what each part states as its source."""
    parts = Partition()
    for number in members:
        parts.find(number)
    for listed in tied:
        parts.union_all(listed)
    old = {part for (part,) in rows_of(connection, "SELECT part FROM versions WHERE number IN {}", members)}
    heads = {number: parts.find(number) for number in members}
    connection.executemany(
        "UPDATE versions SET part = ? WHERE number = ?", [(part, number) for number, part in heads.items()]
    )
    sources: dict[int, int | None] = {}
    question = "SELECT version, key FROM version_keys WHERE stated_as_source AND version IN {}"
    for version, source in rows_of(connection, question, members):
        sources[heads[version]] = either(sources.get(heads[version]), source)
    connection.executemany("DELETE FROM part_sources WHERE part = ?", [(part,) for part in {*old, *heads.values()}])
    connection.executemany("INSERT INTO part_sources VALUES (?, ?)", sorted(sources.items()))


def _set_slugs(connection: sqlite3.Connection, bearers: Mapping[int, Sequence[int]]) -> None:
    """Say of slugs whether their parts state one source, several or none."""
    for slug, listed in bearers.items():
        question = """
            SELECT DISTINCT s.source FROM versions v JOIN part_sources s ON s.part = v.part WHERE v.number IN {}"""
        source: int | None = None
        for (stated,) in rows_of(connection, question, listed):
            source = either(source, stated)
        connection.execute("UPDATE names SET source = ? WHERE number = ?", (source, slug))
