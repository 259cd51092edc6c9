"""The web of the sample holds its pages at their own addresses, and around them what crawlers meet."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracuu.sample import ARTICLES
from tracuu.sample.web import DRAFT, PORTAL, WALLED, sample_web, served

WEB = sample_web()
COWS = "thang-binh-lan-toa-mo-hinh-ngan-hang-bo"


def text(host: str, path: str) -> str:
    return WEB[host, path].body.decode()


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.html")), ids=lambda file: file.stem)
def test_every_page_stands_at_the_address_that_it_states(file: Path) -> None:
    written = file.read_bytes()
    address = urlsplit(written.decode().partition('rel="canonical" href="')[2].partition('"')[0])
    page = WEB[address.netloc.removeprefix("www."), address.path]
    # Two Spanish texts have one address, where the web has one of them.
    assert page.body == written or ".es" in file.stem


@pytest.mark.parametrize(
    ("host", "path", "holds"),
    [
        (PORTAL, "/robots.txt", "Disallow: /ban-nhap-\n"),
        (PORTAL, "/robots.txt", f"Sitemap: https://{PORTAL}/sitemap.xml"),
        (PORTAL, "/sitemap.xml", f"<loc>https://{PORTAL}/sitemap-2024.xml</loc>"),
        (PORTAL, "/sitemap-2024.xml", f"<loc>https://www.{PORTAL}/en/{COWS}</loc><lastmod>2024-11-19</lastmod>"),
        (PORTAL, "/", f'<a href="{DRAFT}">'),
        ("vrviet.vn", "/", f"https://www.{PORTAL}/en/{COWS}"),  # the portal's hosts share their front page
        ("baoquangnam.vn", "/rss/home.rss", f"<link>https://baoquangnam.vn/{COWS}-3148207.html</link>"),
        ("baoquangninh.vn", "/xa-hoi", f'<a href="{WALLED.url}">'),
    ],
)
def test_lists_name_articles(host: str, path: str, holds: str) -> None:
    assert holds in text(host, path)


@pytest.mark.parametrize("path", ["/sitemap-2024.xml", "/sitemap-2025.xml", "/"])
def test_the_portal_lists_an_article_in_one_language(path: str) -> None:
    """As real portals do: the other languages are found from there."""
    page = text(PORTAL, path)
    assert page.count("quang-ninh-nhan-rong") <= 1
    assert f"/es/{COWS}" not in page


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        (PORTAL, f"/no/{COWS}", 200),
        (f"www.{PORTAL}", f"/no/{COWS}", 200),
        (PORTAL, f"/{COWS}", 404),  # the portal has this one in translations alone
        (*WALLED.place, 403),
        ("elsewhere.example", "/", 404),
    ],
)
def test_the_server_answers_for_every_host(host: str, path: str, status: int) -> None:
    assert asked(host, path)[0] == status


def test_the_server_tells_that_nothing_changed() -> None:
    status, tag, body = asked(PORTAL, f"/no/{COWS}")
    assert (status, body) == (200, WEB[PORTAL, f"/no/{COWS}"].body)
    assert asked(PORTAL, f"/no/{COWS}", tag) == (304, tag, b"")


def asked(host: str, path: str, tag: str = "") -> tuple[int, str, bytes]:
    with served(WEB) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers={"Host": host, **({"If-None-Match": tag} if tag else {})})
        answer = connection.getresponse()
        got = answer.status, answer.headers["ETag"], answer.read()
        connection.close()
        return got
