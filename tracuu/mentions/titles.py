"""Finds laws by their names, and other documents by issuer and date alone.

A law's name is told from the generic word by its capitals (Luật Đất đai, the Land Law), by a year (loi foncière de
2024, закон о земле 2024 года) or by title marks (《土地法》). "The law" names nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracuu.mentions.numbered import TypeWord
from tracuu.mentions.reading import Item, Page, after, before
from tracuu.mentions.stated import read_on
from tracuu.mentions.wordlists import runs_on
from tracuu.text.normalize import key

NAMED = frozenset({"law", "ordinance"})
_DATED = frozenset({"resolution", "conclusion", "directive", "decree", "decision"})
_MOST_WORDS = 7
_BEFORE_COMMA = (1, 2)
_MOST_LETTERS = 10  # of a name in a script without spaces
_YEAR = re.compile(r"(?:19[4-9]|20[0-9])\d(?!\d)")
_BUDDHIST_YEAR = re.compile(r"2[45]\d\d(?!\d)")
_BUDDHIST = 543
_FULL_DATE = 10
_OPENING, _CLOSING = "《〈「『", "》〉」』"


class Title(NamedTuple):
    """A mention by name or date: its span, the folded name of a law, the date or year."""

    start: int
    end: int
    name: str | None
    date: str | None


def by_title(page: Page, word: TypeWord) -> Title | None:
    """Give the law that a type word names, or the document that issuer and date name."""
    if word.kinds[0] not in NAMED:
        return _by_date(page, word)
    return _in_marks(page, word) or _name_behind(page, word) or _name_before(page, word)


def _by_date(page: Page, word: TypeWord) -> Title | None:
    if word.kinds[0] not in _DATED or (word.verbal and not page.capital(word.start)):
        return None
    stated = read_on(page, word.end, None)
    if stated.body is None or stated.date is None or len(stated.date) < _FULL_DATE:
        return None
    return Title(word.start, stated.end, None, stated.date)


def _in_marks(page: Page, word: TypeWord) -> Title | None:
    """Read 《土地法》, 「土地法」."""
    text = page.text
    if text[word.end : word.end + 1] not in tuple(_CLOSING):
        return None
    for start in range(word.start - 1, max(0, word.start - 3 * _MOST_LETTERS) - 1, -1):
        if text[start] in _OPENING:
            return Title(start + 1, word.end, text[start + 1 : word.end], None) if start + 1 < word.start else None
        if text[start] in _CLOSING or text[start] == "\n":
            return None
    return None


def _name_behind(page: Page, word: TypeWord) -> Title | None:
    """Read Luật Đất đai 2024, Law on Cadres, loi foncière de 2024, Bodengesetz von 2024."""
    position = end = word.end
    words = int(page.text[word.start : word.end] not in page.words.entries)  # a compound holds the name
    capital = False
    for _ in range(2 * _MOST_WORDS):
        item = after(page, position)
        year = _year_at(item) if item and words else None
        if item and year:
            return Title(word.start, item.end, page.text[word.start : end], year)
        if item is None or not _goes_on(page, item, words, capital=capital):
            break
        if item.kind != "mark" and not _is_small(page, item):
            words += 1
            capital = capital or (words == 1 and page.capital(item.start))
            end = item.end
        position = item.end
    named = capital and page.capital(word.start)
    return Title(word.start, end, page.text[word.start : end], None) if named else None


def _goes_on(page: Page, item: Item, words: int, *, capital: bool) -> bool:
    """Tell whether a law's name goes on with this item."""
    if words >= _MOST_WORDS or runs_on(page.text[item.start]):
        return False
    following = after(page, item.end)
    upper = following is not None and page.capital(following.start)
    if item.kind == "mark":  # Luật Phòng, chống tham nhũng
        return item.value == "," and words in _BEFORE_COMMA and capital and following is not None and not upper
    if item.kind not in {"word", "name", "other"}:
        return False
    if _is(page, item, {"and"}):
        return words > 0 and upper
    if _is(page, item, {"year"}):
        return True
    barred = {"end", "types", "issuers", "before", "unit", "foreign", "term"} if words else {"before"}
    return not _is(page, item, barred)


def _is_small(page: Page, item: Item) -> bool:
    return _is(page, item, {"of", "on", "year", "and"})


def _is(page: Page, item: Item, classes: set[str]) -> bool:
    """Tell whether an item is a word of a class, and spelled as such (or without any accents)."""
    if not item.classes.keys() & classes:
        return False
    span = page.normal.span(item.start, item.end)
    written = page.source[span.start : span.end]
    return written.isascii() or key(written) in page.words.entries[page.text[item.start : item.end]].spelled


def _year_at(item: Item) -> str | None:
    if item.kind != "number":
        return None
    if _YEAR.fullmatch(item.value):
        return str(item.value)
    return str(int(item.value) - _BUDDHIST) if _BUDDHIST_YEAR.fullmatch(item.value) else None


def _name_before(page: Page, word: TypeWord) -> Title | None:
    """Read the Land Law, the 2024 Land Law, 2024年土地法."""
    start, letters, words, year = word.start, 0, 0, None
    position = word.start
    for _ in range(_MOST_LETTERS + 2):
        item = before(page, position)
        if item is None:
            break
        year = _year_at(item)
        if year:
            break
        if runs_on(page.text[item.start]):
            letters += item.end - item.start
        elif item.kind == "name" and page.capital(word.start):
            words += 1
            start = item.start
        else:
            break
        position = item.start
        if letters > _MOST_LETTERS or words > _MOST_WORDS:
            return None
    closing = after(page, word.end)
    behind = _year_at(closing) if closing else None
    if year and (words or letters):
        name = page.text[position : word.end].removeprefix("年").removeprefix("년").strip()
        return Title(_before_year(page, position), word.end, name, year)
    if not words:
        return None
    end = closing.end if closing and behind else word.end
    return Title(start, end, page.text[start : word.end], behind)


def _before_year(page: Page, position: int) -> int:
    """Give where the year that ends at `position` begins."""
    item = before(page, position)
    return item.start if item else position
