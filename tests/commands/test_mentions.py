"""`tracuu mentions`, and `tracuu show --mentions`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.commands.conftest import Command
from tests.commands.test_entity import NAM, NINH
from tracuu.commands.mentions import FIELDS


def test_every_mention_is_a_line_whose_offsets_hold(command: Command) -> None:
    rows = [json.loads(line) for line in command("mentions", "--nl").out.splitlines()]
    assert all(tuple(row) == FIELDS for row in rows)
    assert {"garden-vi", "garden-en", "garden-ar", "ninh-vi", "undated-vi"} <= {row["id"] for row in rows}
    for row in rows:
        given = command("show", row["id"], "--json").json["given"]
        assert given[row["start"] : row["end"]] == row["surface"]


def test_a_mention_tells_number_symbol_code_date_and_issuer(command: Command) -> None:
    row = next(row for row in command("mentions", "garden-en", "--json").json if row["kind"] == "resolution")
    assert (row["number"], row["symbol"], row["code"], row["date"]) == ("35", "NQ/TU", "35-NQ/TU", "2023-12-08")
    assert (row["issuer"], row["entity"]) == ("quang-nam.tinh-uy", NAM)
    assert 0 < row["confidence"] <= 1


def test_mentions_of_ids_of_a_query_and_of_hits(command: Command) -> None:
    ids = {row["id"] for row in command("mentions", "garden-en", "ninh-vi", "--json").json}
    assert ids == {"garden-en", "ninh-vi"}
    assert {row["entity"] for row in command("mentions", "Ba Chẽ", "--json").json} == {NINH}
    command("search", "Ba Chẽ")
    assert {row["id"] for row in command("mentions", "1", "--json").json} == {"ninh-vi"}


def test_what_names_nothing_is_exit_code_1(command: Command) -> None:
    got = command("mentions", "no-such-word", "--csv")
    assert got.code == 1
    assert got.out.splitlines() == [",".join(FIELDS)]


def test_fields_and_files_as_everywhere(command: Command, tmp_path: Path) -> None:
    assert command("mentions", "--csv", "--fields", "id,entity").out.startswith("id,entity\n")
    assert command("mentions", "--fields", "poem").code == 2
    assert command("mentions", "--nl", "-o", "all.jsonl").code == 0
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) >= 7
    assert command("mentions", "--nl", "-o", "all.jsonl").code == 2  # never overwritten unasked


def test_marks_stand_behind_mentions_and_are_explained_below(command: Command) -> None:
    out = command("show", "garden-en", "--mentions").out
    assert "Resolution No. 35-NQ/TU⟦" in out
    number = out.partition("Resolution No. 35-NQ/TU⟦")[2].partition("⟧")[0]
    assert f"\n⟦{number}⟧ Nghị quyết 35-NQ/TU · Tỉnh ủy Quảng Nam · {NAM}\n" in out


def test_marks_turn_nothing_around_in_arabic(command: Command) -> None:
    """The line is isolated from right to left, and each mark in it from left to right."""
    out = command("show", "garden-ar", "--mentions").out
    line = next(line for line in out.splitlines() if "35-NQ/TU" in line)
    assert line.startswith("\u2067")
    assert line.endswith("\u2069")
    assert "35-NQ/TU\u2066⟦" in line


def test_escapes_in_an_article_cannot_act(command: Command) -> None:
    for arguments in (["show", "stub-en", "--mentions"], ["mentions", "stub-en"], ["brief", "--query", "hamlets"]):
        got = command(*arguments)
        assert got.code == 0
        assert "\x1b" not in got.out + got.err
        assert "\x07" not in got.out + got.err


def test_json_of_an_article_holds_its_mentions(command: Command) -> None:
    made = command("show", "garden-vi", "--mentions", "--json").json
    assert [tuple(row) for row in made["mentions"]] == [FIELDS] * len(made["mentions"])
    assert made["given"]


def test_a_closed_pipe_is_no_error(kept: Path) -> None:
    arguments = [sys.executable, "-m", "tracuu", "mentions", "--nl", "--archive", str(kept)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
