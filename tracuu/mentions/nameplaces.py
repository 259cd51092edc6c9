"""Where a model is at work: the commune, district and province that its sentence states beside the name.

Only names in Latin letters become a place, since no other script tells how a Vietnamese name is spelled; of others the
spelling is kept (`placemarks`). In brackets behind a commune stands its district: "the commune of Tam Thang (Tam Ky)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracuu.mentions.agree import place_path
from tracuu.mentions.governing import Scene
from tracuu.mentions.ids import UNKNOWN, slug
from tracuu.mentions.namewords import Hit, Role, folded
from tracuu.mentions.placemarks import Marks, Stretches, has_marks, marks_of
from tracuu.text.normalize import Normalized, fold
from tracuu.text.places import province_in, province_slugs

_NEAR = 160  # characters beside the name that are looked at
_BEFORE, _BEHIND = 40, 60  # characters beside the word for a place in which its name is read
_PROVINCE, _DISTRICT, _COMMUNE = _LEVELS = (Role.PROVINCE, Role.DISTRICT, Role.COMMUNE)
# Members of an enumeration take long to look up.
_PROVINCE_NAME = Role.PROVINCE_NAME
_MOST_WORDS = 4
_CLOSERS = frozenset("\"”“»’'›」』》")
_BRACKET = re.compile(r"\s?[(（\[]([^()（）\[\]\n]{2,40})[)）\]]")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
# It begins with one set of signs: a choice would be tried at every letter.
_SENTENCE_END = re.compile(r"[.!?;。！？؟।۔။។\n](?:(?<!\n)\s|(?<=[\n。！？]))")
# One Vietnamese syllable without its accents, so that "Party Committee" behind "commune" is no place.
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)


def place_of(
    scene: Scene, normal: Normalized, source: str, lang: str, start: int, end: int
) -> tuple[str | None, str | None]:
    """Give the place that is stated with the name at `start` to `end` of the folded text.

    Args:
        scene: the folded text and its words.
        normal: the folded text's map into `source`.
        source: the text as printed; its capitals tell where a place's name ends.
        lang: the text's language (BCP 47).
        start: where the name begins in the folded text.
        end: where it ends there.

    Returns:
        Its path: slugs from the province down, parted by dots, `?` for unknown steps (`quang-nam.?.tam-thang`) but for
        a province that is not stated above a district. And where it is spelled in another script, how that is done
        (`Found.spelled`). None for what is not stated.
    """
    near = scene.places_between(start - _NEAR, end + _NEAR)
    sentence = _sentence(scene.text, start, end) if near or has_marks(scene.words.lang) else (start, end)
    stretches = _stretches(scene, sentence, (start, end))
    words = _within(near, stretches)
    found = _in_latin(scene, normal, source, words, normal.span(start, end).end)
    named = any(hit.role is _PROVINCE_NAME and sentence[0] <= hit.start < sentence[1] for hit in near)
    province = (_province_in(normal, source, *sentence) if named else None) or found.get(_PROVINCE)
    found.pop(_PROVINCE, None)
    marks = Marks() if found else marks_of(scene, normal, source, lang, stretches, words)
    province = province or marks.province
    if province in province_slugs() and province not in found.values():
        found[_PROVINCE] = str(province)
    deepest = max([depth for depth, level in enumerate(_LEVELS, start=1) if level in found], default=0)
    path = place_path([found.get(level, UNKNOWN) for level in _LEVELS[:deepest]]) if deepest else None
    return path, marks.mark


def _in_latin(scene: Scene, normal: Normalized, source: str, words: Iterable[Hit], end: int) -> dict[Role, str]:
    """Give the slugs of what is named in Latin letters beside the words for places, or in brackets at `end`."""
    found: dict[Role, str] = {}
    for hit in words:
        if hit.role not in found and (name := _name_at(scene, hit, source, normal)):
            found[hit.role] = slug(name)
            if hit.role is _COMMUNE and (outer := _in_bracket(source, normal, hit, name)):
                found.setdefault(_PROVINCE if outer in province_slugs() else _DISTRICT, outer)
    if not found and (beside := _bracketed(source, end)):
        found[_PROVINCE if beside in province_slugs() else _DISTRICT] = beside
    return found


def _province_in(normal: Normalized, source: str, left: int, right: int) -> str | None:
    span = normal.span(left, right)
    return _province_named(source[span.start : span.end])


@lru_cache(maxsize=1000)
def _province_named(sentence: str) -> str | None:
    return province_in(sentence)  # the names of one sentence ask for the same


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _NEAR)
    for found in _SENTENCE_END.finditer(text, left, start):
        left = found.end()
    stop = _SENTENCE_END.search(text, end, end + _NEAR)
    return left, stop.start() if stop else min(len(text), end + _NEAR)


def _stretches(scene: Scene, sentence: tuple[int, int], name: tuple[int, int]) -> Stretches:
    """Give where a sentence may state the name's place: behind it up to the next quote, and before it.

    What stands behind another quote belongs to that one.
    """
    roof = min(sentence[1], *scene.marks_from(name[1] + 2), len(scene.text))
    floor = min(name[0], *scene.marks_from(sentence[0]), len(scene.text))
    return (name[1], roof), (sentence[0], floor)


def _within(near: Sequence[Hit], stretches: Stretches) -> list[Hit]:
    """Give the words for places in a sentence, those that stand nearest the name first."""
    (start, roof), (floor, end) = stretches
    levels = [hit for hit in near if hit.role in _LEVELS]
    behind = [hit for hit in levels if start <= hit.start < roof]
    return behind + [hit for hit in reversed(levels) if floor <= hit.start < end]


def _name_at(scene: Scene, hit: Hit, source: str, normal: Normalized) -> str | None:
    """Read a place's name right behind the word for the place, before it, or behind it and small words.

    "commune Tam Thăng", "Tam Thăng commune", "commune of Tam Thăng".
    """
    if hit not in scene.named:
        start, end = normal.span(hit.start, hit.end)
        small = scene.words.small
        beside = source[max(0, start - _BEFORE) : end + _BEHIND]
        scene.named[hit] = (
            _name_behind(source, end, frozenset())
            or _name_before(source, start, small)
            or _name_behind(source, end, small)
            if beside != beside.lower()
            else None
        )
    return scene.named[hit]


def _name_behind(source: str, end: int, small: frozenset[str]) -> str | None:
    words: list[str] = []
    at = end
    for found in _WORD.finditer(source, end, end + _BEHIND):
        word = found[0]
        if source[at : found.start()].strip(" \xa0-"):
            break
        if not words and not word[0].isupper() and folded(word) in small:
            at = found.end()
            continue
        if not _is_name(word) or len(words) == _MOST_WORDS:
            break
        words.append(word)
        at = found.end()
    return " ".join(words) or None


def _name_before(source: str, start: int, small: frozenset[str]) -> str | None:
    nearest = source[max(0, start - _BEFORE) : start].rstrip(" \xa0-").rpartition(" ")[2]
    if nearest == nearest.lower():
        return None
    words: list[str] = []
    at = start
    for found in reversed(list(_WORD.finditer(source, max(0, start - _BEFORE), start))):
        if source[found.end() : at].strip(" \xa0-") or not _is_name(found[0]) or len(words) == _MOST_WORDS:
            break
        # "The commune", "This ward", but "An Phú district".
        if folded(found[0]) in small and (not words or _begins_sentence(source, found.start())):
            break
        words.append(found[0])
        at = found.start()
    return " ".join(reversed(words)) or None


def _begins_sentence(source: str, at: int) -> bool:
    before = source[max(0, at - 2) : at].strip(" \xa0\"'“”„«»‘’([（")
    return not before or before[-1] in ".!?:;。！？।۔\n"


def _is_name(word: str) -> bool:
    return word[0].isupper() and is_syllable(word)


@lru_cache(maxsize=20_000)
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


def _bracketed(source: str, end: int) -> str | None:
    """Give the slug of a place in brackets right behind a name in quotes: “5+1” (Dai Loc)."""
    begin = end + 1 if source[end : end + 1] in _CLOSERS else end
    found = _BRACKET.match(source, begin)
    words = _WORD.findall(found[1]) if found else []
    return slug(" ".join(words)) if len(words) > 1 and len(words) <= _MOST_WORDS and all(map(_is_name, words)) else None
