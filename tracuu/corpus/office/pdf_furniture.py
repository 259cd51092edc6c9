"""What stands on every page of a PDF and belongs to none: running heads, running feet, page numbers.

Looked at are the outermost lines of a page. One is furniture when other pages have it at the same place, digits aside,
or when it is nothing but the number of its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracuu.corpus.office.pdf_columns import Line

_DEPTH = 3  # lines from the top, and from the foot
_OFTEN = 3  # pages
_SHARE = 0.3  # of all pages: heads may differ on left and right pages, and from chapter to chapter
_DIGITS = re.compile(r"\d+")
_LONGEST = 160  # letters; a running head is no longer
_GRAIN = 12  # points; a head stands where it stands on all pages, give or take
_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,10}\.?\s*)?(\d{1,4})(?:\s*(?:/|of|de|trên|von|из)\s*\d{1,4})?\W*")
_ROMAN = re.compile(r"\W*[ivxlc]{1,7}\W*")

Page = Sequence[Line]


def without(pages: Sequence[Page]) -> list[list[Line]]:
    """Give the lines of pages without their furniture."""
    often = _often(pages)
    shift = _shift(pages)
    return [
        [
            line
            for place, line in enumerate(page)
            if (number, place) not in often and not _is_number(page, line, shift, number)
        ]
        for number, page in enumerate(pages)
    ]


def _often(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Give (page, place of the line) of lines that other pages have at the same place."""
    seen = [(number, place, _shape(page[place])) for number, page in enumerate(pages) for place in _outer(page)]
    pages_of: dict[tuple[str, int], set[int]] = {}
    for number, _, shape in seen:
        if shape:
            for near in (-1, 0, 1):
                pages_of.setdefault((shape[0], shape[1] + near), set()).add(number)
    least = max(_OFTEN, int(_SHARE * len(pages)) if len(pages) < 30 else _OFTEN)  # noqa: PLR2004  chapters of a book
    return {(number, place) for number, place, shape in seen if shape and len(pages_of[shape]) >= least}


def _outer(page: Page) -> Iterator[int]:
    """Give the places of the lines that stand highest and lowest."""
    by_height = sorted(range(len(page)), key=lambda place: page[place].bottom)
    yield from dict.fromkeys([*by_height[:_DEPTH], *by_height[-_DEPTH:]])


def _shape(line: Line) -> tuple[str, int] | None:
    text = _DIGITS.sub("#", " ".join(line.text.split()).lower())
    return (text, round(line.bottom / _GRAIN)) if text and len(text) <= _LONGEST else None


def _shift(pages: Sequence[Page]) -> int | None:
    """Tell by how much the numbers printed on pages differ from counting; None where none are printed."""
    found: Counter[int] = Counter()
    for number, page in enumerate(pages, 1):
        found.update({printed - number for place in _outermost(page) if (printed := _printed(page[place])) is not None})
    if not found:
        return None
    shift, times = found.most_common(1)[0]
    return shift if times > 1 or (len(pages) == 1 and shift == 0) else None


def _outermost(page: Page) -> set[int]:
    if not page:
        return set()
    by_height = sorted(range(len(page)), key=lambda place: page[place].bottom)
    return {by_height[0], by_height[-1]}


def _printed(line: Line) -> int | None:
    found = _NUMBER.fullmatch(line.text.strip())
    return int(found[1]) if found else None


def _is_number(page: Page, line: Line, shift: int | None, number: int) -> bool:
    if not any(page[place] is line for place in _outermost(page)):
        return False
    if _ROMAN.fullmatch(line.text.strip()) and len(page) > 1:
        return True
    return shift is not None and _printed(line) == number + 1 + shift
