"""Two models of one name, or documents of one number, in a story whose translation names both alike.

There the name or number alone makes one thing of what are two. Where one version tells them apart, by the places of the
models or by issuer, place or date of the documents, the others' mentions are parted as the alignment says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tracuu.entities import Text
from tracuu.mentions import agree, project
from tracuu.mentions.things import NAME, NUMBER, Thing, are_apart, clash, is_placed

_LEVELS = 3  # of the path to a commune


def parted(texts: Sequence[Text], held: Sequence[list[Thing]]) -> list[list[Thing]]:
    """Give the things of each version, those parted that another version tells apart."""
    made = list(held)
    for version, own in enumerate(held):
        twins = _twins(own)
        if not twins:
            continue
        left = project.side(texts[version], own)
        for other in range(len(made)):
            if other != version and not _twins(made[other]):
                right = project.side(texts[other], made[other])
                links = project.links(left, right, project.aligned(left, right, _never), _never)
                made[other] = _split(made[other], [link for link in links if link.left in twins], texts[other])
    return made


def _never(_left: int, _right: int) -> bool:
    return False


def _twins(things: Sequence[Thing]) -> set[int]:
    """Give the models that have their name, and the documents that have their number, in common with another one."""
    called: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        if thing.sort == NAME and thing.whole.name and is_placed(thing.whole):
            called[NAME, thing.whole.name].append(number)
        elif thing.sort == NUMBER:
            called[NUMBER, agree.plain_number(thing.whole.number or "")].append(number)
    return {
        number
        for alike in called.values()
        for pair in combinations(alike[: project.MOST_SPOTS], 2)
        if _are_told_apart(*(things[number] for number in pair))
        for number in pair
    }


def _are_told_apart(one: Thing, other: Thing) -> bool:
    if one.sort == NUMBER:
        return agree.kinds_agree(one.whole.kinds, other.whole.kinds) and clash(one.whole, other.whole)
    return are_apart(one.whole, other.whole)


def _split(things: Sequence[Thing], links: Iterable[project.Link], text: Text) -> list[Thing]:
    """Part each thing whose mentions are linked to several twins."""
    of: dict[int, dict[int, int]] = defaultdict(dict)
    for link in links:
        of[link.right][link.right_place] = link.left
    made: list[Thing] = []
    for number, thing in enumerate(things):
        twins = of[number]
        if len(set(twins.values())) < 2 or _state_one_commune(twins, text):  # noqa: PLR2004  two twins are the fewest
            made.append(thing)
        else:
            made += _by_twin(thing, twins, text)
    return sorted(made, key=lambda thing: thing.members[0])


def _state_one_commune(twins: Mapping[int, int], text: Text) -> bool:
    """Tell whether mentions that are linked to different twins state one commune: another version spelled it twice."""
    of: dict[str, set[int]] = defaultdict(set)
    for place, twin in twins.items():
        steps = agree.steps_of(text.found[place].place or "")
        if len(steps) == _LEVELS:
            of[steps[-1]].add(twin)
    return any(len(meant) > 1 for meant in of.values())


def _by_twin(thing: Thing, twins: Mapping[int, int], text: Text) -> list[Thing]:
    """Give a thing for each twin; a mention that is linked to none belongs to the one before it, else to the first."""
    groups: dict[int, list[int]] = defaultdict(list)
    now = twins[min(twins)]
    for place in thing.members:
        now = twins.get(place, now)
        groups[now].append(place)
    return [thing._replace(members=tuple(places), whole=text.found[places[0]]) for places in groups.values()]
