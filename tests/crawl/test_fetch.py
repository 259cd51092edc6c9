"""The fetcher against servers that mean well: what it asks, and what it gives back."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from tests.crawl.servers import AGENT, Talk, fetched, serving
from tracuu.crawl.fetch import USUAL, unpacked

PAGE = "<h1>Đại lý báo ở xã vùng cao</h1>".encode() * 100
URL = "http://tin.example/a/bai-1.html"


def test_a_page_is_given_as_it_was_sent(tmp_path: Path) -> None:
    """Body, status and headers; the moment is that at which the answer began."""
    with serving(lambda talk: talk.page(PAGE, ETag='"v1"', Set_Cookie="a=1")) as server:
        (reply,) = fetched(server.net(), tmp_path, URL)
    assert (reply.url, reply.status, reply.body, reply.size, reply.fault) == (URL, 200, PAGE, len(PAGE), None)
    assert reply.headers["etag"] == '"v1"'
    assert reply.moment > 1_700_000_000
    assert 0 < reply.seconds < 5


def test_the_request_says_who_asks_and_wants_gzip_alone(tmp_path: Path) -> None:
    """No cookie, no referrer, no language of the user's machine; one connection a request."""
    with serving(lambda talk: talk.page(PAGE, Set_Cookie="a=1; Domain=tin.example")) as server:
        for _ in range(2):
            fetched(server.net(), tmp_path, URL)
    assert server.targets == ["/a/bai-1.html"] * 2
    assert server.asked[1].headers == {
        "host": "tin.example", "user-agent": AGENT, "accept-encoding": "gzip", "connection": "close",
        "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    }  # fmt: skip


TARGETS = [
    ("http://tin.example", "/", "tin.example"),
    ("http://tin.example?trang=2", "/?trang=2", "tin.example"),
    ("http://tin.example/báo cũ/a%20b#cuoi", "/b%C3%A1o%20c%C5%A9/a%20b", "tin.example"),
    ("http://tin.example/a?q=%C4%91&tag=a%2Fb", "/a?q=%C4%91&tag=a%2Fb", "tin.example"),
    ("HTTP://TIN.Example:80/A", "/A", "tin.example"),
    ("http://tin.example:8080/a", "/a", "tin.example:8080"),
    ("http://báo.example/a", "/a", "xn--bo-mia.example"),
    ("http://tin.example/a//b/../c", "/a//b/../c", "tin.example"),  # a server may mean it so
]


@pytest.mark.parametrize(("url", "target", "host"), TARGETS)
def test_an_address_is_asked_for_as_it_is_written(tmp_path: Path, url: str, target: str, host: str) -> None:
    """Only what HTTP cannot carry is escaped; the fragment stays at home."""
    with serving(lambda talk: talk.page(PAGE)) as server:
        (reply,) = fetched(server.net(), tmp_path, url)
    assert reply.fault is None
    assert server.targets == [target]
    assert server.asked[0].headers["host"] == host


def test_conditions_go_with_the_request_and_304_comes_back(tmp_path: Path) -> None:
    def answer(talk: Talk) -> None:
        same = talk.headers.get("if-none-match") == '"v1"' and "if-modified-since" in talk.headers
        talk.page(b"" if same else PAGE, "304 Not Modified" if same else "200 OK")

    with serving(answer) as server:
        (reply,) = fetched(server.net(), tmp_path, URL, etag='"v1"', last_modified="Fri, 14 Mar 2025 08:00:00 GMT")
    assert (reply.status, reply.body, reply.fault) == (304, None, None)


def test_validators_cannot_smuggle_a_header(tmp_path: Path) -> None:
    """They were sent by a server once; whatever they hold stays in their own header. Endless ones stay away."""
    with serving(lambda talk: talk.page(PAGE)) as server:
        for agent, etag in (("tracuu\r\nX-Bad: 1", '"a"\r\nX-Bad: 1'), ("tracuu (Trần Thị Bưởi)", "a" * 5_000)):
            (reply,) = fetched(server.net(), tmp_path, URL, agent=agent, etag=etag)
            assert reply.status == 200
    assert [talk.headers.get("x-bad") for talk in server.asked] == [None, None]
    assert "if-none-match" not in server.asked[1].headers


def test_redirects_are_told_and_not_followed(tmp_path: Path) -> None:
    """Where they lead is judged first; a server writes addresses in UTF-8, whatever the standard says."""
    with serving(lambda talk: talk.page(PAGE, "301 Moved", Location="http://khac.example/bài")) as server:
        (reply,) = fetched(server.net(), tmp_path, URL)
    assert (reply.status, reply.headers["location"], reply.body) == (301, "http://khac.example/bài", None)
    assert len(server.asked) == 1


PACKED = [
    ("gzip", gzip.compress(PAGE)),
    ("x-gzip", gzip.compress(PAGE)),
    ("GZIP", gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:])),  # two members
    ("gzip", gzip.compress(PAGE) + b"\0\0padding"),
    ("deflate", zlib.compress(PAGE)),
    ("deflate", zlib.compress(PAGE)[2:-4]),  # as some servers understood the name
    ("identity", PAGE),
    ("utf-8", PAGE),  # a charset at the wrong place
]


@pytest.mark.parametrize(("coding", "body"), PACKED)
def test_bodies_stay_packed_until_a_worker_unpacks_them(tmp_path: Path, coding: str, body: bytes) -> None:
    with serving(lambda talk: talk.page(body, Content_Encoding=coding)) as server:
        (reply,) = fetched(server.net(), tmp_path, URL)
    assert reply.body == body
    assert unpacked(reply, 1_000_000) == PAGE


FRAMED = [
    b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3;x=y\r\nfgh\r\n0\r\nTrailer: 1\r\n\r\n",
    b"Content-Length: 8\r\n\r\nabcdefgh and what belongs to no answer",
    b"\r\nabcdefgh",  # until the connection ends
]


@pytest.mark.parametrize("rest", FRAMED)
def test_bodies_end_as_http_says(tmp_path: Path, rest: bytes) -> None:
    with serving(lambda talk: talk.send(b"HTTP/1.1 200 OK\r\n", rest)) as server:
        (reply,) = fetched(server.net(), tmp_path, URL)
    assert (reply.body, reply.fault) == (b"abcdefgh", None)


def test_long_bodies_wait_in_files_that_owe_nothing_to_the_address(tmp_path: Path) -> None:
    """No address becomes a path, whatever it holds."""
    body = b"x" * 1_000_000
    with serving(lambda talk: talk.page(body)) as server:
        (reply,) = fetched(server.net(), tmp_path, "http://tin.example/../../etc/%2e%2e/passwd", limit=2_000_000)
    assert isinstance(reply.body, Path)
    assert reply.body.parent == tmp_path
    assert reply.body.name.removesuffix(".body").isalnum()
    assert (reply.size, unpacked(reply, 2_000_000)) == (len(body), body)


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_can_be_cut_at_a_limit(tmp_path: Path, *, packed: bool) -> None:
    """Robots.txt is read up to its limit and the rest is left: what was packed is unpacked as far as it goes."""
    lines = b"".join(b"Disallow: /%d\n" % number for number in range(50_000))
    body = gzip.compress(lines) if packed else lines
    with serving(lambda talk: talk.page(body, Content_Encoding="gzip" if packed else "identity")) as server:
        (reply,) = fetched(server.net(), tmp_path, URL, limit=20_000, cut=True)
    assert (reply.size, reply.fault) == (20_000, None)
    text = unpacked(reply, 15_000, cut=True)
    assert len(text) == 15_000
    assert lines.startswith(text)


def test_the_page_that_comes_with_a_refusal_is_given(tmp_path: Path) -> None:
    """It may be a wall that can be recognised; of an endless one the beginning is enough."""

    def answer(talk: Talk) -> None:
        if talk.target == "/endless":
            talk.send(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            talk.flood(b"are you human? " * 1_000)
        elif talk.target == "/slow":
            talk.send(b"HTTP/1.1 503 Wait\r\nRetry-After: 60\r\n\r\n")
            talk.drip()
        else:
            talk.page(b"no such page", "404 Not Found")

    with serving(answer) as server:
        replies = fetched(
            server.net(), tmp_path, *(f"http://tin.example/{name}" for name in ("gone", "endless", "slow"))
        )
    gone, endless, slow = replies
    assert (gone.status, gone.body, gone.fault) == (404, b"no such page", None)
    assert (endless.status, endless.fault) == (403, None)
    assert 0 < endless.size <= 262_144
    assert (slow.status, slow.fault, slow.headers["retry-after"]) == (503, None, "60")


def test_tls_checks_the_name_that_was_asked_for(tmp_path: Path) -> None:
    """The connection goes to the address that was checked; the certificate must be that of the name."""
    with serving(lambda talk: talk.page(PAGE), tls=True) as server:
        good, other, plain = fetched(
            server.net(), tmp_path, "https://tin.example/", "https://khac.example/", "http://tin.example/"
        )
    assert (good.status, good.body) == (200, PAGE)
    assert (other.fault, other.host_down) == ("crawl_net.fault_tls", True)
    assert "certificate" in other.detail
    assert "mismatch" in other.detail
    assert plain.status == 0


def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    from tracuu.crawl.network import trusted

    with serving(lambda talk: talk.page(PAGE), tls=True) as server:  # to read all authorities takes a busy machine long
        net = server.net()._replace(trust=trusted)
        (reply,) = fetched(net, tmp_path, "https://tin.example/", limits=USUAL)
    assert (reply.status, reply.fault) == (0, "crawl_net.fault_tls")


def test_no_proxy_of_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would be asked for any address, and it is the proxy that would connect."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:9")
    with serving(lambda talk: talk.page(PAGE)) as server:
        (reply,) = fetched(server.net(), tmp_path, URL)
    assert (reply.status, server.targets) == (200, ["/a/bai-1.html"])
