"""The sentence of another version that says what a sentence of this one says, through the alignment of their texts."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from tracuu.align.sentences import Aligned, Measured, Sentence, align_measured, measured
from tracuu.records import Layer, Mark, Role, Span

_ALIGNED = (Role.DEK, Role.HEADING, Role.BODY)  # as for reading side by side: captions often stand on one side only


class Sheet(NamedTuple):
    """A version's text made ready for all its alignments: its lines, and their sentences measured."""

    layer: Layer
    lines: tuple[Mark, ...]
    text: Measured

    def span(self, part: Sentence) -> Span:
        """Give the place of a sentence in given text."""
        start = self.lines[part.paragraph].start
        return Span(start + part.start, start + part.end)

    def spans(self, sentences: range) -> list[Span]:
        """Give the places of sentences in given text."""
        return [self.span(part) for part in self.text.sentences[sentences.start : sentences.stop]]


def sheet(layer: Layer) -> Sheet:
    """Measure a version's text."""
    lines = tuple(mark for mark in layer.marks if mark.role in _ALIGNED)
    return Sheet(layer, lines, measured([layer.given[line.start : line.end] for line in lines]))


def aligned(left: Sheet, right: Sheet) -> Aligned:
    """Align two versions sentence by sentence."""
    return align_measured(left.text, right.text)


def counterpart(left: Sheet, right: Sheet, beads: Aligned, place: int) -> Span | None:
    """Give the stretch of the right text that says what stands at a place of the left one; None where nothing does.

    A title's counterpart is the title.
    """
    number = bisect_right([line.start for line in left.lines], place) - 1
    if number < 0 or place >= left.lines[number].end:
        return _titles(left.layer, right.layer, place)
    here = left.text.at(number, place - left.lines[number].start)
    bead = next((bead for bead in beads.beads if here in bead.left), None)
    if bead is None or not bead.right:
        return None
    spans = right.spans(bead.right)
    return Span(spans[0].start, spans[-1].end)


def _titles(left: Layer, right: Layer, place: int) -> Span | None:
    if not any(mark.role is Role.TITLE and mark.start <= place < mark.end for mark in left.marks):
        return None
    return next((Span(mark.start, mark.end) for mark in right.marks if mark.role is Role.TITLE), None)
