"""How the roles of a text's lines are written in the archive.

One word per mark, such as `b2+310`: the letter of the role, the code points between the end of the mark before and
the start of this one, `+`, the code points of this one. Words are joined by a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracuu.records import Mark, Role

LETTERS = {
    Role.TITLE: "t",
    Role.DEK: "d",
    Role.HEADING: "h",
    Role.BODY: "b",
    Role.CAPTION: "c",
    Role.SITE: "s",
    Role.BYLINE: "y",
    Role.MARKER: "m",
    Role.IMAGE: "i",
    Role.SOURCE: "o",
    Role.COMMENTS: "n",
    Role.RELATED: "r",
}
_ROLES = {letter: role for role, letter in LETTERS.items()}
_WORD = re.compile(r"([a-z])(-?\d+)\+(-?\d+)")


def written(marks: Iterable[Mark]) -> str:
    """Write marks down."""
    words = []
    end = 0
    for mark in marks:
        words.append(f"{LETTERS[mark.role]}{mark.start - end}+{mark.end - mark.start}")
        end = mark.end
    return " ".join(words)


def read(text: str) -> tuple[Mark, ...]:
    """Read marks that `written` wrote."""
    found = []
    end = 0
    for letter, gap, length in _WORD.findall(text):
        start = end + int(gap)
        end = start + int(length)
        found.append(Mark(start, end, _ROLES[letter]))
    return tuple(found)
