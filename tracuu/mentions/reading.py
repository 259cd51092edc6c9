"""Reads a text word by word from a place in it, forward or backward, by a language's word list.

An item is a known word or phrase (the longest that stands there), a number, a roman numeral, a capitalised word that
nobody knows (most likely a name), any other word, or a mark. Nothing here looks further than a few dozen letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from tracuu.mentions.passing import Met
from tracuu.mentions.wordlists import HEAD, SHORT_FORMS, Entry, Words, joins, runs_on
from tracuu.text.normalize import Normalized, key

_DIGITS = 6  # of a number; more are an account or telephone number
_ENDING = 3  # letters of an ordinal's ending
_WORD = 40  # letters that an unknown word may have
_NUMBER = re.compile(r"\d{1,41}")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOTTED = frozenset({"before", "months", "after", "ordinals"})  # words that may be abbreviations: "No.", "Dec."
_SHORT = 2  # letters of one for a year: "г."
_BLANKS, _LINE_ENDS = frozenset(" \t\u3000"), frozenset({"", "\n", "\r"})
_COUNTING_WORDS = frozenset({"unit", "year", "ordinals", "end"})
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_LETTERS = frozenset("xivхіѵ")
_CYRILLIC_ROMAN = str.maketrans("хіѵ", "xiv")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NOTHING: Mapping[str, Any] = {}


class Item(NamedTuple):
    """One thing read: where it stands, what it is, and its value.

    `kind` is `word` (value: its classes), `number` (its digits), `roman` (its value), `name`, `other` or `mark`
    (the text itself). `classes` are what a known word may be; nothing for all else.
    """

    start: int
    end: int
    kind: str
    value: Any
    classes: Mapping[str, Any] = _NOTHING


_item = partial(tuple.__new__, Item)  # makes an Item of a tuple, in half the time


class Page(NamedTuple):
    """What reading needs: the folded text with its way back, the source, and the words of its language.

    `after` gives what stands at a place or behind the blanks there, None at the end of the line; `before` what ends at
    a place or before the blanks there. They and `dates` keep what was read: several questions are asked of the same
    words. `foreign` and `heads` are where such words (`Words.foreign`) are met, to ask nothing where there is none.
    """

    text: str
    normal: Normalized
    source: str
    words: Words
    after: dict[int, Item | None]
    before: dict[int, Item | None]
    dates: dict[int, tuple[int, str] | None]
    foreign: Met
    heads: Met

    def capital(self, start: int) -> bool:
        """Tell whether the letter at a place of the folded text is a capital in the source."""
        return self.source[self.normal.begins(start)].isupper()

    def capitals(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the folded text begins with a capital and holds two, or is one letter."""
        span = self.normal.span(start, end)
        written = self.source[span.start : span.end]
        return sum(map(str.isupper, written)) >= min(2, len(written))


class _Read(dict[int, "Item | None"]):
    """What stands at the places of a page: a place is read when it is first asked for."""

    __slots__ = ("_page", "_read")

    def __init__(self, read: Callable[[Page, int], Item | None], page: Page) -> None:
        """Take what reads a page's place."""
        self._read = read
        self._page = page

    def __missing__(self, position: int) -> Item | None:
        item = self[position] = self._read(self._page, position)
        return item


def page_of(normal: Normalized, source: str, words: Words, foreign: Met, heads: Met) -> Page:
    """Open a text for reading; `normal` is its folded form, in which `foreign` and `heads` are met."""
    # What reads is given a page of its own: with this one each text would wait for the garbage collector.
    unread = Page(normal.text, normal, source, words, {}, {}, {}, foreign, heads)
    after, before = _Read(_after, unread), _Read(_before, unread)
    return Page(normal.text, normal, source, words, after, before, {}, foreign, heads)


def _after(page: Page, position: int) -> Item | None:
    text = page.text
    while (letter := text[position : position + 1]) in _BLANKS:
        position += 1
    if letter in _LINE_ENDS:
        return None
    if letter.isdecimal() and (digits := _NUMBER.match(text, position)):
        return _number(text, position, digits.end())
    if not joins(letter):
        return _item((position, position + 1, "mark", letter, _NOTHING))
    return _known_from(page, position) or _unknown(page, position, _word_end(text, position))


def _before(page: Page, position: int) -> Item | None:
    text = page.text
    while (letter := text[position - 1 : position]) in _BLANKS:
        position -= 1
    if letter in _LINE_ENDS:
        return None
    known = _known_to(page, position)
    if known:
        return known
    if not joins(letter):
        known = _known_to(page, position - 1) if letter == "." else None
        if known and _is_abbreviation(known.classes, known.end - known.start):
            return _item((known.start, position, "word", known.classes, known.classes))
        return _item((position - 1, position, "mark", letter, _NOTHING))
    if letter.isdecimal():
        return _number(text, _run_start(text, position, str.isdecimal), position)
    return _unknown(page, position - 1 if runs_on(letter) else _run_start(text, position, _is_letter), position)


def _run_start(text: str, position: int, alike: Callable[[str], bool]) -> int:
    """Give where a run of characters begins that ends at a place; at a letter that runs on it ends as well."""
    start = position - 1
    least = max(0, position - _WORD)
    while start > least and alike(text[start - 1]) and not runs_on(text[start]):
        start -= 1
    return start


def _is_of_a_name(page: Page, entry: Entry, start: int, end: int) -> bool:
    """Tell a syllable of a name from the small word that it looks like without its accents: Thăng Bình is no tháng."""
    if not page.capital(start):
        return False
    span = page.normal.span(start, end)
    written = page.source[span.start : span.end]
    # Where a text has lost its accents, "Cua" may be của in a title; "Thang" before a capital is hardly tháng.
    plain = written.isascii() and not entry.classes.keys() <= _COUNTING_WORDS
    if plain or not written[1:].islower() or key(written) in entry.spelled:
        return False
    following = page.source[span.end : span.end + 2][1:]
    return following.isupper() or (not following.isdecimal() and _ends_in_capitalised(page.source, span.start))


def _ends_in_capitalised(source: str, end: int) -> bool:
    """Tell whether the word before a place, one blank away, begins with a capital."""
    if end < 2 or source[end - 1] != " " or not source[end - 2].isalpha():  # noqa: PLR2004  a letter and a blank
        return False
    start = end - 2
    while start and end - start < _WORD and source[start - 1].isalpha():
        start -= 1
    return source[start].isupper()


@cache
def _is_letter(letter: str) -> bool:
    return joins(letter) and not letter.isdecimal()


def _number(text: str, start: int, end: int) -> Item:
    return _item((start, end, "number" if end - start <= _DIGITS else "other", text[start:end], _NOTHING))


def _known_from(page: Page, start: int) -> Item | None:
    """Give the longest known word that begins here, with the dot of an abbreviation."""
    text, words = page.text, page.words
    entries = words.entries
    for length in words.firsts.get(text[start : start + HEAD], SHORT_FORMS):
        end = start + length
        form = text[start:end]
        if form not in entries or not (text[end : end + 1] == " " or (end <= len(text) and ends_word(text, end))):
            continue
        entry = entries[form]
        if form not in words.small or not _is_of_a_name(page, entry, start, end):
            classes = entry.classes
            dotted = text.startswith(".", end) and _is_abbreviation(classes, length)
            return _item((start, end + dotted, "word", classes, classes))
    return None


def _known_to(page: Page, end: int) -> Item | None:
    """Give the longest known word that ends here."""
    text, words = page.text, page.words
    entries = words.entries
    for length in words.lasts.get(text[end - HEAD if end > HEAD else 0 : end], SHORT_FORMS):
        start = end - length
        form = text[start:end] if start >= 0 else ""
        if form not in entries or not begins_word(text, start):
            continue
        entry = entries[form]
        if form not in words.small or not _is_of_a_name(page, entry, start, end):
            return _item((start, end, "word", entry.classes, entry.classes))
    return None


def ends_word(text: str, end: int) -> bool:
    """Tell whether a word may end here: no letter follows, or the script writes on without a space."""
    return end >= len(text) or not joins(text[end]) or not _grows(text[end - 1], text[end])


def begins_word(text: str, start: int) -> bool:
    """Tell whether a word may begin here."""
    return start == 0 or not joins(text[start - 1]) or not _grows(text[start], text[start - 1])


def _grows(own: str, beside: str) -> bool:
    """Tell whether a letter goes on with the word of the one beside it, which belongs to a word."""
    return not (runs_on(own) or runs_on(beside)) and own.isdecimal() == beside.isdecimal()


def _is_abbreviation(classes: Mapping[str, Any], letters: int) -> bool:
    """Tell a word whose dot belongs to it; "года." ends its sentence, "г." does not."""
    return not _DOTTED.isdisjoint(classes) or ("year" in classes and letters <= _SHORT)


def _word_end(text: str, position: int) -> int:
    end = position + 1
    if runs_on(text[position]):
        return end
    most = min(len(text), position + _WORD)
    if letters := _LETTERS.match(text, end, most):
        end = letters.end()
    while end < most and _is_letter(text[end]):  # a mark is no letter of a pattern
        end += 1
    return end


def _unknown(page: Page, start: int, end: int) -> Item:
    written = page.text[start:end]
    if page.capital(start):
        value = (roman_value(written) or _with_ending(page, start, end)) if written[0] in _ROMAN_LETTERS else None
        return _item((start, end, "roman", value, _NOTHING) if value else (start, end, "name", written, _NOTHING))
    return _item((start, end, "other", written, _NOTHING))


def _with_ending(page: Page, start: int, end: int) -> int | None:
    """Read a roman numeral with the ending of an ordinal in small letters: XIIe."""
    stem = end
    while stem > start and end - stem < _ENDING and not page.capital(stem - 1):
        stem -= 1
    return roman_value(page.text[start:stem]) if stem - start > 1 and page.capital(stem - 1) else None


def roman_value(written: str) -> int | None:
    """Give the value of a roman numeral up to 39, in Latin letters or Cyrillic ones of the same shape."""
    plain = written.translate(_CYRILLIC_ROMAN)
    if not plain or not _ROMAN.fullmatch(plain):
        return None
    total = 0
    for one, following in zip(plain, [*plain[1:], ""], strict=True):
        value = _VALUES[one]
        total += -value if _VALUES.get(following, 0) > value else value
    return total
