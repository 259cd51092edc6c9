"""One pass over a text for several lists of words at once (Aho and Corasick, 1975): what each says of the words met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import ahocorasick

MOST_MET = 500_000
"""Words met in one text that are looked at; an article has dozens, a book of two megabytes fewer than this."""

Met = Sequence[tuple[int, Any]]
"""The words of one list that a text holds, by where they end, of those the longest first: place of the last letter, and
what the list says of the word."""


class Lists(NamedTuple):
    """Lists of words, compiled together."""

    automaton: ahocorasick.Automaton
    lists: int

    def met(self, text: str) -> list[Met]:
        """Give for each list, in order, its words in folded text."""
        found: list[list[tuple[int, Any]]] = [[] for _ in range(self.lists)]
        if len(self.automaton):
            for last, held in islice(self.automaton.iter(text), MOST_MET):
                for number, meaning in held:
                    found[number].append((last, meaning))
        return [*found]


def compile_lists(*lists: Mapping[str, Any]) -> Lists:
    """Compile lists of folded words, each with what it says of the word."""
    import ahocorasick

    held: dict[str, list[tuple[int, Any]]] = {}
    for number, words in enumerate(lists):
        for word, meaning in words.items():
            held.setdefault(word, []).append((number, meaning))
    automaton = ahocorasick.Automaton()
    for word, meanings in held.items():
        automaton.add_word(word, tuple(meanings))
    automaton.make_automaton()
    return Lists(automaton, len(lists))
