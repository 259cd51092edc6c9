"""Gather a story: all places of all its versions that name one thing become one cluster.

Within a version things are told apart by name, or by number, issuer and date (`things`). Across versions they are one
by an entity of the register or by one spelling, by a number that no other thing there has, and for the rest by where
they stand (`project`). Pure: the result depends on the story's versions and the register alone, in whatever order the
versions came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import combinations, groupby, islice

from tracuu.align.sentences import split
from tracuu.entities import Cluster, Step, Text
from tracuu.mentions import agree, issuers, project
from tracuu.mentions.agree import NAMED
from tracuu.mentions.bonds import Bonds, Edge, Node
from tracuu.mentions.doubts import undoubted
from tracuu.mentions.joining import cluster_of
from tracuu.mentions.register import Register
from tracuu.mentions.rivals import Cells
from tracuu.mentions.things import NAME, NUMBER, SESSION, Thing, are_apart, clash, things
from tracuu.mentions.topics import with_topics
from tracuu.mentions.twins import parted
from tracuu.mentions.wordings import wordings
from tracuu.records import Mark
from tracuu.text.codes import primary

MOST_PIVOTS = 3
"""Versions that all others may be aligned with, one after the other, until nothing is left to be linked."""

MOST_ALIKE = 300
"""Things of one number or name, over all versions of a story, that are compared pair by pair."""

CERTAIN = 9.0
"""Weight of what needs no alignment: one entity, one spelling, one number."""


def gather(texts: Sequence[Text], register: Register) -> tuple[Cluster, ...]:
    """Put all Founds of a story's versions into clusters, each into exactly one, in the order of their first places."""
    ordered = [_at_home(text, texts) for text in sorted(texts, key=_rank)]
    held = parted(ordered, [_with_movements(things(text), text, register) for text in ordered])
    vietnamese = {version for version, text in enumerate(ordered) if primary(text.lang) == "vi"}
    apart = dict(_apart(ordered, held))
    bonds = Bonds(held, apart, vietnamese)
    for sure in (_by_entity, _by_name, _by_number, partial(wordings, apart=apart)):
        for one, other, step in sure(ordered, held):
            bonds.join(Edge(CERTAIN, alone=True, links=1, one=one, other=other), step)
    _by_alignment(ordered, held, bonds)
    groups = sorted(bonds.groups(), key=lambda group: _first_place(group, ordered, held))
    return tuple(
        _cluster(ordinal, [(ordered[version], held[version][place]) for version, place in group], register, steps)
        for ordinal, group in enumerate(groups, start=1)
        for steps in (bonds.steps(group[0]),)
    )


def _cluster(ordinal: int, members: Sequence[tuple[Text, Thing]], register: Register, steps: Sequence[Step]) -> Cluster:
    places = [(text, text.found[place]) for text, thing in members for place in thing.members]
    return with_topics(cluster_of(ordinal, members, steps), places, register)


def _rank(text: Text) -> tuple[bool, bool, str, str]:
    """Order versions: the original, other Vietnamese ones, then by language and id; never by when they came."""
    return not text.original, primary(text.lang) != "vi", text.lang, text.id


def _at_home(text: Text, texts: Sequence[Text]) -> Text:
    """Set the province that the newspaper was of on the story's day."""
    province = issuers.before_merging(text.province, {one.province for one in texts}, text.day)
    return text if province == text.province else text._replace(province=province)


def _first_place(group: Sequence[Node], texts: Sequence[Text], held: Sequence[Sequence[Thing]]) -> tuple[int, int]:
    return min((version, texts[version].found[held[version][place].members[0]].start) for version, place in group)


def _with_movements(made: list[Thing], text: Text, register: Register) -> list[Thing]:
    """Set the entity of names that the register knows in this language, by words or by what they are composed of."""

    def known(thing: Thing) -> Thing:
        whole = thing.whole
        if thing.sort != NAME or not whole.name or whole.entity or not NAMED.intersection(whole.kinds):
            return thing
        movement = _movement(register, text.lang, whole.name)
        return thing._replace(whole=whole._replace(entity=movement)) if movement else thing

    return [known(thing) for thing in made]


@lru_cache(maxsize=20_000)
def _movement(register: Register, lang: str, name: str) -> str | None:
    found = register.movement_of(lang, name)
    return found[0] if found else None


def _apart(texts: Sequence[Text], held: Sequence[Sequence[Thing]]) -> Iterator[tuple[Node, set[Node]]]:
    """Give, for each name, the other names that its version sets beside it in one sentence."""
    for version, (text, made) in enumerate(zip(texts, held, strict=True)):
        starts = sorted(
            (text.found[place].start, number)
            for number, thing in enumerate(made)
            if thing.sort == NAME
            for place in thing.members
        )
        beside: dict[int, set[int]] = defaultdict(set)
        lines = [mark.start for mark in text.marks]
        for line, near in groupby(starts, key=lambda item: bisect_right(lines, item[0]) - 1):
            places = list(near)
            if len({number for _, number in places}) > 1:
                for together in _by_sentence(text.given, text.marks[line], places):
                    for number in together:
                        beside[number] |= together - {number}
        for number, others in beside.items():
            yield (version, number), {(version, other) for other in others}


def _by_sentence(given: str, line: Mark, places: Sequence[tuple[int, int]]) -> list[set[int]]:
    """Give the things that stand together in one sentence; `places` are those of one line (start and thing)."""
    ends = [line.start + end for _, end in split(given[line.start : line.end])]
    together: dict[int, set[int]] = defaultdict(set)
    for start, number in places:
        held = together[bisect_right(ends, start)]
        if len(held) < project.MOST_SPOTS:
            held.add(number)
    return list(together.values())


Joined = tuple[Node, Node, Step]


def _by_entity(texts: Sequence[Text], held: Sequence[Sequence[Thing]]) -> Iterator[Joined]:
    """Join what the register knows as one entity."""
    first: dict[str, Node] = {}
    for node, thing in _nodes(held):
        entity = thing.whole.entity
        if entity:
            home = first.setdefault(entity, node)
            if home != node:
                yield home, node, Step("linking.same_entity", {"entity": entity, "lang": texts[node[0]].lang})


def _by_name(texts: Sequence[Text], held: Sequence[Sequence[Thing]]) -> Iterator[Joined]:
    """Join names that several versions spell alike, unless they stand for models of different places."""
    spelled: dict[str, list[tuple[Node, Thing]]] = defaultdict(list)
    for node, thing in _nodes(held):
        if thing.sort == NAME and thing.whole.name:
            spelled[thing.whole.name].append((node, thing))
    for name, alike in sorted(spelled.items()):
        for (one, first), (other, second) in _pairs_of_versions(alike):
            if agree.kinds_agree(first.whole.kinds, second.whole.kinds) and not are_apart(first.whole, second.whole):
                yield one, other, Step("linking.same_name", {"name": name, "lang": texts[other[0]].lang})


def _by_number(texts: Sequence[Text], held: Sequence[Sequence[Thing]]) -> Iterator[Joined]:
    """Join instruments of one number, or of one congress or plenum, where neither version has another that fits."""
    numbered: dict[tuple[str, str], list[tuple[Node, Thing]]] = defaultdict(list)
    for node, thing in _nodes(held):
        if thing.sort in {NUMBER, SESSION}:
            number = agree.plain_number(thing.whole.number or "")
            session = (thing.whole.session or "").partition(":")[0]
            numbered[thing.sort, number if thing.sort == NUMBER else session].append((node, thing))
    for (sort, number), alike in sorted(numbered.items()):
        pairs = [
            (one[0], other[0])
            for one, other in _pairs_of_versions(alike)
            if agree.kinds_agree(one[1].whole.kinds, other[1].whole.kinds)
            and agree.sessions_agree(one[1].whole.session, other[1].whole.session)
        ]
        of = {node: thing.whole for node, thing in alike}
        for one, other in _mutual(pairs):
            if not clash(of[one], of[other]):
                values = {"number": number if sort == NUMBER else of[one].session, "lang": texts[other[0]].lang}
                yield one, other, Step("linking.same_number", values)


def _mutual(pairs: Sequence[tuple[Node, Node]]) -> Iterator[tuple[Node, Node]]:
    """Give the pairs of which neither node has another partner in the other's version."""
    partners: dict[tuple[Node, int], int] = defaultdict(int)
    for one, other in pairs:
        partners[one, other[0]] += 1
        partners[other, one[0]] += 1
    return (pair for pair in pairs if partners[pair[0], pair[1][0]] == partners[pair[1], pair[0][0]] == 1)


def _nodes(held: Sequence[Sequence[Thing]]) -> Iterator[tuple[Node, Thing]]:
    for version, made in enumerate(held):
        for place, thing in enumerate(made):
            yield (version, place), thing


def _pairs_of_versions(
    alike: Iterable[tuple[Node, Thing]],
) -> Iterator[tuple[tuple[Node, Thing], tuple[Node, Thing]]]:
    """Pair things of different versions; what is more than any story has is left to the alignment."""
    first = list(islice(alike, MOST_ALIKE))
    return ((one, other) for one, other in combinations(first, 2) if one[0][0] != other[0][0])


def _by_alignment(texts: Sequence[Text], held: Sequence[list[Thing]], bonds: Bonds) -> None:
    """Join through the alignment: all versions with the pivot, then what is left with the next best one."""
    sides: dict[int, project.Side] = {}

    def side(version: int) -> project.Side:
        if version not in sides:
            sides[version] = project.side(texts[version], held[version])
        return sides[version]

    done: set[frozenset[int]] = set()
    for _ in range(MOST_PIVOTS):
        open_ = {version: _open(version, held, bonds) for version in range(len(texts))}
        pivot = _pivot(texts, open_, done)
        if pivot is None:
            return
        others = [version for version in open_ if version != pivot and frozenset({version, pivot}) not in done]
        done |= {frozenset({version, pivot}) for version in others}
        open_pairs = [other for other in others if _both_open(pivot, other, held, bonds)]
        pairs = [
            (pivot, other, project.aligned(side(pivot), side(other), _same(pivot, other, bonds)))
            for other in open_pairs
        ]
        while pairs and _join_aligned(texts, sides, pairs, bonds):
            pairs = [pair for pair in pairs if _both_open(pair[0], pair[1], held, bonds)]


Pair = tuple[int, int, list[Cells]]
"""Two versions and what their alignment puts side by side."""


def _join_aligned(
    texts: Sequence[Text], sides: Mapping[int, project.Side], pairs: Iterable[Pair], bonds: Bonds
) -> bool:
    """Join what the alignment of some pairs says; tell whether anything was: it may make other links surer."""
    found: list[Edge] = []
    lifted: set[tuple[Node, Node]] = set()
    for one, other, cells in pairs:
        made = project.links(sides[one], sides[other], cells, _same(one, other, bonds))
        found += undoubted(_edges(made, one, other), sides[one].things, sides[other].things, bonds)
        lifted |= _variants(made, one, other)
    return _join(texts, bonds, found, frozenset(lifted))


def _open(version: int, held: Sequence[Sequence[Thing]], bonds: Bonds) -> int:
    """Count the things of a version that no other version has yet."""
    return sum(len(bonds.members((version, place))) == 1 for place in range(len(held[version])))


def _pivot(texts: Sequence[Text], open_: dict[int, int], done: set[frozenset[int]]) -> int | None:
    """Choose the version to align with: the Vietnamese one first, then the one with most that is not linked."""
    able = [
        version
        for version in open_
        if any(frozenset({version, other}) not in done for other in open_ if other != version)
    ]
    if not able or sum(open_.values()) == 0:
        return None
    return max(able, key=lambda version: (primary(texts[version].lang) == "vi", open_[version], -version))


def _both_open(one: int, other: int, held: Sequence[Sequence[Thing]], bonds: Bonds) -> bool:
    """Tell whether two versions have things of one sort that the other's have not been joined with."""
    return bool(_lonely(one, other, held, bonds) & _lonely(other, one, held, bonds))


def _lonely(one: int, other: int, held: Sequence[Sequence[Thing]], bonds: Bonds) -> set[tuple[str, str]]:
    """Give the sorts, and for instruments the numbers, of a version's things without a partner in another version."""
    return {
        (thing.sort, agree.plain_number(thing.whole.number or "") if thing.sort == NUMBER else "")
        for place, thing in enumerate(held[one])
        if all(version != other for version, _ in bonds.members((one, place)))
    }


def _edges(links: Iterable[project.Link], one: int, other: int) -> list[Edge]:
    held: dict[tuple[int, int], list[project.Link]] = defaultdict(list)
    for link in links:
        held[link.left, link.right].append(link)
    return [
        Edge(sum(link.weight for link in found), any(link.alone for link in found), len(found), (one, a), (other, b))
        for (a, b), found in held.items()
    ]


def _variants(links: Iterable[project.Link], one: int, other: int) -> set[tuple[Node, Node]]:
    """Give pairs of names that stand side by side where the other side says one name as often."""
    variants: dict[tuple[int, int], set[int]] = defaultdict(set)
    for link in links:
        if link.repeated:
            variants[one, link.right].add(link.left)
            variants[other, link.left].add(link.right)
    return {
        ((version, a), (version, b))
        for (version, _), places in variants.items()
        for a, b in combinations(sorted(places), 2)
    }


def _same(one: int, other: int, bonds: Bonds) -> Callable[[int, int], bool]:
    return lambda left, right: bonds.is_one((one, left), (other, right))


def _join(texts: Sequence[Text], bonds: Bonds, edges: Iterable[Edge], lifted: frozenset[tuple[Node, Node]]) -> bool:
    """Join along the edges that weigh enough, the weightiest first; tell whether any two were joined."""
    joined = False
    for edge in sorted(edges, key=lambda edge: (-round(edge.weight, 6), edge.one, edge.other)):
        if edge.weight >= project.ENOUGH and bonds.root(edge.one) != bonds.root(edge.other):
            langs = {"lang": texts[edge.other[0]].lang, "pivot": texts[edge.one[0]].lang}
            step = Step("linking.aligned", {**langs, "count": edge.links}, round(edge.weight, 2))
            joined = bonds.join(edge, step, lifted) or joined
    return joined
