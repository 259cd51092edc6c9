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
_FEW_PAGES = 30
_SHARE = 0.3  # of few pages: heads may differ on left and right pages, and from chapter to chapter
_DIGITS = re.compile(r"\d{1,5}")
_LONGEST = 160  # letters; a running head is no longer
_GRAIN = 12  # points; a head stands where it stands on all pages, give or take
_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,10}\.?\s*)?(\d{1,4})(?:\s*(?:/|of|de|trên|von|из)\s*\d{1,4})?\W*")
_ROMAN = re.compile(r"\W*[ivxlc]{1,7}\W*")

Page = Sequence[Line]
Shape = tuple[str, int, int, int]


def without(pages: Sequence[Page]) -> list[list[Line]]:
    """Give the lines of pages without their furniture."""
    often = _often(pages)
    shift = _shift(pages)
    taken = [_taken(page, often, shift, number) for number, page in enumerate(pages, 1)]
    return [
        [line for place, line in enumerate(page) if place not in gone] for page, gone in zip(pages, taken, strict=True)
    ]


def _taken(page: Page, often: set[Shape], shift: int | None, number: int) -> set[int]:
    """Give the places of a page's furniture: from the top and from the foot, as far as one line follows another."""
    by_height = _by_height(page)
    found = {
        place for place, line in enumerate(page) if not line.height and not often.isdisjoint(_shapes(line, number))
    }
    for outer in (by_height[:_DEPTH], by_height[-_DEPTH:][::-1]):
        for place in outer:
            line = page[place]
            is_number = place in (by_height[0], by_height[-1]) and _is_number(line, shift, number, len(page))
            if not is_number and often.isdisjoint(_shapes(line, number)):
                break
            found.add(place)
    return found


def _by_height(page: Page) -> list[int]:
    """Give the places of lines from the foot upwards; those that stand on their side are left out."""
    return sorted((place for place, line in enumerate(page) if line.height), key=lambda place: page[place].bottom)


def _often(pages: Sequence[Page]) -> set[Shape]:
    """Give the shapes that lines of enough pages have at the same place."""
    pages_of: dict[Shape, set[int]] = {}
    for number, page in enumerate(pages, 1):
        by_height = _by_height(page)
        turned = [line for line in page if not line.height]
        for line in [*(page[place] for place in (*by_height[:_DEPTH], *by_height[-_DEPTH:])), *turned]:
            for text, counted, low, size in _shapes(line, number):
                for near in (-1, 0, 1):
                    pages_of.setdefault((text, counted, low + near, size), set()).add(number)
    least = max(_OFTEN, int(_SHARE * len(pages))) if len(pages) < _FEW_PAGES else _OFTEN
    return {shape for shape, numbers in pages_of.items() if len(numbers) >= least}


def _shapes(line: Line, number: int) -> Iterator[Shape]:
    """Give what a line may have in common with those of other pages: its words, place and size; a number that counts.

    The second part is by how much that number differs from the page's; 0 where the line is compared as it stands.
    """
    text = " ".join(line.text.split()).lower()
    if not text or len(text) > _LONGEST:
        return
    low, size = round(line.bottom / _GRAIN), round(line.height)
    yield text, 0, low, size
    for found in list(_DIGITS.finditer(text))[:3]:
        yield f"{text[: found.start()]}#{text[found.end() :]}", int(found[0]) - number, low, size


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
    by_height = _by_height(page)
    return {by_height[0], by_height[-1]} if by_height else set()


def _printed(line: Line) -> int | None:
    found = _NUMBER.fullmatch(line.text.strip())
    return int(found[1]) if found else None


def _is_number(line: Line, shift: int | None, number: int, lines: int) -> bool:
    if _ROMAN.fullmatch(line.text.strip()) and lines > 1:
        return True
    return shift is not None and _printed(line) == number + shift
