"""What linking without hints costs: time and memory for a whole archive, and for a new day's articles.

The archive is synthetic (bench/synthetic.py) with every hint taken away: no original is named, and no address tells a
slug. Its tables are made, not learned: words of one rank say the same, and four others say it less probably; there are
tables between Vietnamese or English and every other language. First everything is linked at once. Then a new day's
1,000 articles come, all of the archive's last day, and linking these is measured. Time is that of the processor, in one
process.

Texts of the synthetic archive are drawn apart for each version: they share rare words as translations do, but not
sentences, so what is found says nothing of quality, which `bench.cross_linking` measures.

`python -m bench.cross_linking --speed [--versions N] [--save]`
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Iterable
from itertools import islice, product
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
    """Link a new archive, then a new day."""
    from tracuu.corpus.archive import Archive

    folder = measure.built(options.versions, options.seed) / ARCHIVE
    shutil.rmtree(folder, ignore_errors=True)
    rows = synthetic.rows(options.versions + DAY, options.seed)
    with Archive.create(folder) as archive:
        kept(archive, islice(rows, options.versions))
        fill(archive)
        whole = linked(archive)
        kept(archive, rows, LAST)
        day = linked(archive)
    shutil.rmtree(folder)
    return {"versions": options.versions, "whole": whole, "day": day}


def linked(archive: Any) -> dict[str, float]:
    """Link what is outstanding."""
    from tracuu.linking.match import match

    with measure.watched() as memory:
        start = time.process_time()
        done = match(archive)
        seconds = time.process_time() - start
    return {
        "matched": done.matched,
        "compared": done.compared,
        "tied": done.tied,
        "seconds": round(seconds, 2),
        "ms_each": round(1000 * seconds / max(1, done.matched), 2),
        "memory_mib": round(memory.own),
    }
