"""Word lists of the user's own: read row by row, what is wrong reported with its line, the rest kept as terms.

A row is a word and its translation; more columns are left alone. Several translations in one cell are parted by `;` or
`|`. How files are laid out stands in `layout`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import ACCENTED, Entry, WordList, language
from tracuu.errors import InputError, UsageError
from tracuu.indexer import build
from tracuu.indexer.fields import BODY_FOLD
from tracuu.indexer.lexicon.layout import Fits, Row, are_exchanged, exchanged, rows, without_heading
from tracuu.indexer.lexicon.words import terms_of
from tracuu.messages.system import reason
from tracuu.text.analysis import analyse
from tracuu.text.called import spoken_name
from tracuu.text.codes import canonical, known, primary
from tracuu.text.normalize import fold
from tracuu.text.tokens import analyser

LONGEST = 6
"""Words of an entry; what is longer explains and does not translate."""

LETTERS = 100
"""Letters of an entry."""

_SEVERAL = re.compile(r"[;|；]")
_REMARK = re.compile(r"\([^()]*\)|\[[^][]*\]|\{[^{}]*\}|<[^<>]*>")
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
    """What an import kept, what it left out, how many rows said what others had said; whether columns were turned."""

    words: WordList
    bad: list[BadRow]
    repeated: int = 0
    exchanged: bool = False


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
        path: the file, in UTF-8 or, where it begins with a mark of that, UTF-16.
        source: the language of the first column.
        target: that of the second. A file whose columns stand the other way round is read so.
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
    found, turned = _oriented(archive, list(rows(raw)), source, target)
    entries, bad, repeated = parse(found, source, target)
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
    return Imported(about._replace(entries=kept), bad, repeated, turned)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("lexicon.unreadable", path=path, detail=reason(error)) from error


def _oriented(archive: Archive, found: list[Row], source: str, target: str) -> tuple[Sequence[Row], bool]:
    """Give the rows with the source's words first, and whether they stood so otherwise."""
    below, turned = without_heading(found, source, target)
    if turned is None:
        turned = are_exchanged(below, source, target, _is_written_so) or (
            _script(source) == _script(target) and are_exchanged(below, source, target, _held_by(archive))
        )
    return (exchanged(below) if turned else below), turned


def _is_written_so(cell: str, lang: str) -> bool:
    return _foreign(cell, lang) is None


def _held_by(archive: Archive) -> Fits:
    """Give what tells whether texts of a language hold a word."""
    reader = build.open_reader(archive)

    def is_held(cell: str, lang: str) -> bool:
        terms = analyse(cell[:LETTERS], lang).fold.split()
        return bool(terms) and all(reader.frequency(BODY_FOLD, f"{analyser(lang)}:{term}") for term in terms)

    return is_held


def parse(given: Iterable[Row], source: str, target: str) -> tuple[list[Entry], list[BadRow], int]:
    """Turn rows into entries; what cannot be one is told with its line, what was said before is counted."""
    entries: dict[tuple[str, str], Entry] = {}
    bad: list[BadRow] = []
    repeated = 0
    for line, cells in given:
        try:
            made = {(one.source, one.target): one for one in _entries(cells, source, target)}
        except InputError as error:
            bad.append(BadRow(line, str(error)))
            continue
        repeated += made.keys() <= entries.keys()
        for pair, one in made.items():
            entries.setdefault(pair, one)
    return list(entries.values()), bad, repeated


def _entries(cells: list[str] | None, source: str, target: str) -> list[Entry]:
    """Give the entries of one row. Raises InputError when there is none in it."""
    if cells is None:
        raise InputError("lexicon.not_utf8")
    if len(cells) < 2:  # noqa: PLR2004  a word and its translation
        raise InputError("lexicon.one_cell")
    if _is_foreign(cells[0], cells[1], source, target):
        raise InputError("lexicon.same_word", word=cells[0].strip()[:LETTERS])
    said = [_word(part, source) for part in _parts(cells[0])]
    heard = [_word(part, target) for part in _parts(cells[1])]
    return [Entry(one[0], other[0], one[1], other[1]) for one in said for other in heard]


def _is_foreign(one: str, other: str, source: str, target: str) -> bool:
    """Tell whether a row holds one word twice that is not English, where one side should be: lists often have such."""
    return (
        "en" in (language(source), language(target))
        and one.strip().casefold() == other.strip().casefold()
        and any(letter.isalpha() and not letter.isascii() for letter in one)
    )


def _parts(cell: str) -> list[str]:
    """Give what a cell holds several of; a sign at its end parts nothing."""
    return [part for part in _SEVERAL.split(cell) if part.strip()] or [cell]


def _word(cell: str, lang: str) -> tuple[str, str]:
    """Give the term of a cell and how it is spelled."""
    spelled = _BLANKS.sub(" ", _REMARK.sub(" ", cell)).strip()
    if not any(map(str.isalnum, spelled)):
        raise InputError("lexicon.empty_cell")
    if len(spelled) > LETTERS or spelled.count(" ") >= LONGEST:
        raise InputError("lexicon.too_long", longest=LONGEST, word=spelled[:LETTERS])
    if foreign := _foreign(spelled, lang):
        raise InputError("lexicon.other_script", word=spelled, language=spoken_name(lang), letter=foreign)
    terms, _ = terms_of(spelled, lang)
    if not terms:
        raise InputError("lexicon.empty_cell")
    return " ".join(map(fold, terms)) if language(lang) in ACCENTED else " ".join(terms), spelled


def _foreign(spelled: str, lang: str) -> str | None:
    """Give the first letter that no word of a language is written with; Latin ones may stand everywhere."""
    if spelled.isascii():
        return None
    script = _script(lang)
    return next((letter for letter in spelled if letter.isalpha() and not _belongs(letter, script)), None)


@cache
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
