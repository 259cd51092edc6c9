"""One page asked for by hand is asked for as a crawl would: robots.txt first, walls told, private places never."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crawl.servers import AGENT, QUICK, Served, Talk, serving
from tracuu.corpus.sites import load
from tracuu.crawl.one_page import FetchedPage, fetch_page
from tracuu.crawl.settings import Settings
from tracuu.crawling import HostState
from tracuu.errors import InputError, UsageError

SITES = load()
PAGE = b"<html><head><title>Ferry</title></head><body><h1>Ferry</h1>" + b"<p>It runs again every morning.</p>" * 100
URL = "http://tin.example/mot-bai-1.html"


def asked(server: Served, url: str = URL) -> FetchedPage:
    """Fetch without the seconds between two requests to a host."""
    return fetch_page(url, SITES, Settings(AGENT, net=server.net(), limits=QUICK, floor=0))


def answering(rules: bytes, then: Callable[[Talk], None]) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        if talk.target == "/robots.txt":
            talk.page(rules)
        else:
            then(talk)

    return answer


def test_a_page_of_an_unknown_host_that_was_named() -> None:
    with serving(answering(b"User-agent: *\nDisallow: /intern/", lambda talk: talk.page(PAGE))) as server:
        found = asked(server)
    assert found.url == URL
    assert found.html.startswith("<html><head><title>Ferry")
    assert server.targets == ["/robots.txt", "/mot-bai-1.html"]
    assert isinstance(found.hosts[0], HostState)


@pytest.mark.parametrize(
    ("rules", "then", "said"),
    [
        (b"User-agent: tracuu\nDisallow: /", lambda talk: talk.page(PAGE), "robots.txt forbids"),
        (b"", lambda talk: talk.page(b"", "404 Not Found"), "answers 404"),
        (b"", lambda talk: talk.page(b"<title>Just a moment...</title>", "503 No", cf_mitigated="challenge"), "human"),
        (b"", lambda talk: talk.page(b"", "302 Found", Location="http://127.0.0.1/x"), "neither a known site"),
        (b"", lambda talk: talk.page(b"", "302 Found", Location="/mot-bai-1.html"), "again and again"),
    ],
)
def test_what_cannot_be_had_is_said(rules: bytes, then: Callable[[Talk], None], said: str) -> None:
    with serving(answering(rules, then)) as server, pytest.raises((InputError, UsageError), match=said):
        asked(server)


def test_a_private_address_is_never_asked() -> None:
    with pytest.raises((InputError, UsageError), match=r"robots\.txt cannot be had"):
        fetch_page("http://127.0.0.1:1/x", SITES, Settings(AGENT, limits=QUICK))
