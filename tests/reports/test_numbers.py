"""Numbers of a sentence in any language: what is read, and how far it is relied on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.reports.number_words import FILE, words_of
from tracuu.reports.numbers import Trust, numbers

READ = [
    ("vi", "Toàn tỉnh có 37 xã và 1.234.567 người.", ["37", "1234567"]),
    ("en", "The province has 37 communes and 1,234,567 people.", ["37", "1234567"]),
    ("fr", "La province compte 1 234 567 habitants.", ["1234567"]),
    ("hi", "12,34,567 लोग", ["1234567"]),
    ("fa", "۳۷ کمون در سال ۲۰۲۳", ["37", "2023"]),
    # Millions are millions in every language, and two scales multiply.
    ("vi", "hỗ trợ 2 nghìn tỷ đồng", ["2000000000000"]),
    ("es", "2 mil millones de dongs", ["2000000000"]),
    ("ru", "2,5 млн донгов", ["2500000"]),
    ("hi", "3.5 करोड़ रुपये", ["35000000"]),
    ("th", "งบประมาณ 5 ล้านบาท", ["5000000"]),
    ("zh-Hans", "投资3亿5000万盾", ["350000000"]),
    ("ja", "4,100万ドン", ["41000000"]),
    # Dates in figures.
    ("vi", "ngày 8/12/2023", ["8", "12", "2023"]),
    ("de", "am 08.12.2023", ["8", "12", "2023"]),
    # Words are numbers too.
    ("vi", "sáu nhiệm vụ, mười hai giải pháp", ["6", "12"]),
    ("en", "six tasks and twelve solutions", ["6", "12"]),
    ("zh-Hans", "三十七个乡", ["37"]),
    ("th", "สิบสองแบบ", ["12"]),
    ("id", "dua belas desa", ["12"]),
    ("ms", "lima puluh lapan peratus", ["58"]),
    ("vi", "ba mươi hai xã, hai mươi lăm hộ", ["32", "25"]),
    ("en", "1.7 million four years ago", ["1700000", "4"]),
    # In Vietnamese accents tell six from after, and three from Mrs.
    ("vi", "Sau đó bà nói chuyện", []),
    ("vi", "từ năm 2023", ["2023"]),  # the year, not five
    ("es", "en Quang Nam", []),  # nor is a province
    ("en", "XIII Congress", ["13"]),
]


@pytest.mark.parametrize(("lang", "sentence", "values"), READ)
def test_numbers_are_read(lang: str, sentence: str, values: list[str]) -> None:
    found = numbers(sentence, lang)
    assert len(found) == len(values)
    for number, value in zip(found, values, strict=True):
        assert Fraction(value) in number.values, sentence[number.start : number.end]


def test_what_may_be_two_things_is_both() -> None:
    (number,) = numbers("1.234 hộ", "vi")
    assert number.values == {Fraction(1234), Fraction("1.234")}
    (number,) = numbers("8.12", "vi")
    assert number.parts == (Fraction(8), Fraction(12))


def test_years_from_the_buddha_are_ours_too() -> None:
    (number,) = numbers("ปี 2566", "th")
    assert Fraction(2023) in number.values
    (number,) = numbers("2566 people", "en")
    assert Fraction(2023) not in number.values


def test_the_start_of_a_range_may_share_its_scale() -> None:
    first, _ = numbers("tăng từ 41 lên 58 triệu đồng", "vi")
    assert Fraction(41_000_000) in first.values
    assert Fraction(41) in first.values


@pytest.mark.parametrize(
    ("lang", "sentence", "trust"),
    [
        ("vi", "năm nhiệm vụ", Trust.LOOSE),  # five tasks, or the year of tasks
        ("en", "five tasks", Trust.WORD),
        ("en", "one task", Trust.LOOSE),
        ("en", "5 tasks", Trust.DIGITS),
        ("vi", "sáng thứ Bảy", Trust.LOOSE),  # Saturday
        ("nb", "i Ben Tre", Trust.LOOSE),  # a province
        ("nb", "Tre kommuner", Trust.WORD),
        ("en", "December", Trust.WORD),
    ],
)
def test_how_far_a_number_is_relied_on(lang: str, sentence: str, trust: Trust) -> None:
    assert numbers(sentence, lang)[0].trust is trust


def test_a_figure_glued_to_a_letter_is_loose() -> None:
    assert [number.trust for number in numbers("200 m2", "vi")] == [Trust.DIGITS, Trust.LOOSE]


def test_places_count_letters_of_the_sentence() -> None:
    """Also behind letters that are longer or shorter in the normal form."""
    sentence = "ﬁﬁ Tỉnh e\u0301 có 37 xã"
    (number,) = numbers(sentence, "vi")
    assert sentence[number.start : number.end] == "37"


@given(st.text(max_size=200), st.sampled_from(["vi", "en", "th", "zh-Hans", "ar", "xx"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    places = [(number.start, number.end) for number in numbers(text, lang)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_every_language_of_the_file_is_read() -> None:
    import tomllib

    for lang in tomllib.loads(FILE.read_text(encoding="utf-8")):
        words = words_of(lang)
        assert words
        assert all(1 <= word.value <= 20 for word in words.cardinals.values()), lang
        for scale in words.scales:
            assert numbers(f"2 {scale.written}", lang)[0].values == {2 * scale.factor}, (lang, scale)
