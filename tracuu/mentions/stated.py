"""What a text states around an instrument: its date, the body that issued it, that body's place and term.

Read outward from the mention, word by word, until something stands there that can belong to none of them. What does not
clearly belong to the instrument is left out: a wrong date costs more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tracuu.mentions.reading import Item, Page, after, before
from tracuu.mentions.wordlists import runs_on

_MOST_ITEMS = 26  # that are read on each side
_FILLERS = ",.-'’/"
_NUMBER = re.compile(r"(?<!\d)\d+")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.]|thang)\s?(\d{1,2})\s?(?:[-/.]|,?\s?nam)\s?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?!\d)\s?[日日号號일]?")
_MONTH_YEAR = re.compile(r"(?:thang\s)?(\d{1,2})(?:\s?[-/.]\s?|\snam\s)(\d{4})(?!\d)")
_YEAR_MONTH = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]")
_TERM_RANGE = re.compile(r"((?:19|20)\d\d)\s?(?:[-\u2010-\u2015\u2212~]|\w{1,4})\s?((?:19|20)\d\d)(?!\d)")
_LONGEST_DATE = 60
_LONGEST_TERM = 50
_DATE_DIGITS = (1, 2, 4)
_SUFFIX = 3
_YEAR_DIGITS = 4
_IN_DATES = frozenset({"of", "year", "dated"})
_BUDDHIST, _BUDDHIST_FROM = 543, 2400
_FIRST_YEAR, _LAST_YEAR = 1930, 2100
_TERM_YEARS = range(3, 7)
_MOST_NAMES = 3  # words of a place's name
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BETWEEN = frozenset(
    {
        "of",
        "dated",
        "issuers",
        "province",
        "district",
        "commune",
        "places",
        "about",
        "before",
        "year",
        "th",
        "plenum",
        "congress",
    }
)
_IN_FRONT = frozenset({"of", "dated", "province", "district", "commune", "about", "and"})
_DATE_SIGNS = "日일付"
_SESSIONS = frozenset({"plenum", "congress"})
_OF_A_TERM = frozenset({"ban-chap-hanh-tw", "quoc-hoi", "ubtvqh"})
_PREPOSITIONS = frozenset({"of", "dated"})
_COMMAS = "，、, "
_MARKS_BEFORE_TERM = "(,.-"
_MARKS = ",()-'’:，、“\"《"


class Stated(NamedTuple):
    """What was read: `date` as far as it is stated, `body` its code, `place` a slug, `term`, where reading ended."""

    date: str | None = None
    body: str | None = None
    place: str | None = None
    term: str | None = None
    end: int = 0


def around(page: Page, start: int, inside: tuple[int, int], end: int) -> Stated:
    """Give what is stated of the instrument at `start:end`: between type word and number, behind it, before it."""
    within = read_on(page, *inside) if inside[0] < inside[1] else Stated()
    behind = read_on(page, end, None)
    front = _in_front(page, start)
    return Stated(
        within.date or behind.date or front.date,
        within.body or behind.body or front.body,
        (within.place if within.body else None) or behind.place or front.place or within.place,
        within.term or behind.term,
        behind.end,
    )


def read_on(page: Page, start: int, stop: int | None) -> Stated:
    """Read forward from `start`, to `stop` at most, and give what is stated there."""
    so_far = _SoFar(end=start, inside=stop is not None)
    number_end = -1  # of a number whose suffix may follow: 12th
    for item in _items(page, start, stop):
        suffix = item.start == number_end and item.end - item.start <= _SUFFIX and item.kind != "mark"
        number_end = item.end if item.kind == "number" else -1
        if item.start < so_far.end or suffix:
            continue
        if not _takes(page, so_far, item):
            break
        if item.classes.keys() & _PREPOSITIONS and "article" not in item.classes:
            so_far.comma = so_far.session = False
    place = so_far.place
    if not place and so_far.names and so_far.body and so_far.names[0].isascii():
        place = "-".join(so_far.names)
    return Stated(so_far.date, so_far.body, place, so_far.term, so_far.end)


@dataclass
class _SoFar:
    """What was read so far.

    `comma` tells that a comma divides the next word from what it would belong to, `session` that a plenum or congress
    was named whose number may follow, `counted` where the last number ended.
    """

    end: int
    inside: bool
    date: str | None = None
    body: str | None = None
    place: str | None = None
    term: str | None = None
    names: list[str] = field(default_factory=list)
    ordinal: int | None = None
    comma: bool = False
    stepped: bool = False
    session: bool = False
    counted: int = -1


def _takes(page: Page, so_far: _SoFar, item: Item) -> bool:
    """Take what an item states; False when it can belong to the instrument no more."""
    if item.kind == "mark":
        if item.value in _COMMAS:
            so_far.comma, so_far.session = True, False
        return item.value in _MARKS or (item.value == "." and so_far.counted == item.start)
    for take in (_takes_date, _takes_term, _takes_owner):
        taken = take(page, so_far, item)
        if taken is not None:
            return taken
    if item.classes.keys() & _BETWEEN:
        return True
    if so_far.stepped or so_far.inside or so_far.body or not _leads_to_body(page, item.end):
        return False
    so_far.stepped = True
    return True


def _takes_date(page: Page, so_far: _SoFar, item: Item) -> bool | None:
    if item.kind != "number" and "months" not in item.classes:
        return None
    dated = date_at(page, item.start)
    if dated and (so_far.date or so_far.comma):
        return False
    if dated:
        so_far.end, so_far.date = dated
        return True
    if item.kind != "number":
        return None
    year = _bare_year(page, so_far, item)
    if year:
        so_far.date, so_far.end = so_far.date or year, item.end
        return True
    return not so_far.inside and _takes_count(so_far, item)


def _bare_year(page: Page, so_far: _SoFar, item: Item) -> str | None:
    """Read a year that a word for it or brackets mark as one: năm 2013, 2013 года, (2013)."""
    if len(item.value) != _YEAR_DIGITS or so_far.comma:
        return None
    last, following = before(page, item.start), after(page, item.end)
    marked = any(one is not None and "year" in one.classes for one in (last, following))
    in_brackets = last is not None and last.value == "(" and following is not None and following.value == ")"
    year = int(item.value) - (_BUDDHIST if int(item.value) > _BUDDHIST_FROM else 0)
    return str(year) if (marked or in_brackets) and _FIRST_YEAR <= year <= _LAST_YEAR else None


def _takes_count(so_far: _SoFar, item: Item) -> bool:
    count = _count(item)
    if not so_far.session:
        so_far.ordinal, so_far.counted = count, item.end
    so_far.session = False
    return count is not None


def _takes_term(page: Page, so_far: _SoFar, item: Item) -> bool | None:
    if _SESSIONS & item.classes.keys():
        so_far.session, so_far.ordinal = True, None
        return True
    if item.kind == "roman" or "ordinals" in item.classes:
        return _takes_count(so_far, item)
    if "term" not in item.classes:
        return None
    read = _term(page, item, so_far.ordinal, glued=so_far.counted == item.start)
    if read:
        so_far.term, so_far.end = so_far.term or read[0], read[1]
    return True


def _takes_owner(page: Page, so_far: _SoFar, item: Item) -> bool | None:
    classes = item.classes
    if "issuers" in classes and not so_far.comma:
        so_far.body, so_far.end = so_far.body or classes["issuers"], item.end
        if classes["issuers"] in _OF_A_TERM and so_far.ordinal:  # the 12th Central Committee
            so_far.term, so_far.ordinal = so_far.term or roman(so_far.ordinal), None
    elif "places" in classes and _is_place(page, so_far, item):
        so_far.place, so_far.end = so_far.place or classes["places"], item.end
    elif item.kind == "name" and not so_far.comma and len(so_far.names) < _MOST_NAMES:
        so_far.names.append(item.value)
    else:
        return None
    return True


def _is_place(page: Page, so_far: _SoFar, item: Item) -> bool:
    """Tell whether a province's name means the province: hòa bình and 和平 are peace."""
    has_case = page.text[item.start].upper() != page.text[item.start]
    return page.capital(item.start) if has_case else so_far.body is not None


def _items(page: Page, start: int, stop: int | None) -> Iterator[Item]:
    position = start
    for _ in range(_MOST_ITEMS):
        item = after(page, position)
        if item is None or (stop is not None and item.start >= stop):
            return
        yield item
        position = item.end


def _leads_to_body(page: Page, position: int) -> bool:
    """Tell whether a body is named next, so that one unknown word (most often a verb) may be stepped over."""
    for item in _items(page, position, None):
        if "issuers" in item.classes:
            return True
        if not item.classes.keys() & {"of", "about", "province"}:
            return False
    return False


def _count(item: Item) -> int | None:
    if item.kind == "roman":
        return int(item.value)
    if item.kind == "number":
        return int(item.value) if len(item.value) < 3 else None  # noqa: PLR2004  no term has a number of three digits
    value = item.classes.get("ordinals")
    return int(value) if value else None


def _term(page: Page, word: Item, ordinal: int | None, *, glued: bool = False) -> tuple[str, int] | None:
    """Read the term beside a word for it: 2020-2025, khóa XIII; 13th tenure, 第十三届.

    What stands behind the word is looked at first, unless a number is written together with it.
    """
    for item in _items(page, word.end, None) if not glued else ():
        years = _TERM_RANGE.match(page.text, item.start)
        if years and int(years[2]) - int(years[1]) in _TERM_YEARS:
            return f"{years[1]}-{years[2]}", years.end()
        count = _count(item)
        if count:
            return roman(count), item.end
        if not item.classes.keys() & {"of", "th", "year"} and item.value not in (":", "-"):
            break
    return (roman(ordinal), word.end) if ordinal else None


def read_term(page: Page, start: int) -> tuple[str, int] | None:
    """Read the term that stands behind a mention: , nhiệm kỳ 2020-2025; (11th tenure); für die Amtszeit 2020–2025."""
    ordinal: int | None = None
    counted = -1
    for item in _items(page, start, start + _LONGEST_TERM):
        if "term" in item.classes:
            return _term(page, item, ordinal, glued=counted == item.start)
        count = _count(item)
        if count:
            ordinal, counted = count, item.end
        elif item.kind == "mark":
            if item.value not in _MARKS_BEFORE_TERM or runs_on(page.text[item.start - 1]):
                return None
        elif not (item.classes.keys() & {"of", "th", "dated", "on"} or _is_small(item, start)):
            return None
    return None


def _is_small(item: Item, start: int) -> bool:
    return item.kind == "other" and len(item.value) <= _SUFFIX and item.start > start


def roman(number: int) -> str:
    """Write a number below 40 as a roman numeral in small letters, as terms of the centre are: 13 is `xiii`."""
    written = ""
    for value, sign in _ROMANS:
        while number >= value:
            written, number = written + sign, number - value
    return written


def _in_front(page: Page, start: int) -> Stated:
    """Read backward: the Politburo's Resolution 57; 2024年12月22日政治局第57号决议; 22 Aralık 2024 tarihli karar.

    A date that no word marks as the document's counts only with a body before it.
    """
    so_far = _SoFar(end=start, inside=False)
    position, dated, between = start, False, False
    for _ in range(_MOST_ITEMS):
        item = before(page, position)
        if item is None:
            break
        position = item.start
        sign = page.text[item.end - 1] in _DATE_SIGNS
        dated = dated or sign or "dated" in item.classes
        found = None
        if dated or not (so_far.date or so_far.body):  # of 22日付 the word 日付 takes a letter of the date
            found = _date_before(page, item.end) or _date_before(page, item.start + 1)
        if found and not so_far.date:
            so_far.date, position = found[1], found[0]
            between = not so_far.body
        elif not (sign or _stands_in_front(page, so_far, item)):
            break
    if not so_far.place and so_far.names and so_far.names[0].isascii():
        so_far.place = "-".join(so_far.names)
    date = so_far.date if dated or (between and so_far.body) else None
    return Stated(date, so_far.body, so_far.place if so_far.body else None, None, start)


def _stands_in_front(page: Page, so_far: _SoFar, item: Item) -> bool:
    classes = item.classes
    if "issuers" in classes:
        so_far.body = so_far.body or classes["issuers"]
    elif "places" in classes and (so_far.body or page.capital(item.start)):
        so_far.place = so_far.place or classes["places"]
    elif item.kind == "name" and not so_far.place and len(so_far.names) < _MOST_NAMES:
        so_far.names.insert(0, item.value)
    else:
        return bool(classes.keys() & _IN_FRONT) or item.value in ("'", "’", "-")
    return True


def _date_before(page: Page, end: int) -> tuple[int, str] | None:
    """Give where a date that ends here begins, and the date."""
    for number in _NUMBER.finditer(page.text, max(0, end - _LONGEST_DATE), end):
        found = date_at(page, number.start())
        if found and found[0] == end:
            return number.start(), found[1]
    return None


def date_at(page: Page, position: int) -> tuple[int, str] | None:
    """Give the date that begins here and where it ends: 8 December 2023, 2023年12月8日, 8/12/2566, 12/2023."""
    if position not in page.dates:
        page.dates[position] = _date_at(page, position)
    return page.dates[position]


def _date_at(page: Page, position: int) -> tuple[int, str] | None:
    for pattern, order in (
        (_NUMERIC, (4, 3, 1)),
        (_YEAR_FIRST, (1, 2, 3)),
        (_MONTH_YEAR, (2, 1)),
        (_YEAR_MONTH, (1, 2)),
    ):
        match = pattern.match(page.text, position)
        if match:
            date = _iso(*(int(match[group]) for group in order))
            return (match.end(), date) if date else None
    return _in_words(page, position)


def _in_words(page: Page, position: int) -> tuple[int, str] | None:
    numbers: list[int] = []
    month: int | None = None
    end = position
    for item in _items(page, position, position + _LONGEST_DATE):
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
    date = _ordered(numbers, month) if month else None
    return (end, date) if date else None


def _is_whole(numbers: list[int]) -> bool:
    return len(numbers) == 2 or (len(numbers) == 1 and numbers[0] >= _FIRST_YEAR)  # noqa: PLR2004  day and year


def _fills(item: Item, end: int) -> bool:
    """Tell whether something may stand inside a date: of, den, the -th of 8th."""
    if item.kind == "mark":
        return item.value in _FILLERS
    suffix = item.kind in {"other", "name"} and item.start <= end + 1 and len(item.value) <= _SUFFIX
    return suffix or bool(item.classes.keys() & _IN_DATES) or (item.kind == "word" and item.start == end)


def _ordered(numbers: list[int], month: int) -> str | None:
    years = [number for number in numbers if number >= _FIRST_YEAR]
    days = [number for number in numbers if number < _FIRST_YEAR]
    return _iso(years[0], month, *days) if len(years) == 1 and len(days) <= 1 else None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    if year > _BUDDHIST_FROM:
        year -= _BUDDHIST
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and (day is None or 1 <= day <= 31)):  # noqa: PLR2004
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
