"""Which province a title or an opening names. The names are data (`data/provinces.tsv`); matching is all that is here.

A name is found with its accents or wholly without ("Quảng Nam", "Quang Nam", "QUANG NAM"), never half accented as
another word ("Quảng Năm"), and only with its capitals: "hòa bình" is peace, "Hòa Bình" a province.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.errors import DataError

_FILE = Path(__file__).parent / "data" / "provinces.tsv"
_NO_SLUG = "-"

# A person's name: "Nguyễn Thái Bình", "Tran Thi Hue". The family name before it says so.
_PERSON = re.compile(
    r"\b(?:Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Trinh|Dinh|Truong|Mai|Cao|Luong)"
    r"(?:[ ][A-Z]\w*)?[ ]$"
)
_GIVEN_NAME = re.compile(r"[A-Z][a-z]+[ ]$")  # one capitalised word before a name of one syllable


class Province(NamedTuple):
    """One province: its slug, its name, the last day it existed (None: it still does) and what it became."""

    slug: str
    name: str
    kind: str
    until: str | None
    into: str | None
    aliases: tuple[str, ...]


def province_in(text: str) -> str | None:
    """Give the one province that `text` names, as slug; None when it names none or several."""
    if not text:
        return None
    source = unicodedata.normalize("NFC", text)
    plain = source.translate(_BASES)
    spellings, pattern = _matcher()
    found = set()
    for match in pattern.finditer(plain):
        slug = spellings.get(match[0].replace("\u2013", "-").casefold())
        if slug and _is_place(slug, plain, source, match):
            found.add(slug)
    return found.pop() if len(found) == 1 else None


@cache
def provinces() -> tuple[Province, ...]:
    """Read the provinces. Raises DataError, with file and line, when a row is wrong."""
    rows = _FILE.read_text(encoding="utf-8").splitlines()
    found: list[Province] = []
    for number, row in enumerate(rows, start=1):
        if not row or row.startswith(("#", "slug\t")):
            continue
        cells = row.split("\t")
        if len(cells) != len(Province._fields):
            raise DataError("page.bad_row", path=_FILE, line=number, wanted=len(Province._fields), got=len(cells))
        slug, name, kind, until, into, aliases = cells
        others = () if aliases == _NO_SLUG else tuple(aliases.split(";"))
        found.append(Province(slug, name, kind, _cell(until), _cell(into), others))
    return tuple(found)


@cache
def province_slugs() -> frozenset[str]:
    """Give the slugs of all provinces, those merged away too."""
    return frozenset(province.slug for province in provinces())


def province_name(slug: str) -> str:
    """Give the name of a province, such as `Quảng Nam`; the slug itself where there is none of it."""
    return next((province.name for province in provinces() if province.slug == slug), slug)


def _cell(cell: str) -> str | None:
    return None if cell == _NO_SLUG else cell


class _Bases(dict[int, str]):
    """A table for `str.translate`: letters without their accents, remembered once made.

    One letter in, one letter out, so that places stay true.
    """

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = base = " " if sign.isspace() and not sign.isascii() else unicodedata.normalize("NFD", sign)[0]
        return base


_BASES = _Bases({ord(sign): base for sign, base in zip("đĐ–—\u2011", "dD---", strict=True)})


@cache
def _matcher() -> tuple[dict[str, str], re.Pattern[str]]:
    """Give plain spelling to slug, and one pattern for all spellings, the longest first.

    Names are read in their own capitals, with a capital at every word, or all in capitals as headlines have them.
    """
    plain = {
        unicodedata.normalize("NFC", name).translate(_BASES): province.slug
        for province in provinces()
        for name in _names(province)
    }
    spellings = {name.casefold(): slug for name, slug in plain.items()}
    forms = {form for name in plain for form in (name, name.title(), name.upper())}
    ordered = sorted(forms, key=len, reverse=True)
    return spellings, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def _names(province: Province) -> Iterable[str]:
    return (province.name, *province.aliases)


@cache
def _accented() -> frozenset[str]:
    names = (name for province in provinces() for name in _names(province))
    return frozenset(unicodedata.normalize("NFC", name).casefold().replace("\u2013", "-") for name in names)


def _is_place(slug: str, plain: str, source: str, match: re.Match[str]) -> bool:
    if slug == _NO_SLUG:
        return False
    written = source[match.start() : match.end()]
    spelled = written.casefold().replace("\u2013", "-").replace("\u2014", "-").replace("\u00a0", " ")
    if not spelled.isascii() and spelled not in _accented():
        return False
    before = plain[max(0, match.start() - 40) : match.start()]
    if " " not in written and "-" not in written and written.istitle() and _GIVEN_NAME.search(before):
        return slug != "hue"
    return not _PERSON.search(before)
