"""Learn translation tables anew where so much has changed that it pays; cheap where nothing has.

Which languages are brought together is bounded: the two that most linked stories have (`HUBS`) with every other, and
the first few (`AMONG`) with each other. All others go through a hub when they are looked up. A table is learned again
when the stories that link its languages have become a tenth more, or the method is another; it is the same, whatever
was learned before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import combinations, groupby
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import ACCENTED, Table, Word, language
from tracuu.corpus.locks import held as locked
from tracuu.indexer import build
from tracuu.indexer.fields import BODY_FOLD
from tracuu.indexer.lexicon.accents import typed_plainly, words_typed_plainly
from tracuu.indexer.lexicon.alike import keys
from tracuu.indexer.lexicon.gather import STORIES, gather
from tracuu.indexer.lexicon.learn import Taught, learn
from tracuu.text.tokens import analyser
from tracuu.workers import Workers

METHOD = 5
"""Counts up whenever the same stories would give another table."""

HUBS = 2
"""Languages that tables lead to from every other."""

AMONG = 8
"""Languages, the most linked ones, between which there are tables both ways."""

FEWEST = 5
"""Linked stories from which anything is learned; from fewer, most of it would be wrong."""

WORDS = 100_000
"""Words of a language, the most frequent ones, that are looked for by their spelling."""

WAIT = 60.0
"""Seconds to wait for another process that learns."""

_GROWN = 1.1  # times as many linked stories, or versions, that make it worth looking again
_AT_LEAST = 10  # more of them, where there are few
_FOR_WORKERS = 200  # linked stories of all tables that are learned sooner in this process than workers have started

Pair = tuple[str, str]
Progress = Callable[[int, int], None]


class Updated(NamedTuple):
    """What an update did: tables learned (both ways of two languages count once), and those that were up to date."""

    learned: int
    kept: int


def due(archive: Archive) -> bool:
    """Tell whether so many articles came since the last time that tables may be out of date. Takes a millisecond."""
    now, seen = archive.totals().languages, archive.lexicon.seen()
    return any(count >= _enough(seen.get(lang, 0)) for lang, count in now.items())


def _enough(before: int) -> int:
    return max(int(before * _GROWN), before + _AT_LEAST) if before else 1


def update(
    archive: Archive, workers: int | Workers | None = None, progress: Progress | None = None, *, anew: bool = False
) -> Updated:
    """Learn what changed, and keep it.

    Args:
        archive: open for writing; its index should know its versions, for words that are found by their spelling.
        workers: processes, or how many to start.
        progress: hears (tables done, tables in all).
        anew: learn all tables again, also those that are up to date.

    Raises Busy when another process learns for longer than `WAIT`.
    """
    if isinstance(workers, Workers):
        return _update(archive, workers, progress or (lambda _done, _total: None), anew=anew)
    with Workers(workers or 1) as crew:
        return _update(archive, crew, progress or (lambda _done, _total: None), anew=anew)


def _update(archive: Archive, crew: Workers, progress: Progress, *, anew: bool) -> Updated:
    with locked(archive.folder, "lexicon", WAIT):
        now = archive.totals().languages
        linked, stories = _linked(archive)
        known = {(table.source, table.target): table for table in archive.lexicon.tables()}
        stale = [pair for pair in linked if anew or _is_stale(known.get(pair), linked[pair])]
        _forget(archive, known, linked)
        if sum(len(stories[pair]) for pair in stale) > _FOR_WORKERS:
            crew.start()
        tasks = [(pair, stories[pair]) for pair in stale]
        learned = (one for part in crew.in_order(partial(_apart, folder=archive.folder), tasks) for one in part)
        for done, (pair, one) in enumerate(zip(stale, learned, strict=True), 1):
            _keep(archive, pair, linked[pair], one)
            progress(done, len(stale))
        _keep_spelling(archive, now, anew=anew)
        archive.lexicon.keep_seen(now)
        return Updated(len(stale), len(linked) - len(stale))


class _Learned(NamedTuple):
    """A table both ways, with what it was learned from."""

    taught: Taught
    left: list[Word]
    right: list[Word]
    stories: int
    pairs: int


def _apart(task: tuple[Pair, list[tuple[int, int]]], folder: Path) -> _Learned:
    """Learn one table from the archive in a folder: one task of a worker, which reads the texts itself."""
    (source, target), stories = task
    with Archive.open(folder) as archive:
        found = gather(archive, stories)
    forward, backward = learn(found.pairs)
    left, right = found.left, found.right
    if source in ACCENTED:
        forward, left = typed_plainly(forward), words_typed_plainly(left)
    if target in ACCENTED:
        backward, right = typed_plainly(backward), words_typed_plainly(right)
    return _Learned(Taught(forward, backward), left, right, found.stories, len(found.pairs))


def _keep(archive: Archive, pair: Pair, linked: int, one: _Learned) -> None:
    sides = ((pair, one.taught.forward, one.right), (pair[::-1], one.taught.backward, one.left))
    for (source, target), found, words in sides:
        table = Table(source, target, METHOD, linked, one.stories, one.pairs, len(found))
        archive.lexicon.keep(table, found)
        archive.lexicon.keep_words(target, words)


def _is_stale(table: Table | None, linked: int) -> bool:
    if table is None or table.method != METHOD:
        return True
    return linked >= _enough(table.linked) or linked < table.linked / _GROWN


def _forget(archive: Archive, known: Iterable[Pair], linked: Mapping[Pair, int]) -> None:
    """Throw away tables of languages that are no longer linked enough."""
    for source, target in known:
        if (source, target) not in linked and (target, source) not in linked:
            archive.lexicon.forget(source, target)


def _linked(archive: Archive) -> tuple[dict[Pair, int], dict[Pair, list[tuple[int, int]]]]:
    """Count the stories that link languages, for those that are to have a table; give the newest ones of each."""
    counted = Counter(lang for _, versions in _stories(archive) if len(versions) > 1 for lang in versions)
    ranked = sorted(counted, key=lambda lang: (-counted[lang], lang))
    wanted = {tuple(sorted(pair)) for pair in combinations(ranked[:AMONG], 2)}
    wanted |= {tuple(sorted((hub, lang))) for hub in ranked[:HUBS] for lang in ranked if lang != hub}
    linked: Counter[Pair] = Counter()
    stories: defaultdict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for _, versions in _stories(archive):
        for pair in combinations(sorted(versions), 2):
            if pair in wanted:
                linked[pair] += 1
                if linked[pair] <= STORIES:
                    stories[pair].append((versions[pair[0]], versions[pair[1]]))
    ordered = sorted((pair for pair in linked if linked[pair] >= FEWEST), key=lambda pair: (-linked[pair], pair))
    return {pair: linked[pair] for pair in ordered}, stories


def _stories(archive: Archive) -> Iterator[tuple[int, dict[str, int]]]:
    """Give the stories, newest first, each with its first version in every language that tables know."""
    for story, rows in groupby(archive.lexicon.held(), key=lambda row: row[0]):
        versions: dict[str, int] = {}
        for _, lang, number in rows:
            versions.setdefault(language(lang), number)
        yield story, versions


def _keep_spelling(archive: Archive, now: Mapping[str, int], *, anew: bool) -> None:
    """Keep, by their spelling, the words that the index holds of languages that have grown."""
    seen = archive.lexicon.seen()
    grown = {analyser(lang) for lang, count in now.items() if anew or count >= _enough(seen.get(lang, 0))}
    reader = build.open_reader(archive) if grown else None
    for name in sorted(grown):
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for tagged, _ in reader.terms(BODY_FOLD, f"{name}:", WORDS) if reader else ():
            term = tagged.partition(":")[2]
            for key in keys(term):
                if not key.startswith("="):
                    by_key[key].append(term)
        archive.lexicon.keep_alike(name, by_key)
