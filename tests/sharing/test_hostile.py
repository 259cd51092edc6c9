"""Files that are not what tracuu packs, by accident or on purpose: one line says so, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

import tracuu
from tests.corpus.drafts import draft
from tests.exports.test_dump import EN, PAGE, VI, filled
from tests.running import Out
from tests.sharing.test_merging import packed
from tracuu.sharing.opening import DUMP, MANIFEST

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Give the parts of a packed file that is whole."""
    place = tmp_path_factory.mktemp("good")
    with filled(place / "a", [[draft(VI, url=f"{PAGE}/vi"), draft(EN, lang="en", url=f"{PAGE}/en")]]) as session:
        session.archive.marks.put([1], "tag", "vườn", "2026-03-01T00:00:00Z")
        session.rename(session.entities("instrument")[0].entity.id, "Nghị quyết 35")
        packed(session, place / "a.tracuu")
    with ZipFile(place / "a.tracuu") as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def written(path: Path, parts: Parts, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return path


def summed(parts: Parts, rows: list[Any], **changes: Any) -> Parts:
    """Put other rows in, with a manifest that fits them."""
    content = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    sums = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return {DUMP: content, MANIFEST: json.dumps(json.loads(parts[MANIFEST]) | sums | changes).encode()}


def rows(parts: Parts) -> list[Any]:
    return [json.loads(line) for line in parts[DUMP].splitlines()]


def refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, path: Path) -> str:
    """Merge into an archive that is not there yet: it is not even made. Give the line that says why."""
    got = Out(capsys, "merge", str(path), "--archive", str(tmp_path / "mine"))
    assert got.code == 2
    assert got.err.count("\n") == 1
    assert "Traceback" not in got.err
    assert not (tmp_path / "mine").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]  # nothing was unpacked beside it either
    return got.err


def changed(**fields: Any) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {MANIFEST: json.dumps(json.loads(parts[MANIFEST]) | fields).encode()}


OTHERWISE: list[tuple[str, Callable[[Parts], Parts], str]] = [
    ("a name that leads out", lambda parts: parts | {"../../evil.sh": b"x"}, "neither a packed file"),
    ("an absolute name", lambda parts: {"/etc/passwd": parts[DUMP], MANIFEST: parts[MANIFEST]}, "neither a packed"),
    ("an archive of something else", lambda _: {"word/document.xml": b"<x/>"}, "neither a packed file"),
    ("no manifest", lambda parts: {DUMP: parts[DUMP]}, "neither a packed file"),
    ("a manifest that is none", lambda parts: parts | {MANIFEST: b"[]"}, "manifest.json"),
    ("a manifest that never ends", lambda parts: parts | {MANIFEST: b"[" * 100_000}, "manifest.json"),
    ("of another program", changed(tracuu="dump"), "manifest.json"),
    ("counts that are none", changed(versions="many"), "manifest.json"),
    ("packed by a later tracuu", changed(schema=99), "packed by a later tracuu (schema 99; this one knows 1)"),
    ("a wrong checksum", changed(sha256="0" * 64), "its checksum is wrong"),
    ("no checksum", changed(sha256=None), "its checksum is wrong"),
    ("a wrong size", changed(size=1), "its checksum is wrong"),
    ("another count of versions", changed(versions=7), "should hold 7 versions and holds 2"),
    ("a dump of a later tracuu", lambda parts: summed(parts, [rows(parts)[0] | {"schema": 99}]), "a later tracuu"),
    ("no dump at all", lambda parts: summed(parts, [{"x": 1}]), "neither a packed file"),
    ("nothing", lambda parts: summed(parts, []), "should hold 2 versions and holds 0"),
    ("a row of an unknown kind", lambda parts: summed(parts, [*rows(parts), {"kind": "spell"}]), "'spell'"),
    ("a row that is no object", lambda parts: summed(parts, [*rows(parts), 7]), "lines of the kind None"),
]


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in OTHERWISE], ids=[row[0] for row in OTHERWISE])
def test_a_file_that_is_not_what_was_packed(
    good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Parts], Parts], told: str
) -> None:
    said = refused(capsys, tmp_path, written(tmp_path / "x.tracuu", change(good)))
    assert told in said


FACTS: list[dict[str, Any]] = [
    {"kind": "decision", "verb": "explode", "args": {}, "at": "2026-01-01", "undone": False},
    {"kind": "decision", "verb": "rename", "args": {"entity": "x"}, "at": "2026-01-01", "undone": False},
    {"kind": "decision", "verb": "rename", "args": {"entity": "x", "label": 1}, "at": "2026-01-01", "undone": False},
    # What is shown as it is must not reach a terminal.
    {"kind": "decision", "verb": "rename", "args": {"entity": "x", "label": "y"}, "at": "\x1b[2J", "undone": False},
    {"kind": "story_decision", "verb": "merge", "args": {"versions": []}, "at": "2026-01-01", "undone": False},
    {"kind": "story_decision", "verb": "split", "args": 3, "at": "2026-01-01", "undone": False},
    {"kind": "layer", "identity": "zz", "extractor": "x/1", "current": True, "text": "x", "marks": "b1"},
    {
        "kind": "layer",
        "identity": "0" * 40,
        "extractor": "x/1",
        "current": True,
        "text": "x",
        "marks": "b" + "9" * 5000,
    },
    {"kind": "marks", "rows": [["0" * 40, "spell", "x", "2026-01-01"]]},
    {"kind": "marks", "rows": [["0" * 40, ["tag"], "x", "2026-01-01"]]},
    {"kind": "stories", "rows": [["s1"]]},
    {"kind": "ids", "rows": {"a": 1}},
    {"kind": "seen_again", "rows": [["0" * 40, 1 << 70, "2026-01-01", "0" * 64]]},
    {"kind": "entity_redirects", "rows": [[1, 2]]},
    {"kind": "word_list", "name": "x"},
    {"kind": "saved_search", "name": "x", "query": "y", "options": 3, "run_at": None, "seen": []},
    {"kind": "saved_search", "name": "x", "query": "y", "options": {}, "run_at": float("nan"), "seen": []},
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["kind"]))
def test_a_row_that_says_what_it_may_not(
    good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], fact: dict[str, Any]
) -> None:
    path = written(tmp_path / "x.tracuu", summed(good, [*rows(good), fact]))
    said = refused(capsys, tmp_path, path)
    assert f"x.tracuu:{len(rows(good)) + 1} is not what tracuu writes" in said
    assert "\x1b" not in said


def test_an_article_that_was_changed(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who forges a checksum still cannot put other words under an id."""
    listed = rows(good)
    listed[1]["text"] = listed[1]["text"].replace("vườn", "rừng").replace("Vườn", "Rừng")
    said = refused(capsys, tmp_path, written(tmp_path / "x.tracuu", summed(good, listed)))
    assert "x.tracuu:2 is not what tracuu writes" in said


@pytest.mark.parametrize("kept", [10, 0.5, 0.95])
def test_a_file_that_was_cut_off(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: float) -> None:
    path = written(tmp_path / "x.tracuu", good)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept if kept > 1 else kept * len(content))])
    assert "damaged or cut off" in refused(capsys, tmp_path, path)


def test_a_byte_that_turned(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "x.tracuu", good, ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index("tình".encode())] ^= 1
    path.write_bytes(content)
    refused(capsys, tmp_path, path)


def test_a_bomb(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Told by its ratio before a byte of it is unpacked."""
    path = tmp_path / "x.tracuu"
    with ZipFile(path, "w", ZIP_DEFLATED) as pack:
        pack.writestr(MANIFEST, good[MANIFEST])
        with pack.open(DUMP, "w") as part:
            for _ in range(70):
                part.write(b" " * 1_000_000)
    assert "more than 200 times" in refused(capsys, tmp_path, path)


def test_a_part_that_says_it_is_smaller_than_it_is(
    good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "x.tracuu", good)
    content = path.read_bytes().replace(struct.pack("<L", len(good[DUMP])), struct.pack("<L", 50))
    path.write_bytes(content)
    refused(capsys, tmp_path, path)


@pytest.mark.parametrize("method", [ZIP_BZIP2])
def test_another_method_of_packing(
    good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str], method: int
) -> None:
    assert "in a way that tracuu does not read" in refused(
        capsys, tmp_path, written(tmp_path / "x.tracuu", good, method)
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "x.tracuu", good)
    with ZipFile(path, "a") as pack:
        pack.writestr(DUMP, b"other")
    assert "neither a packed file" in refused(capsys, tmp_path, path)


def test_a_dump_is_checked_as_a_whole_too(good: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = good[DUMP].splitlines(keepends=True)
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert "should hold 2 versions and holds 1" in refused(capsys, tmp_path, path)
    path.write_bytes(b"".join(lines)[:-20])
    assert "no JSON" in refused(capsys, tmp_path, path)
    path.write_bytes(b"".join(lines))
    assert Out(capsys, "merge", str(path), "--archive", str(tmp_path / "mine")).code == 0
    with tracuu.open(tmp_path / "mine", write=False) as session:
        assert session.archive.totals().versions == 2
