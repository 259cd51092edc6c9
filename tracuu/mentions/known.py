"""Names that are known, found wherever they stand: without quotes, in other case, inflected, without their accents.

Names are looked for by the beginning of their first word, in one pass of an automaton (Aho and Corasick, 1975), and
then compared word by word, stem by stem. Movements of the register are also met by what their names are composed of
(`concepts`): the ideas side by side, in whatever order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.entities import Known
from tracuu.mentions.concepts import CLITICS, COMPOUNDING, RUNNING, SHORTEST_INSIDE, Concept, best_fit, name_key
from tracuu.mentions.quotes import LONGEST
from tracuu.text.codes import primary

if TYPE_CHECKING:
    import ahocorasick

MOST_HITS = 30_000
"""Beginnings of names that are looked at in one text; an article has dozens."""

_EVERYWHERE = ("vi", "en")  # translations keep Vietnamese names, and borrow English ones
_ALIKE = {"ms": "id", "nn": "nb", "no": "nb"}  # languages that share their names
_SHORTEST_KEY = 3
_SMALL_WORD = 3  # letters of a word that may stand between two ideas
_MOST_BETWEEN = 2  # such words
_WIDEST_GAP = 12  # characters
_LONGEST_WORD = 30
_MOST_BETWEEN_RUNNING = 3  # characters, where there are no spaces
_MOST_BETWEEN_VOWELLED = 8  # the same, where vowels are written with signs of their own
_LOOSE_ONLY = frozenset({"vi"}) | RUNNING  # their words have no endings


class KnownHit(NamedTuple):
    """A known name in a text. `entity` is None when the name means several; `sure` when it needs no word beside it."""

    start: int
    end: int
    entity: str | None
    kind: str
    sure: bool


class Names:
    """Known names, compiled language by language when a text in that language first asks for them."""

    def __init__(self, names: Iterable[Known], concepts: Iterable[Concept] = ()) -> None:
        """Take names and concepts; the order in which they come means nothing."""
        self.names = tuple(sorted(set(names), key=repr))
        self.concepts = tuple(sorted(set(concepts), key=repr))
        self._compiled: dict[str, _Compiled] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Travel between processes without what is compiled."""
        return {"names": self.names, "concepts": self.concepts, "_compiled": {}}

    def find(self, text: str, lang: str) -> list[KnownHit]:
        """Give the known names in folded text, in order, the longest where they overlap."""
        compiled = self._of(lang)
        return _longest([*_named(compiled, text), *_composed(compiled, text)])

    def named(self, lang: str, name: str) -> tuple[str | None, str] | None:
        """Give the entity (None: several) and kind that a whole folded name, as it stands in quotes, is known for."""
        return self._of(lang).whole[plain(name)]

    def _of(self, lang: str) -> _Compiled:
        code = primary(lang)
        if code not in self._compiled:
            self._compiled[code] = _compile(self, code)
        return self._compiled[code]


def compile_names(names: Iterable[Known], concepts: Iterable[Concept] = ()) -> Names:
    """Make names ready to be found; they are compiled when they are first used, and may be pickled.

    Args:
        names: what the register knows and what was learned; a name of several entities is found without one.
        concepts: what the names of movements are composed of (`register.load().concepts()`).
    """
    return Names(names, concepts)


@cache
def register_names() -> Names:
    """Give the names of the packaged register."""
    from tracuu.mentions import register

    known = register.load()
    return compile_names(known.known(), known.concepts())


class _Name(NamedTuple):
    words: tuple[str, ...]  # their stems
    entity: str | None
    kind: str


class _Compiled(NamedTuple):
    lang: str
    names: Mapping[tuple[str, ...], tuple[_Name, ...]]  # by the stems of their first two words
    beginnings: ahocorasick.Automaton
    concepts: tuple[Concept, ...]
    stems: ahocorasick.Automaton  # of concepts
    clitics: tuple[str, ...]
    whole: Mapping[str, tuple[str | None, str] | None]  # names as they stand in quotes: they recur

    def stem(self, word: str) -> str:
        """Give what all forms of a word share."""
        return _stem(word, self.lang)


def _compile(names: Names, lang: str) -> _Compiled:
    import ahocorasick

    own = {lang, _ALIKE.get(lang, lang), *(code for code, other in _ALIKE.items() if other == lang), *_EVERYWHERE}
    by_words: dict[tuple[str, ...], set[Known]] = {}
    beginnings = ahocorasick.Automaton()
    for known in names.names:
        printed = name_key(known.name).split()
        if printed and (known.lang is None or primary(known.lang) in own):
            by_words.setdefault(tuple(_stem(word, lang) for word in printed), set()).add(known)
            beginning = _beginning(printed, lang)
            beginnings.add_word(beginning, len(beginning))
    concepts = tuple(concept for concept in names.concepts if concept.lang in {*own} - {"vi"} or concept.lang == lang)
    beginnings.make_automaton()
    grouped: dict[tuple[str, ...], tuple[_Name, ...]] = {}
    for words, meant in sorted(by_words.items()):
        grouped[words[:2]] = (*grouped.get(words[:2], ()), _name_of(words, meant))
    stems = _stems_of(concepts)

    def whole(name: str) -> tuple[str | None, str] | None:
        words = tuple(_stem(word, lang) for word in name.split())
        exact = next((known for known in grouped.get(words[:2], ()) if known.words == words), None)
        return (exact.entity, exact.kind) if exact else _composed_whole(concepts, stems, name)

    from tracuu.text.memo import Memo

    return _Compiled(lang, grouped, beginnings, concepts, stems, CLITICS.get(lang, ()), Memo(whole, longest=LONGEST))


def _name_of(words: tuple[str, ...], meant: set[Known]) -> _Name:
    entities = {known.entity for known in meant}
    return _Name(words, entities.pop() if len(entities) == 1 else None, min(known.kind for known in meant))


def _beginning(words: list[str], lang: str) -> str:
    """Give the letters that all forms of a name begin with: those of its first word; without spaces the whole name."""
    if _runs(words[0], lang):
        return " ".join(words)
    word = words[0]
    stem = _stem(word, lang)
    shared = next((at for at, (one, other) in enumerate(zip(word, stem, strict=False)) if one != other), len(stem))
    shared = min(shared, len(word))
    return word[:shared] if shared >= _SHORTEST_KEY else word[: max(1, min(len(word), _SHORTEST_KEY))]


def _runs(word: str, lang: str) -> bool:
    """Tell a name in a script without spaces."""
    return lang in RUNNING and not word[0].isascii()


@cache
def _memo(lang: str) -> Any:
    from tracuu.text.memo import Memo
    from tracuu.text.stems import stem
    from tracuu.text.tokens import analyser

    name = analyser(lang)
    return Memo(lambda word: word) if lang in _LOOSE_ONLY else Memo(lambda word: stem(word, name))


def _stem(word: str, lang: str) -> str:
    return str(_memo(lang)[word])


class _Spaced(dict[int, str]):
    """Letters, their marks, digits and line ends to themselves, all else to a space, one to one. Fills itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = made = sign if sign == "\n" or unicodedata.category(sign)[0] in "LMN" else " "
        return made


_SPACED = _Spaced()


def plain(folded: str) -> str:
    """Give the one form of a name (`concepts.name_key`) that stands in folded text."""
    return " ".join(folded.translate(_SPACED).split())


_WORD = re.compile(r"\S+")
_NEXT = re.compile(r" (\S+)")
_LONGEST_NAME = 240


def _named(compiled: _Compiled, text: str) -> Iterable[KnownHit]:
    if not len(compiled.beginnings):
        return
    for last, length in islice(compiled.beginnings.iter(text), MOST_HITS):
        start = last + 1 - length
        if _runs(text[start], compiled.lang):
            yield from _run_at(compiled, text[start : last + 1], start)
        elif _begins_word(text, start, compiled.clitics):
            yield from _words_at(compiled, text, start)


def _begins_word(text: str, start: int, clitics: tuple[str, ...]) -> bool:
    if not start or not _in_word(text[start - 1]):
        return True
    return bool(clitics) and text[_word_start(text, start, 3) : start] in clitics  # three letters at most


def _in_word(sign: str) -> bool:
    return not _SPACED[ord(sign)].isspace()


def _word_start(text: str, place: int, most: int) -> int:
    """Give where the word begins that goes on at `place`, at most so many characters before it."""
    least = max(0, place - most)
    while place > least and _in_word(text[place - 1]):
        place -= 1
    return place


# What words go on with: letters, digits and the marks of scripts whose vowels are marks.
_REST = re.compile(r"[^\W_\u0300-\u036f]*(?:[\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece][^\W_]*)*")


def _word_end(text: str, place: int, most: int) -> int:
    """Give where the word ends that goes on at `place`, at most so many characters behind it."""
    found = _REST.match(text, place, place + most)
    return found.end() if found else place


def _run_at(compiled: _Compiled, whole: str, start: int) -> Iterable[KnownHit]:
    words = tuple(whole.split())
    for name in compiled.names.get(words[:2], ()):
        if name.words == words:
            yield KnownHit(start, start + len(whole), name.entity, name.kind, sure=True)


def _words_at(compiled: _Compiled, text: str, start: int) -> Iterable[KnownHit]:
    text = text[start : start + _LONGEST_NAME].translate(_SPACED)
    first = _WORD.match(text)
    if not first:
        return
    stems = [compiled.stem(first[0])]
    ends = [first.end()]
    for length in (1, 2):
        if length == 2 and not _read_on(compiled, text, stems, ends, 2):  # noqa: PLR2004  two words
            return
        for name in compiled.names.get(tuple(stems[:length]), ()):
            words = len(name.words)
            if _read_on(compiled, text, stems, ends, words) and tuple(stems[:words]) == name.words:
                yield KnownHit(start, start + ends[words - 1], name.entity, name.kind, sure=True)


def _read_on(compiled: _Compiled, text: str, stems: list[str], ends: list[int], count: int) -> bool:
    """Read words until there are `count`; False when the line has fewer."""
    while len(stems) < count:
        following = _NEXT.match(text, ends[-1])
        if not following:
            return False
        stems.append(compiled.stem(following[1]))
        ends.append(following.end())
    return True


class _Part(NamedTuple):
    """A stem of a concept: which concept, which idea, whether it is the whole word, whether it counts unquoted."""

    concept: int
    slot: int
    whole: bool
    bare: bool


def _stems_of(concepts: tuple[Concept, ...]) -> ahocorasick.Automaton:
    import ahocorasick

    parts: dict[str, list[_Part]] = {}
    for place, concept in enumerate(concepts):
        for slot, stems in enumerate(concept.slots):
            bare = set(concept.bare[slot]) if concept.bare else set()
            for stem in stems:
                whole = stem.endswith(".")
                letters = stem.removesuffix(".").replace(". ", " ")
                parts.setdefault(letters, []).append(_Part(place, slot, whole, stem in bare))
    automaton = ahocorasick.Automaton()
    for letters, held in parts.items():
        automaton.add_word(letters, (len(letters), held))
    automaton.make_automaton()
    return automaton


def _composed_whole(
    concepts: tuple[Concept, ...], stems: ahocorasick.Automaton, name: str
) -> tuple[str | None, str] | None:
    """Give the entity that a whole name is composed like, and its kind."""
    met: dict[int, set[int]] = {}
    for _, (_, parts) in stems.iter(name) if concepts else ():
        for part in parts:
            met.setdefault(part.concept, set()).add(part.slot)
    fitting = [concepts[place] for place, slots in met.items() if len(slots) == len(concepts[place].slots)]
    for lang in sorted({concept.lang for concept in fitting}, key=lambda code: code in _EVERYWHERE):
        if entity := best_fit(fitting, lang, name):
            return entity, next(concept.kind for concept in fitting if concept.entity == entity)
    return None


class _Chain:
    """The ideas of one concept met side by side so far."""

    __slots__ = ("bare", "end", "slots", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.slots: dict[int, tuple[int, int]] = {}
        self.bare = True

    def ends_before(self, slot: int, word: tuple[int, int], most: int) -> bool:
        """Tell whether all ideas are met and another word takes one up again: the next name begins."""
        return len(self.slots) == most and self.slots[slot] != word


def _composed(compiled: _Compiled, text: str) -> Iterable[KnownHit]:
    """Find what is composed of the ideas of a concept, side by side."""
    if not compiled.concepts:
        return
    chains: dict[int, _Chain] = {}
    for last, (length, parts) in islice(compiled.stems.iter(text), MOST_HITS):
        start, end = last + 1 - length, last + 1
        for part in parts:
            concept = compiled.concepts[part.concept]
            word = _word_around(text, start, end, part, concept.lang)
            if word is None:
                continue
            chain = chains.get(part.concept)
            if (
                chain is None
                or chain.ends_before(part.slot, word, len(concept.slots))
                or not _adjacent(text, chain.end, word[0], concept.lang)
            ):
                chain = chains[part.concept] = _Chain(word[0])
            chain.slots[part.slot] = word
            chain.end = max(chain.end, word[1])
            chain.bare = chain.bare and part.bare
            if len(chain.slots) == len(concept.slots):
                first = min(begin for begin, _ in chain.slots.values())
                yield KnownHit(first, chain.end, concept.entity, concept.kind, chain.bare)


def _word_around(text: str, start: int, end: int, part: _Part, lang: str) -> tuple[int, int] | None:
    """Give the word that a stem stands in; None when it may not stand there."""
    if lang in RUNNING:
        return start, end
    left, right = _word_start(text, start, _LONGEST_WORD), _word_end(text, end, _LONGEST_WORD)
    if part.whole and right != end:
        return None
    inside = lang in COMPOUNDING and end - start >= SHORTEST_INSIDE and not part.whole
    return (left, right) if left == start or inside or text[left:start] in CLITICS.get(lang, ()) else None


def _adjacent(text: str, end: int, start: int, lang: str) -> bool:
    if start <= end:
        return True
    if start - end > _WIDEST_GAP or "\n" in (gap := text[end:start]):
        return False
    gap = gap.translate(_SPACED)
    if lang in RUNNING:
        return len(gap.strip()) <= (_MOST_BETWEEN_RUNNING if lang in {"zh", "ja"} else _MOST_BETWEEN_VOWELLED)
    words = gap.split()
    return len(words) <= _MOST_BETWEEN and all(len(word) <= _SMALL_WORD for word in words)


def _longest(found: list[KnownHit]) -> list[KnownHit]:
    """Keep of overlapping hits the longest, the surer of equals."""
    kept: list[KnownHit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, not hit.sure, hit.entity or "")):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
        else:
            kept.append(hit)
    return kept
