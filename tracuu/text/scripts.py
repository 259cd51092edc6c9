"""Writing systems without spaces between words: where their runs are, and the words and pairs in them.

Thai, Lao, Khmer, Burmese, Chinese and Japanese words come from ICU's dictionaries (UAX 29 with the tailoring of the
ICU user guide, "Boundary analysis"). Pairs of neighbouring characters serve Chinese, Japanese and Korean, where words
are short and dictionaries disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tracuu.tuples import Record

if TYPE_CHECKING:
    import regex


class Run(Record):
    """A stretch of one token in one kind of script: `icu`, `han`, `hangul` or `alphabet`."""

    start: int
    end: int
    kind: str


@cache
def _runs() -> regex.Pattern[str]:
    import regex

    # A mark belongs to the run of the letter that it stands on, whatever its own script.
    attached = r"[\p{M}\u00ad\u0e33\u0eb3\u200c\u200d\u2060\ufeff\uff9e\uff9f]*"
    icu = r"[[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]--[\p{Nd}\p{M}]]"
    han = r"[\p{Han}\p{Hiragana}\p{Katakana}\u30fc\uff70]"
    hangul = r"\p{Hangul}"
    kinds = {"icu": icu, "han": han, "hangul": hangul, "alphabet": rf"(?!{icu}|{han}|{hangul})[\s\S]"}
    return regex.compile("|".join(f"(?P<{kind}>(?:{letter}{attached})+)" for kind, letter in kinds.items()), regex.V1)


def runs(token: str) -> list[Run]:
    """Cut a token where its script changes; digits count with the alphabets."""
    return [Run(found.start(), found.end(), str(found.lastgroup)) for found in _runs().finditer(token)]


def cut(run: str) -> Iterable[str]:
    """Cut a run that is written without spaces into its words. Expects NFC."""
    from icu4py.breakers import WordBreaker

    return WordBreaker(run, "root")


def words(run: str) -> list[tuple[int, int]]:
    """Give the words of a run that is written without spaces, as offsets into it. Expects NFC."""
    # ICU's own offsets count UTF-16 units; pieces of text cannot be miscounted.
    ends = list(accumulate(map(len, cut(run))))
    return list(zip([0, *ends], ends, strict=False))


def pairs(run: str, *, follows: bool) -> Iterator[tuple[int, int]]:
    """Give the pairs of neighbouring characters of a run, then its last character alone, as offsets into it.

    The last one lets a search for "every pair that begins with this character" find every occurrence. `follows` says
    that the run stands directly behind an alphabet or number, as in `35号决议`: its first character then counts alone
    too, so that `35号` is found.
    """
    length = len(run)
    if follows and length > 1:
        yield 0, 1
    for start in range(length - 1):
        yield start, start + 2
    yield length - 1, length
