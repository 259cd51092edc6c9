"""What every search engine must do at its limits, and over its life.

A new engine is added to ENGINES (conftest.py) and passes this file unchanged. Expected answers come from
tests/indexer/reference.py, which can be checked by reading it. Nothing that can be asked
makes an engine panic, overflow or answer wrongly; nothing that is written is lost, or seen too early.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.indexer.corpora import CLOSE, NEWS, SCHEMA, WORDS, indexed, reference
from tests.indexer.reference import Reference
from tests.indexer.trees import IN_VI, MANY, PHRASES, RARE, SCORED, UNSCORED, A, B, C
from tracuu.errors import Busy, IndexDamaged, IndexMissing, NotWritable, UsageError
from tracuu.indexer.engines.base import Document, Engine, Reader
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


@pytest.mark.parametrize(("size", "count"), [(1, 24), (7, 140), (150, 400)])
def test_incremental_equals_rebuilt(size: int, count: int, engine: Engine, tmp_path: Path) -> None:
    """However an index came about, in small commits or large: the same hits, in the same order."""
    some = NEWS[:count]
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
