"""Join what the versions of a story say of one thing: what one lost another restores, what contradicts is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

from tracuu.entities import Cluster, Found, Step, Text
from tracuu.mentions import agree
from tracuu.mentions.agree import NAMED
from tracuu.mentions.things import Thing, narrowed

OUTVOTED = 3
"""Times as many versions for a value as against it, above which what contradicts is a slip and no conflict."""

Member = tuple[Text, Thing]
"""A thing with its version."""


def cluster_of(ordinal: int, members: Sequence[Member], steps: Sequence[Step]) -> Cluster:
    """Make the cluster of things that are one, given in the order of versions, the original first."""
    texts = [text for text, _ in members]
    wholes = [thing.whole for _, thing in members]
    fields, conflicts, reasons = _fields(members)
    entity = next((whole.entity for whole in wholes if whole.entity), None)
    return Cluster(
        story=texts[0].story,
        ordinal=ordinal,
        kinds=_kinds(members),
        members=tuple((text.number, place) for text, thing in members for place in thing.members),
        names=tuple(sorted({(text.lang, found.name) for text, found in _founds(members) if found.name})),
        labels=_labels(members),
        session=_session(wholes),
        entity=entity,
        day=next((text.day for text in texts if text.day), None),
        province=next((text.province for text in texts if text.province), None),
        conflicts=conflicts,
        steps=(*steps, *reasons),
        **fields,
    )


def _founds(members: Sequence[Member]) -> Iterable[tuple[Text, Found]]:
    return ((text, text.found[place]) for text, thing in members for place in thing.members)


def _labels(members: Sequence[Member]) -> tuple[tuple[str, str], ...]:
    """Give names as printed, each once, those of the first versions first."""
    printed = ((text.lang, found.surface) for text, found in _founds(members) if found.name)
    return tuple(dict.fromkeys(printed))


def _kinds(members: Sequence[Member]) -> tuple[str, ...]:
    """Give the kinds that all versions allow; of names the kind they are called most often, the original's first."""
    sets = [thing.whole.kinds for _, thing in members]
    if sets[0] and sets[0][0] in NAMED:
        own = [member for member in members if member[0].original] or members
        counted = Counter(found.kinds[0] for _, found in _founds(own) if found.kinds)
        first = max(sorted(counted), key=lambda kind: counted[kind])
        return (first, *dict.fromkeys(kind for held in sets for kind in held if kind != first))
    return narrowed(sets)


def _session(wholes: Sequence[Found]) -> str | None:
    """Give the session that leaves least open."""
    stated = [whole.session for whole in wholes if whole.session]
    return min(stated, key=lambda session: (session.count("?"), stated.index(session)), default=None)


Agree = Callable[[str | None, str | None], bool]


def _fields(members: Sequence[Member]) -> tuple[dict[str, Any], tuple[str, ...], list[Step]]:
    """Join the fields; say which versions contradict, and what one restored to the others."""
    joined: dict[str, Any] = {}
    conflicts: list[str] = []
    steps: list[Step] = []
    for field, agreeing, longest in _FIELDS:
        stated = _stated(members, field)
        if not stated:
            continue
        value = _winner(stated, agreeing, longest=longest)
        value = _filled(value, stated) if field == "place" else value
        joined[field] = value
        against = [(text, other) for text, other in stated if not agreeing(value, other)]
        seen = {(text.id, other): _conflict(field, value, text, other) for text, other in against}
        steps += seen.values()
        conflicts += [field] * bool(against and OUTVOTED * len(against) >= len(stated) - len(against))
        if len({text.id for text, _ in stated}) < len(members) and field not in {"number", "name"}:
            giver = next((text for text, other in stated if other == value), stated[0][0])
            steps.append(Step("linking.restored", {"field": field, "value": value, "lang": giver.lang}))
    _let_issuer_decide(members, joined, conflicts, steps)
    return joined, tuple(dict.fromkeys(conflicts)), steps


def _stated(members: Sequence[Member], field: str) -> list[tuple[Text, Any]]:
    """Give what versions say of a field; of a place what every mention says, for one version may name several."""
    if field == "place":
        return [(text, found.place) for text, found in _founds(members) if found.place]
    return [(text, value) for text, thing in members if (value := getattr(thing.whole, field))]


def _conflict(field: str, kept: object, text: Text, other: object) -> Step:
    values = {"field": field, "kept": kept, "other": other, "lang": text.lang, "version": text.id}
    return Step("linking.conflict", values)


def _winner(stated: Sequence[tuple[Text, object]], agreeing: Callable[..., bool], *, longest: bool) -> object:
    """Give the value that stands: the original's, else the one that most versions agree with; the fullest of these.

    A place is read from what stands beside a name, in every version anew: there the original is one voice of many.
    """
    values = [value for _, value in stated]
    own = [value for text, value in stated if text.original]
    first = (
        own[0]
        if own
        else max(values, key=lambda value: (sum(agreeing(value, v) for v in values), -values.index(value)))
    )
    if not longest:
        return first
    fitting = [value for value in values if agreeing(first, value)]
    return max(fitting, key=lambda value: (len(str(value)), -values.index(value)))


def _filled(place: object, stated: Sequence[tuple[Text, Any]]) -> object:
    """Fill in the steps of a place that others state, what is said most often first."""
    counted = Counter(other for _, other in stated)
    others = sorted(counted, key=lambda other: (-counted[other], other))
    return reduce(lambda whole, other: agree.joined_place(whole, other) or whole, others, str(place))


def _let_issuer_decide(
    members: Sequence[Member], joined: dict[str, Any], conflicts: list[str], steps: list[Step]
) -> None:
    """Where a stated issuer does not print such a symbol, take another version's that fits; keep the conflict."""
    symbol, body = joined.get("symbol"), joined.get("body")
    if not isinstance(symbol, str) or not isinstance(body, str) or agree.symbol_fits_body(symbol, body):
        return
    others = (thing.whole.symbol for _, thing in members if agree.symbol_fits_body(thing.whole.symbol, body))
    joined["symbol"] = next((other for other in others if other), symbol)
    conflicts.append("symbol")
    steps.append(Step("linking.issuer_beats_symbol", {"symbol": symbol, "body": body}))


def _equal(one: object, other: object) -> bool:
    return one == other


_FIELDS: tuple[tuple[str, Callable[..., bool], bool], ...] = (
    ("number", agree.numbers_agree, False),
    ("year", _equal, False),
    ("symbol", _equal, False),
    ("date", agree.dates_agree, True),
    ("body", agree.bodies_agree, False),
    ("place", agree.places_agree, True),
    ("term", _equal, False),
)
"""The fields that are joined, when two values of them agree, and whether the longer one says more."""
