"""What of a text can be met again in its translation."""

from __future__ import annotations

import pytest

from tracuu.linking import copies, rare
from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, read, sentences


def of_kind(text: str, lang: str, kind: str) -> set[str]:
    return {sign[len(kind) :] for sign in read([text], lang).whole.counts if sign.startswith(kind)}


@pytest.mark.parametrize(
    ("text", "lang", "numbers"),
    [
        ("It cost 67.5 million and 1,240 hands.", "en", {"675", "1240"}),
        ("Costó 67,5 millones y 1.240 manos.", "es", {"675", "1240"}),  # separators differ, figures do not
        ("در سال ۱۹۵۸ و ۲۶ درخت", "fa", {"1958", "26"}),  # other digits
        ("Decision 0012/QD", "en", {"12"}),  # zeros in front tell nothing
    ],
)
def test_numbers_are_their_figures(text: str, lang: str, numbers: set[str]) -> None:
    assert of_kind(text, lang, FIGURES) == numbers


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("the mayor Declan Sweeney came", "en", {"declan", "sweeney", "declan sweeney"}),
        ("thị trưởng Nguyễn Văn Ân tới", "vi", {"nguyen", "van", "an", "nguyen van", "van an"}),
        ("شهردار Declan آمد", "fa", {"declan"}),  # among other letters, Latin ones are a name
        ("nothing has a capital here", "en", set()),
    ],
)
def test_names_are_words_with_a_capital(text: str, lang: str, names: set[str]) -> None:
    assert of_kind(text, lang, NAME) == names


def test_a_name_has_one_skeleton_in_every_script() -> None:
    skeletons = [
        of_kind(text, lang, SKELETON)
        for text, lang in (("in Washington", "en"), ("в Вашингтон", "ru"), ("در واشنگتن", "fa"))
    ]
    assert set.intersection(*skeletons) == {"snktn"}


def test_vietnamese_words_are_syllables_and_pairs_of_them() -> None:
    words = of_kind("nông dân trồng lúa", "vi", WORD)
    assert {"nông", "nông dân"} <= words or {"nong", "nong dan"} <= words


def test_sentences_are_read_when_they_are_needed() -> None:
    reading = read(["Oona has 3 boats.", "Declan has 4.", "They met."], "en")
    assert [f"{FIGURES}3" in one.counts for one in sentences(reading, 2)] == [True, False]


def test_the_rarest_signs_are_the_keys_of_a_version() -> None:
    """Fourteen words beside names and numbers; two versions meet in what both bear."""
    text = "Oona Farrelly weighed 870 kilos. " + " ".join(f"common{number}" for number in range(60))
    reading = read([text], "en")
    keys = rare.keys(reading, lambda sign: 5.0 if "8" in sign or "oona" in sign else 1.0, {}, lambda _: 1.0)
    assert {rare.number(f"{FIGURES}870"), rare.number(f"{NAME}oona")} <= keys.keys()
    assert len(keys) <= sum(rare.MOST.values())
    holders = [(key, 7, weight) for key, weight in keys.items()] + [(rare.number("w:other"), 8, 9.0)]
    shared = rare.shared(keys | {rare.number("w:other"): 0.5}, holders)
    assert shared == {7: pytest.approx(sum(keys.values())), 8: 0.5}


def test_what_very_many_bear_tells_nothing() -> None:
    crowd = [(1, version, 3.0) for version in range(rare.MOST_COMMON + 1)]
    assert rare.shared({1: 3.0}, crowd) == {}


LETTERS = "a b c d e f g h i j k l m n o p q"
RUN_ON = "黑龙江省农民今年种植了大量的藏红花并且获得丰收"


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (LETTERS, f"{LETTERS} printed again", True),
        (LETTERS, LETTERS[::-1], False),  # the same words in another order
        (LETTERS, f"{LETTERS} {' '.join(map(str, range(90)))}", False),  # a part of something much longer
        (RUN_ON, f"{RUN_ON}了", True),  # no blanks between words
        ("short", "short", True),
        ("short", "brief", False),
    ],
)
def test_near_copies_hold_the_same_runs_of_words(one: str, other: str, is_copy: bool) -> None:  # noqa: FBT001  a table
    ours, theirs = copies.shingles([one]), copies.shingles([other])
    assert bool(copies.share(ours, theirs)) == is_copy
    if is_copy:
        assert set(copies.sketch(ours)) & set(copies.sketch(theirs))
