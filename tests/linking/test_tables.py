"""Translation tables as comparing needs them: straight, through a third language, and remembered within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Learned, Table
from tracuu.linking import tables
from tracuu.linking.tables import Tables


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that knows how English words are said in Vietnamese and Spanish."""
    made = Archive.create(tmp_path)
    for source, target, words in (
        ("en", "vi", {"river": "sông", "field": "đồng"}),
        ("vi", "en", {"sông": "river", "đồng": "field"}),
        ("en", "es", {"river": "rio", "field": "campo"}),
    ):
        learned = {word: Learned(20, ((means, 0.9),)) for word, means in words.items()}
        made.lexicon.keep(Table(source, target, 1, 10, 10, 100, len(learned)), learned)
    return made


def test_a_word_leads_straight_or_through_a_third_language(archive: Archive) -> None:
    """What was seen twenty times is nearly sure; through a third language doubts multiply."""
    known = Tables(archive)
    assert known.there_are("en", "vi")
    assert known.there_are("vi", "es")
    assert not known.there_are("es", "vi")
    straight = known.translate(["river", "unknown"], "en", "vi")
    assert straight.keys() == {"river"}
    assert known.known(["river", "unknown"], "en") == {"river"}
    assert known.known(["río"], "es") == set()
    assert rounded(straight["river"]) == [("sông", round(0.9 * 20 / 24, 4))]
    assert rounded(known.translate(["sông"], "vi", "es")["sông"]) == [("rio", round((0.9 * 20 / 24) ** 2, 4))]


def rounded(entry: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(word, round(p, 4)) for word, p in entry]


def test_what_was_forgotten_is_looked_up_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "REMEMBERED", 0)
    known = Tables(archive)
    first = known.translate(["river"], "en", "vi")
    assert known.translate(["river", "field"], "en", "vi").keys() == {"river", "field"}
    assert known.translate(["river"], "en", "vi") == first
