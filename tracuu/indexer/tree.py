"""The query tree: all that a search engine is ever asked.

Trees hold terms, never a user's text: words are analysed above the engine, and Prefix and Fuzzy are expanded to
terms there. What each node must match and score is fixed in docs/formats.md, "Engines", and held by
tests/indexer/test_conformance.py, which every engine passes unchanged.

Nodes are tuples, which compare by content alone: `kind` tells And from Or.
"""

from __future__ import annotations

from typing import Literal

from tracuu.tuples import Record


class Term(Record):
    """Documents whose text field holds `term`; scored by BM25."""

    field: str
    term: str
    kind: Literal["term"] = "term"


class Phrase(Record):
    """Documents whose text field holds the terms in this order, with at most `slop` moves between them.

    A phrase of one term is a Term, of none matches nothing; engines are only sent two or more (see `phrase`).
    """

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    kind: Literal["phrase"] = "phrase"


class And(Record):
    """Documents that every part matches; the sum of the parts' scores. Of no parts: nothing."""

    parts: tuple[Node, ...]
    kind: Literal["and"] = "and"


class Or(Record):
    """Documents that any part matches; the sum of the scores of those that do. Of no parts: nothing."""

    parts: tuple[Node, ...]
    kind: Literal["or"] = "or"


class Not(Record):
    """Documents that `part` does not match; scores 0."""

    part: Node
    kind: Literal["not"] = "not"


class DisMax(Record):
    """Documents that any part matches; the best score, plus `tie` times the others."""

    parts: tuple[Node, ...]
    tie: float = 0.0
    kind: Literal["best of"] = "best of"


class Choice(Record):
    """One query word with weighted alternatives: (field, term, weight).

    The score is the best of weight x BM25, each with the inverse document frequency of the *pooled* count
    min(N, sum of the alternatives' document frequencies), the same for all of them: so a rare alternative never
    outweighs another query word. Alternatives in several text fields pool the largest count any one field has.
    """

    alternatives: tuple[tuple[str, str, float], ...]
    kind: Literal["choice"] = "choice"


class Boost(Record):
    """What `part` matches, its score times `factor` (above 0)."""

    part: Node
    factor: float
    kind: Literal["boost"] = "boost"


class Prefer(Record):
    """What `part` matches; documents that `bonus` matches too have its score added."""

    part: Node
    bonus: Node
    kind: Literal["prefer"] = "prefer"


class Filter(Record):
    """Documents whose keyword field holds one of `values`; scores 0."""

    field: str
    values: tuple[str, ...]
    kind: Literal["filter"] = "filter"


class Range(Record):
    """Documents whose number field lies from `low` to `high`, both included, None for open; scores 0.

    Documents without a value are not matched.
    """

    field: str
    low: int | None
    high: int | None
    kind: Literal["range"] = "range"


class Everything(Record):
    """Every document; scores 0."""

    kind: Literal["everything"] = "everything"


Node = Term | Phrase | And | Or | Not | DisMax | Choice | Boost | Prefer | Filter | Range | Everything
NOTHING = Or(())


def phrase(field: str, terms: tuple[str, ...], slop: int = 0) -> Node:
    """Make the node for a phrase: of one term a Term, of none what matches nothing."""
    if len(terms) > 1:
        return Phrase(field, terms, slop)
    return Term(field, terms[0]) if terms else NOTHING
