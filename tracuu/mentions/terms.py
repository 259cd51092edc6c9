"""Terms and years: the period in which an issuer's numbers run, and which terms fit an article's day.

Numbers of Party documents run through a term of the committee, those of the State through the calendar year. The
terms are data (`data/register/terms.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tracuu.mentions.toml_files import Row, rows
from tracuu.text.places import provinces

_FILE = Path(__file__).parent / "data" / "register" / "terms.toml"
_TERM_FIELDS = {"of", "name", "from", "until", "checked", "source"}
_CONGRESS_FIELDS = {"province", "number", "term", "closed", "checked", "source"}

MERGED_ON = "2025-07-01"
"""The day on which provinces merged and districts ended."""

_OPEN_END = "9999-12-31"
_PARTY_BODIES = {
    "tinh-uy": "province", "thanh-uy": "province", "dang-bo": "province", "huyen-uy": "district", "thi-uy": "district",
    "quan-uy": "district", "dang-uy": "commune",
}  # fmt: skip
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}

# How likely an instrument without a stated date is of the term or year in force on the article's day, of the one
# before it, and of older ones. Reasoned, not counted: newspapers report on what is being carried out now; the
# instruments of the last term go on being carried out for some years; older ones are mostly cited with their date.
IN_FORCE, ONE_BEFORE, OLDER = 1.0, 0.5, 0.2
SETTLED = 180
"""Days after which a committee's term is taken for what a document is of that is named without date or term.

In its first half-year a committee has numbered few, and what newspapers tell of is still that of the last one.
"""

_TERMS = (0, 1)  # terms that may have passed for the first and for the second of these
_YEARS = (0, 6)  # the same in years, for documents of the State


class Term(NamedTuple):
    """A term: whose (`tw`, `province`, …, or a province's slug), its name, first and last day (None: it still runs)."""

    of: str
    name: str
    start: str
    until: str | None


class Congress(NamedTuple):
    """A province's own congress: its number, the term it began, and the day it closed."""

    province: str
    number: int
    term: str
    closed: str


@lru_cache(maxsize=50_000)
def period(issuer: str | None, day: str | None) -> str | None:
    """Give the term or year that a document of `issuer` (a path) and `day` belongs to.

    `day` may be a year or month (`2023`, `2023-12`); None when it is not known or falls into several terms.
    """
    if not issuer or not day:
        return None
    of = _terms_of(issuer)
    if of is None:
        return day[:4]
    first, last = _edges(day)
    fitting = [term for term in _own_terms(issuer, of) if term.start <= last and first <= (term.until or _OPEN_END)]
    whole = [term for term in fitting if term.start <= first and last <= (term.until or _OPEN_END)]
    return whole[0].name if len(whole) == len(fitting) == 1 else None


def term_dates(of: str, name: str) -> Term | None:
    """Give a term by whose it is (`tw`, `province`, `quoc-hoi`; a path of an issuer will do) and its name."""
    series = _terms_of(of) or of
    return next((term for term in _own_terms(of, series) if term.name == name), None)


def term_of(word: str) -> str | None:
    """Read a term as a text states it: `XIII`, `13` and `13th` are `xiii`, `2020 – 2025` is `2020-2025`."""
    plain = word.strip().lower()
    if years := re.fullmatch(r"((?:19|20)\d\d)\s*[-‐-―/]\s*((?:19|20)\d\d)", plain):
        return f"{years[1]}-{years[2]}"
    if plain and _ROMAN.fullmatch(plain):
        return plain
    digits = re.match(r"\d{1,2}(?!\d)", plain)
    return roman(int(digits[0])) if digits and 0 < int(digits[0]) < 40 else None  # noqa: PLR2004  XL is not reached


def roman(number: int) -> str:
    """Write a number from 1 to 39 in small Roman letters."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]


def congress_term(province: str | None, number: int) -> str | None:
    """Give the term that the congress of this number began: of the centre (`province` None) or of a province."""
    if province is None:
        return roman(number)
    own = {congress.number: congress.term for congress in _congresses() if congress.province == province}
    if number in own:
        return own[number]
    heir = province in {row.into for row in provinces()}
    if number == 1 and heir:
        return "2025-2030"
    return _counted_on(own, number) if own and not heir else None


@lru_cache(maxsize=50_000)
def fitness(issuer: str | None, of_document: str | None, article_day: str | None) -> float:
    """Tell how well a document's period fits an article's day: from 0 (it began later) to `IN_FORCE`."""
    if not of_document or not article_day:
        return OLDER
    _, last = _edges(article_day)
    if of_document.isdigit():
        return _by_age(int(last[:4]) - int(of_document), _YEARS)
    series = _series(issuer)
    begun = [term.name for term in series if _earliest(term) <= last]
    if of_document not in begun:
        return 0.0 if begun else OLDER
    # Before the congresses of a year are over, the term that they end is still in force.
    surely = sum(term.start <= last for term in series)
    return _by_age(max(0, surely - 1 - begun.index(of_document)), _TERMS)


@lru_cache(maxsize=50_000)
def in_force(issuer: str, day: str) -> str | None:
    """Give the term that a Party committee is in on a day, when it has been for `SETTLED` days.

    None for the State, whose numbers run through the year, and for committees that had ended by then.
    """
    if _terms_of(issuer) is None or _has_ended(issuer.partition(".")[0], day):
        return None
    name = period(issuer, day)
    term = term_dates(issuer, name) if name else None
    return name if term and _days_after(term.start, SETTLED) <= day else None


def _has_ended(province: str, day: str) -> bool:
    return any(row.slug == province and row.until and row.until < day for row in provinces())


def starts(issuer: str | None, of_document: str) -> str | None:
    """Give the earliest day of a period (a term or year), None when it is not known."""
    if re.fullmatch(r"\d{4}", of_document):
        return f"{of_document}-01-01"
    term = term_dates(issuer, of_document) if issuer else None
    return term.start if term else None


def _by_age(age: int, limits: tuple[int, int]) -> float:
    if age < 0:
        return 0.0
    return IN_FORCE if age <= limits[0] else ONE_BEFORE if age <= limits[1] else OLDER


def _series(issuer: str | None) -> tuple[Term, ...]:
    of = _terms_of(issuer) if issuer else None
    return _own_terms(issuer or "", of) if of else ()


def _earliest(term: Term) -> str:
    """Give the first day of the year for a term whose congresses met on many days."""
    return term.start if term.of in {"tw", "quoc-hoi"} else f"{term.start[:4]}-01-01"


def _terms_of(issuer: str) -> str | None:
    """Tell whose terms an issuer's numbers run through; None for the State, whose numbers run through the year."""
    steps = issuer.split(".")
    if steps[0] == "tw":
        return "tw"
    return next((_PARTY_BODIES[step] for step in steps if step in _PARTY_BODIES), None)


@lru_cache(maxsize=1_000)
def _own_terms(issuer: str, of: str) -> tuple[Term, ...]:
    """Give the terms of a series, with the days of the issuer's own congresses where they are known."""
    terms = [term for term in _terms() if term.of == of]
    if of != "province":
        return tuple(terms)
    closed = {row.term: row.closed for row in _congresses() if row.province == issuer.split(".", maxsplit=1)[0]}
    own = [term._replace(start=closed.get(term.name, term.start)) for term in terms]
    return tuple(_up_to_the_next(own, closed))


def _up_to_the_next(terms: list[Term], closed: dict[str, str]) -> Iterable[Term]:
    for term, following in zip(terms, [*terms[1:], None], strict=True):
        known = following is not None and following.name in closed
        yield term._replace(until=_day_before(following.start)) if following and known else term


def _counted_on(own: dict[int, str], number: int) -> str | None:
    """Count congresses of a province on from one that is known: one every five years, since 2000."""
    known, term = next(iter(own.items()))
    first = int(term[:4]) + 5 * (number - known)
    name = f"{first}-{first + 5}"
    return name if any(term.of == "province" and term.name == name for term in _terms()) else None


def _edges(day: str) -> tuple[str, str]:
    """Give the first and last day that a day, month or year stands for."""
    return (day + "-01-01"[len(day) - 4 :])[:10], (day + "-12-31"[len(day) - 4 :])[:10]


def _day_before(day: str) -> str:
    return _days_after(day, -1)


def _days_after(day: str, days: int) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@cache
def _terms() -> tuple[Term, ...]:
    return tuple(sorted(map(_term, _rows()["term"]), key=lambda term: (term.of, term.start)))


def _term(row: Row) -> Term:
    row.flag("checked", default=True)
    return Term(row.text("of"), row.text("name"), _needed_day(row, "from"), row.day("until"))


@cache
def _congresses() -> tuple[Congress, ...]:
    return tuple(
        Congress(row.text("province"), row.number("number"), row.text("term"), _needed_day(row, "closed"))
        for row in _rows()["congress"]
    )


def _needed_day(row: Row, field: str) -> str:
    day = row.day(field)
    if day is None:
        raise row.fault("register.missing_field", field)
    return day


@cache
def _rows() -> dict[str, list[Row]]:
    return rows(_FILE, {"term": _TERM_FIELDS, "congress": _CONGRESS_FIELDS})
