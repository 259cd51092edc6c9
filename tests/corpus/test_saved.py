"""Saved searches: what each was told of stays known, however stories are merged and split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tests.corpus.leads import NOON
from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path) as archive:
        yield archive
        assert archive.check() == []


def stories(archive: Archive) -> set[int]:
    return {archive.number(archive.version(number).story) for number in archive.numbers()}


def test_searches_are_kept_in_order_with_their_options(archive: Archive) -> None:
    archive.saved.add("Nghệ đen", '"nghệ đen" -quảng', {"lang": ["vi", "en"], "since": None})
    archive.saved.add("b", "dân vận")
    archive.saved.mark("b", [], NOON)
    assert archive.saved.list() == [
        ("Nghệ đen", '"nghệ đen" -quảng', {"lang": ["vi", "en"], "since": None}, None),
        ("b", "dân vận", {}, NOON),
    ]
    archive.saved.remove("Nghệ đen")
    assert [one.name for one in archive.saved.list()] == ["b"]


def test_a_name_means_one_search(archive: Archive) -> None:
    archive.saved.add("a", "dân vận", {"lang": "vi"})
    archive.saved.add("a", "dân vận", {"lang": "vi"})
    for query, options in (("khác", {"lang": "vi"}), ("dân vận", {})):
        with pytest.raises(UsageError, match="A search named a is saved already: dân vận"):
            archive.saved.add("a", query, options)


def test_what_is_not_there_is_named(archive: Archive) -> None:
    with pytest.raises(UsageError, match="none is saved yet"):
        archive.saved.seen("a")
    archive.saved.add("b", "dân vận")
    for call in (archive.saved.seen, archive.saved.remove, lambda name: archive.saved.mark(name, [], NOON)):
        with pytest.raises(UsageError, match=r"No saved search is named a\. There are: b"):
            call("a")


def test_each_search_knows_what_it_was_told_of(archive: Archive) -> None:
    archive.add([draft("một"), draft("hai"), draft("ba")])
    one, two, three = sorted(stories(archive))
    archive.saved.add("a", "x")
    archive.saved.add("b", "x")
    archive.saved.mark("a", [one, two], NOON)
    archive.saved.mark("a", {two, three}, NOON + 1)
    assert archive.saved.seen("a") == {one, two, three}
    assert archive.saved.seen("b") == set()
    archive.saved.remove("a")
    archive.saved.add("a", "x")
    assert archive.saved.seen("a") == set(), "a new search of the same name knows nothing"


def test_a_story_that_was_merged_is_known_by_its_parts(archive: Archive) -> None:
    archive.add([draft("cũ", url="https://a.example/1"), draft("mới", url="https://b.example/2")])
    old, new = sorted(stories(archive))
    archive.saved.add("a", "x")
    archive.saved.mark("a", [new], NOON)
    archive.add([draft("dịch", lang="en", url="https://b.example/2", source_url="https://a.example/1")])
    assert stories(archive) == {old}
    assert archive.saved.seen("a") == {old}


def test_the_parts_of_a_story_that_was_split_are_known(archive: Archive) -> None:
    """Two pages of one slug are one story until the slug proves to be generic."""
    archive.add([draft(f"tin {number}", slug="bai-2", url=f"https://a.example/{number}") for number in (1, 2)])
    (story,) = stories(archive)
    archive.saved.add("a", "x")
    archive.saved.mark("a", [story], NOON)
    archive.add(
        [
            draft(f"dịch {number}", lang="en", slug="bai-2", url=f"https://a.example/{number}",
                  source_url=f"https://paper.example/{number}")
            for number in (1, 2)
        ]
    )  # fmt: skip
    assert len(stories(archive)) == 2
    assert archive.saved.seen("a") == stories(archive)
