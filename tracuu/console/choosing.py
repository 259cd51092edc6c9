"""A name that means several: a numbered list to choose from on a terminal, the error with the same list elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from tracuu.console import called
from tracuu.console.safe import printable
from tracuu.entities import Entity
from tracuu.errors import AmbiguousEntity
from tracuu.messages import say
from tracuu.session import Session

Found = TypeVar("Found", bound=Entity | None)


def meant(session: Session, typed: str, field: str | None = None) -> str:
    """Give the id of the entity that somebody means; `field` (`instrument`, `model`) keeps to such.

    Raises UnknownEntity, and AmbiguousEntity where nobody can be asked or nothing is chosen.
    """
    from tracuu.naming.asking import entity_named

    return asked(lambda: entity_named(session.archive, typed, field)).id


def asked(find: Callable[[], Found]) -> Found | Entity:
    """Find an entity; ask which of several is meant. Raises AmbiguousEntity where that is not answered."""
    try:
        return find()
    except AmbiguousEntity as error:
        chosen = choose(error)
        if chosen is None:
            raise
        return chosen


def choose(error: AmbiguousEntity, read: Callable[[str], str] = input) -> Entity | None:
    """Ask which of several is meant; None without a terminal, and when no number is given."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    candidates: tuple[Entity, ...] = error.candidates
    lines = [say("entity_cmd.several", typed=printable(str(error.values["typed"]))), *numbered(candidates)]
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201  a question on the terminal
    while True:
        print(say("entity_cmd.which", count=len(candidates)), end="", file=sys.stderr, flush=True)  # noqa: T201  as above
        try:
            answer = read("").strip()
        except EOFError:
            return None
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]


def numbered(candidates: Sequence[Entity]) -> list[str]:
    """List entities with numbers: name, issuer or place, date, id."""
    digits = len(str(len(candidates)))
    return [f"{place:>{digits}}  {one(entity)}" for place, entity in enumerate(candidates, 1)]


def one(entity: Entity) -> str:
    """Give an entity in one line."""
    facts = (called.name(entity), called.origin(entity), entity.date or entity.period, entity.id)
    return " · ".join(printable(fact) if fact == entity.id else fact for fact in facts if fact)
