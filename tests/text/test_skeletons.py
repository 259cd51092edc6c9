"""Names keep their consonants when they are written in other letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.text.skeletons import skeleton

SAME = [
    ("Washington", "واشنگتن Вашингтон וושינגטון Ουάσινγκτον วอชิงตัน ວໍຊິງຕັນ ვაშინგტონი Վաշինգտոն"),
    ("Trump", "ترامپ Трамп ट्रम्प ทรัมป์ Τραμπ"),
    ("California", "کالیفرنیا Калифорния Kalifornien"),
    ("Đắk Lắk", "Dak Lak"),
    ("Philippines", "Filipinas"),
]


@pytest.mark.parametrize(("name", "others"), SAME[:3])
def test_a_name_has_one_skeleton_in_all_scripts(name: str, others: str) -> None:
    assert {skeleton(other) for other in others.split()} == {skeleton(name)}


@pytest.mark.parametrize(("one", "other"), SAME[3:])
def test_accents_and_spelling_do_not_matter(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize("short", ["Nam", "an", "", "12", "?", "ไทย", "Huế"])
def test_too_few_consonants_tell_nothing(short: str) -> None:
    assert skeleton(short) == ""


@given(st.text(max_size=30))
def test_any_text_gives_consonants_alone(text: str) -> None:
    assert set(skeleton(text)) <= set("pfktslrmn")
