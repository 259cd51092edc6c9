"""`tracuu show --html` and `tracuu search --html`: pages for a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from tests.commands.conftest import Command


def test_a_story_is_printed_as_a_page(command: Command) -> None:
    got = command("show", "garden-ar", "--html")
    assert got.code == 0
    assert got.out.startswith("<!DOCTYPE html>")
    assert '<h1 lang="ar" dir="rtl">' in got.out
    assert got.out.count('type="checkbox"') == 3
    assert "Arabic, machine translation" in got.out


def test_the_original_stands_beside_it_or_the_language_asked_for(command: Command) -> None:
    first = command("show", "garden-ar", "--html").out
    assert first.index('class="p1" checked') < first.index('class="p2" checked') < first.index('class="p3"')
    assert first.index("garden-vi") < first.index("garden-en")
    other = command("show", "garden-ar", "--side-by-side", "en", "--html").out
    assert other.index("garden-en") < other.index("garden-vi")


def test_what_it_names_is_marked_and_so_are_the_words_asked_for(command: Command) -> None:
    out = command("show", "garden-vi", "--html", "--mark", "luống rau").out
    assert 'title="Nghị quyết 35-NQ/TU · Tỉnh ủy Quảng Nam' in out
    assert "<mark>luống</mark>" in out


def test_of_a_hit_the_words_of_the_search_are_marked(command: Command) -> None:
    command("search", "bí thư")
    assert "<mark>bí</mark>" in command("show", "1", "--html").out
    assert "<mark>" not in command("show", "ninh-vi", "--html").out


def test_a_page_goes_to_a_file_and_never_over_another_unasked(command: Command, tmp_path: Path) -> None:
    assert command("show", "garden-vi", "-o", "page.html").code == 0  # the name says that it is a page
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert command("show", "garden-vi", "--html", "-o", "page.html").code == 2
    assert command("show", "garden-vi", "--html", "-o", "page.html", "--force").code == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--html", "--json"],
        ["--open", "--raw"],
        ["-o", "page.txt"],
        ["--html", "-o", "page.docx"],
        ["--mark", "rau"],
        ["--in", "vi"],
        ["--force"],
        ["--html", "--mark", ""],
    ],
)
def test_options_that_do_not_go_together_are_one_line(command: Command, wrong: list[str]) -> None:
    got = command("show", "garden-vi", *wrong)
    assert (got.code, got.err.count("\n"), got.out) == (2, 1, "")


def test_a_page_is_opened_in_a_browser(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", browser)
    got = command("show", "garden-vi", "--open", "-o", "page.html")
    assert opened == [(tmp_path / "page.html").as_uri()]
    assert "page.html is open in your browser" in got.err


def test_without_a_browser_it_says_where_the_page_is(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _url: False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    got = command("show", "garden-vi", "--open")
    (page,) = tmp_path.glob("tracuu-*.html")
    assert str(page) in got.err
    assert page.stat().st_size > 1000
    assert page.stat().st_mode & 0o077 == 0  # in a folder that others may read
    assert got.out == ""


def test_a_search_is_a_page_too(command: Command, tmp_path: Path) -> None:
    got = command("search", "nghị quyết", "--html", "-o", "hits.html")
    assert got.code == 0
    assert "4 stories" in got.err
    page = (tmp_path / "hits.html").read_text(encoding="utf-8")
    assert page.count('<article class="hit"') == 4
    assert page.count("<details>") == 4
    assert "tracuu search &#x27;nghị quyết&#x27;" in page
    assert command("search", "nghị quyết", "-o", "named.html").code == 0
    assert (tmp_path / "named.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_hits_of_a_page_are_remembered(command: Command) -> None:
    command("search", "bí thư", "--html", "-o", "hits.html")
    assert command("show", "1").out.startswith("Quán triệt nghị quyết")


def test_nothing_found_is_a_page_and_exit_code_1(command: Command) -> None:
    got = command("search", "nosuchword", "--html")
    assert got.code == 1
    assert "nothing found" in got.out


@pytest.mark.parametrize("wrong", [["--json"], ["--csv"], ["--fields", "title"]])
def test_a_page_is_no_rows(command: Command, wrong: list[str]) -> None:
    got = command("search", "rau", "--html", *wrong)
    assert (got.code, got.err.count("\n")) == (2, 1)


def test_escape_sequences_of_an_article_do_not_reach_the_page(command: Command) -> None:
    out = command("show", "stub-en", "--html").out
    assert "\x1b" not in out
    assert "\x07" not in out
