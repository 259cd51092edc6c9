"""Where an article stands in other languages, and where its newspaper's original stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracuu.corpus.sites import Sites, load
from tracuu.crawl import originals, translations
from tracuu.crawling import Origin

PORTAL = """
id = "cong.example"
name = "Cổng"
kind = "portal"
languages = ["vi"]
articles = ["/{lang}/{slug}", "/{slug}"]
listings = ["/{lang}", "/{any}/tag/{rest}"]
language_codes = { nb = "no", zh-Hans = "zh-CN" }

[[hosts]]
name = "cong.example"

[[hosts]]
name = "hai.cong.example"
"""
PAPER = """
id = "bao.example"
name = "Báo"
kind = "paper"
articles = ["/{slug}-{id}.html"]
listings = ["/{any}/"]

[[hosts]]
name = "bao.example"

[[hosts]]
name = "cu.example"
until = 2022-12-31
same_as = "bao.example"

[[hosts]]
name = "tinh.example"
until = 2025-06-30
moved_to = "bao.example"

[[hosts]]
name = "khac.example"
moved_to = "bao.example"
"""
TODAY = date(2026, 1, 1)


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    (tmp_path / "cong.toml").write_text(PORTAL, encoding="utf-8")
    (tmp_path / "bao.toml").write_text(PAPER, encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    ("url", "langs", "made"),
    [
        ("https://cong.example/mot-bai-bao", ["es", "fa"], {"es": "/es/mot-bai-bao", "fa": "/fa/mot-bai-bao"}),
        ("https://cong.example/es/mot-bai-bao", ["es", "fa", "vi"], {"fa": "/fa/mot-bai-bao", "vi": "/mot-bai-bao"}),
        ("https://cong.example/mot-bai-bao", ["no", "nb"], {"nb": "/no/mot-bai-bao"}),
        ("https://cong.example/mot-bai-bao", ["zh-cn"], {"zh-Hans": "/zh-CN/mot-bai-bao"}),
        ("https://cong.example/no/mot-bai-bao", ["nb", "ms"], {"ms": "/ms/mot-bai-bao"}),
        ("https://cong.example/mot-bai-bao/", ["es"], {"es": "/es/mot-bai-bao"}),
        ("https://cong.example/mot-bai-bao", [], {}),
        ("https://cong.example/mot-bai-bao", ["vi"], {}),
        ("https://cong.example/mot-bai-bao", ["../../x", "no such language"], {}),
        ("https://cong.example/es/tag/mot-bai-bao", ["fa"], {}),  # a list
        ("https://cong.example/", ["fa"], {}),
        ("https://bao.example/mot-bai-bao-7.html", ["es"], {}),  # a paper has other slugs in other languages
        ("https://unknown.example/es/mot-bai-bao", ["fa"], {}),
        ("no address", ["fa"], {}),
    ],
)
def test_a_portals_slug_is_the_same_in_all_languages(
    sites: Sites, url: str, langs: list[str], made: dict[str, str]
) -> None:
    found = translations.of(url, langs, sites)
    assert {lead.lang: lead.url.removeprefix("https://cong.example") for lead in found} == made
    assert {lead.origin for lead in found} <= {Origin.TRANSLATION}


def test_each_host_of_a_portal_has_its_own_translations(sites: Sites) -> None:
    found = translations.of("https://hai.cong.example/mot-bai-bao", ["es"], sites)
    assert [lead.url for lead in found] == ["https://hai.cong.example/es/mot-bai-bao"]


@pytest.mark.parametrize(
    ("url", "langs", "after"),
    [
        ("https://cong.example/mot-bai-bao", ["es"], {"es": "https://cong.example/mot-bai-bao"}),
        ("https://cong.example/fa/mot-bai-bao", ["es", "vi"], {"es": "https://cong.example/mot-bai-bao", "vi": None}),
        ("https://cong.example/fa/mot-bai-bao", ["es"], {"es": None}),  # nobody asked for the original
    ],
)
def test_translations_wait_for_the_original(
    sites: Sites, url: str, langs: list[str], after: dict[str, str | None]
) -> None:
    assert {lead.lang: lead.after for lead in translations.of(url, langs, sites)} == after


def test_what_a_page_states_of_its_other_languages(sites: Sites) -> None:
    page = "https://cong.example"
    stated = {"vi": f"{page}/mot-bai", "es": f"{page}/es/mot-bai", "fa": "javascript:x", "??": f"{page}/q/mot-bai"}
    found = {lead.url: (lead.lang, lead.after, lead.origin) for lead in translations.stated(stated, sites)}
    assert found == {
        f"{page}/mot-bai": ("vi", None, Origin.HREFLANG),
        f"{page}/es/mot-bai": ("es", f"{page}/mot-bai", Origin.HREFLANG),
        f"{page}/q/mot-bai": (None, f"{page}/mot-bai", Origin.HREFLANG),
    }
    assert translations.stated({}, sites) == []


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("https://bao.example/mot-bai-bao-7.html", "https://bao.example/mot-bai-bao-7.html"),
        ("http://www.bao.example/mot-bai-bao-7.html#x", "http://www.bao.example/mot-bai-bao-7.html"),
        ("https://cu.example/mot-bai-bao-7.html", "https://bao.example/mot-bai-bao-7.html"),  # the new name
        ("https://tinh.example/mot-bai-bao-7.html", "https://bao.example/mot-bai-bao-7.html"),  # the old is gone
        ("https://khac.example/mot-bai-bao-7.html", "https://khac.example/mot-bai-bao-7.html"),  # it still answers
        ("https://unknown.example/mot-bai-bao", "https://unknown.example/mot-bai-bao"),  # the gate will decide
        ("https://unknown.example/?id=7", "https://unknown.example/?id=7"),
        ("https://bao.example/", None),  # a front page
        ("https://bao.example/kinh-te/", None),
        ("https://cong.example/es/mot-bai-bao", None),  # the portal itself
        ("bao.example", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_where_the_newspapers_own_page_is_asked_for(sites: Sites, source: str, asked: str | None) -> None:
    found = originals.of(source, sites, TODAY)
    assert [lead.url for lead in found] == ([asked] if asked else [])
    assert {lead.origin for lead in found} <= {Origin.SOURCE}


def test_a_host_is_asked_until_its_last_day(sites: Sites) -> None:
    url = "https://tinh.example/mot-bai-bao-7.html"
    assert [lead.url for lead in originals.of(url, sites, date(2025, 6, 30))] == [url]


def test_an_article_that_is_gone_may_stand_elsewhere(sites: Sites) -> None:
    found = [lead.url for lead in originals.elsewhere("https://bao.example/mot-bai-bao-7.html", sites)]
    assert found == ["https://khac.example/mot-bai-bao-7.html", "https://tinh.example/mot-bai-bao-7.html"]
    assert originals.elsewhere("https://unknown.example/mot-bai-bao-7.html", sites) == []
