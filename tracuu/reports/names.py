"""All names of an entity by language, with how each is known."""

from __future__ import annotations

from typing import NamedTuple

from tracuu.naming.pages import EntityPage

RANK = {"confirmed": 0, "attested": 1, "register": 2, "promoted": 3, "weak": 4, "contested": 5, "banned": 6}
"""The ways in which a name is known, surest first."""


class Name(NamedTuple):
    """A name in a language, and how it is known.

    `how` is `confirmed` or `banned` (by a user), `attested` or `register` (the register has it; nobody has attested the
    latter), `promoted` (enough independent stories agree), `weak` (too few do), `contested`. `stories` counts those
    that the name was learned from; `means` is the entity, of a family one of its members.
    """

    lang: str
    name: str
    how: str
    stories: int
    means: str


def names_of(page: EntityPage) -> list[Name]:
    """Give the names on an entity's page, by language, surest first; what is known in two ways stands once."""
    known: dict[tuple[str, str], Name] = {}
    given = [
        *_of_register(page),
        *(Name(a.lang, a.surface or a.name, a.state, a.stories, a.entity) for a in page.aliases),
    ]
    for name in given:
        same = (name.lang, name.name.casefold())
        before = known.get(same)
        if before is None or RANK.get(name.how, len(RANK)) < RANK.get(before.how, len(RANK)):
            known[same] = name._replace(stories=max(name.stories, before.stories if before else 0))
    return sorted(known.values(), key=lambda one: (one.lang, RANK.get(one.how, len(RANK)), -one.stories, one.name))


def _of_register(page: EntityPage) -> list[Name]:
    return [
        Name(lang, name, "attested" if attested else "register", 0, entity.id)
        for entity in (page.entity, *page.members)
        for lang, name, attested in entity.names
    ]
