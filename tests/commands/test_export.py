"""`tracuu export`: all that is found, in every format, with a count that is true; the archive, out and in again."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.commands.conftest import Command
from tracuu.exports import found
from tracuu.exports.forms import FORMS
from tracuu.exports.rows import CITED, FOUND


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counted(path: Path) -> int:
    """Count the rows of an export, each format by its own means."""
    ending = path.name.partition(".")[2]
    if ending == "xlsx":
        tree = etree.fromstring(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml"))
        return len(list(tree.iterfind(".//{*}row"))) - 1
    text = path.read_text(encoding="utf-8-sig")
    if ending in {"json", "csl.json"}:
        made = json.loads(text)
        return len(made["rows"] if ending == "json" else made)
    begins = {"ris": "TY  - NEWS", "bib": "@article{", "ndjson": '{"title"'}
    return text.count(begins[ending]) if ending in begins else len(list(csv.reader(io.StringIO(text)))) - 1


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "json", "ndjson", "ris", "bib", "csl.json"])
def test_the_count_is_the_rows_written_and_what_search_finds(suffix: str, command: Command) -> None:
    total = command("search", "Phước", "--json").json["total"]
    out = command("export", "Phước", "-o", f"found.{suffix}")
    assert (out.code, out.out) == (0, "")
    assert out.err.splitlines()[-1] == f"{total} rows written to found.{suffix}"
    assert counted(Path(f"found.{suffix}")) == total == 2


@pytest.mark.parametrize("more", [(), ("--versions",), ("--sort", "newest"), ("--show-lang", "ar")])
def test_hits_of_all_pages_come_in_the_order_of_search(
    more: tuple[str, ...], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "PAGE", 2)
    searched = command("search", "xã", "--limit", "100", "--json", *more).json["hits"]
    out = command("export", "xã", *more, "--fields", "version,score", "--format", "ndjson", "-o", "-")
    assert [json.loads(line)["version"] for line in out.out.splitlines()] == [hit["version"] for hit in searched]
    assert len(searched) >= 4


def test_columns_are_named_as_typed_but_never_twice() -> None:
    assert found.column_names(["bão", "title", "bão", "citation", "bão (2)"]) == [
        "bão", "query: title", "bão (2)", "query: citation", "bão (2) (2)",
    ]  # fmt: skip


def test_a_row_has_every_field_of_a_citation(command: Command) -> None:
    command("export", "kindness", "-o", "found.csv")
    (row,) = rows_of(Path("found.csv"))
    assert tuple(row) == (*CITED, *FOUND)
    assert {name: row[name] for name in ("id", "lang", "title", "original_title", "date", "date_kind")} == {
        "id": "garden-en",
        "lang": "en",
        "title": 'Phuoc Ha: The model "Garden of Kindness"',
        "original_title": "Phước Hà: Mô hình “Vườn rau tình thương”",
        "date": "2024-03-06",
        "date_kind": "page",
    }
    assert row["original_url"] == "https://baoquangnam.vn/phuoc-ha-vuon-rau-tinh-thuong-3150001.html"
    assert row["url"] == row["translation_url"] == "https://www.vietnam.vn/en/phuoc-ha-vuon-rau-tinh-thuong"
    assert (row["machine_translated"], row["found_by"]) == ("yes", "words")
    assert row["retrieved"][:4].isdecimal()


def test_every_export_says_what_it_is(command: Command) -> None:
    out = command("export", "kindness", "--lang", "en", "-o", "found.json")
    made = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert made["asked"] == [{"name": "kindness", "query": "kindness", "reading": "kindness, language en"}]
    assert (made["count"], made["folder"]) == (1, "archive")
    assert "kindness: read as kindness, language en" in out.err
    assert f"archive {made['archive']} (archive), 5 stories in 7 versions, at {made['at']}" in out.err


def test_an_entity_is_all_that_names_it(command: Command) -> None:
    for one in command("entity", "list", "--json").json["entities"]:
        if not one["open"]:
            out = command("export", "--entity", one["entity"], "-o", "x.csv", "--force")
            assert out.err.splitlines()[-1].split()[0] == str(one["stories"])
            out = command("export", "--entity", one["entity"], "--versions", "-o", "x.csv", "--force")
            assert out.err.splitlines()[-1].split()[0] == str(one["versions"])


def test_several_queries_have_a_column_each(command: Command) -> None:
    out = command("export", "Phước", "--query", "kindness", "--query", "Ba Chẽ", "-o", "wide.csv")
    rows = rows_of(Path("wide.csv"))
    assert [[row[name] for name in ("Phước", "kindness", "Ba Chẽ")] for row in rows] == [
        ["1", "1", "0"],
        ["1", "0", "0"],
        ["0", "0", "1"],
    ]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    command("export", "Phước", "--query", "kindness", "-o", "wide.ris")
    assert Path("wide.ris").read_text(encoding="utf-8").count("KW  - kindness") == 1
    assert out.err.splitlines()[:3] == ["Phước: 2 found", "kindness: 1 found", "Ba Chẽ: 1 found"]


def test_queries_come_from_a_file_too(command: Command) -> None:
    lines = ["# what we look for", "", "Phước", '{"qid": "k", "query": "kindness"}']
    Path("queries.txt").write_text("\n".join(lines), encoding="utf-8")
    command("export", "--queries", "queries.txt", "--scores", "-o", "wide.csv")
    rows = rows_of(Path("wide.csv"))
    assert list(rows[0])[-2:] == ["Phước", "k"]
    assert float(rows[0]["k"]) > 0
    assert rows[1]["k"] == ""


def test_fields_are_chosen_and_citations_come_in_words(command: Command) -> None:
    out = command("export", "kindness", "--fields", "id,citation_vi", "--format", "csv", "-o", "-")
    head, row = out.out.splitlines()
    assert head == "id,citation_vi"
    assert "06/03/2024 (ngày trên trang báo)" in row
    assert "bản dịch máy" in row


def test_show_lang_cites_the_story_in_that_language(command: Command) -> None:
    command("export", "kindness", "--show-lang", "ar", "-o", "found.csv")
    assert [row["lang"] for row in rows_of(Path("found.csv"))] == ["ar"]


def test_the_whole_archive_as_rows(command: Command) -> None:
    stories = command("export", "--all", "-o", "stories.csv")
    versions = command("export", "--all", "--versions", "-o", "versions.csv")
    english = command("export", "--all", "--lang", "en", "--versions", "-o", "english.csv")
    assert [len(rows_of(Path(f"{name}.csv"))) for name in ("stories", "versions", "english")] == [5, 7, 2]
    assert [one.err.splitlines()[-1].split()[0] for one in (stories, versions, english)] == ["5", "7", "2"]


def test_the_whole_archive_in_the_order_of_days(command: Command) -> None:
    command("export", "--all", "--sort", "newest", "-o", "newest.csv")
    days = [row["date"] for row in rows_of(Path("newest.csv"))]
    assert days == [*sorted(filter(None, days), reverse=True), ""]  # undated ones last


def test_nothing_found_is_said_by_the_exit_code(command: Command) -> None:
    out = command("export", "zzzz", "-o", "none.csv")
    assert out.code == 1
    assert rows_of(Path("none.csv")) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Phước"], "-o FILE"),
        (["-o", "x.csv"], "what to export"),
        (["Phước", "-o", "x.docx"], "--format"),
        (["Phước", "--all", "-o", "x.csv"], "do not go together"),
        (["Phước", "-o", "x.db"], "whole archive"),
        (["--all", "--lang", "en", "-o", "x.dump.jsonl"], "whole archive"),
        (["Phước", "--fields", "titel", "-o", "x.csv"], "titel"),
        (["Phước", "--fields", "title", "-o", "x.ris"], "do not go together"),
        (["--all", "--with-raw", "-o", "x.csv"], "do not go together"),
        (["Phước", "-o", "."], "folder"),
        (["--queries", "nowhere.txt", "-o", "x.csv"], "nowhere.txt"),
        (["--entity", "không có gì", "-o", "x.csv"], "không có gì"),
        (["--model", " ", "-o", "x.csv"], "name"),
    ],
)
def test_what_does_not_fit_is_one_line_and_leaves_no_file(arguments: list[str], said: str, command: Command) -> None:
    out = command("export", *arguments)
    assert out.code in {1, 2}
    assert said in out.err
    assert len(out.err.splitlines()) == 1
    assert not list(Path.cwd().glob("x.*"))


def test_a_file_is_not_replaced_unasked(command: Command) -> None:
    Path("mine.csv").write_text("mine", encoding="utf-8")
    assert command("export", "Phước", "-o", "mine.csv").code == 2
    assert Path("mine.csv").read_text(encoding="utf-8") == "mine"
    assert command("export", "Phước", "-o", "mine.csv", "--force").code == 0


def test_words_of_pages_do_not_act_on_the_terminal(command: Command) -> None:
    out = command("export", "--query", "hills\x1b]0;owned\x07", "--query", "Phước", "-o", "x.csv")
    assert "\x1b" not in out.err


def test_a_dump_makes_the_same_archive_elsewhere(command: Command, tmp_path: Path) -> None:
    out = command("export", "--all", "-o", "dump.jsonl")
    assert out.err.splitlines()[-1] == "7 rows written to dump.jsonl"
    added = command("add", "dump.jsonl", "--archive", str(tmp_path / "there"), "--workers", "1")
    assert added.code == 0

    def seen(*more: str) -> list[Any]:
        shown = [command("show", name, "--json", *more).json for name in ("garden-vi", "garden-en", "undated-vi")]
        named = [command(*asked, *more).out for asked in (("mentions", "--nl"), ("entity", "list", "--json"))]
        return [*shown, *named, command("search", "Phước", "--json", *more).json["hits"]]

    assert seen("--archive", str(tmp_path / "there")) == seen()


def test_files_of_the_user_s_own_are_told_not_to_be_in_a_dump(changing: Command, tmp_path: Path) -> None:
    (tmp_path / "copy" / "sites").mkdir()
    (tmp_path / "copy" / "sites" / "mine.toml").write_text("", encoding="utf-8")
    assert "1 file of your own" in changing("export", "--all", "-o", "dump.jsonl").err


def test_plain_tables_are_read_by_sqlite_alone(command: Command) -> None:
    out = command("export", "--sqlite", "plain.db")
    assert out.err.splitlines()[-1] == "7 rows written to plain.db"
    with closing(sqlite3.connect("plain.db")) as file:
        found = file.execute(
            'SELECT v.own_id, substr(v.text, m.start + 1, m."end" - m.start) = m.surface FROM mentions m'
            " JOIN versions v ON v.id = m.version JOIN entities e ON e.id = m.entity WHERE e.code = '35-NQ/TU'"
        ).fetchall()
        assert {one for one, _ in found} >= {"garden-vi", "garden-en", "garden-ar"}
        assert all(is_there for _, is_there in found)  # offsets count code points of the text
        matched = "SELECT own_id FROM versions JOIN versions_fts f ON f.rowid = number WHERE versions_fts MATCH 'phuoc'"
        assert {one for (one,) in file.execute(matched)} >= {"garden-vi", "garden-en"}
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert dict(file.execute("SELECT name, value FROM about"))["searched"] == "5 stories, 7 versions"
    again = command("export", "--sqlite", "plain.db")
    assert (again.code, "--force" in again.err) == (2, True)


def test_every_format_is_told_by_an_ending_of_its_own() -> None:
    suffixes = [suffix for form in FORMS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
