"""Reads a text word by word from a place in it, forward or backward, by a language's word list.

An item is a known word or phrase (the longest that stands there), a number, a roman numeral, a capitalised word that
nobody knows (most likely a name), any other word, or a mark. Nothing here looks further than a few dozen letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tracuu.mentions.wordlists import HEAD, SHORT_FORMS, Words, joins, runs_on
from tracuu.text.normalize import Normalized, key

_DIGITS = 6  # of a number; more are an account or telephone number
_ENDING = 3  # letters of an ordinal's ending
_WORD = 40  # letters that an unknown word may have
_NUMBER = re.compile(r"\d+")
_DOTTED = frozenset({"before", "months", "after", "ordinals"})  # words that may be abbreviations: "No.", "Dec."
_SHORT = 2  # letters of one for a year: "г."
_BLANKS, _LINE_ENDS = " \t\u3000", "\n\r"
_SMALL_WORDS = frozenset(
    {"unit", "year", "of", "and", "dated", "issues", "article", "on", "end", "th", "plural", "ordinals", "about"}
)
_COUNTING_WORDS = frozenset({"unit", "year", "ordinals", "end"})
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_CYRILLIC_ROMAN = str.maketrans("хіѵ", "xiv")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NOTHING: Mapping[str, Any] = {}


class Page(NamedTuple):
    """What reading needs: the folded text with its way back, the source, and the words of its language.

    `behind`, `ahead` and `dates` keep what was read at a place: several questions are asked of the same words.
    """

    text: str
    normal: Normalized
    source: str
    words: Words
    behind: dict[int, Item | None]
    ahead: dict[int, Item | None]
    dates: dict[int, tuple[int, str] | None]

    def capital(self, start: int) -> bool:
        """Tell whether the letter at a place of the folded text is a capital in the source."""
        return self.source[self.normal.begins(start)].isupper()

    def capitals(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the folded text begins with a capital and holds two, or is one letter."""
        span = self.normal.span(start, end)
        written = self.source[span.start : span.end]
        return sum(map(str.isupper, written)) >= min(2, len(written))


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


def page_of(normal: Normalized, source: str, words: Words) -> Page:
    """Open a text for reading; `normal` is its folded form."""
    return Page(normal.text, normal, source, words, {}, {}, {})


def after(page: Page, position: int) -> Item | None:
    """Give what stands at `position` or behind the blanks there; None at the end of the line."""
    behind = page.behind
    if position not in behind:
        behind[position] = _after(page, position)
    return behind[position]


def _after(page: Page, position: int) -> Item | None:
    text = page.text
    length = len(text)
    while position < length and text[position] in _BLANKS:
        position += 1
    if position == length or (letter := text[position]) in _LINE_ENDS:
        return None
    if letter.isdecimal():
        return _number(text, position)
    if not joins(letter):
        return Item(position, position + 1, "mark", letter)
    end = _known_end(page, position)
    return _with_dot(page, position, end) if end else _unknown(page, position, _word_end(text, position))


def before(page: Page, position: int) -> Item | None:
    """Give what ends at `position` or before the blanks there; None at the beginning of the line."""
    ahead = page.ahead
    if position not in ahead:
        ahead[position] = _before(page, position)
    return ahead[position]


def _before(page: Page, position: int) -> Item | None:
    text = page.text
    while position and text[position - 1] in _BLANKS:
        position -= 1
    if position == 0 or text[position - 1] in _LINE_ENDS:
        return None
    start = _known_start(page, position)
    if start is not None:
        return _word(start, position, page.words.entries[text[start:position]].classes)
    if not joins(text[position - 1]):
        if text[position - 1] == ".":
            start = _known_start(page, position - 1)
            classes = page.words.entries[text[start : position - 1]].classes if start is not None else _NOTHING
            if start is not None and _is_abbreviation(classes, position - 1 - start):
                return _word(start, position, classes)
        return Item(position - 1, position, "mark", text[position - 1])
    start = position - 1
    alike = str.isdecimal if text[start].isdecimal() else _is_letter
    while start and position - start < _WORD and alike(text[start - 1]) and not runs_on(text[start]):
        start -= 1
    if alike is str.isdecimal:
        return Item(start, position, "number" if position - start <= _DIGITS else "other", text[start:position])
    return _unknown(page, start, position)


def _is_of_a_name(page: Page, start: int, end: int) -> bool:
    """Tell a syllable of a name from the small word that it looks like without its accents: Thăng Bình is no tháng."""
    entry = page.words.entries[page.text[start:end]]
    if not entry.classes.keys() <= _SMALL_WORDS or end - start == 1 or not page.capital(start):
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


def _number(text: str, position: int) -> Item:
    end = position
    while end < len(text) and end - position <= _WORD and text[end].isdecimal():
        end += 1
    return Item(position, end, "number" if end - position <= _DIGITS else "other", text[position:end])


def _known_end(page: Page, position: int) -> int | None:
    text, words = page.text, page.words
    entries = words.entries
    for length in words.firsts.get(text[position : position + HEAD], SHORT_FORMS):
        end = position + length
        if (
            text[position:end] in entries
            and ends_word(text, end)
            and end <= len(text)
            and not _is_of_a_name(page, position, end)
        ):
            return end
    return None


def _known_start(page: Page, position: int) -> int | None:
    text, words = page.text, page.words
    entries = words.entries
    for length in words.lasts.get(text[max(0, position - HEAD) : position], SHORT_FORMS):
        start = position - length
        if (
            start >= 0
            and text[start:position] in entries
            and begins_word(text, start)
            and not _is_of_a_name(page, start, position)
        ):
            return start
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


def _with_dot(page: Page, start: int, end: int) -> Item:
    classes = page.words.entries[page.text[start:end]].classes
    if page.text[end : end + 1] == "." and _is_abbreviation(classes, end - start):
        end += 1
    return _word(start, end, classes)


def _is_abbreviation(classes: Mapping[str, Any], letters: int) -> bool:
    """Tell a word whose dot belongs to it; "года." ends its sentence, "г." does not."""
    return not _DOTTED.isdisjoint(classes) or ("year" in classes and letters <= _SHORT)


def _word(start: int, end: int, classes: Mapping[str, Any]) -> Item:
    return Item(start, end, "word", classes, classes)


def _word_end(text: str, position: int) -> int:
    end = position + 1
    if runs_on(text[position]):
        return end
    most = min(len(text), position + _WORD)
    while end < most and _is_letter(text[end]):
        end += 1
    return end


def _unknown(page: Page, start: int, end: int) -> Item:
    written = page.text[start:end]
    if page.capital(start):
        value = roman_value(written) or _with_ending(page, start, end)
        return Item(start, end, "roman", value) if value else Item(start, end, "name", written)
    return Item(start, end, "other", written)


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
