"""Names that are met by what they are composed of: the ideas of a concept side by side, in whatever order.

One pass of an automaton gives the stems of all ideas. Stems that stand close make a cluster; only a concept whose ideas
are all in one cluster is looked at word by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from tracuu.mentions.concepts import CLITICS, COMPOUNDING, RUNNING, SHORTEST_INSIDE, Concept, best_fit
from tracuu.mentions.passing import Lists, Met, compile_lists

MOST_HITS = 20_000
"""Beginnings of words that are looked at in one text; an article has dozens."""

_SMALL_WORD = 3  # letters of a word that may stand between two ideas
_MOST_BETWEEN = 2  # such words
_MOST_BETWEEN_RUNNING = 3  # characters, where there are no spaces
_MOST_BETWEEN_VOWELLED = 8  # the same, where vowels are written with signs of their own
_WIDEST_GAP = 12  # characters
_LONGEST_WORD = 30
_NEAR = _WIDEST_GAP + _LONGEST_WORD  # from the end of one stem to the beginning of the next


class KnownHit(NamedTuple):
    """A known name in a text. `entity` is None when the name means several; `sure` when it needs no word beside it."""

    start: int
    end: int
    entity: str | None
    kind: str
    sure: bool


class _Stem(NamedTuple):
    """A stem of an idea: the idea's number, the stem as the concept has it, whether it is the whole word."""

    idea: int
    written: str
    whole: bool


class _Needs(NamedTuple):
    """A concept with the numbers of its ideas, in the order of its slots, and as one set of bits."""

    concept: Concept
    ideas: tuple[int, ...]
    bits: int


class Ideas(NamedTuple):
    """Concepts, compiled. `anchored` gives the concepts by the rarest of their ideas, in order; `rarest` are these.

    `stems` are by their letters: the length, what they may be, whether letters may stand before them in their word, or
    none behind them, and their ideas as bits, as `rarest` are; `alone` is made of them.
    """

    stems: Mapping[str, tuple[int, tuple[_Stem, ...], bool, bool, int]]
    alone: Lists
    anchored: Mapping[int, tuple[_Needs, ...]]
    rarest: int


class Place(NamedTuple):
    """A stem met in a text."""

    start: int
    end: int
    stem: _Stem


_Cluster = list[tuple[int, int, tuple[_Stem, ...]]]


def compile_ideas(concepts: Iterable[Concept]) -> Ideas:
    """Make concepts ready to be met."""
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    slots = [
        (concept, tuple(numbers.setdefault((concept.lang, slot), len(numbers)) for slot in concept.slots))
        for concept in concepts
    ]
    needs = [_Needs(concept, ideas, _bits(ideas)) for concept, ideas in slots]
    stems: dict[str, list[_Stem]] = {}
    inside: set[str] = set()
    running: set[str] = set()
    for (lang, slot), idea in numbers.items():
        for written in slot:
            letters = written.removesuffix(".").replace(". ", " ")
            stems.setdefault(letters, []).append(_Stem(idea, written, written.endswith(".")))
            if lang in RUNNING | CLITICS.keys() or (lang in COMPOUNDING and len(letters) >= SHORTEST_INSIDE):
                inside.add(letters)
            if lang in RUNNING:
                running.add(letters)
    shared = Counter(idea for need in needs for idea in need.ideas)
    anchored: dict[int, tuple[_Needs, ...]] = {}
    for need in needs:
        rarest = min(need.ideas, key=lambda idea: (shared[idea], idea))
        anchored[rarest] = (*anchored.get(rarest, ()), need)
    listed = {
        letters: (
            len(letters),
            tuple(held),
            letters in inside,
            letters not in running and all(stem.whole for stem in held),
            _bits(stem.idea for stem in held),
        )
        for letters, held in stems.items()
    }
    return Ideas(listed, compile_lists(listed), dict(sorted(anchored.items())), _bits(anchored))


def _bits(ideas: Iterable[int]) -> int:
    return sum(1 << idea for idea in {*ideas})


def composed_in(ideas: Ideas, text: str, met: Met) -> Iterator[KnownHit]:
    """Find in folded text, of which `met` are the stems, what is composed of the ideas of a concept, side by side."""
    if not ideas.anchored:
        return
    cluster: _Cluster = []
    reach = present = 0
    for last, (length, stems, inside, whole, bits) in islice(met, MOST_HITS):
        start = last + 1 - length
        if (start and not inside and text[start - 1].isalnum()) or (whole and text[last + 1 : last + 2].isalnum()):
            continue  # most stems are met inside other words
        if start > reach:
            if present & ideas.rarest and len(cluster) > 1:
                yield from _in_cluster(ideas, text, cluster, present)
            cluster, present = [], 0
        reach = last + _NEAR
        present |= bits
        cluster.append((start, last + 1, stems))
    if present & ideas.rarest and len(cluster) > 1:
        yield from _in_cluster(ideas, text, cluster, present)


def _in_cluster(ideas: Ideas, text: str, cluster: _Cluster, present: int) -> Iterator[KnownHit]:
    for need in _complete(ideas, present):
        yield from _side_by_side(need, text, list(_meant(need, cluster)))


def _complete(ideas: Ideas, present: int) -> list[_Needs]:
    """Give the concepts all of whose ideas are present."""
    rarest = present & ideas.rarest
    found: list[_Needs] = []
    while rarest:
        idea = rarest.bit_length() - 1
        found += [need for need in reversed(ideas.anchored[idea]) if present & need.bits == need.bits]
        rarest -= 1 << idea
    return found[::-1]


def _meant(need: _Needs, cluster: _Cluster) -> Iterator[Place]:
    for start, end, stems in cluster:
        yield from (Place(start, end, stem) for stem in stems if stem.idea in need.ideas)


class _Chain:
    """The ideas of one concept met side by side so far."""

    __slots__ = ("bare", "end", "ideas")

    def __init__(self) -> None:
        self.end = 0
        self.ideas: dict[int, tuple[int, int]] = {}
        self.bare = True

    def goes_on(self, text: str, idea: int, word: tuple[int, int], need: _Needs) -> bool:
        """Tell whether a word belongs to the same name: beside it, and no idea again when all are met."""
        if len(self.ideas) == len(set(need.ideas)) and self.ideas[idea] != word:
            return False
        return bool(self.ideas) and _adjacent(text, self.end, word[0], need.concept.lang)


def _side_by_side(need: _Needs, text: str, cluster: Iterable[Place]) -> Iterator[KnownHit]:
    concept = need.concept
    strong = {stem for slot in concept.bare for stem in slot}
    chain = _Chain()
    for met in cluster:
        word = _word_around(text, met, concept.lang)
        if word is None:
            continue
        if not chain.goes_on(text, met.stem.idea, word, need):
            chain = _Chain()
        chain.ideas[met.stem.idea] = word
        chain.end = max(chain.end, word[1])
        chain.bare = chain.bare and met.stem.written in strong
        if len(chain.ideas) == len(set(need.ideas)):
            first = min(begin for begin, _ in chain.ideas.values())
            yield KnownHit(first, chain.end, concept.entity, concept.kind, chain.bare)


def _word_around(text: str, met: Place, lang: str) -> tuple[int, int] | None:
    """Give the word that a stem stands in; None when it may not stand there."""
    start, end = met.start, met.end
    if lang in RUNNING:
        return start, end
    left, right = word_start(text, start, _LONGEST_WORD), word_end(text, end, _LONGEST_WORD)
    if met.stem.whole and right != end:
        return None
    inside = lang in COMPOUNDING and end - start >= SHORTEST_INSIDE and not met.stem.whole
    return (left, right) if left == start or inside or text[left:start] in CLITICS.get(lang, ()) else None


def _adjacent(text: str, end: int, start: int, lang: str) -> bool:
    if start <= end:
        return True
    if start - end > _WIDEST_GAP or "\n" in (gap := text[end:start]):
        return False
    gap = gap.translate(SPACED)
    if lang in RUNNING:
        return len(gap.strip()) <= (_MOST_BETWEEN_RUNNING if lang in {"zh", "ja"} else _MOST_BETWEEN_VOWELLED)
    words = gap.split()
    return len(words) <= _MOST_BETWEEN and all(len(word) <= _SMALL_WORD for word in words)


def composed_whole(ideas: Ideas, name: str, own: Sequence[str]) -> tuple[str, str] | None:
    """Give the entity that a whole name (`concepts.name_key`) is composed like, and its kind.

    `own` are the languages to ask, in order.
    """
    present = 0
    for _, (*_, bits) in ideas.alone.met(name)[0] if ideas.anchored else ():
        present |= bits
    fitting = [need.concept for need in _complete(ideas, present)]
    for lang in own:
        if entity := best_fit(fitting, lang, name):
            return entity, next(concept.kind for concept in fitting if concept.entity == entity)
    return None


class _Spaced(dict[int, str]):
    """Letters, their marks, digits and line ends to themselves, all else to a space, one to one. Fills itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = made = sign if sign == "\n" or unicodedata.category(sign)[0] in "LMN" else " "
        return made


SPACED = _Spaced()
"""A table for `str.translate`: what is no part of a word to a space."""

# What words go on with: letters, digits and the marks of scripts whose vowels are marks.
_REST = re.compile(
    r"[^\W_]*(?:[\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u1029-\u109f\u1780-\u17d3][^\W_]*)*"
)


def word_start(text: str, place: int, most: int) -> int:
    """Give where the word begins that goes on at `place`, at most so many characters before it."""
    least = max(0, place - most)
    while place > least and not SPACED[ord(text[place - 1])].isspace():
        place -= 1
    return place


def word_end(text: str, place: int, most: int) -> int:
    """Give where the word ends that goes on at `place`, at most so many characters behind it."""
    found = _REST.match(text, place, place + most)
    return found.end() if found else place
