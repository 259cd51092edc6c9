"""The lines of given text that are not blank, as cleaning judges them."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracuu.corpus.labels import BLANK

_LINE = re.compile(r"[^\r\n]+")
_LINE_OF_UNIX = re.compile(".+")  # the same where there is no carriage return, and much faster


class Line(NamedTuple):
    """A line that is not blank: its place in given, its text as a reader sees it, and is a blank line before it."""

    start: int
    end: int
    text: str
    apart: bool


def split(given: str) -> list[Line]:
    """Give the lines that are not blank. A line of direction marks alone is blank."""
    found = []
    behind = 0
    for match in (_LINE if "\r" in given else _LINE_OF_UNIX).finditer(given):
        if text := match[0].strip(BLANK):
            apart = given.count("\n", behind, match.start()) > 1 or "\r\r" in given[behind : match.start()]
            found.append(Line(match.start(), match.end(), text, apart))
            behind = match.end()
    return found
