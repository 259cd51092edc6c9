"""How a text in another script spells the place of a model: enough to tell two places of one text apart, no more.

No other script tells how a Vietnamese name is spelled, so a mark is never resolved to a place of Vietnam, and is
compared with none of another language. It is read where the text itself tells where the name begins and ends.
`data/place_names.toml` says on which side of its word a name stands. Provinces are known by name in many languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tracuu.errors import DataError
from tracuu.mentions.governing import Scene
from tracuu.mentions.ids import UNKNOWN
from tracuu.mentions.namewords import Hit, Role, folded
from tracuu.mentions.wordlists import own_words
from tracuu.text.normalize import Normalized

_FILE = Path(__file__).parent / "data" / "place_names.toml"
_LEVELS = {"province": Role.PROVINCE, "district": Role.DISTRICT, "commune": Role.COMMUNE}
_STANDS = frozenset({"behind", "before", "chain"})
_CASED = frozenset({"ru", "uk", "bg", "el"})
_MOST_WORDS, _FARTHEST = 4, 60
_LONGEST, _SHORTEST = 24, 2  # letters of a name that is written without spaces
# Letters, and the marks of Indian, Thai, Lao, Burmese and Khmer letters, which are none to Python.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3])+")
_LINKED = r"([^\W\d_]{2,7}?)(%s)"  # a name and its word
_GAP = 8  # letters between two places that stand side by side: "X commune, in the Y district"
_ENDS, _BRACKETS = frozenset(".!?;؟।۔\n"), frozenset("(（[")
_SIGNS = frozenset(",،;؛.:)")
_JOINTS = " \xa0-"
_PARTICLE = r"(?=[가-힣]{0,3}(?![가-힣]))"  # what Korean writes on to a word


Stretches = tuple[tuple[int, int], tuple[int, int]]
"""Behind and before a name: where the stretch of its sentence starts and ends that may state its place."""


class Marks(NamedTuple):
    """How a text spells a model's place: the slug of its province, and the mark of district and commune.

    A mark is `LANG:DISTRICT.COMMUNE` in folded letters, with `?` for what is not stated.
    """

    province: str | None = None
    mark: str | None = None


_Name = tuple[str, int, int]
"""A name as it is spelled, and where it starts and ends."""


class _Read(NamedTuple):
    """A name with the word beside it: where both together start and end."""

    level: Role
    name: str
    start: int
    end: int


class _Chain(NamedTuple):
    """The words of places that a language glues to their names."""

    pattern: re.Pattern[str]
    levels: Mapping[str, tuple[Role, ...]]
    others: tuple[str, ...]


def marks_of(
    scene: Scene, normal: Normalized, source: str, lang: str, stretches: Stretches, near: Sequence[Hit]
) -> Marks:
    """Read how the place of a model is spelled.

    Args:
        scene: the folded text and its words.
        normal: the folded text's map into `source`.
        source: the text as printed; its capitals tell where a name ends.
        lang: the text's language (BCP 47): marks of two languages are not compared.
        stretches: where in the folded text the place may be stated, the likeliest first.
        near: the words for places there, in the same order.
    """
    if not has_marks(scene.words.lang):
        return Marks()
    stands = _rows()[scene.words.lang]["stands"]
    if stands == "chain":
        return _marks(_linked(scene, stretches), lang)
    reads = [read for hit in near if (read := _read_at(scene, normal, source, hit, stands))]
    sure = [read for read in reads if scene.words.lang in _CASED or _is_beside_another(scene, read, reads)]
    return _marks({read.level: read.name for read in reversed(sure)}, lang)


def has_marks(lang: str) -> bool:
    """Tell whether places are read in a language (the code of its file of words)."""
    return lang in _rows()


def _marks(found: Mapping[Role, str], lang: str) -> Marks:
    province = _province(found.get(Role.PROVINCE, ""), lang)
    levels = [found.get(level, UNKNOWN) for level in (Role.DISTRICT, Role.COMMUNE)]
    return Marks(province, f"{lang}:{'.'.join(levels)}" if set(levels) != {UNKNOWN} else None)


@lru_cache(maxsize=10_000)
def _province(name: str, lang: str) -> str | None:
    """Give the slug of a province that a language's word list knows by this name."""
    entry = own_words(lang).get(name)
    slug = entry.classes.get("places") if entry else None
    return str(slug) if slug else None


# Names beside their words


def _read_at(scene: Scene, normal: Normalized, source: str, hit: Hit, stands: str) -> _Read | None:
    """Read the name beside a word for a place, on the side where the language has it."""
    known = _province_behind(scene, hit)
    if known or stands == "behind":
        name = known or _name_behind(scene, normal, source, hit)
    else:
        name = _name_before(scene, hit) or _name_behind(scene, normal, source, hit)
    if name is None and scene.words.lang in _CASED:
        name = _capitals_before(scene, normal, source, hit)
    if name is None:
        return None
    level = Role.PROVINCE if known else hit.role
    return _Read(level, name[0], min(hit.start, name[1]), max(hit.end, name[2]))


def _is_beside_another(scene: Scene, read: _Read, reads: Sequence[_Read]) -> bool:
    """Tell whether a name is one of several places that stand side by side, or has its district in brackets behind it.

    Without capitals nothing else tells a name from what a commune does, or what a town is like.
    """
    if scene.text[read.end : read.end + 2].lstrip()[:1] in _BRACKETS:
        return True
    gaps = (
        (min(read.end, other.end), max(read.start, other.start))
        for other in reads
        if other.level != read.level and (other.end <= read.start or read.end <= other.start)
    )
    return any(end - start <= _GAP and not _ENDS.intersection(scene.text[start:end]) for start, end in gaps)


def _province_behind(scene: Scene, hit: Hit) -> _Name | None:
    """Give the province whose known name stands behind the word for a province, which may also mean a district."""
    if hit.role is Role.COMMUNE:
        return None
    words = list(_WORD.finditer(scene.text, hit.end, hit.end + _LONGEST))[:_MOST_WORDS]
    for count in range(len(words), 0, -1):
        name = " ".join(word[0] for word in words[:count])
        if _province(name, scene.words.lang):
            return name, words[0].start(), words[count - 1].end()
    return None


def _name_behind(scene: Scene, normal: Normalized, source: str, hit: Hit) -> _Name | None:
    if scene.words.running:
        return _glued(scene, hit)
    if scene.words.lang in _CASED:
        return _capitals_behind(scene, normal, source, hit)
    return _words_behind(scene, hit)


def _words_behind(scene: Scene, hit: Hit) -> _Name | None:
    """Read the words behind the word for a place, up to where the text says that the name ends."""
    words: list[re.Match[str]] = []
    at = hit.end
    for found in _WORD.finditer(scene.text, hit.end, hit.end + _FARTHEST):
        if scene.text[at : found.start()].strip() or (words and _is_small(scene, found) and not _ends(scene, found)):
            break
        if _is_met(scene, found):
            return _name(words) if _is_place_word(scene, found) else None
        if len(words) == _MOST_WORDS:
            return None
        words += [found] if words or not _is_small(scene, found) else []
        at = found.end()
    return _name(words)


def _name_before(scene: Scene, hit: Hit) -> _Name | None:
    """Read the words before the word for a place, as far back as the text says that the name begins."""
    words: list[re.Match[str]] = []
    at = hit.start
    for found in reversed(list(_WORD.finditer(scene.text, max(0, hit.start - _FARTHEST), hit.start))):
        if scene.text[found.end() : at].strip() or _is_small(scene, found):
            break
        if _is_met(scene, found):
            return _name(words) if _is_place_word(scene, found) else None
        if len(words) == _MOST_WORDS:
            return None
        words.insert(0, found)
        at = found.start()
    return _name(words)


def _name(words: Sequence[re.Match[str]]) -> _Name | None:
    return (" ".join(word[0] for word in words), words[0].start(), words[-1].end()) if words else None


def _is_small(scene: Scene, word: re.Match[str]) -> bool:
    return word[0] in scene.words.small or word[0] in scene.words.joins


def _ends(scene: Scene, word: re.Match[str]) -> bool:
    """Tell a word with a sign behind it, as none has that leads on: Arabic an is a syllable of names, and "that"."""
    return scene.text[word.end() : word.end() + 1] in _SIGNS


def _is_met(scene: Scene, word: re.Match[str]) -> bool:
    return bool(scene.hits_between(word.start(), word.end()))


def _is_place_word(scene: Scene, word: re.Match[str]) -> bool:
    return bool(scene.places_between(word.start(), word.end()))


def _glued(scene: Scene, hit: Hit) -> _Name | None:
    """Read what is written on to the word for a place, up to a space, a sign or a word that is known."""
    found = _WORD.match(scene.text, hit.end)
    if found is None:
        return None
    stop = min((one.start for one in scene.hits_between(hit.end, found.end())), default=found.end())
    name = scene.text[hit.end : stop]
    for word in scene.words.small | scene.words.joins:
        if len(word) > 1 and (at := name.find(word)) > 0:
            name = name[:at]
    return (name, hit.end, hit.end + len(name)) if _SHORTEST <= len(name) <= _LONGEST else None


def _capitals_behind(scene: Scene, normal: Normalized, source: str, hit: Hit) -> _Name | None:
    """Read the words with capitals right behind the word for a place."""
    words: list[re.Match[str]] = []
    at = hit.end
    for found in _WORD.finditer(scene.text, hit.end, hit.end + _FARTHEST):
        if scene.text[at : found.start()].strip(_JOINTS) or not _is_capital(normal, source, found):
            break
        words.append(found)
        at = found.end()
    return _name(words[:_MOST_WORDS])


def _capitals_before(scene: Scene, normal: Normalized, source: str, hit: Hit) -> _Name | None:
    """Read the words with capitals right before the word for a place, but for the first one of a sentence."""
    words: list[re.Match[str]] = []
    at = hit.start
    for found in reversed(list(_WORD.finditer(scene.text, max(0, hit.start - _FARTHEST), hit.start))):
        if scene.text[found.end() : at].strip(_JOINTS) or not _is_capital(normal, source, found):
            break
        words.insert(0, found)
        at = found.start()
    begins = scene.text[max(0, at - 2) : at].strip()
    return _name(words[-_MOST_WORDS:]) if begins and begins[-1].isalnum() else None


def _is_capital(normal: Normalized, source: str, word: re.Match[str]) -> bool:
    return source[normal.span(word.start(), word.end()).start].isupper()


# Names in a chain


def _linked(scene: Scene, stretches: Stretches) -> dict[Role, str]:
    """Read the chain of places that is nearest: the first one behind the model's name, else the last one before it."""
    behind, before = (_chains(scene.text[start:end], scene.words.lang) for start, end in stretches)
    return dict(next((names for _, names in (*behind, *reversed(before)) if names), ()))


@lru_cache(maxsize=1000)
def _chains(sentence: str, lang: str) -> tuple[tuple[int, tuple[tuple[Role, str], ...]], ...]:
    """Give the chains of places in a stretch of folded text: where each ends, and the names by their level.

    Where the first name begins nothing tells, unless it ends with the name of a province; it still says where the
    next one does.
    """
    chain = _chain(lang)
    made: list[tuple[int, tuple[tuple[Role, str], ...]]] = []
    names: dict[Role, str] = {}
    end = -1
    for found in chain.pattern.finditer(sentence):
        if any(other in sentence[max(0, found.end() - 3) : found.end() + 2] for other in chain.others):
            continue
        goes_on = end >= 0 and not sentence[end : found.start()].strip()
        if not goes_on:
            names = {}
            name = _known_end(found[1], lang)
            if name:
                names[Role.PROVINCE] = name
        else:
            level = next((level for level in chain.levels[found[2]] if level not in {Role.PROVINCE, *names}), None)
            if level is not None:
                names[level] = found[1]
            made[-1:] = [] if made and made[-1][0] == end else made[-1:]
        end = found.end()
        made.append((end, tuple(names.items())))
    return tuple(made)


def _known_end(name: str, lang: str) -> str | None:
    """Give the name of a province with which a stretch of letters ends."""
    return next((name[at:] for at in range(len(name) - 1) if _province(name[at:], lang)), None)


@cache
def _chain(lang: str) -> _Chain:
    row = _rows()[lang]
    levels: dict[str, tuple[Role, ...]] = {}
    for name, level in _LEVELS.items():
        for word in row[name].split():
            levels[folded(word)] = (*levels.get(folded(word), ()), level)
    words = "|".join(map(re.escape, sorted(levels, key=len, reverse=True)))
    pattern = re.compile(_LINKED % words + (_PARTICLE if lang == "ko" else ""))
    return _Chain(pattern, levels, tuple(map(folded, row["not"].split())))


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    """Read how names of places stand. Raises DataError, with file and entry, for what is wrong."""
    import tomllib

    try:
        table: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("mentions_names.bad_toml", path=_FILE, reason=str(error)) from error
    for lang, row in table.items():
        check_row(_FILE, lang, row)
    return table


def check_row(path: Path, lang: str, row: Mapping[str, str]) -> None:
    """Raise DataError for a language of which it is not said where names stand, or whose words for that are missing."""
    wanted = {"stands", *_LEVELS, "not"} if row.get("stands") == "chain" else {"stands"}
    if set(row) != wanted or row["stands"] not in _STANDS:
        raise DataError("mentions_names.bad_entry", path=path, entry=lang)
