"""What a user decides of stories that hints tie: keys are disowned and given back, never thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.matching import MERGE, SPLIT, StoryTie

NOW = "2024-01-01T00:00:00Z"


def stories(archive: Archive) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for version in archive.versions(list(archive.numbers())):
        found.setdefault(version.story, []).append(version.number)
    return sorted(found.values())


def ids(archive: Archive, *numbers: int) -> list[str]:
    return [archive.version(number).id for number in numbers]


def split(archive: Archive, leaving: list[int], staying: list[int]) -> None:
    args = {"versions": ids(archive, *leaving), "from": ids(archive, *staying)}
    archive.stories.decide(SPLIT, args, NOW)


@pytest.mark.parametrize("hint", [{"slug": "road"}, {"story": "road"}, {"source_url": "https://a.example/road"}])
def test_a_version_leaves_a_story_that_a_hint_put_it_in(tmp_path: Path, hint: dict[str, str]) -> None:
    """The rule puts it back when the decision is undone, wherever it was."""
    with Archive.create(tmp_path) as archive:
        archive.add([draft(f"text {number}", **hint) for number in range(3)])
        assert stories(archive) == [[1, 2, 3]]
        split(archive, [2], [1, 3])
        assert stories(archive) == [[1, 3], [2]]
        assert archive.check() == []
        archive.add([draft("text 1", **hint)])  # handed in again: what was decided stands
        assert stories(archive) == [[1, 3], [2]]
        archive.add([draft("text 9", **hint)])  # who comes later joins those that stayed
        assert stories(archive) == [[1, 3, 4], [2]]
        archive.stories.undo(1)
        assert stories(archive) == [[1, 2, 3, 4]]
        assert archive.check() == []


def test_versions_named_together_stay_together(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        pair = [draft(f"text {number}", slug="road", story="pair") for number in (1, 2)]
        archive.add([*pair, draft("text 3", slug="road")])
        split(archive, [1, 2], [3])
        assert stories(archive) == [[1, 2], [3]]


def test_a_tie_that_was_found_can_be_taken_back_and_one_of_a_user_not(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([draft(f"text {number}") for number in range(4)])
        archive.stories.replace_ties([], [StoryTie(1, 2, 3.0), StoryTie(3, 4, 2.0)])
        assert stories(archive) == [[1, 2], [3, 4]]
        archive.stories.decide(MERGE, {"one": "", "other": "", "versions": ids(archive, 2, 3)}, NOW)
        assert stories(archive) == [[1, 2, 3, 4]]
        archive.stories.replace_ties([(1, 2), (2, 3)], [])
        assert stories(archive) == [[1], [2, 3, 4]]
        assert archive.check() == []
        archive.stories.undo(1)
        assert stories(archive) == [[1], [2], [3, 4]]


def test_a_tie_goes_with_stories_that_hints_join_or_take_apart(tmp_path: Path) -> None:
    """A slug becomes generic: what it held together falls apart, and what a tie holds does not."""
    with Archive.create(tmp_path) as archive:
        archive.add([draft("text 1", slug="bai-2"), draft("text 2", slug="bai-2"), draft("text 3")])
        archive.stories.replace_ties([], [StoryTie(2, 3, 4.0)])
        assert stories(archive) == [[1, 2, 3]]
        sourced = [draft(f"text {name}", slug="bai-2", source_url=f"https://a.example/{name}") for name in "xy"]
        archive.add(sourced)
        assert stories(archive) == [[1], [2, 3], [4], [5]]
        assert archive.check() == []


def test_stories_are_listed_with_what_holds_them(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([draft(f"text {number}", given_id=f"own-{number}") for number in range(6)])
        archive.add([draft("text 7", slug="a"), draft("text 8", slug="a")])
        archive.stories.replace_ties([], [StoryTie(1, 2, 3.0)])
        archive.stories.decide(MERGE, {"one": "", "other": "", "versions": ids(archive, 3, 4)}, NOW)
        listed = [(one.how, one.odds, [v.given for v in one.versions]) for one in archive.stories.listed()]
    assert listed == [
        ("found", 3.0, ["own-0", "own-1"]),
        ("decided", None, ["own-2", "own-3"]),
        ("alone", None, ["own-4"]),
        ("alone", None, ["own-5"]),
        ("hints", None, [None, None]),
    ]
