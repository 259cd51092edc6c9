"""Reading a tantivy index: pages with exact totals, one hit per story, and exact counts.

Scored searches always count as they go. That costs nothing here, since totals are wanted anyway, and it keeps tantivy
off its pruning path, where the last bit of a score depends on how many hits were asked for: pages would overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from tracuu.errors import UsageError
from tracuu.indexer.engines.base import Hit, Page, Schema
from tracuu.indexer.engines.tantivy_faults import faults
from tracuu.indexer.engines.tantivy_query import EVERY, KEY, STORY, Snapshot, has_value, translated
from tracuu.indexer.simplify import holds_phrase, indexable, scoreless, simplified, unscored
from tracuu.indexer.tree import NOTHING, Node, Term
from tracuu.paths import AnyPath

_GROWTH = 4  # each batch of hits is this many times the one before: few stories in many versions stay cheap
_AHEAD = 40_000  # hits that a search for a phrase fetches at once: to look for it again would cost more
_BUCKETS = 10_000  # values that one aggregation may give; tantivy refuses more than 65,000
_WINDOW = 50_000  # stories that one aggregation may tell of, below that same limit


# A document on its way into a page: rank, which rises, key and story. Rows sort as pages do. A plain tuple: of the time
# that a search for a rare word takes, named ones were a tenth.
_Row = tuple[float, int, int]


class _Ranking:
    """The documents that a query matches, in their final order, fetched only as far as asked.

    `by` is the field to order by (rising, or falling with `falling`), None for the score. The first rows are `first`;
    `ahead` hits are fetched with them where that is more.
    """

    def __init__(
        self, searcher: tantivy.Searcher, query: Query, by: str | None, *, falling: bool, first: int, ahead: int = 0
    ) -> None:
        self._searcher = searcher
        self._query = query
        self._by = by
        self._falling = falling or by is None
        self.by_score = by is None
        self._size = first
        self._fetched = max(first, ahead)
        self._first: list[tuple[float, tantivy.DocAddress]] = []
        self._settled = 0
        self.count: int | None = None

    def batches(self) -> Iterator[list[_Row]]:
        """Give all rows, batch by batch."""
        while self._settled != self.count:
            yield self._more()

    def stories(self) -> int | None:
        """Count the stories of all documents, None where not all were fetched at once."""
        if len(self._first) != self.count:
            return None
        return len(set(self._searcher.fast_field_values(STORY, [address for _, address in self._first])))

    def _more(self) -> list[_Row]:
        """Give the next rows. Documents of equal rank come together, or their keys could not decide."""
        while True:
            hits, total = self._hits()
            ranks = self._ranks([value for value, _ in hits])
            last = self._settled + len(hits) >= total
            cut = len(hits) if last else _start_of_last_group(ranks)
            self._size *= _GROWTH
            if cut or last:
                return self._rows(ranks[:cut], [address for _, address in hits[:cut]])

    def _hits(self) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
        """Give the next hits, and how many there are in all."""
        if self.count is None:
            self._first, self.count = self._searched(0, self._fetched)
        end = self._settled + self._size
        if end <= len(self._first) or len(self._first) == self.count:
            return self._first[self._settled : end], self.count
        return self._searched(self._settled, self._size)

    def _searched(self, offset: int, limit: int) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
        found = self._searcher.search(
            self._query,
            limit=limit,  # never 0, which tantivy answers with a panic
            offset=offset,
            order_by_field=self._by,
            order=Order.Desc if self._falling else Order.Asc,
        )
        return found.hits, _counted(found)

    def _ranks(self, values: list[float]) -> list[float]:
        # Scores are 32-bit sums whose last bits depend on the segment: what differs only there is equal.
        if self._by is None:
            return [-float(f"{value:.6g}") for value in values]
        return [-value for value in values] if self._falling else values

    def _rows(self, ranks: list[float], addresses: list[tantivy.DocAddress]) -> list[_Row]:
        self._settled += len(addresses)
        keys: list[Any] = self._searcher.fast_field_values(KEY, addresses)
        stories: list[Any] = self._searcher.fast_field_values(STORY, addresses)
        return sorted(zip(ranks, keys, stories, strict=True))


def _counted(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # tantivy-py's stub leaves it out


def _start_of_last_group(ranks: list[float]) -> int:
    start = len(ranks) - 1
    while start and ranks[start - 1] == ranks[-1]:
        start -= 1
    return start


def _beyond_first(counted: dict[str, Any]) -> int:
    """Add up the versions beyond the first of each story, of an aggregation with one bucket a story that has two.

    Stories of one version stay inside tantivy, which makes this fast where most are.
    """
    return sum(bucket["doc_count"] - 1 for bucket in counted["buckets"])


class TantivyReader:
    """A view of the index as of the commit it was opened at. Later commits need a new reader."""

    def __init__(self, searcher: tantivy.Searcher, native: tantivy.Schema, schema: Schema, folder: AnyPath) -> None:
        self._searcher = searcher
        self._native = native
        self._schema = schema
        self._folder = folder

    @property
    def size(self) -> int:
        """Count the documents."""
        return self._searcher.num_docs

    @property
    def deleted(self) -> int:
        """Count the documents that are deleted and not yet swept; scores still count them."""
        return self._dead

    def search(
        self, node: Node, *, limit: int = 10, offset: int = 0, group: bool = True, order: tuple[str, bool] | None = None
    ) -> Page:
        """Find documents, best first, ties by key; see `base.Reader`. Ordered by a field, hits score 0."""
        plain = simplified(node, self._schema)
        limit, offset = max(limit, 0), max(offset, 0)
        if order is not None and order[0] not in self._schema.numbers:
            raise UsageError("index.unknown_field", name=order[0])
        if plain == NOTHING:
            return Page(0, 0, ())
        with faults(self._folder):
            if not limit:
                return Page(*self._totals(plain), ())
            query = translated(plain, self._snapshot)
            first = min(max(2 * (limit + offset), 1), self.size + 1)
            ahead = min(_AHEAD, self.size + 1) if holds_phrase(plain) else 0
            rankings = self._rankings(query, order, first=first, ahead=ahead, scored=not scoreless(plain))
            return self._page(plain, rankings, limit, offset, group=group)

    def keys(self, node: Node) -> list[int]:
        """Give the keys of all documents that match, in rising order."""
        with faults(self._folder):
            return self._values(self._query(node), KEY, self.size)

    def facet(self, node: Node, name: str) -> dict[str, int]:
        """Count the documents that match by each value of keyword field `name`, most frequent first."""
        if name not in self._schema.keywords:
            raise UsageError("index.unknown_field", name=name)
        with faults(self._folder):
            query = self._query(node)
            counts = self._buckets(query, name)
            if counts is None:
                counts = self._searcher.terms_with_prefix(name, "", filter_query=query)
            return {str(value): count for value, count in sorted(counts, key=lambda pair: (-pair[1], pair[0]))}

    def histogram(self, node: Node, name: str) -> dict[int, int]:
        """Count the documents that match by each value of number field `name`, in rising order."""
        if name not in self._schema.numbers:
            raise UsageError("index.unknown_field", name=name)
        with faults(self._folder):
            query = self._query(node)
            valued = Query.boolean_query([(Occur.Must, query), (Occur.Must, has_value(name))])
            counts = self._buckets(query, name)
            if counts is None:
                counts = list(Counter(self._values(valued, name, self.size)).items())
            return {int(value): count for value, count in sorted(counts)}

    def frequency(self, name: str, term: str) -> int:
        """Count the documents whose text field `name` holds `term`."""
        if name not in self._words:
            raise UsageError("index.unknown_field", name=name)
        if not indexable(term):
            return 0
        with faults(self._folder):
            if self._dead:  # tantivy's own figure counts deleted documents
                return self._count(translated(Term(name, term), self._snapshot))
            return self._searcher.doc_freq(name, term)

    def terms(self, name: str, prefix: str, limit: int | None = None) -> list[tuple[str, int]]:
        """Give the terms of text field `name` that begin with `prefix`, most frequent first, then by term."""
        if name not in self._words:
            raise UsageError("index.unknown_field", name=name)
        if (prefix and not indexable(prefix)) or (limit is not None and limit <= 0):
            return []
        with faults(self._folder):
            alive = Query.all_query() if self._dead else None
            return self._searcher.terms_with_prefix(name, prefix, filter_query=alive, limit=limit)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._schema.positioned + self._schema.counted)

    @cached_property
    def _dead(self) -> int:
        return self._stored - self._searcher.num_docs

    @cached_property
    def _stored(self) -> int:
        return self._searcher.doc_freq(EVERY, EVERY)

    @cached_property
    def _snapshot(self) -> Snapshot:
        return Snapshot(self._native, self._searcher, self._stored)

    @cached_property
    def _highest_story(self) -> int:
        found = self._searcher.search(Query.all_query(), limit=1, order_by_field=STORY).hits
        return int(found[0][0]) if found else 0

    def _query(self, node: Node) -> Query:
        return self._matching(simplified(node, self._schema))

    def _matching(self, plain: Node) -> Query:
        """Give what only tells which documents match: what adds to scores costs more than all the rest."""
        return translated(unscored(plain), self._snapshot)

    def _rankings(
        self, query: Query, order: tuple[str, bool] | None, *, first: int, ahead: int, scored: bool
    ) -> list[_Ranking]:
        """Give the rankings that, one after the other, make the whole order."""
        if order is None:
            by = None if scored else KEY
            return [_Ranking(self._searcher, query, by, falling=False, first=first, ahead=ahead)]
        name, falling = order
        valued = Query.boolean_query([(Occur.Must, query), (Occur.Must, has_value(name))])
        bare = Query.boolean_query([(Occur.Must, query), (Occur.MustNot, has_value(name))])
        return [
            _Ranking(self._searcher, valued, name, falling=falling, first=first),
            _Ranking(self._searcher, bare, KEY, falling=False, first=first),
        ]

    def _page(self, plain: Node, rankings: list[_Ranking], limit: int, offset: int, *, group: bool) -> Page:
        """Take rows until the page is full; the first row of a story is its best version."""
        best: dict[int, _Row] = {}
        rows: list[_Row] = []
        for more in (more for ranking in rankings for more in ranking.batches()):
            rows += more
            for row in more:
                best.setdefault(row[2] if group else row[1], row)
            if len(best) >= offset + limit:
                break
        by_score = rankings[0].by_score
        picked = list(best.values())[offset : offset + limit]
        hits = tuple([Hit(story, key, -rank if by_score else 0.0) for rank, key, story in picked])
        return Page(*self._totals_after(rankings, rows, plain), hits)

    def _totals_after(self, rankings: Sequence[_Ranking], rows: Sequence[_Row], plain: Node) -> tuple[int, int]:
        """Count stories and versions, given what was fetched: where that was all, nothing is asked again."""
        versions = rankings[0].count if len(rankings) == 1 else None
        if versions is None:
            return self._totals(plain)
        if len(rows) == versions:
            return len({story for _, _, story in rows}), versions
        stories = rankings[0].stories()
        return self._totals(plain) if stories is None else (stories, versions)

    def _count(self, query: Query) -> int:
        return _counted(self._searcher.search(query, limit=1, order_by_field=KEY))

    def _totals(self, plain: Node) -> tuple[int, int]:
        """Count the stories and versions that match, exactly: stories are the versions less those beyond its first."""
        query = self._matching(plain)
        # Of fewer versions no more than `_WINDOW` stories can have two, and no segment leaves any story out.
        most = 2 * _WINDOW
        if self.size > most and (versions := self._count(query)) > most:
            return versions - self._repeated_in_many(query), versions
        twice = {"field": STORY, "size": _WINDOW, "segment_size": most, "min_doc_count": 2}
        found = self._searcher.aggregate(query, {"all": {"value_count": {"field": KEY}}, "stories": {"terms": twice}})
        versions = int(found["all"]["value"])
        return versions - _beyond_first(found["stories"]), versions

    def _repeated_in_many(self, query: Query) -> int:
        """Count the versions beyond the first of each story, window by window."""
        total = 0
        for start in range(0, self._highest_story + 1, _WINDOW):
            bounds = {"min": start, "max": start + _WINDOW - 1}
            within = {"field": STORY, "interval": 1, "hard_bounds": bounds, "min_doc_count": 2}
            total += _beyond_first(self._searcher.aggregate(query, {"stories": {"histogram": within}})["stories"])
        return total

    def _values(self, query: Query, name: str, most: int) -> list[int]:
        """Give the values of a number field of all documents that match, at `most` so many, rising. All have one."""
        found = self._searcher.search(query, limit=max(most, 1), count=False, order_by_field=name, order=Order.Asc)
        return [int(value) for value, _ in found.hits]

    def _buckets(self, query: Query, name: str) -> list[tuple[Any, int]] | None:
        """Count by value in one aggregation; None when there are too many values for that."""
        found = self._searcher.aggregate(query, {"values": {"terms": {"field": name, "size": _BUCKETS}}})["values"]
        if found["sum_other_doc_count"]:
            return None
        return [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
