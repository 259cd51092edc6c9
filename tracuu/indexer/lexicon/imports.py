"""Word lists of the user's own: read row by row, what is wrong reported with its line, the rest kept as terms.

A row is a word and its translation, parted by a tab, or in a .csv file by a comma or semicolon; more columns are left
alone. Several translations in one cell are parted by `;` or `|`. Lines that begin with `#` are remarks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import ACCENTED, Entry, WordList, language
from tracuu.errors import InputError, UsageError
from tracuu.indexer.lexicon.words import terms_of
from tracuu.text.codes import canonical, known, name, primary
from tracuu.text.normalize import fold

LONGEST = 6
"""Words of an entry; what is longer explains and does not translate."""

LETTERS = 100
"""Letters of an entry."""

_BOMS = "\ufeff"
_SEVERAL = re.compile(r"[;|；]")
_REMARK = re.compile(r"\([^()]*\)|\[[^][]*\]")
_BLANKS = re.compile(r"\s+")

# How Unicode names the letters of scripts that BCP 47 names otherwise. Latin letters stand in all languages.
_SCRIPTS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Arab": ("ARABIC",), "Deva": ("DEVANAGARI",), "Hebr": ("HEBREW",),
    "Grek": ("GREEK",), "Hani": ("CJK", "IDEOGRAPHIC", "BOPOMOFO"), "Thai": ("THAI",), "Laoo": ("LAO",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "KATAKANA-HIRAGANA"), "Hang": ("HANGUL", "CJK"),
    "Khmr": ("KHMER",), "Mymr": ("MYANMAR",), "Beng": ("BENGALI",), "Taml": ("TAMIL",), "Telu": ("TELUGU",),
    "Geor": ("GEORGIAN",), "Armn": ("ARMENIAN",), "Ethi": ("ETHIOPIC",), "Guru": ("GURMUKHI",), "Gujr": ("GUJARATI",),
    "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",), "Orya": ("ORIYA",), "Sinh": ("SINHALA",), "Tibt": ("TIBETAN",),
}  # fmt: skip


class BadRow(NamedTuple):
    """A row that was left out: its line, counted from 1, and why, in words."""

    line: int
    reason: str


class Imported(NamedTuple):
    """What an import kept, and the rows that it left out."""

    words: WordList
    bad: list[BadRow]


def read_list(
    archive: Archive,
    path: Path,
    source: str,
    target: str,
    *,
    name: str | None = None,
    note: str | None = None,
    now: str | None = None,
) -> Imported:
    """Read a word list into the archive.

    Args:
        archive: open for writing.
        path: the file, in UTF-8.
        source: the language of the first column.
        target: that of the second.
        name: what the list is called; the file's name without its ending when None.
        note: kept with it, such as where it is from and under which licence.
        now: the moment that is noted, ISO 8601 in UTC; the clock's when None.

    Raises UsageError when the file cannot be read, holds no entry, or a list of this name is there; or when both
    languages have the same words.
    """
    import hashlib

    if language(source) == language(target):
        raise UsageError("lexicon.one_language", source=source, target=target)
    raw = _bytes(path)
    entries, bad = parse(rows(raw, path), source, target)
    if not entries:
        raise UsageError("lexicon.nothing", path=path, first=f"{bad[0].line}: {bad[0].reason}" if bad else "-")
    about = WordList(
        name=name or path.stem,
        source=language(source),
        target=language(target),
        origin=str(path),
        sha256=hashlib.sha256(raw).hexdigest(),
        at=now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        rejected=len(bad),
        note=note,
    )
    kept = archive.lexicon.add_list(about, entries)
    return Imported(about._replace(entries=kept), bad)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("lexicon.unreadable", path=path, detail=error.strerror) from error


def rows(raw: bytes, path: Path) -> Iterator[tuple[int, list[str] | None]]:
    """Give the rows of a file with their lines; None for one that is not in UTF-8."""
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            text = line.decode("utf-8").strip(_BOMS)
        except UnicodeDecodeError:
            yield number, None
            continue
        if text.strip() and not text.startswith("#"):
            yield number, _cells(text, path.suffix.lower() == ".csv")


def _cells(text: str, commas: bool) -> list[str]:  # noqa: FBT001  the only choice there is
    import csv

    if "\t" in text or not commas:
        return text.split("\t")
    first = next((sign for sign in text if sign in ",;"), ",")
    return next(csv.reader([text], delimiter=first), [])


def parse(given: Iterable[tuple[int, list[str] | None]], source: str, target: str) -> tuple[list[Entry], list[BadRow]]:
    """Turn rows into entries; what cannot be one is told with its line."""
    entries: dict[tuple[str, str], Entry] = {}
    bad: list[BadRow] = []
    for line, cells in given:
        try:
            for entry in _entries(cells, source, target):
                entries.setdefault((entry.source, entry.target), entry)
        except InputError as error:
            bad.append(BadRow(line, str(error)))
    return list(entries.values()), bad


def _entries(cells: list[str] | None, source: str, target: str) -> list[Entry]:
    """Give the entries of one row. Raises InputError when there is none in it."""
    if cells is None:
        raise InputError("lexicon.not_utf8")
    if len(cells) < 2:  # noqa: PLR2004  a word and its translation
        raise InputError("lexicon.one_cell")
    said = [_word(part, source) for part in _SEVERAL.split(cells[0])]
    heard = [_word(part, target) for part in _SEVERAL.split(cells[1])]
    return [Entry(one[0], other[0], one[1], other[1]) for one in said for other in heard]


def _word(cell: str, lang: str) -> tuple[str, str]:
    """Give the term of a cell and how it is spelled."""
    spelled = _BLANKS.sub(" ", _REMARK.sub(" ", cell)).strip()
    if not any(map(str.isalnum, spelled)):
        raise InputError("lexicon.empty_cell")
    if len(spelled) > LETTERS or spelled.count(" ") >= LONGEST:
        raise InputError("lexicon.too_long", longest=LONGEST, word=spelled[:LETTERS])
    for letter in spelled:
        if letter.isalpha() and not _belongs(letter, _script(lang)):
            raise InputError("lexicon.other_script", word=spelled, language=name(lang), letter=letter)
    terms, _ = terms_of(spelled, lang)
    if not terms:
        raise InputError("lexicon.empty_cell")
    return " ".join(map(fold, terms)) if language(lang) in ACCENTED else " ".join(terms), spelled


def _script(lang: str) -> str:
    tag = canonical(lang)
    stated = tag.partition("-")[2]
    entry = known().get(primary(tag))
    return {"Hans": "Hani", "Hant": "Hani"}.get(stated, stated) or (entry.script if entry else "-")


@cache
def _belongs(letter: str, script: str) -> bool:
    """Tell whether a letter may stand in a word of a script: its own, Latin, and any where the script is not known."""
    first = re.split("[ -]", unicodedata.name(letter, ""))[0]
    return script not in _SCRIPTS or first in ("LATIN", "MODIFIER", "FULLWIDTH", *_SCRIPTS[script])
