"""Where a crawl begins, and what a list of addresses holds; links inside articles; addresses as they are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.sites import Sites, load
from tracuu.crawl import hrefs, links, starting
from tracuu.crawling import Origin, What

DESCRIBED = """
id = "bao.example"
name = "Báo"
kind = "paper"
articles = ["/{slug}-{id}.html"]
listings = ["/{any}/"]
sitemaps = ["/news.xml"]
feeds = ["/rss/home.rss"]
lists = ["/xa-hoi", "https://hai.bao.example/kinh-te"]
follow_links = true

[[hosts]]
name = "bao.example"

[[hosts]]
name = "hai.bao.example"

[[pages]]
body = ["div.text"]
"""
BARE = """
id = "khac.example"
name = "Báo Khác"
kind = "paper"

[[hosts]]
name = "cu.example"
until = 2022-12-31

[[hosts]]
name = "khac.example"

[[hosts]]
name = "khac.com.example"
same_as = "khac.example"
"""
TODAY = date(2026, 1, 1)


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    (tmp_path / "a.toml").write_text(DESCRIBED, encoding="utf-8")
    (tmp_path / "b.toml").write_text(BARE, encoding="utf-8")
    return load(tmp_path)


def begun(typed: str, sites: Sites) -> list[tuple[What, str]]:
    return [(lead.what, lead.url) for lead in starting.leads(sites.get(typed), typed, sites, TODAY)]


def test_a_site_begins_where_its_description_says(sites: Sites) -> None:
    whole = [
        (What.SITEMAP, "https://bao.example/news.xml"),
        (What.FEED, "https://bao.example/rss/home.rss"),
        (What.LISTING, "https://bao.example/xa-hoi"),
        (What.LISTING, "https://hai.bao.example/kinh-te"),
    ]
    assert begun("bao.example", sites) == whole
    assert begun("https://www.bao.example/", sites) == whole  # its front page stands for the site
    assert begun("hai.bao.example", sites) == [
        (What.SITEMAP, "https://hai.bao.example/sitemap.xml"),
        (What.LISTING, "https://hai.bao.example/kinh-te"),
    ]


def test_a_site_that_says_nothing_begins_at_its_front_pages(sites: Sites) -> None:
    """Of the hosts that still answer, each once."""
    assert begun("khac.example", sites) == [
        (What.SITEMAP, "https://khac.example/sitemap.xml"),
        (What.LISTING, "https://khac.example/"),
    ]


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("https://bao.example/mot-bai-bao-7.html", What.ARTICLE),
        ("bao.example/mot-bai-bao-7.html", What.ARTICLE),
        ("https://bao.example/xa-hoi/", What.LISTING),
        ("https://bao.example/sitemaps/2025-01.xml.gz", What.SITEMAP),
        ("https://bao.example/rss/xa-hoi.rss", What.FEED),
        ("https://bao.example/rss/xa-hoi.xml", What.FEED),
        ("https://unknown.example/feed/", What.FEED),
        ("https://unknown.example/mot-bai-bao-rat-hay", What.ARTICLE),
        ("https://unknown.example/xa-hoi", What.LISTING),
        ("https://unknown.example/sitemap.txt", What.SITEMAP),
    ],
)
def test_an_address_begins_with_itself(sites: Sites, typed: str, what: What) -> None:
    (lead,) = starting.leads(sites.get(typed), typed, sites, TODAY)
    assert (lead.what, lead.origin) == (what, Origin.NAMED)
    assert lead.url == (typed if "://" in typed else f"https://{typed}")


def test_a_host_that_nobody_described(sites: Sites) -> None:
    assert begun("unknown.example", sites) == [
        (What.SITEMAP, "https://unknown.example/sitemap.xml"),
        (What.LISTING, "https://unknown.example/"),
    ]


@pytest.mark.parametrize(
    "typed", ["", "   ", "ftp://bao.example/", "https://", "http://[::1", "https://a:b@bao.example/"]
)
def test_what_is_no_address_begins_nothing(sites: Sites, typed: str) -> None:
    assert begun(typed, sites) == []


def test_sitemaps_of_robots_are_those_of_the_site(sites: Sites) -> None:
    stated = ["https://bao.example/a.xml", "/b.xml", "https://other.example/c.xml", "nonsense://", "/b.xml"]
    found = starting.of_robots(stated, "https://bao.example/robots.txt", sites)
    assert [lead.url for lead in found] == ["https://bao.example/a.xml", "https://bao.example/b.xml"]
    assert {(lead.what, lead.origin) for lead in found} == {(What.SITEMAP, Origin.ROBOTS)}


def test_a_list_of_addresses() -> None:
    text = """\ufeffurl,title
    https://bao.example/mot-bai-bao-7.html,"Một bài báo"
    "Hai","https://bao.example/hai-bai-bao-8.html",2025
    # https://bao.example/not-this-one-9.html

    https://bao.example/mot-bai-bao-7.html
    no address\thttp://khac.example/x\r\n"""
    assert starting.listed(text) == [
        "https://bao.example/mot-bai-bao-7.html",
        "https://bao.example/hai-bai-bao-8.html",
        "http://khac.example/x",
    ]


PAGE = """<nav><a href="/menu-va-muc-luc-1.html">x</a></nav>
<div class="text">Như <a href="/bai-truoc-2.html#x"> bài  trước</a>, <a href="/tag/">thẻ</a>,
<a href="https://other.example/bai-khac-3.html">khác</a>, <a href="/bai-nay-4.html">bài này</a></div>"""


def test_links_in_the_text_are_followed_where_the_description_allows_it(sites: Sites) -> None:
    (lead,) = links.read(PAGE.encode(), "https://bao.example/bai-nay-4.html", sites)
    assert (lead.url, lead.title, lead.origin) == ("https://bao.example/bai-truoc-2.html", "bài trước", Origin.LINK)
    assert links.read(PAGE.encode(), "https://khac.example/bai-nay-4.html", sites) == []
    assert links.read(b"", "https://bao.example/bai-nay-4.html", sites) == []


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("b.html", "https://a.example/x/b.html"),
        ("../b.html?c=d#e", "https://a.example/b.html?c=d"),
        ("?page=2", "https://a.example/x/?page=2"),
        ("//b.example", "https://b.example/"),
        ("HTTPS://B.example/X", "https://b.example/X"),
        ("https://b.example:8080/x", "https://b.example:8080/x"),
        ("https://b.example/a b\u200b", "https://b.example/a%20b%E2%80%8B"),
        ("https://b.example/a%20b%", "https://b.example/a%20b%"),
        ("https://báo.example/x", "https://xn--bo-mia.example/x"),
        ("ht\ntps://b.example/x", "https://b.example/x"),  # browsers take line ends out
        ("https://b.example\\@c.example/", None),
        ("https://u@b.example/", None),
        ("https://b.example:99999/x", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("#a", None),
        ("x" * 3_000, None),
    ],
)
def test_addresses_are_made_whole(written: str, url: str | None) -> None:
    assert hrefs.whole(written, "https://a.example/x/") == url


@given(st.text(max_size=80))
def test_a_whole_address_stays_as_it_is(written: str) -> None:
    url = hrefs.whole(written, "https://a.example/x/")
    if url is not None:
        assert url.isascii()
        assert url.isprintable()
        assert hrefs.whole(url, "https://other.example/") == url
