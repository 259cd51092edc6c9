"""Which way a text runs, and what in right-to-left text runs the other way.

The Unicode Bidirectional Algorithm (UAX 9) turns `35-NQ/TU` around in an Arabic sentence, for a number after Arabic
letters and the letters behind a hyphen are two runs to it. Such codes, dates and names are therefore given as islands,
which writers isolate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

from tracuu.text import codes

_LOOKED_AT = 2000  # characters that tell the direction of a text
_RIGHT = frozenset({"R", "AL"})
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
# Blocks of right-to-left letters (Unicode 16, roadmap), without the digits in them.
_RIGHT_BLOCKS = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RUN = re.compile(rf"[^\s{_RIGHT_BLOCKS}]+(?: [^\s{_RIGHT_BLOCKS}]+)*")
_WORD = re.compile(r"[^ ]+")


def is_right_to_left(text: str, lang: str | None = None) -> bool:
    """Tell whether a text runs from right to left.

    In a language of such a script one letter of it is enough, or that no letter tells otherwise; in any other language,
    or where none is known, most letters must be of such a script.
    """
    kinds = [bidirectional(letter) for letter in text[:_LOOKED_AT]]
    right, left = sum(kind in _RIGHT for kind in kinds), kinds.count("L")
    if lang and _script(lang) in _SCRIPTS:
        return right > 0 or left == 0
    return right > left


def islands(text: str) -> Iterator[tuple[str, bool]]:
    """Cut right-to-left text into (part, whether it reads left to right whatever stands about it).

    Islands are codes, dates and addresses (letters or digits with a sign between), and names in other letters with what
    follows them.
    """
    at = 0
    for run in _RUN.finditer(text):
        for start, end in _of_run(run[0], run.start()):
            if at < start:
                yield text[at:start], False
            yield text[start:end], True
            at = end
    if at < len(text):
        yield text[at:], False


def _of_run(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """Give the islands of neighbouring words: all of them from the first with a letter on, and codes before it."""
    for word in _WORD.finditer(run):
        if any(bidirectional(letter) == "L" for letter in word[0]):
            start, end = _bare(run, word.start(), len(run))
            yield start + offset, end + offset
            return
        start, end = _bare(run, word.start(), word.end())
        if not run[start:end].isalnum() and start < end:
            yield start + offset, end + offset


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out signs at both ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _script(lang: str) -> str:
    language, _, script = codes.canonical(lang).partition("-")
    known = codes.known().get(language)
    return script or (known.script if known else "")
