"""How places of models are spelled in other scripts: read where the text tells where a name begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.errors import DataError
from tracuu.mentions import agree, placemarks
from tracuu.mentions.find import find
from tracuu.records import Mark, Role

PLACES = [
    # behind its word, with the district behind it, which tells that it is a name
    ("ar", "في بلدية تام ثانغ بمدينة تام كي، نموذج «بئر أخضر» ناجح.", None, "ar:تام کی.تام ثانغ"),
    ("ar", "نموذج «بئر أخضر» في بلدية تام ثانغ (تام كي) ناجح.", None, "ar:?.تام ثانغ"),
    ("fa", "مدل «چاه سبز» در کمون تام تانگ، شهر تام کی، استان کوانگ نام", "quang-nam", "fa:تام کی.تام تانگ"),
    ("he", 'בקומונת סון לונג, מחוז אן פו, המודל "באר ירוקה" מצליח.', None, "he:אן פו.סון לונג"),
    ("th", "ที่ตำบลตามทัง อำเภอตามกี จังหวัดกว๋างนาม โมเดล “บ่อน้ำ”", "quang-nam", "th:ตามกี.ตามทัง"),
    ("lo", "ທີ່ຕາແສງເຊີນລອງ ເມືອງອານຟູ ຮູບແບບ “ນ້ຳສ້າງສີຂຽວ” ມີຜົນ.", None, "lo:ອານຟູ.ເຊີນລອງ"),
    ("km", "នៅឃុំសឺនឡុង ស្រុកអានភូ គំរូ “អណ្តូងបៃតង” មានប្រសិទ្ធភាព។", None, "km:អានភូ.សឺនឡុង"),
    ("lo", "ຢູ່ເມືອງເຊີນລອງ ນະຄອນດານັງ ຮູບແບບ “ນ້ຳສ້າງສີຂຽວ” ມີຜົນ.", "da-nang", "lo:ເຊີນລອງ.?"),
    ("el", "Στην κοινότητα Σον Λονγκ της πόλης Ντα Νανγκ, το μοντέλο «Πηγάδι»", "da-nang", "el:?.σον λονγκ"),
    # before its word
    ("hi", "सोन ला प्रांत के आन फू जिले के होआ लाम कम्यून में “हरा कुआँ” मॉडल", "son-la", "hi:आन फू.होआ लाम"),
    ("bn", "ফু বিন জেলার সন লং কমিউনে “সবুজ কূপ” মডেল সফল।", None, "bn:ফু বিন.সন লং"),
    ("my", "အန်ဖူ ခရိုင် ဆွန်လောင် ရပ်ကွက်ရှိ “အစိမ်းရောင်ရေတွင်း” မော်ဒယ်", None, "my:အန်ဖူ.ဆွန်လောင်"),
    # one glued to the other, the largest first
    ("zh", "在广南省三岐市三升社，“绿色水井”模式受到欢迎。", "quang-nam", "zh:三岐.三升"),
    ("zh-Hant", "「綠色水井」模式在廣南省安富縣和林鄉受到歡迎。", "quang-nam", "zh-Hant:安富.和林"),
    ("ja", "クアンナム省タムキー市タムタン社の「緑の井戸」モデルは好評だ。", "quang-nam", "ja:タムキー.タムタン"),
    ("ko", '꽝남성 푸롱사의 "푸른 우물" 모델은 좋다.', "quang-nam", "ko:?.푸롱"),
    # with capitals, which alone tell that it is a name
    ("ru", "В коммуне Тамтханг провинции Куангнам модель «Колодец»", "quang-nam", "ru:?.тамтханг"),
    ("uk", "У комуні Шонлонг повіту Анфу модель «Зелений колодязь» працює.", None, "uk:анфу.шонлонг"),
    ("bg", "В община Шон Лонг, окръг Ан Фу, моделът „Зелен кладенец“ работи.", None, "bg:ан фу.шон лонг"),
    ("el", "Στην κοινότητα Σον Λονγκ, το μοντέλο «Πράσινο πηγάδι» λειτουργεί.", None, "el:?.σον λονγκ"),
    ("ru", "Вчера в Тамтхангской коммуне показали модель «Колодец».", None, "ru:?.тамтхангской"),
    # in Latin letters it is a place, and no spelling
    ("ru", "В коммуне Tam Thang модель «Колодец» работает.", "?.?.tam-thang", None),
    # what a commune does, what a town is like, and words that hold a word for a place
    ("th", "แต่ละตำบลเลือกโมเดล “บ่อน้ำสีเขียว”", None, None),
    ("ar", "في منطقة سكنية، نموذج «بئر أخضر» ناجح.", None, None),
    ("ru", "Эта коммуна создала модель «Зелёный колодец».", None, None),
    ("zh", "在广南省经济社会发展中，“绿色水井”模式受到欢迎。", "quang-nam", None),
    ("zh", "“绿色水井”模式在广南省新农村建设中受到欢迎。", "quang-nam", None),
    ("ja", "クアンナム省の会社が「緑の井戸」モデルを支援した。", "quang-nam", None),
    ("ko", '꽝남성 신문사에서 "푸른 우물" 모델을 소개했다.', "quang-nam", None),
]


@pytest.mark.parametrize(("lang", "text", "place", "spelled"), PLACES)
def test_how_the_place_beside_a_name_is_spelled(lang: str, text: str, place: str | None, spelled: str | None) -> None:
    found = next(one for one in find(text, [Mark(0, len(text), Role.BODY)], lang) if one.kinds[0] == "model")
    assert (found.place, found.spelled) == (place, spelled)


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("zh:安富.和林", "zh:安富.和林", True),
        ("zh:安富.和林", "zh:?.和林", True),
        ("zh:安富.和林", "zh:安富.平安", False),
        ("zh:安富.和林", "zh:新平.和林", False),
        ("zh:?.和林", "zh:和林.?", True),  # a commune is called a district
        ("zh:?.和林", "zh-Hant:?.平安", True),  # of two scripts nothing is known
        ("zh:?.和林", None, True),
        # endings of cases, syllables written together, a last one that is left out
        ("ru:?.хоа лам", "ru:?.хоалама", True),
        ("ru:?.бинь", "ru:?.бини", True),
        ("ru:?.хоа лам", "ru:?.хоа лонг", False),
        ("th:?.ฮวา", "th:?.ฮวาเลิม", True),
    ],
)
def test_spellings_of_one_language_tell_places_apart(one: str, other: str | None, *, agrees: bool) -> None:
    assert agree.spellings_agree(one, other) is agree.spellings_agree(other, one) is agrees


def test_two_spellings_are_joined_level_by_level() -> None:
    assert agree.joined_spelling("zh:?.和林", "zh:安富.?") == "zh:安富.和林"
    assert agree.joined_spelling(None, "zh:安富.?") == "zh:安富.?"


@pytest.mark.parametrize("row", [{"stands": "beside"}, {}, {"stands": "chain"}, {"stands": "before", "not": "社会"}])
def test_a_wrong_entry_names_file_and_language(row: dict[str, str]) -> None:
    with pytest.raises(DataError, match=r"place_names\.toml.*eo"):
        placemarks.check_row(Path("place_names.toml"), "eo", row)
