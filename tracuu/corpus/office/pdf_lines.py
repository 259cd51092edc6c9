"""The lines of a PDF page as PDFium sees them, with where they stand and the fonts that matter.

Coordinates are points from the lower left corner. A line is cut into segments at wide gaps: cells of a table, or the
lines of two columns that stand beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_char, c_double, c_int, c_ushort
from itertools import groupby, pairwise
from math import hypot
from typing import Any, NamedTuple

from tracuu.corpus import legacy
from tracuu.corpus.office.fonts import Run, is_old

WIDE = 1.1
"""A gap so many times as wide as the letters are high is no blank between words."""

_WORD = re.compile("[^ \t\r\n\xa0\xad]+\xad?")
_BELOW = 0.22  # of the size of a font: what its letters reach below the line
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_CODE_PARTS = re.compile(r"[A-Za-z]+(?:[^A-Za-z0-9]+[A-Za-z]+)*|[0-9]+(?:[.,/:][0-9]+)*|.")
_BLANKS = " \t\xa0"
_LINE = re.compile(r"[^\s\x00][^\r\n]*")
_MAYBE_OLD = re.compile("[\xa1-\xff]")
_UPRIGHT = 0.1  # radians
_OVERLAP = 0.4  # of the height of the lower letters
_BACK = 0.5  # times the height: letters may lean over the one before
_DRAWN_OUT = 1.8  # times the narrowest gap of a line: no wider are those of a line that was drawn out
_VERY_WIDE = 4  # times the height: wider than any line is drawn out
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

    page = _Page(textpage.raw, raw, raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double())
    text = _text(page)
    page = page._replace(is_mirrored=2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text)))
    turned: list[str] = []
    found: list[list[_Word]] = []
    for line in _LINE.finditer(text):
        if abs(float(page.pdfium.FPDFText_GetCharAngle(page.handle, line.start()))) > _UPRIGHT:
            turned.append(line[0])
            continue
        for word in _words(page, line):
            if found and _is_beside(found[-1][-1].last, word.first):
                found[-1].append(word)
            elif found and (place := _gap_for(word, found[-1])) is not None:
                found[-1].insert(place, word)
            else:
                found.append([word])
    upright = [[_segment(page, text, part) for part in _parts(line)] for line in found]
    return [*upright, *([Segment((Run(line),), 0, 0, 0, 0)] for line in turned)]


class _Word(NamedTuple):
    """A word (or a line that was painted as one piece), its place among the page's characters, its ends' boxes."""

    text: str
    start: int
    first: _Box
    last: _Box


def _words(page: _Page, line: re.Match[str]) -> Iterator[_Word]:
    """Give the words of a line; a line that was painted as one piece, in one font, is given whole."""
    start, length = line.start(), len(line[0].rstrip(_BLANKS))
    if page.pdfium.FPDFText_CountRects(page.handle, start, length) == 1:
        yield _word(page, line.string[start : start + length], start)
        return
    for one in _WORD.finditer(line.string, *line.span()):
        yield _word(page, one[0], one.start())


def _word(page: _Page, text: str, start: int) -> _Word:
    """Measure a word by its ends, its height by the font of its first letter."""
    low, high = _height(page, start)
    if page.is_mirrored and text.isascii():
        sides = [_sides(page, start + place) for place in range(len(text))]
        text = _as_written("".join(sign for _, sign in sorted(zip(sides, text, strict=True), reverse=True)))
        box = _Box(min(left for left, _ in sides), max(right for _, right in sides), low, high)
        return _Word(text, start, box, box)
    if page.is_mirrored:
        text = _ALEF_LAM.sub(lambda found: _in_order(page, found, start), text)
    ends = sorted((_sides(page, start), _sides(page, start + len(text) - 1)))
    return _Word(text, start, *(_Box(left, right, low, high) for left, right in ends))


def _in_order(page: _Page, found: re.Match[str], start: int) -> str:
    """Give alef and lam in order: drawn as one sign, PDFium turns them around with the word."""
    place = start + found.start()
    return found[0][::-1] if _sides(page, place) == _sides(page, place + 1) else found[0]


def _as_written(drawn: str) -> str:
    """Undo how codes are drawn among letters that run to the left: 35-NQ/TU is drawn as NQ/TU-35.

    Letters and numbers each keep their direction and change places (Unicode Bidirectional Algorithm, rules N1 and L2).
    """
    parts = _CODE_PARTS.findall(drawn)
    mixed = any(part[0].isdigit() for part in parts) and any(part[0].isalpha() for part in parts)
    return "".join(reversed(parts)) if mixed else drawn


def _gap_for(word: _Word, line: list[_Word]) -> int | None:
    """Tell before which word of a line another one stands: letters of another font may be painted afterwards."""
    place = next((place for place, one in enumerate(line) if one.first.left >= word.last.right - 1), None)
    if place is None or not _overlaps(line[place].first, word.first):
        return None
    return place if place == 0 or line[place - 1].last.right <= word.first.left + 1 else None


def _parts(line: list[_Word]) -> list[list[_Word]]:
    """Cut a line at wide gaps. Where all gaps are nearly as wide, a line was drawn out to fill its column."""
    gaps = [right.first.left - left.last.right for left, right in pairwise(line)]
    usual = min(filter(lambda gap: gap > 0, gaps), default=0.0) if len(gaps) > 1 else 0.0
    parts = [[line[0]]]
    for gap, word in zip(gaps, line[1:], strict=True):
        height = word.first.top - word.first.bottom
        if gap > WIDE * height and (gap > _DRAWN_OUT * usual or gap > _VERY_WIDE * height):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


class _Page(NamedTuple):
    """A page's text as PDFium's functions take it, those functions, and room for what they answer."""

    handle: Any
    pdfium: Any
    box: Any
    matrix: Any
    x: Any
    y: Any
    is_mirrored: bool = False  # it is read from right to left: all is measured from the right


def _is_beside(left: _Box, right: _Box) -> bool:
    """Tell whether letters stand on one line: they overlap in height (raised ones do), and go on to the right."""
    height = min(left.top - left.bottom, right.top - right.bottom)
    return _overlaps(left, right) and right.left > left.right - _BACK * max(height, 1)


def _overlaps(left: _Box, right: _Box) -> bool:
    height = min(left.top - left.bottom, right.top - right.bottom)
    return min(left.top, right.top) - max(left.bottom, right.bottom) > _OVERLAP * height


def _segment(page: _Page, text: str, words: list[_Word]) -> Segment:
    """Make a segment of words: a blank between two, unless they stand so close that a change of font parts them."""
    between = ["", *("" if _is_close(text, left, right) else " " for left, right in pairwise(words))]
    box = _around([box for word in words for box in (word.first, word.last)])
    old = [_is_old(page, word) for word in words]
    if not any(old) or any(_is_unicode(page, word) for word in words):
        return Segment((Run("".join(map(str.__add__, between, (word.text for word in words)))),), *box)
    runs: list[Run] = []
    for blank, word, in_old in zip(between, words, old, strict=True):
        in_fonts = _runs(page, word) if in_old or (word.text.isascii() and any(old)) else [Run(word.text)]
        runs += [Run(blank, in_fonts[0].font), *in_fonts] if blank else in_fonts
    return Segment(tuple(runs), *box)


def _is_old(page: _Page, word: _Word) -> bool:
    """Tell whether a word with odd letters is typed in an old font; to ask for the font of each letter takes long."""
    odd = _MAYBE_OLD.search(word.text)
    if odd is None or legacy.is_beyond_western(word.text):
        return False
    return is_old(_font(page, word.start + odd.start()))


def _is_unicode(page: _Page, word: _Word) -> bool:
    """Tell whether a word was typed in Unicode though its font is an old one: then its neighbours were too."""
    return legacy.is_beyond_western(word.text) and is_old(_font(page, word.start))


def _is_close(text: str, left: _Word, right: _Word) -> bool:
    """Tell whether two words are one that PDFium took apart: no blank was painted, and hardly a gap."""
    between = text[left.start + len(left.text) : right.start]
    if between.strip(" \xa0") == "" and between:
        return False
    return right.first.left - left.last.right < _CLOSE * (right.first.top - right.first.bottom)


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


def _sides(page: _Page, place: int) -> tuple[float, float]:
    """Give where a letter begins and ends."""
    page.pdfium.FPDFText_GetLooseCharBox(page.handle, place, page.box)
    return (-page.box.right, -page.box.left) if page.is_mirrored else (page.box.left, page.box.right)


def _height(page: _Page, place: int) -> tuple[float, float]:
    """Give from where to where letters reach: by the size of their font, for fonts say different things of that."""
    page.pdfium.FPDFText_GetCharOrigin(page.handle, place, page.x, page.y)
    page.pdfium.FPDFText_GetMatrix(page.handle, place, page.matrix)
    drawn = hypot(page.matrix.b, page.matrix.d)
    size = float(page.pdfium.FPDFText_GetFontSize(page.handle, place)) * drawn
    return page.y.value - _BELOW * size, page.y.value + (1 - _BELOW) * size


def _runs(page: _Page, word: _Word) -> list[Run]:
    """Give a word by its fonts."""
    fonts = [_font(page, word.start + place) for place in range(len(word.text))]
    pairs = groupby(zip(fonts, word.text, strict=True), key=lambda pair: pair[0])
    return [Run("".join(sign for _, sign in same), font or None) for font, same in pairs]


def _font(page: _Page, place: int) -> str:
    name, flags = (c_char * _LONGEST_NAME)(), c_int()
    page.pdfium.FPDFText_GetFontInfo(page.handle, place, name, _LONGEST_NAME, byref(flags))
    return name.value.decode("utf-8", "replace")
