"""All names of an entity by language, with how each is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from tracuu.reports.drift import Rendering, plain

if TYPE_CHECKING:
    from tracuu.naming.pages import EntityPage

RANK = {
    "confirmed": 0, "attested": 1, "register": 2, "promoted": 3, "weak": 4, "written": 5, "contested": 6, "banned": 7,
}  # fmt: skip
"""The ways in which a name is known, surest first."""


class Name(NamedTuple):
    """A name in a language, and how it is known.

    `how` is `confirmed` or `banned` (by a user), `attested` or `register` (the register has it; nobody has attested the
    latter), `promoted` (enough independent stories agree), `weak` (too few do), `written` (so it stands in articles, as
    documents are called by number and models where nothing was learned), `contested`. `stories` counts those that the
    name was learned from, or that write it; `means` is the entity, of a family one of its members.
    """

    lang: str
    name: str
    how: str
    stories: int
    means: str


def names_of(page: EntityPage, renderings: Iterable[Rendering] = ()) -> list[Name]:
    """Give the names on an entity's page, by language, surest first; what is known in two ways stands once.

    That a user banned a name outdoes what else is known of it. `renderings` are the wordings in which articles have it
    (`drift`).
    """
    known: dict[tuple[str, str], Name] = {}
    for name in (*_of_register(page), *_learned(page), *_written(page, renderings)):
        same = (name.lang, plain(name.name))
        before = known.get(same)
        if before is None:
            known[same] = name
        elif before.how != "banned" and (name.how == "banned" or _rank(name) < _rank(before)):
            known[same] = name._replace(stories=max(name.stories, before.stories))
    return sorted(known.values(), key=lambda one: (one.lang, _rank(one), -one.stories, one.name))


def _rank(name: Name) -> int:
    return RANK.get(name.how, len(RANK))


def _learned(page: EntityPage) -> list[Name]:
    return [Name(one.lang, one.surface or one.name, one.state, one.stories, one.entity) for one in page.aliases]


def _written(page: EntityPage, renderings: Iterable[Rendering]) -> list[Name]:
    counts: dict[tuple[str, str], tuple[str, int]] = {}
    for one in renderings:
        surface, stories = counts.get((one.lang, plain(one.rendering)), (one.rendering, 0))
        counts[one.lang, plain(one.rendering)] = (surface, stories + one.stories)
    return [Name(lang, surface, "written", stories, page.entity.id) for (lang, _), (surface, stories) in counts.items()]


def _of_register(page: EntityPage) -> list[Name]:
    return [
        Name(lang, name, "attested" if attested else "register", 0, entity.id)
        for entity in (page.entity, *page.members)
        for lang, name, attested in entity.names
    ]
