"""`tracuu entity list|show`, `models`, `resolutions`, and names that mean several things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Command
from tracuu.console import choosing
from tracuu.console.entity_rows import LISTED
from tracuu.entities import Entity
from tracuu.errors import AmbiguousEntity

NAM = "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025"
NINH = "vn:quang-ninh.tinh-uy:nghi-quyet:35@2020-2025"


def test_resolutions_are_listed_with_counts_those_of_most_stories_first(command: Command) -> None:
    got = command("resolutions")
    first, second = got.out.splitlines()[:2]
    assert first.split() == ["stories", "versions", "first", "last", "name", "issuer", "or", "place", "id"]
    assert second.split()[:4] == ["3", "5", "2024-03-05", "2024-03-08"]
    assert "Tỉnh ủy Quảng Nam" in second
    assert second.endswith(NAM)


def test_models_are_no_resolutions(command: Command) -> None:
    kinds = {row["kind"] for row in command("models", "--json").json["entities"]}
    assert kinds <= {"model", "movement"}
    assert {row["kind"] for row in command("resolutions", "--json").json["entities"]} == {"resolution"}


def test_json_of_a_list_carries_a_schema_and_all_fields(command: Command) -> None:
    made = command("entity", "list", "--json").json
    assert made["schema"] == 1
    assert made["total"] == len(made["entities"])
    assert tuple(made["entities"][0]) == LISTED


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--query", "35"], {NAM, NINH}),
        (["--province", "quang-ninh"], {NINH}),
        (["--province", "Quảng Ninh"], {NINH}),
        (["--lang", "ar"], {NAM}),
        (["--kind", "resolution", "--limit", "1"], {NAM}),
    ],
)
def test_a_list_is_narrowed(command: Command, options: list[str], found: set[str]) -> None:
    rows = command("entity", "list", "--json", *options).json["entities"]
    assert found <= {row["entity"] for row in rows}
    assert all(row["kind"] != "decree" for row in rows)
    if options[0] in {"--lang", "--province", "--kind"}:
        assert {row["entity"] for row in rows if row["kind"] == "resolution" and not row["open"]} == found


def test_what_is_not_there_is_exit_code_1(command: Command) -> None:
    got = command("models", "--query", "no such thing")
    assert got.code == 1
    assert got.out == ""


@pytest.mark.parametrize(
    "wrong", [["--kind", "poem"], ["--province", "atlantis"], ["--lang", "klingon-x-1"], ["--limit", "-1"]]
)
def test_a_wrong_option_is_one_line(command: Command, wrong: list[str]) -> None:
    got = command("entity", "list", *wrong)
    assert got.code == 2
    assert got.out == ""
    assert got.err.count("\n") == 1


@pytest.mark.parametrize(
    "typed",
    [NAM, "35-NQ/TU Quảng Nam", "nghị quyết 35 quảng nam", "Resolución No. 35 Quang Nam", "vn:quang-nam.tinh-uy"],
)
def test_any_spelling_is_taken(command: Command, typed: str) -> None:
    assert command("entity", "show", typed, "--json").json["entity"]["id"] == NAM


def test_a_page_shows_names_spread_and_evidence_with_citation(command: Command) -> None:
    lines = command("entity", "show", NAM).out.splitlines()
    assert lines[0] == "Nghị quyết 35-NQ/TU"
    assert "Tỉnh ủy Quảng Nam · 2023-12-08" in lines[1]
    assert "3 stories, 5 versions" in lines[3]
    assert any(line.startswith("  2024-03") and "█" in line for line in lines)
    assert any(line.startswith("  undated") and "█" in line for line in lines)
    assert "    Resolution No. 35-NQ/TU  (so written in 1 story)" in lines
    assert any("garden-en" in line and "machine translation" in line for line in lines)
    assert any("garden-vi" in line and "original" in line for line in lines)


def test_a_page_as_json_has_offsets_of_the_given_text(command: Command) -> None:
    made = command("entity", "show", NAM, "--json").json
    assert made["schema"] == 1
    one = next(row for row in made["evidence"] if row["id"] == "garden-ar")
    given = command("show", "garden-ar", "--json").json["given"]
    assert given[one["start"] : one["end"]] == one["sentence"]
    start, end = one["mentions"][0]
    assert "35-NQ/TU" in given[start:end]


def test_a_name_of_several_lists_them_and_ends_with_2(command: Command) -> None:
    got = command("entity", "show", "35-NQ/TU")
    assert got.code == 2
    assert got.out == ""
    lines = got.err.splitlines()
    # Whose it is and of which day, each in a line of its own.
    assert any(line.endswith(f"Tỉnh ủy Quảng Nam · 2023-12-08 · {NAM}") for line in lines)
    assert any(line.endswith(f"Tỉnh ủy Quảng Ninh · 2024-06-20 · {NINH}") for line in lines)
    assert lines[0] == "tracuu: “35-NQ/TU” can mean several:"
    assert "by its id" in lines[-1]


def test_a_group_of_verbs_alone_shows_them(command: Command) -> None:
    for arguments in (["entity"], ["entity", "alias"]):
        got = command(*arguments)
        assert (got.code, got.err) == (0, "")
        assert "Commands:\n" in got.out


def test_resolutions_say_what_other_documents_there_are(changing: Command, tmp_path: Path) -> None:
    assert "other kind" not in changing("resolutions").err
    plan = tmp_path / "plan.txt"
    plan.write_text("Tỉnh ủy Quảng Nam ban hành Kế hoạch số 18-KH/TU ngày 2/2/2024.", encoding="utf-8")
    assert changing("add", "--workers", "1", str(plan)).code == 0
    assert "1 document of another kind is named too (plan 1)" in changing("resolutions").err
    assert "other kind" not in changing("models").err


def test_status_counts_what_is_named_and_what_is_open(command: Command) -> None:
    line = next(line for line in command("status").out.splitlines() if line.startswith("named"))
    row = command("status", "--json").json[0]
    assert f"{row['entities']} documents and models" in line
    assert "stub" in line
    assert "entity review" in line


def test_a_name_of_none_is_1(command: Command) -> None:
    got = command("entity", "show", "xyzzy")
    assert got.code == 1
    assert got.err.count("\n") == 1


def test_several_are_chosen_by_number_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    several = tuple(Entity(one, "resolution", "Nghị quyết 35-NQ/TU") for one in (NAM, NINH))
    error = AmbiguousEntity("naming.ambiguous_entity", typed="35", candidates=several, listed="")
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    answers = iter(["7", "two", "2"])
    assert choosing.choose(error, lambda _: next(answers)) == several[1]
    with pytest.raises(AmbiguousEntity, match="Nothing was chosen"):  # they are not listed a second time
        choosing.choose(error, lambda _: "")


def test_search_keeps_to_what_names_an_instrument(command: Command) -> None:
    hits = command("search", "--instrument", "35-NQ/TU Quảng Ninh", "--json").json["hits"]
    assert [hit["id"] for hit in hits] == ["ninh-vi"]
    got = command("search", "--instrument", "35-NQ/TU", "hội nghị")
    assert got.code == 2
    assert NAM in got.err


def test_a_family_gives_its_models_the_name_that_it_was_given(changing: Command) -> None:
    assert changing("entity", "rename", "vn:ho-mo-hinh:vuon-rau-tinh-thuong", "Vườn rau nghĩa tình").code == 0
    assert "Vườn rau nghĩa tình" in changing("models").out
    assert changing("entity", "show", "vuon rau nghia tinh").code == 0
