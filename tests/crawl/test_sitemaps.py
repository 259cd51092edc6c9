"""Sitemaps as servers serve them: good ones, odd ones, broken ones and hostile ones."""

from __future__ import annotations

import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.sites import load
from tracuu.crawl import sitemaps, xml_lists
from tracuu.crawling import Lead, Origin, What
from tracuu.errors import InputError

SITES = load()
HOME = "https://baodanang.vn"
URL = f"{HOME}/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(*entries: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SPACES}>{"".join(entries)}</urlset>'


def index(*addresses: str) -> str:
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<?xml version="1.0"?><sitemapindex {SPACES}>{entries}</sitemapindex>'


def entry(path: str, more: str = "") -> str:
    return f"<url><loc>{HOME}{path}</loc>{more}</url>"


def read(text: str | bytes, url: str = URL, hops: int = 0) -> list[Lead]:
    return sitemaps.read(text if isinstance(text, bytes) else text.encode(), url, SITES, hops)


def paths(leads: list[Lead]) -> list[str]:
    return [lead.url.removeprefix(HOME) for lead in leads]


GOOD = entry("/lam-dep-bo-bien-101.html")


def test_a_news_sitemap_tells_title_language_and_day() -> None:
    news = (
        "<lastmod>2025-01-07T08:00:00+07:00</lastmod>"
        "<image:image><image:loc>https://baodanang.vn/anh-chup-bo-bien.jpg</image:loc></image:image>"
        "<news:news><news:publication><news:name>Báo</news:name><news:language>vi</news:language></news:publication>"
        "<news:publication_date>2025-01-06T23:30:00Z</news:publication_date>"
        "<news:title>Làm đẹp bờ biển &amp;amp; công viên</news:title></news:news>"
    )
    (lead,) = read(urlset(entry("/lam-dep-bo-bien-101.html", news)))
    assert lead == Lead(
        f"{HOME}/lam-dep-bo-bien-101.html",
        What.ARTICLE,
        Origin.SITEMAP,
        URL,
        lang="vi",
        title="Làm đẹp bờ biển & công viên",
        day="2025-01-07",  # half past eleven in London is the next morning in Vietnam
        modified="2025-01-07T08:00:00+07:00",
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{HOME}/lam-dep-bo-bien-101.html", "/lam-dep-bo-bien-101.html"),
        ("/lam-dep-bo-bien-101.html", "/lam-dep-bo-bien-101.html"),
        ("//baodanang.vn/lam-dep-bo-bien-101.html", "/lam-dep-bo-bien-101.html"),
        ("\n   https://baodanang.vn/lam-dep-bo-bien-101.html\n ", "/lam-dep-bo-bien-101.html"),
        (f"<![CDATA[{HOME}/lam-dep-bo-bien-101.html]]>", "/lam-dep-bo-bien-101.html"),
        (f"{HOME}/lam-dep-bo-bien-101.html?a=1&amp;b=2", "/lam-dep-bo-bien-101.html?a=1&b=2"),
        (f"{HOME}/lam-dep-bo-bien-101.html?a=1&b=2", "/lam-dep-bo-bien-101.html?a=1&b=2"),  # no XML, and frequent
        (f"{HOME}/lam-dep-bo-bien-101.html?a=1&amp;amp;b=2", "/lam-dep-bo-bien-101.html?a=1&b=2"),
        (f"{HOME}/lam-dep-bo-bien-101.html#foto", "/lam-dep-bo-bien-101.html"),
        (f"{HOME}/làm-đẹp-bờ-biển-101.html", "/l%C3%A0m-%C4%91%E1%BA%B9p-b%E1%BB%9D-bi%E1%BB%83n-101.html"),
        # Patterns may be older than the site: what looks like an article is asked for.
        (f"{HOME}/media/lam-dep-bo-bien-moi", "/media/lam-dep-bo-bien-moi"),
        (f"{HOME}/kinh-te/", None),  # a section
        (f"{HOME}/tag/bo-bien-dep-lam", None),
        (f"{HOME}/", None),
        (f"{HOME}/gioi-thieu.html", None),
        ("https://other.example/lam-dep-bo-bien-101.html", None),  # nobody speaks for another site
        ("https://user:secret@baodanang.vn/lam-dep-bo-bien-101.html", None),
        ("ftp://baodanang.vn/lam-dep-bo-bien-101.html", None),
        ("javascript:alert(1)", None),
        ("http://[::1/lam-dep-bo-bien-101.html", None),
        (f"{HOME}/{'lam-' * 600}101.html", None),  # longer than an address may be
        ("", None),
    ],
)
def test_what_is_taken_of_an_entry(written: str, kept: str | None) -> None:
    found = read(urlset(f"<url><loc>{written}</loc></url>", GOOD.replace("101", "999")))
    assert [path for path in paths(found) if "999" not in path] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("written", "modified"),
    [
        ("2025-01-07", "2025-01-07"),
        ("2025-01-07T08:00:00+07:00", "2025-01-07T08:00:00+07:00"),
        ("2025-01-07 08:00", "2025-01-07 08:00"),
        ("2025-02", "2025-02-28"),  # some day of the month: it must not seem older than it may be
        ("2025", "2025-12-31"),
        ("1970-01-01", None),  # a clock that was never set
        ("0000-00-00", None),
        ("07/01/2025", None),  # cannot be compared
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_of_change_can_be_compared(written: str, modified: str | None) -> None:
    (lead,) = read(urlset(entry("/lam-dep-bo-bien-101.html", f"<lastmod>{written}</lastmod>")))
    assert lead.modified == modified


def test_the_newest_come_first_and_those_without_a_day_last() -> None:
    days = ("<lastmod>2025-01-02</lastmod>", "", "<lastmod>2025-03-01</lastmod>")
    entries = [entry(f"/lam-dep-bo-bien-{number}01.html", day) for number, day in enumerate(days)]
    assert [path[-8:-5] for path in paths(read(urlset(*entries)))] == ["201", "001", "101"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sitemap-2024-02.xml", "2024-02-29"),
        ("sitemap-2023-12.xml.gz", "2023-12-31"),
        ("sitemap-202306.xml", "2023-06-30"),
        ("2023/06/posts.xml", "2023-06-30"),
        ("sitemap-20230615.xml", "2023-06-30"),  # one for each day: the month is near enough, and never too early
        ("sitemap-2023-06-15.xml", "2023-06-30"),
        ("sitemap-2023.xml", "2023-12-31"),
        ("sitemap-202399.xml", None),
        ("sitemap-20230.xml", None),
        ("news.xml", None),
    ],
)
def test_an_index_gives_sitemaps_with_the_day_that_their_name_tells(name: str, day: str | None) -> None:
    """Their articles are no younger, so that --since can pass them by."""
    (lead,) = read(index(f"{HOME}/{name}"))
    assert (lead.what, lead.url, lead.day, lead.hops) == (What.SITEMAP, f"{HOME}/{name}", day, 1)


def test_numbers_that_count_parts_are_no_months() -> None:
    """`2024-2` beside `2024-13` is the second part of a year, and may hold its December."""
    found = read(index(*(f"{HOME}/post-2024-{part}.xml" for part in (1, 2, 10, 13))))
    assert {lead.day for lead in found} == {"2024-12-31"}


def test_indexes_in_each_other_come_to_an_end() -> None:
    text = index(f"{HOME}/deeper.xml")
    assert [lead.hops for lead in read(text, hops=sitemaps.DEEPEST - 1)] == [sitemaps.DEEPEST]
    assert read(text, hops=sitemaps.DEEPEST) == []


def test_an_index_that_names_itself_is_not_asked_again() -> None:
    assert read(index(URL)) == []


@pytest.mark.parametrize("word", ["urlset", "sitemapindex"])
@pytest.mark.parametrize("item", ["url", "sitemap"])
def test_index_and_list_are_told_by_what_they_hold(word: str, item: str) -> None:
    wanted = {f"{HOME}/a.xml": What.SITEMAP, f"{HOME}/lam-dep-bo-bien-101.html": What.ARTICLE}
    entries = "".join(f"<{item}><loc>{address}</loc></{item}>" for address in wanted)
    assert {lead.url: lead.what for lead in read(f"<{word} {SPACES}>{entries}</{word}>")} == wanted


def test_renderings_in_other_languages_wait_for_the_original() -> None:
    portal = "https://vietnam.vn"
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{portal}{path}/lam-dep-bo-bien"/>'
        for lang, path in (("vi", ""), ("es", "/es"), ("no", "/no"), ("x-default", ""), ("?", "/q"))
    )
    entries = "".join(f"<url><loc>{portal}{path}/lam-dep-bo-bien</loc>{links}</url>" for path in ("/es", "", "/no"))
    found = {lead.lang: lead for lead in sitemaps.read(urlset(entries).encode(), f"{portal}/sitemap.xml", SITES)}
    assert {lang: (lead.url, lead.after) for lang, lead in found.items()} == {
        "vi": (f"{portal}/lam-dep-bo-bien", None),
        "es": (f"{portal}/es/lam-dep-bo-bien", f"{portal}/lam-dep-bo-bien"),
        "nb": (f"{portal}/no/lam-dep-bo-bien", f"{portal}/lam-dep-bo-bien"),
    }


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(urlset(GOOD).encode("utf-8-sig"), id="byte order mark"),
        pytest.param(urlset(GOOD).encode("utf-16"), id="UTF-16 with a mark, declared as UTF-8"),
        pytest.param(urlset(GOOD).encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(urlset(GOOD).replace("UTF-8", "windows-1258").encode(), id="declared otherwise than written"),
        pytest.param(urlset(GOOD).replace("UTF-8", "klingon").encode(), id="an encoding that nobody knows"),
        pytest.param(urlset(GOOD, "<!-- \udcff -->").encode("utf-8", "surrogateescape"), id="a byte that is no UTF-8"),
        pytest.param(gzip.compress(urlset(GOOD).encode()), id="packed"),
        pytest.param(gzip.compress(gzip.compress(urlset(GOOD).encode())), id="packed twice"),
        pytest.param(b"\n\n  <!-- by a plugin -->" + urlset(GOOD).encode(), id="the declaration is not first"),
        pytest.param(b"<br />\n<b>Warning</b>: mysql in db.php" + urlset(GOOD).encode(), id="a warning before it"),
        pytest.param(urlset(GOOD).replace("</urlset>", "").encode(), id="cut at the end"),
        pytest.param((urlset(GOOD) + "<p>by nginx</p>").encode(), id="something behind it"),
        pytest.param(urlset(GOOD).replace(f" {SPACES}", "").encode(), id="no namespace"),
        pytest.param(urlset(GOOD, "<url><loc>&nbsp;&copy</loc></url>").encode(), id="entities of HTML"),
        pytest.param(urlset("<url><loc>\x00\x01\x0b</loc></url>", GOOD).encode(), id="characters that XML forbids"),
        pytest.param(urlset("<url></loc></url></b>", GOOD).encode(), id="tags that never opened"),
        pytest.param(urlset("<url><loc>" * 400, GOOD).encode(), id="deeper than a parser goes"),
        pytest.param(urlset(GOOD, entry("/lam-dep-bo-bien-101.html")).encode(), id="twice"),
        pytest.param(urlset(GOOD).replace("<url>", "<sm:url>").replace("</url>", "</sm:url>").encode(), id="prefix"),
        pytest.param(urlset(GOOD).replace("loc>", "LOC>").encode(), id="capitals"),
        pytest.param(f"{HOME}/lam-dep-bo-bien-101.html\r\n\r\nno address\r\n".encode(), id="plain text"),
        pytest.param(
            f"<rss><channel><item><link>{HOME}/lam-dep-bo-bien-101.html</link></item></channel></rss>".encode(),
            id="a feed",
        ),
    ],
)
def test_odd_and_broken_sitemaps_are_read(body: bytes) -> None:
    assert paths(read(body)) == ["/lam-dep-bo-bien-101.html"]


def test_declared_entities_do_not_expand() -> None:
    """A document of a kilobyte that would be a terabyte, and one that would read a file of ours."""
    bomb = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">' + "".join(
        f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = read(f"{bomb}]><urlset>{entry('/lam-dep-&i;-&f;-bo-bien-101.html')}</urlset>")
    assert paths(found) == ["/lam-dep-&i;-&f;-bo-bien-101.html"]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        pytest.param(b"<!doctype html><html><body><h1>404</h1></body></html>", "no_sitemap", id="a page"),
        pytest.param(b"{}", "no_sitemap", id="JSON"),
        pytest.param(b"", "no_sitemap", id="nothing"),
        pytest.param(bytes(1_000), "no_sitemap", id="zeros"),
        pytest.param(b"\x1f\x8b\x08 no gzip at all", "damaged", id="damaged"),
        pytest.param(gzip.compress(bytes(60_000_000)), "too_large", id="a bomb"),
        pytest.param(b"<urlset>" + b"<a/>" * 2_000_001, "many_tags", id="tags without end"),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read(body)
    assert refused.value.key == f"crawl_find.{key}"


HEAD = b"<urlset xmlns='x'>"
SIZE = 1_000_000


def filled(piece: bytes, head: bytes = HEAD) -> bytes:
    return head + piece * (SIZE // len(piece))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(filled(b"<url>"), id="never closed"),
        pytest.param(filled(b"<url/>"), id="empty"),
        pytest.param(filled(b"<"), id="only <"),
        pytest.param(filled(b"&"), id="only &"),
        pytest.param(filled(b"&a"), id="entities without end"),
        pytest.param(filled(b"<!--"), id="comments"),
        pytest.param(filled(b"<![CDATA["), id="CDATA"),
        pytest.param(filled(b"<loc "), id="tags without end"),
        pytest.param(filled(b"<loc>" + b" " * 90), id="blanks"),
        pytest.param(filled(b"\"'", HEAD + b"<url "), id="quotes"),
        pytest.param(filled(b" ", HEAD + b"<url><loc>"), id="one blank address"),
        pytest.param(HEAD + b"<url " + b" ".join(b'a%d="1"' % n for n in range(80_000)) + b">", id="attributes"),
        pytest.param(HEAD + b"".join(b'<url xmlns:n%d="u">' % n for n in range(40_000)), id="namespaces"),
        pytest.param(HEAD + b"<url>" + filled(b"<loc>https://a.example/</loc>", b""), id="one entry of many addresses"),
        pytest.param(filled(b"http://\n", b""), id="lines that are no addresses"),
        pytest.param(random.Random(1).randbytes(SIZE), id="noise"),
        pytest.param(HEAD + random.Random(1).randbytes(SIZE), id="noise in XML"),
    ],
)
def test_hostile_lists_cost_little(body: bytes) -> None:
    """A megabyte takes a fraction of a second: what grows with the square of its size would hold the suite up."""
    try:
        assert len(read(body)) <= 1
    except InputError as refused:
        assert refused.key.startswith("crawl_find.")  # noqa: PT017  to be refused is as good as to be read


@given(st.text(alphabet='<>/&;"=![]- \nurlsetocifdx:htp.', max_size=300))
def test_no_text_raises_anything_but_a_refusal(noise: str) -> None:
    try:
        found = read(f"<urlset>{noise}{GOOD}</urlset>")
    except InputError:
        return
    assert all(lead.url.startswith("http") and lead.via == URL for lead in found)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(noise: bytes) -> None:
    for body in (noise, b"<urlset>" + noise, b"\x1f\x8b" + noise):
        try:
            read(body)
        except InputError:
            continue


def test_a_sitemap_is_cut_at_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 5)
    entries = [entry(f"/lam-dep-bo-bien-{number}01.html") for number in range(9)]
    assert len(read(urlset(*entries))) == 5
    assert len(read("\n".join(f"{HOME}/lam-dep-bo-bien-{number}01.html" for number in range(9)))) == 5


def test_memory_does_not_grow_with_the_list() -> None:
    """What was read is freed; the parser looks ahead by some hundred entries."""
    document = xml_lists.opened(urlset(*(entry(f"/lam-dep-bo-bien-{number}.html") for number in range(3_000))).encode())
    for element in xml_lists.elements(document, ("url",)):
        parent = element.getparent()
        assert parent is not None
        assert len(parent) < 1_000
