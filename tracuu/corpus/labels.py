"""The words that mark furniture, read from `data/labels.toml` and made ready for comparing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.errors import DataError

_FILE = Path(__file__).parent / "data" / "labels.toml"
KINDS = ("source", "credit", "comments", "elsewhere", "empty", "related")

# Direction marks, joiners and the like: they are not seen on the page and must not hide a label.
INVISIBLE = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF)
)

BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "".join(map(chr, INVISIBLE))


class Labels(NamedTuple):
    """Label words in comparable form (see `comparable`), and patterns made of them."""

    source: frozenset[str]
    comments: frozenset[str]
    elsewhere: frozenset[str]
    empty: frozenset[str]
    related: frozenset[str]
    starts_with_source: re.Pattern[str]
    credit: re.Pattern[str]


def visible(text: str) -> str:
    """Give a short line without its invisible signs. Words of a title or a sentence keep theirs: joiners spell."""
    return text if text.isascii() else text.translate(INVISIBLE)


def comparable(text: str) -> str:
    """Give a label without case, invisible signs and outer blanks, composed, as labels are compared."""
    plain = visible(text).strip().casefold()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


@cache
def labels() -> Labels:
    """Read the labels. Raises DataError, with the file, when they are wrong."""
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError("page.bad_toml", path=_FILE, reason=str(error)) from error
    words = {kind: {word for listed in data[kind].values() for word in listed} for kind in KINDS}
    return Labels(
        source=frozenset(map(comparable, words["source"])),
        comments=frozenset(map(comparable, words["comments"])),
        elsewhere=frozenset(map(comparable, words["elsewhere"])),
        empty=frozenset(map(comparable, words["empty"])),
        related=frozenset(map(comparable, words["related"])),
        starts_with_source=re.compile(rf"({_any(words['source'])})(?!\w*[.,;])", re.IGNORECASE),
        credit=re.compile(rf"(?:^|\W)(?:{_any(words['credit'])})\s*[:：]\s*(?P<by>[^:：]*)$", re.IGNORECASE),
    )


def _any(words: set[str]) -> str:
    composed = {unicodedata.normalize("NFC", word) for word in words}
    return "|".join(map(re.escape, sorted(composed, key=len, reverse=True)))
