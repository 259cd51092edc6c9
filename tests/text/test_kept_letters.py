"""The kept model of languages: read where it is whole and of the same model, made anew everywhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tracuu.text import kept_letters
from tracuu.text.kept_letters import usual
from tracuu.text.letters import Letters, fits, load

LANGUAGES = {"en", "vi", "sr", "de"}
TEXT = "The mountain district opened a new road to each hamlet"


@cache
def _whole() -> Letters:
    return load()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is heard of who reads py3langid's own model."""
    heard: list[str] = []

    def heard_load() -> Letters:
        heard.append("load")
        return _whole()

    monkeypatch.setattr(kept_letters, "load", heard_load)
    return heard


@pytest.fixture
def folder(tmp_path: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for state, in which a model is kept."""
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "state"))
    usual(LANGUAGES)
    loads.clear()
    return tmp_path / "state"


def test_a_kept_model_says_the_same_and_nothing_is_left_beside_it(folder: Path, loads: list[str]) -> None:
    kept = usual(LANGUAGES)
    assert loads == []
    assert [path.name for path in folder.iterdir()] == ["letters.bin"]
    (folder / "letters.bin").unlink()
    made = usual(LANGUAGES)
    assert loads == ["load"]
    assert fits(TEXT, kept) == fits(TEXT, made)
    assert (kept.languages, kept.known) == (made.languages, made.known)


def _with_a_byte_changed(place: int) -> Callable[[bytes], bytes]:
    return lambda raw: raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda raw: raw[:0],
        lambda raw: raw[:100],
        lambda raw: raw[: len(raw) // 2],  # a disk that was full
        lambda raw: raw + b"\0",
        lambda raw: b"\0" * len(raw),  # what some file systems leave after a power cut
        _with_a_byte_changed(0),  # the sum
        _with_a_byte_changed(20),  # the head
        _with_a_byte_changed(1_000_000),  # the arrays
    ],
)
def test_a_broken_one_is_made_anew(folder: Path, loads: list[str], break_it: Callable[[bytes], bytes]) -> None:
    path = folder / "letters.bin"
    raw = path.read_bytes()
    path.write_bytes(break_it(raw))
    usual(LANGUAGES)
    assert loads == ["load"]
    assert path.read_bytes() == raw


def test_one_for_other_languages_is_made_anew(folder: Path, loads: list[str]) -> None:
    assert folder.is_dir()
    assert set(usual(LANGUAGES | {"fr"}).languages) == {*LANGUAGES, "fr"}
    assert loads == ["load"]


def test_one_made_from_another_model_is_made_anew(
    folder: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.is_dir()
    another = folder.parent / "model"
    another.write_text("of another version")
    monkeypatch.setattr(kept_letters, "_files", lambda _folder: [another])
    usual(LANGUAGES)
    assert loads == ["load"]


def test_where_nothing_can_be_kept_the_model_is_read_all_the_same(
    tmp_path: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "file" / "below"))
    assert set(usual(LANGUAGES).languages) == LANGUAGES
    assert loads == ["load"]
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208
