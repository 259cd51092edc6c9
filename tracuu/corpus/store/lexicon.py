"""Translation tables: what was learned, and the words of each language. Only the rows asked for are read.

Words have numbers, by which tables hold them; a language's most frequent words, when anything is first learned of it,
the smallest. A number is never given to another word.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

from tracuu.corpus.store import shelves
from tracuu.corpus.store.connection import file_of, rows_of
from tracuu.corpus.store.shelves import PER, TERMS, Told
from tracuu.errors import Damaged
from tracuu.tuples import Record
from tracuu.zstd import compress, decompress

_NEAR = 100  # terms that begin so, at most
_KEYS = 128  # of a row of what is spelled alike

Spelled = Mapping[str, Mapping[str, str]]
"""How words are usually spelled, by language and term."""


class Learned(Record):
    """What was learned of a term: how often it was seen, and (term of the other language, probability), best first."""

    seen: int
    words: tuple[tuple[str, float], ...]


class Word(Record):
    """A word of a language: its term, how often it was seen, and its most frequent spelling."""

    term: str
    seen: int
    surface: str


class Table(Record):
    """What a table was learned from, and by which method.

    `linked` stories have a version in both languages; `used` of these were read, giving `pairs` of sentences; `terms`
    of the source language have a translation.
    """

    source: str
    target: str
    method: int
    linked: int
    used: int
    pairs: int
    terms: int


Plain = tuple[int, tuple[tuple[str, float], ...]]
"""What `Learned` holds, as it travels between processes: five times faster than records."""


def learned(
    connection: sqlite3.Connection, source: str, targets: Sequence[str], terms: Sequence[str]
) -> dict[tuple[str, str], Learned]:
    """Give what was learned of terms, by target language and term; those of which nothing was are left out."""
    return learned_and_spelled(connection, source, targets, terms)[0]


def learned_and_spelled(
    connection: sqlite3.Connection, source: str, targets: Sequence[str], terms: Sequence[str]
) -> tuple[dict[tuple[str, str], Learned], Spelled]:
    """Give what was learned of terms, by target language and term, and how the translations are usually spelled."""
    with _sound(connection):
        told = _told(connection, source, targets, _numbers(connection, source, terms))
        named = {target: _named(connection, target, told) for target in targets}
    found = {
        (target, term): Learned(
            seen, tuple([(named[target][word][0], share / PER) for word, share in zip(words, shares, strict=True)])
        )
        for (target, term), (seen, words, shares) in told.items()
    }
    return found, {target: dict(known.values()) for target, known in named.items()}


def _told(
    connection: sqlite3.Connection, source: str, targets: Sequence[str], terms: Mapping[str, int]
) -> dict[tuple[str, str], Told]:
    """Read the shelves of terms, which are given with their numbers."""
    asked: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for term, number in terms.items():
        asked[number // TERMS][number % TERMS] = term
    langs = ", ".join("?" * len(targets))
    question = f"""
        SELECT target, shelf, taken, packed FROM lexicon_learned
        WHERE source = ? AND target IN ({langs}) AND shelf IN {{}}"""  # noqa: S608  places
    found: dict[tuple[str, str], Told] = {}
    for target, shelf, taken, packed in rows_of(connection, question, list(asked), (source, *targets)):
        for place, one in shelves.unpacked(taken, packed, asked[shelf]):
            found[target, asked[shelf][place]] = one
    return found


@contextmanager
def _sound(connection: sqlite3.Connection) -> Iterator[None]:
    """Raise Damaged where something cannot be unpacked in a with block, or a number stands for no word."""
    from zstandard import ZstdError

    try:
        yield
    except (ZstdError, LookupError) as error:
        raise Damaged("archive.damaged", path=file_of(connection), detail=f"lexicon: {error}") from error


def _numbers(connection: sqlite3.Connection, lang: str, terms: Sequence[str]) -> dict[str, int]:
    """Give the numbers of terms; those that have none are left out."""
    question = "SELECT term, number FROM lexicon_words WHERE lang = ? AND term IN {}"
    return dict(rows_of(connection, question, terms, (lang,)))


def _named(
    connection: sqlite3.Connection, lang: str, told: Mapping[tuple[str, str], Told]
) -> dict[int, tuple[str, str]]:
    """Give term and usual spelling of all translations in a language, by their numbers."""
    numbers = {word for (target, _), (_, words, _) in told.items() if target == lang for word in words}
    lines = _lines(connection, lang, {number // TERMS for number in numbers})
    return {number: _parted(lines[number // TERMS][number % TERMS]) for number in numbers}


def _parted(line: str) -> tuple[str, str]:
    term, _, surface = line.partition("\t")
    return term, surface or term


def _lines(connection: sqlite3.Connection, lang: str, asked: Iterable[int]) -> dict[int, list[str]]:
    """Give the lines of shelves of spellings: a term each, and its usual spelling where that is another."""
    question = "SELECT shelf, lines FROM lexicon_spelled WHERE lang = ? AND shelf IN {}"
    return {shelf: lines.split("\n") for shelf, lines in rows_of(connection, question, sorted(asked), (lang,))}


def terms(connection: sqlite3.Connection, source: str) -> set[str]:
    """Give all terms of a language of which anything was learned."""
    rows = connection.execute("SELECT shelf, taken FROM lexicon_learned WHERE source = ?", (source,))
    held = {shelf * TERMS + place for shelf, taken in set(rows) for place in shelves.places(taken)}
    known = connection.execute("SELECT number, term FROM lexicon_words WHERE lang = ?", (source,))
    return {term for number, term in known if number in held}


def near(connection: sqlite3.Connection, source: str, target: str, beginning: str) -> list[str]:
    """Give the first hundred terms that begin so and of which anything was learned."""
    question = "SELECT number, term FROM lexicon_words WHERE lang = ? AND term >= ? AND term < ? ORDER BY term"
    known = connection.execute(question, (source, beginning, beginning + chr(0x10FFFF))).fetchall()
    question = "SELECT shelf, taken FROM lexicon_learned WHERE source = ? AND target = ? AND shelf IN {}"
    asked = sorted({number // TERMS for number, _ in known})
    taken = {
        shelf * TERMS + place
        for shelf, bits in rows_of(connection, question, asked, (source, target))
        for place in shelves.places(bits)
    }
    return list(islice((term for number, term in known if number in taken), _NEAR))


def counts(connection: sqlite3.Connection, lang: str, terms: Sequence[str]) -> dict[str, int]:
    """Give how often terms were seen in linked texts; those that never were are left out."""
    question = "SELECT term, seen FROM lexicon_words WHERE lang = ? AND seen > 0 AND term IN {}"
    return dict(rows_of(connection, question, terms, (lang,)))


def tables(connection: sqlite3.Connection) -> list[Table]:
    """Give what tables there are."""
    question = "SELECT source, target, method, linked, used, pairs, terms FROM lexicon_state ORDER BY source, target"
    return [Table(*row) for row in connection.execute(question)]


def keep(connection: sqlite3.Connection, table: Table, found: Mapping[str, Learned | Plain]) -> None:
    """Keep a table in place of the one that was learned before. Words that have no number get one."""
    forget(connection, table.source, table.target)
    connection.execute("INSERT INTO lexicon_state VALUES (?, ?, ?, ?, ?, ?, ?)", table)
    ours = _numbered(connection, table.source, found)
    theirs = _numbered(connection, table.target, {word for _, words in found.values() for word, _ in words})
    rows: defaultdict[int, dict[int, Learned | Plain]] = defaultdict(dict)
    for term, one in found.items():
        shelf, place = divmod(ours[term], TERMS)
        rows[shelf][place] = one
    connection.executemany(
        "INSERT INTO lexicon_learned VALUES (?, ?, ?, ?, ?)",
        ((table.source, table.target, shelf, *shelves.packed(rows[shelf], theirs)) for shelf in sorted(rows)),
    )


def _numbered(connection: sqlite3.Connection, lang: str, terms: Iterable[str]) -> dict[str, int]:
    """Give the numbers of all terms of a language; asked ones that have none get one, as words that were never seen."""
    known = _all_numbers(connection, lang)
    if lacking := sorted(term for term in terms if term not in known):
        _add(connection, lang, [Word(term, 0, term) for term in lacking])
        return _all_numbers(connection, lang)
    return known


def _all_numbers(connection: sqlite3.Connection, lang: str) -> dict[str, int]:
    return dict(connection.execute("SELECT term, number FROM lexicon_words WHERE lang = ?", (lang,)))


def _add(connection: sqlite3.Connection, lang: str, words: Sequence[Word]) -> None:
    """Add words of which none is known, in the order of their numbers."""
    question = "SELECT coalesce(max(number), -1) + 1 FROM lexicon_words WHERE lang = ?"
    (first,) = connection.execute(question, (lang,)).fetchone()
    rows = [(lang, word.term, number, word.seen) for number, word in enumerate(words, first)]
    connection.executemany("INSERT INTO lexicon_words VALUES (?, ?, ?, ?)", rows)
    _spell(connection, lang, dict(enumerate(words, first)))


def _spell(connection: sqlite3.Connection, lang: str, words: Mapping[int, Word]) -> None:
    """Write words, given by their numbers, on the shelves of spellings."""
    lines = _lines(connection, lang, {number // TERMS for number in words})
    for number, word in sorted(words.items()):
        line = word.term if word.surface == word.term else f"{word.term}\t{word.surface}"
        lines.setdefault(number // TERMS, [])[number % TERMS : number % TERMS + 1] = [line]
    connection.executemany(
        "INSERT OR REPLACE INTO lexicon_spelled VALUES (?, ?, ?)",
        ((lang, shelf, "\n".join(some)) for shelf, some in lines.items()),
    )


def forget(connection: sqlite3.Connection, source: str, target: str) -> None:
    """Throw a table away."""
    for table in ("lexicon_learned", "lexicon_state"):
        connection.execute(f"DELETE FROM {table} WHERE source = ? AND target = ?", (source, target))  # noqa: S608  names of ours


def keep_words(connection: sqlite3.Connection, lang: str, words: Iterable[Word]) -> None:
    """Keep words of a language; of a word that is known already, what was seen more often."""
    often = sorted(words, key=lambda word: (-word.seen, word.term))
    question = "SELECT term, number, seen FROM lexicon_words WHERE lang = ? AND term IN {}"
    asked = [word.term for word in often]
    known = {term: (number, seen) for term, number, seen in rows_of(connection, question, asked, (lang,))}
    _add(connection, lang, [word for word in often if word.term not in known])
    more = {known[word.term][0]: word for word in often if word.term in known and word.seen > known[word.term][1]}
    question = "UPDATE lexicon_words SET seen = ? WHERE lang = ? AND term = ?"
    connection.executemany(question, ((word.seen, lang, word.term) for word in more.values()))
    _spell(connection, lang, more)


def alike(connection: sqlite3.Connection, lang: str, keys: Sequence[str]) -> list[str]:
    """Give the terms of a language that have one of these keys, in alphabetical order."""
    question = "SELECT first, packed FROM lexicon_alike WHERE lang = ? AND first <= ? ORDER BY first DESC LIMIT 1"
    found: set[str] = set()
    read: dict[str, str] = {}
    for key in keys:
        for first, packed in connection.execute(question, (lang, key)):
            with _sound(connection):
                read[first] = read.get(first) or decompress(packed).decode()
            found.update(read[first].partition(f"\n{key}\t")[2].partition("\n")[0].split())
    return sorted(found)


def keep_alike(connection: sqlite3.Connection, lang: str, by_key: Mapping[str, Sequence[str]]) -> None:
    """Keep the terms of a language by their keys in place of those that were kept."""
    connection.execute("DELETE FROM lexicon_alike WHERE lang = ?", (lang,))
    keys = sorted(by_key)
    rows = (keys[start : start + _KEYS] for start in range(0, len(keys), _KEYS))
    lines = ((row[0], "".join([f"\n{key}\t{' '.join(by_key[key])}" for key in row])) for row in rows)
    connection.executemany(
        "INSERT INTO lexicon_alike VALUES (?, ?, ?)",
        ((lang, first, compress(text.encode())) for first, text in lines),
    )


def seen(connection: sqlite3.Connection) -> dict[str, int]:
    """Give how many versions of each language there were when tables were last looked at."""
    return dict(connection.execute("SELECT lang, versions FROM lexicon_seen WHERE lang <> ''").fetchall())


def waiting(connection: sqlite3.Connection) -> int:
    """Give how many tables were left for later: the row of no language counts them."""
    row = connection.execute("SELECT versions FROM lexicon_seen WHERE lang = ''").fetchone()
    return int(row[0]) if row else 0


def keep_seen(connection: sqlite3.Connection, versions: Mapping[str, int], left: int = 0) -> None:
    """Note how many versions of each language there are, and how many tables are left for later."""
    connection.execute("DELETE FROM lexicon_seen")
    connection.executemany("INSERT INTO lexicon_seen VALUES (?, ?)", sorted({**versions, "": left}.items()))


def held(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """Give (story, language, its first version) of all that is held, newest stories first. Reads every version.

    Undated stories come last; those of one day in the order of their ids, which texts and addresses make.
    """
    question = """
        SELECT s.number, v.lang, min(v.number) FROM stories s JOIN versions v ON v.story = s.number
        GROUP BY s.number, v.lang ORDER BY s.day IS NULL, s.day DESC, s.id, v.lang"""
    yield from connection.execute(question)
