"""Which links between two versions are left out, however well they are placed: another reading is as likely.

Each version may have left out a name. What stands where the other version has a name may then be the translation of
another one, and its place alone does not tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tracuu.entities import Found
from tracuu.mentions import agree
from tracuu.mentions.bonds import VARIANT, Bonds, Edge
from tracuu.mentions.things import MOST_ALIKE, NAME, Thing


def undoubted(edges: Sequence[Edge], left: Sequence[Thing], right: Sequence[Thing], bonds: Bonds) -> list[Edge]:
    """Give the links between things of two versions that are not doubtful; edges go from left to right."""
    turned = [edge._replace(one=edge.other, other=edge.one) for edge in edges]
    kept = _sure(edges, left, right, bonds) & _sure(turned, right, left, bonds)
    return [edge for place, edge in enumerate(edges) if place in kept]


def _sure(edges: Sequence[Edge], left: Sequence[Thing], right: Sequence[Thing], bonds: Bonds) -> set[int]:
    """Give the places of the edges that nothing on the left side speaks against."""
    wordings: dict[int, list[int]] = defaultdict(list)
    called: dict[str | None, set[int]] = defaultdict(set)
    for edge in edges:
        wordings[edge.one[1]].append(edge.other[1])
        called[left[edge.one[1]].whole.name].add(edge.other[1])
    namesakes = {edge.one: bonds.namesakes(edge.one) for edge in edges}
    return {
        place
        for place, edge in enumerate(edges)
        for one, other in ((left[edge.one[1]], right[edge.other[1]]),)
        if one.sort != NAME
        or not (
            _may_be_a_namesake(namesakes[edge.one], len(called[one.whole.name]), other)
            or _is_of_another(edge.one[1], edge.other[1], wordings, right)
        )
    }


def _may_be_a_namesake(namesakes: Sequence[Found], named: int, other: Thing) -> bool:
    """Tell whether a name stands for several models, and the right side may name another of these.

    So it is where the right side names fewer than there are, unless their places say which one it is.
    """
    if not namesakes or named > len(namesakes):
        return False
    where = other.whole.place
    return not where or any(agree.places_agree(one.place, where) for one in namesakes)


def _is_of_another(one: int, other: int, wordings: Mapping[int, list[int]], right: Sequence[Thing]) -> bool:
    """Tell whether a wording is written like one that is linked to another name, and unlike those of its own name."""
    own = [_likeness(right[other], right[name]) for name in wordings[one] if name != other]
    if not own:
        return False
    strange = {name for place, names in wordings.items() if place != one for name in names} - {other}
    near = sorted(strange, key=lambda name: (abs(name - other), name))[:MOST_ALIKE]
    likest = max((_likeness(right[other], right[name]) for name in near), default=0.0)
    return likest >= VARIANT and likest > max(own)


def _likeness(one: Thing, other: Thing) -> float:
    return agree.likeness(one.whole.name or "", other.whole.name or "")
