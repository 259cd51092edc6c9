"""Feeds of every kind: where their articles stand, what they are called, and when they were published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.sites import load
from tracuu.crawl import feeds
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError

SITES = load()
HOME = "https://baodanang.vn"
URL = f"{HOME}/rss/home.rss"
PAGE = f"{HOME}/lam-dep-bo-bien-101.html"


def read(text: str, url: str = URL, hops: int = 0) -> list[Lead]:
    return feeds.read(text.encode(), url, SITES, hops)


def rss(*items: str, head: str = "<language>vi-vn</language>") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    channel = f"<channel><title>Báo</title><link>{HOME}</link>{head}{inside}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'


def atom(*entries: str, head: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{inside}</feed>'


def test_an_item_of_rss() -> None:
    item = (
        f"<title><![CDATA[Làm &amp; đẹp <b>bờ biển</b>]]></title><link>{PAGE}</link>"
        "<pubDate>Mon, 06 Jan 2025 23:10:00 GMT</pubDate><description>&lt;a href='/x'&gt;</description>"
    )
    (lead,) = read(rss(item))
    assert lead == Lead(
        PAGE,
        What.ARTICLE,
        Origin.FEED,
        URL,
        lang="vi",
        title="Làm & đẹp bờ biển",
        day="2025-01-07",  # the next morning in Vietnam
    )


@pytest.mark.parametrize(
    "link",
    [
        f"<link>{PAGE}</link>",
        "<link>/lam-dep-bo-bien-101.html</link>",
        f"<link>\n  {PAGE}\n</link>",
        f"<link><![CDATA[{PAGE}]]></link>",
        f"<guid>{PAGE}</guid>",  # a guid is an address unless it says otherwise
        f"<guid isPermaLink='false'>101</guid><link>{PAGE}</link>",
        f"<link>https://feeds.example/r/101</link><feedburner:origLink>{PAGE}</feedburner:origLink>",
        f"<link>https://feeds.example/r/101</link><guid>{PAGE}</guid>",  # of two, the one on the paper's own host
        f'<atom:link rel="self" href="{URL}"/><link>{PAGE}</link>',
    ],
)
def test_where_an_item_stands(link: str) -> None:
    assert [lead.url for lead in read(rss(f"<title>Làm đẹp</title>{link}"))] == [PAGE]


@pytest.mark.parametrize(
    "link",
    [
        f'<link href="{PAGE}"/>',
        f'<link rel="alternate" type="text/html" href="{PAGE}"/>',
        f'<link rel="enclosure" href="{HOME}/a.mp3"/><link rel="alternate" href="{PAGE}"/>',
        f'<link type="application/json" href="{HOME}/x"/><link type="text/html" href="{PAGE}"/>',
        f"<id>{PAGE}</id>",
        f"<id>tag:baodanang.vn,2025:101</id><link href='{PAGE}'/>",
    ],
)
def test_where_an_entry_of_atom_stands(link: str) -> None:
    assert [lead.url for lead in read(atom(f"<title>Làm đẹp</title>{link}"))] == [PAGE]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("<pubDate>Tue, 07 Jan 2025 08:00:00 +0700</pubDate>", "2025-01-07"),
        ("<pubDate>07 Jan 2025 08:00</pubDate>", "2025-01-07"),
        ("<pubDate>Mon, 06 Jan 2025 16:59:00 GMT</pubDate>", "2025-01-06"),
        ("<pubDate>Mon, 06 Jan 2025 17:00:00 GMT</pubDate>", "2025-01-07"),
        ("<pubDate>2025-01-07T08:00:00+07:00</pubDate>", "2025-01-07"),
        ("<pubDate>07/01/2025 08:00</pubDate>", "2025-01-07"),  # day first, as in Vietnam
        ("<dc:date>2025-01-07</dc:date>", "2025-01-07"),
        ("<published>2025-01-07T08:00:00Z</published><updated>2025-02-01T00:00:00Z</updated>", "2025-01-07"),
        ("<updated>2025-02-01T00:00:00Z</updated>", "2025-02-01"),
        ("<pubDate>Thứ ba</pubDate>", None),
        ("<pubDate>Mon, 99 Jan 99999 99:99:99 +9999</pubDate>", None),
        ("<pubDate></pubDate>", None),
        ("", None),
    ],
)
def test_when_an_item_was_published(written: str, day: str | None) -> None:
    assert [lead.day for lead in read(rss(f"<link>{PAGE}</link>{written}"))] == [day]


def test_rss_1_stands_beside_its_channel() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title></channel>'
        f"<item><title>Làm đẹp</title><link>{PAGE}</link><dc:date>2025-01-07</dc:date></item></rdf:RDF>"
    )
    assert [(lead.url, lead.title, lead.day) for lead in read(text)] == [(PAGE, "Làm đẹp", "2025-01-07")]


def test_an_entry_has_a_language_and_a_base_of_its_own() -> None:
    text = atom('<link href="mot-bai-bao-7.html"/>')
    text = text.replace("<entry>", f'<entry xml:lang="es" xml:base="{HOME}/es/">')
    assert [(lead.url, lead.lang) for lead in read(text)] == [(f"{HOME}/es/mot-bai-bao-7.html", "es")]


def test_a_paged_feed_is_turned_for_a_while() -> None:
    text = atom(f'<link href="{PAGE}"/>', head=f'<link rel="next" href="{URL}?page=2"/>')
    following = read(text)[-1]
    assert (following.url, following.what, following.hops) == (f"{URL}?page=2", What.FEED, 1)
    assert [lead.what for lead in read(text, hops=feeds.MOST_PAGES - 1)] == [What.ARTICLE]
    assert read(atom(head=f'<link rel="next" href="{URL}?page=2"/>')) == []  # an empty page is the last


def test_other_sites_are_left_out() -> None:
    assert read(rss("<link>https://other.example/lam-dep-bo-bien-101.html</link>")) == []


def test_an_address_stands_once() -> None:
    assert len(read(rss(f"<link>{PAGE}</link>", f"<link>{PAGE}</link>"))) == 1


@pytest.mark.parametrize("text", ["<html><body>404</body></html>", "<urlset></urlset>", "", "{}"])
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)
    assert refused.value.key == "crawl_find.no_feed"


@given(st.text(alphabet='<>/&;"=![]- \nitemlnkhrfpubD:.0', max_size=300))
def test_no_text_raises_anything(noise: str) -> None:
    found = read(rss(noise, f"<link>{PAGE}</link>"))
    assert all(lead.url.startswith("http") for lead in found)
