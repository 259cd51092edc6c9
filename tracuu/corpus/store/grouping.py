"""Grouping in the archive: the rule of `corpus.stories`, worked out for what a batch touches and for nothing else.

What a part or a slug knows of sources only grows (none, one, several), so it is stored. A version that arrives looks
at one bearer per key, however many there are; all versions of a story are read only when one of its slugs becomes
generic, which happens to a slug once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracuu.corpus.partition import Partition
from tracuu.corpus.store import tied
from tracuu.corpus.store.connection import rows_of
from tracuu.corpus.store.names import SEVERAL, Name, either
from tracuu.corpus.stories import SLUG, is_slug


@dataclass(frozen=True, slots=True)
class Arrival:
    """A version with keys that the archive does not have of it yet: a new one, or a known one with new keys.

    `part` and `story` are where it belongs so far; of a new version both are its own number.
    """

    number: int
    part: int
    story: int
    keys: tuple[Name, ...]
    sources: tuple[Name, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What a batch changes. Parts and stories are named by the number of their lowest version.

    `arrivals` maps each new version to its (part, story); `parts` an old part to the one that it went into; `stories`
    an old story to the one that absorbed it whole; `moved` an older version to its story, where one was taken apart.
    `sources` is what each part concerned knows of sources; `names` are the keys that may have changed.
    """

    arrivals: dict[int, tuple[int, int]]
    parts: dict[int, int]
    stories: dict[int, int]
    moved: dict[int, int]
    sources: dict[int, int | None]
    names: list[Name]


@dataclass(slots=True)
class _Batch:
    arrivals: Sequence[Arrival]
    new: frozenset[int]
    parts: Partition = field(default_factory=Partition)
    stories: Partition = field(default_factory=Partition)
    story_of: dict[int, int] = field(default_factory=dict)  # an old part, or a new version: its story so far
    sources: dict[int, int | None] = field(default_factory=dict)  # a part as joined: its source
    names: dict[int, Name] = field(default_factory=dict)
    turned: set[int] = field(default_factory=set)  # old stories that a slug tied which has become generic


def regroup(connection: sqlite3.Connection, arrivals: Sequence[Arrival]) -> Regrouped:
    """Work out what a batch changes. Only reads; the names that arrivals bear learn their bearers and sources."""
    batch = _Batch(arrivals, frozenset(arrival.number for arrival in arrivals if arrival.is_new))
    _join_parts(batch)
    _spread_sources(connection, batch)
    _join_stories(batch)
    broken = {batch.stories.find(story) for story in batch.turned}
    story_of_part, moved = _take_apart(connection, batch, broken)
    absorbed = _joined(batch.stories, batch.new)
    return Regrouped(
        arrivals={
            arrival.number: (part := batch.parts.find(arrival.part), story_of_part[part])
            for arrival in arrivals
            if arrival.is_new
        },
        parts=_joined(batch.parts, batch.new),
        stories={old: to for old, to in absorbed.items() if to not in broken},
        moved=moved,
        sources=batch.sources,
        names=list(batch.names.values()),
    )


def _joined(partition: Partition, new: frozenset[int]) -> dict[int, int]:
    return {old: to for old in partition.members() if (to := partition.find(old)) != old and old not in new}


def _join_parts(batch: _Batch) -> None:
    """Tie by strong keys. A key that nobody bore before takes its first arrival as its bearer."""
    for arrival in batch.arrivals:
        batch.parts.find(arrival.part)
        batch.story_of[arrival.part] = arrival.story
        for name in arrival.keys:
            batch.names[name.number] = name
            if name.part is None or name.story is None:
                name.bearer, name.part, name.story = arrival.number, arrival.part, arrival.story
                name.is_changed = True
            if not is_slug(name.name):
                batch.story_of[name.part] = name.story
                batch.parts.union(name.part, arrival.part)


def _spread_sources(connection: sqlite3.Connection, batch: _Batch) -> None:
    """Add up what the joined parts know of sources, and tell every slug of a part that has learnt of one."""
    members = batch.parts.members()
    before = dict(rows_of(connection, "SELECT part, source FROM part_sources WHERE part IN {}", members))
    for part in members:
        head = batch.parts.find(part)
        batch.sources[head] = either(batch.sources.get(head), before.get(part))
    for arrival in batch.arrivals:
        head = batch.parts.find(arrival.part)
        for source in arrival.sources:
            batch.sources[head] = either(batch.sources[head], source.number)
    learnt = [
        part for part in members if part not in batch.new and before.get(part) != batch.sources[batch.parts.find(part)]
    ]
    for part, slug in _slugs_of(connection, learnt):
        _tell(batch, batch.names.setdefault(slug.number, slug), part)
    for arrival in batch.arrivals:
        for name in arrival.keys:
            if is_slug(name.name):
                _tell(batch, name, arrival.part)


def _slugs_of(connection: sqlite3.Connection, parts: Sequence[int]) -> list[tuple[int, Name]]:
    question = f"""
        SELECT DISTINCT v.part, n.number, n.name, n.bearer, b.part, b.story, n.source
        FROM versions v JOIN version_keys k ON k.version = v.number JOIN names n ON n.number = k.key
        JOIN versions b ON b.number = n.bearer
        WHERE n.name GLOB '{SLUG}*' AND v.part IN {{}}"""  # noqa: S608  a constant of ours
    return [(part, Name(*row)) for part, *row in rows_of(connection, question, parts)]


def _tell(batch: _Batch, slug: Name, part: int) -> None:
    source = either(slug.source, batch.sources[batch.parts.find(part)])
    if source == slug.source:
        return
    slug.source, slug.is_changed = source, True
    if source == SEVERAL and slug.story is not None and slug.story not in batch.new:
        batch.turned.add(slug.story)


def _join_stories(batch: _Batch) -> None:
    """Tie the stories of joined parts, and by telling slugs."""
    for part, story in batch.story_of.items():
        batch.stories.union(story, batch.story_of[batch.parts.find(part)])
    for arrival in batch.arrivals:
        for name in arrival.keys:
            if is_slug(name.name) and name.source != SEVERAL and name.story is not None:
                batch.stories.union(name.story, arrival.story)


def _take_apart(
    connection: sqlite3.Connection, batch: _Batch, broken: set[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Group afresh the stories that lost a slug, with all that the batch ties to them.

    Gives the story of every part that arrived, and the stories of older versions that changed.
    """
    old = [story for story in batch.stories.members() if story not in batch.new and batch.stories.find(story) in broken]
    afresh = Partition()
    bearer: dict[int, int] = {}
    for arrival in batch.arrivals:
        if batch.stories.find(arrival.story) in broken:
            _tie(batch, afresh, bearer, arrival.part, arrival.keys)
    members = list(_members(connection, old))
    for _, _, part, slug in members:
        _tie(batch, afresh, bearer, part, [slug] if slug else [])
    head_of = {number: batch.parts.find(part) for number, _, part, _ in members}
    for tie in tied.of(connection, list(head_of)):
        afresh.union(head_of[tie.one], head_of[tie.other])
    story_of_part = {}
    for arrival in batch.arrivals:
        head, story = batch.parts.find(arrival.part), batch.stories.find(arrival.story)
        story_of_part[head] = afresh.find(head) if story in broken else story
    moved = {number: now for number, story, part, _ in members if (now := afresh.find(batch.parts.find(part))) != story}
    return story_of_part, moved


def _members(connection: sqlite3.Connection, stories: Sequence[int]) -> Iterable[tuple[int, int, int, Name | None]]:
    """Give number, story, part and slug of the versions of stories, one row for each key; other keys give None."""
    question = f"""
        SELECT v.number, v.story, v.part, n.number, n.name, n.bearer, NULL, NULL, n.source
        FROM versions v LEFT JOIN version_keys k ON k.version = v.number
        LEFT JOIN names n ON n.number = k.key AND n.name GLOB '{SLUG}*'
        WHERE v.story IN {{}}"""  # noqa: S608  a constant of ours
    for number, story, part, *name in rows_of(connection, question, stories):
        yield number, story, part, Name(*name) if name[0] is not None else None


def _tie(batch: _Batch, afresh: Partition, bearer: dict[int, int], part: int, keys: Iterable[Name]) -> None:
    head = batch.parts.find(part)
    afresh.find(head)
    for key in keys:
        name = batch.names.get(key.number, key)
        if is_slug(name.name) and name.source != SEVERAL:
            afresh.union(bearer.setdefault(name.number, head), head)
