"""Resolving gathered stories with what is known, and what of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import LEARNED, Linked, Naming, Relation, Sighting, Stated
from tracuu.entities import Cluster, Entity, Mention
from tracuu.mentions.concepts import name_key
from tracuu.mentions.decisions import Rules, rules
from tracuu.mentions.register import Register
from tracuu.mentions.resolve import Resolved
from tracuu.naming.gathering import register_of
from tracuu.naming.knowing import Knowing
from tracuu.naming.methods import Methods
from tracuu.text.codes import primary

SIGHTED = 0.85
"""How sure a mention is that a learned name makes without a model word beside it."""


def resolve(naming: Naming, stories: Sequence[int], methods: Methods, knowing: Knowing) -> list[Linked]:
    """Resolve gathered stories, given by number."""
    clusters = dict(naming.clusters(stories))
    relations = naming.relations(stories)
    sightings = naming.sightings(stories)
    founds = naming.founds(sorted({version for story in clusters.values() for version in _versions(story)}))
    linked = []
    for story in stories:
        here = clusters.get(story, ())
        own = {version: founds[version] for version in _versions(here)}
        knowing.asked = set()
        resolved = methods.resolve(here, knowing.knowledge, own)
        sighted = _sighted(naming, sightings.get(story, ()), resolved, knowing)
        resolved = resolved._replace(
            mentions=tuple(sorted([*resolved.mentions, *(mention for mention, _ in sighted)])),
            entities=(*resolved.entities, *(entity for _, entity in sighted)),
        )
        resolved = resolved._replace(mentions=tuple(_allowed(naming, resolved, knowing.knowledge.rules)))
        linked.append(_linked(story, here, relations.get(story, ()), resolved, knowing))
    return linked


def resolve_apart(stories: Sequence[int], folder: Path, methods: Methods) -> list[Linked]:
    """Resolve gathered stories of the archive in a folder: one task of a worker, which asks the archive itself."""
    with Archive.open(folder) as archive:
        naming = archive.naming
        knowing = Knowing(naming, register_of(archive, methods), rules(naming.decisions()))
        return resolve(naming, stories, methods, knowing)


def _allowed(naming: Naming, resolved: Resolved, rules: Rules) -> Iterable[Mention]:
    """Leave out mentions whose wording, as a user said, never means what it was taken for, by whatever it was found."""
    if not rules.banned:
        return resolved.mentions
    names: dict[tuple[str, str], set[str]] = {}
    for lang, name, entity in rules.banned:
        names.setdefault((lang, name), set()).add(rules.canonical(entity))
    languages = naming.languages(sorted({one.version for one in resolved.mentions}))
    families = {one.id: one.family for one in resolved.entities}

    def is_banned(mention: Mention) -> bool:
        lang = languages[mention.version]
        wording = name_key(mention.surface)
        banned = names.get((lang, wording), set()) | names.get((primary(lang), wording), set())
        return not banned.isdisjoint({mention.entity, families.get(mention.entity)})

    return (mention for mention in resolved.mentions if not is_banned(mention))


def _sighted(
    naming: Naming, sightings: Sequence[Sighting], resolved: Resolved, knowing: Knowing
) -> list[tuple[Mention, Entity]]:
    """Give the mentions that learned names make where nothing else was found, each with its entity."""
    taken: dict[int, list[Mention]] = {}
    for mention in resolved.mentions:
        taken.setdefault(mention.version, []).append(mention)
    found = []
    for one in sightings:
        if any(one.start < mention.end and mention.start < one.stop for mention in taken.get(one.version, ())):
            continue
        entity = _meant(naming, knowing.knowledge.alias(one.lang, one.name), resolved, knowing)
        if entity:
            place = (one.version, one.start, one.stop, one.surface)
            mention = Mention(*place, entity.kind, entity.id, SIGHTED, LEARNED)
            taken.setdefault(one.version, []).append(mention)
            found.append((mention, entity))
    return found


def _meant(naming: Naming, id_: str | None, resolved: Resolved, knowing: Knowing) -> Entity | None:
    """Give what a learned name means in a story: of a family the one member that the story names, if there is one."""
    if id_ is None:
        return None
    members = [entity for entity in resolved.entities if entity.family == id_]
    if len(members) == 1:
        return members[0]
    kept = knowing.knowledge.rules.canonical(id_)
    return knowing.knowledge.register.get(kept) or naming.told([kept]).get(kept)


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
