"""The lines of a PDF page as PDFium sees them, with where they stand and the fonts that matter.

Coordinates are points from the lower left corner. A line is cut into segments at wide gaps: cells of a table, or the
lines of two columns that stand beside each other.
"""

from __future__ import annotations

import re
from ctypes import byref, c_char, c_int, c_ushort
from itertools import groupby
from typing import Any, NamedTuple

from tracuu.corpus import legacy
from tracuu.corpus.office.fonts import Run

WIDE = 1.1
"""A gap so many times as wide as the letters are high is no blank between words."""

_WORD = re.compile("[^ \t\r\n\xa0\xad]+\xad?")
_LINE = re.compile(r"[^\s\x00][^\r\n]*")
_MAYBE_OLD = re.compile("[\xa1-\xff]")
_UPRIGHT = 0.1  # radians
_OVERLAP = 0.4  # of the height of the lower letters
_BACK = 0.5  # times the height: letters may lean over the one before
_CLOSE = 0.2  # times the height: no blank
_HYPHENS = {0x02: "\xad", 0xFFFE: "\xad"}  # PDFium's sign for a hyphen that divides a word at the end of a line
_LONGEST_NAME = 256


class Segment(NamedTuple):
    """Text on one line without a wide gap: from `left` to `right`, its letters from `bottom` to `top`."""

    runs: tuple[Run, ...]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Give how high its letters are, which goes with the size of the font."""
        return self.top - self.bottom


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


def lines(textpage: Any) -> list[list[Segment]]:
    """Give the lines of a page in the order in which the file paints them, each as its segments.

    Lines that do not stand upright follow at the end, as segments of no height.
    """
    from pypdfium2 import raw

    page = _Page(textpage.raw, raw, raw.FS_RECTF())
    text = _text(page)
    turned = _turned(page, text)
    found: list[list[_Words]] = []
    last: _Box | None = None
    for word in _WORD.finditer(text):
        if turned and any(start <= word.start() < end for start, end in turned):
            continue
        first, end = _box(page, word.start()), _box(page, word.end() - 1)
        if last is None or not _is_beside(last, first):
            found.append([_Words([word], [first, end])])
        elif first.left - last.right > WIDE * (last.top - last.bottom):
            found[-1].append(_Words([word], [first, end]))
        else:
            found[-1][-1].words.append(word)
            found[-1][-1].boxes.extend((first, end))
        last = end
    upright = [[_segment(page, text, one) for one in line] for line in found]
    return [*upright, *([Segment((Run(text[start:end]),), 0, 0, 0, 0)] for start, end in turned)]


class _Page(NamedTuple):
    """A page's text as PDFium's functions take it, those functions, and room for a box."""

    handle: Any
    pdfium: Any
    box: Any


class _Words(NamedTuple):
    """Words without a wide gap between them, and the boxes of the first and last letter of each."""

    words: list[re.Match[str]]
    boxes: list[_Box]


def _turned(page: _Page, text: str) -> list[tuple[int, int]]:
    """Give where the lines stand that are not upright."""
    return [
        (line.start(), line.end())
        for line in _LINE.finditer(text)
        if abs(float(page.pdfium.FPDFText_GetCharAngle(page.handle, line.start()))) > _UPRIGHT
    ]


def _is_beside(left: _Box, right: _Box) -> bool:
    """Tell whether letters stand on one line: they overlap in height (raised ones do), and go on to the right."""
    height = min(left.top - left.bottom, right.top - right.bottom)
    overlap = min(left.top, right.top) - max(left.bottom, right.bottom)
    return overlap > _OVERLAP * height and right.left > left.right - _BACK * max(height, 1)


def _segment(page: _Page, text: str, found: _Words) -> Segment:
    """Make a segment of words: a blank between two, unless they stand so close that a change of font parts them."""
    words = [word[0] for word in found.words]
    between = ["", *("" if _is_close(text, found, number) else " " for number in range(1, len(words)))]
    plain = "".join(blank + word for blank, word in zip(between, words, strict=True))
    if not _MAYBE_OLD.search(plain) or legacy.is_beyond_western(plain):
        return Segment((Run(plain),), *_around(found.boxes))
    runs: list[Run] = []
    for blank, word in zip(between, found.words, strict=True):
        in_fonts = _runs(page, word[0], word.start())
        runs += [Run(blank, in_fonts[0].font), *in_fonts] if blank else in_fonts
    return Segment(tuple(runs), *_around(found.boxes))


def _is_close(text: str, found: _Words, number: int) -> bool:
    before, word = found.words[number - 1], found.words[number]
    if "\n" not in text[before.end() : word.start()]:
        return False
    gap = found.boxes[2 * number].left - found.boxes[2 * number - 1].right
    return gap < _CLOSE * (found.boxes[2 * number].top - found.boxes[2 * number].bottom)


def _text(page: _Page) -> str:
    """Give all characters of a page, one for each that PDFium counts."""
    count = page.pdfium.FPDFText_CountChars(page.handle)
    if count <= 0:
        return ""
    buffer = (c_ushort * (count + 1))()
    written = page.pdfium.FPDFText_GetText(page.handle, 0, count, buffer)
    codes = list(buffer)[:count]
    if written != count + 1 or any(0xD800 <= code < 0xE000 for code in codes):  # noqa: PLR2004  halves of pairs
        codes = [page.pdfium.FPDFText_GetUnicode(page.handle, place) for place in range(count)]
    return "".join(map(chr, codes)).translate(_HYPHENS)


def _around(boxes: list[_Box]) -> _Box:
    """Give the box around letters; those that are much higher or lower than the rest (raised ones) do not count."""
    middle = sorted(boxes, key=lambda box: box.top - box.bottom)[len(boxes) // 2]
    return _Box(min(box.left for box in boxes), max(box.right for box in boxes), middle.bottom, middle.top)


def _box(page: _Page, place: int) -> _Box:
    box = page.box
    page.pdfium.FPDFText_GetLooseCharBox(page.handle, place, box)
    return _Box(box.left, box.right, box.bottom, box.top)


def _runs(page: _Page, text: str, start: int) -> list[Run]:
    """Give text by its fonts."""
    fonts = [_font(page, start + place) for place in range(len(text))]
    pairs = groupby(zip(fonts, text, strict=True), key=lambda pair: pair[0])
    return [Run("".join(sign for _, sign in same), font or None) for font, same in pairs]


def _font(page: _Page, place: int) -> str:
    name, flags = (c_char * _LONGEST_NAME)(), c_int()
    page.pdfium.FPDFText_GetFontInfo(page.handle, place, name, _LONGEST_NAME, byref(flags))
    return name.value.decode("utf-8", "replace")
