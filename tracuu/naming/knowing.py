"""What resolving a story may ask of the archive, and noting what it asked.

Questions are noted so that a story is resolved again exactly when one of its answers changes. So what is linked bit by
bit is the same as what is linked all at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracuu.corpus.naming import Naming, number_of
from tracuu.entities import Alias, Entity
from tracuu.mentions import ids
from tracuu.mentions.decisions import Rules, rules
from tracuu.mentions.register import Register
from tracuu.mentions.resolve import Knowledge

SURE = frozenset({"promoted", "confirmed"})
"""States of a learned name in which it stands for its entity."""


def alias_question(lang: str, name: str) -> str:
    """Spell the question which entity a name means."""
    return f"alias {lang} {name}"


def instruments_question(kind: str, number: int) -> str:
    """Spell the question which instruments of a type have a number."""
    return f"instruments {kind} {number}"


def models_question(slug: str) -> str:
    """Spell the question which models have a Vietnamese name."""
    return f"models {slug}"


def question_of(entity: Entity) -> str | None:
    """Give the question that an entity answers; None for stubs, families and what no question asks for."""
    if entity.open or entity.kind == "family":
        return None
    parts = ids.parse(entity.id)
    if parts is None or parts.story is not None:
        return None
    if entity.kind == "model":
        return models_question(parts.name) if parts.name else None
    digits = re.match(r"\d+", entity.number or "")
    return instruments_question(entity.kind, int(digits[0])) if digits else None


def without_archive(register: Register) -> Knowledge:
    """Give what is known when no other story is: what a story tells then, it tells by itself."""
    return Knowledge(
        register,
        alias=lambda _lang, _name: None,
        instruments=lambda _kind, _number: (),
        models=lambda _slug: (),
        rules=rules(()),
    )


class Knowing:
    """The archive's answers, each asked of it once, and the questions of the story that is being resolved."""

    def __init__(self, naming: Naming, register: Register, decided: Rules) -> None:
        """Begin without answers."""
        self._naming = naming
        self._aliases: dict[int, str | None] = {}
        self._entities: dict[int, Sequence[Entity]] = {}
        self.asked: set[int] = set()
        self.knowledge = Knowledge(
            register,
            alias=self._alias,
            instruments=lambda kind, number: self._answer(instruments_question(kind, number)),
            models=lambda slug: self._answer(models_question(slug)),
            rules=decided,
        )

    def _alias(self, lang: str, name: str) -> str | None:
        key = number_of(alias_question(lang, name))
        self.asked.add(key)
        if key not in self._aliases:
            self._aliases[key] = meaning(self._naming.aliases([(lang, name)]))
        return self._aliases[key]

    def _answer(self, question: str) -> Sequence[Entity]:
        key = number_of(question)
        self.asked.add(key)
        if key not in self._entities:
            self._entities[key] = tuple(self._naming.answer(key))
        return self._entities[key]


def meaning(aliases: Sequence[Alias]) -> str | None:
    """Give the entity that a name stands for by what was learned of it; None when that is not sure."""
    sure = {alias.entity for alias in aliases if alias.state in SURE}
    return sure.pop() if len(sure) == 1 else None
