"""The baseline: Scrapy fetches the same pages and writes their articles as JSONL; it does nothing else.

    python -m bench.crawl_scrapy OUT PORT HOSTS ARTICLES described|generic

As many requests at once as tracuu makes, one to a host at a time, robots.txt obeyed. Articles are taken out by the
description's own selectors (parsel), or by trafilatura as it comes. All in the one process that Scrapy is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer

from bench.crawl_web import address
from tests.crawl.measured_fetching import peak


class Loopback(CachingThreadedResolver):
    """Every name leads to loopback."""

    def getHostByName(self, name: str, timeout: Any = None) -> Any:  # noqa: N802, ARG002  the form that Twisted asks for
        """Look nothing up."""
        return defer.succeed("127.0.0.1")


class Articles(scrapy.Spider):
    """Fetches what it is told to."""

    name = "articles"

    def __init__(self, port: int, hosts: int, articles: int, kind: str) -> None:
        super().__init__()
        urls = (address(number, hosts) for number in range(articles))
        self._urls = [url.replace("https://", "http://").replace(".example/", f".example:{port}/") for url in urls]
        self._read = _described if kind == "described" else _generic

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Ask for every article."""
        for url in self._urls:
            yield scrapy.Request(url)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """Take the article out."""
        yield {"url": response.url, **self._read(response)}


def _described(response: Response) -> dict[str, Any]:
    paragraphs = response.css(".article__body > p")
    return {
        "title": response.css("h1.article__title::text").get(),
        "date": response.css(".article__meta time::attr(datetime)").get(),
        "text": "\n".join("".join(paragraph.css("::text").getall()) for paragraph in paragraphs),
    }


def _generic(response: Response) -> dict[str, Any]:
    import trafilatura

    document: Any = trafilatura.bare_extraction(response.body, with_metadata=True)
    return {"title": document.title, "date": document.date, "text": document.text} if document else {"text": ""}


def main(out: str, port: int, hosts: int, articles: int, kind: str) -> None:
    """Crawl, and tell what that took."""
    process = CrawlerProcess({
        "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
        "DNS_RESOLVER": Loopback, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False,
        "FEEDS": {out: {"format": "jsonlines", "overwrite": True, "encoding": "utf-8"}},
        "USER_AGENT": "bench (+mailto:archive@example.org)",
    })  # fmt: skip
    process.crawl(Articles, port=port, hosts=hosts, articles=articles, kind=kind)
    begun = time.perf_counter()
    process.start()
    print(json.dumps({"seconds": time.perf_counter() - begun, "main": time.process_time(), "peak MB": peak()}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
