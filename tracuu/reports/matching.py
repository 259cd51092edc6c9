"""The sentence of an article that shows best why a query found it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracuu.align.sentences import split
from tracuu.records import CONTENT, Layer, Role, Span
from tracuu.text.normalize import fold, key

_LAST = {Role.CAPTION: 1, Role.TITLE: 2}
_RUN_ON = "\u0e00"  # from Thai on, scripts without spaces between words


def matched(layer: Layer, words: Sequence[str]) -> list[Span]:
    """Give the places of these words in the sentence that holds most different ones of them; the first of equals.

    `words` are as they stand in the text. Captions, and then
    the title, serve only where no sentence holds as many.
    """
    found = [_found(layer, span, words) for span in _sentences(layer)]
    return max(found, key=lambda one: one[0], default=(0, []))[1]


def places(text: str, words: Sequence[str]) -> list[Span]:
    """Give all places of these words in a text, as they stand, in order and apart."""
    kept: list[Span] = []
    for place in sorted(Span(*match.span()) for word in words if word for match in _pattern(word).finditer(text)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _sentences(layer: Layer) -> list[Span]:
    lines = [mark for mark in layer.marks if mark.role in CONTENT]
    lines.sort(key=lambda mark: _LAST.get(mark.role, 0))
    return [
        Span(line.start + part.start, line.start + part.end)
        for line in lines
        for part in split(layer.given[line.start : line.end])
    ]


def _found(layer: Layer, span: Span, words: Sequence[str]) -> tuple[int, list[Span]]:
    text = layer.given[span.start : span.end]
    places = [(match.span(), fold(key(word))) for word in words for match in _pattern(word).finditer(text)]
    kept: list[Span] = []
    for (start, end), _ in sorted(places):
        if not kept or span.start + start >= kept[-1].end:
            kept.append(Span(span.start + start, span.start + end))
    return len({word for _, word in places}), kept


def _pattern(word: str) -> re.Pattern[str]:
    """Find a word as it stands; where writing has spaces, as a whole."""
    bare = re.escape(word)
    return re.compile(bare if any(sign >= _RUN_ON for sign in word) else rf"(?<!\w){bare}(?!\w)")
