"""What signs of one language say in another: worked out once for each sign, whatever versions it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tracuu.linking.likeness import Known, Rarity, Said, Speech, said, total
from tracuu.linking.signs import WORD, Signs

REMEMBERED = 400_000
"""Signs of all pairs of languages that are remembered at once, about; each takes some hundred bytes."""

Translate = Callable[[Sequence[str], str, str], Known]
"""Takes terms, their language and another; gives those that a table knows (`likeness.Known`)."""

Place = tuple[str, bool, str, bool]
"""A language and whether it is in Latin letters; the same of the language in which it is to be said."""


class Voices:
    """What signs say, by languages. Tables and rarities are taken for unchanged while this lives."""

    def __init__(self, translate: Translate, rarities: Callable[[str], Rarity]) -> None:
        """Take the tables, and what gives how rare signs of a language are."""
        self._translate = translate
        self._rarities = rarities
        self._memory: dict[Place, dict[str, Said | None]] = {}
        self._held = 0

    def speech(self, whole: Signs, lang: str, target: str, latin: bool) -> Speech:  # noqa: FBT001  a script
        """Work out what a text in one language says in another; `latin` is the script of that one."""
        place = lang, whole.latin, target, latin
        memory = self._memory[place] = self._memory.pop(place, {})  # used last, forgotten last
        if missing := [sign for sign in whole.counts if sign not in memory]:
            self._learn(memory, missing, place)
        self._forget(place)
        signs = {sign: one for sign in whole.counts if (one := memory[sign]) is not None}
        return Speech(signs, total(signs, whole.counts))

    def _learn(self, memory: dict[str, Said | None], signs: Sequence[str], place: Place) -> None:
        lang, ours, target, theirs = place
        known, rarity = self._translate(words_of(signs), lang, target), self._rarities(lang)
        for sign in signs:
            memory[sign] = said(sign, known, rarity, ours=ours, theirs=theirs)
        self._held += len(signs)

    def _forget(self, kept: Place) -> None:
        """Forget the languages that were longest unused, all but the one in use."""
        for place in list(self._memory):
            if self._held > REMEMBERED and place != kept:
                self._held -= len(self._memory.pop(place))


def words_of(signs: Iterable[str] | Mapping[str, int]) -> list[str]:
    """Give the terms among signs."""
    return [sign[len(WORD) :] for sign in signs if sign.startswith(WORD)]
