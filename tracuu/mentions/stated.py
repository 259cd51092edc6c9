"""What a text states around an instrument: its date, the body that issued it, that body's place and term.

Read outward from the mention, word by word, until something stands there that can belong to none of them. What does not
clearly belong to the instrument is left out: a wrong date costs more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from tracuu.mentions.dates import (
    BUDDHIST,
    BUDDHIST_FROM,
    FIRST_YEAR,
    LAST_YEAR,
    MOST_ITEMS,
    date_at,
    date_before,
    items,
)
from tracuu.mentions.reading import Item, Page
from tracuu.mentions.terms import roman
from tracuu.mentions.wordlists import runs_on

_TERM_RANGE = re.compile(r"((?:19|20)\d\d)\s?(?:[-\u2010-\u2015\u2212~]|\w{1,4})\s?((?:19|20)\d\d)(?!\d)")
_LONGEST_TERM = 50
_SUFFIX = 3
_YEAR_DIGITS = 4
_TERM_YEARS = range(3, 7)
_MOST_NAMES = 3  # words of a place's name
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
_IN_FRONT = frozenset({"of", "dated", "province", "district", "commune", "about", "and", "issues", "year"})
_ABOUT, _ABOUT_END, _LONGEST_TOPIC = ("关于", "關於"), "的", 40
_SENTENCE = re.compile(r"[，,。；;\n]")
_DATE_SIGNS = "日일付"
_ANY_COMMITTEE = "dang-uy"
_COMMITTEES = {"commune": "dang-uy", "district": "huyen-uy", "province": "tinh-uy"}
_SESSIONS = frozenset({"plenum", "congress"})
_TERMS = _SESSIONS | {"ordinals", "term"}
_OWNERS = frozenset({"issuers", "places"})
_OF_A_TERM = frozenset({"ban-chap-hanh-tw", "quoc-hoi", "ubtvqh"})
_TELLING = frozenset({"number", "roman", "name"})  # kinds of items that may state something without being known words
_PREPOSITIONS = frozenset({"of", "dated"})
_TO_BODY = frozenset({"of", "about", "province"})
_STOPS = frozenset(".!?。！？።।")
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


_NOTHING = Stated()
_stated = partial(tuple.__new__, Stated)  # makes one of its five values, in half the time


def around(page: Page, start: int, inside: tuple[int, int], end: int) -> Stated:
    """Give what is stated of the instrument at `start:end`: between type word and number, behind it, before it."""
    within = read_on(page, *inside) if _states(page, *inside) else _NOTHING
    behind = read_on(page, end, None)
    date, body, term = within.date or behind.date, within.body or behind.body, within.term or behind.term
    place = (within.place if within.body else None) or behind.place
    if date and body and place:  # what stands before it says no more
        return _stated((date, body, place, term, behind.end))
    front = _in_front(page, start)
    place = place or front.place or within.place
    return _stated((date or front.date, body or front.body, place, term, behind.end))


def _states(page: Page, start: int, stop: int) -> bool:
    """Tell whether anything may be stated in a stretch: it is more than a word for "number"."""
    item = page.after[start] if start < stop else None
    return item is not None and (item.end < stop or item.classes.keys() != {"before"})


def read_on(page: Page, start: int, stop: int | None) -> Stated:
    """Read forward from `start`, to `stop` at most, and give what is stated there."""
    so_far = _SoFar(start, stop is not None)
    position, number_end = start, -1  # of a number whose suffix may follow: 12th
    for _ in range(MOST_ITEMS):
        item = page.after[position]
        if item is None or (stop is not None and item.start >= stop):
            break
        begin, position, kind, _, classes = item
        suffix = begin == number_end and position - begin <= _SUFFIX and kind != "mark"
        number_end = position if kind == "number" else -1
        if begin < so_far.end or suffix:
            continue
        if not _takes(page, so_far, item):
            break
        if so_far.end > position and page.text[so_far.end - 1].isdecimal():  # what is inside a date says no more
            position = number_end = so_far.end
        if classes and not _PREPOSITIONS.isdisjoint(classes) and "article" not in classes:
            so_far.comma = so_far.session = False
    place = so_far.place
    if not place and so_far.names and so_far.body and so_far.names[0].isascii():
        place = "-".join(so_far.names)
    return _stated((so_far.date, so_far.body, place, so_far.term, so_far.end))


@dataclass(slots=True)
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
    level: str | None = None

    def owns(self, body: str) -> None:
        """Take a body; of a Party committee that is only called so the level of its place tells which it is."""
        self.body = self.body or body
        if self.body == _ANY_COMMITTEE and self.level:
            self.body = _COMMITTEES[self.level]

    def at_level(self, classes: Mapping[str, Any], otherwise: str | None = None) -> None:
        """Take a word for a level of places, or what its level is `otherwise`; the first one counts."""
        if self.level is not None or self.comma or (otherwise is None and _COMMITTEES.keys().isdisjoint(classes)):
            return
        self.level = next((level for level in _COMMITTEES if level in classes), otherwise)
        if self.body:
            self.owns(self.body)


def _takes(page: Page, so_far: _SoFar, item: Item) -> bool:
    """Take what an item states; False when it can belong to the instrument no more."""
    begin, end, kind, value, classes = item
    if kind == "mark":
        if value in _COMMAS:
            so_far.comma, so_far.session = True, False
        return value in _MARKS or (value == "." and so_far.counted == begin)
    if classes or kind in _TELLING:
        if not _COMMITTEES.keys().isdisjoint(classes):
            so_far.at_level(classes)
        taken = _taken(page, so_far, item)
        if taken is not None:
            return taken
        if not _BETWEEN.isdisjoint(classes):
            return True
    if so_far.stepped or so_far.inside or so_far.body or not _leads_to_body(page, end):
        return False
    so_far.stepped = True
    return True


def _taken(page: Page, so_far: _SoFar, item: Item) -> bool | None:
    """Take a date, a term, or who issued it; None when an item is none of these."""
    _, _, kind, _, classes = item
    taken = None
    if kind == "number" or "months" in classes:
        taken = _takes_date(page, so_far, item)
    if taken is None and (kind == "roman" or not _TERMS.isdisjoint(classes)):
        taken = _takes_term(page, so_far, item)
    if taken is None and (kind == "name" or not _OWNERS.isdisjoint(classes)):
        taken = _takes_owner(page, so_far, item)
    return taken


def _takes_date(page: Page, so_far: _SoFar, item: Item) -> bool | None:
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
    last, following = page.before[item.start], page.after[item.end]
    marked = any(one is not None and "year" in one.classes for one in (last, following))
    in_brackets = last is not None and last.value == "(" and following is not None and following.value == ")"
    year = int(item.value) - (BUDDHIST if int(item.value) > BUDDHIST_FROM else 0)
    return str(year) if (marked or in_brackets) and FIRST_YEAR <= year <= LAST_YEAR else None


def _takes_count(so_far: _SoFar, item: Item) -> bool:
    count = _count(item)
    if not so_far.session:
        so_far.ordinal, so_far.counted = count, item.end
    so_far.session = False
    return count is not None


def _takes_term(page: Page, so_far: _SoFar, item: Item) -> bool | None:
    if not _SESSIONS.isdisjoint(item.classes):
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
        if so_far.body is None:
            so_far.level = None
        so_far.owns(classes["issuers"])
        so_far.end = item.end
        if classes["issuers"] in _OF_A_TERM and so_far.ordinal:  # the 12th Central Committee
            so_far.term, so_far.ordinal = so_far.term or roman(so_far.ordinal), None
    elif "places" in classes and _is_place(page, so_far, item):
        so_far.place, so_far.end = so_far.place or classes["places"], item.end
        so_far.at_level(classes, "province")
    elif item.kind == "name" and not so_far.comma and len(so_far.names) < _MOST_NAMES:
        so_far.names.append(item.value)
    else:
        return None
    return True


def _is_place(page: Page, so_far: _SoFar, item: Item) -> bool:
    """Tell whether a province's name means the province: hòa bình and 和平 are peace."""
    return page.capital(item.start) if _has_case(page, item.start) else so_far.body is not None


def _has_case(page: Page, position: int) -> bool:
    return page.text[position].upper() != page.text[position]


def _leads_to_body(page: Page, position: int) -> bool:
    """Tell whether a body is named next, so that one unknown word (most often a verb) may be stepped over."""
    for item in items(page, position, None):
        if "issuers" in item.classes:
            return True
        if _TO_BODY.isdisjoint(item.classes):
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
    for item in items(page, word.end, None) if not glued else ():
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
    for item in items(page, start, start + _LONGEST_TERM):
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


def _in_front(page: Page, start: int) -> Stated:
    """Read backward: the Politburo's Resolution 57; 2024年12月22日政治局第57号决议; 22 Aralık 2024 tarihli karar.

    A date that no word marks as the document's counts only with a body before it.
    """
    so_far = _SoFar(end=start, inside=False)
    position, dated, between, issued = _without_topic(page, start), False, False, False
    for _ in range(MOST_ITEMS):
        item = page.before[position]
        if item is None:
            break
        position = item.start
        sign = page.text[item.end - 1] in _DATE_SIGNS or _is_dates_ending(page, item)
        issued = issued or "issues" in item.classes
        dated = dated or sign or "dated" in item.classes or "issues" in item.classes
        found = None
        if dated or not (so_far.date or so_far.body):  # of 22日付 the word 日付 takes a letter of the date
            found = date_before(page, item.end)
            if not found and runs_on(page.text[item.start]):
                found = date_before(page, item.start + 1)
        if found and so_far.comma and not _begins_sentence(page, found[0]):
            break
        if found and not so_far.date:
            so_far.date, position = found[1], found[0]
            between = not so_far.body
        elif item.kind == "mark" and item.value in _COMMAS and issued and so_far.body and not so_far.comma:
            so_far.comma = True  # On 18 March 2024, the committee issued …
        elif not (sign or _closes_date(page, item) or _stands_in_front(page, so_far, item)):
            break
    if not so_far.place and so_far.names and so_far.names[0].isascii():
        so_far.place = "-".join(so_far.names)
    date = so_far.date if dated or (between and so_far.body) else None
    return _stated((date, so_far.body, so_far.place if so_far.body else None, None, start))


def _closes_date(page: Page, item: Item) -> bool:
    """Tell a comma behind a date that is made an adjective: 2024. december 22-i, 57-NQ/TW számú határozat."""
    last = page.before[item.start] if item.kind == "mark" and item.value in _COMMAS else None
    return last is not None and last.kind != "number" and ("dated" in last.classes or _is_dates_ending(page, last))


def _begins_sentence(page: Page, position: int) -> bool:
    """Tell whether nothing but small words stands between a place and the beginning of its sentence."""
    item = page.before[position]
    while item and item.classes.keys() & _PREPOSITIONS:
        item = page.before[item.start]
    return item is None or (item.kind == "mark" and item.value in _STOPS)


def _without_topic(page: Page, start: int) -> int:
    """Give where "about …" begins that stands right before a number: 关于发展民营经济的第68号决议."""
    if not page.text.startswith(_ABOUT_END, start - 1):
        return start
    for about in _ABOUT:
        found = page.text.rfind(about, max(0, start - _LONGEST_TOPIC), start)
        if found >= 0 and not _SENTENCE.search(page.text, found, start):
            return found
    return start


def _is_dates_ending(page: Page, item: Item) -> bool:
    """Tell what makes a date an adjective: 2024. december 22-i határozat."""
    if item.value == "-":
        return item.start > 0 and page.text[item.start - 1].isdecimal() and _is_letter_at(page, item.end)
    return item.end - item.start <= _SUFFIX and page.text[max(0, item.start - 2) : item.start][-1:] == "-"


def _is_letter_at(page: Page, position: int) -> bool:
    return page.text[position : position + 1].isalpha()


def _stands_in_front(page: Page, so_far: _SoFar, item: Item) -> bool:
    classes = item.classes
    so_far.at_level(classes)
    if "issuers" in classes:
        so_far.owns(classes["issuers"])
    elif "places" in classes and (so_far.body or page.capital(item.start) or not _has_case(page, item.start)):
        so_far.place = so_far.place or classes["places"]
        so_far.at_level(classes, "province")
    elif item.kind == "name" and not so_far.place and len(so_far.names) < _MOST_NAMES:
        so_far.names.insert(0, item.value)
    else:
        return not _IN_FRONT.isdisjoint(classes) or item.value in ("'", "’", "-")
    return True
