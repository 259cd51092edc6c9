"""A citation names newspaper, title, date with its kind, both addresses, language, time of fetching and the machine."""

from __future__ import annotations

from typing import Any

import pytest

from tracuu.exports.citation import Citation, cite, day_in_words, in_words
from tracuu.records import Dated, DateKind, Version
from tracuu.text.called import language_name

ORIGINAL = "https://baoquangnam.vn/lam-vuon-3150001.html"
PORTAL = "https://www.vietnam.vn/no/lam-vuon"


def version(**given: Any) -> Version:
    """Give a version with everything that a test does not care about filled in."""
    return Version(
        **{
            "number": 1, "id": "v0000001", "story": "s0000001", "story_number": 1, "lang": "vi",
            "lang_evidence": "stated", "lang_confidence": 1.0, "url": ORIGINAL, "host": "baoquangnam.vn",
            "site": "baoquangnam.vn", "publisher": "Báo Quảng Nam", "province": "quang-nam", "province_inferred": False,
            "title": "Làm vườn", "dated": Dated("2023-12-08", DateKind.PAGE), "source_url": None,
            "machine_translated": False, "kind": "press", "given_id": None, "origin": "a.html",
            "fetched_at": "2026-11-23T08:00:00Z", "added_at": "2026-11-23T08:00:00Z", "extractor": "plain/1",
            "sha256": "0" * 64, "charset": "utf-8", "note": None, "extra": {},
            **given,
        }
    )  # fmt: skip


def translation(**given: Any) -> Version:
    """Give the Norwegian translation of the same story."""
    norwegian: dict[str, Any] = {
        "number": 2, "id": "v0000002", "lang": "nb", "url": PORTAL, "host": "vietnam.vn", "title": "Hagearbeid",
        "dated": Dated("2023-12-09", DateKind.PORTAL), "source_url": ORIGINAL, "machine_translated": True,
    }  # fmt: skip
    return version(**norwegian | given)


def test_an_original_has_its_own_address_and_no_translation() -> None:
    made = cite(version(), "a1")
    assert (made.url, made.original_url, made.translation_url) == (ORIGINAL, ORIGINAL, None)
    assert made.machine_translated is False


def test_a_translation_names_both_addresses_and_the_original_s_title() -> None:
    made = cite(translation(), "a1", version())
    assert (made.url, made.original_url, made.translation_url) == (PORTAL, ORIGINAL, PORTAL)
    assert (made.title, made.original_title) == ("Hagearbeid", "Làm vườn")


def test_a_translation_whose_original_is_not_held_names_what_its_source_line_says() -> None:
    assert cite(translation(), "a1").original_url == ORIGINAL
    assert cite(translation(source_url=None), "a1").original_url is None


def test_the_time_of_fetching_is_no_date_of_an_article() -> None:
    made = cite(version(dated=Dated("2026-11-23", DateKind.FETCHED)), "a1")
    assert (made.date, made.date_kind, made.retrieved) == (None, None, "2026-11-23T08:00:00Z")


@pytest.mark.parametrize(
    ("language", "made", "line"),
    [
        (
            "en",
            cite(translation(), "a1", version()),
            (
                "“Hagearbeid”, Báo Quảng Nam, 9 December 2023 (date of the translation portal). "
                f"{PORTAL} (Norwegian Bokmål, machine translation). Original: {ORIGINAL}. "
                "Retrieved 23 November 2026; v0000002."
            ),
        ),
        (
            "vi",
            cite(translation(), "a1", version()),
            (
                "“Hagearbeid”, Báo Quảng Nam, 09/12/2023 (ngày của cổng tin). "
                f"{PORTAL} (tiếng Na Uy, bản dịch máy). Bản gốc: {ORIGINAL}. Truy cập ngày 23/11/2026; v0000002."
            ),
        ),
        (
            "en",  # nothing is known but the text
            cite(version(url=None, title=None, publisher=None, site=None, dated=None, machine_translated=None), "a1"),
            (
                "“(no title)”, newspaper not known, undated. (Vietnamese, not known whether translated). "
                "Retrieved 23 November 2026; v0000001."
            ),
        ),
    ],
)
def test_in_words(language: str, made: Citation, line: str) -> None:
    assert in_words(made, language) == line


@pytest.mark.parametrize("kind", [kind for kind in DateKind if kind is not DateKind.FETCHED])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_kind_of_date_has_words(kind: DateKind, language: str) -> None:
    assert "(" in in_words(cite(version(dated=Dated("2023-01-02", kind)), "a1"), language).partition("https")[0]


def test_days_and_languages_in_words() -> None:
    assert day_in_words("2024-02-29") == "29 February 2024"
    assert day_in_words("2024-02-03", "vi") == "03/02/2024"
    assert day_in_words("2024") == "2024"
    assert language_name("zh-Hant", "vi") == "tiếng Trung (phồn thể)"
    assert language_name("oc", "vi") == "Occitan"  # no Vietnamese name is known: the English one
