"""Search with snippets at a size: p50 and p95 over a stated set of queries, beside SQLite FTS5, hits beside times.

The queries are words of the synthetic archive (bench/synthetic.py) by rank, in four languages: rare, middle and common
words, two and four words, phrases, a beginning, and filters. Each is asked several times in turn, ten hits wanted.

- tracuu: `archive.search`, all it does for one page of an answer: grammar, forms of the word in every language of the
  archive, exact totals of stories and versions, one hit per story with its languages, snippets.
- FTS5: the same words, exact total of versions, the ten best by bm25 with snippet(). It does not group stories, know
  languages, stem, or filter by more than a column's value.

`python -m bench.search [--versions N] [--save]`; builds the archive first when it is not there.
"""

from __future__ import annotations

import argparse
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench import add, measure
from bench.synthetic import languages

TONGUES = ("vi", "en", "nb", "fa")
ROUNDS = 5


class Asked(NamedTuple):
    """One query: its class, its words for tracuu with options, and the same for FTS5."""

    kind: str
    words: str
    options: dict[str, Any]
    match: str
    where: str = ""


def queries() -> list[Asked]:
    """Make the set: 4 languages x 9 classes x 3 queries."""
    return [asked for lang in TONGUES for turn in range(3) for asked in _for_language(lang, turn)]


def _for_language(lang: str, turn: int) -> list[Asked]:
    words = languages()[lang]
    common, middle, rare = words.pool[turn], words.content[400 + 90 * turn], words.content[9_000 + 1_700 * turn]
    two = f"{middle} {words.content[60 + turn]}"
    four = f"{two} {words.pool[5 + turn]} {words.content[30 + turn]}"
    phrase = f'"{words.pool[turn]} {words.pool[turn + 1]}"'
    start = words.content[2_000 + turn][:3].strip()
    return [
        Asked("rare word", rare, {}, quoted(rare)),
        Asked("middle word", middle, {}, quoted(middle)),
        Asked("common word", common, {}, quoted(common)),
        Asked("two words", two, {}, quoted(two)),
        Asked("four words", four, {}, quoted(four)),
        Asked("phrase", phrase, {}, phrase),
        Asked("beginning", f"{start}*", {}, f'"{start}"*'),
        Asked("word, language", common, {"langs": (lang,)}, quoted(common), f"AND lang = '{lang}'"),
        Asked("word, dates", middle, {"since": "2022-01-01", "until": "2022-12-31"}, quoted(middle),
              "AND day BETWEEN '2022-01-01' AND '2022-12-31'"),
    ]  # fmt: skip


def quoted(words: str) -> str:
    """Write words for FTS5, each in quotation marks: all must be there."""
    return " ".join(f'"{word}"' for word in words.split())


def with_tracuu(folder: Path) -> Callable[[Asked], tuple[int, int]]:
    """Open the archive; gives the function that asks it, which tells (stories, versions) found."""
    import tracuu

    archive = tracuu.open(folder / add.ARCHIVE, write=False)

    def ask(asked: Asked) -> tuple[int, int]:
        answer = archive.search(asked.words, limit=10, **asked.options)
        return answer.total, answer.versions_total

    return ask


def with_fts5(folder: Path) -> Callable[[Asked], tuple[int, int]]:
    """Open the full-text table; as `with_tracuu`, with versions twice."""
    database = sqlite3.connect(folder / add.FTS)

    def ask(asked: Asked) -> tuple[int, int]:
        where = f"texts MATCH ? {asked.where}"
        (count,) = database.execute(f"SELECT count(*) FROM texts WHERE {where}", (asked.match,)).fetchone()  # noqa: S608  no user's words
        snippet = "snippet(texts, 1, '[', ']', '…', 30)"
        best = f"SELECT id, title, {snippet} FROM texts WHERE {where} ORDER BY rank LIMIT 10"  # noqa: S608  the same
        database.execute(best, (asked.match,)).fetchall()
        return count, count

    return ask


def timed(ask: Callable[[Asked], tuple[int, int]], asked: list[Asked]) -> dict[str, Any]:
    """Ask everything in turn, ROUNDS times after a first that warms; figures by class and over all."""
    found = [(one.kind, *ask(one)) for one in asked]
    taken: dict[str, list[float]] = {one.kind: [] for one in asked}
    for _ in range(ROUNDS):
        for one in asked:
            start = time.perf_counter()
            ask(one)
            taken[one.kind].append(1000 * (time.perf_counter() - start))
    every = {**taken, "all": [span for spans in taken.values() for span in spans]}
    counts = {kind: [(stories, versions) for of, stories, versions in found if kind in {of, "all"}] for kind in every}
    return {
        kind: {
            "stories": sum(stories for stories, _ in counts[kind]),
            "versions": sum(versions for _, versions in counts[kind]),
            "p50_ms": round(measure.percentile(spans, 0.5), 3),
            "p95_ms": round(measure.percentile(spans, 0.95), 3),
            "most_ms": round(max(spans), 3),
        }
        for kind, spans in every.items()
    }


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Ask both; (class of query) -> figures, for each."""
    folder = add.built(options)
    asked = queries()
    return {"tracuu": timed(with_tracuu(folder), asked), "FTS5": timed(with_fts5(folder), asked)}


def show(results: dict[str, Any]) -> None:
    """Print both beside each other."""
    heads = ("query", "stories", "versions", "p50 ms", "p95 ms", "most ms", "FTS5 versions", "p50 ms", "p95 ms")
    rows = []
    for kind, ours in results["tracuu"].items():
        theirs = results["FTS5"][kind]
        rows.append((kind, *ours.values(), theirs["versions"], theirs["p50_ms"], theirs["p95_ms"]))
    measure.table(heads, rows)


def main() -> None:
    """Measure, print, save."""
    options = measure.arguments(__doc__).parse_args()
    results = measured(options)
    show(results)
    measure.save("search", results, options)


if __name__ == "__main__":
    main()
