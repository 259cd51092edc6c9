"""Parts of Germanic compounds: `massemobiliseringsarbeid` holds masse, mobilisering, massemobilisering and arbeid.

A compound is cut only where every part is known: a common word of the list or, in front, a word with a suffix that
makes nouns (mobiliser-ing) and the linking element that such words take (-s-). What is not surely a compound is left
alone: a missed part costs a hit that ranks low anyway, a wrong one brings in what has nothing to do with the query.
The lists are `data/compounds/LANGUAGE.txt`; how to correct them stands at their head.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.errors import DataError
from tracuu.text.normalize import key
from tracuu.text.stems import snowball

_FOLDER = Path(__file__).parent / "data" / "compounds"
_SECTIONS = frozenset({"linkers", "suffixes", "whole", "words"})
_DERIVED = 7  # letters of a word that is known by its suffix alone


class Rules(NamedTuple):
    """How one language compounds.

    `firsts` maps the forms that words take in front to the words, `heads` holds words and stems that may come last,
    `suffixes` maps a suffix to the linking elements that may follow it, `whole` holds stems that are never cut.
    """

    linkers: tuple[str, ...]
    suffixes: dict[str, tuple[str, ...]]
    whole: frozenset[str]
    firsts: dict[str, str]
    heads: frozenset[str]


class _Part(NamedTuple):
    start: int
    end: int
    word: str
    unknown: int  # letters that only a suffix vouches for


def split(word: str, language: str) -> tuple[str, ...]:
    """Give the parts of a compound (in key form), and what several parts in a row make; nothing for other words.

    Words of fewer than seven letters are for the caller to leave alone.
    """
    if not word.isalpha():
        return ()
    rules = load(language)
    if snowball(language).stemWord(word) in rules.whole:
        return ()
    cut = _best_cut(word, rules, snowball(language).stemWord)
    if len(cut) < 2:  # noqa: PLR2004  one part is the word itself
        return ()
    return tuple(_sequences(word, cut))


def _sequences(word: str, cut: list[_Part]) -> list[str]:
    single = [part.word for part in cut]
    joint = [
        word[one.start : two.end]
        for first, one in enumerate(cut)
        for two in cut[first + 1 :]
        if (one, two) != (cut[0], cut[-1])
    ]
    return single + joint


def _best_cut(word: str, rules: Rules, stem: Callable[[str], str]) -> list[_Part]:
    """Find the cut with the fewest letters that are not surely known, then with the fewest parts."""
    best: dict[int, list[_Part]] = {}
    for start in range(len(word) - 2, -1, -1):
        found = [[_Part(start, len(word), word[start:], 0)]] if _is_head(word[start:], rules, stem) else []
        for part in _firsts(word, start, rules) if best else ():  # in most words nothing can come last
            for linker in _linkers(part, rules):
                after = part.end + len(linker)
                if after in best and word.startswith(linker, part.end):
                    found.append([part, *best[after]])
        if found:
            best[start] = min(found, key=_cost)
    return best.get(0, [])


def _is_head(tail: str, rules: Rules, stem: Callable[[str], str]) -> bool:
    return tail in rules.heads or stem(tail) in rules.heads


def _cost(cut: list[_Part]) -> tuple[int, int]:
    return sum(part.unknown for part in cut), len(cut)


def _firsts(word: str, start: int, rules: Rules) -> list[_Part]:
    found: list[_Part] = []
    for end in range(start + 2, len(word) - 1):
        written = word[start:end]
        if written in rules.firsts:
            found.append(_Part(start, end, rules.firsts[written], 0))
        elif start == 0 and len(written) >= _DERIVED and written.endswith(tuple(rules.suffixes)):
            found.append(_Part(start, end, written, len(written)))
    return found


def _linkers(part: _Part, rules: Rules) -> tuple[str, ...]:
    if not part.unknown:
        return rules.linkers
    return next(linkers for suffix, linkers in rules.suffixes.items() if part.word.endswith(suffix))


@cache
def load(language: str) -> Rules:
    """Read the rules of a language. Raises DataError with file and line when the list is wrong."""
    sections = _sections(_FOLDER / f"{language}.txt")
    words = [entry.split("/") for entry in sections["words"]]
    suffixes = [entry.split("/") for entry in sections["suffixes"]]
    whole_words = [word for word, *_ in words]
    stems = snowball(language)
    return Rules(
        linkers=("", *sections["linkers"]),
        suffixes={suffix: tuple("" if one == "-" else one for one in after) for suffix, *after in suffixes},
        whole=frozenset(stems.stemWords(sections["whole"])),
        firsts={form: word for word, *forms in words for form in (word, *forms)},
        heads=frozenset(whole_words + stems.stemWords(whole_words)),
    )


_ENTRY = r"[^\W\d_]+(?:/(?:[^\W\d_]+|-))*"


def _sections(path: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = defaultdict(list)
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        entries = line.partition("#")[0].split()
        if entries and entries[0].startswith("["):
            section = entries[0].strip("[]")
            entries = []
        if section not in _SECTIONS and (entries or section):
            raise DataError("text.bad_heading", path=path, line=number)
        for entry in entries:
            if not re.fullmatch(_ENTRY, entry) or entry != entry.lower():
                raise DataError("text.bad_entry", path=path, line=number, entry=entry)
        sections[section].extend(map(key, entries))
    return sections
