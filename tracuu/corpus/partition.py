"""Disjoint sets of numbers: which belong together when some are tied to others."""

from __future__ import annotations

from collections.abc import Iterable


class Partition:
    """Disjoint sets of numbers, each named by its smallest member (Tarjan's union-find, with path halving)."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, member: int) -> int:
        """Give the smallest member of the set that holds `member`; one not met before is a set of its own."""
        parent = self._parent
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def union(self, one: int, other: int) -> int:
        """Make one set of the sets of two members; give its smallest member."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
        return low

    def union_all(self, members: Iterable[int]) -> None:
        """Make one set of all these members."""
        first: int | None = None
        for member in members:
            first = self.find(member) if first is None else self.union(first, member)

    def members(self) -> list[int]:
        """Give all numbers met so far, in rising order."""
        return sorted(self._parent)

    def sets(self) -> dict[int, list[int]]:
        """Give all sets: smallest member to all members, in rising order."""
        found: dict[int, list[int]] = {}
        for member in self.members():
            found.setdefault(self.find(member), []).append(member)
        return found
