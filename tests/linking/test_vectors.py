"""Vectors beside words: what they say of two versions is kept while they are there, and what they change is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.linking.articles import EVENTS, article
from tracuu.corpus.archive import Archive
from tracuu.dense.encoding import Encoder, unit
from tracuu.dense.learn import learn, remove
from tracuu.linking.explaining import why
from tracuu.linking.match import match

SIZE = 64
LINES = {
    line.strip(): f"{event} {place}"
    for event, versions in EVENTS.items()
    for text in versions.values()
    for place, line in enumerate(text.split("\n"))
}
"""Which sentence of which event a line tells, in whatever language."""


def encoded(texts: Sequence[str]) -> Any:
    """Encode texts as the sum of the sentences that they hold: what translations say is the same."""
    rows = [np.sum([_vector(said) for said in _told(text)], axis=0) for text in texts]
    return unit(np.array(rows).reshape(len(texts), SIZE))


def _told(text: str) -> list[str]:
    return sorted({place for line, place in LINES.items() if line in text} or {text})


def _vector(said: str) -> Any:
    seed = int.from_bytes(sha256(said.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(SIZE)


ENCODER = Encoder("sentences", "sentences 1", SIZE, encoded, encoded)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Give an archive of all events, whose stories were looked for without vectors."""
    with Archive.create(tmp_path) as made:
        made.add([article(event, lang) for event, versions in EVENTS.items() for lang in versions])
        match(made)
        yield made


def alike(archive: Archive) -> dict[tuple[int, int], float | None]:
    return {(pair.one, pair.other): pair.alike for pair in archive.stories.pairs_after((0, 0), 1_000)}


def test_pairs_are_weighed_once_there_are_vectors(archive: Archive) -> None:
    assert set(alike(archive).values()) == {None}
    learn(archive, ENCODER)
    assert match(archive).matched > 0
    said = alike(archive)
    together = {pair for pair in said if len({version.story for version in archive.versions(list(pair))}) == 1}
    assert all((said[pair] or 0) > 0.5 for pair in together)
    assert match(archive).matched == 0  # nothing is new


def test_new_versions_are_weighed_when_their_vectors_come(archive: Archive) -> None:
    learn(archive, ENCODER)
    archive.add([article("bridge", "en", publisher="b.example")._replace(origin="again", url="https://b.example/1")])
    match(archive)
    number = archive.numbers()[-1]
    assert {value for pair, value in alike(archive).items() if number in pair} == {None}
    learn(archive, ENCODER)
    match(archive)
    assert None not in alike(archive).values()


def test_what_vectors_said_goes_with_them(archive: Archive) -> None:
    before = [version.story for version in archive.versions(list(archive.numbers()))]
    learn(archive, ENCODER)
    match(archive)
    remove(archive)
    match(archive)
    assert set(alike(archive).values()) == {None}
    assert [version.story for version in archive.versions(list(archive.numbers()))] == before


def test_it_is_told_what_vectors_say(archive: Archive) -> None:
    one, other = archive.versions(list(min(alike(archive))))
    assert not [line for line in why(archive, one, other) if "vectors" in line]
    learn(archive, ENCODER)
    match(archive)
    assert [line for line in why(archive, one, other) if line.startswith("By their vectors the two are alike by ")]
