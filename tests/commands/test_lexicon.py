"""`tracuu lexicon`: word lists come in, are shown and go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tests.running import Out
from tracuu.corpus.archive import Archive
from tracuu.indexer.lexicon import due, update


@pytest.fixture
def folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    assert Out(capsys, "init", str(tmp_path / "archive")).code == 0
    (tmp_path / "words.tsv").write_text("river\tsông\nnation\t國\nroad\tđường; con đường\n", encoding="utf-8")
    return tmp_path


def lexicon(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> Out:
    return Out(capsys, "lexicon", words[0], "--archive", str(folder / "archive"), *words[1:])


def test_a_list_comes_in_is_shown_and_goes(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    file = str(folder / "words.tsv")
    came = lexicon(capsys, folder, "import", file, "--from", "en", "--to", "vi", "--note", "our own")
    assert came.code == 3  # some rows were left out
    assert "line 2: 國 is not written as Vietnamese is" in came.err
    assert "words: 3 translations kept; rows left out: 1; rows that say nothing new: 0" in came.err
    rows = json.loads(lexicon(capsys, folder, "list", "--json").out)
    assert [(row["name"], row["translations"], row["note"]) for row in rows] == [("words", 3, "our own")]
    shown = lexicon(capsys, folder, "show", "sông", "--from", "vi", "--to", "en", "--nl")
    assert json.loads(shown.out) == {
        "word": "sông", "from": "vi", "to": "en", "translation": "river", "p": 1.0, "via": "list:words",
    }  # fmt: skip
    assert lexicon(capsys, folder, "remove", "words").code == 0
    assert lexicon(capsys, folder, "show", "sông").code == 1
    assert lexicon(capsys, folder, "list").code == 1


def test_left_out_rows_can_be_written_to_a_file(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    rejects = folder / "bad.txt"
    lexicon(
        capsys, folder, "import", str(folder / "words.tsv"), "--from", "en", "--to", "vi", "--rejects", str(rejects)
    )
    assert rejects.read_text(encoding="utf-8").startswith("2\t國 is not written as Vietnamese is")


def test_a_file_that_is_not_there_is_told_in_one_line(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    got = lexicon(capsys, folder, "import", str(folder / "none.tsv"), "--from", "en", "--to", "vi")
    assert (got.code, got.err.count("\n")) == (2, 1)


def test_an_archive_says_what_it_lacks_to_learn_from(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert "no two languages have 5 stories in common" in lexicon(capsys, folder, "learn").err
    listed = lexicon(capsys, folder, "list")
    assert (listed.code, listed.err.count("\n")) == (1, 2)
    assert "There is no word list yet" in listed.err
    add(folder, 3)
    assert "English and Spanish, which have most, have 3" in lexicon(capsys, folder, "list").err
    add(folder, 5)
    assert "tracuu lexicon learn does it now" in lexicon(capsys, folder, "list").err


def test_learning_says_what_it_did_and_listing_what_waits(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    add(folder, 5)
    assert "1 pair of languages learned, 0 up to date" in lexicon(capsys, folder, "learn").err
    assert "1 up to date" in lexicon(capsys, folder, "learn").err
    assert lexicon(capsys, folder, "list").err == ""
    with Archive.open(folder / "archive", write=True) as archive:
        archive.lexicon.keep_seen({}, waiting=3)
    assert "3 pairs of languages are out of date" in lexicon(capsys, folder, "list").err
    assert "3 pairs of languages are out of date" in Out(capsys, "status", "--archive", str(folder / "archive")).out


def add(folder: Path, stories: int) -> None:
    """Keep stories in English and Spanish, as `add` does before it learns."""
    with Archive.open(folder / "archive", write=True) as archive:
        archive.add(
            [
                draft(
                    f"{text} {number}\n{text} in {1900 + number}.",
                    lang=lang,
                    story=f"s{number}",
                    given_id=f"{number}{lang}",
                )
                for number in range(stories)
                for lang, text in (("en", "The river rose"), ("es", "El río creció"))
            ]
        )


def test_adding_to_a_large_archive_says_that_nothing_is_learned_yet(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (due, update):
        monkeypatch.setattr(module, "SMALL", 0)
    add(folder, 5)
    (folder / "one.txt").write_text("A title\nThe river rose.", encoding="utf-8")
    command = ["add", str(folder / "one.txt"), "--archive", str(folder / "archive"), "--workers", "1"]
    assert "tracuu lexicon learn" in Out(capsys, *command).err
    lexicon(capsys, folder, "learn")
    assert "tracuu lexicon learn" not in Out(capsys, *command).err
