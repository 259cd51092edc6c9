"""Periods of days as users write them: `2024`, `2024-11..2025-01`, `>2024-05`, `31/12/2024`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracuu.tuples import Record

# Compiled when a query holds a date, which most do not.
_YEAR_FIRST = r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?"
_DAY_FIRST = r"(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.]([0-9]{4})"
_COMPARED = r"(>=|<=|>|<|≥|≤)(.*)"


class Period(Record):
    """Days (`YYYY-MM-DD`) from `since` to `until`, both included; None is open."""

    since: str | None
    until: str | None


def read_period(text: str) -> Period | None:
    """Read a day, month, year, a range of them (`A..B`, `A..`, `..B`) or a comparison (`>A`); None if it is none.

    A numeric day stands before its month, as it does in Vietnam. A range written backwards is turned round.
    """
    typed = "".join(str(int(char)) if char.isdecimal() else char for char in text).strip()
    compared = re.fullmatch(_COMPARED, typed, re.DOTALL)
    if compared:
        return _compared(compared[1], _stretch(compared[2]))
    left, dots, right = typed.partition("..")
    if not dots:
        whole = _stretch(left)
        return Period(*whole) if whole else None
    return _range(left.strip(), right.strip())


def write_period(period: Period) -> str:
    """Spell a period as shortly as `read_period` reads it back."""
    since = _short(period.since, "-01-01", "-01") if period.since else ""
    until = _short_end(period.until) if period.until else ""
    return since if since and since == until else f"{since}..{until}"


def _range(left: str, right: str) -> Period | None:
    first, last = _stretch(left), _stretch(right)
    if (left and not first) or (right and not last) or not (left or right):
        return None
    if first and last and first[0] > last[1]:
        first, last = last, first
    return Period(first[0] if first else None, last[1] if last else None)


def _compared(sign: str, stretch: tuple[str, str] | None) -> Period | None:
    if not stretch:
        return None
    first, last = stretch
    try:
        return {
            ">=": lambda: Period(first, None),
            "≥": lambda: Period(first, None),
            "<=": lambda: Period(None, last),
            "≤": lambda: Period(None, last),
            ">": lambda: Period(_moved(last, 1), None),
            "<": lambda: Period(None, _moved(first, -1)),
        }[sign]()
    except OverflowError:  # no day comes before the first or after the last of the calendar
        return None


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _stretch(text: str) -> tuple[str, str] | None:
    """Give the first and last day of what is written: of a year, a month or a day."""
    text = text.strip()
    if found := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = found.groups()
    elif found := re.fullmatch(_DAY_FIRST, text):
        day, month, year = found.groups()
    else:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # no such day in the calendar
        return None
    return first.isoformat(), _last(first, has_month=bool(month), has_day=bool(day)).isoformat()


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def _last(first: date, *, has_month: bool, has_day: bool) -> date:
    if has_day:
        return first
    month = first.month if has_month else 12
    return date(first.year, month, _days(first.year, month))


def _short(day: str, *endings: str) -> str:
    for ending in endings:
        if day.endswith(ending):
            return day.removesuffix(ending)
    return day


def _short_end(day: str) -> str:
    last = _days(int(day[:4]), int(day[5:7]))
    return _short(day, "-12-31", f"-{last:02d}")
