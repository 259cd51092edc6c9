"""Calendar days as pages write them: ISO, day first, with digits of any script and in formats that a site states.

A format is written as a reader would say it, `{hour}:{minute} {day}/{month}/{year}`; nobody needs to know regular
expressions. Everything is local time of the site; a moment keeps its zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cache

from tracuu.records import Dated, DateKind

VIETNAM = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh has had no summer time since 1975
BUDDHIST = 543  # Thai and Lao pages may count years from the Buddha: 2568 is 2025
FIRST_YEAR, LAST_YEAR = 1945, 2100  # what lies outside is no day of a newspaper's article

_PARTS = {
    "day": r"(?P<day>\d{1,2})",
    "month": r"(?P<month>\d{1,2})",
    "year": r"(?P<year>\d{4})",
    "hour": r"(?P<hour>\d{1,2})",
    "minute": r"(?P<minute>\d{2})",
    "second": r"(?P<second>\d{2})",
}
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_DAY_FIRST = (
    "{day}/{month}/{year} {hour}:{minute}",
    "{day}-{month}-{year} {hour}:{minute}",
    "{hour}:{minute} {day}/{month}/{year}",
    "{day}/{month}/{year}",
    "{day}-{month}-{year}",
    "{day}.{month}.{year}",
)


def read(text: str) -> Dated | None:
    """Read a day that was stated: ISO 8601, or day first (`7/1/2025` is the seventh of January)."""
    return from_iso(text) or by_formats(text, _DAY_FIRST, whole=True)


def from_iso(text: str, kind: DateKind = DateKind.PAGE, zone: timezone = VIETNAM) -> Dated | None:
    """Read ISO 8601, as in `<time datetime>` and JSON-LD. A time without a zone is the site's local time.

    The day is the site's day: 23:30 UTC is already tomorrow in Vietnam.
    """
    found = _ISO.fullmatch(ascii_digits(text.strip()))
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(found[0].replace(" ", "T", 1).replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    if len(found[0]) == len("2025-01-07"):
        return _dated(moment.year, moment.month, moment.day, kind)
    local = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    return _dated(local.year, local.month, local.day, kind, local)


def by_formats(
    text: str,
    formats: Iterable[str],
    kind: DateKind = DateKind.PAGE,
    zone: timezone = VIETNAM,
    *,
    whole: bool = False,
) -> Dated | None:
    """Read the first day in `text` that one of the formats describes, in the formats' order.

    With `whole` the format must describe all of the text.
    """
    plain = ascii_digits(text.strip())
    for written in formats:
        pattern = compiled(written)
        found = pattern.fullmatch(plain) if whole else pattern.search(plain)
        if found and (dated := _from_match(found, kind, zone)):
            return dated
    return None


@cache
def compiled(written: str) -> re.Pattern[str]:
    """Turn a format into a pattern. Raises KeyError for an unknown part, ValueError where a day cannot come of it."""
    pieces = re.split(r"\{(\w+)\}", written)
    names = pieces[1::2]
    if not {"day", "month", "year"} <= set(names) or len(set(names)) < len(names):
        raise ValueError(written)
    body = "".join(_PARTS[piece] if odd % 2 else _literal(piece) for odd, piece in enumerate(pieces))
    return re.compile(rf"(?<!\d){body}(?!\d)")


def ascii_digits(text: str) -> str:
    """Give `text` with the digits of every script as 0 to 9, and without invisible direction marks."""
    if text.isascii():
        return text
    return "".join(_digit(sign) for sign in text if unicodedata.category(sign) != "Cf")


def day_of(year: str, month: str, day: str) -> str | None:
    """Give `YYYY-MM-DD`, or None when there is no such day."""
    dated = _dated(int(year), int(month), int(day), DateKind.URL)
    return dated.day if dated else None


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _literal(piece: str) -> str:
    # Pages put one blank or several, and any dash, where the format shows one.
    return re.sub(r"(?:\\ )+", r"[\\s\\u00a0]+", re.escape(piece)).replace(r"\-", "[-–—]")


def _from_match(found: re.Match[str], kind: DateKind, zone: timezone) -> Dated | None:
    parts = {name: int(value) for name, value in found.groupdict().items()}
    year = parts["year"] - BUDDHIST if parts["year"] - BUDDHIST >= FIRST_YEAR else parts["year"]
    if "hour" not in parts:
        return _dated(year, parts["month"], parts["day"], kind)
    try:
        clock = (parts["hour"], parts.get("minute", 0), parts.get("second", 0))
        moment = datetime(year, parts["month"], parts["day"], *clock, tzinfo=zone)
    except ValueError:
        return None
    return _dated(year, parts["month"], parts["day"], kind, moment)


def _dated(year: int, month: int, day: int, kind: DateKind, moment: datetime | None = None) -> Dated | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return None
    return Dated(found, kind, moment.isoformat() if moment else None)
