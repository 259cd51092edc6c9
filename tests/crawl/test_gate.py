"""What may be requested: a table of (address, the key of the refusal, or None)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.sites import load
from tracuu.crawl.gate import Gate, host_key, place
from tracuu.messages import say

GATE = Gate(
    load(), ["baomau.example", "www.KHAC.example", "báo.example", "127.0.0.1:8080", "tam.example:8443"], year=2026
)

ALLOWED = [
    "https://nhandan.vn/bai-post123.html",
    "http://nhandan.vn:80/a",
    "https://en.nhandan.vn/a",  # a paper's subdomains are the paper's
    "https://www.vietnam.vn/es/bai-viet",
    "https://baomau.example/a",
    "https://www.baomau.example/a",
    "http://khac.example/",
    "https://xn--bo-mia.example/a",
    "http://127.0.0.1:8080/a",  # the network refuses it all the same
    "https://tam.example:8443/a",
    # an agency's article whose number stands in the query
    "https://nhandan.vn/Trang/ChiTiet.aspx?nid=123&id=9",
    "https://nhandan.vn/a?sid=20250314",  # a section's, an article's
    # a day and an hour in the path; a step that comes twice; ids that look like years
    "https://nhandan.vn/2025/11/11/11/bai.html",
    "https://nhandan.vn/tin-tuc/tin-tuc/bai-1",
    "https://nhandan.vn/post/4312",
    "https://nhandan.vn/1890/tieu-su",
    "https://nhandan.vn/lich?year=2026&month=11",
    "https://nhandan.vn/báo-cũ",
]

REFUSED = [
    ("https://kxd.example/a", "crawl_net.refused_host"),
    ("https://nhandan.vn.kxd.example/a", "crawl_net.refused_host"),
    ("https://xnhandan.vn/", "crawl_net.refused_host"),
    ("http://169.254.169.254/latest/", "crawl_net.refused_host"),
    ("http://localhost/", "crawl_net.refused_host"),
    ("https://sub.baomau.example/", "crawl_net.refused_host"),  # the user named one host, not all below it
    ("http://127.0.0.1/", "crawl_net.refused_host"),
    ("https://nhandan.vn:8443/", "crawl_net.refused_port"),
    ("http://nhandan.vn:443/", "crawl_net.refused_port"),
    ("https://baomau.example:22/", "crawl_net.refused_port"),
    ("http://127.0.0.1:8081/", "crawl_net.refused_port"),
    ("https://nhandan.vn:port/", "crawl_net.refused_name"),
    ("https://nhandan.vn:99999/", "crawl_net.refused_name"),
    ("https://an:pass@nhandan.vn/", "crawl_net.refused_login"),
    ("https://nhandan.vn@kxd.example/", "crawl_net.refused_login"),
    ("https://@nhandan.vn/", "crawl_net.refused_login"),
    ("https://nhandan.vn\\@kxd.example/", "crawl_net.refused_signs"),
    ("https://nhandan.vn/a\r\nHost: kxd.example", "crawl_net.refused_signs"),
    ("https://nhandan.vn/\x1b[31m", "crawl_net.refused_signs"),
    ("https://nhandan.vn/a b", "crawl_net.refused_signs"),
    ("https://nhandan.vn/\x00", "crawl_net.refused_signs"),
    ("https://nhandan.vn/" + "a" * 2_000, "crawl_net.refused_long"),
    ("ftp://nhandan.vn/a", "crawl_net.refused_scheme"),
    ("file:///etc/passwd", "crawl_net.refused_scheme"),
    ("javascript:alert(1)", "crawl_net.refused_scheme"),
    ("data:text/html,a", "crawl_net.refused_scheme"),
    ("mailto:a@nhandan.vn", "crawl_net.refused_scheme"),
    ("", "crawl_net.refused_scheme"),
    ("https://", "crawl_net.refused_name"),
    ("https:///a", "crawl_net.refused_name"),
    ("https://%6ehandan.vn/", "crawl_net.refused_name"),
    ("https://nhandan..vn/", "crawl_net.refused_host"),
    ("https://-/", "crawl_net.refused_name"),
    ("http://[fe80::1%25eth0]/", "crawl_net.refused_name"),
    # circles: relative links without an end, lists that filter lists
    ("https://nhandan.vn/a/a/a", "crawl_net.refused_repeats"),
    ("https://nhandan.vn/a/b/a/b/a/b/", "crawl_net.refused_repeats"),
    ("https://nhandan.vn/Tin/tin/TIN/", "crawl_net.refused_repeats"),
    ("https://nhandan.vn/" + "/".join(f"a{step}" for step in range(13)), "crawl_net.refused_deep"),
    ("https://nhandan.vn/tim?" + "&".join(f"f{n}=1" for n in range(30)), "crawl_net.refused_query"),
    # numbered visits
    ("https://nhandan.vn/a?PHPSESSID=0123456789abcdef", "crawl_net.refused_session"),
    ("https://nhandan.vn/a;jsessionid=AB12?x=1", "crawl_net.refused_session"),
    ("https://nhandan.vn/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "crawl_net.refused_session"),
    ("https://nhandan.vn/a?x=1&Sid=0123456789abcdef0123456789abcdef", "crawl_net.refused_session"),
    # calendars
    ("https://nhandan.vn/lich/2093/12", "crawl_net.refused_calendar"),
    ("https://nhandan.vn/lich/2093/12/24/", "crawl_net.refused_calendar"),
    ("https://nhandan.vn/lich/2031-01-01", "crawl_net.refused_calendar"),
    ("https://nhandan.vn/lich/1066/10/14", "crawl_net.refused_calendar"),
    ("https://nhandan.vn/lich?month=2093-12", "crawl_net.refused_calendar"),
    ("https://nhandan.vn/lich?nam=1812&thang=9", "crawl_net.refused_calendar"),
]


@pytest.mark.parametrize("url", ALLOWED)
def test_addresses_that_may_be_requested(url: str) -> None:
    assert GATE.refusal(url) is None


@pytest.mark.parametrize(("url", "key"), REFUSED)
def test_addresses_that_may_not(url: str, key: str) -> None:
    """The reason is one printable line."""
    refusal = GATE.refusal(url)
    assert refusal is not None
    assert refusal[0] == key
    assert say(refusal[0], detail=refusal[1]).isprintable()


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://nhandan.vn/", "https://nhandan.vn:", "http://["]))
def test_whatever_is_asked_gets_an_answer(text: str, before: str) -> None:
    """And what passes the gate is read by the fetcher as the same server, in signs that HTTP can carry."""
    url = before + text
    if GATE.refusal(url) is None:
        found = place(url)
        assert found is not None
        assert (found.name + found.target).isascii()
        assert found.name.endswith(("nhandan.vn", ".example", "127.0.0.1")) or load().of(found.name)


KEYS = [
    ("https://www.nhandan.vn/a", "nhandan.vn"),
    ("http://nhandan.vn:80/a", "nhandan.vn"),
    ("https://nhandan.vn:443/", "nhandan.vn"),
    ("https://en.nhandan.vn/", "en.nhandan.vn"),
    ("https://baoquangninh.com.vn/a", "baoquangninh.vn"),  # as its site writes it
    ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
    ("https://www.baomau.example:8443/", "baomau.example:8443"),
    ("http://nhandan.vn:443/", "nhandan.vn:443"),
    ("https://BÁO.example/", "xn--bo-mia.example"),
    ("http://[2405:4800::1]:8080/", "[2405:4800::1]:8080"),
    ("no address", ""),
]


@pytest.mark.parametrize(("url", "key"), KEYS)
def test_the_politeness_key_of_an_address(url: str, key: str) -> None:
    """One server is one host, however it is spelled."""
    assert host_key(url, load()) == key
