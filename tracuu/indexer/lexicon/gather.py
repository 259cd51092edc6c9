"""What translation tables are learned from: sentences of linked stories and their translations, out of the archive.

Bounded: the newest stories of two languages until so many paragraphs are read, in an order that does not depend on how
they came in. Paragraphs and sentences are brought together by `align`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from tracuu.align.sentences import Aligned, align_texts
from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Word
from tracuu.indexer.lexicon.learn import Sentence
from tracuu.indexer.lexicon.words import IN_PAIRS, neighbours, terms_of, with_neighbours
from tracuu.records import CONTENT, Layer, Version
from tracuu.text.tokens import analyser

PARAGRAPHS = 10_000
"""Paragraphs of one side that a table is learned from at most."""

STORIES = 2_000
"""Stories that a table is learned from at most, however short they are."""

_AT_ONCE = 50  # stories whose texts are read together
_UNEVEN = 4.0  # a sentence is no translation of one with so many times its terms


class Gathered(NamedTuple):
    """Pairs of sentences as terms, the words of both languages, and how many stories they are from."""

    pairs: list[tuple[Sentence, Sentence]]
    left: list[Word]
    right: list[Word]
    stories: int


class _Spelled(NamedTuple):
    """The sentences of one language as terms, how often each term is written how, and each string once."""

    sentences: list[Sentence]
    written: Counter[tuple[str, str]]
    strings: dict[str, str]


def gather(archive: Archive, stories: Sequence[tuple[int, int]], paragraphs: int = PARAGRAPHS) -> Gathered:
    """Read linked stories, each given as two versions, until there are so many paragraphs."""
    left, right = _Spelled([], Counter(), {}), _Spelled([], Counter(), {})
    used = read = 0
    for one, other in _texts(archive, stories[:STORIES]):
        used += 1
        read += len(one[1])
        _add(left, right, one, other)
        if read >= paragraphs:
            break
    said, heard = (_joined(side, archive, stories, place) for place, side in enumerate((left, right)))
    return Gathered(list(zip(said, heard, strict=True)), _words(left.written), _words(right.written), used)


_Text = tuple[str, list[str]]
"""A language, and paragraphs."""


def _texts(archive: Archive, stories: Sequence[tuple[int, int]]) -> Iterator[tuple[_Text, _Text]]:
    """Give the texts of both versions of stories."""
    waiting = iter(stories)
    while part := list(islice(waiting, _AT_ONCE)):
        numbers = sorted({number for pair in part for number in pair})
        layers = archive.layers(numbers)
        known = {version.number: version for version in archive.versions(numbers)}
        for one, other in part:
            yield tuple((known[number].lang, _paragraphs(known[number], layers[number])) for number in (one, other))  # type: ignore[misc]  # a pair


def _paragraphs(version: Version, layer: Layer) -> list[str]:
    """Give the lines of a text that belong to the article; its title comes first, wherever it was stated."""
    lines = [layer.given[mark.start : mark.end].strip() for mark in layer.marks if mark.role in CONTENT]
    if version.title and version.title.strip() not in lines[:2]:
        lines.insert(0, version.title)
    return lines


def _add(left: _Spelled, right: _Spelled, one: _Text, other: _Text) -> None:
    aligned = align_texts(one[1], other[1])
    for said, heard in _beads(aligned, one, other):
        ours, theirs = terms_of(said, one[0]), terms_of(heard, other[0])
        if not ours[0] or not theirs[0] or not 1 / _UNEVEN < len(ours[0]) / len(theirs[0]) < _UNEVEN:
            continue
        for side, (terms, written) in ((left, ours), (right, theirs)):
            side.written.update(zip(terms, written, strict=True))
            # Of a word that stands thousands of times one string is enough.
            side.sentences.append(tuple([side.strings.setdefault(term, term) for term in terms]))


def _beads(aligned: Aligned, one: _Text, other: _Text) -> Iterator[tuple[str, str]]:
    for bead in aligned.beads:
        if bead.left and bead.right:
            said = [one[1][part.paragraph][part.start : part.end] for part in aligned.left[_slice(bead.left)]]
            heard = [other[1][part.paragraph][part.start : part.end] for part in aligned.right[_slice(bead.right)]]
            yield "\n".join(said), "\n".join(heard)


def _slice(places: range) -> slice:
    return slice(places.start, places.stop)


def _joined(side: _Spelled, archive: Archive, stories: Sequence[tuple[int, int]], place: int) -> list[Sentence]:
    """Give the sentences as they are learned from; the words of several syllables count as spelled too."""
    lang = archive.version(stories[0][place]).lang if stories else ""
    if not lang or analyser(lang) not in IN_PAIRS:
        return side.sentences
    drawn = {pair: pair for pair in neighbours(side.sentences)}
    for terms in side.sentences:
        side.written.update((drawn[pair], drawn[pair]) for pair in map(" ".join, pairwise(terms)) if pair in drawn)
    return [with_neighbours(terms, drawn) for terms in side.sentences]


def _usual(written: Counter[tuple[str, str]]) -> dict[str, str]:
    """Give each term's most frequent spelling, of equals the last in the alphabet."""
    return {term: word for (term, word), _ in sorted(written.items(), key=lambda item: (item[1], item[0]))}


def _words(written: Counter[tuple[str, str]]) -> list[Word]:
    seen: Counter[str] = Counter()
    for (term, _), count in written.items():
        seen[term] += count
    usual = _usual(written)
    return [Word(term, seen[term], usual[term]) for term in sorted(seen)]
