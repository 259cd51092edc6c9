"""Finds laws by their names, and other documents by issuer and date alone.

A law's name is told from the generic word by its capitals (Luật Đất đai, the Land Law), by a year (loi foncière de
2024, закон о земле 2024 года) or by title marks (《土地法》). "The law" names nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracuu.mentions.numbered import TypeWord
from tracuu.mentions.reading import Item, Page
from tracuu.mentions.stated import read_on
from tracuu.mentions.wordlists import runs_on
from tracuu.text.normalize import key

NAMED = frozenset({"law", "ordinance"})
_DATED = frozenset({"resolution", "conclusion", "directive", "decree", "decision"})
_MOST_WORDS = 7
_BEFORE_COMMA = (1, 2)
_MOST_CASELESS = 2  # words of a name where no capital tells how far it goes
_ENDING = 3
_MOST_LETTERS = 10  # of a name in a script without spaces
_YEAR = re.compile(r"(?:19[4-9]|20[0-9])\d(?!\d)")
_BUDDHIST_YEAR = re.compile(r"2[45]\d\d(?!\d)")
_BUDDHIST = 543
_FULL_DATE = 10
_YEAR_BEHIND = re.compile(
    r"(?:[^\W\d_]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]){2,45}(?: [^\W\d_]\S{0,6})?[ .]{0,2}(\d{4})(?!\d)"
)
_FEWEST_LETTERS = 3  # of a law's name in such a script
_NO_ITEM = Item(0, 0, "mark", "")
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
    return _in_marks(page, word) or _run_on_behind(page, word) or _name_behind(page, word) or _name_before(page, word)


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


def _run_on_behind(page: Page, word: TypeWord) -> Title | None:
    """Read กฎหมายที่ดิน พ.ศ. 2567: in a script without spaces only the year tells where a name ends."""
    year = _YEAR_BEHIND.match(page.text, word.end)
    if year is None or not runs_on(page.text[word.end]):
        return None
    item = page.after[year.start(1)]
    stated = _year_at(item) if item else None
    if item is None or stated is None or _splits(page, word.end, year.start(1)):
        return None
    end = year.start(1)
    while (last := page.before[end]) and ("year" in last.classes or last.kind == "mark"):
        end = last.start
    if end - word.end < _FEWEST_LETTERS or _is_in(page, end):
        return None
    return Title(word.start, item.end, page.text[word.start : end].strip(), stated)


def _is_in(page: Page, end: int) -> bool:
    """Tell "laws in the year": a name does not end in a small word."""
    last = page.before[end]
    return last is not None and bool(last.classes.keys() & {"of", "and", "on", "dated"})


def _splits(page: Page, start: int, end: int) -> bool:
    """Tell whether another document, a body or an "and" stands in a stretch, which then is no one name."""
    position = start
    while position < end:
        item = page.after[position]
        if item is None or item.classes.keys() & {"types", "issuers", "and", "issues"}:
            return item is not None
        position = item.end
    return False


def _name_behind(page: Page, word: TypeWord) -> Title | None:
    """Read Luật Đất đai 2024, Law on Cadres, loi foncière de 2024, Bodengesetz von 2024."""
    position = end = word.end
    words = int(page.text[word.start : word.end] not in page.words.entries)  # a compound holds the name
    capital = False
    for _ in range(2 * _MOST_WORDS):
        item = page.after[position]
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
    following = page.after[item.end]
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
    entry = page.words.entries.get(page.text[item.start : item.end])
    end = item.end if entry else item.end - 1  # no list has the dot of an abbreviation: Νόμος αριθ.
    span = page.normal.span(item.start, end)
    written = page.source[span.start : span.end]
    return written.isascii() or key(written) in (entry or page.words.entries[page.text[item.start : end]]).spelled


def _year_at(item: Item) -> str | None:
    if item.kind != "number":
        return None
    if _YEAR.fullmatch(item.value):
        return str(item.value)
    return str(int(item.value) - _BUDDHIST) if _BUDDHIST_YEAR.fullmatch(item.value) else None


def _name_before(page: Page, word: TypeWord) -> Title | None:
    """Read the Land Law, the 2024 Land Law, 2024年土地法, vuoden 2024 maalaki, भूमि कानून 2024."""
    behind = _year_behind(page, word.end)
    position, start, year = word.start, word.start, None
    compound = words = int(_is_compound(page, word))
    letters = 0
    for _ in range(_MOST_LETTERS + 2):
        item = page.before[position]
        year = _year_at(item) if item else None
        if item is None or year or ("and" in item.classes and not compound):
            break
        if _names(page, item, word, behind=behind is not None, words=words):
            words, start = words + 1, item.start
        elif runs_on(page.text[item.start]):
            letters += 0 if "of" in item.classes else item.end - item.start
        elif not (compound and _leads_to_year(page, item)):
            break
        position = item.start
        if words > _MOST_WORDS or letters > _MOST_LETTERS:
            return None
    if year and (words or letters) and not (compound and position == word.start and not _of_year(page, position)):
        name = _without_year_word(page.text[start if words else position : word.end])
        if compound or name != page.text[word.start : word.end]:
            return Title(_before_year(page, position), word.end, name, year)
        return None
    if start == word.start:
        return None
    return Title(start, behind.end if behind else word.end, page.text[start : word.end], _year_at(behind or _NO_ITEM))


def _without_year_word(name: str) -> str:
    for word in ("年", "년", "の"):
        name = name.removeprefix(word)
    return name.strip()


def _year_behind(page: Page, position: int) -> Item | None:
    """Give the year behind a law's name, but not that of "the new law in 2024", where a small word follows it."""
    item = page.after[position]
    if item is None or _year_at(item) is None:
        return None
    following = page.after[item.end]
    return None if following and following.classes.keys() & {"of", "year"} and _no_case_at(page, position) else item


def _no_case_at(page: Page, end: int) -> bool:
    return _has_no_case(page.text[end - 1])


def _of_year(page: Page, position: int) -> bool:
    """Tell the year's law from "in the year": vuoden 2024 maalaki, not vuonna 2024."""
    year = page.before[position]
    item = page.before[year.start] if year else None
    return item is not None and {"of", "year"} <= item.classes.keys()


def _is_compound(page: Page, word: TypeWord) -> bool:
    """Tell a type word that holds the name: Bodengesetz, maalaki."""
    return page.text[word.start : word.end] not in page.words.entries and not runs_on(page.text[word.start])


def _names(page: Page, item: Item, word: TypeWord, *, behind: bool, words: int) -> bool:
    """Tell a word of the name: one with a capital, or where there are none, one of two before a law with a year."""
    if item.kind == "name":
        return page.capital(word.start)
    return (
        behind
        and item.kind == "other"
        and _has_no_case(item.value)
        and not runs_on(item.value[0])
        and words < _MOST_CASELESS
    )


def _has_no_case(word: str) -> bool:
    return word[0].upper() == word[0].lower()


def _leads_to_year(page: Page, item: Item) -> bool:
    """Tell what stands between a year and a compound: 2013. évi földtörvény, 2024-es."""
    ending = item.end - item.start <= _ENDING and page.text[item.start - 1 : item.start] in ("-", "")
    return "year" in item.classes or item.value in (".", "-") or ending


def _before_year(page: Page, position: int) -> int:
    """Give where the year that ends at `position` begins."""
    item = page.before[position]
    return item.start if item else position
