"""Issuers of the day: bodies and places to paths."""

from __future__ import annotations

import pytest

from tracuu.mentions import issuers


@pytest.mark.parametrize(
    ("body", "place", "day", "path"),
    [
        ("bo-chinh-tri", None, None, "tw"),  # Politburo, Secretariat and Central Committee share their numbers
        ("ban-bi-thu", None, None, "tw"),
        ("tinh-uy", "quang-nam", "2023-12-08", "quang-nam.tinh-uy"),
        ("ban-thuong-vu-tinh-uy", "quang-nam", "2023-12-08", "quang-nam.tinh-uy"),
        ("tinh-uy", "quang-nam", "2025-08-01", "da-nang.thanh-uy"),  # merged on 1 July 2025
        ("tinh-uy", "quang-nam", "2025", "quang-nam.tinh-uy"),  # a year does not tell: as stated
        ("tinh-uy", "ha-noi", "2024", "ha-noi.thanh-uy"),  # translations call a city's committee provincial
        ("thanh-uy", "quang-ninh", "2024", "quang-ninh.tinh-uy"),
        ("tinh-uy", "hue", "2024-05-01", "hue.tinh-uy"),  # a city since 2025
        ("tinh-uy", "hue", "2025-05-01", "hue.thanh-uy"),
        ("tinh-uy", None, "2024", "?.tinh-uy"),
        ("ban-dan-van-tinh-uy", "quang-nam", "2024", "quang-nam.tinh-uy.ban-dan-van"),
        ("huyen-uy", "quang-nam.phuoc-son", "2022", "quang-nam.phuoc-son.huyen-uy"),
        ("huyen-uy", "quang-nam", "2022", "quang-nam.?.huyen-uy"),
        ("hdnd", "quang-nam", "2024", "quang-nam.hdnd"),
        ("ubnd", None, "2024", "?.ubnd"),
        ("chinh-phu", "quang-nam", "2024", "chinh-phu"),
        ("no-such-body", None, None, None),
        (None, "quang-nam", None, None),
    ],
)
def test_the_path_of_the_day(body: str | None, place: str | None, day: str | None, path: str | None) -> None:
    """An id keeps the body that issued the document, as it was called on that day."""
    assert issuers.path(body, place, day) == path


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("NQ/TW", "tw"),
        ("NQ/TU", "?.tinh-uy"),
        ("CT-TTg", "thu-tuong"),
        ("NĐ-CP", "chinh-phu"),
        ("QH15", "quoc-hoi"),
        ("UBTVQH15", "ubtvqh"),
        ("NQ-UBTVQH15", "ubtvqh"),
        ("NQ-HĐND", "?.hdnd"),
        ("KH/BDVTW", "tw.ban-dan-van"),
        ("TT-BGDĐT", "bo.bgddt"),  # a ministry's own ending
        ("CV/BCĐ", None),  # a steering committee, which is no ministry
        ("NQ/XYZ", None),
        (None, None),
    ],
)
def test_what_a_symbol_tells_of_the_issuer(symbol: str | None, path: str | None) -> None:
    """The ending of a symbol names the issuer, save the province."""
    assert issuers.of_symbol(symbol) == path


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("tw", "tw", True),
        ("tw", "quang-nam.tinh-uy", False),
        ("quang-nam.tinh-uy", "quang-ninh.tinh-uy", False),
        ("?.tinh-uy", "quang-nam.tinh-uy", None),  # the province is not stated
        ("?.tinh-uy", "da-nang.thanh-uy", None),
        ("quang-nam.?.huyen-uy", "quang-nam.phuoc-son.huyen-uy", None),
        ("quang-ninh.?.huyen-uy", "quang-nam.phuoc-son.huyen-uy", False),
        (None, "tw", None),
    ],
)
def test_whether_two_paths_are_one_issuer(one: str | None, other: str | None, answer: object) -> None:
    """Yes, no, or not known."""
    assert issuers.same(one, other) is answer


@pytest.mark.parametrize(
    ("own", "others", "day", "province"),
    [
        # The page has moved to the address of the paper of Đà Nẵng; a translation names where it came from.
        ("da-nang", {"da-nang", "quang-nam"}, "2025-05-08", "quang-nam"),
        ("da-nang", {"da-nang", "quang-nam"}, None, "quang-nam"),
        ("da-nang", {"da-nang", "quang-nam"}, "2025-08-08", "da-nang"),
        ("da-nang", {"da-nang", None}, "2025-05-08", "da-nang"),
        ("hue", {"hue", "quang-nam"}, "2025-05-08", "hue"),
    ],
)
def test_whose_newspaper_it_was(own: str, others: set[str | None], day: str | None, province: str) -> None:
    assert issuers.before_merging(own, others, day) == province
