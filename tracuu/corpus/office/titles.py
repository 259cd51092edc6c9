"""The title and the day of an office file: what its properties say, where that can be believed, else its first lines.

Properties are often junk: the name that a program gives to every file, the file's own name, or what a template said.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus import dates, legacy
from tracuu.corpus.office.document import Block
from tracuu.errors import DataError
from tracuu.records import Dated, Role

_FILE = Path(__file__).parent / "titles.toml"
_DEPTH = 14  # lines; a head is no longer
_LONGEST = 300  # letters of a title
_ALONE = 200  # letters of a first line that only its place makes a title
_PLACE = 48  # letters on a dateline beside the day: a place, a weekday, an hour
_DATELINE = 90
_SOME_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENDS = tuple(".!?;…。！？")


class Words(NamedTuple):
    """`titles.toml`, in comparable form."""

    junk_begins: tuple[str, ...]
    junk_ends: tuple[str, ...]
    junk_numbered: re.Pattern[str]
    no_title: frozenset[str]
    no_title_begins: tuple[str, ...]
    called: frozenset[str]
    datelines: tuple[str, ...]


class Title(NamedTuple):
    """A title, and the places of the lines in which it is printed (none: only the properties have it)."""

    text: str | None
    lines: tuple[int, ...] = ()


@cache
def words() -> Words:
    """Read `titles.toml`. Raises DataError when it is wrong."""
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        numbered = "|".join(re.escape(_comparable(word)) for word in data["junk_numbered"])
        for format_ in data["datelines"]:
            dates.compiled(format_)
        return Words(
            tuple(data["junk_begins"]),
            tuple(data["junk_ends"]),
            re.compile(rf"(?:{numbered})[\s_#-]*\d*"),
            frozenset(map(_comparable, data["no_title"])),
            tuple(data["no_title_begins"]),
            frozenset(map(_comparable, data["called"])),
            tuple(data["datelines"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError("read.bad_kinds", path=_FILE, detail=str(error)) from error


def believed(stated: str | None) -> str | None:
    """Give a title that properties state, None when it is junk."""
    text = unicodedata.normalize("NFC", " ".join((stated or "").split()))
    repaired = legacy.repair(text, "text/plain") if text else None
    text = repaired.text if repaired else text
    plain = _comparable(text)
    junk = (
        not _SOME_LETTERS.search(plain)
        or plain.startswith(words().junk_begins)
        or plain.endswith(words().junk_ends)
        or words().junk_numbered.fullmatch(plain)
        or plain in words().no_title
        or plain in words().called
        or ("_" in plain and " " not in plain)
    )
    return None if junk or len(text) > _LONGEST else text


def choose(stated: str | None, blocks: Sequence[Block]) -> Title:
    """Choose a title: the line styled as one, the property, what a document is called, the first heading or line."""
    head = [(place, block) for place, block in enumerate(blocks) if block.text.strip()][:_DEPTH]
    styled = next((pair for pair in head if pair[1].role is Role.TITLE), None)
    if styled:
        return Title(styled[1].text, (styled[0],))
    told = believed(stated)
    if told:
        printed = [place for place, block in head if _comparable(block.text) == _comparable(told)]
        return Title(told, tuple(printed[:1]))
    return _called(head) or _first(head)


def _called(head: Sequence[tuple[int, Block]]) -> Title | None:
    """Read "NGHỊ QUYẾT" and the line below it, which says about what."""
    for number, (place, block) in enumerate(head[:-1]):
        if _comparable(block.text) in words().called and block.text == block.text.upper():
            below_place, below = head[number + 1]
            if len(block.text) + len(below.text) < _LONGEST and not below.text.rstrip().endswith((".", ";", ":")):
                return Title(f"{block.text} {below.text}", (place, below_place))
            return Title(block.text, (place,))
    return None


def _first(head: Sequence[tuple[int, Block]]) -> Title:
    """Take the first heading; else the first line, if it can be one."""
    fitting = [(place, block) for place, block in head if _can_be_title(block.text)]
    heading = next((pair for pair in fitting[:4] if pair[1].role is Role.HEADING), None)
    if heading:
        return Title(heading[1].text, (heading[0],))
    if fitting and len(fitting[0][1].text) <= _ALONE and not fitting[0][1].text.rstrip().endswith(_ENDS):
        return Title(fitting[0][1].text, (fitting[0][0],))
    return Title(None)


def _can_be_title(text: str) -> bool:
    plain = _comparable(text)
    refused = any(one in plain for one in words().no_title) or plain.startswith(words().no_title_begins)
    return bool(_SOME_LETTERS.search(plain)) and len(text) <= _LONGEST and not refused and dated_line(text) is None


def dated(blocks: Sequence[Block]) -> Dated | None:
    """Read the day of a dateline in the head: a line that says a day and, at most, a place beside it."""
    head = [block.text for block in blocks if block.text.strip()][:_DEPTH]
    parts = (part for text in head for part in text.split(" | "))
    return next(filter(None, map(dated_line, parts)), None)


def dated_line(text: str) -> Dated | None:
    """Read a dateline; None when a line says more than that."""
    if len(text) > _DATELINE:
        return None
    found = dates.by_formats(text, words().datelines)
    if found is None:
        return None
    beside = dates.ascii_digits(text)
    for written in words().datelines:
        beside, times = dates.compiled(written).subn("", beside, count=1)
        if times:
            break
    left = beside.strip()
    return found if len(left) <= _PLACE and not left.endswith(_ENDS) and not any(map(str.isdigit, left)) else None


def _comparable(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()
