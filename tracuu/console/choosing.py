"""A name that means several: a numbered list to choose from on a terminal, the error with the same list elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from tracuu.console import called
from tracuu.console.safe import isolated, printable
from tracuu.entities import Entity
from tracuu.errors import AmbiguousEntity
from tracuu.messages import say
from tracuu.session import Session

Found = TypeVar("Found", bound=Entity | None)


def meant(session: Session, typed: str, article: str | None = None) -> str:
    """Give the id of the entity that somebody means; with `article` first of those that its story names.

    Raises UnknownEntity, and AmbiguousEntity where nobody can be asked or nothing is chosen.
    """
    from tracuu.naming.asking import entity_in_story, entity_named
    from tracuu.naming.deciding import story_of

    archive = session.archive
    if article is None:
        return asked(lambda: entity_named(archive, typed)).id
    story = archive.number(story_of(archive, article))
    return asked(lambda: entity_in_story(archive, typed, story)).id


def asked(find: Callable[[], Found]) -> Found | Entity:
    """Find an entity; ask which of several is meant. Raises AmbiguousEntity where that is not answered."""
    try:
        return find()
    except AmbiguousEntity as error:
        return choose(error)


def choose(error: AmbiguousEntity, read: Callable[[str], str] = input) -> Entity:
    """Ask which of several is meant.

    Raises the error itself without a terminal, and one that needs not list them again when no number is given.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise error
    candidates: tuple[Entity, ...] = error.candidates
    unanswered = AmbiguousEntity("entity_cmd.not_chosen", **error.values)
    print(*several(error), sep="\n", file=sys.stderr)  # noqa: T201  a question on the terminal
    while True:
        print(say("entity_cmd.which", count=len(candidates)), end="", file=sys.stderr, flush=True)  # noqa: T201  as above
        try:
            answer = read("").strip()
        except EOFError:
            answer = ""
        if not answer:
            raise unanswered
        if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]


def several(error: AmbiguousEntity) -> list[str]:
    """Say in lines that a name means several, and which."""
    return [say("entity_cmd.several", typed=printable(str(error.values["typed"]))), *numbered(error.candidates)]


def numbered(candidates: Sequence[Entity]) -> list[str]:
    """List entities with numbers, each in a line of its own, with its title in one below where it has one."""
    digits = len(str(len(candidates)))
    lines = []
    for place, entity in enumerate(candidates, 1):
        lines.append(f"{place:>{digits}}  {one(entity)}")
        if entity.title and printable(entity.title) not in lines[-1]:
            lines.append(f"{'':{digits}}  {isolated(printable(entity.title))}")
    return lines


def one(entity: Entity) -> str:
    """Give an entity in one line: name, issuer or place, date, id."""
    return " · ".join(filter(None, (called.name(entity), called.origin(entity), _when(entity), printable(entity.id))))


def _when(entity: Entity) -> str:
    """Give a document's own day, else its year or term."""
    return printable(entity.date or (entity.period if entity.period and entity.period != "?" else "") or "")
