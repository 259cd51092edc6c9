"""Vectors beside words: how two rankings are joined, and what a search with them shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.indexer.build import open_reader
from tracuu.search.answer import Answer, to_json
from tracuu.search.batch import Question, answers
from tracuu.search.fused import fused
from tracuu.search.run import Request, run

np = pytest.importorskip("numpy")
from tests.dense.conftest import ARTICLES, encoder  # noqa: E402  which needs numpy

Search = Callable[..., Answer]
SCORES = st.dictionaries(st.integers(1, 20), st.floats(0.01, 50), max_size=8)
LIKENESSES = st.dictionaries(st.integers(1, 20), st.floats(-1, 1), max_size=8)


@pytest.mark.parametrize(
    ("by_words", "by_vectors", "order"),
    [
        ({1: 9.0, 2: 3.0}, {}, [1, 2]),
        ({}, {4: 0.2, 3: 0.6}, [3, 4]),
        ({1: 9.0, 2: 8.9}, {1: 0.1, 2: 0.4}, [2, 1]),  # hardly apart in words, far apart in meaning
        ({1: 9.0, 2: 1.0}, {1: 0.40, 2: 0.41}, [1, 2]),  # the other way round
        ({1: 9.0}, {2: 0.5, 3: 0.1}, [2, 1, 3]),  # what vectors do not rank is as far as the farthest
    ],
)
def test_two_rankings_are_one(by_words: dict[int, float], by_vectors: dict[int, float], order: list[int]) -> None:
    assert fused(by_words, by_vectors) == order


@settings(deadline=None)
@given(SCORES, LIKENESSES)
def test_each_version_stands_once_and_only_shares_of_scores_count(
    by_words: dict[int, float], near: dict[int, float]
) -> None:
    found = fused(by_words, near)
    assert sorted(found) == sorted({*by_words, *near})
    assert found == fused({number: 4 * score for number, score in by_words.items()}, near)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Give a small archive with vectors by the encoder of tests, to which `lúa` and `arroz` are rice."""
    from tracuu.dense import encoders
    from tracuu.dense.learn import learn

    monkeypatch.setattr(encoders, "load", lambda *_: encoder())
    with Archive.create(tmp_path / "archive") as made:
        made.add(ARTICLES)
        learn(made, encoder())
        yield made


@pytest.fixture
def find(archive: Archive) -> Search:
    reader = open_reader(archive)
    return lambda query, **options: run(archive, reader, Request(query=query, **options))


def test_what_is_near_is_told_apart_and_counted_nowhere(find: Search) -> None:
    answer = find("rice", dense=True)
    assert [hit.id for hit in answer.hits] == ["rice"]
    assert answer.near[0].id == "lua"
    assert (answer.near[0].reason or "").startswith("vi: near in meaning (")
    assert "rice" not in {hit.id for hit in answer.near}
    assert (answer.total, answer.near[0].matched) == (1, ())
    assert to_json(answer)["near"][0]["id"] == "lua"


def test_limits_hold_for_what_is_near(find: Search) -> None:
    assert find("school", dense=True).near[0].id == "escuela"
    assert {hit.lang for hit in find("school lang:vi", dense=True).near} <= {"vi"}
    assert find("rice since:2030", dense=True, since="2030").near == ()
    assert len(find("rice", dense=True, limit=1).near) == 1


def test_nothing_is_near_unless_asked(find: Search) -> None:
    assert find("rice").near == ()
    assert "near" not in to_json(find("rice"))


def test_a_batch_is_ranked_by_both(archive: Archive) -> None:
    asked = [Question("a", "rice", "en", "vi", 2), Question("b", "puente", "es", "*", 1)]
    told = dict(answers(archive, open_reader(archive), asked, dense=True))
    assert told["a"][0] == "lua"
    assert told["b"][0] in {"cau", "bridge"}  # both say bridge


def test_without_vectors_the_remedy_is_said(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "archive") as bare:
        bare.add(ARTICLES)
        reader = open_reader(bare)
        with pytest.raises(UsageError, match="tracuu dense"):
            run(bare, reader, Request(query="rice", dense=True))
