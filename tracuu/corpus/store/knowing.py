"""What is learned of names, what users decided, and how both are thrown away or read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracuu.corpus.store import linking
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.linking import Name
from tracuu.entities import Alias, Decision


def unlearned(connection: sqlite3.Connection) -> set[Name]:
    """Give the names whose evidence has changed since names were last learned."""
    return set(connection.execute("SELECT lang, name FROM unlearned").fetchall())


def learning_pays(connection: sqlite3.Connection) -> bool:
    """Tell whether there is half as much evidence again as names were learned from, so that it is not soon repeated.

    How many names changed does not tell: a few hundred stories name most of what an archive does.
    """
    question = "SELECT (SELECT count(*) FROM cluster_names) * 2 > (SELECT coalesce(sum(stories), 0) FROM aliases) * 3"
    return bool(connection.execute(question).fetchone()[0])


def unlearn(connection: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Note that these names are to be learned anew."""
    connection.executemany("INSERT INTO unlearned VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(set(names)))


def stories_with(connection: sqlite3.Connection, names: Sequence[Name]) -> dict[int, set[Name]]:
    """Give the stories in whose clusters some of these names stand, each with those names."""
    found: dict[int, set[Name]] = {}
    question = "SELECT story FROM cluster_names WHERE lang = ? AND name = ?"
    for name in names:
        for (story,) in connection.execute(question, name):
            found.setdefault(story, set()).add(name)
    return found


def named_stories(connection: sqlite3.Connection) -> list[int]:
    """Give all stories in whose clusters a name stands."""
    return [story for (story,) in connection.execute("SELECT DISTINCT story FROM cluster_names ORDER BY 1")]


def aliases(connection: sqlite3.Connection, names: Sequence[Name] | None = None) -> Iterator[Alias]:
    """Give what is learned of names: of these, or of all, in order."""
    columns = "lang, name, entity, stories, state, surface"
    if names is None:
        for row in connection.execute(f"SELECT {columns} FROM aliases ORDER BY lang, name, entity"):  # noqa: S608  names of ours
            yield Alias(*row)
        return
    question = f"SELECT {columns} FROM aliases WHERE lang = ? AND name = ? ORDER BY entity"  # noqa: S608  names of ours
    for name in names:
        for row in connection.execute(question, name):
            yield Alias(*row)


def aliases_of(connection: sqlite3.Connection, entities: Sequence[str]) -> list[Alias]:
    """Give the names of entities, given by id."""
    question = "SELECT lang, name, entity, stories, state, surface FROM aliases WHERE entity IN {}"
    return sorted(Alias(*row) for row in rows_of(connection, question, entities))


def keep_aliases(
    connection: sqlite3.Connection, names: Iterable[Name], learned: Iterable[Alias], stories: Iterable[int]
) -> None:
    """Keep what was learned of some names in place of what was known of them; these stories are resolved again."""
    listed = list(names)
    connection.executemany("DELETE FROM aliases WHERE lang = ? AND name = ?", listed)
    connection.executemany("DELETE FROM unlearned WHERE lang = ? AND name = ?", listed)
    connection.executemany("INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?)", list(learned))
    linking.again(connection, stories)


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Give all decisions in order, those that were undone too."""
    question = "SELECT number, verb, args, at, undone FROM decisions ORDER BY number"
    return [
        Decision(number, verb, json.loads(args), at, bool(undone))
        for number, verb, args, at, undone in connection.execute(question)
    ]


class Reach(NamedTuple):
    """What a decision may change: names that are learned anew, stories that are resolved again."""

    names: Sequence[Name]
    stories: Sequence[int]


def decide(connection: sqlite3.Connection, verb: str, args: Mapping[str, Any], at: str, reach: Reach) -> Decision:
    """Keep a decision, and have its consequences drawn; give it with its number."""
    unlearn(connection, reach.names)
    linking.again(connection, reach.stories)
    written = json.dumps(dict(args), ensure_ascii=False, sort_keys=True)
    done = connection.execute("INSERT INTO decisions (verb, args, at) VALUES (?, ?, ?)", (verb, written, at))
    return Decision(int(done.lastrowid or 0), verb, dict(args), at)


def undo(connection: sqlite3.Connection, number: int, reach: Reach) -> None:
    """Note that a decision no longer holds, and have the consequences drawn."""
    unlearn(connection, reach.names)
    linking.again(connection, reach.stories)
    connection.execute("UPDATE decisions SET undone = 1 WHERE number = ?", (number,))


def read_back(connection: sqlite3.Connection, decided: Iterable[Decision]) -> int:
    """Keep decisions that were written out, those that are here already left out; draw all consequences; count them."""
    known = {_content(one) for one in decisions(connection)}
    added = 0
    for one in decided:
        if _content(one) not in known:
            written = json.dumps(dict(one.args), ensure_ascii=False, sort_keys=True)
            row = (one.verb, written, one.at, int(one.undone))
            connection.execute("INSERT INTO decisions (verb, args, at, undone) VALUES (?, ?, ?, ?)", row)
            added += 1
    if added:
        unlearn(connection, connection.execute("SELECT DISTINCT lang, name FROM cluster_names").fetchall())
        linking.again(connection, [story for (story,) in connection.execute("SELECT story FROM clusters")])
    return added


def _content(one: Decision) -> tuple[str, str, str, bool]:
    return one.verb, json.dumps(dict(one.args), sort_keys=True), one.at, one.undone


def doubtful(connection: sqlite3.Connection) -> list[tuple[Alias, int]]:
    """Give learned names that are not sure enough to be used, each with the number of stories in which they stand."""
    question = """
        SELECT a.lang, a.name, a.entity, a.stories, a.state, a.surface, count(c.story) FROM aliases a
        JOIN cluster_names c ON c.lang = a.lang AND c.name = a.name
        WHERE a.state IN ('weak', 'contested') GROUP BY a.lang, a.name, a.entity ORDER BY 7 DESC, 1, 2, 3"""
    return [(Alias(*row[:6]), row[6]) for row in connection.execute(question)]


def redirects(connection: sqlite3.Connection) -> dict[str, str]:
    """Give all former ids with the one that each leads to next."""
    return dict(connection.execute("SELECT old, new FROM entity_redirects ORDER BY old").fetchall())


def redirect(connection: sqlite3.Connection, pairs: Mapping[str, str]) -> None:
    """Make former ids lead to others."""
    connection.executemany("INSERT OR REPLACE INTO entity_redirects VALUES (?, ?)", pairs.items())


_MADE = (
    "mentions", "relations", "entities", "told", "needs", "aliases", "sightings", "sought", "unlearned",
    "cluster_names", "clusters", "found", "unlinked",
)  # fmt: skip


def forget(connection: sqlite3.Connection) -> None:
    """Throw away everything but decisions and redirects; all stories are outstanding, and the index has to hear."""
    from tracuu.corpus.store.regrouping import STALE  # what few searches need waits

    connection.execute(STALE.format("SELECT DISTINCT version, 1, 0 FROM mentions WHERE true"))
    for table in _MADE:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  names of ours
    # A name that a user decided on need stand in no story.
    unlearn(connection, [(one.args["lang"], one.args["name"]) for one in decisions(connection) if "name" in one.args])
    linking.restart(connection)
