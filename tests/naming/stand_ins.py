"""Simple functions in place of those of `mentions`: quick, and plain enough to work out by hand what must come out.

A document is `7-NQ/TU` (complete with a province, `7-NQ/TU@quang-nam`), a model stands in quotes: “Ngân hàng bò”. The
n-th name of each version of a story names the same thing. A name is learned when two stories tie it to one Vietnamese
name and none to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.entities import Alias, Cluster, Decision, Entity, Found, How, Mention, Text
from tracuu.mentions import ids
from tracuu.mentions.decisions import rules
from tracuu.mentions.resolve import Knowledge, Resolved
from tracuu.naming.methods import Methods
from tracuu.records import Mark

_PLACES = re.compile(r"(?P<number>\d+)-NQ/TU(?:@(?P<place>[a-z-]+))?|“(?P<name>[^”]+)”")
TERM = "2020-2025"


class Learned(NamedTuple):
    aliases: tuple[Alias, ...]


class Register:
    """Nothing is known beforehand."""

    def get(self, _id: str) -> None:
        return None


def register(_extra: Path | None) -> Any:
    return Register()


def find(given: str, _marks: Sequence[Mark], lang: str, _names: Any = None) -> tuple[Found, ...]:
    del lang
    found = []
    for match in _PLACES.finditer(given):
        if match["name"]:
            name = match["name"]
            found.append(Found(match.start() + 1, match.end() - 1, name, ("model",), How.QUOTED, name=name.casefold()))
        else:
            place = match["place"]
            one = Found(*match.span(), match[0], ("resolution",), How.SYMBOL, number=match["number"], symbol="NQ/TU")
            found.append(one._replace(place=place))
    return tuple(found)


def gather(texts: Sequence[Text], _register: Any) -> tuple[Cluster, ...]:
    members: dict[tuple[str, object], list[tuple[Text, int]]] = {}
    for text in sorted(texts, key=lambda one: one.id):
        seen = 0
        for place, found in enumerate(text.found):
            key = ("number", found.number) if found.number else ("name", seen)
            seen += 0 if found.number else 1
            members.setdefault(key, []).append((text, place))
    clusters = []
    for ordinal, (_, places) in enumerate(sorted(members.items(), key=str)):
        founds = [text.found[place] for text, place in places]
        names = {(text.lang, found.name) for (text, _), found in zip(places, founds, strict=True) if found.name}
        stated = {found.place for found in founds if found.place}
        clusters.append(
            Cluster(
                story=texts[0].story,
                ordinal=ordinal,
                kinds=founds[0].kinds,
                members=tuple((text.number, place) for text, place in places),
                names=tuple(sorted(names)),
                labels=tuple((text.lang, f.surface) for (text, _), f in zip(places, founds, strict=True)),
                number=founds[0].number,
                place=min(stated) if len(stated) == 1 else None,
            )
        )
    return tuple(clusters)


def learn(clusters: Iterable[Cluster], _register: Any, decisions: Sequence[Decision]) -> Any:
    decided = rules(decisions)
    evidence: dict[tuple[str, str], dict[str, set[str]]] = {}
    for cluster in clusters:
        originals = [name for lang, name in cluster.names if lang == "vi"]
        for lang, name in cluster.names:
            if lang != "vi" and len(originals) == 1:
                entity = ids.model_id(None, originals[0])
                evidence.setdefault((lang, name), {}).setdefault(entity, set()).add(cluster.story)
    for (lang, name), entity in decided.confirmed.items():
        evidence.setdefault((lang, name), {}).setdefault(entity, set())
    return Learned(tuple(_aliases(evidence, decided)))


def _aliases(evidence: dict[tuple[str, str], dict[str, set[str]]], decided: Any) -> Iterable[Alias]:
    for (lang, name), entities in sorted(evidence.items()):
        for entity, stories in sorted(entities.items()):
            state = "contested" if len(entities) > 1 else "promoted" if len(stories) > 1 else "weak"
            if decided.confirmed.get((lang, name)) == entity:
                state = "confirmed"
            if (lang, name, entity) in decided.banned:
                state = "banned"
            yield Alias(lang, name, entity, len(stories), state)


def resolve(
    clusters: Sequence[Cluster], knowledge: Knowledge, founds: Mapping[int, Sequence[Found]] | None = None
) -> Resolved:
    story = clusters[0].story if clusters else ""
    entities, became, mentions = {}, {}, []
    for cluster in clusters:
        entity = _entity(cluster, knowledge)
        meant = knowledge.rules.meant(story, entity.id)
        if meant is None:
            entity = entity._replace(id=ids.unnamed_model_id(story, cluster.ordinal + 1), open=True)
        elif meant != entity.id:
            entity = entity._replace(id=meant)
        entities[entity.id] = entity
        became[cluster.ordinal] = entity.id
        for version, place in cluster.members if founds else ():
            start, end, surface = (founds or {})[version][place][:3]
            mentions.append(Mention(version, start, end, surface, entity.kind, entity.id, 0.9, "stand-in"))
    return Resolved(story, tuple(sorted(mentions)), tuple(entities.values()), became, {}, {})


def _entity(cluster: Cluster, knowledge: Knowledge) -> Entity:
    story = cluster.story
    if cluster.kinds == ("resolution",):
        number = str(cluster.number)
        if cluster.place:
            issuer = f"{cluster.place}.tinh-uy"
            id_ = ids.instrument_id(issuer, "resolution", number, TERM)
            return Entity(id_, "resolution", f"Nghị quyết {number}", number=number, issuer=issuer)
        known = knowledge.instruments("resolution", int(number))
        if len(known) == 1:
            return known[0]
        stub = ids.instrument_id(None, "resolution", number, None, story=story)
        return Entity(stub, "resolution", f"Nghị quyết {number}", number=number, open=True)
    originals = [name for lang, name in cluster.names if lang == "vi"]
    meant = {knowledge.alias(lang, name) for lang, name in cluster.names} - {None}
    if len(originals) == 1:
        return Entity(ids.model_id(None, originals[0]), "model", originals[0], family=ids.family_id(originals[0]))
    if len(meant) == 1:
        id_ = str(meant.pop())
        return Entity(id_, "model", id_)
    return Entity(ids.unnamed_model_id(story, cluster.ordinal + 1), "model", cluster.labels[0][1], open=True)


METHODS = Methods(find, gather, learn, resolve, register)
