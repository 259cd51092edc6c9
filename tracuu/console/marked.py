"""An article's text with its mentions marked, and the list of what they name.

A mark `⟦2⟧` stands behind each mention: in brackets that no newspaper prints, so that it is not taken for a footnote of
the article's own; never inside a grapheme, and in a direction of its own, so that it turns nothing around in Arabic or
Hebrew. On a terminal with colour the mention is bold as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracuu.console import called
from tracuu.console.safe import is_right_to_left, printable
from tracuu.entities import Entity, Mention
from tracuu.messages import say
from tracuu.records import CONTENT, Layer, Mark, Role, Span

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ISOLATE, _RIGHT, _POP = "\u2066", "\u2067", "\u2069"


class Marked(NamedTuple):
    """A mention with the number that its entity has on the page."""

    number: int
    mention: Mention
    entity: Entity


def numbered(mentions: Sequence[tuple[Mention, Entity]]) -> list[Marked]:
    """Number entities in the order in which they are first named."""
    numbers: dict[str, int] = {}
    return [
        Marked(numbers.setdefault(entity.id, len(numbers) + 1), mention, entity)
        for mention, entity in sorted(mentions, key=lambda pair: pair[0].start)
    ]


def text(layer: Layer, marked: Sequence[Marked], *, bold: bool = False) -> str:
    """Give the article's content with its mentions marked: title and paragraphs apart, furniture left out."""
    return "\n\n".join(_line(layer, mark, marked, bold=bold) for mark in layer.marks if mark.role in CONTENT)


def _line(layer: Layer, mark: Mark, marked: Sequence[Marked], *, bold: bool) -> str:
    line = layer.given[mark.start : mark.end]
    inside = [one for one in marked if mark.start <= one.mention.start < mark.end]
    edges = edges_of(line) if inside else (0,)
    right = is_right_to_left(line)
    parts, at = [], 0
    for one in inside:
        start, end = whole(Span(one.mention.start - mark.start, min(one.mention.end, mark.end) - mark.start), edges)
        start, end = max(at, start), max(at, start, end)
        words = printable(line[start:end])
        sign = _sign(one.number)
        parts += [printable(line[at:start]), f"{_BOLD}{words}{_PLAIN}" if bold else words]
        parts.append(f"{_ISOLATE}{sign}{_POP}" if right else sign)
        at = end
    said = "".join([*parts, printable(line[at:])]).strip()
    shown = say("show.caption", text=said) if mark.role is Role.CAPTION else said
    return f"{_RIGHT}{shown}{_POP}" if right else shown


def _sign(number: int) -> str:
    return f"\u27e6{number}\u27e7"


def edges_of(line: str) -> tuple[int, ...]:
    """Give where graphemes end (UAX 29), with 0 before them."""
    if line.isascii():
        return tuple(range(len(line) + 1))
    import regex

    return (0, *(cluster.end() for cluster in regex.finditer(r"\X", line)))


def whole(span: Span, edges: Sequence[int]) -> Span:
    """Draw a span out to whole graphemes."""
    from bisect import bisect_left, bisect_right

    start = edges[bisect_right(edges, span.start) - 1]
    return Span(start, max(start, edges[min(bisect_left(edges, span.end), len(edges) - 1)]))


def key(marked: Sequence[Marked]) -> Iterator[str]:
    """List the entities that the marks stand for: name, origin, id, and each way in which the text has it."""
    entities: Mapping[int, Entity] = {one.number: one.entity for one in marked}
    for number, entity in entities.items():
        facts = (called.name(entity), called.origin(entity), printable(entity.id))
        yield f"{_sign(number)} " + " · ".join(filter(None, facts))
        for surface, confidence, how in _ways(one.mention for one in marked if one.number == number):
            yield say("mentions.way", surface=surface, confidence=confidence, how=how)


def _ways(mentions: Iterator[Mention]) -> Iterator[tuple[str, float, str]]:
    seen: set[str] = set()
    for mention in mentions:
        surface = " ".join(mention.surface.split())
        if surface not in seen:
            seen.add(surface)
            shown = printable(surface)
            yield (f"{_RIGHT}{shown}{_POP}" if is_right_to_left(shown) else shown), mention.confidence, mention.how
