"""What is looked for in place of a word: fields, terms, weights, and bounds. The index here is a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tracuu.indexer import tree
from tracuu.search.expand import expand
from tracuu.search.likeness import within
from tracuu.search.nodes import Fuzzy, Prefix, Quote, Word
from tracuu.search.query import parse
from tracuu.search.wording import MOST_TERMS, Alternative, Scope, Wording, one_for_each_analyser, together, wording


class Index:
    """As much of a reader as expansion asks for."""

    def __init__(self, terms: Mapping[str, Mapping[str, int]]) -> None:
        self._terms = terms

    def frequency(self, name: str, term: str) -> int:
        return self._terms.get(name, {}).get(term, 0)

    def terms(self, name: str, prefix: str, limit: int | None = None) -> list[tuple[str, int]]:
        found = [(term, count) for term, count in self._terms.get(name, {}).items() if term.startswith(prefix)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def scope(terms: Mapping[str, Mapping[str, int]], *languages: str, title_only: bool = False) -> Scope:
    reader: Any = Index(terms)
    return Scope(reader, languages, reader.frequency, title_only)


HELD = {
    "title_exact": {"dân": 1},
    "body_exact": {"dân": 3, "dẫn": 2, "dan": 1, "vận": 2, "van": 1, "35": 4, "nq": 2, "tu": 2, "model": 1},
    "body_fold": {
        "vi:dan": 6,
        "vi:van": 3,
        "en:dan": 1,
        "en:van": 1,
        "en:model": 5,
        "vi:35": 4,
        "vi:nq": 2,
        "vi:tu": 2,
    },
    "parts": {"nb:mass": 1},
}

LOOKED = [
    # leaf, languages, (field, terms, weight); behind "as" stands what must be written so in the same title or body
    (Word("dân"), ["vi"], [("title_exact", "dân", 2.0), ("body_exact", "dân", 1.0), ("body_fold", "vi:dan", 0.4)]),
    (Word("dan"), ["vi"], [("body_exact", "dan", 1.0), ("body_fold", "vi:dan", 0.6)]),
    (
        Word("dan"),
        ["vi", "en"],
        [("body_exact", "dan", 1.0), ("body_fold", "vi:dan", 0.6), ("body_fold", "en:dan", 0.6)],
    ),
    (Word("models"), ["en", "vi"], [("body_fold", "en:model", 0.6)]),
    (Word("masse"), ["nb"], [("parts", "nb:mass", 0.3)]),
    (
        Word("35-NQ/TU"),
        ["vi"],
        [("body_fold", "vi:35 vi:nq vi:tu as 35 nq tu", 1.0), ("body_fold", "vi:35 vi:nq vi:tu", 0.6)],
    ),
    (Word("36-NQ/TU"), ["vi"], []),  # one of its words is nowhere
    (Quote("dân"), ["vi"], [("title_exact", "dân", 2.0), ("body_exact", "dân", 1.0), ("body_exact", "dan", 0.6)]),
    (Quote("dan"), ["vi"], [("body_exact", "dan", 1.0), ("body_fold", "vi:dan", 0.6)]),
    (  # typed with accents: these or none
        Quote("dân vận"),
        ["vi", "en"],
        [
            ("body_fold", "vi:dan vi:van as dân vận", 1.0),
            ("body_fold", "vi:dan vi:van as dan van", 0.6),
            ("body_fold", "en:dan en:van as dân vận", 1.0),  # a name in an English text
            ("body_fold", "en:dan en:van as dan van", 0.6),
        ],
    ),
    (Quote("dân vẫn"), ["vi"], [("body_fold", "vi:dan vi:van as dan van", 0.6)]),  # "vẫn" is nowhere
    (Quote("dan van"), ["vi"], [("body_fold", "vi:dan vi:van as dan van", 1.0), ("body_fold", "vi:dan vi:van", 0.6)]),
    (Prefix("dâ"), ["vi"], [("title_exact", "dân", 2.0), ("body_exact", "dân", 1.0)]),
    (Prefix("35-n"), ["vi"], [("body_fold", "vi:35 vi:nq as 35 nq", 1.0)]),
    (Prefix("da"), ["vi"], [("body_exact", "dan", 1.0), ("body_fold", "vi:dan", 0.6)]),
    (Fuzzy("modle"), ["en"], [("body_exact", "model", 0.5), ("body_fold", "en:model", 0.3)]),
    (Fuzzy("nodel"), ["en"], []),  # another first letter
    (Word("zzz"), ["vi", "en"], []),
]


@pytest.mark.parametrize(("leaf", "languages", "looked"), LOOKED)
def test_what_is_looked_for(
    leaf: Word | Quote | Prefix | Fuzzy, languages: list[str], looked: list[tuple[str, str, float]]
) -> None:
    found = wording(leaf, scope(HELD, *languages)).alternatives
    assert [(one.field, spelled(one), round(one.weight, 3)) for one in found] == looked


def spelled(found: Alternative) -> str:
    return " ".join((*found.terms, *(("as", *found.written) if found.written else ())))


def test_in_titles_only_titles_are_looked_at() -> None:
    found = wording(Word("dân"), scope(HELD, "vi", title_only=True)).alternatives
    assert [one.field for one in found] == ["title_exact"]


def test_languages_of_one_analyser_are_asked_once() -> None:
    assert one_for_each_analyser(["ms", "id", "vi", "nb", "nn"]) == ("ms", "vi", "nb")


def test_single_terms_make_a_choice_and_runs_phrases() -> None:
    node = wording(Word("dân"), scope(HELD, "vi")).node()
    assert node == tree.Choice((("title_exact", "dân", 2.0), ("body_exact", "dân", 1.0), ("body_fold", "vi:dan", 0.4)))
    symbol = wording(Word("35-NQ/TU"), scope(HELD, "vi")).node()
    # the row is looked for once; where it stands as typed, that adds to its score
    assert isinstance(symbol, tree.Prefer)
    assert symbol.part == tree.Boost(tree.Phrase("body_fold", ("vi:35", "vi:nq", "vi:tu")), 0.6)
    typed = wording(Quote("dân vận"), scope(HELD, "vi")).node()
    assert isinstance(typed, tree.And)
    assert typed.parts[0] == tree.Boost(tree.Phrase("body_fold", ("vi:dan", "vi:van")), 0.6)
    assert wording(Word("zzz"), scope(HELD, "vi")).node() == tree.NOTHING


def test_expansion_is_capped_at_the_most_frequent_and_says_so() -> None:
    many = {"body_exact": {f"da{number:04d}": number for number in range(1, 500)}}
    for leaf in (Prefix("da"), Fuzzy("da0000", 2)):
        found: Wording = wording(leaf, scope(many, "vi"))
        assert found.capped
        assert len(found.alternatives) == MOST_TERMS
        assert found.alternatives[0].frequency == max(one.frequency for one in found.alternatives)


def test_the_cap_is_a_note_of_the_query() -> None:
    many: Any = Index({"body_exact": {f"da{number:04d}": number for number in range(1, 500)}})
    made = expand(parse("da*").root, many, ["vi"], lambda _: tree.NOTHING)
    assert str(MOST_TERMS) in made.notes[0]


def test_neighbours_are_rewarded_where_all_words_occur() -> None:
    held = {"body_fold": {"vi:dan": 1, "vi:van": 1, "en:dan": 1}}
    near = tree.Phrase("body_fold", ("vi:dan", "vi:van"), 1)
    assert together(["dan", "van"], scope(held, "vi", "en")) == tree.Or((near,))
    # with accents typed, only those words side by side
    exact = held | {"body_exact": {"dân": 1, "vận": 1}}
    (bonus,) = together(["dân", "vận"], scope(exact, "vi")).parts  # type: ignore[union-attr]
    assert isinstance(bonus, tree.And)
    assert bonus.parts[0] == near
    assert together(["dân", "vận"], scope(held, "vi")) == tree.NOTHING


def test_excluded_words_are_kept_apart() -> None:
    reader: Any = Index(HELD)
    made = expand(parse("dân -model").root, reader, ["vi", "en"], lambda _: tree.NOTHING)
    assert [word.leaf for word in made.words] == [Word("dân")]
    assert [word.leaf for word in made.excluded] == [Word("model")]


DATES = [
    ("date:2024-11", tree.Or((tree.Range("day", 20241101, 20241130),))),
    ("date:>2024", tree.Or((tree.Range("day", 20250101, None),))),
    ("-date:2024", tree.Not(tree.Or((tree.Range("day", 20240101, 20241231),)))),
]


@pytest.mark.parametrize(("typed", "node"), DATES)
def test_dates_become_ranges(typed: str, node: tree.Node) -> None:
    reader: Any = Index({})
    assert expand(parse(typed).root, reader, ["vi"], lambda _: tree.NOTHING).node == node


def test_undated_versions_are_kept_inside_a_period_not_inside_its_opposite() -> None:
    reader: Any = Index({})
    undated = tree.Range("undated", 1, 1)
    kept = expand(parse("date:2024").root, reader, ["vi"], lambda _: tree.NOTHING, undated=True).node
    assert kept == tree.Or((tree.Range("day", 20240101, 20241231), undated))
    opposite = expand(parse("-date:2024").root, reader, ["vi"], lambda _: tree.NOTHING, undated=True).node
    assert opposite == tree.Not(tree.Or((tree.Range("day", 20240101, 20241231),)))


LIKE = [
    ("dan", "dan", 0), ("dan", "dân", 1), ("model", "modle", 1), ("model", "modell", 1), ("model", "mdel", 1),
    ("abcd", "badc", 2), ("kitten", "sitting", 3), ("", "ab", 2), ("ab", "ba", 1), ("dan", "xyz", 3),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "distance"), LIKE)
def test_the_distance_of_two_spellings(left: str, right: str, distance: int) -> None:
    for one, two in ((left, right), (right, left)):
        assert within(one, two, distance)
        assert not within(one, two, distance - 1)
