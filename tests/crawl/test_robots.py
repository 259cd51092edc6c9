"""What robots.txt permits to `tracuu`: tables of (rules, address, allowed), and what hostile files can not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.crawl import robots
from tracuu.crawling import HostState

HOST = "https://tin.example"
RULES = """
User-agent: *
Disallow: /rieng/
Disallow: /*.pdf$
Disallow: /tim?*trang=
Allow: /rieng/bao-chi/
Crawl-delay: 5

User-agent: khac
Disallow: /
Sitemap: https://tin.example/sitemap.xml
Sitemap: /tin-moi.xml
"""

# rules, path, allowed
CASES = [
    (RULES, "/bai-1.html", True),
    (RULES, "/rieng/a", False),
    (RULES, "/rieng/bao-chi/a", True),  # the longest rule counts
    (RULES, "/a/b.pdf", False),
    (RULES, "/a/b.pdf?x=1", True),
    (RULES, "/tim?q=a&trang=2", False),
    (RULES, "/robots.txt", True),
    ("", "/a", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    # our own group is the only one that counts for us, whatever the case and the version behind it
    ("User-agent: Tracuu\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
    ("User-agent: tracuu/1.0\nDisallow: /a\n\nUser-agent: *\nAllow: /", "/a", False),
    ("User-agent: khac\nUser-agent: TRACUU\nDisallow: /a", "/a", False),
    ("User-agent: tracuu # the archive's\nDisallow: /a", "/a", False),
    # two groups of ours are one
    (
        "User-agent: tracuu\nDisallow: /a\n\nUser-agent: khac\nDisallow: /\n\nUser-agent: tracuu\nDisallow: /b",
        "/b",
        False,
    ),
    # other products, also those whose name begins or ends as ours
    ("User-agent: tra\nDisallow: /", "/a", True),
    ("User-agent: tracuubot\nDisallow: /", "/a", True),
    ("User-agent: my-tracuu\nDisallow: /", "/a", True),
    ("User-agent: khac\nDisallow: /", "/a", True),
    # written carelessly
    ("user-agent : *\r\ndisallow : /a\r\n", "/a/b", False),
    ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ("Disallow: /\nUser-agent: *\nDisallow: /a", "/b", True),  # a rule without a group is nobody's
    ("User-agent: *\nCrawl-delay: 3\nDisallow: /a", "/a", False),
    # spelled in another way, yet the same
    ("User-agent: *\nDisallow: /báo", "/b%C3%A1o/1", False),
    ("User-agent: *\nDisallow: /b%c3%a1o", "/báo/1", False),
    ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    # a web page instead of rules
    ("<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>", "/a", True),
    ("\n\n <html>404</html>", "/a", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), CASES)
def test_what_the_rules_allow(rules: str, path: str, *, allowed: bool) -> None:
    assert robots.read(200, rules.encode()).allows(HOST + path) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (410, True), (401, True), (403, True), (400, True), (301, True), (302, True), (304, True),
     (500, False), (503, False), (599, False), (429, False), (0, False), (-1, False), (101, False)],
)  # fmt: skip
def test_an_answer_without_rules(status: int, *, allowed: bool) -> None:
    """RFC 9309, section 2.3.1: what is not there forbids nothing, what cannot be reached forbids all."""
    found = robots.read(status, b"User-agent: *\nDisallow: /a")
    assert found.allows(HOST + "/a") is found.allows(HOST + "/b") is allowed
    assert (found.delay, found.sitemaps) == (None, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_rules_in_odd_encodings(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    body = mark + "# báo\nUser-agent: *\nDisallow: /rieng/\n".encode(encoding, "replace")
    assert not robots.read(200, body).allows(HOST + "/rieng/a")
    assert robots.read(200, body).allows(HOST + "/a")


def test_sitemaps_and_delay() -> None:
    """Addresses are made whole, each is told once, and no file names them without end."""
    found = robots.read(200, RULES.encode(), HOST + "/robots.txt")
    assert found.sitemaps == (HOST + "/sitemap.xml", HOST + "/tin-moi.xml")
    assert found.delay == 5
    many = b"Sitemap: /a.xml\n" * 100 + b"".join(b"Sitemap: /%d.xml\n" % number for number in range(5_000))
    assert len(robots.read(200, many, HOST).sitemaps) == robots.MOST_SITEMAPS
    assert robots.read(200, b"Sitemap: http://[/a\nSitemap: /" + b"a" * 5_000, HOST).sitemaps == ()


@pytest.mark.parametrize(
    ("line", "delay"),
    [("Crawl-delay: 10", 10), ("crawl-delay: 0.5", 0.5), ("Crawl-delay: ten", None), ("Crawl-delay: -3", None),
     ("Crawl-delay: nan", None), ("Crawl-delay: inf", None), ("Crawl-delay: 1e999", None), ("Request-rate: 1/30s", 30),
     ("Request-rate: 2/1m", 30), ("Request-rate: 0/5", None), ("Crawl-delay: 86400", 86_400)],
)  # fmt: skip
def test_delays_as_they_are_written(line: str, delay: float | None) -> None:
    assert robots.read(200, f"User-agent: *\n{line}\nDisallow: /a".encode()).delay == delay


def test_only_the_first_half_megabyte_is_read() -> None:
    """RFC 9309, section 2.5. A rule that was cut in two is no rule."""
    start = b"User-agent: *\nDisallow: /a\n"
    last = b"\nDisallow: /"
    body = start + b"#" * (robots.LONGEST - len(start) - len(last)) + last + b"b" * 10_000_000
    for read in (body, body[: robots.LONGEST]):  # by us, or by the fetcher
        found = robots.read(200, read)
        assert not found.allows(HOST + "/a")
        assert found.allows(HOST + "/c")


HOSTILE = [
    "User-agent: *\n" + "Disallow: /" + "*a" * 200_000,
    "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*b$\n" * 12_000,
    "".join(f"User-agent: a{number}\n" for number in range(12_000)) + "Disallow: /a\n" * 20_000,
    "User-agent: *\n" * 30_000,
    "User-agent: *\n" + "Disallow: /$$$$$$$$$$$$$$$$\n" * 15_000,
    "User-agent: *\n" + "Disallow: " + "%" * 400_000,
    "User-agent:" + " " * 500_000 + "\n",
    ("user agent" + "\t" * 50 + "\n") * 8_000,
    "\n" * 500_000,
    "\x00" * 500_000,
    "User-agent: *" + "\u2028Disallow: /a" * 30_000,
]


@pytest.mark.parametrize("rules", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_rules_are_read_all_the_same(rules: str) -> None:
    """Half a megabyte of stars, products or dollars takes a moment, not minutes and gigabytes."""
    found = robots.read(200, rules.encode())
    for number in range(3):
        found.allows(f"{HOST}/{'a' * 1_900}{number}")
    assert found.allows(HOST + "/robots.txt")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["/a", "/%", "/a?b=*$", "/ộ"]))
def test_no_rules_break_the_reader(body: bytes, path: str) -> None:
    found = robots.read(200, b"User-agent: *\n" + body, HOST + "/robots.txt")
    assert found.allows(HOST + path) in {True, False}


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_text_can_be_kept_and_read_again(body: bytes) -> None:
    """The archive holds the text of robots.txt, and reads the same rules from it."""
    assert robots.text(robots.text(body).encode()) == robots.text(body)


STALE = [
    # status, seconds since, stale
    (0, 5, True),  # never asked
    (200, 5, False),
    (200, 86_399, False),
    (200, 86_400, True),
    (404, 3_600, False),
    (503, 599, False),  # not to be hammered
    (503, 601, True),  # nor to be given up
    (-1, 601, True),
    (429, 601, True),
    (200, -5, True),  # the clock was set back
]


@pytest.mark.parametrize(("status", "age", "stale"), STALE)
def test_how_long_an_answer_holds(status: int, age: float, *, stale: bool) -> None:
    state = HostState("tin.example", robots_status=status, robots_at=1_000_000.0)
    assert robots.is_stale(state, 1_000_000.0 + age) is stale
