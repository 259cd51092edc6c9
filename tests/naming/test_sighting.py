"""Learned names are found where they stand bare, in what came before they were learned and in what comes after."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.naming.stand_ins import METHODS
from tests.naming.test_linking import Article, drafts, named, state
from tracuu.corpus.archive import Archive
from tracuu.indexer import build
from tracuu.naming import deciding, sighting
from tracuu.naming.linking import link

COWS = "vn:mo-hinh:?:ngan-hang-bo"
TEACH = [
    ("a", "vi", "“Ngân hàng bò” a"),
    ("a", "es", "“Banco de vacas” a"),
    ("b", "vi", "“Ngân hàng bò” b"),
    ("b", "es", "“Banco de vacas” b"),
]
BARE = [
    # (text, whether the learned name stands in it)
    ("Título\nGracias al Banco de vacas crece la comuna.", True),
    ("Título\nGracias al BANCO DE VACAS crece la comuna.", True),
    ("El Banco de vacas llega a todos\nTexto.", True),
    ("Título\nEl banco compra vacas.", False),
    ("Título\nVacas de banco.", False),
    ("Título\n“Banco de vacas” en Tam Thắng.", True),  # in quotes it was found anyway, and only once
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def settle(archive: Archive) -> None:
    """Do what the pipeline does after articles were kept."""
    link(archive, methods=METHODS)
    build.update(archive)
    sighting.sight(archive)
    link(archive, methods=METHODS)
    build.update(archive)


def add(archive: Archive, articles: Sequence[Article]) -> None:
    archive.add(drafts(articles))
    settle(archive)


def bare() -> list[Article]:
    return [(f"x{number}", "es", text) for number, (text, _) in enumerate(BARE)]


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("portions", [[bare(), TEACH], [TEACH, bare()], [TEACH + bare()]])
def test_bare_names_are_sighted_whenever_they_came(
    archive: Archive, portions: list[list[Article]], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sighting, "FEW", few)  # 0: everything is looked through by way of the index
    for articles in portions:
        add(archive, articles)
    found = named(archive)
    for text, stands in BARE:
        assert found.get(text, []) == [COWS] * stands, text


def test_a_name_that_is_no_longer_sure_is_no_longer_sighted(archive: Archive) -> None:
    add(archive, TEACH + bare())
    deciding.alias_ban(archive, COWS, "es", "Banco de vacas")
    settle(archive)
    assert BARE[0][0] not in named(archive)
    deciding.undo(archive)
    settle(archive)
    assert named(archive)[BARE[0][0]] == [COWS]


def test_a_story_is_resolved_again_only_where_a_sighting_may_tell_something(archive: Archive) -> None:
    """Where a text puts the name in quotes it is found already: looking for it brings nothing new."""
    archive.add(drafts(TEACH + bare()))
    link(archive, methods=METHODS)
    build.update(archive)
    sighting.sight(archive)
    stands = [text for text, stands in BARE if stands and "“" not in text]
    assert archive.naming.outstanding() == len(stands)


def test_what_is_sighted_teaches_nothing(archive: Archive) -> None:
    """A text that merely holds a learned name is no evidence for it."""
    add(archive, TEACH + bare())
    (alias,) = [one for one in archive.naming.aliases() if one.name == "banco de vacas"]
    assert alias.stories == 2


@pytest.mark.parametrize("seed", range(2))
def test_sightings_do_not_depend_on_the_order(seed: int) -> None:
    rng = random.Random(seed)
    waiting = [*TEACH, *bare(), ("c", "vi", "“Ngân hàng dê” c"), ("c", "es", "“Banco de cabras” c")]
    with tempfile.TemporaryDirectory() as place:
        with Archive.create(Path(place, "whole")) as whole:
            add(whole, waiting)
            expected = state(whole)
        rng.shuffle(waiting)
        with Archive.create(Path(place, "bits")) as bits:
            while waiting:
                size = rng.randint(1, 4)
                add(bits, waiting[:size])
                waiting = waiting[size:]
            assert state(bits) == expected
