"""What one version names: the places of one text that name one thing, put together before other versions are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.entities import Found, Text
from tracuu.mentions import agree
from tracuu.mentions.agree import NAMED

NUMBER, SESSION, NAME, OTHER = "number", "session", "name", "other"
"""By what a thing is known: an instrument's number, a congress or plenum, a name, nothing but its words."""


MOST_ALIKE = 50
"""Things of one number, or of names that begin alike, that a place is compared with, the latest ones."""


class Thing(NamedTuple):
    """The places of one version (`members`, ascending indexes of its Founds) that name one thing.

    `whole` is a Found that says all that they say together; `figures` are the numbers inside its name.
    """

    sort: str
    members: tuple[int, ...]
    whole: Found
    figures: tuple[str, ...] = ()


def things(text: Text) -> list[Thing]:
    """Put the places of one version together that name one thing, in the order of their first places."""
    movements = {found.name for found in text.found if found.name and found.kinds[:1] == ("movement",)}
    made: list[Thing] = []
    of: dict[int, int] = {}
    like: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, printed in enumerate(text.found):
        found = printed._replace(kinds=_MOVEMENT) if printed.name in movements else printed
        home = of.get(found.follows) if found.follows is not None else None
        if home is None:
            home = _home([(at, made[at]) for key in _keys(found) for at in like[key][-MOST_ALIKE:]], found, text.lang)
        if home is None:
            home = len(made)
            figures = agree.figures(text.lang, found.surface) if sort_of(found) == NAME else ()
            made.append(Thing(sort_of(found), (place,), found, figures))
        else:
            one = made[home]
            made[home] = one._replace(members=(*one.members, place), whole=_both(one.whole, found))
        of[place] = home
        for key in _keys(found):
            if home not in like[key]:
                like[key].append(home)
    return made


_MOVEMENT = ("movement", "model")
"""The kinds of a name that a version calls a movement anywhere: a model of it is one of its models."""


def _keys(found: Found) -> list[tuple[str, str]]:
    """Give under what a place's thing is looked up: things that are one share one of these."""
    sort = sort_of(found)
    if sort == NUMBER:
        return [(sort, agree.plain_number(found.number or ""))]
    if sort == SESSION:
        return [(sort, (found.session or "").partition(":")[0])]
    named = [(sort, found.name.split(" ", maxsplit=1)[0][: agree.SHORTEST_STEM])] if found.name else []
    known = [("entity", found.entity)] if found.entity else []
    return [*named, *known] or [(sort, found.surface.casefold())]


def sort_of(found: Found) -> str:
    """Tell by what a place's thing is known."""
    if found.number:
        return NUMBER
    if found.session:
        return SESSION
    return NAME if found.name or found.entity else OTHER


def clash(one: Found, other: Found, *, places: bool = True) -> bool:
    """Tell whether two statements cannot be of one instrument: another symbol, issuer, date, year or term.

    Where both state a body, that decides, and a symbol's ending that contradicts it is taken for a misprint.
    """
    return contradictions(one, other, places=places) > 0


def contradictions(one: Found, other: Found, *, places: bool = True) -> int:
    """Count the fields in which two statements on an instrument contradict each other; see `clash`."""
    stated, one_type = one.body and other.body, agree.symbol_types_agree(one.symbol, other.symbol)
    return (
        (not agree.bodies_agree(one.body, other.body))
        + (not agree.dates_agree(one.date, other.date))
        + bool(one.year and other.year and one.year != other.year)
        + bool(one.term and other.term and one.term != other.term)
        + (places and not agree.places_agree(one.place, other.place))
        + bool(one.symbol and other.symbol and one.symbol != other.symbol and not (stated and one_type))
    )


def agreement(one: Found, other: Found) -> int:
    """Count the fields that two statements both have and in which they agree."""
    fields = ("symbol", "body", "date", "year", "term", "place")
    return sum(1 for field in fields if getattr(one, field) and getattr(one, field) == getattr(other, field))


def _home(alike: Sequence[tuple[int, Thing]], found: Found, lang: str) -> int | None:
    """Give the thing that a place belongs to: the one that agrees in most, then the one named last."""
    sort = sort_of(found)
    fitting = [
        (agreement(one.whole, found), one.members[-1], at)
        for at, one in alike
        if one.sort == sort and _is_of(one, found, lang)
    ]
    return max(fitting)[-1] if fitting else None


def _is_of(one: Thing, found: Found, lang: str) -> bool:
    whole = one.whole
    if not agree.kinds_agree(whole.kinds, found.kinds) or _are_two_types(whole.kinds, found.kinds):
        return False
    if one.sort == NAME:
        return _is_of_name(whole, found, lang)
    if one.sort == NUMBER:
        return agree.numbers_agree(whole.number, found.number) and not clash(whole, found)
    if one.sort == SESSION:
        return agree.sessions_agree(whole.session, found.session) and not clash(whole, found)
    return whole.surface.casefold() == found.surface.casefold() and not clash(whole, found)


def _are_two_types(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two words of one version mean two types, although one of their lesser meanings is the same.

    Thai has one word for directive and decision, another for resolution and decision.
    """
    nested = set(one) <= set(other) or set(other) <= set(one)
    return bool(one and other) and one[0] != other[0] and not nested and not NAMED.intersection((*one, *other))


def _is_of_name(whole: Found, found: Found, lang: str) -> bool:
    if whole.entity and found.entity:
        return whole.entity == found.entity
    if not whole.name or not found.name or not agree.one_name(lang, whole.name, found.name):
        return False
    return not are_apart(whole, found)


def are_apart(one: Found, other: Found) -> bool:
    """Tell whether two models of one name stand at two places, as paths or as one language spells them."""
    return is_placed(one, other) and not (
        agree.places_agree(one.place, other.place) and agree.spellings_agree(one.spelled, other.spelled)
    )


def is_placed(*founds: Found) -> bool:
    """Tell whether place tells these apart: models of one name stand in several communes, a movement is one."""
    return all(found.kinds[:1] == ("model",) for found in founds)


def are_namesakes(one: Thing, other: Thing) -> bool:
    """Tell whether two things of one version are models of one name that it tells apart by their places."""
    return one.sort == other.sort == NAME and one.whole.name == other.whole.name and are_apart(one.whole, other.whole)


def _both(one: Found, other: Found) -> Found:
    """Join two statements on one thing; what the first says stands, where it is said the last one tells."""
    return one._replace(
        start=other.start,
        end=other.end,
        kinds=narrowed((one.kinds, other.kinds)),
        year=one.year or other.year,
        symbol=one.symbol or other.symbol,
        date=max(one.date or "", other.date or "", key=len) or None,
        body=one.body or other.body,
        place=agree.joined_place(one.place, other.place),
        term=one.term or other.term,
        entity=one.entity or other.entity,
        spelled=agree.joined_spelling(one.spelled, other.spelled),
    )


def narrowed(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the kinds that all of several sets allow, in the order of the first; its own where nothing is common.

    Of names the first set stands: the words for model and movement waver.
    """
    first, *others = sets
    if first and first[0] in NAMED:
        return first
    common = [kind for kind in first if all(kind in other for other in others)]
    return tuple(common) or first
