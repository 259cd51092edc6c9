"""Whom a version is held against."""

from __future__ import annotations

from tracuu.linking.nearby import BY_CHANCE, copies_among


def test_of_those_that_chance_brings_only_a_few_are_read() -> None:
    """In a large archive thousands without a date share one run of words with anything: each would be read."""
    by_chance = dict.fromkeys(range(1, 1001), 1)
    assert copies_among(by_chance) == list(range(1, BY_CHANCE + 1))
    assert copies_among({**by_chance, 500: 2, 2000: 6}) == [*range(1, BY_CHANCE + 1), 500, 2000]
