"""A search engine that can be checked by reading it: every document in memory, every question answered by a loop.

It says what the engine interface means, in floating point and without any index. The conformance suite holds every
real engine to it. Scores are BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with
k1 1.2 and b 0.75, Lucene's idf, times k1 + 1, and field lengths quantised to one byte as Lucene's SmallFloat does.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from tracuu.indexer.engines.base import Document, Hit, Page
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

K1, B = 1.2, 0.75
LONGEST_TERM = 65_530
NEIGHBOURS = 8


def _lengths() -> list[int]:
    """Give the 256 lengths that a length is rounded down to: exact to 40, then 8 steps for each doubling."""
    lengths = list(range(40))
    for code in range(256 - 40):
        mantissa, exponent = code % 8, code // 8
        lengths.append(24 + ((8 + mantissa) << (exponent + 1)))
    return lengths


LENGTHS = _lengths()


def quantised(length: int) -> int:
    return LENGTHS[bisect_right(LENGTHS, length) - 1]


class Reference:
    """All that a Reader answers, over a list of documents."""

    def __init__(self, documents: Iterable[Document], text_fields: Iterable[str]) -> None:
        self.documents = {document.key: document for document in documents}
        # A term that is too long to index leaves its place empty: phrases do not close over it.
        self.places = {
            name: {key: self._kept(document.texts.get(name, "")) for key, document in self.documents.items()}
            for name in text_fields
        }
        self.counts = {
            name: {key: Counter(term for _, term in text) for key, text in texts.items()}
            for name, texts in self.places.items()
        }
        self.frequencies = {
            name: Counter(term for counts in texts.values() for term in counts) for name, texts in self.counts.items()
        }

    @staticmethod
    def _kept(text: str) -> list[tuple[int, str]]:
        return [(place, term) for place, term in enumerate(text.split()) if len(term.encode()) <= LONGEST_TERM]

    @cached_property
    def mean_length(self) -> dict[str, float]:
        return {
            name: sum(map(len, texts.values())) / max(len(self.documents), 1) for name, texts in self.places.items()
        }

    def frequency(self, name: str, term: str) -> int:
        return self.frequencies[name][term]

    def terms(self, name: str, prefix: str) -> list[tuple[str, int]]:
        found = [(term, count) for term, count in self.frequencies[name].items() if term.startswith(prefix)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def scores(self, node: Node) -> dict[int, float]:
        """Give key to score of every document that the node matches."""
        found = ((key, self._score(node, key)) for key in self.documents)
        return {key: score for key, score in found if score is not None}

    def page(self, node: Node, order: tuple[str, bool] | None = None) -> tuple[Page, Page]:
        """Give the whole answer twice: one hit per story, and every version."""
        scores = self.scores(node)
        ranked = sorted(scores, key=lambda key: (*self._rank(key, scores[key], order), key))
        hits = [Hit(self.documents[key].story, key, scores[key] if order is None else 0.0) for key in ranked]
        best: dict[int, Hit] = {}
        for hit in hits:
            best.setdefault(hit.story, hit)
        return Page(len(best), len(hits), tuple(best.values())), Page(len(best), len(hits), tuple(hits))

    def facet(self, node: Node, name: str) -> dict[str, int]:
        return dict(
            Counter(value for key in self.scores(node) for value in set(self.documents[key].keywords.get(name, ())))
        )

    def histogram(self, node: Node, name: str) -> dict[int, int]:
        numbers = (self.documents[key].numbers.get(name) for key in self.scores(node))
        return dict(Counter(number for number in numbers if number is not None))

    def _rank(self, key: int, score: float, order: tuple[str, bool] | None) -> tuple[float, float]:
        if order is None:
            return (0, -score)
        number = self.documents[key].numbers.get(order[0])
        if number is None:
            return (1, 0)
        return (0, -number if order[1] else number)

    def _score(self, node: Node, key: int) -> float | None:  # noqa: C901, PLR0911  one case for each kind of node
        """Give the score of a document, None when it is not matched."""
        match node:
            case Term(name, term):
                return self._bm25(name, term, key, self.frequency(name, term))
            case Phrase(name, terms, slop):
                return self._phrase(name, terms, slop, key)
            case And(parts):
                found = [self._score(part, key) for part in parts]
                return None if not parts or None in found else sum(score for score in found if score is not None)
            case Or(parts):
                some = [score for part in parts if (score := self._score(part, key)) is not None]
                return sum(some) if some else None
            case Not(part):
                return 0.0 if self._score(part, key) is None else None
            case DisMax(parts, tie):
                some = [score for part in parts if (score := self._score(part, key)) is not None]
                return max(some) + tie * (sum(some) - max(some)) if some else None
            case Choice(alternatives):
                return self._choice(alternatives, key)
            case Boost(part, factor):
                score = self._score(part, key)
                return None if score is None else factor * score
            case Prefer(part, bonus):
                score = self._score(part, key)
                return None if score is None else score + (self._score(bonus, key) or 0.0)
            case Filter(name, values):
                return 0.0 if set(values) & set(self.documents[key].keywords.get(name, ())) else None
            case Range(name, low, high):
                number = self.documents[key].numbers.get(name)
                inside = number is not None and (low is None or low <= number) and (high is None or number <= high)
                return 0.0 if inside else None
            case Everything():
                return 0.0

    def _bm25(self, name: str, term: str, key: int, pooled: int) -> float | None:
        count = self.counts[name][key][term]
        if not count:
            return None
        size = len(self.documents)
        idf = math.log1p((size - pooled + 0.5) / (pooled + 0.5))
        norm = K1 * (1 - B + B * quantised(len(self.places[name][key])) / self.mean_length[name])
        return (K1 + 1) * idf * count / (count + norm)

    def _choice(self, alternatives: tuple[tuple[str, str, float], ...], key: int) -> float | None:
        weights: dict[tuple[str, str], float] = {}
        for name, term, weight in alternatives:
            weights[name, term] = max(weight, weights.get((name, term), 0))
        pools: Counter[str] = Counter()
        for name, term in weights:
            pools[name] += self.frequency(name, term)
        pooled = min(len(self.documents), max(pools.values(), default=0))
        found = [
            weight * score
            for (name, term), weight in weights.items()
            if (score := self._bm25(name, term, key, pooled)) is not None
        ]
        return max(found, default=None)

    def _phrase(self, name: str, terms: tuple[str, ...], slop: int, key: int) -> float | None:
        """Tell only whether a phrase is matched: engines need not agree on its score."""
        if len(terms) < 2:
            return self._score(Term(name, terms[0]), key) if terms else None
        if any(not self.counts[name][key][term] for term in terms):
            return None
        text = self.places[name][key]
        where = [[place - offset for place, found in text if found == term] for offset, term in enumerate(terms)]
        if slop <= 0:
            return 1.0 if set.intersection(*map(set, where)) else None
        near = all(
            any(abs(left - right) <= slop for left in where[here] for right in where[there])
            for here in range(len(terms))
            for there in range(here + 1, min(here + 1 + NEIGHBOURS, len(terms)))
        )
        return 1.0 if near else None
