"""Which province a title or an opening names."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tracuu.corpus.sites import load
from tracuu.text.places import province_in, province_name, provinces


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Nông dân Quảng Nam được mùa", "quang-nam"),
        ("Farmers of Quang Nam have a good year", "quang-nam"),
        ("QUẢNG NAM: MÙA VÀNG", "quang-nam"),
        ("Granjas en Quang Nam, provincia del centro", "quang-nam"),
        (unicodedata.normalize("NFD", "Nông dân Quảng Ninh"), "quang-ninh"),
        ("Quảng Nam, Quang Nam, QUANG NAM", "quang-nam"),  # one province, three times
        ("Quảng Nam và Quảng Ninh ký kết", None),
        ("nothing of the kind", None),
        ("", None),
        # A word that is also a name, and a name that is also a word.
        ("Giữ gìn hòa bình và ổn định", None),
        ("Hồ thủy điện Hòa Bình xả lũ", "hoa-binh"),
        ("Hồ thủy điện Hoà Bình xả lũ", "hoa-binh"),
        ("Quảng Năm là tên một người thợ", None),  # other accents, another name
        # Names inside longer ones: the longest counts.
        ("Tàu cá trên Thái Bình Dương", None),
        ("Bà Rịa - Vũng Tàu đón khách", "ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu đón khách", "ba-ria-vung-tau"),
        ("Thừa Thiên Huế mùa mưa", "hue"),
        ("Người Hà Nội, Thành phố Hà Nội", "ha-noi"),
        ("Hanoi opens a bridge", "ha-noi"),
        # The man is not the city.
        ("Học tập Hồ Chí Minh", None),
        ("Thành phố Hồ Chí Minh", "thanh-pho-ho-chi-minh"),
        ("TP.HCM mở phố đi bộ", "thanh-pho-ho-chi-minh"),
        ("Ciudad Ho Chi Minh", "thanh-pho-ho-chi-minh"),
        ("In Ho-Chi-Minh-Stadt", "thanh-pho-ho-chi-minh"),
        # Persons.
        ("Ông Nguyễn Thái Bình phát biểu", None),
        ("Bà Trần Thị Huế kể", None),
        ("Ms. Tran Thi Hue said", None),
        ("Đêm hội ở Huế", "hue"),
        ("Festival in Hue", "hue"),
        ("TP Huế lên đèn", "hue"),
        ("a different hue of blue", None),
        ("Đắk Lắk vào mùa cà phê", "dak-lak"),
        ("Coffee from Dak Lak", "dak-lak"),
        ("Daklak", "dak-lak"),
    ],
)
def test_one_province_is_named_or_none(text: str, slug: str | None) -> None:
    assert province_in(text) == slug


def test_the_list_holds_the_63_provinces_and_what_they_became() -> None:
    known = {row.slug: row for row in provinces() if row.slug != "-"}
    assert len(known) == 63
    assert sum(row.until is None for row in known.values()) == 34
    assert all((row.until is None) == (row.into is None) for row in known.values())
    assert all(row.into is None or known[row.into].until is None for row in known.values())
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug in known)


def test_each_provinces_name_is_found_with_and_without_accents() -> None:
    for row in provinces():
        if row.slug != "-":
            plain = unicodedata.normalize("NFD", row.name.replace("đ", "d").replace("Đ", "D"))
            bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
            assert province_in(f"x {row.name} x") == row.slug
            assert province_in(f"x {bare} x") == row.slug


def test_every_paper_belongs_to_a_province_of_the_list_or_to_none() -> None:
    known = {row.slug for row in provinces()}
    assert {site.province for site in load() if site.province} <= known


@pytest.mark.parametrize(("slug", "name"), [("quang-nam", "Quảng Nam"), ("da-nang", "Đà Nẵng"), ("yunnan", "yunnan")])
def test_people_read_names(slug: str, name: str) -> None:
    assert province_name(slug) == name
