"""`tracuu show 3` opens hit 3 of the last search."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.console import recent
from tracuu.errors import UsageError


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path))
    return tmp_path


def test_a_hit_is_remembered_under_its_printed_number() -> None:
    recent.remember("a1", 21, ["vaaa", "vbbb"])
    assert recent.hit("a1", "22") == "vbbb"


def test_what_is_no_number_is_left_to_others() -> None:
    assert recent.hit("a1", "s7k2m9qx") is None
    assert recent.hit("a1", "3148207000000") is None  # too long for a hit: somebody's own id


@pytest.mark.parametrize("number", ["0", "3", "20"])
def test_a_number_beyond_the_page_says_which_there_are(number: str) -> None:
    recent.remember("a1", 1, ["vaaa", "vbbb"])
    with pytest.raises(UsageError, match="1 to 2"):
        recent.hit("a1", number)


def test_archives_do_not_share_their_hits() -> None:
    recent.remember("a1", 1, ["vaaa"])
    with pytest.raises(UsageError, match="No search is remembered"):
        recent.hit("a2", "1")


def test_a_torn_file_is_no_hit(state: Path) -> None:
    recent.remember("a1", 1, ["vaaa"])
    (state / "last-a1.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        recent.hit("a1", "1")


def test_a_place_that_cannot_be_written_stops_no_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv("TRACUU_STATE", str(file / "below"))
    recent.remember("a1", 1, ["vaaa"])
