"""What users decide of entities: each verb checks its words, keeps the decision, and has its consequences drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from unicodedata import category

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Naming, Reach, number_of
from tracuu.entities import Decision
from tracuu.errors import UsageError
from tracuu.mentions.concepts import name_key
from tracuu.naming.asking import entity_in_story, entity_named, register_of
from tracuu.naming.knowing import question_of
from tracuu.text.codes import canonical

_JOINERS = frozenset("\u200c\u200d")  # invisible, and needed to spell Persian and the scripts of India

_ENTITIES = ("keep", "gone", "entity", "to")
"""Arguments that are ids of entities."""


def merge(archive: Archive, keep: str, gone: str) -> Decision:
    """Decide that two are one."""
    kept, taken = entity_named(archive, keep), entity_named(archive, gone)
    if kept.id == taken.id:
        raise UsageError("naming.same", id=kept.id)
    return _decide(archive, "merge", {"keep": kept.id, "gone": taken.id})


def split(archive: Archive, entity: str, story: str) -> Decision:
    """Decide that what a story calls so is something else."""
    return _decide(archive, "split", {"entity": _named_in(archive, entity, story), "story": story_of(archive, story)})


def relate(archive: Archive, story: str, entity: str, to: str) -> Decision:
    """Decide that what a story calls `entity` is `to`."""
    args = {"story": story_of(archive, story), "entity": _named_in(archive, entity, story)}
    return _decide(archive, "link", {**args, "to": entity_named(archive, to).id})


def rename(archive: Archive, entity: str, label: str) -> Decision:
    """Decide on an entity's canonical name."""
    plain = _written(label)
    if not name_key(plain):
        raise UsageError("naming.empty_name")
    return _decide(archive, "rename", {"entity": entity_named(archive, entity).id, "label": plain})


def alias_add(archive: Archive, entity: str, lang: str, name: str) -> Decision:
    """Decide that a name always means an entity."""
    return _decide(archive, "alias-add", _name(archive, entity, lang, name))


def alias_ban(archive: Archive, entity: str, lang: str, name: str) -> Decision:
    """Decide that a name never means an entity."""
    return _decide(archive, "alias-ban", _name(archive, entity, lang, name))


def _name(archive: Archive, entity: str, lang: str, name: str) -> dict[str, str]:
    plain = name_key(name)
    if not plain:
        raise UsageError("naming.empty_name")
    found = entity_named(archive, entity).id
    return {"entity": found, "lang": canonical(lang), "name": plain, "surface": _written(name)}


def _written(name: str) -> str:
    """Give a name as it is kept: on one line, without signs that nobody sees and a terminal obeys."""
    kept = (sign for sign in " ".join(name.split()) if sign in _JOINERS or category(sign) not in {"Cc", "Cf", "Cs"})
    return "".join(kept).strip()


def undo(archive: Archive, number: int | None = None) -> Decision:
    """Take a decision back: the last one that holds, or the one of this number."""
    holding = [one for one in archive.naming.decisions() if not one.undone]
    chosen = holding[-1:] if number is None else [one for one in holding if one.number == number]
    if not chosen:
        raise UsageError("naming.nothing_to_undo" if number is None else "naming.no_decision", number=number)
    archive.naming.undo(chosen[0].number, _reach(archive, chosen[0].args))
    return chosen[0]._replace(undone=True)


def story_of(archive: Archive, typed: str) -> str:
    """Give the id of the story that is meant, or to which the version belongs that is meant. Raises UnknownId."""
    kind, id_ = archive.resolve(typed)
    return id_ if kind == "story" else archive.version(archive.number(id_)).story


def _named_in(archive: Archive, entity: str, story: str) -> str:
    number = archive.number(story_of(archive, story))
    found = entity_in_story(archive, entity, number)
    if number not in archive.naming.stories_of(found.id):
        raise UsageError("naming.not_in_story", entity=found.id, story=story)
    return found.id


def _decide(archive: Archive, verb: str, args: Mapping[str, str]) -> Decision:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return archive.naming.decide(verb, args, at, _reach(archive, args))


def _reach(archive: Archive, args: Mapping[str, str]) -> Reach:
    """Give what a decision may change: names of its entities, stories that name them, or ask what they answer."""
    naming = archive.naming
    ids = [args[name] for name in _ENTITIES if name in args]
    names = {(alias.lang, alias.name) for alias in naming.aliases_of(ids)}
    if "name" in args:
        names.add((args["lang"], args["name"]))
    stories = {story for id_ in ids for story in naming.stories_of(id_)}
    stories |= set(naming.stories_with_needs(_questions(archive, naming, ids)))
    if "story" in args:
        stories.add(archive.number(args["story"]))
    return Reach(sorted(names), sorted(stories))


def _questions(archive: Archive, naming: Naming, ids: Sequence[str]) -> list[int]:
    register = register_of(archive)
    known = [register.get(id_) for id_ in ids]
    asked = [question_of(entity) for entity in known if entity]
    return [key for id_ in ids for key in naming.keys_of(id_)] + [number_of(one) for one in asked if one]
