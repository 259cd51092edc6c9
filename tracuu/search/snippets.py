"""The passage of a text that shows best why it was found.

The words that matched are found with the tokens the index was made from (`text.tokens.streams`), so what is marked
is what matched. The passage is the stretch of the width asked for that holds most of the different query words, then
most often, then nearest together; it begins where a sentence begins if it can, and is cut between words, or between
graphemes in scripts that have no spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tracuu.records import CONTENT, Mark, Role, Span
from tracuu.search.places import Found, Marker
from tracuu.search.width import fitting, width
from tracuu.tuples import Record

if TYPE_CHECKING:
    import regex

ELLIPSIS = "…"
_NAME = -1  # stands for names in place of the number of a query word
COLUMNS = 240
_STOPS, _CLOSING = ".!?…", '"”’»)]'
_WIDE_STOPS, _WIDE_CLOSING = "。！？؟।។៕", "」』”"
_ENDS = frozenset(f"{_STOPS}{_WIDE_STOPS}:\n")
_SPEECH = '"“‘«–—-'  # behind a colon only speech begins: the name behind "Photo:" is the end of what stands before it
_SPACE = re.compile(r"\s")
_REACH = 24  # characters a cut may move to stand between words
_CANDIDATES = 200  # places looked at in one text; a long text repeats itself


class Snippet(Record):
    """A passage in one line: `text` with line ends as spaces, `spans` of what matched in it (code points of `text`).

    `matched` are the different words as they stand in the whole text, in order; `start` is where the passage begins
    in the given text.
    """

    text: str
    spans: tuple[Span, ...]
    matched: tuple[str, ...]
    start: int


def snippet(
    given: str, marks: Sequence[Mark], marker: Marker, columns: int = COLUMNS, named: Iterable[Span] = ()
) -> Snippet:
    """Choose the passage of at most `columns` terminal columns of the article's own lines that shows the match best.

    `marker` finds the words of the query in texts of this language; `named` are places of given text that name what was
    asked for, which count as one word of the query more. The title, which is shown beside the passage, serves only
    where there is nothing else; furniture never. Without a match it is the beginning.
    """
    body = _joined(given, [mark for mark in marks if mark.role in CONTENT and mark.role is not Role.TITLE])
    if not body.text.strip():
        body = _joined(given, [mark for mark in marks if mark.role is Role.TITLE])
    places = marker.find(body.text)
    if names := [place for span in named if (place := body.name(span, _worth_of(span, marks)))]:
        places = with_names(places, names)
    start, end = _passage(body.text, places, columns)
    return _show(body, start, end, places)


class _Joined(Record):
    """Lines of an article joined by line ends, and where each began: in the joined text and in the given text."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def given(self, place: int) -> int:
        """Carry a place of the joined text back to the given text."""
        joined, given = next(((j, g) for j, g in reversed(self.starts) if j <= place), (0, 0))
        return given + place - joined

    def name(self, span: Span, weight: float) -> Found | None:
        """Carry the place of a name in the given text to the joined text; None where it is not in these lines."""
        joined, given = next(((j, g) for j, g in reversed(self.starts) if g <= span.start), (0, span.start + 1))
        start, end = joined + span.start - given, joined + span.end - given
        line_end = self.text.find("\n", max(joined, 0))
        inside = given <= span.start and end <= (line_end if line_end >= 0 else len(self.text))
        return a_name(start, end, weight) if inside else None


def a_name(start: int, end: int, weight: float = 1.0) -> Found:
    """Give the place of a name as one that matched; it counts as much as a word that stands as it was typed."""
    return Found(start, end, _NAME, weight)


def _worth_of(span: Span, marks: Iterable[Mark]) -> float:
    """Say how much a name's place counts: a sentence of the text tells more than a caption."""
    return 0.5 if any(one.role is Role.CAPTION and one.start <= span.start < one.end for one in marks) else 1.0


def with_names(places: Iterable[Found], names: Sequence[Found]) -> list[Found]:
    """Put places of names among those of words, in order; a word inside of a name is marked with it."""
    apart = [one for one in places if not any(name.start < one.end and one.start < name.end for name in names)]
    return sorted((*apart, *names), key=lambda place: place.start)


def _joined(given: str, marks: Iterable[Mark]) -> _Joined:
    lines: list[str] = []
    starts: list[tuple[int, int]] = []
    place = 0
    for mark in marks:
        starts.append((place, mark.start))
        lines.append(given[mark.start : mark.end])
        place += mark.end - mark.start + 1
    return _Joined("\n".join(lines), tuple(starts))


def _passage(text: str, places: Sequence[Found], columns: int) -> tuple[int, int]:
    """Choose where the passage begins and ends."""
    if not places:
        start = len(text) - len(text.lstrip())
        return start, _end(text, start, columns)
    first, last = _densest(text, places[:_CANDIDATES], columns)
    start = _start(text, first, last, columns)
    end = _end(text, start, columns)
    # What is left over at the end of the text is better spent before the match.
    if end == len(text) and start:
        left = columns - width(text[start:end]) - 1
        start = next(iter(_sentences(text, start, left)), None) or _earlier(text, start, left)
    return start, end


def _densest(text: str, places: Sequence[Found], columns: int) -> tuple[int, int]:
    """Give the start and end of the run of places that fits and is worth most; the first of equals."""
    room = columns - 2
    wide = 2 if text and width(text[:200]) > 1.5 * len(text[:200]) else 1
    best, best_worth = (places[0].start, places[0].end), -1.0
    last = 0
    for number, place in enumerate(places):
        last = max(last, number)
        while last + 1 < len(places) and (places[last + 1].end - place.start) * wide <= room:
            last += 1
        worth = _worth(places[number : last + 1])
        if worth > best_worth + 1e-9:
            best, best_worth = (place.start, places[last].end), worth
    return best


def _worth(places: Sequence[Found]) -> float:
    heaviest: dict[int, float] = {}
    near = 0
    for number, place in enumerate(places):
        heaviest[place.word] = max(heaviest.get(place.word, 0.0), place.weight)
        before = places[number - 1] if number else None
        near += bool(before and before.word != place.word and place.start - before.end <= 1)
    return 10 * sum(heaviest.values()) + 2 * min(near, 3) + 0.1 * min(len(places), 10)


def _start(text: str, first: int, last: int, columns: int) -> int:
    """Begin at the sentence of the first match if the last one still fits, else some words before it."""
    spare = columns - 2 - width(text[first:last])
    if spare <= 0:
        return _cluster(text, first)
    sentences = _sentences(text, first, int(spare * 0.7))
    return sentences[-1] if sentences else _earlier(text, first, spare // 3)


def _sentences(text: str, place: int, columns: int) -> list[int]:
    """List where sentences begin in the `columns` before a place."""
    earliest = _back(text, place, columns)
    low = max(0, earliest - 8)
    begins = _begins(text, low, place)
    if not text[:earliest].strip():
        begins.insert(0, len(text) - len(text.lstrip()))
    return [begin for begin in begins if earliest <= begin <= place]


def _begins(text: str, low: int, high: int) -> list[int]:
    """List where sentences begin in a stretch of text, by what stands before them."""
    begins: list[int] = []
    for at, sign in enumerate(text[low:high], low):
        if sign in _ENDS and at >= (begins or [low])[-1] and (end := _behind_end(text, at, high)):
            begins.append(end)
    return begins


def _behind_end(text: str, at: int, high: int) -> int:
    """Give the place behind the end of a sentence that stands at a place, with what closes it; 0 where none does."""
    sign = text[at]
    if sign in _STOPS:
        closed = _over(text, at + 1, high, _CLOSING.__contains__)
        end = _over(text, closed, high, str.isspace)
        # "… đồng ý.Ông nói": the space was forgotten
        is_run_on = at + 1 < high and text[at - 1 : at].islower() and text[at + 1].isupper()
        return end if end > closed else (at + 1) * is_run_on
    if sign == "\n":
        return _over(text, at + 1, high, str.isspace)
    if sign == ":":
        end = _over(text, at + 1, high, str.isspace)
        return end if at + 1 < end < high and text[end] in _SPEECH else 0
    if sign in _WIDE_STOPS:
        end = _over(text, at + 1, high, _WIDE_STOPS.__contains__)
        end += end < high and text[end] in _WIDE_CLOSING
        return _over(text, end, high, str.isspace)
    return 0


def _over(text: str, at: int, high: int, is_one: Callable[[str], bool]) -> int:
    """Go on over the characters that are of a kind."""
    while at < high and is_one(text[at]):
        at += 1
    return at


def _back(text: str, place: int, columns: int) -> int:
    """Go back from a place by as many characters as fit into `columns`."""
    return place - fitting(text[max(0, place - columns) : place][::-1], columns)


def _earlier(text: str, place: int, columns: int) -> int:
    """Move a start back by at most `columns`, to the beginning of a word."""
    back = _back(text, place, max(columns, 0))
    if back in (0, place):
        return back
    space = _SPACE.search(text, back - 1, min(place, back + _REACH))
    return int(space.end()) if space else _cluster(text, back)


def _end(text: str, start: int, columns: int) -> int:
    """End where the width is used up, between words."""
    rest = text[start : start + columns * 2]
    fits = fitting(rest, columns - (2 if start else 1))
    end = start + fits
    if end >= len(text):
        return len(text)
    if text[end].isspace():
        return end
    for back in range(end, max(start + 1, end - _REACH), -1):
        if text[back - 1].isspace():
            return back - 1
    return max(_cluster(text, end), start)


def _cluster(text: str, place: int) -> int:
    """Move a place back to the beginning of the grapheme it stands in (UAX 29)."""
    if place <= 0 or place >= len(text) or all(map(_is_latin, text[place - 1 : place + 1])):
        return place
    # Counting must begin where no grapheme is cut: at the space before, or far enough away.
    low = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place), place - 64, 0)
    starts = [int(found.start()) for found in _clusters().finditer(text, low, min(len(text), place + 64))]
    return max((start for start in starts if start <= place), default=place)


def _is_latin(character: str) -> bool:
    """Tell whether a character is of the Latin and Greek blocks in which none joins another."""
    return " " <= character < "\u0300" or "\u1e00" <= character < "\u2000"


@cache
def _clusters() -> regex.Pattern[str]:
    import regex  # seldom needed, and slow to import

    return regex.compile(r"\X")


def _show(body: _Joined, start: int, end: int, places: Sequence[Found]) -> Snippet:
    passage = body.text[start:end].rstrip()
    end = start + len(passage)
    lead = ELLIPSIS if body.text[:start].strip() else ""
    tail = ELLIPSIS if body.text[end:].strip() else ""
    shift = len(lead) - start
    spans = tuple(
        Span(place.start + shift, min(place.end, end) + shift) for place in places if start <= place.start < end
    )
    text = lead + _SPACE.sub(" ", passage) + tail
    matched = tuple(dict.fromkeys(body.text[place.start : place.end] for place in places))
    return Snippet(text, spans, matched, body.given(start))
