"""`tracuu site`: the list, a trial of a saved page, pages of the archive read anew, a proposal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import Out

PAGES = Path(__file__).parents[1] / "pages"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Hold two sample pages, one of them of the portal."""
    monkeypatch.chdir(tmp_path)
    folder = str(tmp_path / "archive")
    added = Out(capsys, "add", str(PAGES / "nhandan.vn.html"), str(PAGES / "vietnam.vn.fa.html"), "--archive", folder)
    assert added.code == 0
    return folder


def test_the_list_counts_the_pages_that_each_site_served(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed = Out(capsys, "site", "list", "--json", "--archive", archive)
    rows = {row["id"]: row for row in json.loads(listed.out)}
    assert (rows["nhandan.vn"]["pages"], rows["vietnam.vn"]["pages"], rows["baolaocai.vn"]["pages"]) == (1, 1, 0)
    assert {"title", "date", "body"} <= set(rows["nhandan.vn"]["fields"])
    assert "qdnd.vn" not in rows
    assert "qdnd.vn" in Out(capsys, "site", "list", "--all", "--archive", archive).out
    assert listed.err == ""  # nothing was crawled, so there is nothing to alarm about


def test_the_list_needs_no_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tracuu.corpus.where.find", lambda *_: None)
    assert "nhandan.vn" in Out(capsys, "site", "list").out
    assert Out(capsys, "site", "list", "--archive", "nowhere").code == 2


def test_a_saved_page_is_tried(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(PAGES / "baocantho.com.vn.html")
    found = Out(capsys, "site", "test", page, "--archive", archive)
    assert found.code == 0
    assert "baocantho.com.vn, read by baocantho.com.vn/1" in found.out
    assert "[by #newscontents]" in found.out
    missed = Out(capsys, "site", "test", "baotintuc.vn", page, "--json", "--archive", archive)
    assert missed.code == 1
    assert json.loads(missed.out)["described"] is False


def test_pages_of_the_archive_are_read_anew_with_the_description_as_it_is_now(
    archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Out(capsys, "site", "test", "vietnam.vn", "--archive", archive).code == 0
    sites = Path(archive) / "sites"
    sites.mkdir()
    (sites / "mine.toml").write_text(
        'id = "vietnam.vn"\nname = "Vietnam.vn"\nkind = "portal"\n[[hosts]]\nname = "vietnam.vn"\n'
        '[[pages]]\nbody = ["div.gone"]\n', encoding="utf-8",
    )  # fmt: skip
    found = Out(capsys, "site", "test", "vietnam.vn", "--archive", archive)
    assert found.code == 1
    assert "https://www.vietnam.vn/fa/tiem-banh-tren-song" in found.out
    assert "0 as it should be" in found.err


def test_a_proposal_is_written_and_can_be_tried(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(PAGES / "baolaocai.vn.html")
    made = Out(capsys, "site", "new", page, "-o", "proposed.toml", "--archive", archive)
    assert made.code == 0
    assert "tracuu site test proposed.toml" in made.err
    assert Out(capsys, "site", "test", "proposed.toml", page, "--archive", archive).code == 0
    assert Out(capsys, "site", "new", page, "-o", "proposed.toml", "--archive", archive).code == 2  # it is there


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["test", "nowhere"], "neither a file nor a web address"),
        (["test", "nowhere.example"], "there is no site nowhere.example"),
        (["test", "qdnd.vn"], "known by name and address alone"),
        (["test", "baolaocai.vn"], "holds no page of baolaocai.vn"),
        (["test", "baolaocai.vn", "gone.html"], "gone.html is neither a file"),
        (["new", "gone.html"], "gone.html is neither a file"),
        (["test", "a", "b", "c"], "neither a file"),
    ],
)
def test_what_cannot_be_tried_is_said_in_one_line(
    words: list[str], said: str, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Out(capsys, "site", *words, "--archive", archive)
    assert found.code == 2
    assert said in found.err
    assert found.err.count("\n") == 1
