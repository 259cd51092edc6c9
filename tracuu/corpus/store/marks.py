"""How the roles of a text's lines are written in the archive.

One word per mark, such as `b2+310`: the letter of the role; the code points between the end of the mark before and the
start of this one; `+`; the code points of this one. Letter and gap are left out where they are the same as in the word
before, so that most words are one number. Words are joined by a space.
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
_WORD = re.compile(rf"([{''.join(_ROLES)}])?(?:(-?\d+)\+)?(-?\d+)")


def written(marks: Iterable[Mark]) -> str:
    """Write marks down."""
    words = []
    end, before = 0, ("", "0")
    for mark in marks:
        letter, gap = LETTERS[mark.role], str(mark.start - end)
        word = letter if letter != before[0] else ""
        word += f"{gap}+" if gap != before[1] else ""
        words.append(f"{word}{mark.end - mark.start}")
        end, before = mark.end, (letter, gap)
    return " ".join(words)


def read(text: str) -> tuple[Mark, ...]:
    """Read marks that `written` wrote."""
    found = []
    end, role, gap = 0, Role.BODY, 0
    for letter, stated, length in _WORD.findall(text):
        role = _ROLES[letter] if letter else role
        gap = int(stated) if stated else gap
        start = end + gap
        end = start + int(length)
        found.append(Mark(start, end, role))
    return tuple(found)
