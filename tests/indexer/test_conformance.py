"""What every search engine must do. A new engine is added to ENGINES and passes this file unchanged.

Expected answers come from tests/indexer/reference.py, which can be checked by reading it. Hit sets, totals and counts
must agree exactly; scores within a relative 1e-4 for everything but phrases, on an index without deletions.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.indexer.corpora import SCHEMA, WORDS, indexed, news, reference
from tests.indexer.reference import Reference
from tracuu.errors import Busy, IndexDamaged, IndexMissing, NotWritable, UsageError
from tracuu.indexer.engines import tantivy
from tracuu.indexer.engines.base import Document, Engine, Hit, Reader
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
    phrase,
)

ENGINES: tuple[Engine, ...] = (tantivy.ENGINE,)
CLOSE = 1e-4

NEWS = news(400, seed=7)


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


@pytest.fixture(scope="module")
def reader(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """400 articles in several segments."""
    batches = [NEWS[:130], NEWS[130:150], NEWS[150:390], NEWS[390:]]
    return indexed(engine, tmp_path_factory.mktemp("news") / "index", batches)


@pytest.fixture(scope="module")
def expected() -> Reference:
    return reference(NEWS)


A, B, C, RARE = (Term("body", word) for word in (*"abc", "vi:vận"))
IN_VI = Filter("lang", ("vi",))
OPEN_ENDED = Range("day", 20241102, None)

SCORED: dict[str, Node] = {
    "a word": A,
    "a word with letters beyond ASCII": RARE,
    "a word that no document has": Term("body", "nowhere"),
    "a word without positions": Term("parts", "b"),
    "a phrase of one word is the word": phrase("body", ("a",)),
    "upper case is another word": Term("body", "A"),
    "all of several words": And((A, B, RARE)),
    "any of several words": Or((A, B, RARE)),
    "the same word twice counts twice": And((A, A)),
    "words of two fields": Or((Term("title", "a"), Term("body", "a"))),
    "the better field": DisMax((Term("title", "a"), Term("body", "a"))),
    "the better field, with a share of the other": DisMax((Term("title", "a"), Term("body", "a"), RARE), 0.3),
    "alternatives share their frequency": Choice((("body", "a", 0.4), ("body", "vi:vận", 1.0))),
    "alternatives in several fields": Choice((("body", "c", 1.0), ("title", "d", 2.0), ("parts", "e", 0.5))),
    "an alternative that nobody uses changes nothing": Choice((("body", "a", 0.4), ("body", "nowhere", 9.0))),
    "an alternative named twice counts once, with its better weight": Choice((("body", "a", 0.4), ("body", "a", 1.0))),
    "one alternative": Choice((("body", "j", 2.0),)),
    "pooled frequencies never exceed the number of documents": Choice(tuple(("body", word, 1.0) for word in WORDS)),
    "no alternative": Choice(()),
    "a choice beside a rare word": And((Choice((("body", "a", 0.7), ("body", "đ", 1.0))), RARE)),
    "boosted": Boost(Or((A, B)), 2.5),
    "boosted within": Or((Boost(A, 0.25), Boost(Boost(B, 4), 2))),
    "a bonus": Prefer(A, RARE),
    "a bonus that never comes": Prefer(A, Term("body", "nowhere")),
    "two bonuses": Prefer(Prefer(A, B), RARE),
    "a word and filters": And((A, IN_VI, OPEN_ENDED, Not(Filter("site", ("baodanang.vn",))))),
    "a word or a filter": Or((RARE, IN_VI)),
    "a word or everything": Or((RARE, Everything())),
    "a word without another": And((A, Not(B))),
    "everything, better with a word": Prefer(Everything(), RARE),
    "any of words, some excluded": Or((And((A, Not(B))), And((C, Not(IN_VI))))),
    "the best of a word and a filter": DisMax((RARE, IN_VI, Everything()), 0.5),
}

UNSCORED: dict[str, Node] = {
    "everything": Everything(),
    "nothing": NOTHING,
    "all of nothing": And(()),
    "the best of nothing": DisMax(()),
    "a filter": IN_VI,
    "a filter with several values": Filter("lang", ("vi", "zh-Hans", "xx")),
    "a filter without values": Filter("lang", ()),
    "a value is whole": Filter("site", ("baoquangnam",)),
    "a range": Range("day", 0, 20241102),
    "a range of one day": Range("day", 20250131, 20250131),
    "a range open below": Range("day", None, 20241101),
    "a range open above": OPEN_ENDED,
    "a range open both ways is: has a date": Range("day", None, None),
    "a range with its ends exchanged": Range("day", 9, 1),
    "a range beyond 64 bits": Range("day", -(10**30), 10**30),
    "a range that begins beyond 64 bits": Range("day", 10**30, None),
    "not": Not(A),
    "not one of several": Not(Or((A, B))),
    "not not": Not(Not(RARE)),
    "not not not": Not(Not(Not(RARE))),
    "not everything": Not(Everything()),
    "not nothing": Not(NOTHING),
    "only exclusions": And((Not(A), Not(B))),
    "everything but": And((Everything(), Not(A))),
    "a phrase of no words is nothing": phrase("body", ()),
}

PHRASES: dict[str, Node] = {
    "two words": Phrase("body", ("a", "b")),
    "the same word twice": Phrase("body", ("a", "a")),
    "four words": Phrase("body", ("a", "b", "a", "a")),
    "a word that no document has": Phrase("body", ("a", "nowhere")),
    "two words, loosely": Phrase("body", ("c", "d"), 3),
    "three words, loosely": Phrase("body", ("c", "b", "d"), 2),
    "three words, very loosely": Phrase("body", ("vi:dân", "c", "vi:vận"), 30),
    "more slop than any text is long": Phrase("body", ("g", "h"), 10**9),
    "in the title": Phrase("title", ("a", "b")),
    "any of two phrases": Or((Phrase("body", ("a", "b")), Phrase("body", ("c", "d")))),
    "a phrase and a filter": And((Phrase("body", ("a", "b")), IN_VI)),
}


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


MANY: dict[str, Node] = SCORED | UNSCORED | PHRASES


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
            for offset in range(0, len(whole) + 8, 7)
            for hit in reader.search(MANY[name], limit=7, offset=offset, group=group, order=order).hits
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


@pytest.mark.parametrize(
    "node",
    [
        Term("nowhere", "a"),
        Term("lang", "vi"),  # a keyword field
        Term("_key", "1"),  # an engine's own field
        Phrase("parts", ("a", "b")),  # no positions
        Filter("body", ("a",)),
        Range("lang", 1, 2),
        Choice((("nowhere", "a", 1.0),)),
        Boost(A, 0.0),
        Boost(A, -1.0),
        Boost(A, float("nan")),
        Boost(A, float("inf")),
        Choice((("body", "a", -1.0),)),
        DisMax((A, B), float("nan")),
        DisMax((A, B), -0.1),
    ],
    ids=repr,
)
def test_what_makes_no_sense_is_refused(node: Node, reader: Reader) -> None:
    """Such trees are faults of ours; they must not reach an engine, deep inside a tree or not."""
    with pytest.raises(UsageError):
        reader.search(node)
    with pytest.raises(UsageError):
        reader.facet(And((A, Not(node))), "lang")


def test_unknown_fields_are_refused_everywhere(reader: Reader) -> None:
    """Also where no tree is asked."""
    with pytest.raises(UsageError):
        reader.facet(A, "day")
    with pytest.raises(UsageError):
        reader.histogram(A, "lang")
    with pytest.raises(UsageError):
        reader.search(A, order=("lang", True))
    with pytest.raises(UsageError):
        reader.terms("lang", "v")


def nested(wrap: Callable[[Node], Node]) -> Node:
    """Wrap a word 2,000 times."""
    node: Node = A
    for _ in range(2_000):
        node = wrap(node)
    return node


DEEP: dict[str, tuple[Node, Node]] = {
    "not": (nested(Not), A),
    "and": (nested(lambda inner: And((inner, B))), And((A, B))),
    "or": (nested(lambda inner: Or((C, inner))), Or((A, C))),
    "boost": (nested(lambda inner: Boost(inner, 1.01)), A),
    "best": (nested(lambda inner: DisMax((inner, B))), Or((A, B))),
    "bonus": (nested(lambda inner: Prefer(inner, RARE)), A),
    "brackets": (nested(lambda inner: And((Or((inner,)),))), A),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_trees_that_can_be_told_flat_are(name: str, reader: Reader, expected: Reference) -> None:
    """2,000 levels neither overflow nor panic."""
    node, plain = DEEP[name]
    assert reader.keys(node) == sorted(expected.scores(plain))
    assert reader.search(node).versions == len(expected.scores(plain))


def test_deep_trees_that_cannot_be_told_flat_are_refused(reader: Reader) -> None:
    """With a clear line, before they reach the engine."""
    node: Node = A
    for level in range(2_000):
        node = And((node, B)) if level % 2 else Or((node, C))
    with pytest.raises(UsageError, match="levels"):
        reader.search(node)


def test_wide_trees_are_answered(reader: Reader, expected: Reference) -> None:
    """10,000 parts, most of which no document has."""
    words = [f"w{number}" for number in range(9_990)] + list("abcdefghij")
    wanted = expected.scores(Or(tuple(Term("body", word) for word in "abcdefghij")))
    found = reader.search(Or(tuple(Term("body", word) for word in words)), limit=1000, group=False)
    assert {hit.key: hit.score for hit in found.hits} == pytest.approx(wanted, rel=CLOSE)
    assert reader.search(Choice(tuple(("body", word, 1.0) for word in words))).versions == len(wanted)
    assert reader.search(And(tuple(Term("body", word) for word in words))).versions == 0
    assert reader.search(Phrase("body", tuple(words[:1000]), 2)).versions == 0
    assert reader.search(Filter("lang", (*words, "vi"))).versions == len(expected.scores(IN_VI))


@pytest.mark.parametrize(
    "term", ["", " ", "a b", "\0", "x" * 65_530, "x" * 65_531, "é" * 40_000, "\ud800", "\U0010ffff"]
)
def test_odd_terms_find_nothing_and_break_nothing(term: str, reader: Reader) -> None:
    """No document has them, or can."""
    for node in (
        Term("body", term),
        Phrase("body", ("a", term)),
        Filter("lang", (term,)),
        Choice((("body", term, 1),)),
    ):
        assert reader.search(node).versions == 0
        assert reader.search(Not(node)).versions == len(NEWS)


def test_a_term_of_any_length_does_no_harm(engine: Engine, tmp_path: Path) -> None:
    """The longest are left out of the index, and their place stays empty: no phrase closes over it."""
    long, longest = "x" * 65_531, "y" * 65_530
    documents = [
        Document(0, 0, {"body": f"a {long} b", "title": long}, {"lang": (long,)}),
        Document(1, 1, {"body": f"a {longest} b"}, {"lang": (longest,)}),
    ]
    reader = indexed(engine, tmp_path / "index", [documents])
    assert reader.keys(Term("body", long)) == reader.keys(Filter("lang", (long,))) == []
    assert reader.keys(Term("body", longest)) == reader.keys(Filter("lang", (longest,))) == [1]
    assert reader.keys(Phrase("body", ("a", "b"))) == []
    assert reader.keys(Phrase("body", ("a", longest, "b"))) == [1]
    assert reader.facet(Everything(), "lang") == {longest: 1}


def test_limits_and_offsets_of_any_size(reader: Reader) -> None:
    """Nothing below none, nothing beyond the end."""
    assert reader.search(A, limit=0).hits == reader.search(A, limit=-5).hits == ()
    assert reader.search(A, offset=10**7).hits == ()
    assert reader.search(A, offset=-3).hits == reader.search(A).hits
    assert len(reader.search(A, limit=10**7).hits) == reader.search(A).stories


def test_an_empty_index_answers(engine: Engine, tmp_path: Path) -> None:
    """As one without hits does."""
    reader = indexed(engine, tmp_path / "index", [])
    for node in MANY.values():
        page = reader.search(node)
        assert (page.stories, page.versions, page.hits) == (0, 0, ())
        assert not reader.facet(node, "lang")
        assert not reader.histogram(node, "day")
    assert reader.search(A, order=("day", True)).hits == ()
    assert (reader.size, reader.deleted, reader.keys(Everything()), reader.terms("body", "")) == (0, 0, [], [])


def test_a_reader_stays_at_its_commit(engine: Engine, tmp_path: Path) -> None:
    """What is written later, committed or not, is seen by readers opened after the commit alone."""
    folder = tmp_path / "index"
    before = indexed(engine, folder, [NEWS[:20]])
    with engine.writer(folder, SCHEMA) as writer:
        writer.add(NEWS[20])
        writer.delete(0)
        assert engine.reader(folder, SCHEMA).keys(Everything()) == list(range(20))
        writer.commit()
        assert engine.reader(folder, SCHEMA).keys(Everything()) == list(range(1, 21))
    assert before.keys(Everything()) == list(range(20))
    assert before.search(Everything(), limit=1).hits[0].key == 0


def test_what_was_not_committed_is_gone(engine: Engine, tmp_path: Path) -> None:
    """Closing is no commit."""
    folder = tmp_path / "index"
    indexed(engine, folder, [NEWS[:5]])
    with engine.writer(folder, SCHEMA) as writer:
        writer.delete(1)
        writer.add(NEWS[7])
    assert engine.reader(folder, SCHEMA).keys(Everything()) == list(range(5))


def test_one_writer_at_a_time(engine: Engine, tmp_path: Path) -> None:
    """The second is refused until the first has gone."""
    folder = tmp_path / "index"
    engine.create(folder, SCHEMA)
    with engine.writer(folder, SCHEMA), pytest.raises(Busy):
        engine.writer(folder, SCHEMA)
    engine.writer(folder, SCHEMA).close()


def test_deleted_documents_are_found_by_nothing(engine: Engine, tmp_path: Path) -> None:
    """Not by a word, a facet, a total, nor a list of terms; a key that is not there is no error."""
    folder = tmp_path / "index"
    indexed(engine, folder, [NEWS])
    gone = set(range(0, 400, 3))
    with engine.writer(folder, SCHEMA) as writer:
        for key in (*gone, 5_000):
            writer.delete(key)
        writer.commit()
    reader = engine.reader(folder, SCHEMA)
    expected = reference(document for document in NEWS if document.key not in gone)
    assert reader.size == len(expected.documents)
    for node in MANY.values():
        whole, _ = expected.page(node)
        page = reader.search(node, limit=3)
        assert (page.stories, page.versions) == (whole.stories, whole.versions)
        assert reader.keys(node) == sorted(expected.scores(node))
        assert reader.facet(node, "lang") == expected.facet(node, "lang")
        assert reader.histogram(node, "day") == expected.histogram(node, "day")
    assert reader.terms("body", "vi:") == expected.terms("body", "vi:")
    assert all(reader.frequency("title", word) == expected.frequency("title", word) for word in WORDS)


def test_a_document_can_be_put_in_anew(engine: Engine, tmp_path: Path) -> None:
    """Deleted and added under one key, in one commit: the new one stays."""
    folder = tmp_path / "index"
    indexed(engine, folder, [NEWS[:3]])
    with engine.writer(folder, SCHEMA) as writer:
        writer.delete(1)
        writer.add(Document(1, 9, {"body": "anew"}))
        writer.commit()
    reader = engine.reader(folder, SCHEMA)
    assert reader.keys(Everything()) == [0, 1, 2]
    assert [(hit.story, hit.key) for hit in reader.search(Term("body", "anew")).hits] == [(9, 1)]


@pytest.mark.parametrize("size", [1, 7, 150])
def test_incremental_equals_rebuilt(size: int, engine: Engine, tmp_path: Path) -> None:
    """However an index came about, in small commits or large: the same hits, in the same order."""
    some = NEWS if size > 1 else NEWS[:60]
    bits = indexed(engine, tmp_path / "bits", [some[at : at + size] for at in range(0, len(some), size)])
    whole = indexed(engine, tmp_path / "whole", [some])
    for node in (SCORED | UNSCORED).values():
        left, right = bits.search(node, limit=1000), whole.search(node, limit=1000)
        assert [hit.key for hit in left.hits] == [hit.key for hit in right.hits]
        assert [hit.score for hit in left.hits] == pytest.approx([hit.score for hit in right.hits], rel=CLOSE)
    for node in PHRASES.values():
        assert bits.keys(node) == whole.keys(node)


def test_what_is_no_index_is_told_apart(engine: Engine, tmp_path: Path) -> None:
    """Missing, broken, or of another schema: each is a failure of the index that a rebuild mends."""
    with pytest.raises(IndexMissing):
        engine.reader(tmp_path / "none", SCHEMA)
    with pytest.raises(IndexMissing):
        engine.writer(tmp_path / "none", SCHEMA)
    folder = tmp_path / "index"
    indexed(engine, folder, [NEWS[:30]])
    other = type(SCHEMA)("test 2", SCHEMA.positioned, SCHEMA.counted, SCHEMA.keywords, SCHEMA.numbers)
    for open_index in (engine.reader, engine.writer):
        with pytest.raises(IndexDamaged):
            open_index(folder, other)
    with pytest.raises(NotWritable):
        engine.create(folder, SCHEMA)


def test_broken_files_are_told(engine: Engine, tmp_path: Path) -> None:
    """Whichever file of an index is cut short or emptied, opening it or asking it says that it is damaged."""
    whole = tmp_path / "whole"
    indexed(engine, whole, [NEWS[:30]])
    for number, victim in enumerate(sorted(path for path in whole.iterdir() if path.suffix != ".lock")):
        for cut in (0, 2):
            folder = tmp_path / f"cut{number}-{cut}"
            folder.mkdir()
            for path in whole.iterdir():
                content = path.read_bytes()
                (folder / path.name).write_bytes(content[: len(content) * cut // 3] if path == victim else content)
            try:
                found = engine.reader(folder, SCHEMA)
            except (IndexDamaged, IndexMissing):
                continue
            assert found.size == 30  # a file that nothing depends on, such as a lock
            assert found.search(A).versions
