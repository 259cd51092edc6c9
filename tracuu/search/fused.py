"""Two rankings of one query joined: by words and their translations, and by the vectors of the extra `dense`.

A score counts as a share of the best score of the query, from 0 to 1; a likeness as it is, for its scale is the same
for all queries and archives. A version that vectors do not rank is taken for as far as the farthest that they do.
"""

from __future__ import annotations

from collections.abc import Mapping

DEPTH = 100
"""Versions of each ranking that are joined."""

NEARNESS = 6.0
"""What a likeness counts for beside a share of the best score (docs/cross_language.md, "What was tried")."""


def fused(by_words: Mapping[int, float], by_vectors: Mapping[int, float]) -> list[int]:
    """Order versions, given by number with their scores and with their likenesses, best first, ties by number."""
    best = max(by_words.values(), default=0.0) or 1.0
    farthest = min(by_vectors.values(), default=0.0)

    def worth(number: int) -> float:
        return by_words.get(number, 0.0) / best + NEARNESS * by_vectors.get(number, farthest)

    return sorted({*by_words, *by_vectors}, key=lambda number: (-worth(number), number))
