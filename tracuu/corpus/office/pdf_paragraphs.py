"""From the lines of a PDF to paragraphs: a file says where letters stand, not what belongs together.

A line goes on with the next when it is full (the next one's first word had no room on it), and the next is as large,
near below, and not set in. Words divided at the end of a line are joined. Where a page ends a mark is left, also within
a paragraph that goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tracuu.corpus import legacy
from tracuu.corpus.office.document import PAGE_BREAK, Block
from tracuu.corpus.office.pdf_columns import Line
from tracuu.records import Role

_SAME_SIZE = 1.12  # one line's letters as many times as high as another's are of the same size
_SMALL = 0.93  # times as high as the text's letters: a footnote
_LARGE = 1.15  # times as high as the text's letters: a heading
_HEADING_APART = 1.6  # times as high as its letters: the lines of one heading
_NARROWEST = 8  # times as high as the letters: no column is as narrow
_SET_IN = 0.8  # times as high as the letters
_INDENT = 4  # times as high as the letters: lines of one column begin no further apart
_APART = 1.35  # times the usual distance of lines: another paragraph
_HEADING = 220  # letters; a heading is no longer
_ENDS = ".!?:;…。！？؟۔।"
_CLOSING = "\"'”’»)]"
_ITEM = re.compile(r"(?:[•●○▪■□◦*+–—-]|\(?(?:\d{1,3}|[a-zđ]|[ivx]{1,5})[.)/])\s", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡])[)\].]?\s?\S")
_PART = re.compile(r"(\w[\w'’]*)-$")
_FIRST = re.compile(r"(\w[\w'’]*)")
_WORD = re.compile(r"\w[\w'’-]*\w")
# Scripts without blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese; their signs too.
_CLOSED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_VIETNAMESE = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)


class _Set(NamedTuple):
    """How a document is set: the height of its letters, the distance of its lines, its words (for divided ones)."""

    height: float
    leading: float
    words: frozenset[str]


def blocks(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """Give the paragraphs of pages, with a mark where each page but the last ends."""
    setting = _setting(pages)
    open_lines: list[Line] = []
    text = ""
    breaks = 0  # pages that ended since the last line
    for number, page in enumerate(pages):
        body, notes = _without_notes(page, setting)
        margins = _margins(body)
        for place, line in enumerate(body):
            last = open_lines[-1] if open_lines else None
            if last is not None and _goes_on(last, line, open_lines, margins, place, setting, paged=breaks > 0):
                text = _joined(text, line.text, PAGE_BREAK * breaks, setting.words)
            else:
                yield from _block(text, open_lines, setting)
                yield from [Block(PAGE_BREAK)] * breaks
                text, open_lines = line.text, []
            open_lines.append(line)
            breaks = 0
        yield from (Block(note) for note in notes)  # before a paragraph that goes on behind the page
        breaks += number < len(pages) - 1
    yield from _block(text, open_lines, setting)
    yield from [Block(PAGE_BREAK)] * breaks


def _without_notes(page: Sequence[Line], setting: _Set) -> tuple[list[Line], list[str]]:
    """Take footnotes out of the text that they interrupt: small lines at the foot of a column, the first numbered."""
    body: list[Line] = []
    notes: list[str] = []
    place = 0
    while place < len(page):
        end = place
        while end < len(page) and page[end].height and page[end].height < _SMALL * setting.height:
            end += 1
        ends_column = end == len(page) or page[end].bottom > page[place].bottom
        if end > place and ends_column and body and _NOTE.match(page[place].text):
            for line in page[place:end]:
                if _NOTE.match(line.text) or not notes:
                    notes.append(line.text)
                else:
                    notes[-1] = _joined(notes[-1], line.text, "", setting.words)
        else:
            end = max(end, place + 1)
            body += page[place:end]
        place = end
    return body, notes


def _block(text: str, lines: list[Line], setting: _Set) -> Iterator[Block]:
    if not text.strip():
        return
    large = median(line.height for line in lines) > _LARGE * setting.height
    yield Block(text, Role.HEADING if large and len(text) <= _HEADING else None)


def _setting(pages: Sequence[Sequence[Line]]) -> _Set:
    lines = [line for page in pages for line in page if line.height]
    heights = sorted(line.height for line in lines for _ in range(1 + len(line.text) // 20))
    distances = [
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if 0 < above.bottom - below.bottom < 3 * above.height
    ]
    words = {word.lower() for line in lines for word in _WORD.findall(line.text)}
    height = heights[(len(heights) - 1) // 2] if heights else 1.0
    return _Set(height, median(distances) if distances else 1.2 * height, frozenset(words))


def _margins(page: Sequence[Line]) -> list[tuple[float, float]]:
    """Give, for each line, where the column that it stands in begins and ends.

    Lines of a column begin near each other and are as large; the rows of tables say nothing.
    """
    column, begin = -1, float("-inf")
    keys: dict[int, tuple[int, int]] = {}
    for place, line in sorted(enumerate(page), key=lambda pair: pair[1].left):
        if line.left - begin > _INDENT * line.height:
            column += 1
        begin = line.left
        keys[place] = (column, round(line.height))
    sides: dict[tuple[int, int], tuple[float, float]] = {}
    for place, line in enumerate(page):
        left, right = sides.get(keys[place], (line.left, line.right))
        if not line.is_row:
            sides[keys[place]] = min(left, line.left), max(right, line.right)
    return [sides.get(keys[place], (line.left, line.right)) for place, line in enumerate(page)]


def _goes_on(
    last: Line,
    line: Line,
    before: list[Line],
    margins: list[tuple[float, float]],
    place: int,
    setting: _Set,
    *,
    paged: bool,
) -> bool:
    """Tell whether a line goes on with the paragraph before it."""
    larger, smaller = max(last.height, line.height), min(last.height, line.height)
    if last.is_row or line.is_row or larger > _SAME_SIZE * smaller:
        return False
    if smaller > _LARGE * setting.height:  # a heading: its lines are centred or broken where its words ask for it
        return not paged and 0 < last.bottom - line.bottom < _HEADING_APART * larger
    if paged or line.bottom > last.bottom:  # the next page or column
        return _is_open(last.text) and not _ITEM.match(line.text) and line.text[:1].islower()
    near = last.bottom - line.bottom <= _APART * max(setting.leading, line.height)
    left, right = margins[place]
    wide = last.right - left > _NARROWEST * line.height
    return near and wide and _is_full(last, line, right) and not _begins(last, line, before, left)


def _begins(last: Line, line: Line, before: list[Line], left: float) -> bool:
    """Tell whether a line is set in, or is an item of a list, as the first of a paragraph is."""
    is_open = _is_open(last.text)
    hangs = is_open and _ITEM.match(before[0].text) is not None
    is_set_in = line.left - (last.left if len(before) > 1 else left) > _SET_IN * line.height
    return (is_set_in and not hangs) or (_ITEM.match(line.text) is not None and not is_open)


def _is_full(last: Line, line: Line, right: float) -> bool:
    """Tell whether the first word of a line had no room on the one before."""
    words = line.text.split(maxsplit=1)
    first = line.text[:1] if _CLOSED.match(line.text) else words[0] if words else ""
    width = (line.right - line.left) * (len(first) + 1) / max(1, len(line.text))
    return right - last.right < width + 0.5 * line.height


def _is_open(text: str) -> bool:
    """Tell whether text ends as no sentence does."""
    return text.rstrip(_CLOSING + " ")[-1:] not in _ENDS


def _joined(text: str, line: str, breaks: str, words: frozenset[str]) -> str:
    """Join two lines of a paragraph; `breaks` are the marks of pages that end between them."""
    between = breaks or ("" if _CLOSED.match(text[-1:]) and _CLOSED.match(line[:1]) else " ")
    if text.endswith("\xad"):
        return text[:-1] + _undivided(text[:-1] + "-", line, breaks, words) + line
    if _PART.search(text) and line[:1].islower():
        return text[:-1] + _undivided(text, line, breaks, words) + line
    return text + between + line


def _undivided(text: str, line: str, breaks: str, words: frozenset[str]) -> str:
    """Give what stands between the halves of a word: nothing, or the hyphen that it is written with.

    Vietnamese divides no words, so a hyphen between its syllables is meant. Elsewhere the document's other words
    tell; where they do not, the word was divided.
    """
    before, behind = _PART.search(text), _FIRST.match(line)
    if not before or not behind or not behind[1][:1].islower():
        return "-" + breaks
    first, second = before[1].lower(), behind[1].lower()
    if first + second in words:
        return breaks
    meant = f"{first}-{second}" in words or _VIETNAMESE.search(first + second)
    syllables = legacy.is_syllable(first) and legacy.is_syllable(second) and not (first + second).isascii()
    return "-" + breaks if meant or syllables else breaks
