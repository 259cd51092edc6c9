"""Resolving gathered stories with what is known, and what of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracuu.corpus.naming import Linked, Naming, Relation, Stated
from tracuu.entities import Cluster, Entity
from tracuu.mentions.register import Register
from tracuu.mentions.resolve import Resolved
from tracuu.naming.knowing import Knowing
from tracuu.naming.methods import Methods


def resolve(naming: Naming, stories: Sequence[int], methods: Methods, knowing: Knowing) -> list[Linked]:
    """Resolve gathered stories, given by number."""
    clusters = dict(naming.clusters(stories))
    relations = naming.relations(stories)
    founds = naming.founds(sorted({version for story in clusters.values() for version in _versions(story)}))
    linked = []
    for story in stories:
        here = clusters.get(story, ())
        own = {version: founds[version] for version in _versions(here)}
        knowing.asked = set()
        resolved = methods.resolve(here, knowing.knowledge, own)
        linked.append(_linked(story, here, relations.get(story, ()), resolved, knowing))
    return linked


def _versions(clusters: Sequence[Cluster]) -> set[int]:
    return {version for cluster in clusters for version, _ in cluster.members}


def _linked(
    story: int, clusters: Sequence[Cluster], relations: Sequence[Relation], resolved: Resolved, knowing: Knowing
) -> Linked:
    return Linked(
        story=story,
        mentions=resolved.mentions,
        relations=tuple(_stated(clusters, relations, resolved)),
        entities=_entities(resolved, knowing.knowledge.register),
        needs=frozenset(knowing.asked),
    )


def _entities(resolved: Resolved, register: Register) -> dict[str, Entity]:
    """Give all entities that are named, and their families."""
    own = {entity.id: entity for entity in resolved.entities}
    named = dict.fromkeys(mention.entity for mention in resolved.mentions)
    found: dict[str, Entity] = {}
    for id_ in named:
        entity = register.get(id_) or own.get(id_)
        if entity is None:
            continue
        found[id_] = entity
        family = (register.get(entity.family) or own.get(entity.family)) if entity.family else None
        if family:
            found[family.id] = family
    return found


def _stated(clusters: Sequence[Cluster], relations: Sequence[Relation], resolved: Resolved) -> list[Stated]:
    """Turn relations between Founds into relations between the entities that these became."""
    became: Mapping[tuple[int, int], str] = {
        member: resolved.became[cluster.ordinal]
        for cluster in clusters
        if cluster.ordinal in resolved.became
        for member in cluster.members
    }
    found = []
    for relation in relations:
        subject = became.get((relation.version, relation.subject))
        object_ = became.get((relation.version, relation.object))
        if subject and object_ and subject != object_:
            found.append(Stated(subject, relation.verb, object_, relation.version, relation.start, relation.stop))
    return found
