"""The words by which names are found, per language: loads, checks and compiles `data/names/LANG.toml`.

What each list means stands at the head of `data/names/any.toml`. A star stands for more letters of the same word, so
that the files need no grammar: `modell*` is also modellen, `*modell` also Erfolgsmodell. Everything is folded when it
is loaded. Translations keep Vietnamese and English words: their words for model and movement count in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.errors import DataError
from tracuu.mentions.passing import Lists, Met, compile_lists
from tracuu.mentions.quotes import spaceless
from tracuu.text.codes import primary
from tracuu.text.normalize import fold, key
from tracuu.text.places import provinces

FOLDER = Path(__file__).parent / "data" / "names"
RUNNING = frozenset({"zh", "ja", "th", "lo", "km", "my"})  # written without spaces: a word may stand anywhere

MOST_HITS = 20_000
"""Words looked at in one text; an article has dozens."""

_EVERYWHERE = ("vi", "en")
_LONGEST_TAIL = 7  # letters that a star stands for at a word's end; before a word it may be a longer compound
_LONGEST_HEAD = 30


class Role(IntEnum):
    """What a word says of a name beside it."""

    MODEL = 0
    MOVEMENT = 1
    CAMPAIGN = 2  # a movement, but mostly somebody's
    OTHER = 3  # it is no name of a model: a motto, a product, a song
    SAY = 4  # somebody said it
    CALLED = 5
    TAIL = 6
    COMMUNE = 7
    DISTRICT = 8
    PROVINCE = 9
    WAY = 10  # a way or a team, which a number makes a model: “5+1”
    PROVINCE_NAME = 11  # from the provinces of the text room, not from these files


NAMING = frozenset({Role.MODEL, Role.MOVEMENT, Role.CAMPAIGN})
"""The roles of words that a name stands beside."""

PLACES = frozenset({Role.COMMUNE, Role.DISTRICT, Role.PROVINCE, Role.PROVINCE_NAME})
"""The roles of words that say or name a place."""

_LISTS = {role.name.lower(): role for role in Role if role is not Role.PROVINCE_NAME}
_SETS = frozenset({"stop", "link", "and", "body"})
_NUMBERS = {"after": 1, "reach": 5}
_BARE = ("", "before", "after", "both")


class Hit(NamedTuple):
    """A word met in a text."""

    start: int
    end: int
    role: Role


_hit = partial(tuple.__new__, Hit)  # makes one of three values, in half the time


class NameWords(NamedTuple):
    """The words of a language, compiled; the lists that are not in `entries` are folded sets.

    `entries` are by folded word: its length, its role, how many letters may stand before it and how many behind it in
    one word; `alone` is made of them.
    """

    lang: str
    entries: Mapping[str, tuple[int, Role, int, int]]
    alone: Lists
    stop: frozenset[str]
    link: frozenset[str]
    joins: frozenset[str]
    body: frozenset[str]
    after: int
    reach: int
    bare: str
    small: frozenset[str]  # `link` and `stop`: what stands between a name and what it belongs to
    running: bool  # the language is written without spaces

    def hits(self, text: str, met: Met | None = None) -> list[Hit]:
        """Give the words of folded text in order; of those that overlap the first, of those the longest.

        `met` are the entries in the text, where they were looked for already.
        """
        found: list[Hit] = []
        before = -1
        running = self.running
        for last, (length, role, head, tail) in self.alone.met(text)[0] if met is None else met:
            start, end = last + 1 - length, last + 1
            if not running or text[start].isascii():
                if start and not head and text[start - 1].isalnum():
                    continue  # most hits are inside other words
                start = _edge_before(text, start, head) if head else start
                following = text[end : end + 1]
                if following > " " and _continues(following):
                    end = _edge_after(text, end, tail) if tail or _is_hangul(following) else -1
                if start < 0 or end < 0:
                    continue
            if last == before and found and found[-1][:2] == (start, end):
                continue  # of the words that end here the automaton gives the longest first
            while found and found[-1].start >= start:  # the end of a compound says what it is
                found.pop()
            if not found or found[-1].end <= start:
                found.append(_hit((start, end, role)))
                before = last
                if len(found) >= MOST_HITS:
                    break
        return found


def _edge_before(text: str, start: int, head: int) -> int:
    """Give where the word begins, or -1 when too many letters stand before the part that its entry has."""
    least = max(0, start - head)
    while start > least and text[start - 1].isalpha():
        start -= 1
    return -1 if start and text[start - 1].isalnum() else start


def _edge_after(text: str, end: int, tail: int) -> int:
    """Give where the word ends, or -1. Hangul particles are glued on, and marks belong to the letter before them."""
    most = min(len(text), end + tail)
    while end < most and _continues(text[end]):
        end += 1
    return -1 if end < len(text) and _continues(text[end]) and not _is_hangul(text[end]) else end


def _is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"


def _continues(sign: str) -> bool:
    # Marks of Indian scripts are no letters to Python, but the word goes on behind them.
    return sign.isalnum() or ("\u0900" <= sign <= "\u0dff" and sign not in "।॥")


@cache
def words_of(lang: str) -> NameWords:
    """Give the words of a language (BCP 47). One without a file gets those that many languages share.

    One that is read by a relative's file gets these and the relative's. Raises DataError when a file is wrong.
    """
    own = primary(lang)
    code = _FILES_OF.get(own, own)
    path = FOLDER / f"{code}.toml"
    shared = _read(FOLDER / "any.toml") if code != own else {}
    return _compiled(code, _read(path) if path.exists() else _read(FOLDER / "any.toml"), shared)


_FILES_OF = {"no": "nb", "nn": "nb", "sk": "cs", "mk": "bg", "ne": "hi", "mr": "hi", "af": "nl", "az": "tr"}


def _compiled(code: str, table: Mapping[str, Any], shared: Mapping[str, Any]) -> NameWords:
    entries: dict[str, tuple[int, Role, int, int]] = {}
    names = (name for province in provinces() for name in (province.name, *province.aliases))
    _enter(entries, names, Role.PROVINCE_NAME)
    for other in _EVERYWHERE:
        for role in NAMING:
            _enter(entries, _read(FOLDER / f"{other}.toml").get(role.name.lower(), ()), role)
    for name, role in reversed(_LISTS.items()):  # a word of two lists is the earlier
        _enter(entries, (*table.get(name, ()), *shared.get(name, ())), role)
    small = {name: frozenset(map(folded, table.get(name, ()))) for name in _SETS}
    numbers = {name: int(table.get(name, default)) for name, default in _NUMBERS.items()}
    bare = str(table.get("bare", ""))
    return NameWords(
        code,
        entries,
        compile_lists(entries),
        small["stop"],
        small["link"],
        small["and"],
        small["body"],
        numbers["after"],
        numbers["reach"],
        bare,
        small["link"] | small["stop"],
        code in RUNNING,
    )


def _enter(entries: dict[str, tuple[int, Role, int, int]], words: Iterable[str], role: Role) -> None:
    for word in words:
        bare = folded(word.strip("*"))
        head = _LONGEST_HEAD if word.startswith("*") else 0
        entries[bare] = (len(bare), role, head, _LONGEST_TAIL if word.endswith("*") else 0)


def folded(word: str) -> str:
    """Give a word of a data file as it stands in folded text."""
    return fold(key(word))


@cache
def _read(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("mentions_names.bad_toml", path=path, reason=str(error)) from error
    for name, value in table.items():
        check_entry(path, name, value)
    return table


def check_entry(path: Path, name: str, value: object) -> None:
    """Raise DataError for an entry that means nothing: it would silently do nothing."""
    if name in _NUMBERS:
        good = type(value) is int and value >= 0
    elif name == "bare":
        good = value in _BARE
    elif name in _LISTS or name in _SETS:
        good = isinstance(value, list) and all(isinstance(word, str) and word.strip("* ") for word in value)
    else:
        known = ", ".join([*_LISTS, *sorted(_SETS), *_NUMBERS, "bare"])
        raise DataError("mentions_names.unknown_entry", path=path, entry=name, known=known)
    if not good:
        raise DataError("mentions_names.bad_entry", path=path, entry=name)


def words_in(gap: str, words: NameWords) -> int:
    """Count the words of a gap; where there are no spaces, four letters are taken for one."""
    bare = gap.translate(_NO_SIGNS)
    letters = sum(map(spaceless, bare)) if words.running or words.lang == "ko" else 0
    if words.running and letters:
        return -(-len(bare.replace(" ", "")) // 4)
    return len(bare.split())


_NO_SIGNS = {ord(sign): " " for sign in "\"“”„«»‹›‘’'「」『』《》()[]{}（）,.;:!?-–—/、。،؛·…"}
