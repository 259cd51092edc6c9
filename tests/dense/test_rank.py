"""What is nearest is found, in the languages asked for, by one query or many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dense.conftest import encoder
from tracuu.corpus.archive import Archive
from tracuu.dense import encoders, rank, vectors
from tracuu.dense.alike import alike, all_alike
from tracuu.dense.learn import learn
from tracuu.errors import UsageError


@pytest.fixture
def learned(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give the archive with vectors; the encoder that made them is the one that is loaded."""
    learn(archive, encoder())
    monkeypatch.setattr(encoders, "load", lambda *_: encoder())
    return archive


@pytest.mark.parametrize(
    ("text", "targets", "first"),
    [
        ("rice", ["en"], 1),
        ("lúa", ["en"], 1),  # the word of another language, of the same meaning
        ("rice", ["vi"], 3),
        ("puente", ["vi"], 4),
        ("school", ["es"], 5),  # es-419 is Spanish
        ("school", ["es-419"], 5),
        ("Cars cross it since Monday.", ["en", "vi", "es"], 2),
    ],
)
def test_the_nearest_version_is_first(learned: Archive, text: str, targets: list[str], first: int) -> None:
    found = rank.rank(learned, text, targets)
    assert found[0][0] == first
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_only_languages_asked_for(learned: Archive) -> None:
    assert sorted(number for number, _ in rank.rank(learned, "rice", ["vi"])) == [3, 4]
    assert rank.rank(learned, "rice", ["zh"]) == []
    assert rank.rank(learned, "rice", []) == []


def test_no_more_than_asked_for(learned: Archive) -> None:
    assert len(rank.rank(learned, "rice", ["en", "vi", "es"], k=2)) == 2


def test_many_at_once_are_as_each_alone(learned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when vectors and queries are read in several chunks."""
    texts = ["rice", "cầu mới", "school", "rice", "bridge of stone"]
    alone = [rank.rank(learned, text, ["en", "vi", "es"], 3) for text in texts]
    monkeypatch.setattr(rank, "_AT_ONCE", 2)
    monkeypatch.setattr(rank, "_QUERIES", 2)
    together = rank.rank_all(learned, texts, ["en", "vi", "es"], 3)
    assert [[number for number, _ in one] for one in together] == [[number for number, _ in one] for one in alone]


def test_an_archive_without_vectors_says_how_they_are_made(archive: Archive) -> None:
    with pytest.raises(UsageError, match="tracuu dense learn"):
        rank.rank(archive, "rice", ["en"])
    assert not vectors.there(archive.folder)


def test_vectors_of_another_encoder_are_not_compared(learned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "load", lambda *_: encoder("words 2"))
    with pytest.raises(UsageError, match="words 2"):
        rank.rank(learned, "rice", ["en"])


def test_versions_are_alike_when_they_say_the_same(learned: Archive) -> None:
    same, other = alike(learned, 1, 3), alike(learned, 1, 4)
    assert same is not None
    assert other is not None
    assert same > other
    assert alike(learned, 3, 1) == pytest.approx(same)
    assert alike(learned, 2, 2) == pytest.approx(1, abs=0.001)
    assert all_alike(learned, [(1, 3), (1, 99)]) == [pytest.approx(same), None]


def test_nothing_is_alike_without_vectors(archive: Archive) -> None:
    assert alike(archive, 1, 3) is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-5, 5), max_size=30), st.integers(1, 6), st.integers(1, 7))
def test_the_best_in_chunks_are_the_best_of_all(scores: list[int], k: int, chunk: int) -> None:
    """However the versions are cut, the k best come out, of equals the first."""
    numbers, best = np.zeros(0, np.int64), np.zeros(0, np.float32)
    for start in range(0, len(scores), chunk):
        part = np.array(scores[start : start + chunk], np.float32)
        numbers, best = rank.best_of((numbers, best), (np.arange(start, start + len(part)), part), k)
    expected = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:k]
    assert numbers.tolist() == expected
