"""`tracuu timeline` and `tracuu coverage` on a small archive of which all is known."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.commands.conftest import Command

QUERY = "35-NQ/TU"
# The days of the stories that hold it: 2024-03-05, 2024-03-08, 2024-07-02, 2024-09-01, and one without a date.


def counts(out: str) -> dict[str, int]:
    return {row["period"]: int(row["stories"]) for row in csv.DictReader(io.StringIO(out))}


def test_months_between_are_counted_as_none_and_undated_stories_apart(command: Command) -> None:
    told = command("timeline", QUERY, "--csv")
    assert counts(told.out) == {
        "2024-03": 2, "2024-04": 0, "2024-05": 0, "2024-06": 0, "2024-07": 1, "2024-08": 0, "2024-09": 1, "": 1,
    }  # fmt: skip
    assert sum(counts(told.out).values()) == command("search", QUERY, "--json").json["total"]


def test_by_year(command: Command) -> None:
    assert counts(command("timeline", QUERY, "--by", "year", "--csv").out) == {"2024": 4, "": 1}


def test_shares_are_of_what_was_collected_under_the_same_options(command: Command) -> None:
    rows = {row["period"]: row for row in command("timeline", "phụ nữ", "--json").json}
    assert (rows["2024-03"]["stories"], rows["2024-03"]["collected"], rows["2024-03"]["share"]) == (2, 2, 1.0)
    (row,) = command("timeline", "tặng giấy khen", "--json").json
    assert row["share"] == 0.5
    (row,) = command("timeline", "tặng giấy khen", "--site", "baodanang.vn", "--json").json
    assert row["share"] == 1.0


def test_a_period_without_anything_collected_has_no_share(command: Command) -> None:
    rows = {row["period"]: row for row in command("timeline", QUERY, "--nl", "--by", "month", "--json").json}
    assert rows["2024-05"]["share"] is None
    assert "  2024-05          0          -\n" in command("timeline", QUERY).out


def test_several_queries_stand_on_one_scale(command: Command) -> None:
    told = command("timeline", QUERY, "giấy khen")
    assert [line for line in told.out.splitlines() if line.endswith((" stories", "1 story"))] == [
        "35-NQ/TU: 5 stories",
        "giấy khen: 1 story",
    ]
    bars = [line.count("█") for line in told.out.splitlines() if "2024-03" in line]
    assert bars[0] == 2 * bars[1]
    assert "2 queries compared" in told.err


def test_an_entity_is_counted_by_its_id(command: Command) -> None:
    entity = "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025"
    assert counts(command("timeline", entity, "--by", "year", "--csv").out) == {"2024": 2, "": 1}


@pytest.mark.parametrize("query", ["zzzz", "*bad \x1b[31m"])
def test_nothing_found(query: str, command: Command) -> None:
    told = command("timeline", query)
    assert told.code == 1
    assert "\x1b" not in told.out + told.err


def test_a_picture(command: Command, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    target = tmp_path / "chart.svg"
    assert command("timeline", "$35$ 35-NQ/TU", "_phụ nữ", "-o", str(target)).code == 0
    first = target.read_bytes()
    assert first.startswith(b"<?xml")
    assert command("timeline", QUERY, "-o", str(target)).code == 2
    assert target.read_bytes() == first
    assert command("timeline", "$35$ 35-NQ/TU", "_phụ nữ", "-o", str(target), "--force").code == 0
    assert target.read_bytes() == first
    assert command("timeline", QUERY, "-o", str(tmp_path / "chart.png")).code == 0
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_without_the_library_one_line_says_what_to_install(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    told = command("timeline", QUERY, "-o", str(tmp_path / "chart.svg"))
    assert told.code == 2
    assert "pip install 'tracuu[plot]'" in told.err
    assert not (tmp_path / "chart.svg").exists()


def test_coverage_tells_newspapers_months_languages_and_gaps(command: Command) -> None:
    told = command("coverage", "--site", "baoquangnam.vn")
    assert told.out.splitlines()[:3] == [
        "baoquangnam.vn: 1 story",
        "  2024-03, stories in 1 month",
        "  languages: ar 1, en 1, vi 1",
    ]
    rows = command("coverage", "--json").json
    held = {(row["site"], row["lang"], row["month"]): row["stories"] for row in rows if row["kind"] == "held"}
    assert held["baoquangnam.vn", "ar", "2024-03"] == 1
    assert held[None, "vi", None] == 1


def test_coverage_of_a_language_and_a_period(command: Command) -> None:
    rows = command("coverage", "--lang", "vi", "--since", "2024-04", "--json").json
    assert [(row["site"], row["month"]) for row in rows] == [("baoquangninh.vn", "2024-07")]


def test_coverage_of_nothing(command: Command) -> None:
    assert command("coverage", "--site", "baonghean.vn").code == 1
    assert command("coverage", "--since", "yesterday").code == 2
