"""What users decided, made ready: later outdoes earlier, undone counts for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.entities import Decision
from tracuu.mentions.decisions import VERBS, Rules, rules

A, B, C = "vn:mo-hinh:quang-nam:a", "vn:mo-hinh:quang-nam:b", "vn:mo-hinh:quang-nam:c"


def decided(*made: tuple[str, dict[str, Any]], undone: frozenset[int] = frozenset()) -> Rules:
    return rules(
        Decision(number, verb, args, "2026-01-01T00:00:00Z", undone=number in undone)
        for number, (verb, args) in enumerate(made, 1)
    )


def merge(keep: str, gone: str) -> tuple[str, dict[str, Any]]:
    return "merge", {"keep": keep, "gone": gone}


def test_merges_follow_each_other() -> None:
    found = decided(merge(B, C), merge(A, B))
    assert [found.canonical(one) for one in (A, B, C)] == [A, A, A]


def test_merging_back_and_forth_makes_no_circle() -> None:
    found = decided(merge(A, B), merge(B, A))
    assert found.canonical(A) == found.canonical(B) == A


def test_an_undone_merge_leaves_both_apart() -> None:
    found = decided(merge(A, B), merge(A, C), undone=frozenset({1}))
    assert [found.canonical(one) for one in (A, B, C)] == [A, B, A]


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        # (what was decided about A in story s1, what A is there then; None: something of the story's own)
        ([], A),
        ([("split", {"entity": A, "story": "s1"})], None),
        ([("split", {"entity": A, "story": "s2"})], A),
        ([("link", {"story": "s1", "entity": A, "to": B})], B),
        # The later of two that contradict each other holds.
        ([("link", {"story": "s1", "entity": A, "to": B}), ("unlink", {"story": "s1", "entity": A})], None),
        ([("split", {"entity": A, "story": "s1"}), ("link", {"story": "s1", "entity": A, "to": B})], B),
        # What is linked to an entity that is then merged away follows it.
        ([("link", {"story": "s1", "entity": A, "to": B}), merge(C, B)], C),
    ],
)
def test_what_an_entity_is_in_a_story(made: list[tuple[str, dict[str, Any]]], meant: str | None) -> None:
    assert decided(*made).meant("s1", A) == meant


def test_names_are_confirmed_and_banned() -> None:
    name = {"entity": A, "lang": "es", "name": "vacas en prestamo", "surface": "Vacas en préstamo"}
    assert decided(("alias-add", name)).confirmed == {("es", "vacas en prestamo"): A}
    banned = decided(("alias-add", name), ("alias-ban", name))
    assert banned.confirmed == {}
    assert banned.banned == {("es", "vacas en prestamo", A)}
    assert decided(("alias-ban", name), ("alias-add", name)).banned == frozenset()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_what_is_merged_is_one_and_what_is_kept_is_itself(pairs: list[tuple[str, str]]) -> None:
    found = decided(*(merge(keep, gone) for keep, gone in pairs))
    for keep, gone in pairs:
        assert found.canonical(keep) == found.canonical(gone)
    for one in "abcdef":
        assert found.canonical(found.canonical(one)) == found.canonical(one)


def test_every_verb_names_its_arguments() -> None:
    """What is read back from a table is checked by this."""
    for verb, names in VERBS.items():
        rules([Decision(1, verb, dict.fromkeys(names, "x"), "2026-01-01T00:00:00Z")])
