"""A small web of the sample: a portal with translations and newspapers with originals, served on this computer.

The pages are the sample's own files, each at the address that it states for itself; around them stands what a crawler
meets on real sites: robots.txt, a sitemap index with its sitemaps, a feed, pages that list articles, a draft that
robots.txt forbids, and an original behind a check for humans. Whatever is not in the sample is not found (404).
"""

from __future__ import annotations

import html
import re
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tracuu.sample import ARTICLES

PORTAL = "vietnam.vn"
PORTAL_HOSTS = (PORTAL, "thongtin.vietnam.vn", "vjs.vietnam.vn", "vrviet.vn")
DRAFT = "https://www.vietnam.vn/ban-nhap-ngan-hang-bo-o-thang-binh"
"""An address that robots.txt forbids, though a list names it."""

_DRAFTS = "/ban-nhap-"
_LISTS = ("/chinh-tri", "/kinh-te", "/xa-hoi")
_SITEMAP = "https://{host}/sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CHECK = "<html><head><title>Just a moment...</title></head><body>Verify you are human to go on.</body></html>"
_NOTHING = "<html><body><h1>404</h1></body></html>"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_TITLE = re.compile(r'<meta property="og:title" content="([^"]+)"')
_DAY = re.compile(r'<meta property="article:published_time" content="(\d{4}-\d\d-\d\d)')
_EVERY = 0.05  # seconds between two looks whether the server is to stop


class Page(NamedTuple):
    """What a server answers at one address."""

    body: bytes
    media_type: str = "text/html"
    status: int = 200


class Article(NamedTuple):
    """An article's page, with what it states of itself: its address, its headline, its day ("" when it has none)."""

    url: str
    title: str
    day: str
    page: Page

    @property
    def place(self) -> tuple[str, str]:
        """Its host, without `www.`, and its path."""
        parts = urlsplit(self.url)
        return parts.netloc.removeprefix("www."), parts.path


WALLED = Article(
    "https://baoquangninh.vn/quang-ninh-nhan-rong-dan-van-kheo-tu-co-so-3324615.html",
    "Quảng Ninh nhân rộng “Dân vận khéo” từ cơ sở",
    "2024-10-15",
    Page(_CHECK.encode(), status=403),
)
"""An original that its newspaper shows to nobody who is not known to be human."""

Web = Mapping[tuple[str, str], Page]
"""Pages by host (without `www.`) and path."""


def sample_web() -> Web:
    """Make the web of the sample."""
    found = {one.place: one for one in map(_article, sorted(ARTICLES.glob("*.html"))) if one}
    by_site: dict[str, list[Article]] = defaultdict(list)
    for (host, _), one in found.items():
        by_site[PORTAL if host in PORTAL_HOSTS else host].append(one)
    pages = {place: one.page for place, one in found.items()}
    for host, articles in by_site.items():
        if host == PORTAL:
            pages |= _portal(articles)
        else:
            pages |= {(host, path): page for path, page in _paper(host, articles)}
    return {**pages, WALLED.place: WALLED.page}


@contextmanager
def served(web: Web) -> Iterator[int]:
    """Serve a web on loopback, in a thread of its own; give the port. Every host answers there."""
    server = _Server(("127.0.0.1", 0), _handler(web))
    thread = threading.Thread(target=server.serve_forever, args=(_EVERY,), daemon=True, name="web of the sample")
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _article(file: Path) -> Article | None:
    """Read what a file says of itself. Of two texts of one address the web has the one that is read last."""
    written = file.read_text(encoding="utf-8")
    address, title, day = _CANONICAL.search(written), _TITLE.search(written), _DAY.search(written)
    if address is None:
        return None
    return Article(address[1], html.unescape(title[1]) if title else "", day[1] if day else "", Page(written.encode()))


# --- what stands around articles


def _portal(articles: Iterable[Article]) -> Iterator[tuple[tuple[str, str], Page]]:
    """Give what the portal shows beside articles; each of its hosts has the same front page."""
    newest = _newest(_one_language(articles))
    links = [*((one.url, one.title) for one in newest), (DRAFT, "Ngân hàng bò ở Thăng Bình (bản nháp)")]
    for host in PORTAL_HOSTS:
        yield (host, "/"), _listing(links)
        yield (
            (host, "/robots.txt"),
            _text(f"User-agent: *\nDisallow: {_DRAFTS}\nSitemap: {_SITEMAP.format(host=PORTAL)}\n"),
        )
    for path, page in _sitemaps(PORTAL, newest):
        yield (PORTAL, path), page
    yield (PORTAL, urlsplit(DRAFT).path), _text("Bản nháp, không công bố.")


def _paper(host: str, articles: Iterable[Article]) -> Iterator[tuple[str, Page]]:
    """Give what a newspaper shows beside articles. Its lists name the original that it does not show."""
    newest = _newest([*articles, WALLED] if host in WALLED.url else articles)
    yield "/robots.txt", _text(f"User-agent: *\nAllow: /\nSitemap: {_SITEMAP.format(host=host)}\n")
    yield "/rss/home.rss", _feed(host, newest)
    yield from ((path, _listing((one.url, one.title) for one in newest)) for path in _LISTS)
    yield from _sitemaps(host, newest)


def _newest(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda one: (one.day, one.url), reverse=True)


def _one_language(articles: Iterable[Article]) -> Iterator[Article]:
    """Give one page of each slug and host, as the portal's lists do: the Vietnamese where there is one."""
    by_slug: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for one in articles:
        host, path = one.place
        by_slug[host, path.rpartition("/")[2]].append(one)
    for several in by_slug.values():
        yield min(several, key=lambda one: (one.url.count("/"), one.url))


def _sitemaps(host: str, articles: Sequence[Article]) -> Iterator[tuple[str, Page]]:
    """Give an index, and a sitemap for each year; what has no date stands in the newest."""
    years: dict[str, list[Article]] = defaultdict(list)
    for one in articles:
        years[(one.day or articles[0].day)[:4]].append(one)
    index = "".join(f"<sitemap><loc>https://{host}/sitemap-{year}.xml</loc></sitemap>" for year in years)
    yield "/sitemap.xml", _xml(f'<sitemapindex xmlns="{_NAMESPACE}">{index}</sitemapindex>')
    for year, several in years.items():
        rows = "".join(f"<url><loc>{one.url}</loc>{_changed(one)}</url>" for one in several)
        yield f"/sitemap-{year}.xml", _xml(f'<urlset xmlns="{_NAMESPACE}">{rows}</urlset>')


def _changed(article: Article) -> str:
    return f"<lastmod>{article.day}</lastmod>" if article.day else ""


def _feed(host: str, articles: Iterable[Article]) -> Page:
    items = "".join(f"<item><title>{html.escape(one.title)}</title><link>{one.url}</link></item>" for one in articles)
    return _xml(f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>', "application/rss+xml")


def _listing(links: Iterable[tuple[str, str]]) -> Page:
    rows = "".join(f'<li><a href="{url}">{html.escape(title)}</a></li>' for url, title in links)
    return Page(f'<html lang="vi"><body><main><ul>{rows}</ul></main></body></html>'.encode())


def _xml(written: str, media_type: str = "application/xml") -> Page:
    return Page(f'<?xml version="1.0" encoding="UTF-8"?>{written}'.encode(), media_type)


def _text(written: str) -> Page:
    return Page(written.encode(), "text/plain")


# --- the server


class _Server(ThreadingTCPServer):
    """A server that looks up no names, as http.server's own does when it begins."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of who leaves before the end: a crawl that is stopped does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers as a quiet server does, with an entity tag that changes with the page."""

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0].removeprefix("www.")
            page = web.get((host, self.path)) or Page(_NOTHING.encode(), status=404)
            tag = f'"{sha256(page.body).hexdigest()[:16]}"'
            if page.status == 200 and self.headers.get("If-None-Match") == tag:  # noqa: PLR2004  HTTP
                page = page._replace(body=b"", status=304)
            self.send_response(page.status)
            self.send_header("Content-Type", f"{page.media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(page.body)))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the signature of http.server
            """Say nothing: the terminal is the user's."""

    return Handler
