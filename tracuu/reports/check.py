"""Numbers and dates that differ between the versions of a story, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.editions import original
from tracuu.records import Span, Version
from tracuu.reports.counterparts import Sheet, aligned, sheet
from tracuu.reports.differences import Apart, apart
from tracuu.reports.evidence import Quotation, Source, quoted, source
from tracuu.reports.numbers import Number, knows_words, numbers


class Difference(NamedTuple):
    """Two sentences that say the same with other numbers: that of the version compared with, and that of `version`.

    The spans of the quotations are the numbers that stand on one side only, `said` and `heard` the same as written.
    `contradict` is false where only one of them has such a number.
    """

    base: Source
    version: Source
    said: tuple[str, ...]
    heard: tuple[str, ...]
    left: Quotation
    right: Quotation
    contradict: bool


class Check(NamedTuple):
    """What checking a story gave: the version that all others were compared with, these, and what differs.

    Contradictions come first, each kind in the order of the text.
    """

    story: str
    base: Source
    compared: tuple[Source, ...]
    differences: tuple[Difference, ...]


def check(archive: Archive, story: str) -> Check:
    """Compare all versions of a story, given by its full id, with its original. Raises UnknownId."""
    versions = archive.story_versions(story)
    base = original(versions)
    layers = archive.layers([version.number for version in versions])
    sheets = {number: sheet(layer) for number, layer in layers.items()}
    others = [version for version in versions if version.number != base.number and version.number in sheets]
    found = [one for other in others for one in _compared(base, other, sheets)]
    found.sort(key=lambda one: not one.contradict)
    return Check(story, source(base), tuple(map(source, others)), tuple(found))


class _Pair(NamedTuple):
    """Sentences of both sides that say the same, with their numbers."""

    left: Span
    right: Span
    said: list[Number]
    heard: list[Number]


def _compared(base: Version, other: Version, sheets: Mapping[int, Sheet]) -> Iterator[Difference]:
    left, right = sheets[base.number], sheets[other.number]
    pairs = _pairs(left, right, base.lang, other.lang)
    known = knows_words(base.lang) and knows_words(other.lang)
    for place, pair in enumerate(pairs):
        around = [*pairs[max(0, place - 1) : place], *pairs[place + 1 : place + 2]]
        near_left = [number for one in around for number in one.said]
        near_right = [number for one in around for number in one.heard]
        if not (pair.said or pair.heard) or not (_is_said(pair.left) and _is_said(pair.right)):
            continue
        found = apart(pair.said, pair.heard, near_left, near_right, words_known=known)
        if found:
            yield _difference(base, other, left, right, pair, found)


def _is_said(stretch: Span) -> bool:
    return stretch.end > stretch.start


def _pairs(left: Sheet, right: Sheet, lang: str, other: str) -> list[_Pair]:
    found = []
    for bead in aligned(left, right).beads:
        ours, theirs = _stretch(left.spans(bead.left)), _stretch(right.spans(bead.right))
        said = numbers(left.layer.given[ours.start : ours.end], lang)
        heard = numbers(right.layer.given[theirs.start : theirs.end], other)
        found.append(_Pair(ours, theirs, said, heard))
    return found


def _stretch(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def _difference(base: Version, other: Version, left: Sheet, right: Sheet, pair: _Pair, found: Apart) -> Difference:
    ours = [Span(pair.left.start + one.start, pair.left.start + one.end) for one in found.left]
    theirs = [Span(pair.right.start + one.start, pair.right.start + one.end) for one in found.right]
    return Difference(
        base=source(base),
        version=source(other),
        said=tuple(left.layer.given[start:end] for start, end in ours),
        heard=tuple(right.layer.given[start:end] for start, end in theirs),
        left=quoted(left.layer, pair.left, ours),
        right=quoted(right.layer, pair.right, theirs),
        contradict=found.contradict,
    )
