"""Translation tables as comparing needs them: straight, through a third language, and remembered within bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Learned, Table
from tracuu.linking import meanings
from tracuu.linking.meanings import Meanings
from tracuu.linking.signs import Vocabulary
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
    assert known.known(["river", "unknown"], "en") == {"river"}
    assert known.known(["río"], "es") == set()
    doubt = 20 / 24
    means = told_by(known)
    assert means(["river", "unknown"], "en", "vi") == {"river": [("sông", round(0.9 * doubt, 4))]}
    assert means(["đồng", "sông"], "vi", "es") == {
        "sông": [("rio", round((0.9 * doubt) ** 2, 4))],
        "đồng": [("campo", round((0.9 * doubt) ** 2, 4))],
    }


def told_by(tables: Tables) -> Callable[[Sequence[str], str, str], dict[str, list[tuple[str, float]]]]:
    """Give what asks for words as they are written."""
    vocabulary = Vocabulary()
    meanings = Meanings(vocabulary, tables)

    def ask(words: Sequence[str], source: str, target: str) -> dict[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = {}
        asked = np.array([vocabulary[f"w:{word}"] for word in words])
        owners, meant, likely = meanings.translate(asked, source, target)
        for owner, sign, p in zip(owners.tolist(), vocabulary.written(meant), likely.tolist(), strict=True):
            found.setdefault(words[owner], []).append((sign.removeprefix("w:"), round(p, 4)))
        return found

    return ask


def test_ways_to_one_word_add_up_and_the_likeliest_six_stay(archive: Archive) -> None:
    """Of those that are as likely the first in the alphabet come first."""
    many = [(f"w{number}", 0.1) for number in range(8)]
    for source, target, words in (
        ("fa", "en", {"rud": (("river", 0.5), ("stream", 0.5))}),
        ("en", "nb", {"river": (("elv", 0.5), *many), "stream": (("elv", 0.5), ("bekk", 0.25))}),
    ):
        archive.lexicon.keep(
            Table(source, target, 1, 10, 10, 100, len(words)),
            {word: Learned(10**9, means) for word, means in words.items()},
        )
    found = told_by(Tables(archive))(["rud"], "fa", "nb")
    assert found == {"rud": [("elv", 0.5), ("bekk", 0.125), ("w0", 0.05), ("w1", 0.05), ("w2", 0.05), ("w3", 0.05)]}


def test_what_was_forgotten_is_looked_up_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "REMEMBERED", 0)
    means = told_by(Tables(archive))
    first = means(["river"], "en", "vi")
    assert means(["river", "field"], "en", "vi").keys() == {"river", "field"}
    assert means(["river"], "en", "vi") == first
