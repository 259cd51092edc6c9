"""In which order stories come that the words themselves find, and those that only translations find.

The first keep their order among themselves, and stand first; of every ten places the last three go to the others, so
that a story that exists only in other languages is seen on the first page. Where one kind ends, the other goes on.
"""

from __future__ import annotations

OWN, ACROSS = 7, 3
"""Places of each kind in a row."""


def before(place: int, own: int, across: int) -> tuple[int, int]:
    """Count of both kinds how many stand before a place (from 0); there are `own` and `across` of them in all."""
    rows, rest = divmod(place, OWN + ACROSS)
    foreign = ACROSS * rows + max(0, rest - OWN)
    ours = place - foreign
    if ours > own:
        ours, foreign = own, min(place - own, across)
    elif foreign > across:
        ours, foreign = min(place - across, own), across
    return ours, foreign


def page(offset: int, limit: int, own: int, across: int, *, in_turns: bool = True) -> list[tuple[bool, int]]:
    """Give what stands on a page: whether a place is one of the others, and its number among its kind.

    Not `in_turns`, the others stand behind all that the words themselves find.
    """
    if not in_turns:
        return [
            (place >= own, place - own * (place >= own)) for place in range(offset, min(offset + limit, own + across))
        ]
    places: list[tuple[bool, int]] = []
    for place in range(offset, min(offset + limit, own + across)):
        (ours, foreign), (_, next_foreign) = before(place, own, across), before(place + 1, own, across)
        places.append((True, foreign) if next_foreign > foreign else (False, ours))
    return places
