"""Word lists: every one loads, covers what it must, and a slip in one is named with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.errors import DataError
from tracuu.mentions import wordlists
from tracuu.mentions.kinds import bodies
from tracuu.mentions.wordlists import languages, words_of


def test_there_are_lists_for_the_languages_of_the_portal() -> None:
    asked = (
        "ar bn bg cs da de el en es fa fi fr he hi hu id it ja km ko lo ms my nb nl pl pt ro ru sk sv th tr uk ur vi zh"
    )
    assert set(asked.split()) <= set(languages())


@pytest.mark.parametrize("lang", languages())
def test_a_list_names_the_types_and_issuers_that_news_cite_most(lang: str) -> None:
    entries = words_of(lang).entries.values()
    kinds = {kind for entry in entries for kind in entry.classes.get("types", ())}
    issuers = {entry.classes["issuers"] for entry in entries if "issuers" in entry.classes}
    assert {
        "resolution",
        "directive",
        "conclusion",
        "decision",
        "plan",
        "project",
        "law",
        "decree",
        "circular",
    } <= kinds
    assert {"bo-chinh-tri", "ban-bi-thu", "tinh-uy", "chinh-phu", "thu-tuong", "quoc-hoi"} <= issuers <= set(bodies())


def test_a_language_is_known_by_any_of_its_tags() -> None:
    assert words_of("no") is words_of("nb")
    assert words_of("zh-Hant") is words_of("zh-Hans")


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ('[endings]\na = "- s"\n[types]\nlaw = "lex~a"', {"lex", "lexs"}),
        # words of one phrase whose endings are equally many agree with each other
        ('[endings]\na = "us um"\nb = "is em"\n[types]\nlaw = "bon~a leg~b"', {"bonus legis", "bonum legem"}),
        ('[prefixes]\nbefore = "- al"\n[types]\nlaw = "lex"', {"lex", "allex"}),
        ('[types]\nlaw = "-lex"', {"lex"}),
        # folded as texts are
        ('[types]\nlaw = "Ley Básica"', {"ley basica"}),
    ],
)
def test_an_entry_stands_for_all_its_forms(
    written: str, forms: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(_load(written, tmp_path, monkeypatch)) == forms


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[types", "cannot be read"),
        ('[kinds]\nlaw = "lex"', "[kinds]"),
        ('[types]\nlaws = "lex"', "types.laws"),
        ('[words]\noff = "of"', "words.off"),
        ('[months]\n13 = "x"', "months.13"),
        ("[types]\nlaw = 3", "types.law"),
        ('[types]\nlaw = "lex~q"', "lex~q"),
    ],
)
def test_a_slip_is_named(written: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError) as caught:
        _load(written, tmp_path, monkeypatch)
    assert told in str(caught.value)
    assert "qq.toml" in str(caught.value)


def _load(written: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (folder / "qq.toml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(wordlists, "FOLDER", folder)
    read = wordlists._forms.__wrapped__  # noqa: SLF001  the reader, without what it remembers
    return list(read("qq"))
