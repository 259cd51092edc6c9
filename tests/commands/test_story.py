"""`tracuu story`: stories that no hint ties are listed and explained, joined and parted by hand, and looked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import tracuu
from tests.linking.articles import EVENTS
from tests.linking.test_vectors import ENCODER
from tests.running import Out
from tracuu.corpus.archive import Archive
from tracuu.dense.learn import learn


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of three events, each in three languages, none of which names another."""
    place = tmp_path_factory.mktemp("made")
    rows = [
        {"id": f"{event}-{lang}", "lang": lang, "text": "\n".join(line.strip() for line in text.splitlines())}
        for event, versions in EVENTS.items()
        for lang, text in versions.items()
    ]
    (place / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with tracuu.open(place / "archive", create=True) as session:
        session.add(place / "rows.jsonl")
    return place / "archive"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that archive."""
    shutil.copytree(made, tmp_path / "archive")
    return tmp_path / "archive"


def story(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> Out:
    return Out(capsys, "story", words[0], "--archive", str(folder), *words[1:])


def groups(capsys: pytest.CaptureFixture[str], folder: Path) -> list[dict[str, Any]]:
    told = json.loads(story(capsys, folder, "list", "--json").out)
    assert (told["schema"], told["total"]) == (1, len(told["stories"]))
    return list(told["stories"])


def own_ids(listed: list[dict[str, Any]]) -> list[list[str]]:
    return sorted(sorted(version["id"] for version in one["versions"]) for one in listed)


def test_adding_finds_translations_and_list_gives_the_ids_that_came_with_them(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    listed = groups(capsys, folder)
    assert own_ids(listed) == sorted([f"{event}-{lang}" for lang in sorted(EVENTS[event])] for event in EVENTS)
    assert {one["how"] for one in listed} == {"found"}
    assert all(one["probability"] > 0.5 for one in listed)
    shown = story(capsys, folder, "list", "--found")
    assert "Bridge over the Tamber opens after 14 months" in shown.out
    assert "3 stories." in shown.err
    lines = story(capsys, folder, "list", "--nl", "--limit", "2").out.splitlines()
    assert [set(json.loads(line)) for line in lines] == [{"story", "how", "probability", "versions"}] * 2


def test_why_tells_what_two_articles_share(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    told = story(capsys, folder, "why", "bridge-en", "bridge-es").out
    assert "found without a hint" in told
    assert "They share above all: " in told
    assert "by numbers and names alone" in told
    apart = story(capsys, folder, "why", "bridge-en", "chess-es").out
    assert "are two stories" in apart
    assert "The other story holds a version in this language (es) already" in apart
    assert "They are in one language" in story(capsys, folder, "why", "bridge-en", "chess-en").out


def test_show_says_by_what_each_version_is_there(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert "found without a hint to say what" in story(capsys, folder, "show", "bridge-es").out
    page = Out(capsys, "show", "bridge-es", "--archive", str(folder)).out
    assert "found without a hint to say what" in page


def test_what_is_decided_is_told_kept_and_taken_back(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    before = own_ids(groups(capsys, folder))
    parted = story(capsys, folder, "split", "bridge-vi")
    assert (parted.code, "undo 1" in parted.out) == (0, True)
    assert ["bridge-vi"] in own_ids(groups(capsys, folder))
    assert "You decided that they are not one story" in story(capsys, folder, "why", "bridge-vi", "bridge-en").out
    joined = story(capsys, folder, "merge", "chess-en", "harvest-en")
    assert "are one story" in joined.out
    assert "decided" in {one["how"] for one in groups(capsys, folder)}
    assert len(story(capsys, folder, "decisions").out.splitlines()) == 2
    assert "decision 1" in story(capsys, folder, "show", "bridge-vi").out
    assert story(capsys, folder, "undo").code == 0
    assert story(capsys, folder, "undo", "1").code == 0
    assert own_ids(groups(capsys, folder)) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "bridge-en"), "Name at least two"),
        (("merge", "bridge-en", "bridge-es"), "These are one story already"),
        (("split", "bridge-en", "chess-en"), "of several stories"),
        (("split", "bridge-en", "bridge-es", "bridge-vi"), "Nothing of story"),
        (("undo",), "Nothing was decided"),
        (("undo", "7"), "no decision 7"),
        (("why", "bridge-en", "nothing-like-it"), "nothing-like-it"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], folder: Path, words: tuple[str, ...], said: str
) -> None:
    got = story(capsys, folder, *words)
    assert (got.code, got.err.count("\n")) == (2, 1)
    assert said in got.err


def test_link_looks_anew(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert "Every article has been looked at" in story(capsys, folder, "link").err
    before = own_ids(groups(capsys, folder))
    assert "Looked at 9 articles" in story(capsys, folder, "link", "--all").err
    assert own_ids(groups(capsys, folder)) == before


def test_link_looks_again_once_there_are_vectors(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with Archive.open(folder) as archive:
        learn(archive, ENCODER)
    assert "Looked at" in story(capsys, folder, "link").err
    assert "Every article has been looked at" in story(capsys, folder, "link").err


def test_an_empty_archive_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert Out(capsys, "init", str(tmp_path / "new")).code == 0
    listed = story(capsys, tmp_path / "new", "list")
    assert (listed.code, "No stories of several versions yet" in listed.err) == (1, True)
    assert json.loads(story(capsys, tmp_path / "new", "list", "--json").out)["stories"] == []
