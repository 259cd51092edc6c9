"""`tracuu pack` and `tracuu merge`: colleagues hand each other stories, and settle what they decided differently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tracuu
from tests.corpus.drafts import draft
from tests.exports.test_dump import EN, PAGE, VI, filled
from tests.running import Out


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a place with the archives of two colleagues, who share a story and have named a document differently."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shared = draft(VI, url=f"{PAGE}/vi", given_id="goc")
    english = draft(EN, lang="en", url=f"{PAGE}/en", source_url=f"{PAGE}/vi")
    for name, further in (("lan", draft("Lũ\nNước lên.", url=f"{PAGE}/lu")), ("minh", english)):
        with filled(tmp_path / name, [[shared, further]]) as session:
            entity = session.entities("instrument")[0].entity.id
            session.rename(entity, f"Nghị quyết của {name}")
            session.archive.marks.put([1], "tag", name, "2026-03-01T00:00:00Z")
    return tmp_path


def called(capsys: pytest.CaptureFixture[str], place: Path, who: str, *words: str) -> Out:
    return Out(capsys, *words, "--archive", str(place / who))


def listed(capsys: pytest.CaptureFixture[str], place: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(called(capsys, place, "lan", "merge", "--conflicts", "--json").out)[
        "conflicts"
    ]
    return rows


def test_there_and_back(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    file = str(two / "minh.tracuu")
    got = called(capsys, two, "minh", "pack", "-o", file)
    assert (got.code, got.out) == (0, "")
    assert "1 story packed into" in got.err
    assert "kB" in got.err
    got = called(capsys, two, "lan", "merge", file)
    assert got.code == 0
    assert "New versions: 1; here already: 1." in got.err
    assert "New besides: 1 tag, note or other mark" in got.err
    assert "They decided otherwise than you in 1 case" in got.err
    got = called(capsys, two, "lan", "merge", "--conflicts")
    told = "of another archive contradicts yours: tracuu merge --conflicts"
    assert told in called(capsys, two, "lan", "status").out
    assert told in called(capsys, two, "lan", "entity", "review").err
    assert [line.split(":")[0] for line in got.out.splitlines()[1:3]] == ["   theirs", "   yours"]
    (row,) = listed(capsys, two)
    assert (row["number"], row["about"]) == (1, "names")
    assert "của minh" in row["theirs"]
    assert "của lan" in row["ours"][0]
    got = called(capsys, two, "lan", "merge", "--take", "1")
    assert "Theirs holds" in got.out
    assert "Nghị quyết của minh" in called(capsys, two, "lan", "entity", "show", "35-NQ/TU").out
    assert called(capsys, two, "lan", "merge", "--conflicts").code == 1
    got = called(capsys, two, "lan", "merge", file)
    assert "New versions: 0; here already: 2.\nNothing else is new." in got.err


def test_rows_for_programs(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    called(capsys, two, "lan", "merge", str(two / "minh"))
    head, row = called(capsys, two, "lan", "merge", "--conflicts", "--csv").out.splitlines()
    assert head == "number,about,theirs,at,ours,source"
    assert row.startswith("1,names,")


def test_what_a_search_finds(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    file = two / "x.tracuu"
    got = called(capsys, two, "lan", "pack", "tag:lan", "--without-raw", "-o", str(file))
    assert "(versions: 1;" in got.err
    assert called(capsys, two, "new", "merge", str(file)).code == 0
    with tracuu.open(two / "new", write=False) as session:
        assert session.archive.totals().versions == 1
    assert called(capsys, two, "lan", "pack", "zzzz", "-o", str(two / "y.tracuu")).code == 1
    assert not (two / "y.tracuu").exists()


def test_a_file_is_never_replaced_unasked(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    file = two / "x.tracuu"
    file.write_bytes(b"mine")
    got = called(capsys, two, "lan", "pack", "-o", str(file))
    assert (got.code, file.read_bytes()) == (2, b"mine")
    assert called(capsys, two, "lan", "pack", "-o", str(file), "--force").code == 0
    assert file.read_bytes().startswith(b"PK")


def test_a_place_that_takes_nothing_leaves_no_half_file(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    got = called(capsys, two, "lan", "pack", "-o", str(two / "missing" / "x.tracuu"))
    assert got.code == 2
    assert got.err.count("\n") == 1


WRONG = [
    (["pack"], "Say where the packed file goes"),
    (["pack", "-o", "-"], "cannot go to stdout"),
    (["merge"], "Name what to merge"),
    (["merge", ""], "Name what to merge"),
    (["merge", "x.tracuu", "--conflicts"], "do one after the other"),
    (["merge", "--conflicts", "--take", "1"], "do one after the other"),
    (["merge", "--take", "7"], "no open conflict 7"),
    (["merge", "--keep", "7"], "no open conflict 7"),
    (["merge", "nothing.tracuu"], "cannot be read"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=lambda one: " ".join(one) if isinstance(one, list) else "")
def test_what_cannot_be_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory, words: list[str], told: str
) -> None:
    folder = tmp_path_factory.mktemp("wrong") / "a"
    filled(folder, [[draft(VI)]]).close()
    got = Out(capsys, *words, "--archive", str(folder))
    assert got.code == 2
    assert told in got.err
    assert got.err.count("\n") == 1
