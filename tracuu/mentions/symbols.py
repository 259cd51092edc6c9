"""Finds the symbols of documents: `57-NQ/TW`, `117/NQ-CP`, `168/2024/NĐ-CP`, `202/2025/QH15`, however they are mangled.

Party documents are numbered number-TYPE/ISSUER, those of the State number/TYPE-ISSUER or number/year/TYPE-ISSUER, those
of the National Assembly number/year/QHnn. Translations add spaces, lose accents, swap the separators, write letters of
another script for the Latin ones, or put the number behind. A symbol is therefore known by its parts: a number beside a
type's and an issuer's abbreviation; its spelling is put right. Everything starts at a number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.errors import DataError
from tracuu.mentions.kinds import bodies, types
from tracuu.mentions.letters import matches
from tracuu.mentions.wordlists import joins
from tracuu.text.normalize import Normalized, normalize

_FILE = Path(__file__).parent / "data" / "symbols.toml"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DASH = re.escape(DASHES)
_SEPARATOR = rf"\s{{0,2}}[/{_DASH}.]\s{{0,2}}"
# Digits are ASCII in folded text. Both patterns begin with what is rare, for speed, and a number that goes on with
# another one, which is no year, is left at once.
_NUMBER = re.compile(
    rf"[0-9](?<![0-9][0-9])[0-9]{{0,4}}+(?![0-9]|[/{_DASH}.](?!19|20)[0-9])(?:\s?[/{_DASH}]\s?((?:19|20)\d\d)(?!\d)|)"
    rf"({_SEPARATOR}|\s{{0,2}}+(?=[^\W\d_]{{2,4}}+\s?[/{_DASH}]))(?=[^\W\d_])"
)
_NEXT = re.compile(rf"({_SEPARATOR}|\s{{1,2}})(?=[^\W\d_])")
_TAIL = re.compile(rf"\s?[{_DASH}/]\s?([a-z]{{1,8}}\d{{0,2}})(?![a-z0-9])")
_BEHIND = re.compile(
    rf"(?<![a-z0-9])(?<!\d[\s/{_DASH}])([a-z]{{1,4}}){_SEPARATOR}([a-z]{{1,10}}\d{{0,2}})(?:{_SEPARATOR}|\s{{1,2}})(?=\d{{1,5}}(?!\d))"
)
_SLASH = re.compile(r"/(?=\s?(?:\d|[a-z]{1,10}\d{0,2}[^\w]{1,3}\d))")
_NUMBER_BEHIND = re.compile(r"\d{1,5}(?!\d)(?:/((?:19|20)\d\d)(?!\d))?")
_RUN = re.compile(r"\d{1,5}")
_LATIN = re.compile(r"[a-z]{1,10}(?:\d{1,2}(?!\d))?(?![a-z0-9])")
_ASSEMBLY = re.compile(r"(?:ubtv)?qh\d{0,2}")
_MOST_LOOKED_AT = 40_000  # numbers and slashes of one text; an article has dozens
_MOST_LETTERS = 12  # of an abbreviation: UBTVQH15 has eight
_MOST_READINGS = 4096  # of letters that may stand for several


class Symbol(NamedTuple):
    """A symbol in folded text: where, its number and year, its one spelling, its types, and how far that was printed.

    `spelled` tells that it stood in Latin letters and in order.
    """

    start: int
    end: int
    number: str
    year: int | None
    symbol: str
    kinds: tuple[str, ...]
    spelled: bool = True


class Signs(NamedTuple):
    """The numbers and slashes of a folded text from which symbols are read, and whether these are all of them."""

    numbers: Sequence[re.Match[str]]
    slashes: Sequence[re.Match[str]]
    all: bool


class _Part(NamedTuple):
    end: int
    readings: tuple[str, ...]


_part = partial(tuple.__new__, _Part)  # makes one of a pair, in half the time


def signs(text: str) -> Signs:
    """Give the places of a folded text at which a symbol may begin."""
    every = (matches(_NUMBER, text, "0123456789"), _SLASH.finditer(text))
    met = [list(itertools.islice(found, _MOST_LOOKED_AT + 1)) for found in every]
    numbers, slashes = (found[:_MOST_LOOKED_AT] for found in met)
    return Signs(numbers, slashes, max(map(len, met)) <= _MOST_LOOKED_AT)


def symbols(text: str, normal: Normalized, source: str, met: Signs | None = None) -> Iterator[Symbol]:
    """Give the symbols of a folded text in order.

    `normal` and `source` tell capitals from small letters; `met` are its `signs`, where they were looked for already.
    """
    done = 0
    met = signs(text) if met is None else met
    for match in met.numbers:
        if match.start() < done or _in_word(text, match.start()):
            continue
        found = _forward(text, match, normal, source)
        if found:
            done = found.end
            yield found
    yield from _backward(text, met.slashes, normal, source)


@lru_cache(maxsize=1_000)
def bodies_of(symbol: str) -> tuple[str, ...]:
    """Give the codes of the bodies whose documents bear this symbol: `NQ/TW` is of three, `NQ-CP` of one."""
    parts = {_folded(part) for part in re.split(r"[-/]", symbol)}
    parts |= {part.rstrip("0123456789") for part in parts}
    found = [code for code, body in bodies().items() if any(_folded(abbr) in parts for abbr in body.abbr)]
    return tuple(found) or (("bo",) if parts & _ministries() else ())


def _in_word(text: str, start: int) -> bool:
    if start == 0 or not joins(text[start - 1]) or not text[start - 1].isascii():
        return False
    return not text.endswith(("so", "no", "nr", "n", "num"), max(0, start - 3), start)  # "số57", "No57", "№57"


def _forward(text: str, match: re.Match[str], normal: Normalized, source: str) -> Symbol | None:
    first_gap = match[2]
    number = _digits(text, match.start())
    year = int(match[1]) if match[1] else None
    first = _letters(text, match.end())
    if first is None:
        return None
    if year:
        assembly = next((one for one in first.readings if _ASSEMBLY.fullmatch(one)), None)
        if assembly:
            return Symbol(match.start(), first.end, number, year, assembly.upper(), ("law", "resolution"), spelled=True)
    gap = _NEXT.match(text, first.end)
    second = _letters(text, gap.end()) if gap else None
    if gap is None or second is None:
        return _glued(match.start(), first, number, year) if first_gap.strip() else None
    made = _pair(first, second, first_gap.strip(), gap[1].strip(), year)
    if made is None:
        return None
    symbol, kinds, known = made
    if not known and not _upper(normal, source, match.end(), second.end):
        return None
    end, tail = _with_tail(text, second.end, normal, source)
    return Symbol(match.start(), end, number, year, symbol + tail, kinds, first.readings[0].isascii())


def _digits(text: str, start: int) -> str:
    found = _RUN.match(text, start)
    return found[0] if found else ""


def _pair(
    first: _Part, second: _Part, first_gap: str, second_gap: str, year: int | None
) -> tuple[str, tuple[str, ...], bool] | None:
    """Give symbol, types and whether both parts are known; None when this is no symbol."""
    kind = _first_in(_types(), first.readings)
    issuer = next((one for one in second.readings if _spelled(one)), None)
    if kind is None:  # a letter, which bears its writer and his department: 4912/UBND-NC
        office = next((one for one in first.readings if _spelled(one)), None)
        if office is None or first_gap != "/" or second_gap not in tuple(DASHES):
            return None
        return (
            f"{_spelled(office)}-{_spelled(second.readings[0]) or second.readings[0].upper()}",
            ("letter", "dispatch"),
            False,
        )
    if issuer is None and "/" not in first_gap + second_gap:
        return None
    if not (first_gap or second_gap) or (issuer is None and not (first_gap and second_gap)):
        return None
    ending = (_spelled(issuer) if issuer else None) or second.readings[0].upper()
    party = _is_party(issuer) if issuer else "/" not in first_gap
    joined = "/" if party and not year else "-"
    return f"{_types()[kind][0]}{joined}{ending}", _types()[kind][1], issuer is not None


def _first_in(known: Collection[str], readings: Iterable[str]) -> str | None:
    for one in readings:
        if one in known:
            return one
    return None


def _glued(start: int, first: _Part, number: str, year: int | None) -> Symbol | None:
    """Read `57-NQTW`, whose separator was lost."""
    for reading in first.readings:
        for length in (2, 3):
            kind, issuer = reading[:length], reading[length:]
            if kind in _types() and _spelled(issuer) and len(issuer) > 1:
                joined = "/" if _is_party(issuer) else "-"
                name = f"{_types()[kind][0]}{joined}{_spelled(issuer)}"
                return Symbol(start, first.end, number, year, name, _types()[kind][1], spelled=False)
    return None


def _with_tail(text: str, end: int, normal: Normalized, source: str) -> tuple[int, str]:
    """Read on where an office stands behind the issuer: `BC/BTGTU-VP`, `TB/VPCP-KTTH`."""
    tail = _TAIL.match(text, end)
    if tail is None or not _upper(normal, source, *tail.span(1)) or tail[1] in _types():
        return end, ""
    known = _spelled(tail[1])
    return (tail.end(), f"-{known}") if known and tail[0][0] in DASHES else (end, "")


def _backward(text: str, slashes: Iterable[re.Match[str]], normal: Normalized, source: str) -> Iterator[Symbol]:
    """Read `NQ/TW-57` and `TW/NQ-57`: right-to-left writing moved the number behind, or turned the whole about."""
    done = 0
    for slash in slashes:
        match = _match_behind(text, slash.end(), done)
        found = _turned(text, match, normal, source) if match else None
        if found:
            done = found.end
            yield found


def _match_behind(text: str, slash: int, done: int) -> re.Match[str] | None:
    """Give the two abbreviations and the number that stand about a slash."""
    match = None
    start = slash - 1
    if not text[max(0, start - 2) : start].strip().isalnum():
        return None
    least = max(done, slash - _MOST_LETTERS - 4)
    while match is None and start > least:
        start -= 1
        match = _BEHIND.match(text, start)
    return match


def _turned(text: str, match: re.Match[str], normal: Normalized, source: str) -> Symbol | None:
    one, other = match[1], match[2]
    if one not in _types():
        one, other = other, one
    if one not in _types() or not _spelled(other) or not _upper(normal, source, match.start(), match.end(2)):
        return None
    number = _NUMBER_BEHIND.match(text, match.end())
    if number is None or (number.end() < len(text) and text[number.end()] in f"/{DASHES}"):
        return None
    joined = "/" if _is_party(other) and not number[1] else "-"
    year = int(number[1]) if number[1] else None
    name = f"{_types()[one][0]}{joined}{_spelled(other)}"
    digits = _digits(text, match.end())
    return Symbol(match.start(), number.end(), digits, year, name, _types()[one][1], spelled=False)


def _upper(normal: Normalized, source: str, start: int, end: int) -> bool:
    span = normal.span(start, end)
    written = source[span.start : span.end]
    return not any(map(str.islower, written.replace("TTg", "").replace("Tr", "").replace("Qy", ""))) or (
        sum(map(str.isupper, written)) > sum(map(str.islower, written))
    )


def _letters(text: str, start: int) -> _Part | None:
    """Read an abbreviation, in whatever letters, and give what Latin letters it may stand for."""
    if start < len(text) and text[start].isascii():
        match = _LATIN.match(text, start)
        return _part((match.end(), (match[0],))) if match else None
    read: list[str] = []
    position = start
    names, longest = _names()
    while position < len(text) and len(read) < _MOST_LETTERS:
        name = next(
            (text[position : position + n] for n in range(longest, 0, -1) if text[position : position + n] in names),
            None,
        )
        if name is None:
            break
        read.append(names[name])
        position += len(name)
    tail = _digits(text, position)[:2]
    if not read or (position + len(tail) < len(text) and joins(text[position + len(tail)])):
        return None
    return _Part(position + len(tail), _readings(tuple(read), tail))


@lru_cache(maxsize=1000)
def _readings(read: tuple[str, ...], tail: str) -> tuple[str, ...]:
    count = 1
    for letters in read:
        count *= len(letters)
    if count > _MOST_READINGS:
        read = tuple(letters[0] for letters in read)
    return tuple("".join(letters) + tail for letters in itertools.product(*read))


def _folded(written: str) -> str:
    return normalize(written, "fold").text


@cache
def _types() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Give folded abbreviation to its spelling and the codes of the types that it stands for, likeliest first."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for code, kind in sorted(types().items(), key=lambda row: row[1].rank):
        for abbreviation in dict.fromkeys((*kind.party, *kind.state)):
            spelled, codes = found.get(_folded(abbreviation), (abbreviation, ()))
            found[_folded(abbreviation)] = (spelled, (*codes, code))
    spelled, codes = found["qd"]
    found["qd"] = (spelled, tuple(dict.fromkeys((*codes, "regulation"))))  # the Party prints QĐ for quy định too
    return found


@cache
def _endings() -> Mapping[str, str]:
    """Give folded abbreviation of a body to its one spelling."""
    listed = [*_data()["endings"]["party"], *_data()["endings"]["ministries"], *_data()["endings"]["state"]]
    own = [abbreviation for body in bodies().values() for abbreviation in body.abbr]
    found: dict[str, str] = {}
    for abbreviation in (*own, *listed):
        found.setdefault(_folded(abbreviation), abbreviation)
    found["tu"] = "TU"  # TƯ is the centre's old abbreviation and TU the province's: without its hook it cannot be told
    return found


def _spelled(folded: str) -> str | None:
    """Give the one spelling of a body's abbreviation, with the number of its term of the Assembly."""
    if _ASSEMBLY.fullmatch(folded):
        return folded.upper()
    return _endings().get(folded)


@cache
def _party_endings() -> frozenset[str]:
    own = [abbreviation for body in bodies().values() if body.party for abbreviation in body.abbr]
    return frozenset(map(_folded, (*own, *_data()["endings"]["party"])))


def _is_party(folded: str) -> bool:
    return folded in _party_endings()


@cache
def _ministries() -> frozenset[str]:
    return frozenset(map(_folded, _data()["endings"]["ministries"]))


@cache
def _names() -> tuple[Mapping[str, str], int]:
    """Give letters and names of letters, folded, to the Latin letters that they may stand for; and the longest."""
    found: dict[str, str] = {}
    for section in ("letters", "names"):
        for row in _data()[section].values():
            found |= {_folded(sign): latin for sign, _, latin in (pair.partition(":") for pair in row.split())}
    return found, max(map(len, found))


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    import tomllib

    try:
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("mentions_instruments.unreadable", path=_FILE, reason=error) from error
