"""Laws of the search engine: for any documents and any tree, it answers as the reference does, and never panics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indexer.corpora import DAYS, SCHEMA, TEXT_FIELDS, WORDS, indexed, news, reference
from tests.indexer.reference import Reference
from tracuu.errors import UsageError
from tracuu.indexer.engines.base import Document, Reader
from tracuu.indexer.engines.tantivy import ENGINE
from tracuu.indexer.simplify import simplified
from tracuu.indexer.tree import (
    NOTHING,
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

NEWS = news(150, seed=11)

words = st.sampled_from((*WORDS, "nowhere", ""))
numbers = st.sampled_from(DAYS) | st.integers()
factors = st.floats(0.01, 100)


def trees(*, phrases: bool) -> st.SearchStrategy[Node]:
    """Trees of every kind of node; phrases are left out where scores are compared."""
    leaves: list[st.SearchStrategy[Node]] = [
        st.builds(Term, st.sampled_from(TEXT_FIELDS), words),
        st.builds(
            Choice,
            st.lists(st.tuples(st.sampled_from(TEXT_FIELDS), words, factors), max_size=4).map(tuple),
        ),
        st.builds(Filter, st.just("lang"), st.lists(st.sampled_from(("vi", "zh", "xx", ""))).map(tuple)),
        st.builds(Range, st.just("day"), st.none() | numbers, st.none() | numbers),
        st.sampled_from((Everything(), NOTHING)),
    ]
    if phrases:
        many = st.lists(words, max_size=5).map(tuple)
        leaves.append(st.builds(Phrase, st.sampled_from(("body", "title")), many, st.integers(-2, 300)))
    return st.recursive(st.one_of(leaves), _grown, max_leaves=12)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Not, inner),
        st.builds(DisMax, parts, st.sampled_from((0.0, 0.3, 1.0))),
        st.builds(Boost, inner, factors),
        st.builds(Prefer, inner, inner),
    )


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return indexed(ENGINE, tmp_path_factory.mktemp("law") / "index", [NEWS[:60], NEWS[60:61], NEWS[61:]])


@pytest.fixture(scope="module")
def expected() -> Reference:
    return reference(NEWS)


@settings(max_examples=150, deadline=None)
@given(node=trees(phrases=False))
def test_any_tree_scores_as_the_reference_does(node: Node, reader: Reader, expected: Reference) -> None:
    """Hits and scores, whatever is nested in whatever."""
    found = reader.search(node, limit=1000, group=False)
    assert {hit.key: hit.score for hit in found.hits} == pytest.approx(expected.scores(node), rel=1e-4, abs=1e-5)
    assert list(found.hits) == sorted(found.hits, key=lambda hit: (-hit.score, hit.key))


@settings(max_examples=150, deadline=None)
@given(node=trees(phrases=True), limit=st.integers(0, 12), order=st.sampled_from((None, ("day", True), ("day", False))))
def test_every_way_of_asking_agrees(
    node: Node, limit: int, order: tuple[str, bool] | None, reader: Reader, expected: Reference
) -> None:
    """Keys, totals, facets and months count the same documents, and pages put together are the whole."""
    keys = sorted(expected.scores(node))
    stories = len({NEWS[key].story for key in keys})
    assert reader.keys(node) == keys
    assert reader.facet(node, "lang") == expected.facet(node, "lang")
    assert reader.histogram(node, "day") == expected.histogram(node, "day")
    whole = reader.search(node, limit=1000, order=order)
    assert (whole.stories, whole.versions, len(whole.hits)) == (stories, len(keys), stories)
    offsets = range(0, stories + limit, limit) if limit else ()
    pages = [reader.search(node, limit=limit, offset=offset, order=order) for offset in offsets]
    assert [hit for page in pages for hit in page.hits] == (list(whole.hits) if limit else [])


@settings(max_examples=150, deadline=None)
@given(node=trees(phrases=True))
def test_making_plain_changes_no_meaning(node: Node, expected: Reference) -> None:
    """The plain tree matches and scores the same, and is as plain as it gets."""
    plain = simplified(node, SCHEMA)
    assert expected.scores(plain) == pytest.approx(expected.scores(node), rel=1e-9)
    assert simplified(plain, SCHEMA) == plain


WILD = st.floats() | factors
ANY_TEXT = st.text(max_size=6) | st.sampled_from(("\ud800", "\0", " ")) | st.just("x").map(lambda x: x * 66_000)


@settings(max_examples=150, deadline=None)
@given(
    node=st.recursive(
        st.builds(Term, ANY_TEXT | st.just("body"), ANY_TEXT)
        | st.builds(Phrase, st.just("body"), st.lists(ANY_TEXT).map(tuple), st.integers())
        | st.builds(Choice, st.lists(st.tuples(st.just("body"), ANY_TEXT, WILD)).map(tuple))
        | st.builds(Filter, st.just("site"), st.lists(ANY_TEXT).map(tuple)),
        lambda inner: _grown(inner) | st.builds(Boost, inner, WILD) | st.builds(DisMax, st.tuples(inner, inner), WILD),
    ),
    limit=st.integers(-3, 2**40),
    offset=st.integers(-3, 2**40),
)
def test_nothing_can_make_it_panic(node: Node, limit: int, offset: int, reader: Reader) -> None:
    """An answer or a UsageError: nothing else, whatever stands in the tree (a panic is no Exception)."""
    try:
        page = reader.search(node, limit=limit, offset=offset)
    except UsageError:
        return
    assert page.versions == len(reader.keys(node))


texts = st.lists(st.sampled_from(WORDS[:5]), max_size=8).map(" ".join)
documents = st.builds(
    Document,
    key=st.just(0),
    story=st.integers(0, 3),
    texts=st.fixed_dictionaries({"body": texts}, optional={"title": texts, "parts": texts}),
    keywords=st.fixed_dictionaries({"lang": st.lists(st.text(min_size=1, max_size=3), max_size=3).map(tuple)}),
    numbers=st.fixed_dictionaries({}, optional={"day": st.integers(-(2**63), 2**63 - 1)}),
)


def numbered(given_documents: list[Document]) -> Iterator[Document]:
    for key, one in enumerate(given_documents):
        yield Document(key, one.story, one.texts, one.keywords, one.numbers)


@settings(max_examples=20, deadline=None)
@given(batches=st.lists(st.lists(documents, max_size=6), max_size=3), node=trees(phrases=False))
def test_any_documents_are_found_as_the_reference_finds_them(batches: list[list[Document]], node: Node) -> None:
    """Empty texts, dates at the ends of 64 bits, values in any script, several commits."""
    whole = list(numbered([one for batch in batches for one in batch]))
    expected = reference(whole)
    with TemporaryDirectory() as folder:
        reader = indexed(ENGINE, Path(folder) / "index", [whole[:5], whole[5:]])
        for asked in (node, Everything()):
            wanted = expected.scores(asked)
            found = reader.search(asked, limit=100, group=False)
            assert {hit.key: hit.score for hit in found.hits} == pytest.approx(wanted, rel=1e-4, abs=1e-5)
            assert reader.facet(asked, "lang") == expected.facet(asked, "lang")
            assert reader.histogram(asked, "day") == expected.histogram(asked, "day")
            for falling in (True, False):
                page = reader.search(asked, limit=100, group=False, order=("day", falling))
                assert [hit.key for hit in page.hits] == [
                    hit.key for hit in expected.page(asked, order=("day", falling))[1].hits
                ]
        del reader
