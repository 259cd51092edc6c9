"""What commands are told by options: an empty one is refused, and what a change of word lists costs is said first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Command
from tests.commands.test_entity import NAM

# Command, the option that a shell's unset variable has emptied.
EMPTY = [
    (["search", "dân vận"], "--lang"),
    (["search", "dân vận"], "--site"),
    (["search", "dân vận"], "--province"),
    (["search", "dân vận"], "--phrase"),
    (["search", "dân vận"], "--since"),
    (["search", "dân vận"], "--fields"),
    (["search", "dân vận"], "--output"),
    (["mentions"], "--fields"),
    (["show", "garden-vi"], "--lang"),
    (["entity", "list"], "--lang"),
    (["entity", "list"], "--province"),
    (["drift", "dân vận khéo"], "--lang"),
    (["brief", "dân vận khéo"], "--lang"),
    (["add", "rows.jsonl"], "--lang"),
    (["add", "rows.jsonl"], "--source"),
    (["add", "rows.jsonl"], "--story"),
    (["add", "rows.jsonl"], "--url"),
    (["add", "rows.jsonl"], "--published"),
]


@pytest.mark.parametrize(("arguments", "option"), EMPTY)
@pytest.mark.parametrize("nothing", ["", " "])
def test_an_option_without_a_word_is_refused(command: Command, arguments: list[str], option: str, nothing: str) -> None:
    got = command(*arguments, option, nothing)
    assert (got.code, got.out) == (2, "")
    assert got.err == f"tracuu: {option} is given nothing: write what is meant behind it, or leave it out.\n"


def test_what_a_change_of_the_register_costs_is_said_first(changing: Command, tmp_path: Path) -> None:
    assert "found again" not in changing("entity", "rename", NAM, "Một tên").err
    (tmp_path / "copy" / "register").mkdir(exist_ok=True)
    (tmp_path / "copy" / "register" / "own.toml").write_text(
        '[[movement]]\nid = "vn:phong-trao:x"\nname = "Mỗi nhà một việc"\nsource = "own"\n', encoding="utf-8"
    )
    told = changing("entity", "undo").err
    assert told.endswith("has changed: what 7 articles name is found again first; that takes some seconds.\n")
    assert "found again" not in changing("entity", "relink", "--all").err


def test_rows_of_added_articles_tell_which_were_not_looked_at_wholly(command: Command, tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text(
        "A book\n\n" + "It speaks of Resolution 57-NQ/TW, and of Directive 05-CT/TW. " * 1_600, encoding="utf-8"
    )
    (tmp_path / "article.txt").write_text("An article\n\nIt speaks of Resolution 57-NQ/TW.", encoding="utf-8")
    got = command("add", "--archive", "other", "--nl", "--workers", "1", "book.txt", "article.txt")
    rows = [json.loads(line) for line in got.out.splitlines()]
    assert {row["origin"]: row["whole"] for row in rows} == {"book.txt": False, "article.txt": True}
    assert "1 article names more than was looked at" in got.err


# What is typed after the words of a query; what the query then is.
LIMITS = [
    (["-n", "1"], "vườn"),
    (["-n1"], "vườn"),
    (["--limit", "1"], "vườn"),
    (["-n1x"], "vườn -n1x"),  # no number: it is a word that must not stand there
]


@pytest.mark.parametrize(("typed", "query"), LIMITS)
def test_a_limit_is_no_part_of_the_query(command: Command, typed: list[str], query: str) -> None:
    assert json.loads(command("search", "vườn", *typed, "--json").out)["query"] == query
