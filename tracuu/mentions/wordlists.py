"""The words by which instruments are found, per language: loads, checks and compiles `data/instruments/LANG.toml`.

A file's entries are words or phrases parted by commas. `~x` at the end of a word stands for each of the endings that
the file lists under `x` (`резолюци~ja`); words of one phrase whose lists are equally long agree with each other. A
hyphen in front lets the word end a longer one (`-resolution` is found in Parteitagsresolution). `prefixes` are written
before each entry (Arabic و, ال). Everything is folded when it is loaded, so the files may be written as dictionaries
print the words. Translations keep Vietnamese and English words: both are added to every language.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.errors import DataError
from tracuu.mentions.kinds import bodies, types
from tracuu.mentions.passing import Lists, compile_lists
from tracuu.text.codes import primary
from tracuu.text.normalize import fold, key
from tracuu.text.places import provinces

FOLDER = Path(__file__).parent / "data" / "instruments"
_AT_HOME = frozenset({"on", "end", "unit", "article", "plural"})  # what small words mean in their own language alone
_EVERYWHERE = ("vi", "en")  # what translations leave as it was, or translate into on the way

# What a word may be, and the entries of the sections that say so. `types`, `issuers`, `months`, `ordinals` and `places`
# carry a value: the type's code, the body's code, a number, a province's slug.
SECTIONS: Mapping[str, frozenset[str]] = {
    "numbers": frozenset({"before", "after"}),
    "words": frozenset({"of", "and", "dated", "year", "term", "th", "unit", "province", "district", "commune"})
    | frozenset({"article", "abbreviation", "foreign", "friend", "verbal", "document", "issues", "plural"}),
    "sessions": frozenset({"congress", "plenum", "about", "central"}),
    "laws": frozenset({"on", "end"}),
}
_VALUED = frozenset({"types", "issuers", "months", "ordinals", "places"})
_SMALL_WORDS = frozenset(
    {"unit", "year", "of", "and", "dated", "issues", "article", "on", "end", "th", "plural", "ordinals", "about"}
)
_MONTHS, _ORDINALS = 12, 30
# Thai, Lao, Burmese, Khmer, Japanese and Chinese; Korean, which writes particles on to the word.
_RUNNING_ON = (
    range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1100, 0x1200), range(0x1780, 0x1800), range(0x3005, 0x3008),
    range(0x3040, 0xA000), range(0xAC00, 0xD7B0),
)  # fmt: skip
_DATE_SIGNS = frozenset("0123456789.日号號일月월")
_SESSIONS, _COMMITTEE = frozenset({"congress", "plenum", "central"}), "ban-chap-hanh-tw"
_SHORT = 2  # letters of an abbreviation that is another language's small word
_MOST_FORMS = 4000  # of one entry: more is a slip, not a language
HEAD = 3
SHORT_FORMS = (2, 1)


class Entry(NamedTuple):
    """A form of a word: what it may be (class to value), whether it may end a longer word, and its spellings.

    `spelled` are the keys (accents kept) that fold to this form: đô is not do.
    """

    classes: Mapping[str, Any]
    glued: bool
    spelled: frozenset[str]


class Words(NamedTuple):
    """The words of a language, compiled: `entries` by folded form, and what finds them.

    `firsts` and `lasts` give, for the first or last three letters (`HEAD`) of a form, the lengths there are, longest
    first, also of forms that are no longer than these; what is not in them may be one of `SHORT_FORMS` letters.
    `small` are the forms, longer than a letter, of words that are small ones alone (`_SMALL_WORDS`).
    `date_ends` are the signs that a date may end with: digits, the last letters of months, words for the day.
    `anchors` are type words and what only looks like one, with their lengths; so are `foreign`, words for bodies of the
    world, and `heads`, without one of which nothing is named by a session. `alone` is made of these three.
    """

    entries: Mapping[str, Entry]
    firsts: Mapping[str, tuple[int, ...]]
    lasts: Mapping[str, tuple[int, ...]]
    small: frozenset[str]
    date_ends: frozenset[str]
    anchors: Mapping[str, tuple[int, Entry]]
    foreign: Mapping[str, int]
    heads: Mapping[str, int]
    alone: Lists


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a word list."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def words_of(lang: str) -> Words:
    """Give the words of a language; of one without a list, those of Vietnamese and English.

    Raises DataError when a list is wrong; it names the file and the entry.
    """
    own = primary(lang)
    return _compiled(own if own in languages() else _EVERYWHERE[0])


@cache
def own_words(lang: str) -> Mapping[str, Entry]:
    """Give the forms of a language's own list alone, without Vietnamese and English; none where it has no list."""
    own = primary(lang)
    return _forms(own) if own in languages() else {}


@cache
def _compiled(lang: str) -> Words:
    entries: dict[str, Entry] = {}
    for one in (*_EVERYWHERE, lang) if lang not in _EVERYWHERE else _EVERYWHERE:
        for form, own in _forms(one).items():
            entry = own if one == lang else own._replace(classes=_abroad(form, own.classes))
            before = entries.get(form)
            entries[form] = entry if before is None else _joined(before, entry)
    anchors = {
        form: (len(form), entry)
        for form, entry in entries.items()
        if "types" in entry.classes or "friend" in entry.classes
    }
    foreign = {form: len(form) for form, entry in entries.items() if "foreign" in entry.classes}
    heads = {form: len(form) for form, entry in entries.items() if _may_name_a_session(entry.classes)}
    firsts, lasts = (_lengths(entries, first=first) for first in (True, False))
    small = frozenset(form for form, entry in entries.items() if entry.classes.keys() <= _SMALL_WORDS and len(form) > 1)
    date_ends = _DATE_SIGNS | {form[-1] for form, entry in entries.items() if "months" in entry.classes}
    alone = compile_lists(anchors, foreign, heads)
    return Words(entries, firsts, lasts, small, date_ends, anchors, foreign, heads, alone)


def _may_name_a_session(classes: Mapping[str, Any]) -> bool:
    """Tell a word for a congress or plenum, or for whose plenum it may be when no word says so."""
    return not _SESSIONS.isdisjoint(classes) or classes.get("issuers") == _COMMITTEE


def _joined(one: Entry, other: Entry) -> Entry:
    classes = {**one.classes, **other.classes}
    if "types" in one.classes and "types" in other.classes:  # the language's own meaning is the likelier one
        classes["types"] = tuple(dict.fromkeys((*other.classes["types"], *one.classes["types"])))
    return Entry(classes, one.glued or other.glued, one.spelled | other.spelled)


def _abroad(form: str, classes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what a Vietnamese or English word means in texts of another language: its small words are no words there.

    Nor are UN and EU, which are "a" in Spanish and "I" in Portuguese.
    """
    home = _AT_HOME | {"foreign"} if len(form) <= _SHORT else _AT_HOME
    return {
        name: value for name, value in classes.items() if name not in home or ("types" in classes and name == "plural")
    }


def _lengths(entries: Mapping[str, Entry], *, first: bool) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in entries:
        if len(form) >= HEAD:
            lengths[form[:HEAD] if first else form[-HEAD:]].add(len(form))
    for part, found in lengths.items():
        found |= {short for short in SHORT_FORMS if (part[:short] if first else part[-short:]) in entries}
    return {part: tuple(sorted(found, reverse=True)) for part, found in lengths.items()}


@cache
def _forms(lang: str) -> Mapping[str, Entry]:
    path = FOLDER / f"{lang}.toml"
    rows = _read(path)
    endings = {name: _split(listed, " ") for name, listed in rows.pop("endings", {}).items()}
    prefixes = _split(rows.pop("prefixes", {}).get("before", "-"), " ")
    classes: dict[str, dict[str, Any]] = {}
    glued: set[str] = set()
    spelled: dict[str, set[str]] = {}
    for section, entry, listed in _checked(rows, path):
        name, value = (section, _value(section, entry, path)) if section in _VALUED else (entry, True)
        for word in _split(listed, ","):
            for written in _written(word.removeprefix("-"), endings, prefixes, f"{path}: {section}.{entry}"):
                exact = key(written)
                form = fold(exact)
                _add(classes.setdefault(form, {}), name, value)
                spelled.setdefault(form, set()).add(exact)
                if word.startswith("-"):
                    glued.add(form)
    if lang == "vi":
        _add_provinces(classes)
    return {
        form: Entry(_ranked(found), form in glued, frozenset(spelled.get(form, ()))) for form, found in classes.items()
    }


def _read(path: Path) -> dict[str, dict[str, str]]:
    import tomllib

    try:
        rows: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("mentions_instruments.unreadable", path=path, reason=error) from error
    return rows


def _checked(rows: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str, str]]:
    for section, listed in rows.items():
        if section not in SECTIONS and section not in _VALUED:
            wanted = ", ".join(sorted((*SECTIONS, *_VALUED, "endings", "prefixes")))
            raise DataError("mentions_instruments.bad_section", path=path, section=section, wanted=wanted)
        for entry, words in listed.items():
            if section in SECTIONS and entry not in SECTIONS[section]:
                raise DataError("mentions_instruments.bad_entry", path=path, entry=f"{section}.{entry}")
            if not isinstance(words, str):
                raise DataError("mentions_instruments.bad_words", path=path, entry=f"{section}.{entry}")
            yield section, entry, words


def _value(section: str, entry: str, path: Path) -> Any:
    known: Mapping[str, Any] = {
        "types": types(),
        "issuers": bodies(),
        "months": {str(number): number for number in range(1, _MONTHS + 1)},
        "ordinals": {str(number): number for number in range(1, _ORDINALS + 1)},
        "places": {province.slug: province for province in provinces()},
    }[section]
    if entry not in known:
        raise DataError("mentions_instruments.bad_entry", path=path, entry=f"{section}.{entry}")
    return int(entry) if section in {"months", "ordinals"} else entry


def _split(listed: str, divider: str) -> list[str]:
    parts = (part.strip() for part in listed.split(divider))
    return ["" if part == "-" else part for part in parts if part]


def _written(phrase: str, endings: Mapping[str, list[str]], prefixes: list[str], where: str) -> Iterable[str]:
    """Give all forms of a phrase: each of its words with each of its endings, and each prefix before the whole.

    Words whose endings are equally many agree with each other: they take the first together, then the second, …
    """
    stems, tables = [], []
    for word in phrase.split():
        stem, _, named = word.partition("~")
        if named and named not in endings:
            raise DataError("mentions_instruments.bad_ending", entry=where, word=word, ending=named)
        stems.append(stem)
        tables.append(endings[named] if named else [""])
    lengths = sorted({len(table) for table in tables})
    if math.prod(lengths) * len(prefixes) > _MOST_FORMS:
        raise DataError("mentions_instruments.too_many", entry=where, word=phrase, count=math.prod(lengths))
    for rows in itertools.product(*map(range, lengths)):
        row = dict(zip(lengths, rows, strict=True))
        joined = " ".join(stem + table[row[len(table)]] for stem, table in zip(stems, tables, strict=True))
        yield from (prefix + joined for prefix in prefixes)
        if "\u200c" in joined:  # what a joiner parts is also written apart
            yield joined.replace("\u200c", " ")


def _add(classes: dict[str, Any], name: str, value: Any) -> None:
    if name == "types":
        classes[name] = (*classes.get(name, ()), *(() if value in classes.get(name, ()) else (value,)))
    else:
        classes.setdefault(name, value)


def _ranked(classes: dict[str, Any]) -> Mapping[str, Any]:
    if "types" in classes:
        return {**classes, "types": tuple(sorted(classes["types"], key=lambda code: types()[code].rank))}
    return classes


def _add_provinces(classes: dict[str, dict[str, Any]]) -> None:
    for province in provinces():
        for name in (province.name, *province.aliases):
            folded = " ".join(fold(key(name)).replace("-", " - ").split())
            for form in {folded, folded.replace(" - ", "-"), folded.replace(" - ", " "), folded.replace(" ", "-")}:
                if not province.slug.startswith("-"):
                    _add(classes.setdefault(form, {}), "places", province.slug)


@cache
def joins(letter: str) -> bool:
    """Tell whether a character belongs to the word beside it: letters, digits and marks do."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


@cache
def runs_on(letter: str) -> bool:
    """Tell whether words of this character's script stand without spaces between them, or take their endings on."""
    return any(ord(letter) in block for block in _RUNNING_ON)
