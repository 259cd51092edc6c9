"""What users decide: each line says what changed and how to undo it, and what was decided stays."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.commands.conftest import Command
from tests.commands.test_entity import NAM, NINH

MODEL = "vuon-rau-tinh-thuong"


def stub_of(command: Command) -> str:
    rows = command("entity", "list", "--kind", "resolution", "--json").json["entities"]
    return str(next(row["entity"] for row in rows if row["open"]))


def entities_of(command: Command, article: str) -> set[str]:
    return {row["entity"] for row in command("mentions", article, "--json").json}


def test_a_wrong_link_is_corrected_stays_and_is_undone(changing: Command) -> None:
    stub = stub_of(changing)
    got = changing("entity", "link", "stub-en", stub, NAM)
    assert got.code == 0
    assert got.out.count("\n") == 1
    assert got.out.endswith("Undo: tracuu entity undo 1\n")
    assert entities_of(changing, "stub-en") == {NAM}
    assert changing("entity", "relink", "--all").code == 0
    assert entities_of(changing, "stub-en") == {NAM}
    assert changing("entity", "undo").out.startswith("Decision 1 no longer holds")
    assert entities_of(changing, "stub-en") == {stub}


def test_two_are_merged_and_the_old_id_leads_on(changing: Command) -> None:
    assert changing("entity", "merge", NAM, NINH).code == 0
    assert entities_of(changing, "ninh-vi") == {NAM}
    page = changing("entity", "show", NINH, "--json").json
    assert page["entity"]["id"] == NAM
    assert NINH in page["merged"]


def test_a_story_is_split_off(changing: Command) -> None:
    before = entities_of(changing, "undated-vi")
    told = changing("entity", "split", NAM, "undated-vi").out
    assert NAM not in entities_of(changing, "undated-vi")
    (made,) = entities_of(changing, "undated-vi") - before
    assert f"something of its own from now on: {made}. Undo:" in told
    assert NAM in entities_of(changing, "garden-vi")


def test_a_name_is_given_and_shown(changing: Command) -> None:
    assert changing("entity", "rename", NAM, "Nghị quyết về \x1b[31mdân vận").code == 0
    out = changing("entity", "show", NAM).out
    assert out.startswith("Nghị quyết về ")
    assert "\x1b" not in out


def test_names_are_added_and_banned(changing: Command) -> None:
    garden = next(iter(one for one in entities_of(changing, "garden-vi") if MODEL in one))
    assert "“Jardín del cariño” (es) means" in changing("entity", "alias", "add", garden, "es", "Jardín del cariño").out
    names = changing("entity", "show", "Jardín del cariño", "--json").json["names"]
    assert ("es", "Jardín del cariño", "confirmed") in {(one["lang"], one["name"], one["how"]) for one in names}
    assert "never means" in changing("entity", "alias", "ban", garden, "es", "Jardín del cariño").out


def test_decisions_are_listed_written_out_and_read_back(changing: Command, tmp_path: Path) -> None:
    changing("entity", "rename", NAM, "Một tên")
    assert "is called “Một tên”" in changing("entity", "decisions").out
    rows = changing("entity", "decisions", "--json").json
    assert [(row["number"], row["verb"], row["undone"]) for row in rows] == [(1, "rename", False)]
    assert changing("entity", "export", str(tmp_path / "out")).code == 0
    assert "Một tên" in (tmp_path / "out" / "decisions.csv").read_text(encoding="utf-8")
    assert changing("entity", "import", str(tmp_path / "out")).out.startswith("0 decisions")


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", NAM, NAM],
        ["split", NAM, "ninh-vi"],  # does not name it
        ["split", NAM, "no-such-article"],
        ["rename", NAM, "  "],
        ["rename", NAM, "\x1b\u202e"],  # nothing that can be seen
        ["show", ""],
        ["alias", "add", NAM, "klingon-x-1", "qo"],
        ["undo"],
        ["undo", "7"],
        ["import", "no-such-folder"],
        ["why", "garden-vi"],
    ],
)
def test_wrong_input_is_one_line_and_changes_nothing(changing: Command, arguments: list[str]) -> None:
    got = changing("entity", *arguments)
    assert got.code == 2
    assert got.err.count("\n") == 1
    assert changing("entity", "decisions").out == ""


def test_a_name_of_several_is_not_decided_on(changing: Command) -> None:
    got = changing("entity", "merge", "35-NQ/TU", NAM)
    assert (got.code, NINH in got.err) == (2, True)
    assert changing("entity", "decisions").out == ""


def test_a_name_of_several_means_the_one_that_the_article_names(changing: Command) -> None:
    assert "Tỉnh ủy" in changing("entity", "show", NINH, "--evidence", "0").out
    assert changing("entity", "why", "ninh-vi", "35-NQ/TU").out == changing("entity", "why", "ninh-vi", NINH).out
    assert changing("entity", "why", "ninh-vi", NAM).code == 1
    split = changing("entity", "split", "35-NQ/TU", "ninh-vi")
    assert (split.code, NINH in split.out) == (0, True)


def test_tables_are_read_as_spreadsheets_save_them(changing: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert changing("entity", "rename", NAM, "Một; tên, khác").code == 0
    assert changing("entity", "export", str(folder)).code == 0
    assert changing("entity", "undo").code == 0
    table = folder / "decisions.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    with table.open("w", encoding="utf-8-sig", newline="") as file:  # with a byte order mark, semicolons and CRLF
        csv.writer(file, delimiter=";").writerows(rows)
    assert changing("entity", "import", str(folder)).out.startswith("1 decision and 0 former ids")
    assert "“Một; tên, khác”" in changing("entity", "decisions").out.splitlines()[-1]
    table.write_bytes("number,verb\n1,đổi".encode("cp1258", "replace") + b"\xff\x00")
    got = changing("entity", "import", str(folder))
    assert (got.code, got.err.count("\n")) == (2, 1)
    assert "UTF-8" in got.err


def test_a_name_of_the_register_can_be_banned(changing: Command, tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("The movement “Skilled Mass Mobilization” reached the hamlets this year.", encoding="utf-8")
    assert changing("add", "--workers", "1", str(text)).code == 0
    assert changing("search", "--model", "dan van kheo").code == 0
    assert changing("entity", "alias", "ban", "dan van kheo", "en", "Skilled Mass Mobilization").code == 0
    assert changing("search", "--model", "dan van kheo").code == 1
    assert "Skilled Mass Mobilization  (banned by a user)" in changing("entity", "show", "dan van kheo").out


def test_what_is_right_can_be_said_to_be(changing: Command) -> None:
    assert "is right and stays so" in changing("entity", "link", "ninh-vi", NINH, NINH).out


def test_a_name_given_by_hand_cannot_act_on_a_terminal(changing: Command) -> None:
    assert changing("entity", "rename", NAM, "Một\x1b tên\u202e\n khác").code == 0
    assert "“Một tên khác”" in changing("entity", "decisions").out
    # It is the name everywhere, and found by it.
    assert "Brief: Một tên khác" in changing("brief", NAM).out
    assert "Một tên khác" in changing("drift", "mot ten khac").out
    assert NAM in changing("resolutions", "--query", "tên khác").out


def test_why_tells_every_step(command: Command) -> None:
    got = command("entity", "why", "garden-ar", NAM)
    assert got.code == 0
    assert len(got.out.splitlines()) >= 1
    made = command("entity", "why", "garden-ar", NAM, "--json").json
    assert made["schema"] == 1
    assert made["steps"] == got.out.splitlines()


def test_review_lists_what_is_open(command: Command) -> None:
    made = command("entity", "review", "--json").json
    assert made["schema"] == 1
    assert {row["about"] for row in made["questions"]} <= {"stub", "name", "conflict"}
    assert any(row["entity"]["open"] for row in made["questions"])
    assert command("entity", "review").code == 0
