"""Which versions are one story, decided from all pairs that were compared. Pure, whatever the order.

Groups grow from those that hints tie (agglomerative clustering): always the two that are likeliest one are joined, as
long as that is likely enough. How likely, the pairs between them say together: the mean of the better half,
since a version that is cut short agrees with some of a story's versions and not with others. A story
holds one version in a language from a publisher; near-copies, what a user parted, and what is dated too far apart
are never joined, whatever lies between.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import product

from tracuu.linking.odds import NONE, Compared, Rival, log_odds
from tracuu.linking.sorting import DAYS
from tracuu.tuples import Record

LEAST = math.log(1.5)
"""Log-odds from which on two groups are one story: 60 %, since a wrong story costs more trust than a missed one."""

NOT_COMPARED = -6.0
"""Log-odds of two versions that had too little in common to be compared."""

Pair = tuple[int, int]
"""Two versions, the lower number first."""


class Node(Record):
    """A version: the lowest of those that hints tie it to, its language (of terms), and its publisher or site.

    `day` counts from 1970, 0 where none is known.
    """

    number: int
    group: int
    lang: str
    publisher: str | None = None
    day: int = 0


class Tie(Record):
    """Two versions whose groups are one story: the likeliest pair between them, with the log-odds of the whole."""

    one: int
    other: int
    odds: float


def pair_of(one: int, other: int) -> Pair:
    """Put two versions in order."""
    return (one, other) if one < other else (other, one)


def weighed(nodes: Mapping[int, Node], pairs: Mapping[Pair, Compared], copies: frozenset[Pair]) -> dict[Pair, float]:
    """Give the log-odds of every pair, beside its rivals."""
    return {pair: log_odds(pairs[pair], beside) for pair, beside in rivals(nodes, pairs, copies).items()}


def rivals(
    nodes: Mapping[int, Node], pairs: Mapping[Pair, Compared], copies: frozenset[Pair]
) -> dict[Pair, tuple[Rival, Rival]]:
    """Give, for both versions of every pair, the most that was measured beside others in the other's language.

    Versions of the other's own group are no rivals, nor are near-copies of it.
    """
    met: dict[tuple[int, str], list[int]] = {}
    for one, other in pairs:
        met.setdefault((one, nodes[other].lang), []).append(other)
        met.setdefault((other, nodes[one].lang), []).append(one)

    def rival(of: int, beside: int) -> Rival:
        this = nodes[beside]
        others = [
            pairs[pair_of(of, other)]
            for other in met[of, this.lang]
            if nodes[other].group != this.group and pair_of(other, beside) not in copies
        ]
        return _most(others)

    return {(one, other): (rival(one, other), rival(other, one)) for one, other in pairs}


def _most(pairs: Sequence[Compared]) -> Rival:
    """Give the most of each measure."""
    if not pairs:
        return NONE
    agreed = [pair.agreement for pair in pairs]
    return Rival(
        max([pair.likeness for pair in pairs]),
        max([one.second for one in agreed]),
        max([one.pairs for one in agreed]),
        max([pair.alike or 0.0 for pair in pairs]),
    )


def decide(nodes: Sequence[Node], odds: Mapping[Pair, float], apart: frozenset[Pair] = frozenset()) -> list[Tie]:
    """Join groups; give a tie for every two that became one, in the order of joining.

    `odds` are those of `weighed`; `apart` are pairs that are never in one story.
    """
    groups = _Groups(nodes, odds, apart)
    waiting = [entry for one, other in groups.near() if (entry := groups.entry(one, other))]
    heapify(waiting)
    ties: list[Tie] = []
    while waiting:
        minus, one, other, state = heappop(waiting)
        if state != groups.state(one, other):
            continue
        ties.append(Tie(*groups.likeliest(one, other), -minus))
        for third in groups.join(one, other):
            if entry := groups.entry(*pair_of(one, third)):
                heappush(waiting, entry)
    return ties


Entry = tuple[float, int, int, tuple[int, int]]


class _Groups:
    """Groups by their lowest version, while they are joined."""

    def __init__(self, nodes: Iterable[Node], odds: Mapping[Pair, float], apart: frozenset[Pair]) -> None:
        self._odds = odds
        self._apart = apart
        self._members: dict[int, list[Node]] = {}
        for node in sorted(nodes, key=lambda node: node.number):
            self._members.setdefault(node.group, []).append(node)
        group_of = {node.number: group for group, members in self._members.items() for node in members}
        self._near: dict[int, set[int]] = {group: set() for group in self._members}
        for pair, value in odds.items():
            one, other = group_of[pair[0]], group_of[pair[1]]
            if one != other and value >= LEAST:
                self._near[one].add(other)
                self._near[other].add(one)

    def near(self) -> Iterable[Pair]:
        """Give the groups between which some pair is likely."""
        return [(one, other) for one, others in self._near.items() for other in sorted(others) if one < other]

    def state(self, one: int, other: int) -> tuple[int, int]:
        """Tell how large two groups are: it changes with each joining. 0 for one that is gone."""
        return len(self._members.get(one, ())), len(self._members.get(other, ()))

    def entry(self, one: int, other: int) -> Entry | None:
        """Give how likely two groups are one, for the heap; None when they are not."""
        if not self._may_join(one, other):
            return None
        values = sorted((self._odds.get(pair, NOT_COMPARED) for pair in self._between(one, other)), reverse=True)
        best = values[: (len(values) + 1) // 2]
        mean = sum(best) / len(best)
        return (-mean, one, other, self.state(one, other)) if mean >= LEAST else None

    def likeliest(self, one: int, other: int) -> Pair:
        """Give the pair between two groups that is likeliest."""
        return min(self._between(one, other), key=lambda pair: (-self._odds.get(pair, NOT_COMPARED), pair))

    def join(self, one: int, other: int) -> list[int]:
        """Put the second group into the first; give the groups near to both."""
        self._members[one] += self._members.pop(other)
        near = (self._near[one] | self._near.pop(other)) - {one, other}
        for third in near:
            self._near[third].discard(other)
            self._near[third].add(one)
        self._near[one] = near
        return sorted(near)

    def _between(self, one: int, other: int) -> list[Pair]:
        return [pair_of(ours.number, theirs.number) for ours in self._members[one] for theirs in self._members[other]]

    def _may_join(self, one: int, other: int) -> bool:
        if any(pair in self._apart for pair in self._between(one, other)):
            return False
        if any(_are_rivals(a, b) for a in self._members[one] for b in self._members[other]):
            return False
        return not _are_far_apart(self._members[one], self._members[other])


def _are_rivals(one: Node, other: Node) -> bool:
    if one.lang != other.lang:
        return False
    return one.publisher is None or other.publisher is None or one.publisher == other.publisher


def _are_far_apart(ours: Iterable[Node], theirs: Iterable[Node]) -> bool:
    """Tell whether some of one group are too far in time from some of the other; what hints tie counts as one."""
    return any(
        min(abs(day - other) for day in left for other in right) > DAYS
        for left, right in product(_days(ours), _days(theirs))
    )


def _days(nodes: Iterable[Node]) -> Iterable[Sequence[int]]:
    """Give the known days of what hints tie together."""
    found: dict[int, list[int]] = {}
    for node in nodes:
        if node.day:
            found.setdefault(node.group, []).append(node.day)
    return found.values()
