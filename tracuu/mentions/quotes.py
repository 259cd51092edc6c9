"""Where something stands in quotes: every style of quote, nested, mixed and broken ones too.

A mark is read by what stands on either side of it, as typographers do: open after a space and before a letter, closed
after a letter and before a space or a stop. Only where that does not tell (scripts without spaces, a space on the wrong
side) do the marks before it decide. One pass, a short memory, so that time grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from tracuu.mentions.letters import matches

LONGEST = 180
"""Characters between quotes beyond which nothing is a name."""

MOST_MARKS = 10_000
"""Marks read in one text. A newspaper article has fewer than a hundred; what has more is no text."""

_DEEPEST = 8  # quotes open at once; an older one was never closed

# `''`, two commas and two angle brackets are how keyboards without quotes write them. A pattern that begins with one
# set of signs passes over a text four times as fast as one that begins with a choice.
_SIGNS = "\"“”„‟«»‹›‘’‚‛'「」『』《》〈〉〝〞〟"
_BEGINNINGS = _SIGNS + "`<>,"
MARK = re.compile(rf"[{_BEGINNINGS}](?:(?<=')'|(?<=`)`|(?<=<)<|(?<=>)>|(?<=,),(?=[^\W\d_])|(?<=[{_SIGNS}]))")
_APOSTROPHES = frozenset("'’‘")
_SINGLE = frozenset("‹›‘’‚‛'")
_CORNER = frozenset("「」『』")
_BOOK = frozenset("《》〈〉")
_SURE_OPEN = frozenset("„‟〝「『《〈‚‛") | {",,", "``", "<<"}
_SURE_CLOSE = frozenset("」』》〉〞〟") | {">>"}

_OPENING = frozenset({""}).union("([{<¿¡:-\u2010\u2011–—/=|>\"“„«‹‘'「『《〈")
_CLOSING = frozenset({""}).union(".,;:!?)]}>-\u2010\u2011–—/|\"”“»›’'」』》〉、。,।۔،؛؟·")


class Quoted(NamedTuple):
    """What stands in quotes: `start` and `end` with the marks, `inner` and `inner_end` without them."""

    start: int
    end: int
    inner: int
    inner_end: int


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    family: str


_mark = partial(tuple.__new__, _Mark)  # makes one of its four values, in half the time


def quoted(text: str) -> list[Quoted]:
    """Give what stands in quotes in `text`, in order of its start; a quote never crosses a line end.

    Quotes within quotes are given too; what is longer than `LONGEST` is left out, what is in it is not.
    """
    return quotes_and_marks(text)[0]


def quotes_and_marks(text: str) -> tuple[list[Quoted], list[int]]:
    """Give what stands in quotes, and where all marks of quotes stand, apostrophes left out."""
    spans: list[Quoted] = []
    places: list[int] = []
    waiting: list[_Mark] = []
    line_end = 0
    for mark in _marks(text):
        places.append(mark.start)
        if mark.start >= line_end:
            waiting.clear()
            line_end = text.find("\n", mark.start)
            line_end = len(text) if line_end < 0 else line_end
        if _opens(mark, text, waiting):
            waiting.append(mark)
            if len(waiting) > _DEEPEST:
                del waiting[0]
        elif opener := _opener(mark, waiting):
            _keep(spans, opener, mark)
    return sorted(spans), places


def has_few_marks(text: str) -> bool:
    """Tell whether all marks of a text are read."""
    return len(text) <= MOST_MARKS or next(islice(matches(MARK, text, _BEGINNINGS), MOST_MARKS, None), None) is None


def _marks(text: str) -> Iterator[_Mark]:
    for found in islice(matches(MARK, text, _BEGINNINGS), MOST_MARKS):
        sign = found[0]
        start, end = found.span()
        if not ((sign in _APOSTROPHES and _inside_word(text, start, end)) or (sign == '"' and _gershayim(text, start))):
            yield _mark((start, end, sign, _FAMILIES.get(sign, "double")))


_FAMILIES = {
    sign: name for name, signs in (("single", _SINGLE), ("corner", _CORNER), ("book", _BOOK)) for sign in signs
}


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell an apostrophe: letters of an alphabet on both sides. Scripts without spaces glue quotes to letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() and after.isalnum() and not spaceless(before) and not spaceless(after)


def _gershayim(text: str, start: int) -> bool:
    """Tell the mark of a Hebrew abbreviation: one letter stands behind it, and then the word ends."""
    around = text[start - 1 : start + 3]
    return (
        len(around) > 2  # noqa: PLR2004  the mark between two letters
        and "\u05d0" <= around[0] <= "\u05ea"
        and "\u05d0" <= around[2] <= "\u05ea"
        and not around[3:].isalpha()
    )


def spaceless(sign: str) -> bool:
    """Tell a letter of a script that is written without spaces, or (Hangul) with particles glued on."""
    return "\u0e00" <= sign <= "\u0eff" or "\u1000" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff" or (
        "\u3005" <= sign <= "\u9fff" and sign not in "「」『』《》〈〉"
    ) or "\uac00" <= sign <= "\ud7a3"  # fmt: skip


def _opens(mark: _Mark, text: str, waiting: list[_Mark]) -> bool:
    if mark.sign in _SURE_OPEN or mark.sign in _SURE_CLOSE:
        return mark.sign in _SURE_OPEN
    before, after = text[mark.start - 1 : mark.start] if mark.start else "", text[mark.end : mark.end + 1]
    free_before = before in _OPENING or before.isspace()
    free_after = after in _CLOSING or after.isspace()
    last = _nearest(mark.family, waiting) if waiting else ""
    if free_before and not free_after:
        return _opens_clearly(mark.sign, last)
    if free_after and not free_before:
        return _opens_against_looks(mark.sign, last)
    return _opens_by_what_waits(mark.sign, last, before)


def _opens_clearly(sign: str, last: str) -> bool:
    """Decide on a mark that looks open: one that can only close what waits does close it."""
    match sign:
        case "”" | "’":
            return last in {"", sign}
        case "»" | "›":
            return last not in {"«", "‹"}
        case _:
            return True


def _opens_against_looks(sign: str, last: str) -> bool:
    """Decide on a mark that looks closed. Spaces inside are French; `“` closes in German, `«` in Danish."""
    return sign in {"«", "‹"} and last not in {"»", "›"} and not last


def _opens_by_what_waits(sign: str, last: str, before: str) -> bool:
    """Decide on a mark whose surroundings do not tell."""
    match sign:
        case "“" | "‘":
            return last not in {"„", "‚", ",,"}
        case "«" | "‹":
            return last not in {"»", "›"}
        case "»" | "›":
            return False
        case _:
            return not last and not before.isdigit()


def _nearest(family: str, waiting: list[_Mark]) -> str:
    for mark in reversed(waiting):
        if mark.family == family:
            return mark.sign
    return ""


def _opener(mark: _Mark, waiting: list[_Mark]) -> _Mark | None:
    """Take the opener that a closing mark belongs to, and what was opened after it and never closed."""
    for place in reversed(range(len(waiting))):
        if waiting[place].family == mark.family:
            opener = waiting[place]
            del waiting[place:]
            return opener
        if mark.family == "single":  # it may be an apostrophe: it closes nothing across another quote
            return None
    # Opened in one kind and closed in another.
    return waiting.pop() if waiting and mark.family == "double" else None


def _keep(spans: list[Quoted], opener: _Mark, closer: _Mark) -> None:
    if 0 < closer.start - opener.end <= LONGEST:
        spans.append(Quoted(opener.start, closer.end, opener.end, closer.start))
