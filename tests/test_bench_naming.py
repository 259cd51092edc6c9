"""The measures of naming are what they are published as: small cases, worked out by hand."""

from __future__ import annotations

import tomllib
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.floors import FLOORS
from bench.naming import agreement
from bench.naming_archive import NOTHING, Without, register
from bench.naming_corpora import sample
from bench.naming_rows import rows
from bench.naming_score import (
    Item,
    Page,
    Place,
    across,
    b_cubed,
    by_entity,
    instrument,
    judge,
    name,
    numbered,
    pairs,
    rate,
    shared,
    wrong,
)
from bench.naming_stories import languages, stories
from bench.naming_synthetic import Linked, is_right
from bench.naming_synthetic import wrong as wrong_links


def place(start: int, end: int, entity: str = "a", kind: str = "model") -> Place:
    return Place(start, end, entity, kind)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (0, 5), 0.5),
        ((0, 10), (5, 15), 1 / 3),
        ((0, 10), (10, 20), 0.0),
        ((0, 10), (30, 40), 0.0),
    ],
)
def test_overlap_is_intersection_over_union(one: tuple[int, int], other: tuple[int, int], expected: float) -> None:
    assert shared(place(*one), place(*other)) == pytest.approx(expected)


def test_the_nearest_are_matched_first_and_none_twice() -> None:
    true = [place(0, 10), place(12, 20)]
    said = [place(0, 20), place(1, 10), place(12, 19)]
    assert pairs(true, said) == [(true[0], said[1]), (true[1], said[2])]


def test_a_page_counts_hits_misses_and_what_is_spurious() -> None:
    true = [place(0, 10), place(20, 30, kind="movement"), place(40, 50, "b", "decree")]
    said = [place(0, 9, "x"), place(20, 30, "x"), place(60, 70, "y")]
    judged = judge(Page("en", true, said))
    assert judged.found.rate() == rate(2, 3, 3)
    assert judged.typed.hit == 2  # a movement found as a model is right
    assert [one.entity for one in judged.missed] == ["b"]
    assert judged.items == [Item("en", "a", "x"), Item("en", "a", "x"), Item("en", "b", None), Item("en", None, "y")]


def test_what_is_free_is_neither_required_nor_held_against_anybody() -> None:
    free = Place(0, 10, "a", "model", free=True)
    assert judge(Page("en", [free], [place(0, 10)])).found == judge(Page("en", [free], [])).found
    # Only touching it is free as well.
    assert judge(Page("en", [free], [place(8, 30)])).spurious == []


@pytest.mark.parametrize(
    ("wanted", "required"),
    [(numbered, ["decree"]), (instrument, ["decree", "law"]), (name, ["model"])],
)
def test_subsets_leave_the_rest_out_of_account(wanted: object, required: list[str]) -> None:
    true = [Place(0, 5, "a", "decree", "98"), Place(10, 15, "b", "law"), Place(20, 25, "c", "model")]
    judged = judge(Page("en", true, true), wanted)  # type: ignore[arg-type]  # a callable, as the table cannot say
    assert sorted(one.kind for one, _ in judged.matched) == sorted(required)
    assert judged.found.rate().f1 == 1.0


def linked(text: str) -> list[Item]:
    """Read "en:a>1": in English, of entity a, said to be 1; - for none."""
    parts = [word.replace(">", ":").split(":") for word in text.split()]
    return [Item(lang, *(None if one == "-" else one for one in (true, said))) for lang, true, said in parts]


# Bagga and Baldwin's own example: twelve mentions, truly five, two and five of a kind.
TRUE = ["1", "1", "1", "1", "1", "2", "2", "3", "3", "3", "3", "3"]


@pytest.mark.parametrize(
    ("said", "precision", "recall"),
    [
        ("a a a a a b b b b b b b", 0.7619, 1.0),  # 2 joined with the second five: 5/12 + 2/12 2/7 + 5/12 5/7
        ("a a a a a b b a a a a a", 0.5833, 1.0),  # the two fives joined: 10/12 1/2 + 2/12
    ],
)
def test_b_cubed_gives_what_its_authors_print(said: str, precision: float, recall: float) -> None:
    items = [Item("en", one, other) for one, other in zip(TRUE, said.split(), strict=True)]
    result = b_cubed(items)
    assert result.precision == pytest.approx(precision, abs=1e-4)
    assert result.recall == pytest.approx(recall)


@pytest.mark.parametrize(
    ("items", "pairs_f1", "macro_f1"),
    [
        ("en:a>1 es:a>1", 1.0, 1.0),
        ("en:a>1 es:a>2", 0.0, 0.0),
        ("en:a>1 en:a>2", 1.0, 1.0),  # one language: no pair is asked for, none given
        ("en:a>1 es:a>1 en:b>1 es:b>1", 2 / 3, 1 / 2),  # 4 pairs given, 2 of them right
        # A thing named often and well hides one that is lost, but not in the mean by entity.
        ("en:a>1 en:a>1 en:a>1 es:a>1 es:a>1 es:a>1 en:b>2 es:b>3", 2 * 0.9 / 1.9, 0.5),
        ("en:a>1 es:a>-", 0.0, 0.0),
        ("en:a>1 es:a>1 fr:->1", 0.5, 0.5),  # 3 pairs given, 1 right
    ],
)
def test_pairs_across_languages(items: str, pairs_f1: float, macro_f1: float) -> None:
    assert across(linked(items)).f1 == pytest.approx(pairs_f1)
    assert by_entity(linked(items)).f1 == pytest.approx(macro_f1)


def test_wrong_are_those_under_an_id_that_mostly_means_something_else() -> None:
    assert wrong(linked("en:a>1 es:a>1 en:b>1 en:b>2 es:c>-")) == linked("en:b>1")


@given(st.lists(st.tuples(st.sampled_from(["en", "es", "fa"]), st.sampled_from("abc"), st.sampled_from("123-"))))
def test_measures_stay_between_nothing_and_all_and_the_truth_scores_all(drawn: list[tuple[str, str, str]]) -> None:
    items = [Item(lang, true, None if said == "-" else said) for lang, true, said in drawn]
    for measure in (across, by_entity, b_cubed):
        assert 0 <= measure(items).f1 <= 1
        assert measure([item._replace(said=item.true) for item in items]).f1 == (1 if items else measure([]).f1)


def test_stories_are_the_same_for_the_same_seed_and_say_where_their_mentions_stand() -> None:
    some = [row for rows in stories(60) for row in rows]
    assert [row for rows in stories(10) for row in rows] == some[: sum(len(rows) for rows in stories(10))]
    assert {row["lang"] for row in some} == set(languages())
    for row in some:
        for mention in row["truth"]:
            surface = row["text"][mention["start"] : mention["end"]]
            assert surface
            assert surface.strip() == surface
            assert (mention["number"] or "") in surface
    # The same number is that of several documents.
    entities = {mention["entity"] for row in some for mention in row["truth"]}
    assert len({entity.rpartition(":")[2].partition("@")[0] for entity in entities}) < len(entities)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("vn:mo-hinh:son-la.an-phu.tan-an:duong-xanh", True),
        ("vn:mo-hinh:son-la.tan-an:duong-xanh", True),  # the same place, less of it known
        ("vn:mo-hinh:son-la.an-phu.binh-an:duong-xanh", False),
        ("vn:mo-hinh:son-la.an-phu.tan-an:duong-sach", False),
        ("vn:son-la.tinh-uy:nghi-quyet:12@2020-2025", False),
    ],
)
def test_a_model_is_right_by_its_name_in_no_other_place(said: str, *, expected: bool) -> None:
    assert is_right("vn:mo-hinh:son-la.an-phu.tan-an:duong-xanh", said) is expected


def test_a_link_is_wrong_to_a_known_other_thing_or_together_with_one() -> None:
    def link(true: str, said: str) -> Linked:
        return Linked("1-en", "en", "Resolution 12", true, said, "resolution")

    ours, other = "vn:son-la.tinh-uy:nghi-quyet:12@2020-2025", "vn:lao-cai.tinh-uy:nghi-quyet:12@2020-2025"
    stub = "vn:?:nghi-quyet:12@?~s1"
    assert wrong_links([link(ours, ours), link(other, stub)]) == []
    assert wrong_links([link(ours, other)]) == [link(ours, other)]
    assert wrong_links([link(ours, stub), link(ours, stub), link(other, stub)]) == [link(other, stub)]


def test_every_floor_of_naming_names_a_bench() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floor"]
    benches = {floor["bench"] for floor in floors if floor["bench"].startswith("naming")}
    assert benches == {"naming", "naming_find", "naming_synthetic", "naming_speed"}
    assert all(callable(import_module(f"bench.{bench}").measured) for bench in benches)


def test_the_annotated_sample_is_found_again_in_an_archive(tmp_path: Path) -> None:
    """Where the truth says that a mention stands, its words stand in the archive's text."""
    corpus = sample(tmp_path / "archive")
    with closing(corpus.archive):
        assert len(corpus.articles) == 48
        annotated = [(article, place) for article in corpus.articles for place in article.true if place.entity]
        assert len(annotated) > 300
        assert all(article.text[place.start : place.end].strip() for article, place in annotated)


def test_a_language_left_out_leaves_the_others() -> None:
    whole, less = register(NOTHING), register(Without(lang="es"))
    assert set(less.entities) == set(whole.entities)
    assert not any(lang == "es" for entity in less.entities.values() for lang, _, _ in entity.names)
    assert whole.concepts("es")
    assert not less.concepts("es")
    assert less.concepts("fr") == whole.concepts("fr")
    assert not [entity for entity in register(Without(movements=True)).entities.values() if entity.kind == "movement"]


@pytest.mark.parametrize(
    ("true", "said", "wrong_in"),
    [
        ("vn:tw:nghi-quyet:57-nq-tw@2024", "vn:tw:nghi-quyet:57@xiii", set()),
        ("vn:tw:nghi-quyet:57@xiii", "vn:?:nghi-quyet:57@?~s1", {"issuer", "period"}),
        ("vn:chinh-phu:nghi-dinh:03@2024", "vn:chinh-phu:nghi-dinh:3@2024", set()),
        ("vn:chinh-phu:nghi-dinh:03@2024", "vn:chinh-phu:thong-tu:4@2024", {"type", "number"}),
        ("vn:son-la.tinh-uy:chi-thi:05@2023", "vn:son-la.tinh-uy:chi-thi:05@2015-2020", {"period"}),
    ],
)
def test_ids_of_another_make_are_compared_part_by_part(true: str, said: str, wrong_in: set[str]) -> None:
    assert {what for what, right in agreement({true: [said]}).items() if not right} == wrong_in


def test_rows_with_names_are_the_synthetic_rows_with_sentences_in_them() -> None:
    some = list(rows(12, characters=1_500))
    assert some[:5] == list(rows(12, characters=1_500))[:5]
    assert all("published" in row or row["text"] for row in some)
    assert len({row["id"] for row in some}) == 12


def test_rows_of_so_many_bytes_keep_every_sentence_that_names_something() -> None:
    for whole, small in zip(rows(12, size=20_000), rows(12, size=4_096), strict=True):
        assert len(small["text"].encode()) <= 4_096
        kept, lines = (set(row["text"].splitlines()) for row in (whole, small))
        if small["id"].endswith("-vi"):  # a translation's other words depend on how many stand before it
            assert len(lines - kept) <= 1  # of what names nothing, the last paragraph is cut
