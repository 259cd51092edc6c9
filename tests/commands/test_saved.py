"""`tracuu saved`: a search tells each new story once, in text, in rows and as a feed."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import tracuu
from tests.running import Out

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = {"id": "a1", "lang": "vi", "title": "Tổ dân vận", "text": "Tổ dân vận vận động bà con hiến đất mở đường làng."}
SECOND = {
    "id": "a2",
    "lang": "vi",
    "title": "Hai \x1b[31mtổ <dân> vận & bạn",  # nothing of a page acts in a feed
    "text": "Thêm hai tổ dân vận của thôn ra mắt, cùng bà con trồng rừng và giữ suối.",
    "url": "https://baodanang.vn/hai-to-dan-van-moi-2.html",
    "published": "2025-02-03",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    bring(tmp_path / "archive", FIRST)
    return tmp_path / "archive"


def bring(folder: Path, row: dict[str, str]) -> None:
    rows = folder.with_name("rows.jsonl")
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with tracuu.open(folder, create=True) as session:
        session.add(rows)


def saved(capsys: pytest.CaptureFixture[str], archive: Path, *words: str) -> Out:
    return Out(capsys, "saved", words[0], "--archive", str(archive), *words[1:])


def test_each_new_story_is_told_once_and_why_it_matched(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    added = saved(capsys, archive, "add", "dv", "dân", "vận", "--lang", "vi")
    assert (added.code, "finds 1 story now" in added.err) == (0, True)
    assert saved(capsys, archive, "run").code == 1  # what was there when it was saved is not new
    bring(archive, SECOND)
    told = saved(capsys, archive, "run", "dv")
    assert told.code == 0
    assert "dv: 1 new story" in told.out
    assert "matched: " in told.out
    assert "\x1b" not in told.out
    assert saved(capsys, archive, "run").code == 1


def test_what_is_only_looked_at_stays_new(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    saved(capsys, archive, "add", "dv", "dân vận", "--all")
    for _ in range(2):
        rows = saved(capsys, archive, "run", "--peek", "--nl").out.splitlines()
        assert [(json.loads(row)["saved"], json.loads(row)["id"]) for row in rows] == [("dv", "a1")]


def test_the_feed_holds_what_was_told_too_and_is_valid_whatever_pages_hold(
    capsys: pytest.CaptureFixture[str], archive: Path, tmp_path: Path
) -> None:
    saved(capsys, archive, "add", "dv", "dân", "vận")
    bring(archive, SECOND)
    feed = tmp_path / "dv.xml"
    assert saved(capsys, archive, "run", "dv", "--atom", str(feed)).code == 0
    root = ET.parse(feed).getroot()  # noqa: S314  written by ourselves a moment ago
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Hai \ufffd[31mtổ <dân> vận & bạn", "Tổ dân vận"]
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "updated", "summary"))
    assert entries[0].findtext(f"{ATOM}updated") == "2025-02-03T00:00:00Z"
    first = feed.read_bytes()
    saved(capsys, archive, "run", "dv", "--atom", str(feed))
    again = ET.parse(feed).getroot()  # noqa: S314  as above
    assert [one.findtext(f"{ATOM}id") for one in again.findall(f"{ATOM}entry")] == [
        one.findtext(f"{ATOM}id") for one in entries
    ]
    assert first  # it was there whole


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("add", "dv"), "Say what to search"),
        (("run", "nix"), "nix"),
        (("remove", "nix"), "nix"),
        (("run", "--atom", "x.xml"), "name it"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], archive: Path, words: tuple[str, ...], line: str
) -> None:
    said = saved(capsys, archive, *words)
    assert said.code == 2
    assert line in said.err
    assert said.err.count("\n") == 1


def test_searches_are_listed_and_forgotten(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    assert saved(capsys, archive, "list").code == 1
    saved(capsys, archive, "add", "dv", "dân vận", "--since", "2024", "--not", "bão")
    (row,) = json.loads(saved(capsys, archive, "list", "--json").out)
    assert (row["name"], row["query"], row["options"]) == ("dv", "dân vận", {"since": "2024", "none": ["bão"]})
    assert saved(capsys, archive, "remove", "dv").code == 0
    assert saved(capsys, archive, "list").code == 1
