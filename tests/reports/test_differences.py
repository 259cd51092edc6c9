"""Which numbers two versions of a sentence do not share."""

from __future__ import annotations

import pytest

from tracuu.reports.differences import apart
from tracuu.reports.numbers import numbers

SAME = [
    ("vi", "Nghị quyết 35-NQ/TU ngày 8/12/2023", "en", "Resolution No. 35-NQ/TU dated December 8, 2023"),
    ("vi", "sáu nhiệm vụ", "en", "6 tasks"),
    ("vi", "1.234 hộ, 3,5 triệu đồng", "en", "1,234 households, 3.5 million VND"),
    ("vi", "2 tỷ đồng", "es", "2 mil millones de dongs"),
    ("vi", "2 tỷ đồng", "zh-Hans", "20亿盾"),
    ("vi", "năm 2023", "th", "ปี พ.ศ. 2566"),
    ("vi", "Đại hội XIII", "en", "the 13th Congress"),
    ("vi", "lúc 14 giờ", "en", "at 2 p.m."),
    ("vi", "7 giờ tối", "nb", "kl. 19"),
    ("vi", "một hộ, hai con bò", "en", "a household and its pair of cows"),  # words alone say nothing
    ("vi", "ngày 8.12", "en", "on 8 December, 12 months later"),
    ("vi", "năm 2023 và 2023", "en", "in 2023 and in the same year"),
    ("vi", "8/12/2023", "xx", "8 zzz 2023"),  # the month may be a word that we do not know
]


@pytest.mark.parametrize(("lang", "left", "other", "right"), SAME)
def test_the_same_numbers_written_otherwise_are_no_difference(lang: str, left: str, other: str, right: str) -> None:
    assert apart(numbers(left, lang), numbers(right, other)) is None


OTHER = [
    ("vi", "37 xã", "en", "73 communes", "37", "73"),
    ("vi", "năm 2023", "en", "in 2024", "2023", "2024"),
    ("vi", "7 nhiệm vụ", "en", "five tasks", "7", "five"),
    ("en", "seven tasks", "de", "fünf Aufgaben", "seven", "fünf"),
    ("vi", "2 tỷ đồng", "en", "2 million VND", "2 tỷ", "2 million"),
    ("vi", "3,5%", "en", "35%", "3,5", "35"),
    ("vi", "37 xã và 12 phường", "ar", "٧٣ بلدية و ١٢ حيا", "37", "٧٣"),
]


@pytest.mark.parametrize(("lang", "left", "other", "right", "said", "heard"), OTHER)
def test_other_numbers_contradict(lang: str, left: str, other: str, right: str, said: str, heard: str) -> None:
    found = apart(numbers(left, lang), numbers(right, other))
    assert found
    assert found.contradict
    assert [left[one.start : one.end] for one in found.left] == [said]
    assert [right[one.start : one.end] for one in found.right] == [heard]


def test_a_number_that_one_side_lacks_is_no_contradiction() -> None:
    found = apart(numbers("37 xã ở vùng cao", "vi"), numbers("highland communes", "en"))
    assert found
    assert not found.contradict
    assert len(found.left) == 1
    assert found.right == ()


def test_a_number_that_moved_to_the_next_sentence_is_not_lost() -> None:
    near = numbers("They are 37.", "en")
    assert apart(numbers("37 xã", "vi"), numbers("The communes.", "en"), near_right=near) is None


def test_small_numbers_may_be_words_of_a_language_that_is_not_known() -> None:
    said = numbers("7 nhiệm vụ, 137 xã", "vi")
    found = apart(said, (), words_known=False)
    assert found
    assert [one.start for one in found.left] == [12]
