"""Who issued a document: a body and a place become the issuer's path of the day, such as `quang-nam.tinh-uy`.

Issuers are dated. Provincial committees of cities under the centre are `thanh-uy`, all others `tinh-uy`; Huế became
such a city in 2025; on 1 July 2025 provinces merged and districts ended. An id keeps the issuing body of the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from tracuu.mentions.ids import UNKNOWN, slug
from tracuu.mentions.kinds import Body, bodies
from tracuu.mentions.symbols import bodies_of
from tracuu.text.places import Province, provinces

CITY = "thành phố"
CITIES_SINCE = {"hue": "2025-01-01"}
"""Cities that were provinces before this day."""

_OF_CITY, _OF_PROVINCE = "thanh-uy", "tinh-uy"
_MINISTRIES = "bo"


@lru_cache(maxsize=50_000)
def path(body: str | None, place: str | None, day: str | None, symbol: str | None = None) -> str | None:
    """Give the path of the issuer that `body` of `place` was on `day`; None when the body is not known.

    `body` is a code of bodies.toml, `place` the path stated with it, `day` the document's own (a year or month will
    do). What is not known of the place is `?`. `symbol` tells which ministry (`TT-BGDĐT` is `bo.bgddt`).
    """
    known = bodies().get(body or "")
    if known is None:
        return None
    if known.issuer == _MINISTRIES:
        return f"{_MINISTRIES}.{_ministry(symbol)}"
    if known.place is None:
        return f"{place}.{known.issuer}" if place and known.issuer == "mttq" else known.issuer
    if known.issuer in {"hdnd", "ubnd"} and place is None:
        return f"{UNKNOWN}.{known.issuer}"
    return _placed(known, _place_of_day(place, day), day)


def same(one: str | None, other: str | None) -> bool | None:
    """Tell whether two paths are one issuer; None when what is known of them does not tell."""
    if not one or not other:
        return None
    left, right = one.split("."), other.split(".")
    if left[-1] != right[-1] and {left[-1], right[-1]} != {_OF_CITY, _OF_PROVINCE}:
        return False
    if UNKNOWN in left[:-1] or UNKNOWN in right[:-1]:
        known = zip(left[:-1], right[:-1], strict=False)
        return False if any(a != b and UNKNOWN not in {a, b} for a, b in known) else None
    return left[:-1] == right[:-1]


def of_symbol(symbol: str | None, place: str | None = None, day: str | None = None) -> str | None:
    """Give the issuer that a symbol alone tells: `NQ/TW` is `tw`, `CT-TTg` is `thu-tuong`, `NQ/TU` is `?.tinh-uy`."""
    body = body_of_symbol(symbol)
    return path(body, place, day, symbol)


@lru_cache(maxsize=1_000)
def body_of_symbol(symbol: str | None) -> str | None:
    """Give the first body whose symbols end as this one does; a ministry for an ending that is no other's."""
    if not symbol:
        return None
    ending = slug(re.split(r"[/-]", symbol)[-1]).replace("-", "")
    if re.fullmatch(r"qh\d{1,2}", ending):
        return "quoc-hoi"
    if re.fullmatch(r"ubtvqh\d{0,2}", ending):
        return "ubtvqh"
    return _by_ending().get(ending) or next(iter(bodies_of(symbol)), None)


def province_of_day(province: str, day: str | None) -> str:
    """Give the province that stood in a province's place on a day: `quang-nam` is `da-nang` since 1 July 2025."""
    row = _province(province)
    if row is None or row.until is None or row.into is None or not day:
        return province
    return row.into if day[:10] > row.until and len(day) >= len("2025-07") and day[:7] > row.until[:7] else province


def before_merging(province: str | None, others: Iterable[str | None], day: str | None) -> str | None:
    """Give the province that a newspaper was of on a day.

    A newspaper's old pages move to the address of the one that it was merged with: where another version of the story
    (`others` are their provinces) is of a province that was merged into this one, it is that.
    """
    for other in sorted(filter(None, others)):
        row = _province(other)
        if row and row.until and row.into == province and (not day or day <= row.until):
            return other
    return province


def is_city(province: str, day: str | None) -> bool:
    """Tell whether a province is a city under the centre on a day."""
    row = _province(province)
    if row is None or row.kind != CITY:
        return False
    since = CITIES_SINCE.get(province)
    return since is None or not day or day >= since[: len(day)]


def place_of(issuer: str | None) -> str | None:
    """Give the province of an issuer's path; None for the centre, and when it is not known."""
    first = (issuer or "").partition(".")[0]
    return first if _province(first) else None


def _placed(body: Body, place: str | None, day: str | None) -> str:
    steps = place.split(".") if place else [UNKNOWN]
    if body.place == "province" and body.issuer.split(".")[0] in {_OF_CITY, _OF_PROVINCE}:
        return f"{steps[0]}.{_committee(body.issuer, steps[0], day)}"
    depth = {"province": 1, "district": 2, "commune": 2}[body.place or "province"]
    steps += [UNKNOWN] * (depth - len(steps))
    return ".".join([*steps, body.issuer])


def _committee(issuer: str, province: str, day: str | None) -> str:
    """Give the committee's name of the day; translations call that of a city provincial, and the reverse."""
    first, *rest = issuer.split(".")
    if _province(province):
        first = _OF_CITY if is_city(province, day) else _OF_PROVINCE
    return ".".join([first, *rest])


def _place_of_day(place: str | None, day: str | None) -> str | None:
    if not place:
        return None
    province, _, rest = place.partition(".")
    heir = province_of_day(province, day)
    return f"{heir}.{rest}" if rest else heir


def _ministry(symbol: str | None) -> str:
    if not symbol or "-" not in symbol:
        return UNKNOWN
    return slug(symbol.rpartition("-")[2]).replace("-", "")


@cache
def _province(name: str) -> Province | None:
    return next((row for row in provinces() if row.slug == name), None)


@cache
def _by_ending() -> dict[str, str]:
    endings: dict[str, str] = {}
    for code, body in bodies().items():
        for abbreviation in body.abbr:
            endings.setdefault(slug(abbreviation).replace("-", ""), code)
    return endings
