"""What translation tables are learned from: sentences of linked stories and their translations, out of the archive.

Bounded: the newest stories of two languages until so many paragraphs are read, in an order that does not depend on how
they came in. Paragraphs and sentences are brought together by `align`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tracuu.align.sentences import align_measured, measured, split
from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Word
from tracuu.indexer.lexicon.numbered import Side, Spoken
from tracuu.records import CONTENT, Layer, Version

PARAGRAPHS = 10_000
"""Paragraphs of one side that a table is learned from at most."""

STORIES = 2_000
"""Stories that a table is learned from at most, however short they are."""

_AT_ONCE = 50  # stories whose texts are read together
_MEASURED = 300  # texts of which the sentences are remembered: the newest ones serve one table after another
_UNEVEN = 4.0  # a sentence is no translation of one with so many times its terms
_OTHERWISE = 1.5  # times that a sentence may be longer, or shorter, beside its translation than texts are as a whole
_BESIDE = 20  # letters added to both lengths: of short sentences they tell little


class Gathered(NamedTuple):
    """Sentences of the left language and their translations, the words of both, and how many stories they are from."""

    left: Side
    right: Side
    left_words: list[Word]
    right_words: list[Word]
    stories: int


_measured = lru_cache(_MEASURED)(measured)


class _Text(NamedTuple):
    """A version: its language, and its paragraphs."""

    lang: str
    paragraphs: list[str]


def gather(archive: Archive, stories: Sequence[tuple[int, int]], paragraphs: int = PARAGRAPHS) -> Gathered:
    """Read linked stories, each given as two versions, until there are so many paragraphs."""
    left, right = Spoken(), Spoken()
    used = read = 0
    languages = "", ""
    for one, other in _texts(archive, stories[:STORIES]):
        languages = one.lang, other.lang
        used += 1
        read += len(one.paragraphs)
        _add(left, right, one, other)
        if read >= paragraphs:
            break
    ours, left_words = left.side(languages[0])
    theirs, right_words = right.side(languages[1])
    return Gathered(ours, theirs, left_words, right_words, used)


def _texts(archive: Archive, stories: Sequence[tuple[int, int]]) -> Iterator[tuple[_Text, _Text]]:
    """Give the texts of both versions of stories."""
    waiting = iter(stories)
    while part := list(islice(waiting, _AT_ONCE)):
        numbers = sorted({number for pair in part for number in pair})
        layers = archive.layers(numbers)
        known = {version.number: version for version in archive.versions(numbers)}
        texts = {number: _text(known[number], layers[number]) for number in numbers}
        for one, other in part:
            yield texts[one], texts[other]


def _text(version: Version, layer: Layer) -> _Text:
    """Give the lines of a text that belong to the article; its title comes first, wherever it was stated."""
    lines = [layer.given[mark.start : mark.end].strip() for mark in layer.marks if mark.role in CONTENT]
    if version.title and version.title.strip() not in lines[:2]:
        lines.insert(0, version.title)
    return _Text(version.lang, lines)


def _add(left: Spoken, right: Spoken, one: _Text, other: _Text) -> None:
    """Add the sentences of two versions that say the same."""
    for said, heard in _paired(one.paragraphs, other.paragraphs):
        ours, theirs = left.numbers(said, one.lang), right.numbers(heard, other.lang)
        if ours and theirs and 1 / _UNEVEN < len(ours) / len(theirs) < _UNEVEN:
            left.add(ours)
            right.add(theirs)


def _paired(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Give the sentences of two texts that say the same.

    Paragraphs are taken in order where there are as many of them and none is much longer beside its translation, and
    so are the sentences of two paragraphs. So it mostly is in machine translations; else it has to be found out.
    """
    if not _are_even(one, other):
        yield from _aligned(one, other)
        return
    for said, heard in zip(one, other, strict=True):
        ours, theirs = (
            [said[start:end] for start, end in split(said)],
            [heard[start:end] for start, end in split(heard)],
        )
        yield from zip(ours, theirs, strict=True) if _are_even(ours, theirs) else _aligned([said], [heard])


def _are_even(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether there are as many pieces on both sides, each about as much longer than the other as all together."""
    if len(one) != len(other):
        return False
    whole = (_BESIDE + sum(map(len, one))) / (_BESIDE + sum(map(len, other)))
    ratios = [(_BESIDE + len(said)) / (_BESIDE + len(heard)) for said, heard in zip(one, other, strict=True)]
    return not ratios or (max(ratios) < _OTHERWISE * whole and min(ratios) > whole / _OTHERWISE)


def _aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the stretches of sentences that `align` brings together."""
    aligned = align_measured(_measured(tuple(one)), _measured(tuple(other)))
    for bead in aligned.beads:
        if bead.left and bead.right:
            said = [one[at][start:end] for at, start, end in aligned.left[bead.left.start : bead.left.stop]]
            heard = [other[at][start:end] for at, start, end in aligned.right[bead.right.start : bead.right.stop]]
            yield "\n".join(said), "\n".join(heard)
