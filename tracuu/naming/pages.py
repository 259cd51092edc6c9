"""What is known of an entity, on one page: names, spread, evidence, relations. All reading, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tracuu.align.sentences import split
from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Counted, Spread
from tracuu.entities import Alias, Decision, Entity, Mention
from tracuu.mentions.concepts import name_key
from tracuu.mentions.decisions import Rules, rules
from tracuu.naming.asking import entity_named, kinds_of, labelled
from tracuu.records import CONTENT, Layer, Role, Span, Version

_AT_ONCE = 500  # versions read together
_EVIDENCE = 20  # sentences of a page, unless more are asked for


class Evidence(NamedTuple):
    """A sentence that names an entity: its version, its span in the given text, and the mentions inside it.

    `text` is the sentence; `mentions` are those of the entity alone, with offsets of the given text.
    """

    version: Version
    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]


class Related(NamedTuple):
    """A relation that the archive states: `subject` does `verb` to `object`; in how many versions, and one of them."""

    subject: Entity
    verb: str
    object: Entity
    versions: int
    version: str
    start: int
    end: int


class EntityPage(NamedTuple):
    """What the archive knows of an entity.

    `members` are the entities of a family, which are counted together; of anything else there are none. `aliases` are
    names learned or decided, in every state; the register's stand in `entity.names`. `evidence` is in the order of
    days, originals first; `merged` are ids that lead here.
    """

    entity: Entity
    members: tuple[Entity, ...]
    spread: Spread
    aliases: tuple[Alias, ...]
    evidence: tuple[Evidence, ...]
    relations: tuple[Related, ...]
    merged: tuple[str, ...]


def entities(
    archive: Archive,
    kind: str | None = None,
    query: str | None = None,
    lang: str | None = None,
    province: str | None = None,
    limit: int | None = None,
) -> list[Counted]:
    """Give the entities that articles name, with counts, best known first. See `Session.entities`."""
    decided = rules(archive.naming.decisions())
    counted = archive.naming.counted(kinds_of(kind), lang, province)
    found = [one._replace(entity=labelled(one.entity, decided)) for one in counted]
    if query is not None:
        wanted = _called(archive, query)
        found = [one for one in found if wanted(one.entity)]
    return found[:limit]


def _called(archive: Archive, query: str) -> Callable[[Entity], bool]:
    """Give what tells whether every word of a query stands in one of an entity's names."""
    words = name_key(query).split()
    aliases: dict[str, set[str]] = {}
    for alias in archive.naming.aliases():
        if alias.state != "banned" and all(word in alias.name for word in words):
            aliases.setdefault(alias.entity, set()).add(alias.name)

    def called(entity: Entity) -> bool:
        names = [entity.label, entity.code, entity.title, entity.id, *(name for _, name, _ in entity.names)]
        return entity.id in aliases or any(all(word in name_key(name) for word in words) for name in names if name)

    return called


def page(archive: Archive, typed: str, evidence: int = _EVIDENCE) -> EntityPage:
    """Gather what is known of an entity. See `Session.entity`."""
    naming = archive.naming
    decided = rules(naming.decisions())
    entity = entity_named(archive, typed)
    members = tuple(naming.members(entity.id))
    ids = [entity.id, *(member.id for member in members)]
    former = {old for old, new in decided.same.items() if new == entity.id}
    former |= {old for old in naming.redirects() if naming.successor(old) == entity.id}
    return EntityPage(
        entity=entity,
        members=tuple(labelled(member, decided) for member in members),
        spread=naming.spread(ids),
        aliases=tuple(_as_decided(naming.aliases_of(ids), naming.decisions())),
        evidence=tuple(_first(sentences(archive, naming.mentions_of(ids)), evidence)),
        relations=tuple(_relations(archive, ids, decided)),
        merged=tuple(sorted(former)),
    )


def _as_decided(aliases: Iterable[Alias], decisions: Iterable[Decision]) -> Iterator[Alias]:
    """Spell names that users decided on as they wrote them."""
    written = {
        (one.args["lang"], one.args["name"]): str(one.args["surface"]) for one in decisions if "surface" in one.args
    }
    for alias in aliases:
        yield alias._replace(surface=written.get((alias.lang, alias.name), alias.surface))


def sentences(archive: Archive, mentions: Sequence[Mention]) -> list[Evidence]:
    """Give the sentences in which mentions stand, by day, then originals first, then by version and place."""
    found: list[Evidence] = []
    by_version: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_version.setdefault(mention.version, []).append(mention)
    numbers = sorted(by_version)
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        layers = archive.layers(part)
        for version in archive.versions(part):
            found += _of_version(version, layers[version.number], by_version[version.number])
    return sorted(found, key=_order)


def _order(one: Evidence) -> tuple[str, bool, int, int]:
    day = one.version.dated.day if one.version.dated else "~"
    return day, not is_original(one.version), one.version.number, one.start


def is_original(version: Version) -> bool:
    """Tell whether a version is the Vietnamese original, as far as that is known."""
    return version.lang == "vi" and not version.machine_translated


def _of_version(version: Version, layer: Layer, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    spans = list(_sentence_spans(layer, mentions))
    for span in dict.fromkeys(span for span, _ in spans):
        inside = tuple(mention for at, mention in spans if at == span)
        yield Evidence(version, span.start, span.end, layer.given[span.start : span.end], inside)


def _sentence_spans(layer: Layer, mentions: Sequence[Mention]) -> Iterator[tuple[Span, Mention]]:
    for mark in layer.marks:
        here = [one for one in mentions if mark.start <= one.start < mark.end]
        if mark.role not in CONTENT or not here:
            continue
        line = layer.given[mark.start : mark.end]
        within = [Span(0, len(line))] if mark.role is Role.TITLE else split(line)
        for mention in here:
            at = mention.start - mark.start
            start, end = next((span for span in within if span.start <= at < span.end), Span(0, len(line)))
            yield Span(mark.start + start, mark.start + end), mention


def _first(evidence: Iterable[Evidence], count: int) -> list[Evidence]:
    """Take one sentence of every story before a second of any, so that a page shows how widely something is told."""
    listed = list(evidence)
    seen: dict[str, int] = {}
    ranks = []
    for place, one in enumerate(listed):
        seen[one.version.story] = seen.get(one.version.story, -1) + 1
        ranks.append((seen[one.version.story], place))
    chosen = sorted(place for _, place in sorted(ranks)[:count])
    return [listed[place] for place in chosen]


def _relations(archive: Archive, ids: Sequence[str], decided: Rules) -> Iterator[Related]:
    naming = archive.naming
    stated: dict[tuple[str, str, str], list[tuple[int, int, int]]] = {}
    for id_ in ids:
        for one in naming.stated(id_):
            places = stated.setdefault((one.subject, one.verb, one.object), [])
            if (one.version, one.start, one.stop) not in places:
                places.append((one.version, one.start, one.stop))
    known = naming.entities([id_ for subject, _, object_ in stated for id_ in (subject, object_)])
    for (subject, verb, object_), places in sorted(stated.items(), key=lambda item: (-len(item[1]), item[0])):
        version, start, end = min(places)
        yield Related(
            labelled(known[subject], decided),
            verb,
            labelled(known[object_], decided),
            len({place[0] for place in places}),
            archive.version(version).id,
            start,
            end,
        )
