"""Say which entity every cluster of a story is, how surely, and why. Pure: a story and what is known, nothing else.

The result does not depend on the order in which stories came: what is known (`Knowledge`) is told by each story alone
(resolved with nothing known but the register) and by `learn`, and resolving adds nothing to it.

`Mention.confidence` is how sure the place is (a whole symbol .99, a number or a name in quotes .95, a short form .93)
times how sure the entity is: 1 the story states it wholly or the register knows the name; .97 by its Vietnamese name
and place; .93 the province is the newspaper's; .7 to .98 one candidate stood out, by its points; .9 by a learned name;
.8 the term is the one in force on the article's day; .6 its place or its Vietnamese name is not known; .5 an open
stub; .95 of that where the alignment alone joined the versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from tracuu.entities import Cluster, Entity, Found, How, Mention, Step
from tracuu.mentions import agree, ids, which_instrument, which_model
from tracuu.mentions.knowledge import Decided, Knowledge
from tracuu.mentions.things import clash

__all__ = ["Decided", "Knowledge", "Resolved", "resolve"]

ALIGNED = 0.95
"""How sure it is that versions joined by the alignment alone name one thing."""

_SURE = {
    How.SYMBOL: 0.99, How.KNOWN: 0.97, How.NUMBER: 0.95, How.SESSION: 0.95, How.QUOTED: 0.95, How.SHORT: 0.93,
    How.TITLE: 0.9, How.GLUED: 0.9,
}  # fmt: skip


class Resolved(NamedTuple):
    """One story resolved.

    `mentions` are those of all versions, by version and start (see `resolve`: they need the Founds). `entities` are
    the entities that the story names, by id, stubs and families included, and those of the register that it names.
    `became` gives, for the ordinal of each cluster, its entity's id. `steps` gives the whole decision on each cluster,
    for `entity why`; `candidates` the entities among which a stub is open. `assumed` are ids whose period the article's
    day alone tells: they are no knowledge for other stories.
    """

    story: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    became: Mapping[int, str]
    steps: Mapping[int, tuple[Step, ...]]
    candidates: Mapping[str, tuple[str, ...]]
    assumed: frozenset[str] = frozenset()


def resolve(
    clusters: Sequence[Cluster], knowledge: Knowledge, founds: Mapping[int, Sequence[Found]] | None = None
) -> Resolved:
    """Resolve all clusters of one story.

    `founds` are the Founds of its versions, by the version's number: a cluster holds only their indexes, and a mention
    its span and words. Without them no mentions are made, all else is the same.
    """
    ordered = sorted(clusters, key=lambda cluster: cluster.ordinal)
    decided = _with_own_ids({cluster.ordinal: one for cluster, one in _decided(ordered, knowledge)})
    ruled = {cluster.ordinal: _ruled(cluster, decided[cluster.ordinal], knowledge) for cluster in ordered}
    entities = {one.entity.id: one.entity for one in ruled.values()}
    for one in ruled.values():
        if one.entity.family:
            entities.setdefault(one.entity.family, _family(one.entity))
    return Resolved(
        story=ordered[0].story if ordered else "",
        mentions=tuple(sorted(_mentions(ordered, ruled, founds or {}), key=attrgetter("version", "start"))),
        entities=tuple(entities[id_] for id_ in sorted(entities)),
        became={ordinal: one.entity.id for ordinal, one in ruled.items()},
        steps={cluster.ordinal: (*cluster.steps, *ruled[cluster.ordinal].steps) for cluster in ordered},
        candidates={one.entity.id: one.candidates for one in ruled.values() if one.candidates},
        assumed=_by_day(ruled.values(), assumed=True) - _by_day(ruled.values(), assumed=False),
    )


def _by_day(decided: Iterable[Decided], *, assumed: bool) -> frozenset[str]:
    return frozenset(one.entity.id for one in decided if (one.how == which_instrument.BY_DAY) is assumed)


def _decided(clusters: Sequence[Cluster], knowledge: Knowledge) -> Iterable[tuple[Cluster, Decided]]:
    """Decide each cluster: names and what is stated wholly first, since they speak for what stands beside them."""
    first = [(cluster, _by_itself(cluster, knowledge)) for cluster in clusters]
    sure = ((cluster, one.entity) for cluster, one in first if one and not one.entity.open)
    known = knowledge.register.get
    beside = sorted({entity.id for cluster, entity in sure if not _is_name(cluster) or known(entity.id)})
    for cluster, one in first:
        yield cluster, one or which_instrument.among(cluster, knowledge, beside)


def _by_itself(cluster: Cluster, knowledge: Knowledge) -> Decided | None:
    if _is_name(cluster):
        return which_model.decide(cluster, knowledge)
    return which_instrument.by_itself(cluster, knowledge)


def _is_name(cluster: Cluster) -> bool:
    return bool(cluster.kinds) and cluster.kinds[0] in agree.NAMED


def _with_own_ids(decided: Mapping[int, Decided]) -> dict[int, Decided]:
    """Tell stubs of one story apart that would have one id: the second is `~STORY.2`."""
    seen: Counter[str] = Counter()
    own: dict[int, Decided] = {}
    for ordinal, one in decided.items():
        parts = ids.parse(one.entity.id)
        seen[one.entity.id] += 1
        if one.entity.open and parts and seen[one.entity.id] > 1:
            id_ = ids.write(parts._replace(ordinal=seen[one.entity.id]))
            one = one._replace(entity=one.entity._replace(id=id_))  # noqa: PLW2901  the same, under its own id
        own[ordinal] = one
    return own


def _ruled(cluster: Cluster, one: Decided, knowledge: Knowledge) -> Decided:
    """Let the user's decisions outdo ours: what is merged, linked or told apart, and what it is called."""
    rules = knowledge.rules
    meant = rules.meant(cluster.story, one.entity.id)
    if meant is None:
        one = Decided(
            _own(cluster, one.entity),
            "decided",
            1.0,
            (*one.steps, Step("linking.told_apart", {"entity": one.entity.id})),
        )
    elif meant != one.entity.id:
        step = Step("linking.told_one", {"entity": one.entity.id, "meant": meant})
        entity = knowledge.register.get(meant) or _known_by_id(one.entity, meant)
        one = Decided(entity, "decided", 1.0, (*one.steps, step))
    label = rules.labels.get(one.entity.id)
    return one._replace(entity=one.entity._replace(label=label)) if label else one


def _own(cluster: Cluster, entity: Entity) -> Entity:
    """Give what is not the entity that it seemed to be an id of its own story."""
    parts = ids.parse(entity.id)
    if _is_name(cluster) or parts is None:
        id_ = ids.unnamed_model_id(cluster.story, cluster.ordinal, entity.kind)
    else:
        id_ = ids.write(parts._replace(story=cluster.story, ordinal=1))
    return entity._replace(id=id_, open=True, family=None, origin="found")


def _known_by_id(entity: Entity, meant: str) -> Entity:
    """Give the record of an entity of which only the id is known here; what it is called its own stories tell."""
    parts = ids.parse(meant)
    if parts is None:
        return entity._replace(id=meant, open=False)
    return Entity(
        meant, parts.kind or entity.kind, entity.label, parts.number, issuer=parts.issuer, period=parts.period,
        place=parts.place, family=ids.family_id(parts.name) if parts.kind == "model" and parts.name else None,
        open=ids.is_stub(meant),
    )  # fmt: skip


def _family(entity: Entity) -> Entity:
    return Entity(entity.family or "", "family", entity.label)


def _mentions(
    clusters: Sequence[Cluster], decided: Mapping[int, Decided], founds: Mapping[int, Sequence[Found]]
) -> Iterable[Mention]:
    for cluster in clusters:
        one = decided[cluster.ordinal]
        aligned = any(step.key == "linking.aligned" for step in cluster.steps)
        told: dict[How, tuple[float, str]] = {}  # places that were found alike are as sure
        for version, place in cluster.members:
            if version in founds:
                found = founds[version][place]
                if found.how not in told:
                    told[found.how] = _told(found.how, one, aligned=aligned)
                yield _mention(cluster, one.entity, version, found, *told[found.how])


def _told(how: How, one: Decided, *, aligned: bool) -> tuple[float, str]:
    """Give how sure a place is that was found so, and by what it was found and resolved."""
    sureness = _SURE[how] * one.sureness * (ALIGNED if aligned else 1.0)
    return round(sureness, 3), ", ".join((how, *(["aligned"] if aligned else []), one.how))


def _mention(cluster: Cluster, entity: Entity, version: int, found: Found, confidence: float, how: str) -> Mention:
    """Make a mention. Number, symbol and date are the place's own; what it does not say the story's."""
    start, end, surface, *_ = found
    if _is_name(cluster):
        return Mention(version, start, end, surface, entity.kind, entity.id, confidence, how, issuer=entity.issuer)
    number, symbol, date = found.number or cluster.number, _symbol(cluster, found), cluster.date or entity.date
    kind, issuer = entity.kind, entity.issuer
    return Mention(version, start, end, surface, kind, entity.id, confidence, how, number, symbol, date, issuer)


def _symbol(cluster: Cluster, found: Found) -> str | None:
    """Give the symbol that the place prints, or the story's where it prints none or one that the issuer outdoes."""
    if found.symbol and not ("symbol" in cluster.conflicts and clash(found, found._replace(symbol=cluster.symbol))):
        return found.symbol
    return cluster.symbol
