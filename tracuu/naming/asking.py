"""From what a person types to the entity that is meant."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Naming, number_of
from tracuu.entities import Entity
from tracuu.errors import AmbiguousEntity, UnknownEntity, UsageError
from tracuu.indexer.fields import MODELS, field_of
from tracuu.mentions import issuers
from tracuu.mentions.candidates import same_number
from tracuu.mentions.concepts import name_key
from tracuu.mentions.decisions import Rules, rules
from tracuu.mentions.kinds import types
from tracuu.mentions.register import Register, load
from tracuu.messages import say

_LISTED = 9  # candidates that a message names
_UNUSED = frozenset({"banned", "contested"})  # states of names that nobody who types them can mean


def kinds_of(kind: str | None) -> tuple[str, ...]:
    """Give the kinds that a word stands for: `model`, `instrument`, or a code of types.toml; all for None.

    `model` takes movements in, `instrument` is everything else.
    """
    if kind is None:
        return ()
    if kind == "model":
        return tuple(sorted(MODELS))
    if kind == "instrument":
        return tuple(sorted(set(types()) - MODELS))
    return (kind,)


def register_of(archive: Archive) -> Register:
    """Give the register with the user's own files in the archive's folder."""
    return load(archive.folder / "register")


def entity_named(archive: Archive, typed: str, field: str | None = None) -> Entity:
    """Find the one entity that is meant: by id, former id, code or name in any spelling and language.

    `field` (`instrument` or `model`) keeps to entities of that kind. Raises UnknownEntity, with what is called nearly
    so; AmbiguousEntity, with the candidates; UsageError where nothing is typed.
    """
    found = candidates(archive, typed, field)
    if not found:
        raise unknown(archive, typed, field)
    return _the_one(typed, found)


def entity_in_story(archive: Archive, typed: str, story: int) -> Entity:
    """Find the one entity that is meant in a story, given by number: what may mean several is seldom twice in one.

    Who types the name of a family means the model of that name there. What the story does not name is found as by
    `entity_named`, and raises the same.
    """
    found = candidates(archive, typed)
    every = dict.fromkeys(member for one in found for member in (one, *archive.naming.members(one.id)))
    here = [one for one in every if story in archive.naming.stories_of(one.id)]
    return _the_one(typed, here) if here else entity_named(archive, typed)


def unknown(archive: Archive, typed: str, field: str | None = None) -> UnknownEntity:
    """Make the error that says that nothing is called so, with what is called nearly so."""
    near = tuple(nearly(archive, typed, field))
    said = say("naming.near", listed=", ".join(one.label for one in near)) if near else ""
    return UnknownEntity("naming.unknown_entity", typed=typed, near=near, said=said)


def _the_one(typed: str, found: Sequence[Entity]) -> Entity:
    if len(found) > 1:
        raise ambiguous(typed, found)
    return found[0]


def ambiguous(typed: str, found: Sequence[Entity]) -> AmbiguousEntity:
    """Make the error that asks which of several is meant."""
    return AmbiguousEntity("naming.ambiguous_entity", typed=typed, candidates=tuple(found), listed=listed(found))


def listed(entities: Sequence[Entity]) -> str:
    """Name entities in one line, numbered as a caller would list them."""
    named = [f"{place}. {one.code or one.label} ({one.id})" for place, one in enumerate(entities[:_LISTED], 1)]
    return "; ".join(named) + ("; …" if len(entities) > _LISTED else "")


def candidates(archive: Archive, typed: str, field: str | None = None) -> list[Entity]:
    """Give the entities that may be meant, likeliest first: several when they fit equally well.

    One that no article names stands back behind those that some do, and a stub behind what is known completely.
    """
    from tracuu.mentions.lookup import lookup

    if not typed.strip():
        raise UsageError("naming.no_name")
    naming, register = archive.naming, register_of(archive)
    decided = rules(naming.decisions())
    exact = entity_of(naming, register, decided, typed.strip())
    if exact:
        return [exact] if _in_field(exact, field) else []
    here = {entity.id: labelled(entity, decided) for entity in naming.everything()}
    by_name = _aliases_by_name(naming, decided)
    found = lookup(typed, register, lambda name: by_name.get(name, ()), here.values())
    equal = [entity_of(naming, register, decided, one.id) or one for one in found.entities[: found.equal]]
    fitting = [one for one in dict.fromkeys(_only_member(naming, one) for one in equal) if _in_field(one, field)]
    for preferred in ([one for one in fitting if one.id in here], [one for one in fitting if not one.open]):
        fitting = [one for one in fitting if one in preferred] or fitting
    return fitting


def _only_member(naming: Naming, entity: Entity) -> Entity:
    """Give the one model of a family that has no other: who types its name means it."""
    members = naming.members(entity.id) if entity.kind == "family" else []
    return members[0] if len(members) == 1 else entity


def nearly(archive: Archive, typed: str, field: str | None = None) -> list[Entity]:
    """Give entities that are called nearly so."""
    from tracuu.mentions.lookup import near

    decided = rules(archive.naming.decisions())
    return near(typed, [labelled(one, decided) for one in archive.naming.everything() if _in_field(one, field)])


def stubs_like(archive: Archive, entity: Entity) -> list[Entity]:
    """Give the stubs that may be this instrument: of its type and number, in stories that do not say whose it is."""
    return [one for one in archive.naming.everything() if may_be(one, entity)] if entity.number else []


def may_be(stub: Entity, entity: Entity) -> bool:
    """Tell whether a stub may be an instrument: the same type and number, and nothing that it states says no."""
    if not stub.open or stub.id == entity.id or stub.kind != entity.kind:
        return False
    if same_number(stub.number, entity.number) is not True or issuers.same(stub.issuer, entity.issuer) is False:
        return False
    periods = {period for period in (stub.period, entity.period) if period not in {None, "?"}}
    years = {date[:4] for date in (stub.date, entity.date) if date}
    return len(periods) <= 1 and len(years) <= 1


def _in_field(entity: Entity, field: str | None) -> bool:
    return field is None or field_of(entity.kind) == field or entity.kind == "programme"


def entity_of(naming: Naming, register: Register, decided: Rules, id_: str) -> Entity | None:
    """Give the entity of an id, or of what that id leads to, as the archive holds it, else as the register does.

    It has the name that a user gave it.
    """
    for known in dict.fromkeys((id_, naming.successor(id_))):
        kept = decided.canonical(known)
        if entity := naming.entities([kept]).get(kept) or register.get(kept):
            return labelled(entity, decided)
    return None


def labelled(entity: Entity, decided: Rules) -> Entity:
    """Give an entity the name that a user gave it, or its family, whose models have one name."""
    given = (decided.labels.get(id_) for id_ in (entity.id, entity.family) if id_)
    return entity._replace(label=next(filter(None, given), entity.label))


def _aliases_by_name(naming: Naming, decided: Rules) -> dict[str, tuple[tuple[str], ...]]:
    """Give by folded name the ids of what is called so: by learned names, and by those that users gave."""
    found: dict[str, tuple[tuple[str], ...]] = {}
    for id_, label in decided.labels.items():
        found[name_key(label)] = (*found.get(name_key(label), ()), (decided.canonical(id_),))
    for alias in naming.aliases():
        if alias.state not in _UNUSED:
            found[alias.name] = (*found.get(alias.name, ()), (alias.entity,))
    return found


def terms_of(entities: Sequence[Entity]) -> dict[str, tuple[str, ...]]:
    """Give the values under which the index holds these entities, by field."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        field = field_of(entity.kind)
        found[field] = (*found.get(field, ()), str(number_of(entity.id)))
    return found
