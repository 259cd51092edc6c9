"""Clusters in the making: things of several versions joined step by step, and what may not be joined.

A cluster never holds two different numbers, two entities, two documents of one number that one version tells apart by
issuer, place or date, two places of models that one version tells apart, or two names that one version sets side by
side in a sentence as different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tracuu.entities import Found, Step
from tracuu.mentions import agree
from tracuu.mentions.things import MOST_ALIKE, NAME, NUMBER, Thing, are_apart, are_namesakes, clash

Node = tuple[int, int]
"""A thing: the place of its version among the story's, and of the thing in that version."""

VARIANT = 0.5  # how alike two names of one version are written that may stand side by side and yet be one
FIRM = 3.2  # what holds a group that is taken as known where it leaves the rest of a sentence less doubtful
OUTWEIGHS = 0.5  # part of what holds two groups together in themselves that a link between them must weigh


class Edge(NamedTuple):
    """What links two things of two versions: how much all their links weigh, and in how many sentences.

    `alone`: in one of them no other name could be meant.
    """

    weight: float
    alone: bool
    links: int
    one: Node
    other: Node


class Bonds:
    """All things of a story, in groups that grow."""

    def __init__(
        self, things: Sequence[Sequence[Thing]], apart: Mapping[Node, set[Node]], constant: Collection[int]
    ) -> None:
        """Take the things by version, which of one version stand side by side as different ones.

        `constant` are versions that word a name in one way only.
        """
        self._things = things
        self._alike = [_of_one_name(own) for own in things]
        self._apart = apart
        self._constant = constant
        self._parent: dict[Node, Node] = {}
        self._members: dict[Node, list[Node]] = {}
        self._strength: dict[Node, float] = {}
        self._steps: dict[Node, list[Step]] = {}

    def root(self, node: Node) -> Node:
        """Give the node that stands for the group of a node."""
        while (parent := self._parent.get(node)) is not None:
            node = parent
        return node

    def is_one(self, one: Node, other: Node) -> bool:
        """Tell whether two nodes are in one group, and that by more than one place where they stand alone."""
        root = self.root(one)
        return root == self.root(other) and self._strength.get(root, 0.0) >= FIRM

    def members(self, node: Node) -> Sequence[Node]:
        """Give the group of a node."""
        root = self.root(node)
        return self._members.get(root, [root])

    def namesakes(self, node: Node) -> list[Found]:
        """Give the other models of its name that a version of its group tells apart from it by place.

        Of several versions that do, those of the one that has most; none where no version does.
        """
        alike = (
            [other.whole for other in self._alike[version].get(thing.whole.name, ()) if are_namesakes(thing, other)]
            for version, place in self.members(node)
            for thing in (self._things[version][place],)
        )
        return max(alike, key=len, default=[])

    def steps(self, node: Node) -> Sequence[Step]:
        """Give why a group was joined."""
        return self._steps.get(self.root(node), ())

    def groups(self) -> list[Sequence[Node]]:
        """Give all groups, each once."""
        nodes = ((version, place) for version, held in enumerate(self._things) for place in range(len(held)))
        return [self.members(node) for node in nodes if self.root(node) == node]

    def join(self, edge: Edge, step: Step, lifted: frozenset[tuple[Node, Node]] = frozenset()) -> bool:
        """Join the groups of an edge's ends when they may be one; tell whether they are one now.

        `lifted` are pairs of one version that may be one although they stand side by side.
        """
        one, other, weight = edge.one, edge.other, edge.weight
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return True
        if not self._may_join(first, second, edge, lifted):
            return False
        self._parent[second] = first
        self._members[first] = sorted([*self.members(first), *self._members.pop(second, [second])])
        self._strength[first] = max(self._strength.get(first, 0.0), self._strength.pop(second, 0.0), weight)
        self._steps[first] = [*self._steps.get(first, ()), *self._steps.pop(second, ()), step]
        return True

    def _may_join(self, one: Node, other: Node, edge: Edge, lifted: frozenset[tuple[Node, Node]]) -> bool:
        ours, theirs = self.members(one), self.members(other)
        shared = {version for version, _ in ours} & {version for version, _ in theirs}
        if len(shared) > 1 and edge.weight < OUTWEIGHS * min(
            self._strength.get(one, 0.0), self._strength.get(other, 0.0)
        ):
            return False
        return all(self._agree(a, b, lifted, sure=edge.alone) for a in ours for b in theirs)

    def _agree(self, one: Node, other: Node, lifted: frozenset[tuple[Node, Node]], *, sure: bool) -> bool:
        first, second = self._things[one[0]][one[1]], self._things[other[0]][other[1]]
        ours, theirs = first.whole, second.whole
        if ours.entity and theirs.entity and ours.entity != theirs.entity:
            return False
        if NUMBER in {first.sort, second.sort}:
            return agree.numbers_agree(ours.number, theirs.number) and _may_be_one(ours, theirs, own=one[0] == other[0])
        if first.figures and second.figures and not _within(first.figures, second.figures):
            return False
        if one[0] == other[0] and first.sort == NAME:
            return not are_apart(ours, theirs) and self._are_variants(one, other, sure=sure, lifted=lifted)
        return True

    def _are_variants(self, one: Node, other: Node, *, sure: bool, lifted: frozenset[tuple[Node, Node]]) -> bool:
        """Tell whether two names of one version may be wordings of one thing.

        A translation words a name in several ways, the Vietnamese original never: there only a longer and a shorter
        form are one.
        """
        ours, theirs = (self._things[node[0]][node[1]].whole.name or "" for node in (one, other))
        if agree.likeness(ours, theirs) >= VARIANT or ours in theirs or theirs in ours:
            return True
        if not sure or one[0] in self._constant:
            return False
        return other not in self._apart.get(one, ()) or (one, other) in lifted or (other, one) in lifted


def _of_one_name(things: Sequence[Thing]) -> dict[str | None, list[Thing]]:
    """Give the things of a version by name, where several have one."""
    called: dict[str | None, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.sort == NAME:
            called[thing.whole.name].append(thing)
    return {name: alike[:MOST_ALIKE] for name, alike in called.items() if len(alike) > 1}


def _may_be_one(one: Found, other: Found, *, own: bool) -> bool:
    """Tell whether two documents of one number may be one: `own` are those of one version, which states them all."""
    if own:
        return agree.kinds_agree(one.kinds, other.kinds) and not clash(one, other)
    return agree.symbol_types_agree(one.symbol, other.symbol)


def _within(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = set(one), set(other)
    return first <= second or second <= first
