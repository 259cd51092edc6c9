"""Models of one name in two places of a story, where a translation names both alike and the place of neither.

There the name alone makes one thing of what are two. Where one version tells them apart by their places, the others'
mentions are parted as the alignment says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tracuu.entities import Text
from tracuu.mentions import agree, project
from tracuu.mentions.things import NAME, Thing, is_placed


def parted(texts: Sequence[Text], held: Sequence[list[Thing]]) -> list[list[Thing]]:
    """Give the things of each version, those parted that another version tells apart by place."""
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
    """Give the models that have their name in common with one of another place."""
    named: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        if thing.sort == NAME and thing.whole.name and is_placed(thing.whole):
            named[thing.whole.name].append(number)
    return {
        number
        for alike in named.values()
        for pair in combinations(alike[: project.MOST_SPOTS], 2)
        if not agree.places_agree(things[pair[0]].whole.place, things[pair[1]].whole.place)
        for number in pair
    }


def _split(things: Sequence[Thing], links: Iterable[project.Link], text: Text) -> list[Thing]:
    """Part each thing whose mentions are linked to several twins."""
    of: dict[int, dict[int, int]] = defaultdict(dict)
    for link in links:
        of[link.right][link.right_place] = link.left
    made: list[Thing] = []
    for number, thing in enumerate(things):
        twins = of[number]
        if len(set(twins.values())) < 2:  # noqa: PLR2004  two twins are the fewest
            made.append(thing)
        else:
            made += _by_twin(thing, twins, text)
    return sorted(made, key=lambda thing: thing.members[0])


def _by_twin(thing: Thing, twins: Mapping[int, int], text: Text) -> list[Thing]:
    """Give a thing for each twin; a mention that is linked to none belongs to the one before it, else to the first."""
    groups: dict[int, list[int]] = defaultdict(list)
    now = twins[min(twins)]
    for place in thing.members:
        now = twins.get(place, now)
        groups[now].append(place)
    return [thing._replace(members=tuple(places), whole=text.found[places[0]]) for places in groups.values()]
