"""The lines for people beside an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracuu.search import telling
from tracuu.search.answer import Answer

Search = Callable[..., Answer]

COUNTED = [
    ("bò", {}, "3 stories (3 versions)"),
    ("牛", {}, "1 story (1 of its versions)"),
    ("bò", {"limit": 2}, "1 to 2 of 3 stories (3 versions), next: --offset 2"),
    ("bò", {"limit": 2, "offset": 2}, "3 to 3 of 3 stories (3 versions)"),
    ("bò", {"offset": 9}, "nothing from --offset 9 on: 3 stories (3 versions) in all"),
    ("lang:en", {"versions": True}, "3 versions"),
    ("bò", {"limit": 0}, "3 stories (3 versions)"),
    ("zzz", {}, "nothing found"),
]


@pytest.mark.parametrize(("query", "options", "line"), COUNTED)
def test_how_much_was_found(search: Search, query: str, options: dict[str, int], line: str) -> None:
    assert telling.counted(search(query, **options)) == line


def test_what_was_searched_is_always_said(search: Search) -> None:
    line = telling.searched(search("zzz"))
    assert line == ("searched 7 stories (11 versions, languages: 6), dated 2023-05-01 to 2025-03-14, 1 of them undated")


def test_undated_stories_are_not_dropped_silently(search: Search) -> None:
    line = telling.left_out(search("bò", since="2024", until="2024"))
    assert line == "1 more story matches but has no date; --undated keeps it"
    assert telling.left_out(search("bò")) is None


def test_a_plain_query_is_not_commented(search: Search) -> None:
    assert telling.notes(search("dân vận")) == []


def test_a_query_that_may_surprise_is(search: Search) -> None:
    lines = telling.notes(search("bò autor:nam"))
    assert lines[0].startswith("bò autor:nam\n   ^^^^^^ “autor” is no field")
    assert lines[1] == "read as: bò AND autor AND nam"


HELPING = [
    ("cúrkuma", ["“cúrkuma” is in no article; near it: cúrcuma 1"]),
    ("nuôi turmeric", ["stories found by each part alone: nuôi 2, turmeric 0"]),
    (
        "bò date:2019",
        [
            "without the limits of language, site, province, date and kind: 3 stories",
            "nothing of date:2019 was ever collected",
        ],
    ),
    ("bò", []),
]


@pytest.mark.parametrize(("query", "lines"), HELPING)
def test_what_may_help(search: Search, query: str, lines: list[str]) -> None:
    told = telling.helping(search(query))
    assert told[: len(lines)] == lines
    assert [line.partition(":")[0] for line in told[len(lines) :]] == ["no words are translated here"] * bool(lines)
