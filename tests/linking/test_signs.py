"""What of a text can be met again in its translation."""

from __future__ import annotations

import numpy as np
import pytest

from tracuu.corpus.matching import Bearers
from tracuu.linking import copies, rare
from tracuu.linking.frequency import Weights
from tracuu.linking.meanings import meant
from tracuu.linking.rare import Rare
from tracuu.linking.signs import FIGURES, NAME, SKELETON, WORD, ByNumber, Reader


def of_kind(text: str, lang: str, kind: str) -> set[str]:
    reader = Reader()
    signs = reader.vocabulary.written(reader.read([text], lang).signs)
    return {sign[len(kind) :] for sign in signs if sign.startswith(kind)}


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


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Oona Farrelly", {"=oona farrelly"}),  # two names in a row are a sign too
        ("Oona, Farrelly", set()),  # a mark stands between them
        ("(Oona Farrelly)", {"=oona farrelly"}),
        ("Oona\u00a0Farrelly", {"=oona farrelly"}),
        ("Oona-Farrelly", {"=oona farrelly"}),
        ("Oona  Farrelly", set()),
        ("Oona met Farrelly", set()),
    ],
)
def test_names_in_a_row(text: str, signs: set[str]) -> None:
    assert {f"={name}" for name in of_kind(text, "en", NAME) if " " in name} == signs


def test_pairs_that_no_table_knows_are_no_signs_but_in_a_whole_reading() -> None:
    reader = Reader(lambda _lang: {"nông dân"})
    for whole, pairs in ((False, {"nông dân"}), (True, {"nông dân", "dân trồng", "trồng lúa"})):
        reading = reader.read(["nông dân trồng lúa"], "vi", whole=whole)
        signs = reader.vocabulary.written(reading.signs)
        assert {sign[len(WORD) :] for sign in signs if sign.startswith(WORD) and " " in sign} == pairs


def test_a_reading_tells_in_which_sentences_signs_stand_and_how_often() -> None:
    reader = Reader()
    reading = reader.read(["Oona has 3 boats, and 3 more.", "Declan has 4.", "They met."], "en")
    signs = reader.vocabulary.written(reading.signs)
    stand = [(row, signs[column], times) for row, column, times in zip(
        reading.rows.tolist(), reading.columns.tolist(), reading.times.tolist(), strict=True)]  # fmt: skip
    assert reading.size == 3
    assert [one for one in stand if one[1] in {"#3", "#4", "=declan"}] == [
        (0, "#3", 2),
        (1, "=declan", 1),
        (1, "#4", 1),
    ]
    assert dict(zip(signs, reading.counts.tolist(), strict=True))["#3"] == 2


def test_the_script_is_that_of_most_words() -> None:
    """What was read before says nothing of it."""
    reader = Reader()
    assert reader.read(["в город приехала Oona"], "ru").latin is False
    assert reader.read(["Oona came to the город"], "ru").latin is True
    assert reader.read(["в город приехала oona"], "ru").latin is False
    assert "=oona" in reader.vocabulary  # among other letters, Latin ones are a name


def test_the_rarest_signs_are_the_keys_of_a_version() -> None:
    """Fourteen words beside names and numbers; two versions meet in what both bear."""
    text = "Oona Farrelly weighed 870 kilos. " + " ".join(f"common{number}" for number in range(60))
    reader = Reader()
    reading = reader.read([text], "en")
    written = reader.vocabulary.written
    known = {"w:weigh": (("cân", 0.8),), "w:kilo": (("ký", 0.05),)}  # the second is hardly sure
    finder = Rare(
        reader.vocabulary,
        Weights(reader.vocabulary, lambda _lang: lambda sign: 5.0 if "8" in sign or "oona" in sign else 1.0),
        "vi",
        lambda words, _source, _target: meant([known[sign] for sign in written(words)], reader.vocabulary),
        lambda _lang: ByNumber(lambda signs: [sign in known for sign in written(signs)], "?"),
    )
    keys = finder.keys(reading)
    assert {rare.number(f"{FIGURES}870"), rare.number(f"{NAME}oona"), rare.number(f"{WORD}cân")} <= keys.keys()
    assert rare.number(f"{WORD}ký") not in keys
    assert len(keys) <= sum(rare.MOST.values())
    places = np.arange(len(keys) + 1)
    bearers = Bearers(places, np.array([7] * len(keys) + [8]), np.array([*keys.values(), 9.0]))
    shared = rare.shared([*keys.values(), 0.5], bearers)
    assert shared.versions.tolist() == [7, 8]
    assert shared.sums.tolist() == pytest.approx([sum(keys.values()), 0.5])
    assert shared.runs.tolist() == [0, 0]


def test_where_all_meet_only_words_that_a_table_knows_are_keys() -> None:
    """Another word is met in no other language, however rare it is; and in a small archive more are compared."""
    reader = Reader()
    reading = reader.read(["cây cầu lạ"], "vi")
    terms = {f"{WORD}cây", f"{WORD}cây cầu"}
    finder = Rare(
        reader.vocabulary,
        Weights(reader.vocabulary, lambda _lang: lambda _sign: 1.0),
        "vi",
        lambda _words, _source, _target: meant([], reader.vocabulary),
        lambda _lang: ByNumber(lambda signs: [sign in terms for sign in reader.vocabulary.written(signs)], "?"),
    )
    assert finder.keys(reading).keys() == {rare.number(term) for term in terms}
    assert rare.most(rare.FEW) > rare.most(rare.FEW + 1)


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
