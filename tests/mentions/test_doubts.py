"""Versions that left out a name each: what stands where the other one has a name may be another one."""

from __future__ import annotations

import pytest

from tests.mentions.marked import NOTHING, said, text
from tracuu.mentions.gather import gather

# Two models in paragraphs of their own, and again together.
TWO = """Thực hiện {Nghị quyết số 6|resolution|number=6}, thôn nào cũng cử ra ba người lo từng phần việc.
Ở xã trên, bà con quen gọi mô hình “{Bếp không khói|model}” là việc của cả làng. Đường ra đồng đã đông người qua lại.
Ở xã dưới, mô hình “{Bờ rào hoa|model}” đã thu hút hàng chục hộ theo. Năm nay được giá, nhiều nhà sửa lại mái bếp.
Trời vừa tạnh mưa. Cán bộ nhắc nhiều đến {Nghị quyết số 6|resolution|number=6} khi nói về cách làm năm qua. \
Người dân nói rằng mô hình “{Bếp không khói|model}” giúp họ gần nhau hơn. \
Sau một năm, mô hình “{Bờ rào hoa|model}” vẫn giữ được nhịp sinh hoạt."""
HEARTH = {"vi Bếp không khói", "zh 无烟灶", "zh 没有烟的灶"}
HEDGE = {"vi Bờ rào hoa", "zh 花篱笆", "zh 开花的围栏"}

# One name of two communes, which only the Vietnamese letters tell.
NAMESAKES = """Ở xã Hồng Hạ, mô hình “{Bếp không khói|model|place=hue.a-luoi.hong-ha}” đã có hàng chục hộ theo.
Ở xã Lộc Trì, bà con coi mô hình “{Bếp không khói|model|place=hue.phu-loc.loc-tri}” là việc chung của cả làng."""


def clusters(vietnamese: str, lang: str, other: str) -> list[set[str]]:
    texts = [text(1, "vi", vietnamese, original=True), text(2, lang, other)]
    return said(gather(texts, NOTHING), *texts)


def chinese(first: str, second: str, third: str, fourth: str) -> str:
    return f"""在落实{{第6号决议|resolution|number=6}}的过程中，各村逐项检查了工作。
{first}通往田野的路上已经热闹起来。
{second}今年价格不错。
雨刚停。报告专门评估了{{第6号决议|resolution|number=6}}。{third}{fourth}"""


def named(name: str) -> str:
    return f"在那里，人们把“{{{name}|model}}”模式称为全村的事。" if name else ""


@pytest.mark.parametrize(
    "names",
    [
        ("无烟灶", "花篱笆", "无烟灶", "花篱笆"),
        ("无烟灶", "花篱笆", "没有烟的灶", "开花的围栏"),  # each worded in two ways
        ("", "花篱笆", "没有烟的灶", "开花的围栏"),  # the first sentence was lost: the second looks like it
        ("", "花篱笆", "没有烟的灶", "花篱笆"),
        ("无烟灶", "", "无烟灶", "花篱笆"),
        ("无烟灶", "", "没有烟的灶", "开花的围栏"),
        ("", "", "没有烟的灶", "花篱笆"),
        ("无烟灶", "花篱笆", "", "花篱笆"),
        ("无烟灶", "花篱笆", "", "开花的围栏"),
    ],
)
def test_what_was_lost_is_not_made_up_for_by_what_stands_there(names: tuple[str, str, str, str]) -> None:
    """Whatever is joined is one thing; what its place alone would tell stays open."""
    found = clusters(TWO, "zh", chinese(*map(named, names)))
    assert [one for one in found if not (one <= HEARTH or one <= HEDGE or "vi Nghị quyết số 6" in one)] == []
    if all(names):
        told = {"vi Bếp không khói", "vi Bờ rào hoa", *(f"zh {name}" for name in names)}
        assert found[1:] == [HEARTH & told, HEDGE & told]


@pytest.mark.parametrize(
    ("place", "partner"),
    [("", None), ("|place=hue.phu-loc.loc-tri", "phu-loc"), ("|place=hue", None)],
)
def test_of_two_models_of_one_name_a_version_that_names_one_must_say_which(place: str, partner: str | None) -> None:
    spanish = f"La gente de la comuna sigue el modelo “{{Cocina sin humo|model{place}}}” desde la primavera."
    texts = [text(1, "vi", NAMESAKES, original=True), text(2, "es", spanish)]
    joined = [one.place for one in gather(texts, NOTHING) if len({number for number, _ in one.members}) > 1]
    assert [str(where).split(".")[1] for where in joined] == ([partner] if partner else [])


def test_a_version_that_names_both_is_told_by_its_order() -> None:
    spanish = """La gente de arriba sigue el modelo “{Cocina sin humo|model}” desde la primavera pasada.
La gente de abajo llama al modelo “{Cocina sin humo|model}” un asunto de toda la aldea."""
    both = {"vi Bếp không khói", "es Cocina sin humo"}
    assert clusters(NAMESAKES, "es", spanish) == [both, both]


def test_a_third_version_that_names_one_does_not_tell_either() -> None:
    """The Spanish names one commune, the Russian one too; it may be the other one."""
    texts = [
        text(1, "vi", NAMESAKES, original=True),
        text(2, "es", "El modelo “{Cocina sin humo|model|place=hue.a-luoi.hong-ha}” es asunto de toda la aldea."),
        text(3, "ru", "Модель «{Кухня без дыма|model}» называют делом всей деревни."),
    ]
    assert {"ru Кухня без дыма"} in said(gather(texts, NOTHING), *texts)


RUSSIAN = """В коммуне Хонг Ха модель «{Кухня без дыма|model|spelled=ru:?.хонг ха}» привлекла десятки семей.
В коммуне Лок Чи модель «{Кухня без дыма|model|spelled=ru:?.лок чи}» называют делом всей деревни."""
CHINESE = """在红霞社，“{无烟灶|model|spelled=zh:?.红霞}”模式吸引了数十户人家。
在禄池社，人们把“{无烟灶|model|spelled=zh:?.禄池}”模式称为全村的事。"""


def test_spellings_in_two_scripts_keep_namesakes_apart_without_a_place() -> None:
    """Neither tells which commune of Vietnam is meant, yet each tells that there are two."""
    both = {"ru Кухня без дыма", "zh 无烟灶"}
    texts = [text(1, "ru", RUSSIAN), text(2, "zh", CHINESE)]
    found = gather(texts, NOTHING)
    assert (said(found, *texts), [one.place for one in found]) == ([both, both], [None, None])


def test_one_spelling_stated_twice_is_one_model() -> None:
    again = RUSSIAN.replace("лок чи", "хонг ха")
    texts = [text(1, "ru", again)]
    assert said(gather(texts, NOTHING), *texts) == [{"ru Кухня без дыма"}]


def test_two_spellings_of_one_commune_do_not_part_the_original() -> None:
    """Machines spell a name anew where it comes again; what states its place in Vietnamese letters knows better."""
    one = NAMESAKES.replace("phu-loc.loc-tri", "a-luoi.hong-ha").replace("Lộc Trì", "Hồng Hạ")
    for vietnamese, parts in ((one, [2]), (NAMESAKES, [1, 1])):
        found = gather([text(1, "vi", vietnamese, original=True), text(2, "ru", RUSSIAN)], NOTHING)
        named = [[number for number, _ in each.members if number == 1] for each in found]
        assert [len(places) for places in named if places] == parts
