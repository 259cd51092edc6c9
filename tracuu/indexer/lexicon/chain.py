"""From one language to another through a third, where there is no word between the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracuu.corpus.lexicon import MOST, Translation

LOSS = 0.8
"""What a step more costs: words of three languages seldom share all their meanings."""

_LEAST = 0.02


def chained(first: Sequence[Translation], then: Mapping[str, Sequence[Translation]], through: str) -> list[Translation]:
    """Give the translations of a term's translations: each way's probabilities multiplied, ways to one word added."""
    reached: dict[str, tuple[str, float]] = {}
    for middle in first:
        for last in then.get(middle.term, ()):
            word, before = reached.get(last.term, (last.word, 0.0))
            reached[last.term] = (word, before + middle.p * last.p * LOSS)
    found = [Translation(term, word, p, f"through {through}") for term, (word, p) in reached.items() if p >= _LEAST]
    return sorted(found, key=lambda one: (-one.p, one.term))[:MOST]


def middles(source: str, target: str, known: Iterable[tuple[str, str]]) -> list[str]:
    """Give the languages that lead from one to the other, in alphabetical order, English first.

    `known` are the pairs of languages that there is a table or word list for, either way round.
    """
    either = {pair for one in known for pair in (one, one[::-1])}
    between = {middle for start, middle in either if start == source and (middle, target) in either}
    return sorted(between - {source, target}, key=lambda lang: (lang != "en", lang))
