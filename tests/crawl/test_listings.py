"""Lists of articles as front pages and sections show them, and how their pages are turned."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.sites import Sites, load
from tracuu.crawl import listings
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError

SITE = """
id = "baothu.example"
name = "Báo Thử"
kind = "paper"
articles = ["/{slug}-{id}.html"]
listings = ["/{section}/"]
MORE

[[hosts]]
name = "baothu.example"

[[pages]]
body = ["div"]
date_formats = ["{hour}h{minute}, {day}.{month}.{year}"]
"""
HOME = "https://baothu.example"
URL = f"{HOME}/xa-hoi"
LINK = '<a href="/lam-dep-bo-bien-101.html">Làm đẹp bờ biển</a>'
OTHER = '<a href="/hop-giao-ban-102.html">Họp giao ban</a>'


def sites(tmp_path: Path, more: str = "") -> Sites:
    (tmp_path / "site.toml").write_text(SITE.replace("MORE", more), encoding="utf-8")
    return load(tmp_path)


@pytest.fixture
def known(tmp_path: Path) -> Sites:
    return sites(tmp_path)


def articles(leads: list[Lead]) -> list[Lead]:
    return [lead for lead in leads if lead.what is What.ARTICLE]


def following(leads: list[Lead]) -> str | None:
    return next((lead.url.removeprefix(HOME) for lead in leads if lead.what is What.LISTING), None)


def test_a_list_gives_articles_once_with_title_and_day(known: Sites) -> None:
    html = f"""
      <header>23.11.2026 <a href="/kinh-te/">Kinh tế</a> <a href="/lien-he">Liên hệ</a></header>
      <div class="news">
        <article><a href="/lam-dep-bo-bien-101.html"><img src="a.jpg" alt="Ảnh"></a>
          <h3>{LINK}</h3><span>08h15, 7.1.2025</span><p>Nhân kỷ niệm ngày 30.4.1975.</p>
          <a href="/lam-dep-bo-bien-101.html#comments">Xem thêm và bình luận về bài viết này</a></article>
        <article><h3>{OTHER}</h3><time datetime="2025-01-05T23:30:00Z">hôm qua</time></article>
      </div>"""
    first, second = listings.read(html, URL, known)
    assert first == Lead(
        f"{HOME}/lam-dep-bo-bien-101.html",
        What.ARTICLE,
        Origin.LISTING,
        URL,
        title="Làm đẹp bờ biển",
        day="2025-01-07",
    )
    assert (second.url, second.title, second.day) == (f"{HOME}/hop-giao-ban-102.html", "Họp giao ban", "2025-01-06")


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("<span>07/01/2025</span>", "2025-01-07"),
        ("<span>Thứ ba, 7/1/2025 | 08:15 GMT+7</span>", "2025-01-07"),
        ("<span>2025-01-07</span>", "2025-01-07"),
        ("<p>Ngày 30/4/1975 đất nước thống nhất, mọi người vui mừng</p>", None),  # the day of an event
        ("<p>Sáng 30/4/2025, tại quảng trường trung tâm diễn ra lễ mít tinh</p>", None),
        ("<span>30/4/1975</span>", None),  # no page of the web is as old
        ("<span>2 giờ trước</span>", None),
        ("<span>99/99/2025</span>", None),
        ("", None),
    ],
)
def test_a_day_counts_where_it_stands_alone(known: Sites, entry: str, day: str | None) -> None:
    """A wrong day would make --since pass an article by; no day costs one request."""
    html = f"<ul><li>{LINK}{entry}</li><li>{OTHER}</li></ul>"
    assert listings.read(html, URL, known)[0].day == day


def test_the_day_of_the_page_is_no_day_of_its_articles(known: Sites) -> None:
    assert [lead.day for lead in listings.read(f"<span>23/11/2026</span><p>{LINK}</p>", URL, known)] == [None]
    html = f"<div><span>23/11/2026</span>{LINK}{OTHER}</div>"
    assert [lead.day for lead in listings.read(html, URL, known)] == [None, None]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ('<a href="/lam-dep-bo-bien-101.html" title="Làm đẹp bờ biển"><img src="a.jpg"></a>', "Làm đẹp bờ biển"),
        ('<a href="/lam-dep-bo-bien-101.html"><img alt="Làm đẹp bờ biển"></a>', "Làm đẹp bờ biển"),
        (
            '<a href="/lam-dep-bo-bien-101.html"><h2>Làm đẹp</h2><p>Một đoạn dẫn dài hơn tít rất nhiều</p></a>',
            "Làm đẹp",
        ),
        ('<a href="/lam-dep-bo-bien-101.html">\n Làm  đẹp\n</a>', "Làm đẹp"),
        ('<a href="/lam-dep-bo-bien-101.html"></a>', None),
    ],
)
def test_what_an_article_is_called(known: Sites, link: str, title: str | None) -> None:
    assert [lead.title for lead in listings.read(f"<p>{link}</p>", URL, known)] == [title]


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/lam-dep-bo-bien-101.html", "/lam-dep-bo-bien-101.html"),
        ("lam-dep-bo-bien-101.html", "/lam-dep-bo-bien-101.html"),
        ("//www.baothu.example/lam-dep-bo-bien-101.html", "https://www.baothu.example/lam-dep-bo-bien-101.html"),
        ("https://en.baothu.example/lam-dep-bo-bien-101.html", "https://en.baothu.example/lam-dep-bo-bien-101.html"),
        (" /lam-dep-bo-bien-101.html?utm_source=x ", "/lam-dep-bo-bien-101.html?utm_source=x"),
        ("https://other.example/lam-dep-bo-bien-101.html", None),
        ("/kinh-te/", None),
        ("javascript:void(0)", None),
        ("mailto:a@baothu.example", None),
        ("#top", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_which_links_are_articles(known: Sites, href: str, kept: str | None) -> None:
    found = [lead.url.removeprefix(HOME) for lead in listings.read(f'<a href="{href}">x</a>', URL, known)]
    assert found == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("href", "text", "is_kept"),
    [
        ("/xa-hoi/lam-dep-bo-bien-da-nang", "Làm đẹp", True),
        ("/lam-dep-20250107.htm", "Làm đẹp", True),
        ("/tin.aspx?id=41234", "Làm đẹp bờ biển trước mùa du lịch", True),  # a number and a headline
        ("/tin.aspx?id=41234", "Xem thêm", False),
        ("/tin.aspx?page=2", "Làm đẹp bờ biển trước mùa du lịch", False),
        ("/gioi-thieu", "Giới thiệu", False),
        ("/tag/lam-dep-bo-bien-da-nang", "Làm đẹp", False),
        ("/lam-dep-bo-bien-da-nang.jpg", "Ảnh", False),
    ],
)
def test_which_links_are_articles_where_nobody_described_the_site(href: str, text: str, *, is_kept: bool) -> None:
    found = listings.read(f'<a href="{href}">{text}</a>', "https://unknown.example/", load())
    assert bool(found) == is_kept


def test_relative_links_stand_on_the_base_that_a_page_states(known: Sites) -> None:
    html = '<base href="https://baothu.example/x/"><a href="../lam-dep-bo-bien-101.html">x</a>'
    assert [lead.url for lead in listings.read(html, URL, known)] == [f"{HOME}/lam-dep-bo-bien-101.html"]


@pytest.mark.parametrize(
    ("here", "links", "turned"),
    [
        ("/xa-hoi", ["/xa-hoi?page=2", "/xa-hoi?page=3"], "/xa-hoi?page=2"),
        ("/xa-hoi?page=2", ["/xa-hoi", "/xa-hoi?page=1", "/xa-hoi?page=3", "/xa-hoi?page=9"], "/xa-hoi?page=3"),
        ("/xa-hoi/", ["/xa-hoi/trang-2"], "/xa-hoi/trang-2"),
        ("/xa-hoi.html", ["/xa-hoi-trang-2.html"], "/xa-hoi-trang-2.html"),
        ("/", ["/page/2/"], "/page/2/"),
        ("/xa-hoi", ["/kinh-te?page=2"], None),  # another section's
        ("/xa-hoi?page=2", ["/kinh-te?page=3"], None),
        ("/", ["/kinh-te/page/2"], None),
        ("/xa-hoi?page=9", ["/xa-hoi?page=8"], None),  # the last
        ("/xa-hoi", ["/xa-hoi-tre/page/2", "/xa-hoi-tre-trang-2.html"], None),
    ],
)
def test_the_next_page_is_the_one_with_the_next_number(
    known: Sites, here: str, links: list[str], turned: str | None
) -> None:
    html = LINK + "".join(f'<a href="{href}">…</a>' for href in links)
    assert following(listings.read(html, HOME + here, known)) == turned


@pytest.mark.parametrize("element", ["link", "a"])
def test_the_next_page_may_be_called_so(known: Sites, element: str) -> None:
    html = f'{LINK}<{element} rel="next nofollow" href="?start=20">'
    leads = listings.read(html, URL, known, 3)
    assert following(leads) == "/xa-hoi?start=20"
    assert leads[-1].hops == 4
    assert following(listings.read(html.replace("?start=20", "https://other.example/2"), URL, known)) is None


def test_a_site_may_say_how_its_lists_go_on(tmp_path: Path) -> None:
    described = sites(tmp_path, 'next = ["/{section}/p.{page}"]\nmax_pages = 3')
    html = f'{LINK}<a href="/xa-hoi/p.2">2</a><a href="/xa-hoi?page=2">2</a>'
    assert following(listings.read(html, URL, described)) == "/xa-hoi/p.2"
    # A numbered page that loads more by script goes on without a link, until its site's limit.
    assert following(listings.read(LINK, f"{HOME}/xa-hoi/p.2", described, 1)) == "/xa-hoi/p.3"
    assert following(listings.read(LINK, f"{HOME}/xa-hoi/p.3", described, 2)) is None


def test_a_page_without_articles_is_the_last(known: Sites) -> None:
    """Many servers answer every number."""
    assert listings.read('<a href="/xa-hoi?page=2">2</a>', URL, known) == []


def test_feeds_are_found_unless_the_description_names_them(tmp_path: Path, known: Sites) -> None:
    html = f'<link rel="alternate" type="application/rss+xml" href="/rss/xa-hoi.rss">{LINK}'
    feeds = [lead.url for lead in listings.read(html, URL, known) if lead.what is What.FEED]
    assert feeds == [f"{HOME}/rss/xa-hoi.rss"]
    described = sites(tmp_path, 'feeds = ["/rss/home.rss"]')
    assert [lead.what for lead in listings.read(html, URL, described)] == [What.ARTICLE]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 30_000, id="deep"),
        pytest.param("<p>x</p>" * 700_000, id="large"),
    ],
)
def test_what_no_list_can_be_is_refused(known: Sites, html: str) -> None:
    with pytest.raises(InputError):
        listings.read(html, URL, known)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("".join(f'<a href="/lam-dep-{n}.html">x</a>' for n in range(8_000)), id="many links"),
        pytest.param(f"<li>{LINK}<span>x</span></li>" * 4_000, id="one article, many times"),
        pytest.param(f"<li>{LINK}{'<span>1/1/20</span>' * 20_000}</li><li>{OTHER}</li>", id="many days"),
        pytest.param(f"<li>{LINK}{'<span>' * 900}{'x' * 500_000}</li><li>{OTHER}</li>", id="nested spans"),
        pytest.param(LINK + f'<a href="/{"a-" * 500_000}">x</a>', id="a long address"),
        pytest.param(LINK + f'<a href="/xa-hoi{"/page/1" * 250}/2">x</a>' * 500, id="pages in pages"),
        pytest.param(f'<a href="/lam-dep-bo-bien-101.html">{"x " * 200_000}', id="a long title"),
    ],
)
def test_hostile_lists_cost_little(known: Sites, html: str) -> None:
    found = listings.read(html, URL, known)
    assert 0 < len(articles(found)) <= listings.MOST_LINKS
    assert all(len(lead.title or "") <= 300 for lead in found)


@given(st.text(alphabet='<>/&;"=# \nahrefspndiv0129.-\x00\ud800', max_size=200))
def test_no_page_raises_anything(noise: str) -> None:
    assert all(lead.url.startswith("http") for lead in listings.read(noise + LINK, "https://baodanang.vn/x", load()))
