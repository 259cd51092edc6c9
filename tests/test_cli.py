"""The command line as a stranger uses it: what is printed where, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tracuu
from tests.running import Out
from tracuu.cli import COMMANDS, run
from tracuu.errors import UsageError
from tracuu.sample import ARTICLES


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive that holds the sample."""
    folder = tmp_path_factory.mktemp("cli") / "archive"
    assert run(["add", "--archive", str(folder), "--workers", "1", str(ARTICLES)]) == 0
    return folder


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Keep the last search, and the search for an archive, inside the test."""
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    if "sample" in request.fixturenames:
        monkeypatch.setenv("TRACUU_ARCHIVE", str(request.getfixturevalue("sample")))


@pytest.mark.usefixtures("sample")
class TestSearch:
    """`tracuu search` on the sample."""

    def test_a_story_is_found_through_any_of_its_languages(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The cow bank of Thăng Bình is told in six languages; each finds the same story."""
        queries = ("ngân hàng bò bình ngân", "cow bank binh ngan", "banco de vacas", "bank lembu", "بانک گاو", "kubank")
        stories = {Out(capsys, "search", "--json", query).hits[0]["story"] for query in queries}
        assert len(stories) == 1

    def test_accents_may_be_left_out_and_are_kept_apart_when_typed(self, capsys: pytest.CaptureFixture[str]) -> None:
        typed = Out(capsys, "search", "--json", "dân vận khéo").hits
        bare = Out(capsys, "search", "--json", "dan van kheo").hits
        assert {hit["story"] for hit in typed} <= {hit["story"] for hit in bare}
        assert typed[0]["story"] == bare[0]["story"]

    def test_a_dash_word_is_query_and_not_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without quotation marks around it, and though no option is called so."""
        every = Out(capsys, "search", "--json", "--limit", "50", "dân vận").hits
        less = Out(capsys, "search", "--json", "--limit", "50", "dân", "vận", "-camera").hits
        assert 0 < len(less) < len(every)

    def test_quotation_marks_that_the_shell_took_are_given_back(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Among several words only: one argument is a whole query."""
        assert json.loads(Out(capsys, "search", "--json", "dân vận", "bò").out)["query"] == '"dân vận" bò'
        assert json.loads(Out(capsys, "search", "--json", "dân vận bò").out)["query"] == "dân vận bò"

    def test_the_value_of_an_option_may_begin_with_a_dash(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A number below 0 is named as it was typed, and words behind --phrase are the option's own."""
        assert "-1 is not in the range" in Out(capsys, "search", "--limit", "-1", "dân vận").err
        assert Out(capsys, "search", "--phrase", "-dân vận", "--limit", "1").code == 0
        assert "There is no archive in -a" in Out(capsys, "search", "--archive", "-a", "dân vận").err

    def test_a_misspelt_option_is_searched_and_the_right_one_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "the option is --limit" in Out(capsys, "search", "--limt", "3", "dân vận").err
        assert "the option is" not in Out(capsys, "search", "dân vận", "-camera", "--", "--limt 3").err

    def test_a_page_of_no_hits_still_tells_whether_there_are_any(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert Out(capsys, "search", "--limit", "0", "kubank").code == 0
        assert Out(capsys, "search", "--limit", "0", "xyzzyq").code == 1

    def test_how_a_query_was_read_is_said_where_it_may_surprise(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "not “camera”" in Out(capsys, "search", "dân vận", "-camera").err
        assert "read as" not in Out(capsys, "search", "dân vận").err

    def test_a_broken_query_is_marked_and_searched(self, capsys: pytest.CaptureFixture[str]) -> None:
        got = Out(capsys, "search", 'dân "vận khéo')
        assert got.code == 0
        assert "^" in got.err

    def test_nothing_found_is_one_and_says_what_may_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        got = Out(capsys, "search", "massemobilisering xyzzyq")
        assert (got.code, got.out) == (1, "")
        assert "massemobilisering" in got.err

    def test_what_was_searched_is_always_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "searched 10 stories" in Out(capsys, "search", "bò").err

    def test_a_machine_translation_is_marked(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "machine translation" in Out(capsys, "search", "kubank").out

    def test_pages_are_stable_and_disjoint(self, capsys: pytest.CaptureFixture[str]) -> None:
        whole = Out(capsys, "search", "--json", "--limit", "6", "lang:vi").hits
        pages = [Out(capsys, "search", "--json", "--limit", "2", "--offset", at, "lang:vi").hits for at in "024"]
        assert [hit["version"] for page in pages for hit in page] == [hit["version"] for hit in whole]

    def test_a_time_limit_counts_the_undated_apart(self, capsys: pytest.CaptureFixture[str]) -> None:
        limited = Out(capsys, "search", "--json", "--since", "2024", "tiếng kẻng")
        kept = Out(capsys, "search", "--json", "--since", "2024", "--undated", "tiếng kẻng")
        assert json.loads(limited.out)["undated"] == 1
        assert len(kept.hits) == len(limited.hits) + 1

    def test_rows_come_out_as_asked(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert Out(capsys, "search", "--csv", "--fields", "lang,title", "kubank").out.startswith("lang,title\nnb,")
        assert json.loads(Out(capsys, "search", "--nl", "kubank").out.splitlines()[0])["lang"] == "nb"
        assert Out(capsys, "search", "--fields", "lang,story", "kubank").out.startswith("lang  story\nnb    s")
        assert Out(capsys, "search", "--csv", "--fields", "lang", "xyzzyq").out == "lang\n"
        target = tmp_path / "hits.csv"
        assert Out(capsys, "search", "--csv", "-o", str(target), "kubank").out == ""
        assert target.read_text(encoding="utf-8").startswith("story,version")
        assert Out(capsys, "search", "--csv", "-o", str(target), "kubank").code == 2

    def test_the_json_is_the_documented_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = json.loads(Out(capsys, "search", "--json", "kubank").out)
        assert list(answer) == ["schema", "query", "total", "versions_total", "undated", "hits"]
        assert list(answer["hits"][0]) == [
            "story", "version", "id", "lang", "langs", "title", "date", "date_kind", "site", "province", "url",
            "original_url", "machine_translated", "score", "snippet", "page", "matched", "reason", "tags", "notes",
            "starred", "reviewed",
        ]  # fmt: skip

    def test_facets_and_explain_add_to_the_page(self, capsys: pytest.CaptureFixture[str]) -> None:
        got = Out(capsys, "search", "--facets", "--explain", "bò")
        assert "by language" in got.out
        assert "body_exact" in got.out
        assert "  Quảng Nam " in got.out

    def test_the_number_of_a_hit_opens_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        version = Out(capsys, "search", "--json", "kubank").hits[0]["version"]
        assert str(version) in Out(capsys, "show", "1").out


@pytest.mark.usefixtures("sample")
class TestShow:
    """`tracuu show` on the sample."""

    def test_a_story_shows_its_original_and_names_its_versions(self, capsys: pytest.CaptureFixture[str]) -> None:
        story = str(Out(capsys, "search", "--json", "kubank").hits[0]["story"])
        page = Out(capsys, "show", story).out
        assert "Thăng Bình: Lan tỏa mô hình “Ngân hàng bò”" in page
        assert "versions of this story: 6" in page
        assert "Norwegian" in Out(capsys, "show", story, "--lang", "no").out

    def test_the_encoding_and_what_was_put_right_are_shown(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """These bytes are TCVN3 that was saved as UTF-8 later: whoever doubts a letter must see it."""
        old = "C\xb8n bé x\xb7 häp víi n«ng d©n vÒ viÖc lµm ®\xadêng míi ë th«n, mäi ng\xadêi ®Òu ®ång ý."
        (tmp_path / "old.txt").write_text(old, encoding="utf-8")
        Out(capsys, "add", "--archive", "a", "old.txt")
        Out(capsys, "search", "--archive", "a", "nông dân")
        line = next(line for line in Out(capsys, "show", "--archive", "a", "1").out.splitlines() if "tcvn3" in line)
        assert line == "encoding     tcvn3; letters of an old encoding (tcvn3) were turned into Unicode"

    def test_a_language_that_is_not_held_names_those_that_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        story = str(Out(capsys, "search", "--json", "kubank").hits[0]["story"])
        got = Out(capsys, "show", story, "--lang", "km")
        assert got.code == 2
        assert "nb" in got.err

    def test_two_versions_stand_side_by_side(self, capsys: pytest.CaptureFixture[str]) -> None:
        story = str(Out(capsys, "search", "--json", "kubank").hits[0]["story"])
        first = Out(capsys, "show", story, "--side-by-side", "en").out.splitlines()[0]
        assert "Vietnamese" in first
        assert "English" in first

    def test_json_holds_text_and_marks(self, capsys: pytest.CaptureFixture[str]) -> None:
        Out(capsys, "search", "kubank")
        shown = json.loads(Out(capsys, "show", "1", "--json").out)
        start, end, role = next(mark for mark in shown["marks"] if mark[2] == "title")
        assert (shown["given"][start:end], role) == (shown["title"], "title")

    @pytest.mark.parametrize("typed", ["99", "v", "nothing-like-this", ""])
    def test_what_is_not_there_is_one_line(self, capsys: pytest.CaptureFixture[str], typed: str) -> None:
        Out(capsys, "search", "kubank")
        got = Out(capsys, "show", typed)
        assert got.code == 2
        assert got.err.count("\n") == 1


class TestAdd:
    """`tracuu add`, and how it ends."""

    def test_adding_twice_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        first = Out(capsys, "add", "--archive", "a", str(ARTICLES))
        again = Out(capsys, "add", "--archive", "a", str(ARTICLES))
        assert first.code == again.code == 0
        assert [line.split()[1:] for line in again.out.splitlines()[1:]] == [
            ["0", "38", "0", "0"],
            ["0", "10", "0", "0"],
        ]

    def test_a_broken_row_is_named_and_the_rest_goes_in(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text('{"text": "Hội nghị tổng kết phong trào thi đua năm 2024."}\n{"text": \n', encoding="utf-8")
        got = Out(capsys, "add", "--archive", "a", str(rows))
        assert got.code == 3
        assert "rows.jsonl:2" in got.err

    def test_a_path_that_is_not_there_stops_before_anything_is_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        got = Out(capsys, "add", "--archive", "a", str(ARTICLES), "no-such-file.txt")
        assert got.code == 2
        assert "no-such-file.txt" in got.err
        assert "0 versions" in Out(capsys, "status", "--archive", "a").out

    def test_a_title_with_escapes_cannot_act(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        row = {
            "title": "Tin \x1b]0;owned\x07 mới",
            "text": "Bài viết về phong trào \x1b[31mđỏ\x1b[0m ở xã.",
            "lang": "vi",
        }
        rows = tmp_path / "rows.jsonl"
        rows.write_text(json.dumps(row), encoding="utf-8")
        assert "\x1b" not in Out(capsys, "add", "--archive", "a", "--nl", str(rows)).out
        for words in (["search", "phong trào"], ["show", "1"], ["search", "--csv", "phong trào"][:2]):
            got = Out(capsys, *words[:1], "--archive", "a", *words[1:])
            assert "\x1b" not in got.out + got.err

    def test_one_url_is_for_one_article(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        for name in "ab":
            (tmp_path / f"{name}.txt").write_text("Một bài viết ngắn về công tác dân vận.", encoding="utf-8")
        got = Out(capsys, "add", "--archive", "x", "--url", "https://example.org/1", "a.txt", "b.txt")
        assert got.code == 2
        assert Out(capsys, "add", "--archive", "x", "--url", "https://example.org/1", "a.txt").code == 0


class TestEnds:
    """Exit codes and one line for every error."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["search", "--archive", "nowhere", "bò"],
            ["status", "--archive", "nowhere"],
            ["show", "--archive", "nowhere", "1"],
            ["no-such-command"],
            ["add"],
            ["add", "--lang", "klingon-language-x", "--archive", "a", "."],
            ["add", "--published", "yesterday-ish", "--archive", "a", "."],
            ["add", "--archive", "a", ""],  # as after an unset variable: never the folder one happens to be in
            ["search", "--archive", "", "bò"],
            ["search", "--limit", "many", "bò"],
            ["help", "no-such-topic"],
        ],
    )
    def test_an_error_is_one_line(self, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
        got = Out(capsys, *arguments)
        assert got.code == 2
        assert got.out == ""
        assert got.err.startswith("tracuu: ")
        assert got.err.count("\n") == 1

    def test_a_missing_argument_names_the_choices_on_its_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        err = Out(capsys, "completion").err
        assert "Choose from: bash, zsh, fish, powershell. See tracuu completion --help." in err

    def test_debug_shows_the_traceback_and_keeps_the_exit_code(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Code 1 would mean that nothing was found; and the prompt must go on."""
        got = Out(capsys, "--debug", "status", "--archive", "nowhere")
        assert got.code == 2
        assert "Traceback" in got.err

    def test_a_reading_command_creates_no_archive(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        Out(capsys, "search", "--archive", "new", "bò")
        assert not (tmp_path / "new").exists()

    def test_a_deleted_index_is_made_again(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        import shutil

        Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
        shutil.rmtree(tmp_path / "a" / "index")
        assert len(Out(capsys, "search", "--archive", "a", "--json", "bò").hits) == 1

    def test_an_index_that_lacks_a_part_is_made_again(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A lost file of word positions is met only when positions are read."""
        Out(capsys, "add", "--archive", "a", str(ARTICLES / "01-ngan-hang-bo.vi.html"))
        for lost in (tmp_path / "a" / "index").rglob("*.pos"):
            lost.unlink()
        assert Out(capsys, "search", "--archive", "a", "dân vận").code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_begins_with_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    got = Out(capsys, command, "--help")
    assert got.code == 0
    assert f"tracuu {command}" in got.out.split("Options:")[0]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_its_completion(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert "_TRACUU_COMPLETE" in Out(capsys, "completion", shell).out


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("tracuu sea", "plain,search"),
        ("tracuu search --sort ne", "plain,newest"),
        ("tracuu add art", "file,art"),  # the shell itself then completes names of files
        ("tracuu search --archive my", "file,my"),
        ("tracuu help syn", "plain,syntax"),
    ],
)
def test_bash_proposes(typed: str, proposed: str) -> None:
    """What the script that `tracuu completion bash` prints asks for when Tab is pressed."""
    from click.shell_completion import BashComplete

    from tracuu.cli import tracuu as command

    *words, last = typed.split()
    completer = BashComplete(command, {}, "tracuu", "_TRACUU_COMPLETE")
    found = completer.get_completions(words[1:], last)
    assert [completer.format_completion(item) for item in found] == [proposed]


def test_powershell_proposes_commands() -> None:
    """The script's call: whole words in the environment, proposals with their help on stdout."""
    asked = {"_TRACUU_COMPLETE": "powershell_complete", "COMP_WORDS": "tracuu sea", "COMP_INCOMPLETE": "sea"}
    code = "from tracuu.__main__ import main; main()"
    got = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert got.stdout.startswith("search\t")


def test_a_closed_pipe_is_no_error(sample: Path) -> None:
    """As in `tracuu search … | head -1`."""
    with subprocess.Popen(
        [sys.executable, "-m", "tracuu", "search", "--archive", str(sample), "--limit", "50", "lang:vi"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_one_line(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        got = subprocess.run(
            [sys.executable, "-m", "tracuu", "status", "--archive", str(sample)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert got.returncode == 2
    assert got.stderr.startswith(b"tracuu: the output cannot be")
    assert got.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_stream_that_was_closed_is_no_fault(sample: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As in `tracuu search … >&-`: Python then has no such stream."""
    with monkeypatch.context() as closed:
        closed.setattr(sys, name, None)
        assert run(["search", "--archive", str(sample), "kubank"]) == 0
        getattr(sys, name).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_ends_in_one_line(tmp_path: Path) -> None:
    """`add` waits for stdin when it is interrupted."""
    with subprocess.Popen(
        [sys.executable, "-m", "tracuu", "add", "--archive", str(tmp_path / "a"), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b'{"text": "M\xe1\xbb\x99t b\xc3\xa0i vi\xe1\xba\xbft."}\n')
        process.stdin.flush()
        while not (tmp_path / "a" / "archive.sqlite").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err


class TestScripts:
    """What `import tracuu` does with what a script gets wrong easily."""

    def test_one_value_stands_for_several(self, sample: Path) -> None:
        with tracuu.open(sample, write=False) as archive:
            assert {hit.lang for hit in archive.search("bò", langs="vi").hits} == {"vi"}

    def test_one_path_is_enough(self, tmp_path: Path) -> None:
        with tracuu.open(tmp_path / "a", create=True) as archive:
            archive.add(ARTICLES / "01-ngan-hang-bo.vi.html")
            archive.add(str(ARTICLES / "01-ngan-hang-bo.en.html"))
            assert archive.archive.totals().versions == 2

    def test_what_is_no_source_is_refused(self, tmp_path: Path) -> None:
        row: list[Any] = [{"text": "Một bài viết."}]
        with tracuu.open(tmp_path / "a", create=True) as archive, pytest.raises(UsageError, match="dict"):
            archive.add(row)
