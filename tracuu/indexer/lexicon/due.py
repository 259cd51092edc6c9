"""Which tables must be learned, or learned again, and how much may be read for them?

Which languages are brought together is bounded: the two that most linked stories have (`HUBS`) with every other, and
the first few (`AMONG`) with each other. All others go through a hub when they are looked up. A table is learned again
when the stories that link its languages have become a tenth more, or the method is another.

What comes by itself with `add` reads all there is in an archive of up to `SMALL` versions. In a larger one it reads a
paragraph for each of the first `SOON` versions beyond `FREE`, and `PER_VERSION` for every further one, first for the
tables that were learned from least, so that all grow together; `tracuu lexicon learn` reads `PARAGRAPHS` for each, and
`status` says how many tables wait. As much is read however few or many articles come at once; which stories are the
newest ones then is another matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, groupby
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Table, language
from tracuu.indexer.lexicon.gather import PARAGRAPHS, STORIES

METHOD = 6
"""Counts up whenever the same stories would give another table."""

HUBS = 2
"""Languages that tables lead to from every other."""

AMONG = 8
"""Languages, the most linked ones, between which there are tables both ways."""

FEWEST = 5
"""Linked stories from which anything is learned; from fewer, most of it would be wrong."""

SMALL = 2_000
"""Versions up to which everything is read, which takes half a minute."""

FREE = 5_000
"""Versions of a larger archive beyond which paragraphs are counted: in fewer, tables would take much of the room."""

SOON = 10_000
"""Further versions for each of which a paragraph is read, so that an archive translates soon."""

PER_VERSION = 0.2
"""Paragraphs that are read for every version beyond these, a fiftieth to a twentieth of what adding it takes."""

LOOKED, READ = "*", "+"
"""What is kept beside the languages of a larger archive: versions at the last look, paragraphs read by the way."""

_A_STORY = 20  # paragraphs of a story, about
_SHARE = 400  # paragraphs that are read for a table at least
_WORTH = 1.5  # times as many as before that make it worth learning a table by the way
_GROWN = 1.1  # times as many linked stories, or versions, that make it worth looking again
_AT_LEAST = 10  # more of them, where there are few

Pair = tuple[str, str]


class Linked(NamedTuple):
    """Stories that link two languages: how many, and the newest as versions."""

    number: int
    stories: list[tuple[int, int]]


class Wanted(NamedTuple):
    """A table that is to be learned, from how many paragraphs at most."""

    pair: Pair
    linked: Linked
    paragraphs: int


def due(archive: Archive) -> bool:
    """Tell whether tables may be out of date. Takes a moment.

    So they may where many articles came since the last look, or another method learned them; in a small archive also
    where some wait.
    """
    totals, seen, waiting = archive.totals(), archive.lexicon.seen(), archive.lexicon.waiting()
    outdated = not all(map(bound, archive.lexicon.tables()))
    if totals.versions > SMALL:
        return totals.versions >= enough(seen.get(LOOKED, 0)) or (outdated and not waiting)
    return (
        outdated or waiting > 0 or any(count >= enough(seen.get(lang, 0)) for lang, count in totals.languages.items())
    )


def enough(before: int) -> int:
    """Give how many stories or versions make it worth looking again where there were so many."""
    return max(int(before * _GROWN), before + _AT_LEAST) if before else 1


def allowed(versions: int) -> int:
    """Give how many paragraphs may have been read by the way in a larger archive when it holds so many versions."""
    beyond = max(0, versions - FREE)
    return min(beyond, SOON) + int(max(0, beyond - SOON) * PER_VERSION)


def wanted(known: Mapping[Pair, Table], linked: Mapping[Pair, Linked], *, anew: bool = False) -> list[Wanted]:
    """Give the tables that must be learned: those first that have grown most, of equals those of most stories.

    Those that were learned from a part of what could be read are among them. `anew` takes all.
    """
    found = [
        Wanted(pair, one, PARAGRAPHS)
        for pair, one in linked.items()
        if anew or is_stale(known.get(pair), one.number) or is_partial(known.get(pair))
    ]
    return sorted(
        found, key=lambda one: (_covered(known.get(one.pair), one.linked.number), -one.linked.number, one.pair)
    )


def affordable(known: Mapping[Pair, Table], linked: Mapping[Pair, Linked], most: int) -> list[Wanted]:
    """Choose tables for which no more than so many paragraphs are read together: those learned from least come first.

    Each is learned from twice as much as before, and then once more, until nothing further can be read.
    """
    sizes = {pair: _read(known.get(pair)) for pair in linked}
    chosen: dict[Pair, Wanted] = {}
    while growing := [pair for pair, one in linked.items() if _WORTH * sizes[pair] < _readable(one)]:
        pair = min(growing, key=lambda pair: (sizes[pair], -linked[pair].number, pair))
        size = min(PARAGRAPHS, max(_SHARE, 2 * sizes[pair]))
        one = Wanted(pair, linked[pair], size)
        most -= cost(one) - (cost(chosen[pair]) if pair in chosen else 0)
        if most < 0:
            break
        sizes[pair], chosen[pair] = size, one
    return list(chosen.values())


def cost(one: Wanted) -> int:
    """Give how many paragraphs are read for a table, about."""
    return min(one.paragraphs, _readable(one.linked))


def _read(table: Table | None) -> int:
    """Give from how many paragraphs a table was learned, about."""
    return min(bound(table), _A_STORY * table.used) if table else 0


def _readable(one: Linked) -> int:
    """Give how many paragraphs there are to learn a table from, about."""
    return min(PARAGRAPHS, _A_STORY * len(one.stories))


def most_in_common(archive: Archive) -> tuple[Pair, int] | None:
    """Give the two languages that have most stories in common, and how many; None where no story has two."""
    counts = Counter(pair for _, versions in _stories(archive) for pair in combinations(sorted(versions), 2))
    return max(counts.items(), key=lambda one: (one[1], one[0]), default=None)


def method(paragraphs: int) -> int:
    """Give how a table is marked that is learned from so many paragraphs at most."""
    return METHOD * 10 * PARAGRAPHS + paragraphs


def bound(table: Table | None) -> int:
    """Give from how many paragraphs at most a table was learned; 0 where there is none, or another method's."""
    return table.method - method(0) if table and method(0) < table.method <= method(PARAGRAPHS) else 0


def is_partial(table: Table | None) -> bool:
    """Tell whether there was more to learn a table from than was read."""
    return table is not None and bound(table) < PARAGRAPHS and table.used < min(table.linked, STORIES)


def is_stale(table: Table | None, linked: int) -> bool:
    """Tell whether a table is missing, of another method, or of far fewer or more stories than there are now."""
    if table is None or not bound(table):
        return True
    return linked >= enough(table.linked) or linked < table.linked / _GROWN


def _covered(table: Table | None, linked: int) -> float:
    return table.linked / linked if table and bound(table) else 0.0


def linked_of(archive: Archive) -> dict[Pair, Linked]:
    """Count the stories that link languages, for those that are to have a table; give the newest ones of each."""
    wanted = _brought_together(archive)
    counts: Counter[Pair] = Counter()
    stories: defaultdict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for _, versions in _stories(archive):
        for pair in combinations(sorted(versions), 2):
            if pair in wanted:
                counts[pair] += 1
                if counts[pair] <= STORIES:
                    stories[pair].append((versions[pair[0]], versions[pair[1]]))
    ordered = sorted((pair for pair in counts if counts[pair] >= FEWEST), key=lambda pair: (-counts[pair], pair))
    return {pair: Linked(counts[pair], stories[pair]) for pair in ordered}


def _brought_together(archive: Archive) -> set[Pair]:
    counted = Counter(lang for _, versions in _stories(archive) if len(versions) > 1 for lang in versions)
    ranked = sorted(counted, key=lambda lang: (-counted[lang], lang))
    among: list[Pair] = list(combinations(sorted(ranked[:AMONG]), 2))
    hubs = [(min(hub, lang), max(hub, lang)) for hub in ranked[:HUBS] for lang in ranked if lang != hub]
    return {*among, *hubs}


def _stories(archive: Archive) -> Iterator[tuple[int, dict[str, int]]]:
    """Give the stories, newest first, each with its first version in every language that tables know."""
    for story, rows in groupby(archive.lexicon.held(), key=lambda row: row[0]):
        versions: dict[str, int] = {}
        for _, lang, number in rows:
            versions.setdefault(language(lang), number)
        yield story, versions
