"""What a name that a user typed stands for in an archive: languages, sites, provinces."""

from __future__ import annotations

import pytest

from tracuu.search.facets import _own_tags
from tracuu.search.filters import languages_named, provinces_named, sites_named

HELD_LANGUAGES = ("vi", "en", "nb", "zh-Hans", "zh-Hant", "in-x", "fa")
LANGUAGES = [
    ("vi", ("vi",)),
    ("VI", ("vi",)),
    ("no", ("nb",)),  # other spellings of one language
    ("zh", ("zh",)),  # both scripts: the index has every version under its language alone, too
    ("zh-cn", ("zh-Hans",)),
    ("Vietnamese", ("vi",)),
    ("persian", ("fa",)),
    ("fr", ()),
    ("", ()),
    ("not a language", ()),
]


@pytest.mark.parametrize(("typed", "tags"), LANGUAGES)
def test_languages(typed: str, tags: tuple[str, ...]) -> None:
    assert languages_named(typed, HELD_LANGUAGES) == tags


HELD_SITES = ("baoquangnam.vn", "baoquangninh.vn", "quangninh.gov.vn", "nhandan.vn", "example.org")
SITES = [
    ("baoquangnam.vn", ("baoquangnam.vn",)),
    ("www.BaoQuangNam.vn", ("baoquangnam.vn",)),
    ("quangnam", ("baoquangnam.vn",)),
    ("Quảng Nam", ("baoquangnam.vn",)),
    ("Báo Quảng Nam", ("baoquangnam.vn",)),
    ("bao quang nam", ("baoquangnam.vn",)),
    ("quangninh", ("baoquangninh.vn", "quangninh.gov.vn")),  # two answer to this name: both, and a line says so
    ("nhandan", ("nhandan.vn",)),
    ("example", ("example.org",)),
    ("quang", ()),
    ("baolaocai.vn", ()),  # known, and nothing of it is held
]


@pytest.mark.parametrize(("typed", "ids"), SITES)
def test_sites(typed: str, ids: tuple[str, ...]) -> None:
    assert sites_named(typed, HELD_SITES) == ids


HELD_PROVINCES = ("quang-nam", "quang-nam/tam-ky", "quang-ninh", "da-nang")
PROVINCES = [
    ("quang-nam", ("quang-nam", "quang-nam/tam-ky")),
    ("Quảng Nam", ("quang-nam", "quang-nam/tam-ky")),
    ("quang nam", ("quang-nam", "quang-nam/tam-ky")),
    ("QUẢNG NINH", ("quang-ninh",)),
    ("Đà Nẵng", ("da-nang",)),
    ("quang-nam/tam-ky", ("quang-nam/tam-ky",)),
    ("Huế", ()),
    ("quang", ()),
]


@pytest.mark.parametrize(("typed", "slugs"), PROVINCES)
def test_provinces(typed: str, slugs: tuple[str, ...]) -> None:
    assert provinces_named(typed, HELD_PROVINCES) == slugs


def test_a_language_is_not_counted_again_with_its_scripts() -> None:
    assert _own_tags({"zh": 5, "zh-Hans": 3, "zh-Hant": 1, "vi": 9}) == {"vi": 9, "zh-Hans": 3, "zh": 1, "zh-Hant": 1}
