"""Finds a type word with its number: Resolution No. 57, 第57号决议, постановление Политбюро от 24 декабря 2018 г. № 37.

From each type word the text is read outward until a number stands there that can be a document's. Between the two only
such words may stand as belong there: number words, the issuer, the date. Numbers that count, measure or date something
are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, NamedTuple

from tracuu.mentions.dates import date_at
from tracuu.mentions.reading import Item, Page, begins_word, ends_word
from tracuu.mentions.symbols import Symbol
from tracuu.mentions.wordlists import joins, runs_on

REACH = 140  # letters between type word and number
REACH_BACK = 60
_FOREIGN_REACH = 400
_MOST_ITEMS = 22
_MOST_DIGITS = 5
_MOST_NAMES = 5
BELONGS = frozenset(
    {"of", "issuers", "dated", "year", "places", "province", "district", "commune", "about", "before", "th"}
)
_COUNTED = frozenset({"issuers", "plenum", "congress"})
_BELONGS_BACK = frozenset({"of", "issuers", "places", "province", "about", "after"})
# Types that newspapers seldom cite by a bare number, whose words mean much else: for them the number must say more.
LOOSE = frozenset(
    {"project", "plan", "programme", "report", "notice", "guidance", "statute", "regulation", "submission", "letter"}
)
_YEARS = range(1900, 2101)
_BESIDE = 4  # words on each side that may name the body
_ELIDING = ("'", "’")  # de l’ONU
_TWO_DIGITS = 2  # Party and State print numbers with two digits at least: 03
_LONGEST_SUFFIX = 3  # of a counted body: 13th
_SUFFIX = re.compile(r"[-:'’]?[^\W\d_]{1,4}")
_YEAR_IN_NUMBER = re.compile(r"\s?/\s?((?:19|20)\d\d)(?![\d/])")
_NUMBER_AND_YEAR = re.compile(r"(?<!\d)(\d{1,5})/(?:19|20)\d\d(?!\d)")
_MARKS_BACK = tuple(".-'’《「『\"")
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ('"', '"'))
_LIGHT_MARKS = " -\u2010\u2011\u2013'’\"«“:"
_MARKS_INSIDE = ",(-–'’\"«“»”:《》「」"
_MARKS_BEFORE_NUMBER = ".:°-–'’\""
_RANGE = re.compile(r"\s?[-/\u2010-\u2015\u2212.,:]\s?\d|\s?[%‰°º₫$€£¥]")


class TypeWord(NamedTuple):
    """A type word in the folded text: where it stands, and the types that it may mean.

    `loose` tells that its word means much else beside a document, `verbal` that it may be a verb (quyết định),
    `plural` that its form says several (`is_plural` asks the word before it, too).
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    loose: bool = False
    verbal: bool = False
    plural: bool = False


class Numbered(NamedTuple):
    """A mention by number or symbol: its span, what its number is, and what stands inside.

    `inner` to `outer` is the stretch between type word and number, whichever stands first.
    """

    start: int
    inner: int
    outer: int
    end: int
    kinds: tuple[str, ...]
    number: str
    year: int | None
    symbol: str | None


def is_plural(page: Page, word: TypeWord) -> bool:
    """Tell whether a type word is several, by its form or by the word before it: các nghị quyết."""
    said = None if word.plural else page.before[word.start]
    return word.plural or (said is not None and "plural" in said.classes)


def symbol_of(page: Page, word: TypeWord, starts: Mapping[int, Symbol]) -> Symbol | None:
    """Give the symbol that follows a type word, with what may stand between them."""
    found = _number_after(page, word, starts)
    return starts.get(found.item.start) if found else None


def symbol_before(page: Page, word: TypeWord, ends: Mapping[int, Symbol]) -> Symbol | None:
    """Give the symbol that stands before a type word: 第57-NQ/TW号决议, 18-NQ/TW sayılı Karar."""
    position = word.start
    for _ in range(_MOST_ITEMS):
        if position in ends:
            return ends[position]
        item = page.before[position]
        if item is None or word.start - item.start > REACH_BACK:
            return None
        if item.end in ends:
            return ends[item.end]
        if _BELONGS_BACK.isdisjoint(item.classes) and item.value not in _MARKS_BACK:
            return None
        position = item.start
    return None


def is_foreign(page: Page, start: int, end: int) -> bool:
    """Tell whether a body of the world or of another country stands beside: UN Security Council Resolution."""
    if not _is_near_foreign(page, start, end):
        return False
    for step, edge in ((page.before, start), (page.after, end)):
        position = edge
        for _ in range(_BESIDE):
            item = step[position]
            if item is None or (item.kind == "mark" and item.value not in _ELIDING):
                break
            if "foreign" in item.classes:
                return True
            position = item.start if step is page.before else item.end
    return False


def _is_near_foreign(page: Page, start: int, end: int) -> bool:
    """Tell whether a word for such a body stands so near that reading may come to it, which is seldom."""
    first = bisect_left(page.foreign, (start - _FOREIGN_REACH,))
    for place, length in page.foreign[first : bisect_left(page.foreign, (end + _FOREIGN_REACH,), first)]:
        if ends_word(page.text, place + 1) and begins_word(page.text, place + 1 - length):
            return True
    return False


def wrapped(page: Page, start: int, end: int) -> tuple[int, int]:
    """Widen the span of a number by what is written around it: 第…号, No., a bare year behind a symbol."""
    item = page.before[start]
    if item and item.end == start and "before" in item.classes and runs_on(page.text[item.start]):
        start = item.start
    item = page.after[end]
    counter = item and "after" in item.classes and runs_on(page.text[item.start])
    year = item and item.kind == "number" and int(item.value) in _YEARS and _stands_alone(page, item)
    if item and (counter or year):
        end = item.end
    return start, end


def _stands_alone(page: Page, item: Item) -> bool:
    return not _RANGE.match(page.text, item.end) and (item.end == len(page.text) or not joins(page.text[item.end]))


def by_number(page: Page, word: TypeWord) -> Numbered | None:
    """Give the mention that a type word makes with a number behind it or before it."""
    read = None if _counter_before(page, word) else _number_after(page, word, {})
    if read is None:
        return _number_before(page, word)
    year = _YEAR_IN_NUMBER.match(page.text, read.item.end)
    end = year.end() if year else read.item.end
    if not _is_documents(page, word, read, year=year is not None):
        return None
    closing = page.after[end]
    if closing and "after" in closing.classes and runs_on(page.text[closing.start]):
        end = closing.end
    for opening, closing_mark in _PAIRS:  # Nghị quyết (số 57)
        if page.text.startswith(closing_mark, end) and opening in page.text[word.end : read.item.start]:
            end += 1
    number = read.item.value
    return Numbered(
        word.start, word.end, read.item.start, end, word.kinds, number, int(year[1]) if year else None, None
    )


def _counter_before(page: Page, word: TypeWord) -> bool:
    item = page.before[word.start]
    return item is not None and "after" in item.classes


class _Read(NamedTuple):
    """A number behind a type word; whether a number word announces it, and whether issuer or date stand between."""

    item: Item
    announced: bool
    stated: bool


def _number_after(page: Page, word: TypeWord, starts: Mapping[int, Symbol]) -> _Read | None:
    position, names = word.end, 0
    announced = stated = False
    for _ in range(_MOST_ITEMS):
        item = page.after[position]
        if item is None or item.start - word.end > REACH:
            return None
        if item.kind == "number" and (item.start in starts or announced or _follows_at_once(page, word, item)):
            return _Read(item, announced, stated)
        dated = date_at(page, item.start) if item.kind == "number" or "months" in item.classes else None
        if dated is None and not _may_part(page, item, announced=announced):
            return None
        names += item.kind == "name"
        if names > _MOST_NAMES:
            return None
        announced = "before" in item.classes or (announced and item.kind == "mark")
        stated = stated or dated is not None or "issuers" in item.classes
        position = dated[0] if dated else item.end
    return None


def _follows_at_once(page: Page, word: TypeWord, item: Item) -> bool:
    if page.text[word.end : item.start].strip(_LIGHT_MARKS):
        return False
    return _YEAR_IN_NUMBER.match(page.text, item.end) is not None or date_at(page, item.start) is None


def _may_part(page: Page, item: Item, *, announced: bool) -> bool:
    """Tell whether an item may stand between a type word and its number."""
    if item.kind == "mark":
        allowed = _MARKS_BEFORE_NUMBER if announced else _MARKS_INSIDE
        return item.value in allowed and not (item.value == "," and runs_on(page.text[item.start - 1]))
    return item.kind == "name" or not BELONGS.isdisjoint(item.classes) or _counts_a_body(page, item)


def _counts_a_body(page: Page, item: Item) -> bool:
    """Tell the number of a body or session from a document's: Resolution of the 12th Central Committee No. 18."""
    if not (item.kind == "roman" or "ordinals" in item.classes or (item.kind == "number" and len(item.value) <= 2)):  # noqa: PLR2004
        return False
    position = item.end
    for _ in range(3):
        following = page.after[position]
        if following is None:
            return False
        if not _COUNTED.isdisjoint(following.classes):
            return True
        suffix = following.start <= item.end + 1 and following.end - following.start <= _LONGEST_SUFFIX
        if not (suffix or "th" in following.classes or "about" in following.classes):
            return False
        position = following.end
    return False


def _is_documents(page: Page, word: TypeWord, read: _Read, *, year: bool) -> bool:
    """Tell whether a number behind a type word is a document's: no year, count, score or part of another."""
    number, end = read.item.value, read.item.end
    short = len(number) < _TWO_DIGITS
    if len(number) > _MOST_DIGITS or not (year or ends_well(page, end)) or (read.announced and _is_article(page, end)):
        return False
    if read.announced:
        return not (word.loose and short) or read.stated or _has_owner(page, end)
    if int(number) in _YEARS or counts(page, end):
        return False
    if year or (number.startswith("0") and len(number) == _TWO_DIGITS):
        return not (year and word.loose)
    capital = page.capital(word.start)
    if word.loose or short:
        return capital and not short and _has_owner(page, end)
    return capital or not word.verbal or is_plural(page, word)


def ends_well(page: Page, end: int) -> bool:
    """Tell whether a number ends here as a whole: no fraction, range, percentage or word goes on."""
    text = page.text
    if _RANGE.match(text, end):
        return text[end] in ",." and text[end + 1 : end + 2] == " "
    if end == len(text) or runs_on(text[end]) or (not joins(text[end]) and text[end] not in "-:'’"):
        return True
    suffix = _SUFFIX.match(text, end)
    if suffix is None or text[end] not in "-:'’":
        return False
    return suffix.end() == len(text) or not joins(text[suffix.end()])


def counts(page: Page, end: int) -> bool:
    """Tell whether the number counts what stands behind it: 27 projects, 5 năm, 3个, 12 декабря."""
    item = page.after[end]
    if item is None:
        return False
    if "unit" in item.classes or "months" in item.classes or "year" in item.classes:
        return True
    glued = item.start == end and runs_on(page.text[end])
    return glued and not item.classes.keys() & {"of", "after", "and", "issuers"}


def _is_article(page: Page, end: int) -> bool:
    """Tell a part of a document from the document: 决议第3条."""
    item = page.after[end]
    if item is None or item.start > end or not runs_on(page.text[item.start]):
        return False
    return "unit" in item.classes and "after" not in item.classes


def _has_owner(page: Page, end: int) -> bool:
    """Tell whether an issuer, a date or a term stands behind the number."""
    position = end
    for _ in range(6):
        item = page.after[position]
        if item is None:
            return False
        classes: Mapping[str, Any] = item.classes
        if classes.keys() & {"issuers", "term"} or ("dated" in classes and date_at(page, item.start)):
            return True
        if item.kind == "number":
            return date_at(page, item.start) is not None
        if not (classes.keys() & BELONGS or item.value in ("(", ",")):
            return False
        position = item.end
    return False


def _number_before(page: Page, word: TypeWord) -> Numbered | None:
    """Read `第57号决议`, `57 sayılı karar`, `57/2024. számú határozat`: a counter stands between number and type."""
    position, counted = word.start, False
    for _ in range(_MOST_ITEMS):
        item = page.before[position]
        if item is None or word.start - item.start > REACH_BACK:
            return None
        if item.kind == "number":
            return _counted(page, word, item) if counted else None
        if _BELONGS_BACK.isdisjoint(item.classes) and item.value not in _MARKS_BACK:
            return None
        counted = counted or "after" in item.classes
        position = item.start
    return None


def _counted(page: Page, word: TypeWord, item: Item) -> Numbered | None:
    number, start, year = str(item.value), item.start, None
    whole = _NUMBER_AND_YEAR.search(page.text, max(0, start - _MOST_DIGITS - 1), item.end)
    if whole and whole.end() == item.end:
        number, start, year = whole[1], whole.start(), int(number)
    if year is None and word.kinds[0] == "law" and int(number) in _YEARS:  # 2024-es földtörvény
        return None
    if goes_back(page, start) or len(number) > _MOST_DIGITS or (word.loose and len(number) < _TWO_DIGITS):
        return None
    start = with_number_word(page, start)
    return Numbered(start, item.end, word.start, word.end, word.kinds, number, year, None)


def goes_back(page: Page, start: int) -> bool:
    """Tell whether a number is the end of a longer one: 3.57, 12/57."""
    return start > 1 and page.text[start - 1] in ".,/:-–" and page.text[start - 2].isdecimal()


def is_year(number: str) -> bool:
    """Tell whether a number's digits may be a year."""
    return int(number) in _YEARS


def with_number_word(page: Page, start: int) -> int:
    """Give where a number begins with the word for it: 第57."""
    item = page.before[start]
    return item.start if item and "before" in item.classes and start - item.end <= 1 else start
