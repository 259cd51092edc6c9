"""What every search engine must do: hits, scores, order, totals.

A new engine is added to ENGINES (conftest.py) and passes this file unchanged. Expected answers come from
tests/indexer/reference.py, which can be checked by reading it. Hit sets, totals and counts
must agree exactly; scores within a relative 1e-4 for everything but phrases, on an index without deletions.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.indexer.corpora import CLOSE, SCHEMA, WORDS, indexed
from tests.indexer.reference import Reference
from tests.indexer.trees import MANY, PHRASES, SCORED, UNSCORED, A, B
from tracuu.indexer.engines.base import Document, Engine, Hit, Reader
from tracuu.indexer.tree import (
    Or,
    Phrase,
)


@pytest.mark.parametrize("name", SCORED)
def test_scores_are_bm25(name: str, reader: Reader, expected: Reference) -> None:
    """The hits, and the score of each."""
    wanted = expected.scores(SCORED[name])
    page = reader.search(SCORED[name], limit=1000, group=False)
    assert {hit.key: hit.score for hit in page.hits} == pytest.approx(wanted, rel=CLOSE, abs=1e-6)
    assert_falling(page.hits)


@pytest.mark.parametrize("name", UNSCORED)
def test_filters_score_nothing_and_come_by_key(name: str, reader: Reader, expected: Reference) -> None:
    """What does not depend on words has no best hit: the order is that of the keys."""
    node = UNSCORED[name]
    found = reader.search(node, limit=1000, group=False).hits
    assert {hit.score for hit in found} <= {0.0}
    assert [hit.key for hit in found] == sorted(expected.scores(node))


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_find_the_same_documents(name: str, reader: Reader, expected: Reference) -> None:
    """Only the hits of a phrase are laid down, not its score."""
    node = PHRASES[name]
    found = reader.search(node, limit=1000, group=False)
    assert sorted(hit.key for hit in found.hits) == sorted(expected.scores(node))
    assert_falling(found.hits)


def assert_falling(hits: tuple[Hit, ...]) -> None:
    """Best first; equal scores by key."""
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.key))


# Words of the phrase "x y z", where they stand in a text of one story each, and the least slop that finds it.
SLOP = (
    ("x y z", 0),
    ("x o y z", 1),  # one word between
    ("x o y o z", 2),  # two words between, wherever
    ("x y o o z", 2),
    ("y x", None),  # a word is missing
    ("x z y", 2),  # y and z exchanged: y stands 2 from where it should, seen from z
    ("y x z", 2),
    ("z y x", 4),  # turned round: z stands 4 from its place, seen from x
    ("x o o o o o o o o y z", 8),
    ("o o o x y z o o o", 0),
)


@pytest.mark.parametrize("slop", [*range(9), 100])
def test_slop_is_how_far_words_may_stand_from_their_places(slop: int, engine: Engine, tmp_path: Path) -> None:
    """A loose phrase finds any order, if every two of its words stand where they should, give or take the slop."""
    texts = [Document(key, key, {"body": text}) for key, (text, _) in enumerate(SLOP)]
    reader = indexed(engine, tmp_path / "index", [texts])
    wanted = [key for key, (_, least) in enumerate(SLOP) if least is not None and least <= slop]
    assert reader.keys(Phrase("body", ("x", "y", "z"), slop)) == wanted
    assert reader.search(Phrase("body", ("x", "y", "z"), slop)).versions == len(wanted)


@pytest.mark.parametrize("name", MANY)
def test_totals_and_counts_are_exact(name: str, reader: Reader, expected: Reference) -> None:
    """However many hits are shown, and in whatever way they are counted."""
    node = MANY[name]
    whole, _ = expected.page(node)
    for limit in (0, 1, 7, 1000):
        page = reader.search(node, limit=limit)
        assert (page.stories, page.versions) == (whole.stories, whole.versions)
        assert len(page.hits) == min(limit, whole.stories)
    assert reader.keys(node) == sorted(expected.scores(node))
    for field in SCHEMA.keywords:
        assert reader.facet(node, field) == expected.facet(node, field)
    assert reader.histogram(node, "day") == expected.histogram(node, "day")


@pytest.mark.parametrize("name", MANY)
def test_pages_put_together_are_the_whole(name: str, reader: Reader) -> None:
    """Pages are stable and disjoint: nothing is shown twice or left out at their edges, ties or not."""
    for group, order in product((True, False), (None, ("day", False), ("day", True))):
        whole = reader.search(MANY[name], limit=1000, group=group, order=order).hits
        paged = [
            hit
            for offset in range(0, len(whole) + 18, 17)
            for hit in reader.search(MANY[name], limit=17, offset=offset, group=group, order=order).hits
        ]
        assert paged == list(whole)


@pytest.mark.parametrize("name", SCORED)
def test_a_story_is_shown_by_its_best_version(name: str, reader: Reader) -> None:
    """One hit for each story: the first of its versions in the order of all versions."""
    versions = reader.search(SCORED[name], limit=1000, group=False).hits
    first: dict[int, Hit] = {}
    for hit in versions:
        first.setdefault(hit.story, hit)
    assert reader.search(SCORED[name], limit=1000).hits == tuple(first.values())


@pytest.mark.parametrize("falling", [False, True], ids=["oldest", "newest"])
def test_sorted_by_a_number_what_has_none_comes_last(reader: Reader, expected: Reference, *, falling: bool) -> None:
    """Both ways; documents of one day come by key."""
    stories, versions = expected.page(Or((A, B)), order=("day", falling))
    assert reader.search(Or((A, B)), limit=1000, order=("day", falling)) == stories
    assert reader.search(Or((A, B)), limit=1000, order=("day", falling), group=False) == versions


@pytest.mark.parametrize("prefix", ["", "a", "vi:", "vi:v", "中", "zz", "\ud800"])
@pytest.mark.parametrize("limit", [None, 0, 1, 3])
def test_terms_are_listed_by_their_beginning(
    prefix: str, limit: int | None, reader: Reader, expected: Reference
) -> None:
    """Most frequent first, then by term."""
    for field in ("body", "title", "parts"):
        assert reader.terms(field, prefix, limit) == expected.terms(field, prefix)[:limit]


def test_frequency_counts_documents(reader: Reader, expected: Reference) -> None:
    """A term that stands in a document twice counts once."""
    for word in (*WORDS, "nowhere", "", "x" * 70_000):
        assert reader.frequency("body", word) == expected.frequency("body", word)
