"""Which model or movement a cluster is: by its Vietnamese name and place, else by a learned name, else by nothing.

A movement is one in the whole country. Models of one name in several communes are several, and one family: that is
what a name alone leads to. Which model it is must be told by the place that stands beside it; the newspaper's province
is not enough, for two communes of a province may each have one.
"""

from __future__ import annotations

from tracuu.entities import Cluster, Entity, Step
from tracuu.mentions import agree, ids
from tracuu.mentions.knowledge import Decided, Knowledge
from tracuu.text.codes import primary

# How sure an entity is, by what decided; see `which_instrument`.
KNOWN = 1.0  # the register's
NAMED = 0.97  # by its Vietnamese name, and of a model by its place
LEARNED = 0.9  # by a name that independent stories use for it
OPEN = 0.6  # its name is known, its place is not
UNNAMED = 0.6  # what it is called in Vietnamese is not known

_LEAST_STEPS = 2  # of a place that tells one model from another: a province and one of its districts or communes


def decide(cluster: Cluster, knowledge: Knowledge) -> Decided:
    """Decide which model or movement a cluster is."""
    if cluster.entity:
        entity = knowledge.register.get(cluster.entity)
        if entity is not None:
            return Decided(entity, "register", KNOWN, (Step("linking.known_name", {"entity": entity.id}),))
    name = vietnamese(cluster)
    if name:
        return _by_name(cluster, knowledge, name, Step("linking.vietnamese_name", {"name": name}), NAMED)
    learned, steps = _learned(cluster, knowledge)
    if learned is None:
        return _unnamed(cluster, steps)
    return _by_alias(cluster, knowledge, learned, steps)


def vietnamese(cluster: Cluster) -> str | None:
    """Give the Vietnamese name as printed, the original's before all; None when no Vietnamese version has one."""
    return next((label for lang, label in cluster.labels if primary(lang) == "vi"), None)


def _by_name(cluster: Cluster, knowledge: Knowledge, name: str, step: Step, sureness: float) -> Decided:
    """Decide by a Vietnamese name, or the slug of one."""
    if cluster.kinds[:1] == ("movement",):
        id_ = ids.movement_id(name)
        entity = knowledge.register.get(id_) or Entity(id_, "movement", name)
        return Decided(entity, "name", sureness, (step,))
    family, place, province = ids.family_id(name), *_place(cluster)
    if place:
        place = _with_district(place, ids.slug(name), knowledge)
        entity = Entity(ids.model_id(place, name), "model", name, place=place, family=family)
        return Decided(entity, "name, place", sureness, (step, Step("linking.place", {"place": place})))
    where = f"{province}.{ids.UNKNOWN}" if province else ids.UNKNOWN
    id_ = ids.model_id(where, name, story=cluster.story)
    stub = Entity(id_, "model", name, place=where if province else None, family=family, open=True)
    others = (one.id for one in knowledge.models(ids.slug(name)) if not province or _in(one.place, province))
    return Decided(stub, "open", OPEN, (step, Step("linking.no_place", {"family": family})), tuple(sorted(others)))


def _place(cluster: Cluster) -> tuple[str | None, str | None]:
    """Give the place that tells the model from others, and the province, as far as they are known.

    Where the story's versions contradict each other, no place tells which model it is.
    """
    steps = agree.steps_of(cluster.place) if cluster.place else [ids.UNKNOWN]
    if steps[0] == ids.UNKNOWN and cluster.province:
        steps[0] = cluster.province
    sure = "place" not in cluster.conflicts and sum(step != ids.UNKNOWN for step in steps) >= _LEAST_STEPS
    return (".".join(steps) if sure else None), None if steps[0] == ids.UNKNOWN else steps[0]


def _with_district(place: str, slug: str, knowledge: Knowledge) -> str:
    """Fill in the district of a commune, where one model of this name is known in a commune of this name."""
    province, *rest = place.split(".")
    if len(rest) < 2 or rest[0] != ids.UNKNOWN:  # noqa: PLR2004  a district and a commune
        return place
    known = (agree.steps_of(one.place) for one in knowledge.models(slug) if one.place)
    whole = {
        ".".join(steps)
        for steps in known
        if steps[0] == province and steps[2:] == rest[1:] and ids.UNKNOWN not in steps
    }
    return whole.pop() if len(whole) == 1 else place


def _in(place: str | None, province: str) -> bool:
    return not place or place.split(".")[0] == province


def _learned(cluster: Cluster, knowledge: Knowledge) -> tuple[str | None, tuple[Step, ...]]:
    """Give the entity that the learned names mean; None when none is learned, or when they contradict."""
    meant: dict[str, Step] = {}
    for lang, name in cluster.names:
        entity = knowledge.alias(lang, name)
        if entity:
            meant.setdefault(entity, Step("linking.learned", {"lang": lang, "name": name, "entity": entity}))
    if len(meant) == 1:
        return next(iter(meant.items()))[0], tuple(meant.values())
    if meant:
        return None, (Step("linking.learned_contradict", {"entities": ", ".join(sorted(meant))}),)
    return None, ()


def _by_alias(cluster: Cluster, knowledge: Knowledge, learned: str, steps: tuple[Step, ...]) -> Decided:
    """Decide by what a learned name means: a movement, a family (the place then tells which model), or a model."""
    entity = knowledge.register.get(learned)
    parts = ids.parse(learned)
    if entity is not None or parts is None or not parts.name:
        found = entity or Entity(learned, cluster.kinds[0], cluster.labels[0][1])
        return Decided(found, "learned", LEARNED, steps)
    if parts.kind == "family":
        made = _by_name(cluster._replace(kinds=("model",)), knowledge, parts.name, steps[0], LEARNED)
        return made._replace(how="learned" if made.how == "open" else "learned, place")
    label = parts.name.replace("-", " ")
    family = ids.family_id(parts.name) if parts.kind == "model" else None
    known = next((one for one in knowledge.models(parts.name) if one.id == learned), None)
    made_up = Entity(learned, parts.kind or "model", label, place=parts.place, family=family)
    return Decided(known or made_up, "learned", LEARNED, steps)


def _unnamed(cluster: Cluster, steps: tuple[Step, ...]) -> Decided:
    """Give an opaque id: its names are labels, and what it is called in Vietnamese may become known."""
    kind = cluster.kinds[0] if cluster.kinds else "model"
    id_ = ids.unnamed_model_id(cluster.story, cluster.ordinal, kind)
    label = cluster.labels[0][1] if cluster.labels else id_
    entity = Entity(id_, kind, label, place=cluster.place, open=True)
    return Decided(entity, "unnamed", UNNAMED, (*steps, Step("linking.unnamed", {"label": label})))
