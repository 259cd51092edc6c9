"""The lines of a PDF page as PDFium sees them, with where they stand and the fonts that matter.

Coordinates are points from the lower left corner. A line is cut into segments at wide gaps: cells of a table, or the
lines of two columns that stand beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_char, c_int, c_ushort
from itertools import groupby
from typing import Any, NamedTuple

from tracuu.corpus import legacy
from tracuu.corpus.office.fonts import Run

WIDE = 1.1
"""A gap so many times as wide as the letters are high is no blank between words."""

_MAYBE_OLD = re.compile("[\xa1-\xff]")
_UPRIGHT = 0.1  # radians
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
    """Give the lines of a page in the order in which the file paints them, each as its segments."""
    text = _text(textpage)
    found = []
    place = 0
    for written in text.split("\n"):
        if written.strip():
            segments = list(_segments(textpage, written, place))
            if segments:
                found.append(segments)
        place += len(written) + 1
    return found


def _text(textpage: Any) -> str:
    """Give all characters of a page, one for each that PDFium counts."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    codes = list(buffer)[:count]
    if written != count + 1 or any(0xD800 <= code < 0xE000 for code in codes):  # noqa: PLR2004  halves of pairs
        codes = [raw.FPDFText_GetUnicode(textpage, place) for place in range(count)]
    return "".join(_HYPHENS.get(code) or chr(code) for code in codes).replace("\r", " ")


def _segments(textpage: Any, written: str, start: int) -> Iterator[Segment]:
    """Cut one line at wide gaps."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[^ \t\xa0]+", written)]
    boxes = [(_box(textpage, start + first), _box(textpage, start + last - 1)) for first, last in words]
    if not words or not _is_upright(textpage, start + words[0][0]):
        return
    begin = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or _is_wide(boxes[place - 1][1], boxes[place][0]):
            first, last = words[begin][0], words[place - 1][1]
            inside = [box for pair in boxes[begin:place] for box in pair]
            runs = _runs(textpage, written[first:last], start + first)
            yield Segment(runs, *_around(inside))
            begin = place


def _around(boxes: list[_Box]) -> _Box:
    """Give the box around letters; those that are much higher or lower than the rest (raised ones) do not count."""
    middle = sorted(boxes, key=lambda box: box.top - box.bottom)[len(boxes) // 2]
    return _Box(min(box.left for box in boxes), max(box.right for box in boxes), middle.bottom, middle.top)


def _is_wide(left: _Box, right: _Box) -> bool:
    height = max(left.top - left.bottom, right.top - right.bottom)
    return right.left - left.right > WIDE * height or right.left < left.left - height


def _is_upright(textpage: Any, place: int) -> bool:
    from pypdfium2 import raw

    return abs(float(raw.FPDFText_GetCharAngle(textpage, place))) < _UPRIGHT


def _box(textpage: Any, place: int) -> _Box:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, place, byref(box))
    return _Box(box.left, box.right, box.bottom, box.top)


def _runs(textpage: Any, text: str, start: int) -> tuple[Run, ...]:
    """Give text by its fonts, where letters of old fonts may be in it; to ask for fonts takes long."""
    if not _MAYBE_OLD.search(text) or legacy.is_beyond_western(text):
        return (Run(text),)
    fonts = [_font(textpage, start + place) for place in range(len(text))]
    pairs = groupby(zip(fonts, text, strict=True), key=lambda pair: pair[0])
    return tuple(Run("".join(sign for _, sign in same), font or None) for font, same in pairs)


def _font(textpage: Any, place: int) -> str:
    from pypdfium2 import raw

    name, flags = (c_char * _LONGEST_NAME)(), c_int()
    raw.FPDFText_GetFontInfo(textpage, place, name, _LONGEST_NAME, byref(flags))
    return name.value.decode("utf-8", "replace")
