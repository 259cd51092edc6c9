"""A small web of made-up newspapers on loopback: a portal with translations, and papers with the originals."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from tests.crawl.servers import Served, Talk, serving
from tracuu.crawl.network import Net

PORTAL, PAPER = "vietnam.vn", "baodanang.vn"
LANGS = {"vi": "", "es": "/es", "fa": "/fa", "nb": "/no"}
SAYS = {
    "vi": "Tổ dân vận thôn {n} đến từng nhà vận động bà con hiến đất mở đường, sửa cầu và giữ rừng đầu nguồn của làng.",
    "es": "El equipo de movilización de la aldea {n} va de casa en casa y pide a los vecinos tierra para el camino.",
    "fa": "گروه بسیج مردمی روستای {n} خانه به خانه می‌رود تا مردم زمین خود را برای ساختن راه روستا ببخشند.",
    "nb": "Mobiliseringsgruppa i landsbyen {n} går fra hus til hus og ber folk gi jord til veien, broa og skogen.",
}
NOT_FOUND = b"<html><body><h1>Not here</h1></body></html>"


class Asked(NamedTuple):
    """One request as the server saw it: seconds of a clock that never goes back, the host, the path."""

    moment: float
    host: str
    path: str


class Web:
    """What is served: pages by host and path, which a test may change while it runs."""

    def __init__(self, pages: Mapping[tuple[str, str], bytes]) -> None:
        self.pages = dict(pages)
        self.robots: dict[str, bytes] = {}
        self.moved: dict[tuple[str, str], str] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.log: list[Asked] = []
        self.lock = threading.Lock()

    def answer(self, talk: Talk) -> None:
        """Answer as a quiet web server does, with an entity tag that changes with the page."""
        host = talk.headers["host"].removeprefix("www.")
        with self.lock:
            self.log.append(Asked(time.monotonic(), host, talk.target))
        body = self.robots.get(host, b"") if talk.target == "/robots.txt" else self.pages.get((host, talk.target))
        if target := self.moved.get((host, talk.target)):
            talk.page(b"", status="301 Moved Permanently", Location=target)
            return
        if body is None:
            talk.page(NOT_FOUND, status="404 Not Found")
            return
        tag = f'"{hash(body)}"'
        if talk.headers.get("if-none-match") == tag:
            talk.page(b"", status="304 Not Modified")
        else:
            kind = "application/xml" if talk.target.endswith(".xml") else "text/html"
            status = self.statuses.get((host, talk.target), "200 OK")
            talk.page(body, status=status, ETag=tag, Content_Type=kind)

    def paths(self, host: str) -> list[str]:
        """Give what was asked of a host, in order."""
        return [asked.path for asked in self.log if asked.host == host]


def slug(n: int) -> str:
    return f"to-dan-van-thon-{n}-van-dong-hien-dat"


def page(lang: str, n: int, *, source: str | None = None) -> bytes:
    """Write an article of four paragraphs as the portal shows it, with its source line."""
    text = "".join(f"<p>{SAYS[lang].format(n=n)} {SAYS[lang].format(n=n + k)}</p>" for k in range(1, 5))
    line = f'<p class="source">Nguồn: <a href="{source}">{source}</a></p>' if source else ""
    title = SAYS[lang].format(n=n)[:60]
    return f"""<html lang="{lang}"><head><title>{title}</title>
<meta property="article:published_time" content="2024-11-{1 + n % 28:02}T07:00:00+07:00"></head>
<body><h1 class="entry-title">{title}</h1><div class="entry-content">{text}{line}</div></body></html>""".encode()


def sitemap(urls: list[str]) -> bytes:
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def small_web(stories: int = 3) -> Web:
    """Make a portal whose stories each have an original at a paper, and pages in four languages."""
    pages: dict[tuple[str, str], bytes] = {}
    for n in range(1, stories + 1):
        original = f"https://{PAPER}/{slug(n)}-{1000 + n}.html"
        pages[PAPER, f"/{slug(n)}-{1000 + n}.html"] = page("vi", n)
        for lang, prefix in LANGS.items():
            pages[PORTAL, f"{prefix}/{slug(n)}"] = page(lang, n, source=original)
    pages[PORTAL, "/sitemap.xml"] = sitemap([f"https://{PORTAL}/{slug(n)}" for n in range(1, stories + 1)])
    return Web(pages)


@contextmanager
def served(web: Web) -> Iterator[tuple[Served, Net]]:
    """Serve a web; give the server, and the network in which every name leads to it, without encryption."""
    with serving(web.answer) as server:
        yield server, server.net()._replace(trust=lambda: None)
