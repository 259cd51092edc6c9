"""Sentences are paired in order where two texts are built alike, and aligned where they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.indexer.lexicon import gather as gathering
from tracuu.indexer.lexicon.gather import gather

ENGLISH = "A title\nThe river rose in May 2024. It sank in June.\nNobody was hurt."
SPANISH = "Un título\nEl río creció en mayo de 2024. Bajó en junio.\nNadie resultó herido."
WITH_A_NOTE = SPANISH.replace("\n", "\nFoto: la orilla del río, con unas casas, vista desde el puente.\n", 1)
ONE_IN_TWO = SPANISH.replace(" en mayo de", ". Fue en mayo de")


def read(folder: Path, english: str, spanish: str) -> list[tuple[int, int]]:
    """Give how many words the sentences have that were brought together."""
    with Archive.create(folder / "archive") as archive:
        kept = archive.add([draft(english, lang="en", story="s"), draft(spanish, lang="es", story="s")])
        found = gather(archive, [(kept[0].number, kept[1].number)])
    return list(zip(found.left.lengths.tolist(), found.right.lengths.tolist(), strict=True))


@pytest.mark.parametrize(
    ("spanish", "pairs"),
    [
        (SPANISH, [(2, 2), (6, 7), (4, 3), (3, 3)]),
        (WITH_A_NOTE, [(2, 2), (6, 7), (4, 3), (3, 3)]),  # which the other text lacks
        (ONE_IN_TWO, [(2, 2), (6, 8), (4, 3), (3, 3)]),  # two sentences for one
    ],
)
def test_sentences_meet_their_translations(tmp_path: Path, spanish: str, pairs: list[tuple[int, int]]) -> None:
    assert read(tmp_path, ENGLISH, spanish) == pairs


@pytest.mark.parametrize(("spanish", "aligned"), [(SPANISH, []), (WITH_A_NOTE, [3]), (ONE_IN_TWO, [1])])
def test_only_what_is_not_built_alike_is_aligned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spanish: str, aligned: list[int]
) -> None:
    asked: list[Any] = []

    def noted(*texts: Any) -> list[tuple[str, str]]:
        asked.append(texts)
        return []

    monkeypatch.setattr(gathering, "_aligned", noted)
    read(tmp_path, ENGLISH, spanish)
    assert [len(texts[0]) for texts in asked] == aligned  # paragraphs


def test_as_many_sentences_that_are_otherwise_long_are_no_translations_in_order(tmp_path: Path) -> None:
    """The second says nothing of May but much of June: what is left out must not pair the others wrongly."""
    short = (
        "Un título\nBajó. En junio de 2024 el río, que había crecido durante todo el mes de mayo, bajó.\nNadie murió."
    )
    assert (6, 1) not in read(tmp_path, ENGLISH, short)
