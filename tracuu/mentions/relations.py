"""Relations that a text states between two things: this implements, guides, replaces or reviews that. Pure.

    Kế hoạch số 12-KH/TU … thực hiện … Nghị quyết số 57-NQ/TW        implements

A relation is read where a word for it stands between two mentions of one sentence, with no third mention between. The
words are data (`data/relations.toml`), one list for each verb and language, of whole words or, with `*`, beginnings of
words. A language whose sentences put the verb last has its words looked for behind the second mention too.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.entities import Found, How, Text
from tracuu.errors import DataError
from tracuu.records import CONTENT
from tracuu.text.codes import primary
from tracuu.text.normalize import fold, key

VERBS = ("implements", "guides", "replaces", "reviews")

_DATA = Path(__file__).parent / "data" / "relations.toml"
_FARTHEST = 160  # code points between two mentions; what is farther apart is seldom said of each other
_BEHIND = 60  # code points behind the second mention in which a verb that stands last is looked for


class Stated(NamedTuple):
    """A relation between two Founds of a version, given by index; offsets are those of both mentions together."""

    subject: int
    verb: str
    object: int
    start: int
    stop: int


def relations(text: Text) -> list[Stated]:
    """Give the relations that the sentences of a version state between its mentions, in order."""
    words = _words(primary(text.lang))
    if not words or len(text.found) < 2:  # noqa: PLR2004  a relation has two sides
        return []
    lines = [mark for mark in text.marks if mark.role in CONTENT]
    found = []
    for index, (one, other) in enumerate(zip(text.found, text.found[1:], strict=False)):
        line = next((mark for mark in lines if mark.start <= one.start and other.end <= mark.end), None)
        if line is None or not 0 <= other.start - one.end <= _FARTHEST:
            continue
        between = text.given[one.end : other.start]
        if _SENTENCE_END.search(between) or _is_short(one, other):
            continue
        before = text.given[max(line.start, one.start - _BEFORE) : one.start]
        behind = text.given[other.end : min(line.end, other.end + _BEHIND)]
        stated = _said(text.lang, words, before, between, behind)
        if stated and _makes_sense(stated[0], *((one, other) if stated[1] else (other, one))):
            sides = (index, index + 1) if stated[1] else (index + 1, index)
            found.append(Stated(sides[0], stated[0], sides[1], one.start, other.end))
    return found


def _said(lang: str, words: Words, before: str, between: str, behind: str) -> tuple[str, bool] | None:
    """Give the verb, and whether the first mention is its subject.

    "A implements B" says it of A. "To implement A, the province issued B" says it of B: the word stands right before
    A, and nothing of the kind between.
    """
    if verb := _verb_in(words, between):
        return verb, True
    if primary(lang) in _VERB_LAST:
        verb = _verb_in(words, behind.partition(",")[0])
        return (verb, True) if verb else None
    clause = before.rpartition(",")[2]
    verb = _verb_at_end(words, clause)
    return (verb, False) if verb and "," in between else None


def _makes_sense(verb: str, subject: Found, object_: Found) -> bool:
    """Documents do all of this to documents; a model or movement only implements, or is implemented."""
    named = [bool(one.kinds) and one.kinds[0] in _NAMED for one in (subject, object_)]
    return verb == "implements" or not any(named)


def _is_short(one: Found, other: Found) -> bool:
    """Tell whether a mention only points back to the other."""
    return other.how is How.SHORT and other.number == one.number


Words = tuple[tuple[str, "re.Pattern[str]"], ...]

_BEFORE = 40  # code points before the first mention
_NAMED = frozenset({"model", "movement"})
_VERB_LAST = frozenset({"ja", "ko", "hi", "bn", "tr", "fa", "my", "ur"})
_JOINED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
_SENTENCE_END = re.compile(r"[!?。！？।؟;:\n]|[.…]\s+(?=[^\W\d_a-z])")


def _verb_in(words: Words, text: str) -> str | None:
    plain = fold(key(text))
    found = [(match.start(), verb) for verb, pattern in words if (match := pattern.search(plain))]
    return min(found)[1] if found else None


def _verb_at_end(words: Words, text: str) -> str | None:
    """Give the verb whose word is the last of its kind before a mention."""
    plain = fold(key(text))
    found = [(match.end(), verb) for verb, pattern in words for match in pattern.finditer(plain)]
    return max(found)[1] if found else None


@cache
def _words(lang: str) -> Words:
    """Read the words of a language, one pattern for each verb. Raises DataError when the file is wrong."""
    import tomllib

    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    if set(tables) != set(VERBS):
        raise DataError("naming.bad_relations", path=_DATA, place=", ".join(sorted(set(tables) ^ set(VERBS))))
    patterns = []
    for verb in VERBS:
        listed = tables[verb].get(lang, [])
        if not all(isinstance(word, str) and fold(key(word)).strip("* ") for word in listed):
            raise DataError("naming.bad_relations", path=_DATA, place=f"{verb}.{lang}")
        if listed:
            patterns.append((verb, re.compile("|".join(_pattern(fold(key(word)), lang) for word in listed))))
    return tuple(patterns)


def _pattern(word: str, lang: str) -> str:
    # Not \b: a vowel sign at the end of a word is no letter to it.
    begin, end = ("", "") if lang in _JOINED else (r"(?<![^\W_])", r"(?![^\W_])")
    parts = [re.escape(part.removesuffix("*")) + (r"\w*" if part.endswith("*") else "") for part in word.split()]
    return begin + r"\s+".join(parts) + ("" if word.endswith("*") else end)
