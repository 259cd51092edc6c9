"""Everything that a version's text names, in one list: offsets, overlaps, repeats, places."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.entities import Found, How
from tracuu.errors import DataError
from tracuu.mentions import namewords
from tracuu.mentions.concepts import name_key
from tracuu.mentions.find import MOST_NAMES, find, without_overlaps
from tracuu.mentions.known import compile_names
from tracuu.mentions.namewords import words_of
from tracuu.records import Mark, Role

NOTHING_KNOWN = compile_names(())


def lines(text: str, roles: tuple[Role, ...] = ()) -> tuple[Mark, ...]:
    made: list[Mark] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            made.append(Mark(start, start + len(line), roles[number] if roles else Role.BODY))
        start += len(line) + 1
    return tuple(made)


def found(lang: str, text: str) -> list[Found]:
    return list(find(text, lines(text), lang, NOTHING_KNOWN))


def names(lang: str, text: str) -> list[str]:
    return [one.surface for one in found(lang, text) if one.kinds[0] in {"model", "movement"}]


@pytest.mark.parametrize(
    "text",
    [
        "Thôn có mô hình “Tủ sách đầu làng”.",
        unicodedata.normalize("NFD", "Thôn có mô hình “Tủ sách đầu làng”."),  # letters and accents apart
        "Năm 2024… ﬁ½ № ① — mô hình “Tủ sách đầu làng”.",  # signs that fold to several
        "😀 mô hình “Tủ sách đầu làng”",
        "﻿Mô\u200b hình “Tủ sách đầu làng”",
    ],
)
def test_offsets_count_in_given_text(text: str) -> None:
    [name] = found("vi", text)
    assert text[name.start : name.end] == name.surface
    assert unicodedata.normalize("NFC", name.surface) == "Tủ sách đầu làng"
    assert name.name == "tu sach dau lang"


def test_only_lines_of_content_are_read() -> None:
    text = 'The "Lantern Lane" model\n\nThe "Warm Coat" model\nThe "Green Bin" model'
    marks = lines(text, (Role.TITLE, Role.BODY, Role.RELATED, Role.CAPTION))
    assert [one.surface for one in find(text, marks, "en", NOTHING_KNOWN)] == ["Lantern Lane", "Green Bin"]
    assert find(text, (), "en") == ()
    assert find("", (), "en") == ()


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # In quotes without the model word, in other case, inflected.
        (
            "en",
            'The "Lantern Lane" model grew. "Lantern lanes" are lit. We love the lantern lane.',
            ["Lantern Lane", "Lantern lanes", "lantern lane"],
        ),
        ("vi", "Mô hình “5 cùng” hay. Nhờ 5 cùng, thôn sạch.", ["5 cùng", "5 cùng"]),
        ("ms", 'Model "Rak Buku" dibuka. Rak buku itu ramai.', ["Rak Buku", "Rak buku"]),
        ("ru", "Модель «Сельская полка». Без «Сельской полки» скучно.", ["Сельская полка", "Сельской полки"]),
        ("ja", "「村の本棚」モデル。村の本棚は便利。", ["村の本棚", "村の本棚"]),
        # One word is not looked for without quotes, nor two syllables of Vietnamese.
        ("de", "Das Modell „Laterne“. Die Laterne brennt.", ["Laterne"]),
        ("vi", "Mô hình “nhà sạch”. Mỗi nhà sạch một góc.", ["nhà sạch"]),
        # A motto of the same words stays a motto.
        ("en", 'The "Clean Lane" model. The motto "Clean lane" hangs there.', ["Clean Lane"]),
    ],
)
def test_a_name_is_met_again_in_the_same_text(lang: str, text: str, expected: list[str]) -> None:
    assert names(lang, text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The Lantern Lane model spread.", ["Lantern Lane"]),
        ("en", "She joined the model Warm Coat Corner in May.", ["Warm Coat Corner"]),
        ("en", "the Good Neighbours emulation and the Clean Canal movement", ["Clean Canal"]),
        ("es", "el modelo Calle Clara de la comuna", ["Calle Clara"]),
        ("ms", "menerusi model Bank Ikan Hijau", ["Bank Ikan Hijau"]),
        ("en", "The Quang Nam model is praised.", []),  # a place
        ("en", "The Farmers' Union model is praised.", []),  # an office
        ("en", "Thang Binh Spreads the Lantern Lane Model Across Hamlets", []),  # a title: capitals tell nothing
        ("en", "The new model helps.", []),
        ("en", "Mr Smith's campaign", []),
        ("de", "Das Modell Grüne Gasse", []),  # all nouns have capitals
    ],
)
def test_a_bare_name_is_told_by_its_capitals(lang: str, text: str, expected: list[str]) -> None:
    assert names(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", 'El modelo "Vía verde" de la comuna de Tan Hoa (Long Dien) crece.', "long-dien.tan-hoa"),
        ("vi", "Mô hình “Ao chung” ở xã Tân Hòa, huyện Long Điền, tỉnh Quảng Nam.", "quang-nam.long-dien.tan-hoa"),
        ("vi", "Xã Tân Hòa (huyện Long Điền) có mô hình “Ao chung”.", "long-dien.tan-hoa"),
        ("en", 'In Tan Hoa commune (Long Dien) the "Lantern Lane" model grew.', "long-dien.tan-hoa"),
        ("nb", "«Kubank»-modellen i Tan Hoa-kommunen", "?.?.tan-hoa"),
        ("th", "โมเดล “ธนาคารวัว” ในตำบล Tan Hoa", "?.?.tan-hoa"),
        ("en", 'The "Lantern Lane" model of An Hoa commune in Quang Nam.', "quang-nam.?.an-hoa"),
        ("en", 'In An Hoa commune, An Phu district, they call it the "Lantern Lane" model.', "an-phu.an-hoa"),
        ("en", 'The commune\'s model "Lantern Lane" grew.', None),
        ("en", 'The model "Lantern Lane" of the commune Party Committee.', None),
        ("en", 'The "Lantern Lane" model grew. Tan Hoa commune is proud.', None),  # another sentence
        ("vi", "Mô hình “5+1” (Đại Hòa) và mô hình “Ao chung”.", "dai-hoa"),
    ],
)
def test_the_place_beside_a_name_is_read(lang: str, text: str, expected: str | None) -> None:
    assert next(one for one in found(lang, text) if one.kinds[0] == "model").place == expected


def test_each_model_of_a_list_has_its_own_place() -> None:
    text = 'Models: "Green Sunday" (Tan Hoa commune), "Piggy bank" (Long Thanh commune) and "Warm Coat".'
    assert [(one.surface, one.place) for one in found("en", text)] == [
        ("Green Sunday", "?.?.tan-hoa"), ("Piggy bank", "?.?.long-thanh"), ("Warm Coat", None),
    ]  # fmt: skip


def test_kind_and_how_are_told() -> None:
    text = "Modellen «Kubank», «Lykt»-modellen og bevegelsen «Ett smau»"
    assert [(one.kinds, one.how) for one in found("nb", text)] == [
        (("model",), How.QUOTED), (("model",), How.GLUED), (("movement",), How.QUOTED),
    ]  # fmt: skip


def test_a_registered_movement_is_known_in_any_wording() -> None:
    text = 'The movement "Adroit mobilisation of the masses" and adroit mass mobilisation without quotes.'
    assert {one.entity for one in find(text, lines(text), "en")} == {"vn:phong-trao:dan-van-kheo"}


def test_names_in_addresses_and_glosses_are_none() -> None:
    text = 'See https://example.com/dan-van-kheo-1.html and "Dan van kheo" (skilful mass mobilisation).'
    assert [one.surface for one in find(text, lines(text), "en")] == ["Dan van kheo"]


def test_the_surest_of_overlapping_mentions_stays() -> None:
    def at(start: int, end: int, how: How) -> Found:
        return Found(start, end, "x" * (end - start), ("model",), how)

    kept = without_overlaps([at(0, 9, How.QUOTED), at(2, 5, How.KNOWN), at(5, 9, How.GLUED), at(6, 8, How.GLUED)])
    assert [(one.start, one.end) for one in kept] == [(2, 5), (5, 9)]


def test_a_text_that_names_without_end_is_cut() -> None:
    text = 'the "Lantern Lane" model ' * (MOST_NAMES + 100)
    assert len(found("en", text)) <= MOST_NAMES


@given(st.text(alphabet="aB \n\"'“”«»(),.-1" + "mô hìnhode", max_size=80), st.sampled_from(["vi", "en", "de", "ja"]))
def test_mentions_are_in_order_and_apart_whatever_the_text(text: str, lang: str) -> None:
    mentions = find(text, lines(text), lang)
    assert all(text[one.start : one.end] == one.surface for one in mentions)
    assert all(one.name == name_key(one.surface) for one in mentions if one.kinds[0] in {"model", "movement"})
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize("lang", sorted(path.stem for path in namewords.FOLDER.glob("*.toml")))
def test_every_file_of_words_is_read(lang: str) -> None:
    """A language's model word alone, and its movement word, are met."""
    assert len(words_of(lang).entries) > 0


def test_a_wrong_file_of_words_is_refused() -> None:
    with pytest.raises(DataError):
        namewords.check_entry(namewords.FOLDER / "en.toml", "modle", ["model"])
    with pytest.raises(DataError):
        namewords.check_entry(namewords.FOLDER / "en.toml", "model", "model")


def test_a_name_goes_on_behind_the_end_of_a_page() -> None:
    """A page of a PDF ends with a form feed, which counts as a blank wherever it stands."""
    text = "Tỉnh thực hiện Nghị quyết\fsố 35-NQ/TU của Tỉnh ủy."
    (one,) = found("vi", text)
    assert (text[one.start : one.end], one.surface) == ("Nghị quyết\fsố 35-NQ/TU", "Nghị quyết số 35-NQ/TU")
