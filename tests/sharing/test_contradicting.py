"""Which decisions of another archive contradict ours: tables of what both decided, and what becomes of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tracuu.entities import Decision
from tracuu.sharing.contradicting import judge, of_names, of_stories

X, Y = "vn:x", "vn:y"


def rename(entity: str, label: str) -> tuple[str, dict[str, str]]:
    return "rename", {"entity": entity, "label": label}


def alias(verb: str, entity: str, name: str = "ba sach") -> tuple[str, dict[str, str]]:
    return f"alias-{verb}", {"entity": entity, "lang": "vi", "name": name, "surface": name}


def split(entity: str, story: str = "s1") -> tuple[str, dict[str, str]]:
    return "split", {"entity": entity, "story": story}


def link(entity: str, to: str, story: str = "s1") -> tuple[str, dict[str, str]]:
    return "link", {"story": story, "entity": entity, "to": to}


def merge(keep: str, gone: str) -> tuple[str, dict[str, str]]:
    return "merge", {"keep": keep, "gone": gone}


def same(id_: str) -> str:
    return id_


def numbered(decided: Sequence[tuple[str, Mapping[str, object]]], start: str) -> list[Decision]:
    """Number decisions; `start` is the day of the first, so that those of two archives differ."""
    return [
        Decision(number, verb, args, f"{start}T00:00:{number:02}Z") for number, (verb, args) in enumerate(decided, 1)
    ]


NAMES = [
    # ours, theirs, which of theirs are taken over, and which contradict which of ours
    ([rename(X, "A")], [rename(Y, "B")], [1], []),
    ([rename(X, "A")], [rename(X, "B")], [], [(1, (1,))]),
    ([rename(X, "A")], [rename(X, "A")], [1], []),  # both say the same
    ([rename(X, "B"), rename(X, "A")], [rename(X, "A")], [1], []),  # what we outdid ourselves does not count
    ([rename(X, "A")], [rename(X, "B"), rename(X, "A")], [2], []),  # what they outdid themselves is not asked
    ([alias("add", X)], [alias("ban", X)], [], [(1, (1,))]),
    ([alias("ban", X)], [alias("add", X)], [], [(1, (1,))]),
    ([alias("add", X)], [alias("add", Y)], [], [(1, (1,))]),  # a name means one thing
    ([alias("ban", X)], [alias("add", Y)], [1], []),
    ([alias("ban", X)], [alias("ban", Y)], [1], []),
    ([alias("add", X)], [alias("add", Y, "ba co")], [1], []),
    ([split(X)], [link(X, Y)], [], [(1, (1,))]),
    ([link(X, Y)], [split(X)], [], [(1, (1,))]),
    ([link(X, Y)], [split(Y)], [], [(1, (1,))]),  # it is Y, they say it is not
    ([split(X)], [split(X, "s2")], [1], []),
    ([split(X)], [link(X, Y, "s2")], [1], []),
    ([merge(X, Y)], [split(Y)], [], [(1, (1,))]),
    ([split(Y)], [merge(X, Y)], [], [(1, (1,))]),
    ([merge(X, Y)], [merge(Y, X)], [1], []),  # one thing either way
    ([merge(X, Y), split(Y, "s9")], [split(Y)], [1], []),  # we parted it elsewhere ourselves
]


@pytest.mark.parametrize(("ours", "theirs", "taken", "against"), NAMES)
def test_names(
    ours: list[tuple[str, dict[str, str]]],
    theirs: list[tuple[str, dict[str, str]]],
    taken: list[int],
    against: list[tuple[int, tuple[int, ...]]],
) -> None:
    judged = judge(numbered(ours, "2026-01-01"), numbered(theirs, "2026-02-02"), of_names(same))
    assert [one.number for one in judged.new] == taken
    assert [(one.theirs.number, one.ours) for one in judged.contradictions] == against


def test_what_they_decided_after_ours_was_known_to_them_is_no_contradiction() -> None:
    """They had our decision, and outdid it: their later word holds."""
    ours = numbered([rename(X, "A")], "2026-01-01")
    later = numbered([rename(X, "B")], "2026-02-02")
    assert judge(ours, [*ours, *later], of_names(same)).new == later


def test_what_they_outdid_by_a_decision_of_ours_is_not_the_later_word_here() -> None:
    """They had called it otherwise, then took ours over: here, ours must stay the last word."""
    (ours,) = numbered([rename(X, "A")], "2026-01-01")
    (theirs,) = numbered([rename(X, "B")], "2026-02-02")
    judged = judge([ours], [theirs, ours._replace(number=2)], of_names(same))
    assert (judged.new, judged.contradictions) == ([], [])


def test_a_merge_that_is_known_beside_a_split_is_taken_over() -> None:
    """Both hold, whichever came first."""
    merges, parts = numbered([merge(X, Y), split(Y)], "2026-01-01")
    assert judge([parts], [merges, parts], of_names(same)).new == [merges]


def test_stories_that_they_parted_in_part_are_asked_about() -> None:
    """A and B were joined with C, then A and B parted, which is known here: that A and C are one is not."""
    joined, parted = numbered([one_story("a", "b", "c"), apart(["a"], ["b"])], "2026-01-01")
    judged = judge([parted._replace(number=1)], [joined, parted], of_stories)
    assert [(one.theirs, one.ours) for one in judged.contradictions] == [(joined, (1,))]


@pytest.mark.parametrize(
    ("here", "there", "asked"), [(False, True, True), (True, False, False), (True, True, False), (False, False, False)]
)
def test_what_one_side_took_back(here: bool, there: bool, asked: bool) -> None:  # noqa: FBT001  a table of truth values
    """Asked is only where it holds here; what was taken back here stays so."""
    (one,) = numbered([rename(X, "A")], "2026-01-01")
    judged = judge([one._replace(undone=here)], [one._replace(undone=there)], of_names(same))
    assert judged.new == []
    assert bool(judged.contradictions) is asked


def test_what_was_taken_back_and_decided_again_holds() -> None:
    (one,) = numbered([rename(X, "A")], "2026-01-01")
    judged = judge([one._replace(undone=True), one._replace(number=2)], [one], of_names(same))
    assert (judged.new, judged.contradictions) == ([], [])


def test_two_names_of_one_entity_contradict_each_other() -> None:
    """`same` gives the id under which both are kept."""
    ours, theirs = numbered([rename(X, "A")], "2026-01-01"), numbered([rename(Y, "B")], "2026-02-02")
    assert judge(ours, theirs, of_names(lambda _: X)).new == []


def one_story(*versions: str) -> tuple[str, dict[str, object]]:
    return "merge", {"versions": list(versions), "one": versions[0], "other": versions[-1]}


def apart(leaving: list[str], staying: list[str]) -> tuple[str, dict[str, object]]:
    return "split", {"versions": leaving, "from": staying}


STORIES = [
    ([one_story("a", "b")], [one_story("c", "d")], True),
    ([one_story("a", "b")], [one_story("b", "c")], True),
    ([one_story("a", "b")], [apart(["a"], ["c"])], True),
    ([one_story("a", "b")], [apart(["a"], ["b", "c"])], False),
    ([apart(["a"], ["b", "c"])], [one_story("c", "d", "a")], False),
    ([apart(["a"], ["b"]), one_story("a", "b")], [one_story("a", "b")], True),
    ([one_story("a", "b"), apart(["a"], ["b"])], [one_story("a", "b")], False),
]


@pytest.mark.parametrize(("ours", "theirs", "agrees"), STORIES)
def test_stories(
    ours: list[tuple[str, dict[str, str]]],
    theirs: list[tuple[str, dict[str, str]]],
    agrees: bool,  # noqa: FBT001  of a table
) -> None:
    judged = judge(numbered(ours, "2026-01-01"), numbered(theirs, "2026-02-02"), of_stories)
    assert bool(judged.new) is agrees
    assert bool(judged.contradictions) is not agrees
