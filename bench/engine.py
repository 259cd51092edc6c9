"""The engine layer beside tantivy called directly for the same work: exact totals, one hit per story, ten keys.

A synthetic index of its own: articles of 20 to 400 words drawn by Zipf's law, three versions a story or one, a
language, a day. Each query is asked in turn of the engine layer (a tree in, a page out) and of tantivy by hand (a query
in; the count, the stories counted exactly, the ten best stories with their best version's key, equal scores by key).
The best of many rounds counts, of more where a query takes less. Both must give the same totals; the target is 1.5
times. Rows without a figure by hand are what the layer does beyond that.

`python -m bench.engine [--versions N] [--save]`
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from bench import measure
from tracuu.indexer.engines.base import Document, Page, Reader, Schema
from tracuu.indexer.engines.tantivy import ENGINE
from tracuu.indexer.engines.tantivy_query import KEY, STORY
from tracuu.indexer.tree import And, Choice, DisMax, Everything, Filter, Node, Or, Phrase, Prefer, Range, Term

SCHEMA = Schema("bench 1", positioned=("body",), counted=(), keywords=("lang",), numbers=("day",))
LANGS = ("vi", "en", "ms", "fa", "nb")
WORDS = 20_000
COMMIT = 10_000
ROUNDS = 20
SPAN = 0.02  # seconds of each round: a query that takes less is asked several times, so that one quiet moment is met
WINDOW = 50_000

Direct = Callable[[tantivy.Searcher, tantivy.Schema], Query]


def word(name: str) -> Direct:
    """Give the direct query for one word."""
    return lambda _, schema: Query.term_query(schema, "body", name, index_option="freq")


def joined(occur: Occur, *parts: Direct) -> Direct:
    """Give the direct query that joins others."""
    return lambda searcher, schema: Query.boolean_query([(occur, part(searcher, schema)) for part in parts])


def best_of(*parts: Direct) -> Direct:
    """Give the direct query for the best of others."""
    return lambda searcher, schema: Query.disjunction_max_query([part(searcher, schema) for part in parts])


def in_language(name: str) -> Direct:
    """Give the direct query for a language, without a score."""
    return lambda _, schema: Query.const_score_query(Query.term_query(schema, "lang", name, index_option="basic"), 0.0)


def term(name: str) -> Term:
    """Give the tree for one word."""
    return Term("body", name)


EVERY, FIRST, MANY, SOME, RARE = "all", "w1", "w10", "w300", "w9000"
ASKED: dict[str, tuple[Node, Direct | None]] = {
    "a word in every version": (term(EVERY), word(EVERY)),
    "a common word": (term(FIRST), word(FIRST)),
    "a frequent word": (term(MANY), word(MANY)),
    "a middle word": (term(SOME), word(SOME)),
    "a rare word": (term(RARE), word(RARE)),
    "two words": (And((term(FIRST), term(SOME))), joined(Occur.Must, word(FIRST), word(SOME))),
    "any of three words": (
        Or((term(FIRST), term(SOME), term(RARE))),
        joined(Occur.Should, word(FIRST), word(SOME), word(RARE)),
    ),
    "the best of two words": (DisMax((term(MANY), term(SOME))), best_of(word(MANY), word(SOME))),
    "a word in a language": (
        And((term(FIRST), Filter("lang", ("vi",)))),
        joined(Occur.Must, word(FIRST), in_language("vi")),
    ),
    "a phrase": (
        Phrase("body", (FIRST, MANY)),
        lambda _, schema: Query.phrase_query(schema, "body", [FIRST, MANY]),
    ),
    "a word with 5 alternatives": (
        Choice(tuple(("body", name, 1 / (turn + 1)) for turn, name in enumerate((MANY, SOME, RARE, "w77", "w12")))),
        None,
    ),
    "two words, better together": (
        Prefer(And((term(MANY), term("w20"))), Phrase("body", (MANY, "w20"), 5)),
        None,
    ),
    "a month": (Range("day", 20240101, 20240131), None),
    "everything": (Everything(), None),
}


def articles(count: int, seed: int) -> Iterator[Document]:
    """Make articles by the rules above."""
    dice = random.Random(seed)
    names = [f"w{rank}" for rank in range(1, WORDS + 1)]
    weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    for key in range(count):
        words = " ".join(dice.choices(names, cum_weights=weights, k=dice.randint(20, 400)))
        story = key // 3 if key % 2 else count + key
        day = 20200101 + 10_000 * dice.randrange(5) + 100 * dice.randrange(12) + dice.randrange(28)
        yield Document(key, story, {"body": f"{EVERY} {words}"}, {"lang": (dice.choice(LANGS),)}, {"day": day})


def built(count: int, seed: int) -> Path:
    """Make the index when it is not there."""
    folder = measure.built(count, seed) / "engine"
    if folder.exists():
        return folder
    half = folder.with_name("engine.half")
    shutil.rmtree(half, ignore_errors=True)
    ENGINE.create(half, SCHEMA)
    with ENGINE.writer(half, SCHEMA) as writer:
        for turn, document in enumerate(articles(count, seed), start=1):
            writer.add(document)
            if turn % COMMIT == 0:
                writer.commit()
        writer.commit()
    return half.rename(folder)


def by_hand(searcher: tantivy.Searcher, query: Query, limit: int = 10) -> tuple[int, int, list[int]]:
    """Do what a page takes with tantivy alone: versions, stories, and the best key of the ten best stories."""
    size = 2 * limit
    while True:
        found: Any = searcher.search(query, limit=size)
        hits: list[tuple[float, tantivy.DocAddress]] = found.hits
        addresses = [address for _, address in hits]
        keys: list[Any] = searcher.fast_field_values(KEY, addresses)
        stories: list[Any] = searcher.fast_field_values(STORY, addresses)
        falling = [-score for score, _ in hits]
        best: dict[int, int] = {}
        for _, key, story in sorted(zip(falling, keys, stories, strict=True)):
            best.setdefault(story, key)
        if len(best) >= limit or len(keys) == found.count:
            break
        size *= 4
    return found.count, stories_by_hand(searcher, query, found.count), list(best.values())[:limit]


def stories_by_hand(searcher: tantivy.Searcher, query: Query, versions: int) -> int:
    """Count stories exactly, in the fastest way known: what a story has beyond its first version is taken off."""
    spread: dict[str, Any] = {"field": STORY, "interval": 1, "min_doc_count": 2}
    if versions <= 2 * WINDOW:
        return versions - repeated(searcher, query, spread)
    highest = searcher.search(Query.all_query(), limit=1, order_by_field=STORY).hits[0][0]
    bounds = [{"min": start, "max": start + WINDOW - 1} for start in range(0, highest + 1, WINDOW)]
    return versions - sum(repeated(searcher, query, spread | {"hard_bounds": each}) for each in bounds)


def repeated(searcher: tantivy.Searcher, query: Query, spread: dict[str, Any]) -> int:
    """Count the versions beyond the first of each story."""
    found = searcher.aggregate(query, {"stories": {"histogram": spread}})["stories"]["buckets"]
    return sum(bucket["doc_count"] - 1 for bucket in found)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Ask everything, in turn of the layer and by hand."""
    folder = built(options.versions, options.seed)
    reader = ENGINE.reader(folder, SCHEMA)
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    return {name: asked(reader, searcher, index.schema, node, direct) for name, (node, direct) in ASKED.items()}


def asked(
    reader: Reader, searcher: tantivy.Searcher, schema: tantivy.Schema, node: Node, direct: Direct | None
) -> dict[str, Any]:
    """Measure one query: hits, and milliseconds of both (the best of rounds in turn)."""
    page = reader.search(node)
    times = 1 + int(SPAN / measure.spans(lambda: reader.search(node), 1)[0])
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours += measure.spans(lambda: reader.search(node), times)
        if direct:
            theirs += measure.spans(lambda: by_hand(searcher, direct(searcher, schema)), times)
    if direct:
        check(page, by_hand(searcher, direct(searcher, schema)))
    layer = 1000 * min(ours)
    hand = 1000 * min(theirs) if theirs else None
    return {
        "versions": page.versions,
        "stories": page.stories,
        "layer_ms": round(layer, 3),
        "by_hand_ms": hand and round(hand, 3),
        "ratio": hand and round(layer / hand, 2),
    }


def check(page: Page, hand: tuple[int, int, list[int]]) -> None:
    """A fast wrong answer is none: totals must agree (ties may be cut otherwise by hand, so keys need not)."""
    if (page.versions, page.stories, len(page.hits)) != (hand[0], hand[1], len(hand[2])):
        raise SystemExit(str(("totals differ", page, hand)))


def main() -> None:
    """Measure, print, save."""
    options = measure.arguments(__doc__).parse_args()
    results = measured(options)
    heads = ("query", "versions", "stories", "engine layer, ms", "by hand, ms", "times")
    measure.table(heads, [(name, *figures.values()) for name, figures in results.items()])
    measure.save("engine", results, options)


if __name__ == "__main__":
    main()
