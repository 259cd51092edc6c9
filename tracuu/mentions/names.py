"""Names of models and movements in a text: in quotes, bare beside the model word, and the same ones again elsewhere.

`governing` tells which quotes hold a name. Here they become places with a kind; what a text has once named so is found
in it again, in quotes without a model word, in other case, inflected, or without quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.entities import How
from tracuu.mentions.governing import Scene, Verdict, judge
from tracuu.mentions.known import Names, plain
from tracuu.mentions.namewords import Role
from tracuu.mentions.quotes import spaceless

MOST_REPEATED = 100
"""Names of one text that are looked for in it again: an article has a handful."""

_EDGES = " \t\xa0\"“”„‟«»‹›‘’‚‛'「」『』《》〈〉〝〞〟.,;:!?،؛。、…-–—()[]"
_SHORTEST_RUNNING = 4  # characters of a name without spaces that is found without quotes
_FEWEST_SYLLABLES = 3  # of a Vietnamese one: two may be one word
_ENDING = 3  # letters of an ending
_STEM = 4  # letters that two forms of a word share at least


class Place(NamedTuple):
    """A name met in folded text."""

    start: int
    end: int
    kinds: tuple[str, ...]
    how: How
    entity: str | None = None


def kind_of(role: Role | None) -> str:
    """Give the kind that a governing word tells."""
    return "model" if role is Role.MODEL else "movement"


def named_in_quotes(scene: Scene, names: Names, lang: str) -> list[Place]:
    """Give the names in quotes: known ones, and those that a word beside them says to be names."""
    spans = [trimmed(scene.text, quote.inner, quote.inner_end) for quote in scene.quotes]
    met = [names.named(lang, scene.text[start:end]) if start < end else None for start, end in spans]
    verdicts = judge(scene, [one is not None for one in met])
    found: list[Place] = []
    for (start, end), known, verdict in zip(spans, met, verdicts, strict=True):
        if known and verdict.role is not Role.SAY:
            found.append(Place(start, end, (known[1],), How.KNOWN, known[0]))
        elif verdict.names and start < end:
            found.append(Place(start, end, (kind_of(verdict.role),), verdict.how))
    return [*found, *_again_in_quotes(scene, spans, verdicts, found)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the signs on the edges of a name."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _again_in_quotes(
    scene: Scene, spans: Sequence[tuple[int, int]], verdicts: Sequence[Verdict], found: Sequence[Place]
) -> Iterable[Place]:
    """Give quotes without a governing word that hold a name which another place of the text names."""
    taken = {(place.start, place.end) for place in found}
    models = {plain(name): place for name, place in _distinct(scene, found)[:MOST_REPEATED]}
    for (start, end), verdict in zip(spans, verdicts, strict=True):
        if not models or (start, end) in taken or verdict.role is not None or start >= end:
            continue
        words = plain(scene.text[start:end]).split()
        same = next((place for name, place in models.items() if same_words(words, name.split())), None)
        if same:
            yield Place(start, end, same.kinds, same.how if same.entity else How.QUOTED, same.entity)


def same_words(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell two forms of one name: as many words, each with another ending at most."""
    return len(some) == len(others) and all(map(_same_word, some, others))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    least = max(_STEM, max(len(one), len(other)) - _ENDING)
    return len(one) >= least <= len(other) and one[:least] == other[:least]


def repeated(scene: Scene, found: Sequence[Place], *, running: bool) -> Iterable[Place]:
    """Give the places where a name of this text stands again without quotes, in whatever case, also inflected."""
    for name, place in _distinct(scene, found)[:MOST_REPEATED]:
        if _stands_alone(name, running=running, syllables=scene.words.lang == "vi"):
            yield from _occurrences(scene, name, place)


def has_few_names(scene: Scene, found: Sequence[Place]) -> bool:
    """Tell whether all names that were found are looked for again."""
    return len(found) <= MOST_REPEATED or len(_distinct(scene, found)) <= MOST_REPEATED


def _distinct(scene: Scene, found: Sequence[Place]) -> list[tuple[str, Place]]:
    return list({scene.text[one.start : one.end]: one for one in found}.items())


def _stands_alone(name: str, *, running: bool, syllables: bool) -> bool:
    """Tell a name that is one also without quotes: two words or more, or a number in it."""
    words = name.split()
    if running and not name.isascii():
        return len(name) >= _SHORTEST_RUNNING
    return len(words) >= (_FEWEST_SYLLABLES if syllables else 2) or (any(map(str.isdigit, name)) and len(name) > 2)  # noqa: PLR2004


def _occurrences(scene: Scene, name: str, place: Place) -> Iterable[Place]:
    text = scene.text
    ending = 0 if scene.words.lang in {"vi", "en"} or scene.words.running else _ENDING
    how = How.KNOWN if place.entity else How.GLUED
    at = text.find(name)
    while at >= 0:
        start, end = at, at + len(name)
        at = text.find(name, end)
        while ending and end < len(text) and text[end].isalpha() and end - start - len(name) < ending:
            end += 1
        free_before = start == 0 or not text[start - 1].isalnum() or spaceless(text[start])
        free_after = end == len(text) or not text[end].isalnum() or spaceless(text[end - 1])
        if free_before and free_after:
            yield Place(start, end, place.kinds, how, place.entity)
