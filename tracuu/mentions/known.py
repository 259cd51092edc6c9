"""Names that are known, found wherever they stand: without quotes, in other case, inflected, without their accents.

Names are looked for by the beginning of their first word, in one pass of an automaton (Aho and Corasick, 1975), and
then compared word by word, stem by stem. Movements of the register are also met by what their names are composed of
(`concepts`): the ideas side by side, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from tracuu.entities import Known
from tracuu.mentions.composed import SPACED, Ideas, KnownHit, compile_ideas, composed_in, composed_whole, word_start
from tracuu.mentions.concepts import CLITICS, RUNNING, Concept, name_key
from tracuu.mentions.passing import Lists, Met, compile_lists
from tracuu.mentions.quotes import LONGEST
from tracuu.text.codes import primary

MOST_HITS = 20_000
"""Beginnings of names that are looked at in one text; an article has dozens."""

_EVERYWHERE = ("vi", "en")  # translations keep Vietnamese names, and borrow English ones
_ALIKE = {"ms": "id", "nn": "nb", "no": "nb"}  # languages that share their names
_SHORTEST_KEY = 3
_WITHOUT_ENDINGS = frozenset({"vi"}) | RUNNING  # languages whose words have one form


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

    def find(self, text: str, lang: str, met: Sequence[Met] | None = None) -> list[KnownHit]:
        """Give the known names in folded text, in order, the longest where they overlap.

        `met` are the words of `lists` in the text, where they were looked for already.
        """
        compiled = self._of(lang)
        beginnings, stems = compiled.alone.met(text) if met is None else met
        return _longest([*_named(compiled, text, beginnings), *composed_in(compiled.ideas, text, stems)])

    def lists(self, lang: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Give the words by which names are looked for: how names begin, and the stems of ideas."""
        compiled = self._of(lang)
        return compiled.beginnings, compiled.ideas.stems

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
    beginnings: Mapping[str, int]  # with their lengths
    ideas: Ideas
    alone: Lists  # of beginnings and the stems of ideas
    clitics: tuple[str, ...]
    whole: Mapping[str, tuple[str | None, str] | None]  # names as they stand in quotes: they recur
    beginning_so: Mapping[str, tuple[_Name, ...]]  # names that may stand where a text has these two words

    def stem(self, word: str) -> str:
        """Give what all forms of a word share."""
        return _stem(word, self.lang)


def _compile(names: Names, lang: str) -> _Compiled:
    own = {lang, _ALIKE.get(lang, lang), *(code for code, other in _ALIKE.items() if other == lang), *_EVERYWHERE}
    by_words: dict[tuple[str, ...], set[Known]] = {}
    beginnings: dict[str, int] = {}
    for known in names.names:
        printed = name_key(known.name).split()
        if printed and (known.lang is None or primary(known.lang) in own):
            by_words.setdefault(tuple(_stem(word, lang) for word in printed), set()).add(known)
            beginning = _beginning(printed, lang, one_form=known.lang in {None, "vi"})
            beginnings[beginning] = len(beginning)
    concepts = tuple(concept for concept in names.concepts if concept.lang in {*own} - {"vi"} or concept.lang == lang)
    asked = tuple(dict.fromkeys((lang, *sorted(own - {*_EVERYWHERE}), *_EVERYWHERE)))
    grouped: dict[tuple[str, ...], tuple[_Name, ...]] = {}
    for words, meant in sorted(by_words.items()):
        grouped[words[:2]] = (*grouped.get(words[:2], ()), _name_of(words, meant))
    ideas = compile_ideas(concepts)

    def whole(name: str) -> tuple[str | None, str] | None:
        words = tuple(_stem(word, lang) for word in name.split())
        exact = next((known for known in grouped.get(words[:2], ()) if known.words == words), None)
        return (exact.entity, exact.kind) if exact else composed_whole(ideas, name, asked)

    def beginning_so(printed: str) -> tuple[_Name, ...]:
        words = [_stem(word, lang) for word in printed.translate(SPACED).split()[:2]]
        return tuple(name for count in range(1, len(words) + 1) for name in grouped.get(tuple(words[:count]), ()))

    from tracuu.text.memo import Memo

    return _Compiled(
        lang,
        grouped,
        beginnings,
        ideas,
        compile_lists(beginnings, ideas.stems),
        CLITICS.get(lang, ()),
        Memo(whole, longest=LONGEST),
        Memo(beginning_so),
    )


def _name_of(words: tuple[str, ...], meant: set[Known]) -> _Name:
    entities = {known.entity for known in meant}
    return _Name(words, entities.pop() if len(entities) == 1 else None, min(known.kind for known in meant))


def _beginning(words: list[str], lang: str, *, one_form: bool) -> str:
    """Give the letters that all forms of a name begin with.

    They are those of its first word; of the first two where that is short or the words have one form (Vietnamese ones
    in whatever language); and in a script without spaces the whole name.
    """
    if _runs(words[0], lang):
        return " ".join(words)
    if len(words) > 1 and (one_form or len(words[0]) <= _SHORTEST_KEY):
        return f"{words[0]} {words[1] if one_form else _stable(words[1], lang)}"
    return words[0] if one_form else _stable(words[0], lang)


def _stable(word: str, lang: str) -> str:
    """Give the letters that all forms of a word begin with."""
    stem = _stem(word, lang)
    shared = next((at for at, (one, other) in enumerate(zip(word, stem, strict=False)) if one != other), len(stem))
    return word[: max(min(shared, len(word)), min(len(word), _SHORTEST_KEY))]


def _runs(word: str, lang: str) -> bool:
    """Tell a name in a script without spaces."""
    return lang in RUNNING and not word[0].isascii()


@cache
def _memo(lang: str) -> Any:
    from tracuu.text.memo import Memo
    from tracuu.text.stems import stem
    from tracuu.text.tokens import analyser

    name = analyser(lang)
    return Memo(lambda word: word) if lang in _WITHOUT_ENDINGS else Memo(lambda word: stem(word, name))


def _stem(word: str, lang: str) -> str:
    return str(_memo(lang)[word])


@lru_cache(maxsize=20_000)  # each name of a text is asked for several times
def plain(folded: str) -> str:
    """Give the one form of a name (`concepts.name_key`) that stands in folded text."""
    return " ".join(folded.translate(SPACED).split())


_TWO = re.compile(r"\S+(?: \S+)?")
_TWO_WORDS = 90  # characters
_USUAL_NAME, _LONGEST_NAME = 60, 240


def _named(compiled: _Compiled, text: str, met: Met) -> Iterable[KnownHit]:
    for last, length in islice(met, MOST_HITS):
        start = last + 1 - length
        if _runs(text[start], compiled.lang):
            yield from _run_at(compiled, text[start : last + 1], start)
        elif _begins_word(text, start, compiled.clitics):
            yield from _words_at(compiled, text, start)


def _begins_word(text: str, start: int, clitics: tuple[str, ...]) -> bool:
    if not start or SPACED[ord(text[start - 1])].isspace():
        return True
    return bool(clitics) and text[word_start(text, start, 3) : start] in clitics  # three letters at most


def _run_at(compiled: _Compiled, whole: str, start: int) -> Iterable[KnownHit]:
    words = tuple(whole.split())
    for name in compiled.names.get(words[:2], ()):
        if name.words == words:
            yield KnownHit(start, start + len(whole), name.entity, name.kind, sure=True)


def _words_at(compiled: _Compiled, text: str, start: int) -> Iterable[KnownHit]:
    two = _TWO.match(text, start, start + _TWO_WORDS)
    names = compiled.beginning_so[two[0]] if two else ()
    if not names:
        return
    printed = _words_from(text, start, max([len(name.words) for name in names]))
    stems = tuple([compiled.stem(word) for word in printed])
    for name in names:
        words = len(name.words)
        if stems[:words] == name.words:
            end = start + sum(map(len, printed[:words])) + words - 1
            yield KnownHit(start, end, name.entity, name.kind, sure=True)


def _words_from(text: str, start: int, count: int) -> list[str]:
    """Give the words of a line from `start` on that one blank or sign parts, as many as there are up to `count`."""
    words: list[str] = []
    for reach in (_USUAL_NAME, _LONGEST_NAME):  # no letter is looked up in vain
        words = text[start : start + reach].translate(SPACED).partition("\n")[0].split(" ", count)
        if len(words) > count or "" in words:
            break
    words = words[:count]
    return words[: words.index("")] if "" in words else words


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
