"""Where a model is at work: the commune, district and province that its sentence states beside the name.

Only names in Latin letters are read, since no other script tells how a Vietnamese name is spelled. In brackets behind a
commune stands its district: "the commune of Tam Thang (Tam Ky)".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from tracuu.mentions.governing import Scene
from tracuu.mentions.ids import slug
from tracuu.mentions.namewords import Hit, Role
from tracuu.text.normalize import Normalized, fold
from tracuu.text.places import province_in, provinces

_NEAR = 160  # characters beside the name that are looked at
_LEVELS = (Role.PROVINCE, Role.DISTRICT, Role.COMMUNE)
_MOST_WORDS = 4
_BRACKET = re.compile(r"\s?[(（\[]([^()（）\[\]\n]{2,40})[)）\]]")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SENTENCE_END = re.compile(r"[.!?;。！？؟।۔။។]\s|[\n。！？]")
# One Vietnamese syllable without its accents, so that "Party Committee" behind "commune" is no place.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)


def place_of(scene: Scene, normal: Normalized, source: str, start: int, end: int) -> str | None:
    """Give the path of the place that is stated with the name at `start` to `end` of the folded text.

    Args:
        scene: the folded text and its words.
        normal: the folded text's map into `source`.
        source: the text as printed; its capitals tell where a place's name ends.
        start: where the name begins in the folded text.
        end: where it ends there.

    Returns:
        Slugs from the province down, parted by dots, unknown steps left out; None when nothing is stated.
    """
    left, right = _sentence(scene.text, start, end)
    found: dict[Role, str] = {}
    for hit in _nearest(scene, left, right, start, end):
        if hit.role not in found and (name := _name_at(source, *normal.span(hit.start, hit.end), scene.words.link)):
            found[hit.role] = slug(name)
            if hit.role is Role.COMMUNE and (outer := _in_bracket(source, normal, hit, name)):
                found.setdefault(Role.PROVINCE if outer in _province_slugs() else Role.DISTRICT, outer)
    span = normal.span(left, right)
    province = province_in(source[span.start : span.end]) or found.get(Role.PROVINCE)
    found.pop(Role.PROVINCE, None)
    if province in _province_slugs():
        found[Role.PROVINCE] = str(province)
    if found.get(Role.DISTRICT) == province:
        found.pop(Role.DISTRICT, None)
    return ".".join(found[level] for level in _LEVELS if level in found) or None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _NEAR)
    for found in _SENTENCE_END.finditer(text, left, start):
        left = found.end()
    stop = _SENTENCE_END.search(text, end, end + _NEAR)
    return left, stop.start() if stop else min(len(text), end + _NEAR)


def _nearest(scene: Scene, left: int, right: int, start: int, end: int) -> Iterator[Hit]:
    """Give the words for places in a sentence: those behind the name first, up to the next quote, then those before."""
    wall = bisect_left(scene.marks, end + 2)
    right = min(right, scene.marks[wall]) if wall < len(scene.marks) else right
    place = bisect_left(scene.starts, end)
    for hit in scene.hits[place : bisect_left(scene.starts, right)]:
        if hit.role in _LEVELS:
            yield hit
    for hit in reversed(scene.hits[bisect_left(scene.starts, left) : bisect_left(scene.starts, start)]):
        if hit.role in _LEVELS:
            yield hit


def _name_at(source: str, start: int, end: int, link: frozenset[str]) -> str | None:
    """Read a place's name behind the word for the place, or before it."""
    return _name_behind(source, end, link) or _name_before(source, start)


def _name_behind(source: str, end: int, link: frozenset[str]) -> str | None:
    words: list[str] = []
    at = end
    for found in _WORD.finditer(source, end, end + 60):
        word = found[0]
        if source[at : found.start()].strip(" \xa0-"):
            break
        if not words and not word[0].isupper() and fold(word) in link:
            at = found.end()
            continue
        if not _is_name(word) or len(words) == _MOST_WORDS:
            break
        words.append(word)
        at = found.end()
    return " ".join(words) or None


def _name_before(source: str, start: int) -> str | None:
    words: list[str] = []
    at = start
    for found in reversed(list(_WORD.finditer(source, max(0, start - 40), start))):
        if source[found.end() : at].strip(" \xa0-") or not _is_name(found[0]) or len(words) == _MOST_WORDS:
            break
        words.append(found[0])
        at = found.start()
    return " ".join(reversed(words)) or None


def _is_name(word: str) -> bool:
    return word[0].isupper() and is_syllable(word)


def is_syllable(word: str) -> bool:
    """Tell a word that could be a Vietnamese syllable, with or without its accents."""
    return bool(_SYLLABLE.fullmatch(fold(word)))


def _in_bracket(source: str, normal: Normalized, hit: Hit, name: str) -> str | None:
    """Give the slug of the place in brackets behind a commune's name."""
    at = normal.span(hit.start, hit.end).end
    where = source.find(name.rsplit(maxsplit=1)[-1], max(0, at - 40), at + 60)
    for begin in {at, where + len(name.rsplit(maxsplit=1)[-1])} if where >= 0 else {at}:
        if (found := _BRACKET.match(source, begin)) and (words := [w for w in _WORD.findall(found[1]) if _is_name(w)]):
            return slug(" ".join(words[:_MOST_WORDS]))
    return None


@cache
def _province_slugs() -> frozenset[str]:
    return frozenset(province.slug for province in provinces())
