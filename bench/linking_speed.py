"""What linking without hints costs: time and memory for a whole archive, and for a new day's articles.

The archive is synthetic (bench/synthetic.py) with every hint taken away: no original is named, and no address tells a
slug. Its tables are made, not learned: words of one rank say the same, and four others say it less probably; there are
tables between Vietnamese or English and every other language. First everything is linked at once. Then a new day's
1,000 articles come, all of the archive's last day, and linking these is measured. Time is by the clock, with a process
that reads ahead beside the main one, as the product has it; what both compute is told too. With `--alone` there is one.

With `--beside N` the archive holds N versions, 1,000 of each day, but 3 of 100 without a date, and only what linking a
new day asks of it: samples, and the rare signs of each version. These are made without a comparison, so that a large
archive is there in minutes. `--times K` copies all of these rows K - 1 times in the database itself, each time by
N / 1,000 days earlier: `--beside 100000 --times 10` is an archive of a million.

Texts of the synthetic archive are drawn apart for each version: they share rare words as translations do, but not
sentences, so what is found says nothing of quality, which `bench.cross_linking` measures.

`python -m bench.linking_speed [--versions N | --beside N [--times K]] [--alone] [--save]`;
`bench.cross_linking --speed` is the same.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

from bench import measure, synthetic
from bench.synthetic import languages

ARCHIVE = "archive-unhinted"
HUBS = ("vi", "en")
WORDS, OTHERS = 5_000, 4  # ranks that have translations, and wrong ones beside each right one
RIGHT, WRONG = 0.6, 0.1
DAY = 1_000  # articles of a new day
TOGETHER = 200
LAST = "2025-06-30"
COPYING = (
    "INSERT INTO versions SELECT {anew} FROM versions WHERE number <= :most",
    "INSERT INTO stories SELECT number + :off, id || :turn, date(day, :earlier) FROM stories WHERE number <= :most",
    "INSERT INTO layers SELECT version + :off, extractor, text, marks FROM layers WHERE version <= :most",
    """INSERT INTO story_signs
       SELECT CASE day WHEN 0 THEN era ELSE (day - :back) / 32 END, sign,
              CASE day WHEN 0 THEN 0 ELSE day - :back END, version + :off, weight
       FROM story_signs WHERE version <= :most""",
    """INSERT INTO story_signs_of SELECT version + :off, CASE day WHEN 0 THEN 0 ELSE day - :back END, packed
       FROM story_signs_of WHERE version <= :most""",
    """INSERT INTO alone SELECT version + :off, CASE day WHEN 0 THEN 0 ELSE day - :back END
       FROM alone WHERE version <= :most""",
)


def kept(archive: Any, rows: Iterable[dict[str, str]], published: str | None = None) -> None:
    """Add rows to an archive, and nothing else: neither indexed nor linked."""
    from tracuu.records import Dated, DateKind, Draft, LanguageGuess

    waiting = iter(rows)
    while batch := list(islice(waiting, TOGETHER)):
        drafts = []
        for row in batch:
            lang, text = row["id"].rpartition("-")[2], f"{row['title']}\n{row['text']}"
            day = published or row.get("published")
            drafts.append(Draft(
                raw=text.encode(), media_type="text/plain", charset=None, origin=row["id"],
                fetched_at="2025-07-01T00:00:00Z", extractor="bench/1", given=text, marks=marks(text),
                language=LanguageGuess(lang, 1.0, "given"), title=row["title"], publisher=f"{lang}.example",
                dated=Dated(day, DateKind.PAGE) if day else None, keys=(),
            ))  # fmt: skip
        archive.add(drafts)


def fill(archive: Any) -> None:
    """Write the tables."""
    from tracuu.corpus.lexicon import Learned, Table, language
    from tracuu.indexer.lexicon.words import terms_of

    words = {lang: [" ".join(terms_of(word, lang)[0]) for word in languages()[lang].content[:WORDS]]
             for lang in languages()}  # fmt: skip
    for source, target in product(words, words):
        if source != target and not {source, target}.isdisjoint(HUBS):
            ours, theirs = words[source], words[target]
            learned = {}
            for rank, term in enumerate(ours):
                wrong = {theirs[(rank * 7 + 31 * turn) % WORDS]: WRONG for turn in range(1, OTHERS + 1)}
                learned[term] = Learned(20, ((theirs[rank], RIGHT), *wrong.items()))
            pair = language(source), language(target)
            archive.lexicon.keep(Table(*pair, 1, 1000, 1000, 10_000, WORDS), learned)


def marks(text: str) -> tuple[Any, ...]:
    """Mark the first line as title, the others as body."""
    from tracuu.records import Mark, Role

    found: list[Mark] = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append(Mark(start, start + len(line), Role.BODY if found else Role.TITLE))
        start += len(line) + 1
    return tuple(found)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Link a new archive, then a new day; or a new day beside a large archive."""
    from tracuu.corpus.archive import Archive
    from tracuu.corpus.store.connection import FILE

    beside, times = getattr(options, "beside", None), getattr(options, "times", 1)
    apart = not getattr(options, "alone", False)
    versions = beside or options.versions
    folder = measure.built(versions, options.seed) / ARCHIVE
    shutil.rmtree(folder, ignore_errors=True)
    rows = synthetic.rows(versions + DAY, options.seed)
    with Archive.create(folder) as archive:
        fill(archive)
        if beside:
            kept(archive, daily(islice(rows, versions), versions))
            whole = prepared(archive)
        else:
            kept(archive, islice(rows, versions))
            whole = linked(archive, apart=apart)
    copied(folder / FILE, versions, times)
    with Archive.open(folder, write=True) as archive:
        if beside:
            keep_shares(archive.stories)
        kept(archive, rows, LAST)
        day = linked(archive, apart=apart)
    shutil.rmtree(folder)
    return {"versions": versions * times, "beside" if beside else "whole": whole, "day": day}


def daily(rows: Iterable[dict[str, str]], versions: int) -> Iterator[dict[str, str]]:
    """Date rows anew: DAY of them on each day, up to the day before the last. Those without a date stay so."""
    last = date.fromisoformat(LAST)
    for place, row in enumerate(rows):
        day = (last - timedelta(days=1 + (versions - 1 - place) // DAY)).isoformat()
        yield row | {"published": day} if row.get("published") else row


def copied(file: Path, versions: int, times: int) -> None:
    """Copy all versions and their signs under higher numbers, each time earlier by as many days as they span."""
    with closing(sqlite3.connect(file)) as connection, connection:
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(versions)")]
        anew = {
            "number": "number + :off", "story": "story + :off", "part": "part + :off", "day": "date(day, :earlier)",
            "id": "id || :turn", "given_id": "NULL", "page": "NULL",
        }  # fmt: skip
        for turn in range(1, times):
            back = turn * -(-versions // DAY)
            given = {"off": turn * versions, "back": back, "earlier": f"-{back} days", "turn": turn, "most": versions}
            for statement in COPYING:
                connection.execute(statement.format(anew=", ".join(anew.get(name, name) for name in columns)), given)
        connection.execute("DELETE FROM unmatched WHERE version > ?", (versions,))
        connection.execute("UPDATE sign_samples SET versions = versions * ?", (times,))


def prepared(archive: Any) -> dict[str, float]:
    """Keep what linking a new day needs of an archive, as if all of it had been linked and nothing found."""
    from tracuu.linking import nearby
    from tracuu.linking.match import LISTED
    from tracuu.linking.shelf import Shelf
    from tracuu.linking.sorting import sort_out

    start = time.process_time()
    sort_out(archive.stories)
    shelf = Shelf(archive)
    shelf.prepare()
    while waiting := archive.stories.waiting(LISTED):
        for some in (waiting[at : at + TOGETHER] for at in range(0, len(waiting), TOGETHER)):
            nearby.keep_signs(archive.stories, shelf, [one.version for one in some])
            archive.stories.settle(some)
    return {"seconds": round(time.process_time() - start, 2)}


def keep_shares(stories: Any) -> None:
    """Keep how many versions have a translation, as an archive that was linked before does: not counted anew daily."""
    from tracuu.corpus.lexicon import language
    from tracuu.corpus.matching import Share
    from tracuu.linking.odds import USUAL

    counted = stories.count_alone()
    shares = [Share(language(lang), versions, USUAL) for lang, versions in sorted(counted.items())]
    stories.keep_shares(shares, judge_again=False)


def linked(archive: Any, *, apart: bool) -> dict[str, float]:
    """Link what is outstanding; tell how many versions were read for it, and how many pairs compared."""
    from tracuu.linking.match import match
    from tracuu.linking.shelf import Shelf
    from tracuu.linking.signs import Reader, Reading
    from tracuu.workers import SELDOM, Workers

    gc.set_threshold(SELDOM)  # as the pipeline does while it links
    with (
        measure.watched() as memory,
        counting(Reader, "read") as here,
        counting(Reading, "renumbered") as there,
        counting(Shelf, "compare", lambda _shelf, pairs: len(pairs)) as pairs,
    ):
        start, main, others = time.perf_counter(), time.process_time(), of_children()
        with Workers(1) as crew:
            done = match(archive, crew=crew if apart else None)
        seconds, main, others = time.perf_counter() - start, time.process_time() - main, of_children() - others
    return {
        "matched": done.matched,
        "read": len(here) + len(there),
        "apart": len(there),
        "compared": len(pairs),
        "alike": done.compared,
        "tied": done.tied,
        "seconds": round(seconds, 2),
        "ms_each": round(1000 * seconds / max(1, done.matched), 2),
        "cpu_seconds": round(main, 2),
        "cpu_seconds_of_worker": round(others, 2),
        "memory_mib": round(memory.all),
    }


def of_children() -> float:
    """Give the seconds that processes which this one started have computed, as far as they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def counting(
    kind: type, method: str, how_many: Callable[..., int] = lambda *_given, **_named: 1
) -> Iterator[list[None]]:
    """Give a list that grows with every call of a method, by one or by what `how_many` makes of what it is given."""
    calls: list[None] = []
    original = getattr(kind, method)

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.extend([None] * how_many(*arguments, **named))
        return original(*arguments, **named)

    setattr(kind, method, counted)
    try:
        yield calls
    finally:
        setattr(kind, method, original)


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--beside", type=int, help="versions of an archive beside which a new day is linked")
    parser.add_argument("--times", type=int, default=1, help="how many times these versions are there")
    parser.add_argument("--alone", action="store_true", help="read in the main process")
    options = parser.parse_args()
    results = measured(options)
    print(results)
    measure.save("linking_speed", results, options)


if __name__ == "__main__":
    main()
