"""Reads dates in a text: 8 December 2023, 2023年12月8日, 8/12/2566, tháng 12/2023, 2024. december 22.

A date begins at a digit or at a month's word and is read item by item; its parts tell by themselves what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracuu.mentions.reading import Item, Page
from tracuu.mentions.wordlists import runs_on

MOST_ITEMS = 26  # that are read on each side of a mention
_NUMBER = re.compile(r"[0-9](?<![0-9][0-9])[0-9]*")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.]|thang)\s?(\d{1,2})\s?(?:[-/.]|,?\s?nam)\s?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?!\d)\s?[日日号號일]?")
_MONTH_YEAR = re.compile(r"(?:thang\s)?(\d{1,2})(?:\s?[-/.]\s?|\snam\s)(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]")
# Patterns, and which of their groups are year, month and day.
_WITH_YEAR_LAST = (_NUMERIC, (4, 3, 1)), (_MONTH_YEAR, (2, 1))
_WITH_YEAR_FIRST = (_YEAR_FIRST, (1, 2, 3)), (_YEAR_MONTH, (1, 2))
_DAY_LAST = re.compile(r" (\d{1,2})(?=[-.])(?![-.]\d)")  # 2024. december 22-i
_LONGEST_DATE = 60
_MOST_PARTS = 5  # of such a date: year, comma, day, month
_DATE_DIGITS = (1, 2, 4)
_IN_DATES = frozenset({"of", "year", "dated"})
_FILLERS = ",.-'’/"
_SUFFIX = 3
BUDDHIST, BUDDHIST_FROM = 543, 2400
FIRST_YEAR, LAST_YEAR = 1930, 2100


def items(page: Page, start: int, stop: int | None) -> Iterator[Item]:
    """Give what stands from `start` on, to `stop` at most, as far as anything about a mention is looked for."""
    position, after = start, page.after
    for _ in range(MOST_ITEMS):
        item = after[position]
        if item is None or (stop is not None and item.start >= stop):
            return
        yield item
        position = item.end


def date_before(page: Page, end: int) -> tuple[int, str] | None:
    """Give where a date that ends here begins, and the date."""
    last = page.text[end - 1 : end]
    if last not in page.words.date_ends or not (_may_end(last) or _is_month(page.before[end])):
        return None
    for number in _NUMBER.finditer(page.text, max(0, end - _LONGEST_DATE), end):
        found = date_at(page, number.start())
        if found and found[0] == end:
            return number.start(), found[1]
    return _month_first(page, end) if page.text[end - 1].isdecimal() else None


def _may_end(sign: str) -> bool:
    """Tell a sign with which a date may end; of others, only the last letter of a month is one."""
    return not sign.isalpha() or runs_on(sign)


def _is_month(item: Item | None) -> bool:
    return item is not None and "months" in item.classes


def _month_first(page: Page, end: int) -> tuple[int, str] | None:
    """Read backward a date that begins with its month: March 3, 2022."""
    position = end
    for _ in range(_MOST_PARTS):
        item = page.before[position]
        if item is None or end - item.start > _LONGEST_DATE:
            return None
        if "months" in item.classes:
            found = date_at(page, item.start)
            return (item.start, found[1]) if found and found[0] == end else None
        if item.kind != "number" and item.value != ",":
            return None
        position = item.start
    return None


def date_at(page: Page, position: int) -> tuple[int, str] | None:
    """Give the date that begins here and where it ends: 8 December 2023, 2023年12月8日, 8/12/2566, 12/2023."""
    if position not in page.dates:
        page.dates[position] = _date_at(page, position)
    return page.dates[position]


def _date_at(page: Page, position: int) -> tuple[int, str] | None:
    # One that begins with four digits begins with its year.
    patterns = _WITH_YEAR_FIRST if page.text[position : position + 4].isdecimal() else _WITH_YEAR_LAST
    for pattern, order in patterns:
        match = pattern.match(page.text, position)
        if match:
            date = _iso(*(int(match[group]) for group in order))
            return (match.end(), date) if date else None
    return _in_words(page, position)


def _in_words(page: Page, position: int) -> tuple[int, str] | None:
    numbers: list[int] = []
    month: int | None = None
    end = position
    for item in items(page, position, position + _LONGEST_DATE):
        if item.kind == "number" and len(item.value) in _DATE_DIGITS and not _is_whole(numbers):
            numbers.append(int(item.value))
        elif "months" in item.classes and month in {None, item.classes["months"]}:
            month = item.classes["months"]
        elif _fills(item, end):
            continue
        else:
            break
        end = item.end
        if month and _is_whole(numbers):
            break
    if month and len(numbers) == 1 and (day := _DAY_LAST.match(page.text, end)):
        numbers, end = [int(day[1]), *numbers], day.end(1)
    date = _ordered(numbers, month) if month else None
    return (end, date) if date else None


def _is_whole(numbers: list[int]) -> bool:
    return len(numbers) == 2 or (len(numbers) == 1 and numbers[0] >= FIRST_YEAR)  # noqa: PLR2004  day and year


def _fills(item: Item, end: int) -> bool:
    """Tell whether something may stand inside a date: of, den, the -th of 8th."""
    if item.kind == "mark":
        return item.value in _FILLERS
    suffix = item.kind in {"other", "name"} and item.start <= end + 1 and len(item.value) <= _SUFFIX
    return suffix or bool(item.classes.keys() & _IN_DATES) or (item.kind == "word" and item.start == end)


def _ordered(numbers: list[int], month: int) -> str | None:
    years = [number for number in numbers if number >= FIRST_YEAR]
    days = [number for number in numbers if number < FIRST_YEAR]
    return _iso(years[0], month, *days) if len(years) == 1 and len(days) <= 1 else None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    if year > BUDDHIST_FROM:
        year -= BUDDHIST
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and (day is None or 1 <= day <= 31)):  # noqa: PLR2004
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
