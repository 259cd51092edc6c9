"""Follows a list of numbers that one type word has: Resolutions 57, 59, 66 and 68; 第57号、第68号决议; 57 ve 59 sayılı.

A list is three numbers long, or ends in an "and", or each number has its own counter or number word. What may count
something ("57 and 34 provinces") is no part of it.
"""

from __future__ import annotations

from tracuu.mentions.dates import date_at, date_before
from tracuu.mentions.numbered import BELONGS, LOOSE, Numbered, counts, ends_well, goes_back, is_year, with_number_word
from tracuu.mentions.reading import Item, Page
from tracuu.mentions.wordlists import runs_on

_LONGEST_LIST = 12
_MARKS = frozenset(",、،")
_DIGITS = range(2, 5)  # Party and State print numbers with two digits at least: 03
_PAIR = 2


def behind(page: Page, first: Numbered, *, plural: bool) -> list[Numbered]:
    """Give the numbers that a list goes on with behind its first; `plural` tells that the type word says several."""
    if not _may_begin(first) or not page.text[first.outer].isdecimal() or page.text[first.end - 1] == ")":
        return []
    found: list[Numbered] = []
    position, joined = first.end, False
    for _ in range(_LONGEST_LIST):
        divider = page.after[position]
        if divider is None or not _divides(divider):
            break
        number = page.after[divider.end]
        if number and not _is_and(divider) and _is_and(number):  # 59, and 66
            divider, number = number, page.after[number.end]
        one = _listed(page, first, number) if number else None
        if one is None:
            break
        joined = joined or _is_and(divider)
        found.append(one)
        position = one.end
    if found and not _ends(page, position) and not (joined and _goes_on([first, *found], plural=plural)):
        found.pop()
        joined = False
    return found if joined or plural or _is_list(found) else []


def ahead(page: Page, last: Numbered) -> list[Numbered]:
    """Give the numbers of a list that ends with a number before its type word, in the order of the text."""
    if not _may_begin(last) or not page.text[last.inner - 1].isdecimal():
        return []
    found: list[Numbered] = []
    position, joined = last.start, False
    for _ in range(_LONGEST_LIST):
        divider = page.before[position]
        if divider is None or not _divides(divider):
            break
        number = page.before[divider.start]
        if number and _is_and(divider) and _is_comma(number):
            number = page.before[number.start]
        one = _listed_ahead(page, last, number) if number else None
        if one is None:
            break
        joined = joined or _is_and(divider)
        found.insert(0, one)
        position = one.start
    return found if joined or _is_list(found) else []


def _may_begin(one: Numbered) -> bool:
    return not one.symbol and one.year is None and one.kinds[0] not in LOOSE


def _divides(item: Item) -> bool:
    return _is_comma(item) or _is_and(item)


def _is_comma(item: Item) -> bool:
    return item.kind == "mark" and item.value in _MARKS


def _is_and(item: Item) -> bool:
    return "and" in item.classes


def _listed(page: Page, first: Numbered, item: Item) -> Numbered | None:
    """Read a number with its number word or counter: 57, No. 57, 57号."""
    number = page.after[item.end] if "before" in item.classes else item
    if number is None or not _may_be_document(number) or date_at(page, number.start):
        return None
    end = number.end
    counter = page.after[end]
    if counter and counter.start == end and "after" in counter.classes and runs_on(page.text[end]):
        end = counter.end
    return _made(first, number, item.start, end) if ends_well(page, end) and not counts(page, end) else None


def _listed_ahead(page: Page, last: Numbered, item: Item) -> Numbered | None:
    """Read a number with its counter from behind: 第57号, 57., 57."""
    end, number = item.end, item
    if item.value == "." or ("after" in item.classes and runs_on(page.text[item.start])):
        end = item.start if item.value == "." else item.end
        found = page.before[item.start]
        if found is None:
            return None
        number = found
    if not _may_be_document(number) or goes_back(page, number.start) or date_before(page, number.end):
        return None
    return _made(last, number, with_number_word(page, number.start), end)


def _may_be_document(item: Item) -> bool:
    return item.kind == "number" and len(item.value) in _DIGITS and not is_year(item.value)


def _made(of: Numbered, item: Item, start: int, end: int) -> Numbered:
    return Numbered(start, item.end, item.end, end, of.kinds, str(item.value), None, None)


def _ends(page: Page, position: int) -> bool:
    """Tell whether a list is over here by what follows, so that its last number counts nothing."""
    following = page.after[position]
    return following is None or following.kind == "mark" or bool(following.classes.keys() & {*BELONGS, "and"})


def _goes_on(numbers: list[Numbered], *, plural: bool) -> bool:
    """Tell whether the last number is a document's whatever word follows: by the type word's form, or by its order."""
    return int(numbers[-1].number) > int(numbers[-2].number) if len(numbers) > _PAIR else plural


def _is_list(found: list[Numbered]) -> bool:
    """Tell whether a list without an "and" is one."""
    return len(found) > 1 or any(one.end - one.start > len(one.number) for one in found)
