"""Web addresses: one spelling per page, and what a site's patterns read in them."""

from __future__ import annotations

import pytest

from tracuu.corpus import addresses
from tracuu.corpus.addresses import Article
from tracuu.corpus.sites import load

SITES = load()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://baodanang.vn/mot-bai-bao-123.html", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("http://www.baodanang.vn/mot-bai-bao-123.html#comments", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("HTTPS://WWW.BaoDaNang.VN:443/mot-bai-bao-123.html", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("http://baodanang.vn:80/", "https://baodanang.vn/"),
        ("https://baodanang.vn", "https://baodanang.vn/"),
        ("baodanang.vn/mot-bai-bao-123.html", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("//baodanang.vn/mot-bai-bao-123.html", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("  https://baodanang.vn/chinh-tri/ \n", "https://baodanang.vn/chinh-tri"),
        # Copied out of a right-to-left text, with its invisible direction marks.
        ("\u200ehttps://baodanang.vn/mot-bai-bao-123.html\u200f", "https://baodanang.vn/mot-bai-bao-123.html"),
        ("https://baodanang.vn/a/../mot-bai//bao-1.html", "https://baodanang.vn/mot-bai/bao-1.html"),
        # A site's old host whose pages stand under the new one.
        ("http://baoquangninh.com.vn/mot-bai-bao-123.html", "https://baoquangninh.vn/mot-bai-bao-123.html"),
        # Moved is not the same: the paper of origin would be lost.
        ("https://baoquangnam.vn/mot-bai-bao-123.html", "https://baoquangnam.vn/mot-bai-bao-123.html"),
        # One slug can hold two translations on two hosts of the portal.
        ("https://thongtin.vietnam.vn/en/mot-bai-bao", "https://thongtin.vietnam.vn/en/mot-bai-bao"),
        # Where a reader came from is dropped; everything else is kept, for some sites keep the id there.
        (
            "https://quangninh.gov.vn/chi-tiet.aspx?nid=77&utm_source=x&fbclid=y",
            "https://quangninh.gov.vn/chi-tiet.aspx?nid=77",
        ),
        ("https://a.example/x?b=2&a=1&&zarsrc=30", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?UTM_Source=b&utmost=1", "https://a.example/x?utmost=1"),
        ("https://a.example/x?", "https://a.example/x"),
        # Percent-encoding: RFC 3986, 6.2.2.
        ("https://a.example/t%c3%aan%2dbai", "https://a.example/t%C3%AAn-bai"),
        ("https://a.example/tên-bài", "https://a.example/t%C3%AAn-b%C3%A0i"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),  # an escaped stroke is no step of the path
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        # Hosts.
        ("https://bảo.example/x", "https://xn--bo-l5s.example/x"),
        ("https://xn--bo-l5s.example/x", "https://xn--bo-l5s.example/x"),
        ("https://a.example./x", "https://a.example/x"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("https://a.example:8080/x", "https://a.example:8080/x"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://www.vn/x", "https://www.vn/x"),  # www is here the name itself
        # What is no web address comes back as it came.
        ("mailto:toasoan@a.example", "mailto:toasoan@a.example"),
        ("/tin-tuc/bai-1", "/tin-tuc/bai-1"),
        ("not an address", "not an address"),
        ("https://", "https://"),
        ("https://a.example:port/x", "https://a.example:port/x"),
        ("https://[broken/x", "https://[broken/x"),
        ("", ""),
    ],
)
def test_one_page_has_one_spelling(url: str, expected: str) -> None:
    assert addresses.normal(url, SITES) == expected
    assert addresses.normal(expected, SITES) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Vietnam.vn/en/x", "vietnam.vn"),
        ("baodanang.vn", "baodanang.vn"),
        ("http://en.baodanang.vn:8080", "en.baodanang.vn"),
        ("/only/a/path", None),
        ("tin.html", None),  # a file, no server
        ("", None),
    ],
)
def test_the_server_is_named_without_www_and_port(url: str, expected: str | None) -> None:
    assert addresses.host(url) == expected


LONG_SLUG = "nguoi-dan-" * 19 + "xom-tr"  # the portal cuts slugs at about 196 characters, even inside a word


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.vietnam.vn/es/mot-bai-bao-hay", Article("vietnam.vn", "es", "mot-bai-bao-hay", None, None)),
        ("https://www.vietnam.vn/mot-bai-bao-hay/", Article("vietnam.vn", None, "mot-bai-bao-hay", None, None)),
        ("https://vietnam.vn/no/mot-bai-bao-hay", Article("vietnam.vn", "nb", "mot-bai-bao-hay", None, None)),
        ("https://vietnam.vn/zh-CN/mot-bai-bao-hay", Article("vietnam.vn", "zh-Hans", "mot-bai-bao-hay", None, None)),
        ("https://vietnam.vn/zh-tw/mot-bai-bao-hay", Article("vietnam.vn", "zh-Hant", "mot-bai-bao-hay", None, None)),
        ("https://vietnam.vn/iw/mot-bai-bao-hay", Article("vietnam.vn", "he", "mot-bai-bao-hay", None, None)),
        # A language that nobody listed.
        ("https://vietnam.vn/eu/mot-bai-bao-hay", Article("vietnam.vn", "eu", "mot-bai-bao-hay", None, None)),
        ("https://vjs.vietnam.vn/ja/mot-bai-bao-hay-2", Article("vietnam.vn", "ja", "mot-bai-bao-hay-2", None, None)),
        ("https://vrviet.vn/en/mot-bai-bao-hay", Article("vietnam.vn", "en", "mot-bai-bao-hay", None, None)),
        (f"https://vietnam.vn/en/{LONG_SLUG}", Article("vietnam.vn", "en", LONG_SLUG, None, None)),
        # Lists, menus and pictures are no articles.
        ("https://vietnam.vn/", None),
        ("https://vietnam.vn/en", None),
        ("https://vietnam.vn/zh-cn", None),
        ("https://vietnam.vn/en/tag/dan-van-kheo", None),
        ("https://vietnam.vn/tag/dan-van-kheo", None),
        ("https://vietnam.vn/category/thoi-su-chinh-tri", None),
        ("https://vietnam.vn/anh/mot-tam-anh.jpg", None),
        # Papers.
        (
            "https://baoquangnam.vn/mot-bai-bao-3142841.html",
            Article("baoquangnam.vn", None, "mot-bai-bao", "3142841", None),
        ),
        (
            "https://baoquangnam.vn/xa-hoi/mot-bai-bao-147743.html",
            Article("baoquangnam.vn", None, "mot-bai-bao", "147743", None),
        ),
        ("https://baoquangnam.vn/chinh-tri/", None),
        (
            "http://baoquangninh.com.vn/kinh-te/202103/mot-bai-bao-2523456/",
            Article("baoquangninh.vn", None, "mot-bai-bao", "2523456", None),
        ),
        ("https://baodanang.vn/tin-3200001.html", Article("baodanang.vn", None, "tin", "3200001", None)),
        (
            "https://baocantho.com.vn/mot-bai-bao-a181234.html",
            Article("baocantho.com.vn", None, "mot-bai-bao", "181234", None),
        ),
        ("https://nhandan.vn/mot-bai-bao-post845612.html", Article("nhandan.vn", None, "mot-bai-bao", "845612", None)),
        # A language's subdomain is the paper's.
        (
            "https://fr.vietnamplus.vn/un-bel-article-post15234.vnp",
            Article("vietnamplus.vn", None, "un-bel-article", "15234", None),
        ),
        # An id that carries the day.
        (
            "https://baotintuc.vn/thoi-su/mot-bai-bao-20250107091523456.htm",
            Article("baotintuc.vn", None, "mot-bai-bao", "20250107091523456", "2025-01-07"),
        ),
        ("https://unknown.example/mot-bai-bao-1.html", None),
        ("mot-bai-bao", None),
    ],
)
def test_an_articles_address_is_read_by_its_sites_patterns(url: str, expected: Article | None) -> None:
    assert addresses.article(url, SITES) == expected


def test_lists_are_told_from_articles() -> None:
    assert addresses.is_listing("https://vietnam.vn/en/tag/bien-dao", SITES)
    assert addresses.is_listing("https://www.vietnam.vn/", SITES)
    assert addresses.is_listing("https://baodanang.vn/chinh-tri/", SITES)
    assert not addresses.is_listing("https://baodanang.vn/mot-bai-bao-1.html", SITES)
    assert not addresses.is_listing("https://unknown.example/tag/x", SITES)


def test_articles_that_moved_have_a_twin_under_the_other_host() -> None:
    """Quảng Nam's articles live on under Đà Nẵng's paper, with the same slug and id."""
    old, new = "https://baoquangnam.vn/mot-bai-bao-3142841.html", "https://baodanang.vn/mot-bai-bao-3142841.html"
    assert addresses.twins(old, SITES) == (new,)
    assert addresses.twins("http://www." + new.removeprefix("https://"), SITES) == (old,)
    assert addresses.twins("https://baoquangnam.vn/chinh-tri/", SITES) == ()
    assert addresses.twins("https://nhandan.vn/mot-bai-bao-post1.html", SITES) == ()
