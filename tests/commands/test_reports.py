"""`tracuu brief`, `tracuu drift`, `tracuu check`."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest

from tests.commands.conftest import Command
from tests.commands.test_entity import NAM, NINH
from tracuu.corpus.calendar import Calendar, Known
from tracuu.corpus.frontier import Frontier
from tracuu.crawling import Crawl, State


def test_a_brief_is_dated_oldest_first_and_undated_last(command: Command) -> None:
    lines = command("brief", NAM, "--json").json["sections"][0]["lines"]
    assert [line["date"] for line in lines] == ["2024-03-05", None]
    assert [line["source"]["id"] for line in lines] == ["garden-vi", "undated-vi"]


def test_near_copies_are_collapsed_and_counted(command: Command) -> None:
    made = command("brief", NAM, "--json").json
    assert made["stories"] == 3
    assert [one["id"] for one in made["sections"][0]["lines"][0]["copies"]] == ["copy-vi"]
    assert "and 1 near-copy: Báo Đà Nẵng" in command("brief", NAM).out


def test_a_line_cites_marks_and_has_the_vietnamese_beside(command: Command) -> None:
    line = command("brief", NAM, "--lang", "en", "--json").json["sections"][0]["lines"][0]
    assert line["sentence"].startswith("Implementing Resolution No. 35-NQ/TU")
    assert line["source"]["machine_translated"] is True
    assert line["vietnamese"]["sentence"].startswith("Thực hiện Nghị quyết số 35-NQ/TU")
    assert line["vietnamese"]["source"]["machine_translated"] is False
    assert [line["sentence"][start:end] for start, end in line["spans"]] == ["Resolution No. 35-NQ/TU"]
    text = command("brief", NAM, "--lang", "en").out
    assert "en · machine translation" in text
    assert "https://www.vietnam.vn/en/phuoc-ha-vuon-rau-tinh-thuong" in text


def test_editions_add_each_language_and_name_what_is_missing(command: Command) -> None:
    first, second = command("brief", NAM, "--editions", "--json").json["sections"][0]["lines"]
    assert [(one["source"]["lang"], bool(one["sentence"])) for one in first["editions"]] == [("ar", True), ("en", True)]
    assert "35-NQ/TU" in first["editions"][0]["sentence"]
    assert (second["editions"], second["missing"]) == ([], ["ar", "en"])
    assert "not held in: ar en" in command("brief", NAM, "--editions").out


def test_stubs_of_the_same_number_are_possibly_the_same(command: Command) -> None:
    made = command("brief", NAM, "--json").json
    assert [line["source"]["id"] for line in made["possibly"]] == ["stub-en"]
    assert "possibly the same, issuer or term not stated" in command("brief", NAM).out


def test_what_was_searched_and_left_out_is_said(command: Command) -> None:
    got = command("brief", NAM, "--since", "2024-03-06")
    assert "searched 5 stories (7 versions, languages: 3), dated 2024-03-05 to 2024-09-01, 1 of them undated" in got.out
    assert "1 more story has no date and is left out of the period" in got.out
    made = command("brief", NAM, "--since", "2024-03-06", "--json").json
    assert (made["schema"], made["stories"], made["left_out"], made["undated_left_out"]) == (1, 1, 1, 1)


def test_a_query_is_briefed_when_nothing_is_called_so(command: Command) -> None:
    made = command("brief", "bí thư chi bộ", "--json").json
    assert made["entity"] is None
    assert made["reading"] == "bí AND thư AND chi AND bộ"
    (line,) = made["sections"][0]["lines"]
    assert line["source"]["id"] == "ninh-vi"
    assert "bí thư chi bộ" in line["sentence"]


def test_what_the_register_alone_knows_is_searched_as_it_was_typed(command: Command) -> None:
    got = command("brief", "57-NQ/TW")
    assert got.code == 1
    assert "the query “57-NQ/TW”" in got.out


def test_a_name_may_be_searched_as_words(command: Command) -> None:
    assert command("brief", "35-NQ/TU").code == 2
    assert command("brief", "--query", "35-NQ/TU", "--json").json["stories"] >= 4


def test_nothing_is_exit_code_1_and_says_what_was_searched(command: Command) -> None:
    got = command("brief", "no such words here")
    assert got.code == 1
    assert "searched 5 stories" in got.out


def test_markdown_escapes_what_articles_say(command: Command) -> None:
    got = command("brief", "--query", "hamlets", "--markdown")
    assert got.out.startswith("# Brief on the query “hamlets”")
    assert "**1 September 2024** · example.org" in got.out
    assert "> At the meeting the chairman said" in got.out
    assert "]0;owned" not in got.out.replace("\\]0;owned", "")


def test_a_brief_goes_to_a_file_whole_or_not_at_all(command: Command, tmp_path: Path) -> None:
    assert command("brief", NINH, "--markdown", "-o", "brief.md").code == 0
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# Brief: ")
    assert command("brief", NINH, "-o", "brief.md").code == 2


def test_a_file_s_name_says_as_what_it_is_wanted(command: Command, tmp_path: Path) -> None:
    for name, begins in (("brief.docx", b"PK"), ("brief.html", b"<!DOCTYPE html>"), ("brief.md", b"# Brief: ")):
        assert command("brief", NAM, "--editions", "-o", name).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert command("brief", NAM, "-o", "brief.txt").code == 0
    assert "found 3 stories" in (tmp_path / "brief.txt").read_text(encoding="utf-8")


def test_documents_tell_what_the_text_tells(command: Command, tmp_path: Path) -> None:
    made = command("brief", NAM, "--editions", "--json").json
    command("brief", NAM, "--editions", "-o", "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "3 stories, told in 2 lines, 1 of them without a date." in page
    assert page.count('class="lead"') == sum(len(one["lines"]) for one in made["sections"]) + len(made["possibly"])
    assert page.count('class="source"') == 6  # three of the first story, its near-copy, the undated one, the stub
    assert "1 near-copy in another story" in page
    assert "tracuu brief &#x27;vn:" in page or "tracuu brief vn:" in page
    assert "--editions" in page
    assert "Retrieved " in page


def test_headings_are_in_the_language_asked_for(command: Command, tmp_path: Path) -> None:
    assert command("brief", NAM, "--in", "vi", "-o", "brief.md").code == 0
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert text.startswith("# Tổng hợp tin bài: ")
    assert "## Nguồn" in text


def test_a_query_s_document_says_how_it_was_read(command: Command) -> None:
    out = command("brief", "--query", "hamlets -storm", "--markdown").out
    assert "- **Read as**: hamlets, not “storm”" in out


def test_several_subjects_make_one_brief(command: Command) -> None:
    both = ("brief", NAM, "--also", "Vườn rau tình thương", "--editions")
    made = command(*both, "--json").json
    assert [one["entity"]["label"] for one in made["briefs"]] == ["Nghị quyết 35-NQ/TU", "Vườn rau tình thương"]
    assert command(*both).out.count("Brief: ") == 2
    out = command(*both, "--markdown").out
    assert out.startswith("# Brief: Nghị quyết 35-NQ/TU; Vườn rau tình thương")
    assert "--also 'Vườn rau tình thương'" in out
    assert "3 stories in all, each counted once." in out
    assert command("brief", NAM, "--also", "no such words").code == 0
    assert command("brief", "no such words", "--also", "nor these").code == 1
    assert command("brief", NAM, "--also", "").code == 2


def test_what_crawls_left_out_is_said(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Known("vietnam.vn", "en", State.DONE, None, 2),
        Known("vietnam.vn", "ar", State.PASSED, "crawl.other_language", 1),
    ]
    asked = [Crawl(("vietnam.vn",), match=("35-NQ/TU",)), Crawl(("baoquangnam.vn",))]
    monkeypatch.setattr(Calendar, "known", lambda _self: rows)
    monkeypatch.setattr(Frontier, "crawls", lambda _self: asked)
    out = command("brief", NAM, "--markdown").out
    (never,) = (line for line in out.splitlines() if "never fetched" in line)
    assert never.startswith("- Of vietnam.vn these languages were never fetched: Arabic")
    assert "English" not in never
    assert "- Of vietnam.vn only articles were fetched that match: 35-NQ/TU." in out
    assert "Of baoquangnam.vn only" not in out


def test_a_document_is_never_overwritten_unasked(command: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(b"mine")
    got = command("brief", NAM, "-o", "brief.docx")
    assert (got.code, got.err.count("\n")) == (2, 1)
    assert (tmp_path / "brief.docx").read_bytes() == b"mine"
    assert command("brief", NAM, "-o", "brief.docx", "--force").code == 0
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


def test_a_full_disk_leaves_no_half_file(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as out:
            out.write(content[:100])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    got = command("brief", NAM, "-o", "brief.docx")
    assert (got.code, got.err.count("\n")) == (2, 1)
    assert "No space left on device" in got.err
    assert list(tmp_path.glob("*brief*")) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["-o", "brief.pdf"], "no .pdf files are written"),
        (["-o", "brief.DOC"], "no .doc files are written"),
        (["--in", "vi"], "--in chooses the language of a document"),
        (["--in", "nb", "-o", "x.md"], "nb"),
        (["--markdown", "-o", "brief.docx"], "brief.docx is not called .md"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_searched(
    command: Command, wrong: list[str], said: str
) -> None:
    got = command("brief", NAM, *wrong)
    assert (got.code, got.err.count("\n")) == (2, 1)
    assert said in got.err


@pytest.mark.parametrize(
    "wrong", [["--since", "yesterday"], ["--since", "2025", "--until", "2024"], ["--limit", "0"], ["--lang", "zz9"]]
)
def test_a_wrong_option_is_one_line(command: Command, wrong: list[str]) -> None:
    got = command("brief", NAM, *wrong)
    assert got.code == 2
    assert got.err.count("\n") == 1


def test_nothing_asked_is_no_brief_on_everything(command: Command) -> None:
    for words in ([], [""], [" ", " "]):
        got = command("brief", *words)
        assert got.code == 2
        assert got.err.count("\n") == 1


def test_drift_shows_renderings_by_language_and_month(command: Command) -> None:
    made = command("drift", NAM, "--json").json
    assert made["schema"] == 1
    found = {(one["lang"], one["month"], one["rendering"]) for one in made["renderings"]}
    assert ("en", "2024-03", "Resolution No. 35-NQ/TU") in found
    assert ("vi", None, "Nghị quyết số 35-NQ/TU") in found
    got = command("drift", NAM, "--lang", "en")
    assert "English (en)\n  2024-03  Resolution No. 35-NQ/TU 1\n" in got.out
    assert "Vietnamese" not in got.out
    assert command("drift", NAM, "--lang", "fi").code == 1


def test_drift_says_which_languages_there_are_where_the_one_asked_for_is_not(command: Command) -> None:
    got = command("drift", "35-NQ/TU Quảng Nam", "--lang", "ja")
    assert got.code == 1
    assert "there are some in: " in got.err


def test_check_finds_numbers_that_differ(command: Command) -> None:
    """Seven tasks became five, 37 households 73; the Arabic has both right, in its own digits."""
    made = command("check", "garden-vi", "--json").json
    assert made["schema"] == 1
    found = [(one["said"], one["heard"], one["other"]["lang"]) for one in made["differences"] if one["contradict"]]
    assert found == [(["7"], ["five"], "en"), (["37"], ["73"], "en")]
    assert [one["lang"] for one in made["compared"]] == ["en", "ar"]
    out = command("check", "garden-en").out
    assert "37 ≠ 73" in out
    assert "has 73 households" in out


def test_a_story_with_one_version_has_nothing_to_compare(command: Command) -> None:
    got = command("check", "ninh-vi")
    assert got.code == 1
    assert "nothing to compare" in got.out
