"""Names without quotes right beside their word, told by their capitals: "the Lantern Lane model", "modelo Calle Clara".

Only in languages that write such names with a capital at every word, and with care: two capitals at least, not in a
line where every word has one, no name of a place, a person or an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from tracuu.entities import How
from tracuu.mentions.governing import Scene
from tracuu.mentions.nameplaces import is_syllable
from tracuu.mentions.names import Place, kind_of
from tracuu.mentions.namewords import Hit, Role
from tracuu.text.normalize import Normalized

MOST_LOOKED_AT = 1_000
"""Model words of one text beside which bare names are looked for."""

_REACH = 90  # characters of a bare name
_FEWEST = 2  # words with a capital
_MOST_WORDS = 9
_AROUND = 150  # characters of its line that are looked at
_TITLE_SHARE = 0.6  # of the words of a line, from which on capitals tell nothing
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SPACES = " \xa0"
_NAMING = frozenset({Role.MODEL, Role.MOVEMENT})
_PLACES = frozenset({Role.TAIL, Role.COMMUNE, Role.DISTRICT, Role.PROVINCE})
# Small words that stand inside a name.
_INSIDE = frozenset(
    {"of", "and", "the", "for", "de", "del", "la", "las", "los", "el", "y", "e", "du", "des", "d", "et"}
    | {"da", "do", "dos", "das", "di", "della", "si", "ve", "dan"}
)
# What has its capital only from beginning a sentence.
_ARTICLES = frozenset(
    {"the", "this", "that", "a", "an", "each", "every", "many", "some", "its", "our", "their", "his", "her", "under"}
    | {
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "le",
        "les",
        "des",
        "du",
        "il",
        "lo",
        "gli",
        "i",
    }
)


def bare_names(scene: Scene, normal: Normalized, source: str) -> Iterator[Place]:
    """Give the names without quotes that stand right beside a word for model or movement, as places of folded text.

    Capitals are looked up in `source`, of which `normal` is the folded form.
    """
    if not scene.words.bare:
        return
    naming = [hit for hit in scene.hits if hit.role in _NAMING]
    for hit in islice(naming, MOST_LOOKED_AT):
        for side in ("after", "before"):
            if scene.words.bare in {side, "both"} and (span := _beside(_Reader(scene, normal, source), hit, side)):
                yield Place(*span, (kind_of(hit.role),), How.GLUED)


class _Reader:
    """A folded text and what it was folded from, for looking up capitals."""

    def __init__(self, scene: Scene, normal: Normalized, source: str) -> None:
        self.scene = scene
        self._normal = normal
        self._source = source

    def capital(self, word: re.Match[str]) -> bool:
        """Tell a word that begins with a capital."""
        return self._source[self._normal.begins(word.start())].isupper()

    def has_capital_beside(self, hit: Hit, side: str) -> bool:
        """Tell whether there is a capital in what stands beside a word, up to the next blank."""
        start, end = self._normal.span(hit.start, hit.end)
        if side == "after":
            beside = self._source[end : end + _REACH].lstrip(_SPACES).partition(" ")[0]
        else:
            beside = self._source[max(0, start - _REACH) : start].rstrip(_SPACES).rpartition(" ")[2]
        return beside != beside.lower()


def _beside(reader: _Reader, hit: Hit, side: str) -> tuple[int, int] | None:
    if not reader.has_capital_beside(hit, side):
        return None
    text = reader.scene.text
    found = _WORD.finditer(text, hit.end, hit.end + _REACH)
    if side == "before":
        found = reversed(list(_WORD.finditer(text, max(0, hit.start - _REACH), hit.start)))
    words = _without_small(reader, _run(reader, found, hit, side))
    capitals = [word[0] for word in words if reader.capital(word)]
    if len(capitals) < _FEWEST or len(words) > _MOST_WORDS or all(map(is_syllable, capitals)):
        return None
    start, end = words[0].start(), words[-1].end()
    if _names_an_office(reader.scene, start, end) or _before_a_quote(reader.scene, end) or _is_title(reader, hit.start):
        return None
    return start, end


def _run(reader: _Reader, found: Iterable[re.Match[str]], hit: Hit, side: str) -> list[re.Match[str]]:
    """Read outward from a model word as long as words have capitals, or are small words inside the name."""
    words: list[re.Match[str]] = []
    at = hit.end if side == "after" else hit.start
    for word in found:
        gap = reader.scene.text[at : word.start()] if side == "after" else reader.scene.text[word.end() : at]
        if gap.strip(_SPACES) or not (reader.capital(word) or (words and word[0] in _INSIDE)):
            break
        words.append(word)
        at = word.end() if side == "after" else word.start()
    return words if side == "after" else words[::-1]


def _without_small(reader: _Reader, words: list[re.Match[str]]) -> list[re.Match[str]]:
    while words and (not reader.capital(words[0]) or words[0][0] in _ARTICLES):
        words = words[1:]
    while words and not reader.capital(words[-1]):
        words = words[:-1]
    return words


def _is_title(reader: _Reader, place: int) -> bool:
    """Tell a line in which most words have a capital."""
    text = reader.scene.text
    left = max(text.rfind("\n", 0, place) + 1, place - _AROUND)
    right = text.find("\n", place, place + _AROUND)
    words = list(_WORD.finditer(text, left, right if right >= 0 else place + _AROUND))
    return sum(map(reader.capital, words)) > _TITLE_SHARE * len(words)


def _before_a_quote(scene: Scene, end: int) -> bool:
    """Tell words that only say more of a name in quotes behind them."""
    return any(mark - end <= len(_SPACES) for mark in scene.marks_from(end))


def _names_an_office(scene: Scene, start: int, end: int) -> bool:
    if any(word in scene.words.body for word in scene.text[start:end].split()):
        return True
    return any(hit.role in _PLACES for hit in scene.hits_between(start, end))
