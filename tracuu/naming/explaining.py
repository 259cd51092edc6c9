"""Why an article is linked to an entity, step by step, and what a user should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.entities import Entity, Mention, Step
from tracuu.mentions.decisions import rules
from tracuu.mentions.resolve import Resolved
from tracuu.messages import say
from tracuu.naming.asking import entity_in_story, entity_of, labelled, register_of
from tracuu.naming.deciding import story_of
from tracuu.naming.knowing import Knowing
from tracuu.naming.methods import Methods, usual
from tracuu.naming.pages import Evidence, sentences

_CONTRADICTED = "linking.conflict"  # the step that tells which version says what


class Doubt(NamedTuple):
    """Something that a user may decide.

    `about` is `stub` (which of `candidates` is `entity`?), `name` (does `name` of `lang` mean `entity`?), or `conflict`
    (versions contradict each other about `entity`; `said` tells in what). `versions` counts those that an answer mends;
    `story` is one where to look, `evidence` a sentence of it.
    """

    about: str
    entity: Entity
    versions: int
    story: str
    evidence: Evidence | None
    candidates: tuple[Entity, ...] = ()
    lang: str | None = None
    name: str | None = None
    said: tuple[str, ...] = ()


def why(archive: Archive, article: str, entity: str, methods: Methods | None = None) -> list[str]:
    """Give the steps by which an article's story came to be linked to an entity, one line each."""
    story = archive.number(story_of(archive, article))
    named = entity_in_story(archive, entity, story)
    resolved = resolved_story(archive, story, methods or usual())
    lines = [
        told(step) for ordinal, id_ in resolved.became.items() if id_ == named.id for step in resolved.steps[ordinal]
    ]
    return list(dict.fromkeys(lines)) or [say("naming.why_not", article=article, entity=named.label)]


def told(step: Step) -> str:
    """Put a step into words, with its share of the score where it has one."""
    field = step.values.get("field")
    words = say(step.key, **dict(step.values) | ({"field": say(f"linking.field_{field}")} if field else {}))
    return say("naming.weighed", words=words, weight=step.weight) if step.weight else words


def resolved_story(archive: Archive, story: int, methods: Methods) -> Resolved:
    """Resolve one story again, to see its steps; nothing is kept."""
    naming = archive.naming
    clusters = dict(naming.clusters([story])).get(story, ())
    versions = sorted({version for cluster in clusters for version, _ in cluster.members})
    knowing = Knowing(naming, register_of(archive), rules(naming.decisions()))
    return methods.resolve(clusters, knowing.knowledge, naming.founds(versions))


def review(archive: Archive, limit: int = 20, methods: Methods | None = None) -> list[Doubt]:
    """Give what is worth a user's look, first what an answer mends most of; last what nothing known can answer."""
    found = [*_stubs(archive, limit, methods or usual()), *_names(archive, limit), *_conflicts(archive, limit)]
    return sorted(found, key=_worth)[:limit]


def _worth(doubt: Doubt) -> tuple[bool, int, str, str, str]:
    unanswerable = doubt.about == "stub" and not doubt.candidates
    return unanswerable, -doubt.versions, doubt.about, doubt.entity.id, doubt.name or ""


def _stubs(archive: Archive, limit: int, methods: Methods) -> Iterator[Doubt]:
    naming, register = archive.naming, register_of(archive)
    decided = rules(naming.decisions())
    open_ones = [one for one in naming.counted() if one.entity.open]
    for one in sorted(open_ones, key=lambda one: -one.versions)[:limit]:
        mentions = naming.mentions_of([one.entity.id])
        story = archive.version(mentions[0].version)
        ids = resolved_story(archive, story.story_number, methods).candidates.get(one.entity.id, ())
        known = (entity_of(naming, register, decided, id_) for id_ in ids)
        candidates = tuple(entity for entity in known if entity)
        entity, evidence = labelled(one.entity, decided), _sentence(archive, mentions)
        yield Doubt("stub", entity, one.versions, story.story, evidence, candidates)


def _names(archive: Archive, limit: int) -> Iterator[Doubt]:
    naming, register = archive.naming, register_of(archive)
    decided = rules(naming.decisions())
    for alias, _ in naming.doubtful()[:limit]:
        entity = entity_of(naming, register, decided, alias.entity)
        stories = naming.stories_with([(alias.lang, alias.name)])
        if entity is None or not stories:
            continue
        # A name that is confirmed is understood in the stories that now have nothing but the name.
        versions = [number for listed in archive.siblings(sorted(stories)).values() for number, *_ in listed]
        shown = archive.versions(sorted(versions))
        spoken = [one.number for one in shown if one.lang == alias.lang] or versions
        here = [one for one in naming.mentions(spoken) if one.surface.casefold() == alias.surface.casefold()]
        story = archive.version(versions[0]).story
        evidence = _sentence(archive, here)
        yield Doubt("name", entity, len(stories), story, evidence, lang=alias.lang, name=alias.surface or alias.name)


def _conflicts(archive: Archive, limit: int) -> Iterator[Doubt]:
    naming = archive.naming
    decided = rules(naming.decisions())
    for _, clusters in list(naming.clusters(naming.contradicted()[:limit])):
        for cluster in clusters:
            version, _ = cluster.members[0]
            founds = naming.founds([version]).get(version, ())
            places = {founds[place].start for number, place in cluster.members if number == version}
            mentions = [one for one in naming.mentions([version]) if one.start in places]
            if not cluster.conflicts or not mentions:
                continue
            entity = labelled(naming.entities([mentions[0].entity])[mentions[0].entity], decided)
            said = tuple(told(step) for step in cluster.steps if step.key == _CONTRADICTED) or cluster.conflicts
            count = len({number for number, _ in cluster.members})
            shown = archive.version(version).story
            yield Doubt("conflict", entity, count, shown, _sentence(archive, mentions), said=said)


def _sentence(archive: Archive, mentions: Sequence[Mention]) -> Evidence | None:
    return next(iter(sentences(archive, mentions[:1])), None)
