"""How what was learned of words is packed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from tracuu.corpus.store.shelves import TERMS, packed, places, unpacked

NUMBER = some.integers(min_value=0, max_value=2**32 - 1)
WORDS = some.lists(some.tuples(some.text(max_size=1), some.integers(0, 1_000)), max_size=10)


@given(some.dictionaries(some.integers(0, TERMS - 1), some.tuples(NUMBER, WORDS), min_size=1), some.data())
def test_what_is_packed_comes_back(told: dict[int, tuple[int, list[tuple[str, int]]]], data: some.DataObject) -> None:
    numbers = {word: data.draw(NUMBER) for _, words in told.values() for word, _ in words}
    rows = {place: (seen, [(word, share / 1_000) for word, share in words]) for place, (seen, words) in told.items()}
    taken, content = packed(rows, numbers)
    assert list(places(taken)) == sorted(told)
    back = {
        place: (seen, list(words), list(shares))
        for place, (seen, words, shares) in unpacked(taken, content, range(TERMS))
    }
    assert back == {
        place: (seen, [numbers[word] for word, _ in words], [share for _, share in words])
        for place, (seen, words) in told.items()
    }
