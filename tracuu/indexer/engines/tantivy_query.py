"""Query trees as tantivy queries: the same hits, and scores that are tantivy's BM25."""

from __future__ import annotations

import math
from collections import defaultdict

import tantivy
from tantivy import FieldType, Occur, Query

from tracuu.indexer.tree import (
    And,
    Boost,
    Choice,
    DisMax,
    Everything,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Prefer,
    Range,
    Term,
)
from tracuu.tuples import Record

KEY, STORY, EVERY = "_key", "_story", "_every"
"""Fields that every document has: its key, its story, and one term that all documents share."""

NEIGHBOURS = 8
"""How far apart in a loose phrase two of its words may be and still be compared. See `_loose`."""

_APART = 500
"""Values of a filter that are looked up one by one; a set of them takes longer to make than to use, and a megabyte."""


class Snapshot(Record):
    """What translation looks up: field types, document frequencies, and N as tantivy's idf counts it."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    size: int


def translated(node: Node, at: Snapshot) -> Query:  # noqa: PLR0911  one line for each kind of node
    """Give the tantivy query for a plain tree (see `simplify`)."""
    match node:
        case Term(name, term):
            return Query.term_query(at.schema, name, term, index_option="freq")
        case Phrase(name, terms, 0):
            return Query.phrase_query(at.schema, name, list(terms))
        case Phrase():
            return _loose(node, at)
        case And() | Or() | Not() | Prefer():
            return Query.boolean_query(_clauses(node, at))
        case DisMax(parts, tie):
            return Query.disjunction_max_query([translated(part, at) for part in parts], tie)
        case Boost(part, factor):
            return Query.boost_query(translated(part, at), factor)
        case Choice(alternatives):
            return _choice(alternatives, at)
        case _:
            return Query.const_score_query(_plain_filter(node, at), 0.0)


def everything() -> Query:
    """Give the query that matches every document with score 0."""
    return Query.const_score_query(Query.all_query(), 0.0)


def has_value(name: str) -> Query:
    """Give the query for documents with a value in number field `name`, score 0."""
    return Query.const_score_query(Query.exists_query(name), 0.0)


def _clauses(node: And | Or | Not | Prefer, at: Snapshot) -> list[tuple[Occur, Query]]:
    match node:
        case Or(parts):
            return [(Occur.Should, translated(part, at)) for part in parts]
        case Prefer(part, bonus):
            return [(Occur.Must, translated(part, at)), (Occur.Should, translated(bonus, at))]
        case Not(part):
            return [(Occur.Must, everything()), (Occur.MustNot, translated(part, at))]
        case And(parts):
            return _conjunction(parts, at)


def _conjunction(parts: tuple[Node, ...], at: Snapshot) -> list[tuple[Occur, Query]]:
    clauses = [
        (Occur.MustNot, translated(part.part, at)) if isinstance(part, Not) else (Occur.Must, translated(part, at))
        for part in parts
    ]
    if all(isinstance(part, Not) for part in parts):  # tantivy: what only excludes matches nothing
        clauses.append((Occur.Must, everything()))
    return clauses


def _plain_filter(node: Node, at: Snapshot) -> Query:
    match node:
        case Filter(name, (value,)):
            return _equal(name, value, at)
        case Filter(name, values) if len(values) <= _APART:
            return Query.boolean_query([(Occur.Should, _equal(name, value, at)) for value in values])
        case Filter(name, values):
            return Query.term_set_query(at.schema, name, values)
        case Range(name, None, None):
            return Query.exists_query(name)
        case Range(name, low, high):
            return Query.range_query(at.schema, name, FieldType.Integer, low, high)
        case Everything():
            return Query.all_query()
        case _:
            raise TypeError(node)


def _equal(name: str, value: str, at: Snapshot) -> Query:
    return Query.term_query(at.schema, name, value, index_option="basic")


def _loose(node: Phrase, at: Snapshot) -> Query:
    """Give the query for a phrase with slop: every two of its words stand at their distance, give or take the slop.

    tantivy's own slop is exact for two words only. For more it depends on which word is rarer and on whether scores
    are asked for, so that a total and a page would disagree; hence two by two. Words more than `NEIGHBOURS` apart
    in the phrase are not compared, so that its cost stays linear.
    """
    terms = list(enumerate(node.terms))
    pairs = [
        Query.phrase_query(at.schema, node.field, [(0, left), (there - here, right)], slop=node.slop)
        for here, left in terms
        for there, right in terms[here + 1 : here + 1 + NEIGHBOURS]
    ]
    if len(pairs) == 1:
        return pairs[0]
    return Query.boolean_query([(Occur.Must, pair) for pair in pairs])


def _choice(alternatives: tuple[tuple[str, str, float], ...], at: Snapshot) -> Query:
    """Give the query for one word with weighted alternatives, all with the idf of their pooled frequency."""
    found = [
        (name, term, weight, frequency)
        for name, term, weight in alternatives
        if (frequency := at.searcher.doc_freq(name, term))
    ]
    pooled: defaultdict[str, int] = defaultdict(int)
    for name, _, _, frequency in found:
        pooled[name] += frequency
    common = idf(at.size, min(at.size, max(pooled.values(), default=0)))
    queries = [
        Query.boost_query(
            Query.term_query(at.schema, name, term, index_option="freq"), weight * common / idf(at.size, frequency)
        )
        for name, term, weight, frequency in found
    ]
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def idf(size: int, frequency: int) -> float:
    """Give the inverse document frequency as Lucene and tantivy compute it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))
