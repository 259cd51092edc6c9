"""Do two statements about a thing agree? Each function compares one field; what is not stated agrees with anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path

from tracuu.mentions.concepts import name_key
from tracuu.mentions.ids import UNKNOWN
from tracuu.mentions.kinds import bodies
from tracuu.text.codes import primary
from tracuu.text.normalize import key
from tracuu.text.places import province_slugs

NAMED = frozenset({"model", "movement", "programme"})
"""Kinds of things that are known by a name: the words around them waver between these."""

# Languages whose words take endings, so that one name may stand in two forms within a text.
_WITHOUT_ENDINGS = frozenset({"vi", "zh", "ja", "ko", "th", "lo", "km", "my"})
_INSIDE = frozenset({"zh", "ja"})  # where a number is one letter of a word
_IN_FRONT = frozenset({"th", "lo", "km", "my", "ko"})  # where it is written together with what is counted
_FIGURES, _WORD = re.compile(r"\d+"), re.compile(r"[\w']+")
_NUMERALS = Path(__file__).parent / "data" / "numerals.toml"
_DAYS_APART = 1  # a document's date is that of its signing or of its printing
_ENDINGS = "аеёиіїоуыьэюяй"  # letters in which the cases of a name differ
SHORTEST_STEM, _LONGEST_ENDING = 4, 3


def kinds_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two sets of kinds may mean one thing: a model may be called a movement, a decree no directive."""
    first, second = set(one), set(other)
    return bool(first & second) or bool(first & NAMED and second & NAMED) or not first or not second


def numbers_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two numbers of documents are one: 03 is 3."""
    return not one or not other or plain_number(one) == plain_number(other)


@lru_cache(maxsize=10_000)
def plain_number(number: str) -> str:
    """Give a document's number without leading zeros, in small letters: `03` is `3`, `06A` is `6a`."""
    return number.lower().lstrip("0") or "0"


def value(number: str) -> int:
    """Give the digits that a document's number begins with as a number; -1 when there are none."""
    found = _FIGURES.match(number)
    return int(found[0]) if found else -1


def dates_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two dates (`2023`, `2023-12`, `2023-12-08`) may be one: whole days may be one day apart."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    if len(one) == len(other) == len("2023-12-08"):
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS_APART
    return False


def sessions_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two sessions (`hoi-nghi:7:11`) may be one: `?` agrees with any part, the form must be the same."""
    if not one or not other:
        return True
    first, second = one.split(":"), other.split(":")
    pairs = zip(first, second, strict=False)
    return first[0] == second[0] and all(a == b or "?" in {a, b} for a, b in pairs)


def issuer_of(body: str | None) -> str | None:
    """Give whom a body's numbers belong to: Politburo and Central Committee share theirs."""
    known = bodies().get(body or "")
    return known.issuer if known else body


def bodies_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two bodies may issue one series of numbers.

    A provincial committee (Tỉnh ủy) and a city's (Thành ủy) are one word in most languages.
    """
    first, second = issuer_of(one), issuer_of(other)
    return not first or not second or first == second or {first, second} <= _COMMITTEES


_COMMITTEES = frozenset({"tinh-uy", "thanh-uy"})


def symbol_fits_body(symbol: str | None, body: str | None) -> bool:
    """Tell whether a symbol's ending is one that the body prints: NQ/TU is not of the Politburo."""
    known = bodies().get(body or "")
    if not symbol or not known or not known.abbr:
        return True
    parts = re.split(r"[/-]", symbol)
    return any(part.rstrip("0123456789").casefold() in {abbr.casefold() for abbr in known.abbr} for part in parts)


def symbol_types_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two symbols may be of one type of document: NQ/TU and NQ/TW may, NQ/TU and CT/TU may not.

    A machine swaps issuers that differ in a letter, never a resolution's abbreviation for a directive's.
    """
    first, second = (re.split(r"[/-]", symbol or "", maxsplit=1) for symbol in (one, other))
    return min(len(first), len(second)) < 2 or first[0].casefold() == second[0].casefold()  # noqa: PLR2004  a type and a body


def steps_of(place: str) -> list[str]:
    """Give province, district and commune of a path, as far as it goes; `?` for what it does not say.

    A path that begins with neither a province nor `?` begins with the district.
    """
    steps = place.split(".")
    return steps if steps[0] == UNKNOWN or steps[0] in province_slugs() else [UNKNOWN, *steps]


def place_path(steps: Sequence[str]) -> str:
    """Write steps as a path; the reverse of `steps_of`."""
    leading = steps[0] == UNKNOWN and len(steps) > 1 and steps[1] != UNKNOWN
    return ".".join(steps[1:] if leading else steps)


@lru_cache(maxsize=20_000)
def places_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two paths of places may be one place: of no level do they state two.

    Translations call a commune a district: the same names at other levels agree too.
    """
    if not one or not other:
        return True
    first, second = steps_of(one), steps_of(other)
    if all(_same_step(*pair) for pair in zip(first, second, strict=False)):
        return True
    ours, theirs = ({step for step in steps[1:] if step != UNKNOWN} for steps in (first, second))
    return _same_step(first[0], second[0]) and bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _same_step(one: str, other: str) -> bool:
    return one == other or UNKNOWN in {one, other}


@lru_cache(maxsize=20_000)
def spellings_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two spellings of a place (`Found.spelled`) may be one; what two languages write is not compared.

    Translations call a commune a district: one name at both levels agrees too.
    """
    if not one or not other or one.partition(":")[0] != other.partition(":")[0]:
        return True
    ours, theirs = (spelled.partition(":")[2].split(".") for spelled in (one, other))
    if all(map(_one_spelling, ours, theirs)):
        return True
    crossed = zip(ours, reversed(theirs), strict=True)
    return any(UNKNOWN not in pair and _one_spelling(*pair) for pair in crossed)


def _one_spelling(one: str, other: str) -> bool:
    """Tell whether two names may be spelled for one: syllables are parted or left out, and it takes endings."""
    if UNKNOWN in {one, other}:
        return True
    short, long = sorted((name.replace(" ", "").rstrip(_ENDINGS) for name in (one, other)), key=len)
    return long.startswith(short)


def joined_spelling(one: str | None, other: str | None) -> str | None:
    """Give what two spellings of one language say together."""
    if not one or not other:
        return one or other
    lang, _, ours = one.partition(":")
    pairs = zip(ours.split("."), other.partition(":")[2].split("."), strict=True)
    return f"{lang}:{'.'.join(second if first == UNKNOWN else first for first, second in pairs)}"


def share_a_place(one: str | None, other: str | None) -> bool:
    """Tell whether two paths name one district or commune, at whichever level."""
    first, second = (set(steps_of(place)[1:]) - {UNKNOWN} if place else set() for place in (one, other))
    return not first.isdisjoint(second)


def barely_placed(one: str | None, other: str | None) -> bool:
    """Tell whether two places state one step each, beside the province."""
    return all(sum(step != UNKNOWN for step in steps_of(place or "")[1:]) == 1 for place in (one, other))


def joined_place(one: str | None, other: str | None) -> str | None:
    """Give the path of what two places say together when they may be one; else the first."""
    if not one or not other or not places_agree(one, other):
        return one or other
    pairs = list(zip_longest(steps_of(one), steps_of(other), fillvalue=UNKNOWN))
    if all(_same_step(*pair) for pair in pairs):
        return place_path([second if first == UNKNOWN else first for first, second in pairs])
    return max(one, other, key=lambda place: sum(step != UNKNOWN for step in steps_of(place)))


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Give the form in which names are compared; as `Found.name`."""
    return name_key(name)


@lru_cache(maxsize=20_000)
def figures(lang: str, surface: str) -> tuple[str, ...]:
    """Give the numbers inside a name as printed, its most stable part: `5 en 1` has 1 and 5, 三公开 has 3."""
    language = primary(lang)
    words = numerals().get(language, {})
    name = key(surface)
    found = [number.lstrip("0") or "0" for number in _FIGURES.findall(name)]
    if language in _INSIDE:
        found += [words[sign] for sign in name if sign in words]
    elif language in _IN_FRONT:
        first = max((word for word in words if name.startswith(word)), key=len, default=None)
        found += [words[first]] if first else []
    else:
        found += [words[word] for word in _WORD.findall(name) if word in words]
    return tuple(sorted(found, key=lambda number: (len(number), number)))


@cache
def numerals() -> Mapping[str, Mapping[str, str]]:
    """Give, by language, the number words in their key form, and their digits."""
    import tomllib

    return {
        lang: {
            key(form): str(number)
            for number, forms in enumerate(row, start=1)
            for form in forms.split("|")
            if form != "-"
        }
        for lang, row in tomllib.loads(_NUMERALS.read_text(encoding="utf-8")).items()
    }


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """Give how alike two folded names are written, from 0 to 1: twice the shared pairs of letters over all (Dice)."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _pairs(name: str) -> frozenset[str]:
    plain = f" {name} "
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


@lru_cache(maxsize=20_000)
def one_name(lang: str, one: str, other: str) -> bool:
    """Tell whether two folded names of one language are one, but for the endings that words take."""
    if one == other:
        return True
    first, second = one.split(), other.split()
    if len(first) != len(second) or not all(map(_one_word, first, second)):
        return False
    return primary(lang) not in _WITHOUT_ENDINGS and figures(lang, one) == figures(lang, other)


def _one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    return stem >= SHORTEST_STEM and max(len(one), len(other)) - stem <= _LONGEST_ENDING
