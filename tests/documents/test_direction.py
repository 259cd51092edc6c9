"""Which way a text runs, and which parts of right-to-left text read the other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.documents.direction import is_right_to_left, islands


@pytest.mark.parametrize(
    ("text", "lang", "right"),
    [
        ("تنفيذا للقرار", "ar", True),
        ("35-NQ/TU تنفيذا للقرار", "ar", True),  # what it begins with does not turn an Arabic paragraph
        ("Resolution No. 35-NQ/TU, قرار", "ar", True),
        ("Resolution No. 35-NQ/TU", "ar", False),  # no letter of the script: an English line on an Arabic page
        ("2024-03-07", "fa", True),
        ("שלום", "he", True),
        ("اردو", "ur", True),
        ("Nghị quyết 35", "vi", False),
        ("قرار 35", None, True),  # nothing known of the language: letters tell
        ("The word قرار means resolution", "en", False),
        ("ಕನ್ನಡ", "kn", False),
        ("Azərbaycan", "az", False),
        ("آذربایجان", "az-Arab", True),
        ("2024", None, False),
        ("", "vi", False),
    ],
)
def test_the_language_and_the_letters_tell_the_direction(text: str, lang: str | None, right: bool) -> None:  # noqa: FBT001
    assert is_right_to_left(text, lang) is right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("القرار رقم 35-NQ/TU المؤرخ", ["35-NQ/TU"]),
        ("التوجيه رقم ٠٨-CT/TU المؤرخ", ["٠٨-CT/TU"]),  # digits of the script itself
        ("في 2023-12-08، قال", ["2023-12-08"]),
        ("في عام 2023 قال", []),  # a number alone stands right by itself
        ("لجنة (Quang Nam) قال", ["Quang Nam"]),  # brackets stay outside: they mirror
        ("عام 2023 Quang Nam", ["Quang Nam"]),  # the year belongs to the word before it
        ("رقم No. 35-NQ/TU المؤرخ", ["No. 35-NQ/TU"]),
        ("https://baoquangnam.vn/a-1.html هنا", ["https://baoquangnam.vn/a-1.html"]),
        ("بلا شيء، «هنا»!", []),
    ],
)
def test_codes_dates_and_names_are_islands(text: str, found: list[str]) -> None:
    assert [part for part, ltr in islands(text) if ltr] == found


@given(st.text(alphabet=st.sampled_from("اب٣ 35-/.(«NQĐ\u05d0\u0301\n")))
def test_nothing_is_lost_or_added(text: str) -> None:
    assert "".join(part for part, _ in islands(text)) == text
