"""Clusters in the making: things of several versions joined step by step, and what may not be joined.

A cluster never holds two different numbers, two entities, two places of models that one version tells apart, or two
names that one version sets side by side in a sentence as different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracuu.entities import Step
from tracuu.mentions import agree
from tracuu.mentions.things import NAME, NUMBER, Thing, is_placed

Node = tuple[int, int]
"""A thing: the place of its version among the story's, and of the thing in that version."""

VARIANT = 0.5  # how alike two names of one version are written that may stand side by side and yet be one
OUTWEIGHS = 0.5  # part of what holds two groups together in themselves that a link between them must weigh


class Bonds:
    """All things of a story, in groups that grow."""

    def __init__(self, things: Sequence[Sequence[Thing]], apart: Mapping[Node, set[Node]]) -> None:
        """Take the things by version, and which of one version stand side by side as different things."""
        self._things = things
        self._apart = apart
        self._parent: dict[Node, Node] = {}
        self._members: dict[Node, list[Node]] = {}
        self._strength: dict[Node, float] = {}
        self._steps: dict[Node, list[Step]] = {}

    def root(self, node: Node) -> Node:
        """Give the node that stands for the group of a node."""
        while (parent := self._parent.get(node)) is not None:
            node = parent
        return node

    def members(self, node: Node) -> Sequence[Node]:
        """Give the group of a node."""
        root = self.root(node)
        return self._members.get(root, [root])

    def steps(self, node: Node) -> Sequence[Step]:
        """Give why a group was joined."""
        return self._steps.get(self.root(node), ())

    def groups(self) -> list[Sequence[Node]]:
        """Give all groups, each once."""
        nodes = ((version, place) for version, held in enumerate(self._things) for place in range(len(held)))
        return [self.members(node) for node in nodes if self.root(node) == node]

    def join(self, one: Node, other: Node, weight: float, step: Step, lifted: frozenset[tuple[Node, Node]]) -> bool:
        """Join the groups of two nodes when they may be one; tell whether they are one now.

        `lifted` are pairs of one version that may be one although they stand side by side.
        """
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return True
        if not self._may_join(first, second, weight, lifted):
            return False
        self._parent[second] = first
        self._members[first] = sorted([*self.members(first), *self._members.pop(second, [second])])
        self._strength[first] = max(self._strength.get(first, 0.0), self._strength.pop(second, 0.0), weight)
        self._steps[first] = [*self._steps.get(first, ()), *self._steps.pop(second, ()), step]
        return True

    def _may_join(self, one: Node, other: Node, weight: float, lifted: frozenset[tuple[Node, Node]]) -> bool:
        ours, theirs = self.members(one), self.members(other)
        shared = {version for version, _ in ours} & {version for version, _ in theirs}
        if len(shared) > 1 and weight < OUTWEIGHS * min(self._strength.get(one, 0.0), self._strength.get(other, 0.0)):
            return False
        return all(self._agree(a, b, lifted) for a in ours for b in theirs)

    def _agree(self, one: Node, other: Node, lifted: frozenset[tuple[Node, Node]]) -> bool:
        first, second = self._things[one[0]][one[1]], self._things[other[0]][other[1]]
        ours, theirs = first.whole, second.whole
        if ours.entity and theirs.entity and ours.entity != theirs.entity:
            return False
        if NUMBER in {first.sort, second.sort}:
            return agree.numbers_agree(ours.number, theirs.number)
        if first.figures and second.figures and not _within(first.figures, second.figures):
            return False
        if one[0] == other[0] and is_placed(ours, theirs) and not agree.places_agree(ours.place, theirs.place):
            return False
        if one[0] == other[0] and other in self._apart.get(one, ()):
            alike = first.sort == NAME and agree.likeness(ours.name or "", theirs.name or "") >= VARIANT
            return alike or (one, other) in lifted or (other, one) in lifted
        return True


def _within(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = set(one), set(other)
    return first <= second or second <= first
