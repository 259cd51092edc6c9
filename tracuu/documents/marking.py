"""A stretch of an article as HTML, with what it names and what was looked for marked in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from tracuu.console.called import origin
from tracuu.console.marked import edges_of, whole
from tracuu.documents.as_html import passage
from tracuu.documents.tags import Markup, element, text
from tracuu.documents.words import Words
from tracuu.entities import Entity, Mention
from tracuu.records import Layer, Span

_Thing = TypeVar("_Thing")

Numbers = dict[str, tuple[int, str]]
"""By entity, the number that the legend has, and what the entity is."""


class Marks(NamedTuple):
    """What is marked in a version, in given text: mentions with entities, and places that matched, both in order.

    `numbers` are those of the legend, `name` begins the names of its lines.
    """

    mentions: Sequence[tuple[Mention, Entity]]
    matches: Sequence[Span]
    numbers: Numbers
    name: str


def passage_of(layer: Layer, span: Span, marks: Marks, *, right: bool) -> Markup:
    """Write a stretch of given text; marks lie about whole graphemes, and end where it ends."""
    words = layer.given[span.start : span.end]
    matches = [_moved(place, span) for place in _between(marks.matches, span, lambda place: place.start)]
    named = [
        (_moved(Span(mention.start, mention.end), span), entity)
        for mention, entity in _between(marks.mentions, span, lambda pair: pair[0].start)
    ]
    if not (matches or named):
        return _written(words, right=right)
    edges = edges_of(words)
    matches = [whole(place, edges) for place in matches]
    parts, at = [], 0
    for place, entity in named:
        start, end = whole(place, edges)
        if at <= start < end:
            parts.append(_matched(words, Span(at, start), matches, right=right))
            parts.append(_mention(_matched(words, Span(start, end), matches, right=right), entity, marks))
            at = end
    return Markup("".join([*parts, _matched(words, Span(at, len(words)), matches, right=right)]))


def _between(things: Sequence[_Thing], span: Span, start: Callable[[_Thing], int]) -> Sequence[_Thing]:
    """Give the things, in order, that begin in a stretch."""
    return things[bisect_left(things, span.start, key=start) : bisect_left(things, span.end, key=start)]


def _moved(place: Span, span: Span) -> Span:
    """Count a place from where a stretch begins, as far as it is inside."""
    return Span(place.start - span.start, min(place.end, span.end) - span.start)


def numbered(mentions: Iterable[tuple[Mention, Entity]], numbers: Numbers, words: Words) -> None:
    """Go on numbering entities in the order in which they are named."""
    for _, entity in mentions:
        if entity.id not in numbers:
            numbers[entity.id] = (len(numbers) + 1, _called(entity, words))


def _called(entity: Entity, words: Words) -> str:
    """Say what an entity is: its name, its issuer or place, its id."""
    label = words.say("document.stub", label=entity.label) if entity.open else entity.label
    return " · ".join(filter(None, (label, origin(entity), entity.id)))


def _mention(words: Markup, entity: Entity, marks: Marks) -> Markup:
    number, label = marks.numbers[entity.id]
    target = f"#{marks.name}e{number}"
    return element("a", words, class_="mention", href=target, title=label, data_number=str(number))


def _matched(words: str, span: Span, matches: Sequence[Span], *, right: bool) -> Markup:
    """Write a stretch with the places in it that matched, each as far as it is inside."""
    parts = []
    for piece, matched in _cut(span, matches):
        written = _written(words[piece.start : piece.end], right=right)
        parts.append(element("mark", written) if matched else written)
    return Markup("".join(parts))


def _written(words: str, *, right: bool) -> Markup:
    return passage(words) if right else text(words)


def _cut(span: Span, matches: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    at = span.start
    for match in matches:
        start, end = max(at, match.start), min(span.end, match.end)
        if start < end:
            yield Span(at, start), False
            yield Span(start, end), True
            at = end
    yield Span(at, span.end), False
