"""Do two statements about a thing agree? One table a field."""

from __future__ import annotations

import pytest

from tracuu.mentions import agree


@pytest.mark.parametrize(
    ("lang", "name", "numbers"),
    [
        ("es", "5 en 1", ("1", "5")),
        ("fa", "۵ در ۱", ("1", "5")),
        ("zh-Hans", "三公开", ("3",)),
        ("th", "สามสะอาด", ("3",)),
        ("ms", "lima tidak, tiga bersih", ("3", "5")),
        ("ja", "3つのデジタル", ("3",)),
        ("vi", "05 biết, 3 cùng", ("3", "5")),
        # Articles and common words are no numbers: "one" of Romance languages, năm (year), nouă (new).
        ("es", "una casa limpia", ()),
        ("vi", "mỗi năm việc tốt", ()),
    ],
)
def test_numbers_inside_a_name(lang: str, name: str, numbers: tuple[str, ...]) -> None:
    assert agree.figures(lang, name) == numbers


@pytest.mark.parametrize(
    ("lang", "one", "other", "same"),
    [
        ("es", "movilizacion habil", "movilizaciones habiles", True),
        ("de", "geschickte massenmobilisierung", "geschickten massenmobilisierung", True),
        ("es", "casa limpia", "casa alegre", False),
        ("es", "3 limpios", "3 limpias", True),
        ("es", "3 limpios", "4 limpios", False),
        # A language without endings has another word where it has other letters.
        ("vi", "nhanh tay", "nhanhh tay", False),
        ("es", "paz", "pan", False),
    ],
)
def test_one_name_in_two_forms(lang: str, one: str, other: str, *, same: bool) -> None:
    assert agree.one_name(lang, one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("quang-nam", "quang-nam.tam-ky.tam-thang", True),
        ("quang-nam.?.tam-thang", "quang-nam.tam-ky.tam-thang", True),  # the district is left out
        ("quang-nam.?.tam-thang", "quang-nam.tam-ky", True),
        ("quang-nam.tam-thang", "quang-nam.tam-ky.tam-thang", True),  # the commune is called a district
        ("quang-nam.?.tam-thang", "quang-nam.tam-ky.tam-phu", False),
        ("hue.?.tam-thang", "quang-nam.tam-ky.tam-thang", False),
        ("tam-ky.tam-thang", "quang-nam", True),  # the province is
        ("quang-nam.tam-ky", "quang-nam.dien-ban.dien-phuoc", False),
        ("quang-nam", "hue", False),
        (None, "hue", True),
    ],
)
def test_places(one: str | None, other: str, *, same: bool) -> None:
    assert agree.places_agree(one, other) is agree.places_agree(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2023-12-08", "2023-12-09", True),  # signed and printed
        ("2023-12-08", "2023-12-10", False),
        ("2023", "2023-12-08", True),
        ("2022", "2023-12-08", False),
    ],
)
def test_dates(one: str, other: str, *, same: bool) -> None:
    assert agree.dates_agree(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hue.a-luoi", "hue.a-luoi.hong-ha", True),
        ("hue.?.hong-ha", "a-luoi.hong-ha", True),
        ("hue.?.hong-ha", "hue.hong-ha", True),  # a translation calls the commune a district
        ("hue.a-luoi", "hue.phu-loc", False),
        ("hue", "hue", False),  # a province has many
        ("hue.?.hong-ha", "hue.a-luoi", False),
        (None, "hue.a-luoi", False),
    ],
)
def test_a_commune_or_district_in_common(one: str | None, other: str, *, same: bool) -> None:
    assert agree.share_a_place(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NQ/TU", "NQ/TW", True),  # machines swap the two
        ("NQ/TU", "NQ-HĐND", True),
        ("NQ/TU", "CT/TU", False),
        ("NQ/TW", "QĐ-TTg", False),
        ("QH15", "NQ/TU", True),  # the National Assembly's names no type
        (None, "NQ/TU", True),
    ],
)
def test_symbols_of_one_type(one: str | None, other: str | None, *, same: bool) -> None:
    assert agree.symbol_types_agree(one, other) is same
    assert agree.symbol_types_agree(other, one) is same


@pytest.mark.parametrize(
    ("symbol", "body", "fits"),
    [
        ("NQ/TW", "bo-chinh-tri", True),
        ("NQ/TU", "bo-chinh-tri", False),
        ("NQ/TU", "tinh-uy", True),
        ("QH15", "quoc-hoi", True),
        ("NĐ-CP", "chinh-phu", True),
        ("NQ/TU", None, True),
    ],
)
def test_a_symbol_and_the_body_that_prints_it(symbol: str, body: str | None, *, fits: bool) -> None:
    assert agree.symbol_fits_body(symbol, body) is fits


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hoi-nghi:7:11", "hoi-nghi:7:?", True),
        ("hoi-nghi:7:11", "hoi-nghi:8:11", False),
        ("dai-hoi:13", "hoi-nghi:13", False),
    ],
)
def test_sessions(one: str, other: str, *, same: bool) -> None:
    assert agree.sessions_agree(one, other) is same


def test_a_numeral_file_has_ten_numbers_a_language() -> None:
    assert all(set(words.values()) <= {str(n) for n in range(1, 11)} for words in agree.numerals().values())
    assert len(agree.numerals()) >= 34
