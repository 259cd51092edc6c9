"""Learn names: in which language which name means which entity, from what the stories themselves tie together.

A cluster that is anchored (the register knows it, or a Vietnamese version names it) is evidence for all its other
names. A name is promoted when two independent stories agree, or a user confirms it; then it is found and resolved
everywhere, also in stories without a Vietnamese version. What it ties to anchors further clusters, so the work goes in
rounds until nothing is added.

A model's name is learned for its family: in which commune it stands no name tells.

The result depends on the set of clusters, never on their order; and what it says of a name only on the stories that
hold this name, or one tied to it through clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracuu.entities import Alias, Cluster, Decision
from tracuu.mentions import agree, ids
from tracuu.mentions.decisions import Rules, rules
from tracuu.mentions.register import Register
from tracuu.mentions.which_model import vietnamese
from tracuu.text.codes import primary

INDEPENDENT = 2  # stories that must agree
COPY_DAYS = 3  # within which two stories of the same things are taken for copies of one press release
OUTWEIGHS = 20  # times as many stories as all others together that a name must have, to stand against a stray one
MOST_ROUNDS = 8  # a name learned in the eighth round rests on seven others; what would come then is left out

LAWS = frozenset({"law", "ordinance"})
"""Kinds of documents that are called by a name; what is learned is the name, which several may bear."""

_LEARNED = agree.NAMED | LAWS

# A name that may well be said of other things too: one word, or a number and one word ("3 no").
_FEWEST_WORDS, _FEWEST_SIGNS = 2, 4
_SIGNS = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

Name = tuple[str, str]
"""A language and a folded name."""


class Learned(NamedTuple):
    """All names that were learned, sorted, and the meaning of those that stand for their entity everywhere."""

    aliases: tuple[Alias, ...]
    promoted: Mapping[Name, str]


class _Evidence(NamedTuple):
    """What is needed of one cluster: its story, its names with their printed form, what it is by itself."""

    story: str
    names: tuple[tuple[Name, str], ...]
    anchor: str | None


class Story(NamedTuple):
    """What tells whether two stories are copies of one text: the things they name (`same`), the day (an ordinal)."""

    same: tuple[object, ...]
    day: int | None


def learn(clusters: Iterable[Cluster], register: Register, decisions: Sequence[Decision] = ()) -> Learned:
    """Learn the names of all clusters of an archive, or of a part that is closed under shared names."""
    ruled = rules(decisions)
    evidence, stories = _read(clusters, register)
    told = _told([one for one in evidence if one.anchor], {}, ruled)
    sure = {name: _weighed(entities, stories) for name, entities in told.items()}
    unsure = [one for one in evidence if not one.anchor]
    meanings: dict[Name, str] = {}
    contested: set[Name] = set()
    for _ in range(MOST_ROUNDS):
        more = _told(unsure, meanings, ruled)
        weighed = sure | {name: _weighed(_with(told.get(name, {}), more[name]), stories) for name in more}
        contested |= {name for name, counts in weighed.items() if _is_contested(counts)}
        promoted = _promoted(weighed, contested, ruled)
        if promoted == meanings:
            break
        meanings = promoted
    aliases = _aliases(evidence, weighed, contested, meanings, ruled)
    return Learned(tuple(sorted(aliases)), meanings)


def _read(clusters: Iterable[Cluster], register: Register) -> tuple[list[_Evidence], dict[str, Story]]:
    """Keep of the clusters what learning needs; what tells stories apart is joined from all their clusters."""
    evidence: list[_Evidence] = []
    parts: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        parts[cluster.story].append(cluster)
        if cluster.names and _LEARNED.intersection(cluster.kinds[:1]):
            surfaces = {(lang, agree.folded(label)): label for lang, label in reversed(cluster.labels)}
            named = tuple((name, surfaces.get(name, name[1])) for name in cluster.names)
            evidence.append(_Evidence(cluster.story, named, _anchor(cluster, register)))
    return evidence, {story: _story(held) for story, held in parts.items()}


def _anchor(cluster: Cluster, register: Register) -> str | None:
    """Give the entity that a cluster is by itself: the register's, or that of its Vietnamese name."""
    if cluster.entity and register.get(cluster.entity):
        return cluster.entity
    if agree.NAMED.isdisjoint(cluster.kinds[:1]):
        return _law(cluster, register)
    name = vietnamese(cluster)
    if name is None:
        return None
    return ids.movement_id(name) if cluster.kinds[:1] == ("movement",) else ids.family_id(name)


def _law(cluster: Cluster, register: Register) -> str | None:
    """Give the law of the cluster's Vietnamese name; of several that bore it one after the other the first known."""
    named = [one for lang, name in cluster.names if primary(lang) == "vi" for one in register.named("vi", name)]
    return next((one.id for one in named if one.kind in LAWS), None)


def _story(clusters: Sequence[Cluster]) -> Story:
    first = min(clusters, key=lambda cluster: cluster.ordinal)
    numbers = {f"{cluster.number}{cluster.symbol or ''}" for cluster in clusters if cluster.number}
    names = {agree.folded(vietnamese(cluster) or "") or cluster.entity or "" for cluster in clusters if cluster.names}
    return story_of(first.day, first.province, numbers, names)


def story_of(day: str | None, province: str | None, numbers: Iterable[str], names: Iterable[str]) -> Story:
    """Say what tells a story from others: the numbers of its instruments and its names.

    Where there is no number that would tell one text from another, stories of two provinces are two.
    """
    counted = tuple(sorted(numbers))
    same = (counted, tuple(sorted(names)), None if counted else province)
    return Story(same, date.fromisoformat(day).toordinal() if day else None)


def _told(evidence: Iterable[_Evidence], meanings: Mapping[Name, str], ruled: Rules) -> dict[Name, dict[str, set[str]]]:
    """Give, for each name, the entities that stories tie it to, with these stories."""
    told: dict[Name, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in evidence:
        learned = {name: meanings[name] for name, _ in one.names if name in meanings} if one.anchor is None else {}
        entity = one.anchor or (next(iter(learned.values())) if len(set(learned.values())) == 1 else None)
        meant = ruled.meant(one.story, entity) if entity else None
        if meant is not None:
            for name, _ in one.names:
                if set(learned) != {name}:  # no name is evidence of itself
                    told[name][meant].add(one.story)
    return told


def _with(told: Mapping[str, set[str]], more: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    return {entity: told.get(entity, set()) | more.get(entity, set()) for entity in {*told, *more}}


def _weighed(entities: Mapping[str, set[str]], stories: Mapping[str, Story]) -> dict[str, int]:
    """Count, for each entity of a name, the independent stories."""
    return {entity: independent([stories[story] for story in held]) for entity, held in entities.items()}


def independent(stories: Iterable[Story]) -> int:
    """Count stories, those that are copies of one press release once.

    Copies name the same instruments and the same things within some days of each other.
    """
    alike: dict[tuple[object, ...], list[int | None]] = defaultdict(list)
    for story in stories:
        alike[story.same].append(story.day)
    return sum(map(_apart, alike.values()))


def _apart(days: Sequence[int | None]) -> int:
    """Count groups of days, each as long as copies of one text keep coming; what is undated joins any group."""
    if len(days) == 1:
        return 1
    groups, first = 0, None
    for day in sorted(day for day in days if day is not None):
        if first is None or day - first > COPY_DAYS:
            groups, first = groups + 1, day
    return max(1, groups)


def _is_contested(counts: Mapping[str, int]) -> bool:
    """Tell whether stories take a name for several things, so that it is no evidence of any."""
    most = max(counts.values())
    others = sum(counts.values()) - most
    return bool(others) and most < OUTWEIGHS * others


def _promoted(weighed: Mapping[Name, Mapping[str, int]], contested: set[Name], ruled: Rules) -> dict[Name, str]:
    """Give the names that stand for one entity everywhere."""
    promoted = dict(ruled.confirmed)
    for name, counts in weighed.items():
        entity = max(sorted(counts), key=lambda one: counts[one])
        if name in promoted or name in contested or (*name, entity) in ruled.banned or is_generic(*name):
            continue
        if counts[entity] >= INDEPENDENT:
            promoted[name] = entity
    return {name: ruled.canonical(entity) for name, entity in promoted.items()}


def is_generic(lang: str, name: str) -> bool:
    """Tell whether a name is so short that it may be said of anything: one word, or a number and one word."""
    if primary(lang) in _SIGNS:
        return sum(sign.isalpha() for sign in name) < _FEWEST_SIGNS
    return sum(word.isalpha() for word in name.split()) < _FEWEST_WORDS


def _aliases(
    evidence: Iterable[_Evidence],
    weighed: Mapping[Name, Mapping[str, int]],
    contested: set[Name],
    meanings: Mapping[Name, str],
    ruled: Rules,
) -> Iterable[Alias]:
    """Give all names that stories or users tie to an entity, each with its state."""
    printed: dict[Name, str] = {}
    for one in evidence:
        for name, surface in one.names:
            printed[name] = min(printed.get(name, surface), surface)
    pairs = {(name, entity): count for name, counts in weighed.items() for entity, count in counts.items()}
    for name, entity in ruled.confirmed.items():
        pairs.setdefault((name, ruled.canonical(entity)), 0)
    for lang, text, entity in ruled.banned:
        pairs.setdefault(((lang, text), entity), 0)
    for (name, entity), count in pairs.items():
        state = _state(name, entity, contested, meanings, ruled)
        yield Alias(*name, entity, count, state, printed.get(name, name[1]))


def _state(name: Name, entity: str, contested: set[Name], meanings: Mapping[Name, str], ruled: Rules) -> str:
    if (*name, entity) in ruled.banned:
        return "banned"
    if name in ruled.confirmed:
        return "confirmed" if ruled.canonical(ruled.confirmed[name]) == entity else "contested"
    if name in contested:
        return "contested"
    return "promoted" if meanings.get(name) == entity else "weak"
