"""Extraction: saved pages and what they must give, evidence in the head, and pages made to do harm."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tracuu.corpus.clean import clean
from tracuu.corpus.extract import extract, page
from tracuu.corpus.sites import Sites, load
from tracuu.errors import DataError, InputError
from tracuu.records import Capture, Dated, DateKind, Extract, Hints, Role

PAGES = Path(__file__).parents[1] / "pages"
SITES = load()
BODY = "<p>The ferry runs again every morning at six, and nobody has to walk around the bay.</p>"


def read(html: str, url: str | None = None, day: date | None = None) -> Extract:
    return page(html, SITES, url=url, day=day)


def capture(raw: bytes, media_type: str, url: str | None = None) -> Capture:
    return Capture(
        raw=raw, media_type=media_type, origin="test", fetched_at="2026-11-22T10:00:00Z", hints=Hints(url=url)
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.json")))
def test_a_saved_page_gives_what_stands_beside_it(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    found = read((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    cleaned = clean(found)
    assert [[mark.role.value, found.given[mark.start : mark.end]] for mark in cleaned.marks] == expected["marks"]
    assert found.extractor.startswith(expected["extractor"])
    assert (found.url, found.lang, cleaned.title) == (expected["url"], expected["lang"], expected["title"])
    assert (cleaned.publisher, cleaned.source_url) == (expected["publisher"], expected["source_url"])
    assert (list(cleaned.published[:2]) if cleaned.published else None) == expected["published"]
    assert sorted(found.alternates) == expected["alternates"]


def test_every_site_with_selectors_has_a_saved_page() -> None:
    read_by = {json.loads(path.read_text(encoding="utf-8"))["extractor"] for path in PAGES.glob("*.json")}
    assert {f"{site.id}/{layout.number}" for site in SITES for layout in site.pages} <= read_by


def test_plain_text_is_given_as_it_came() -> None:
    found = extract(capture("Một dòng\r\n\r\nHai dòng\n".encode(), "text/plain"), SITES)
    assert found == Extract(given="Một dòng\r\n\r\nHai dòng\n", extractor="plain/1", charset="utf-8")


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_the_encoding_and_what_was_lost_are_told(media_type: str) -> None:
    """One byte of this text belongs to no letter."""
    raw = "<p>Xe buýt chạy trở lại từ sáng nay. </p>".encode() * 20 + b"<p>\xff</p>"
    found = extract(capture(raw, media_type), SITES)
    assert found.charset == "utf-8"
    assert found.note is not None


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_what_holds_no_text_is_refused(media_type: str) -> None:
    with pytest.raises(InputError):
        extract(capture(b" \r\n\t\n", media_type), SITES)


OG_URL = '<meta property="og:url" content="https://x.example/b">'


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f'<link rel="canonical" href="https://x.example/a">{OG_URL}', "https://x.example/a"),
        # A canonical link to the front page is a fault of the template.
        (f'<link rel="canonical" href="https://x.example/">{OG_URL}', "https://x.example/b"),
        ('<link rel="canonical" href="/a?id=7">', "https://x.example/a?id=7"),  # against the address it came from
        ('<link rel="canonical" href="//x.example/a">', "https://x.example/a"),
        # The link to its own language.
        ('<link rel="alternate" hreflang="en" href="https://x.example/en/a">', "https://x.example/en/a"),
        ('<link rel="alternate" hreflang="fr" href="https://x.example/fr/a">', None),
        ("<!-- saved from url=(0021)https://x.example/a -->", "https://x.example/a"),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ('<link rel="canonical" href="https://[broken/a">', None),
        ("", None),
    ],
)
def test_the_head_gives_the_address(head: str, url: str | None) -> None:
    html = f'<html lang="en"><head>{head}</head><body><h1>The ferry</h1>{BODY}</body></html>'
    found = read(html, "https://x.example/from")
    assert found.url == url


LD = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ('<meta property="article:published_time" content="2025-01-06T23:30:00Z">', "2025-01-07"),
        ('<meta itemprop="datePublished" content="2025-01-07">', "2025-01-07"),
        (f'{LD}[{{"@type": ["NewsArticle"], "datePublished": "2025-01-07"}}]</script>', "2025-01-07"),
        (f'{LD}{{"@type": "WebPage", "datePublished": "2025-01-07"}}</script>', None),
        (f'{LD}{{"@type": "NewsArticle", "datePublished": "2025-</script>', None),
        (f"{LD}{'[' * 100_000}</script>", None),
        ('<div class="today"><time datetime="2026-11-22">today</time></div>', None),  # not inside the article
        ("<div>22/11/2026</div>", None),
    ],
)
def test_only_statements_on_the_article_give_its_date(html: str, published: str | None) -> None:
    found = read(f"<html><head></head><body>{html}<h1>The ferry</h1>{BODY}</body></html>")
    assert (found.published.day if found.published else None) == published


def test_a_time_inside_the_article_is_its_date() -> None:
    time = '<time datetime="2025-01-07T08:00">Tuesday</time>'
    found = read(f"<body><article><h1>The ferry</h1>{time}{BODY}</article></body>")
    assert found.published == Dated("2025-01-07", DateKind.PAGE, "2025-01-07T08:00:00+07:00")


MENU = "<ul>" + "".join(f'<li><a href="/m{number}">Menu entry {number}</a></li>' for number in range(20)) + "</ul>"
TEASERS = "".join(
    f'<div><h3><a href="/{number}">A headline with the number {number} of the list</a></h3>'
    f"<p>Two lines say what stands in article {number}, and that is all of it.</p></div>"
    for number in range(15)
)


@pytest.mark.parametrize(
    ("html", "url", "key"),
    [
        (f"<body>{MENU}</body>", None, "page.no_article"),
        ("<body><img src=a.jpg></body>", None, "page.no_article"),
        (f"<script>var text = '{BODY}';</script>", None, "page.no_article"),
        ("<p>x", None, "page.no_article"),
        (f"<body><h1>Politics</h1>{TEASERS}</body>", None, "page.listing"),
        (f"<body><h1>Politics</h1>{BODY}</body>", "https://vietnam.vn/en/tag/politics", "page.listing"),
        ("<div>" * 50_000 + BODY, None, "page.too_deep"),
        ("<b><table>" * 25_000 + BODY, None, "page.too_deep"),
        (BODY * 80_000, None, "page.too_large"),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(html: str, url: str | None, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read(html, url)
    assert refused.value.key == key
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "harm",
    [
        "<p "
        + " ".join(f"a{number}=1" for number in range(60_000))
        + ">",  # parsers look each attribute up in all others
        "<script>" + "var x = '<div>';" * 100_000 + "</script>",
        f"<img src='data:image/png;base64,{'A' * 6_000_000}'>",
        "<!--" + "<div>" * 100_000 + "-->",
        "</div></p></article><<<>><p class=''''>",
        "<\0p>",
        "&#0;&#xD800;&notanentity;&",
        "<svg><text>drawn words</text></svg><template><p>unused words</p></template><noscript>no words</noscript>",
    ],
)
def test_harm_around_an_article_leaves_the_article(harm: str) -> None:
    found = read(f"<html><body><article><h1>The ferry</h1>{BODY * 3}</article>{harm}</body></html>")
    assert found.given.startswith("The ferry\nThe ferry runs again")
    assert not any(word in found.given for word in ("var x", "drawn", "unused", "base64", "\0"))


@pytest.mark.parametrize("before", ["", "\n ", "\ufeff"])
def test_a_page_may_begin_with_an_xml_declaration(before: str) -> None:
    """Parsers of XML refuse decoded text that still states an encoding."""
    html = (
        f"<html><head><title>The ferry</title></head><body>{MENU}<div><h1>The ferry</h1>{BODY * 3}</div></body></html>"
    )
    assert read(f'{before}<?xml version="1.0" encoding="iso-8859-1"?>\n{html}') == read(html)


def test_a_short_page_is_read_block_by_block() -> None:
    """Two sentences are an article too; menus around them are not."""
    found = read(f"<body>{MENU}<main><h1>The ferry</h1>{BODY}<p>It is blue.</p></main>{MENU}</body>")
    assert found.given.splitlines() == ["The ferry", BODY[3:-4], "It is blue."]


STORY = "".join(
    f"<p>The ferry of the morning takes {number} schoolchildren across the bay, and nobody has to walk around it.</p>"
    for number in range(3, 9)
)


def test_teasers_of_other_articles_behind_an_article_are_left_out() -> None:
    """They may be longer than the article; it is an article all the same."""
    for times in (1, 3):
        boxes = f'<div class="more"><h3>Same section</h3>{TEASERS * times}</div>'
        found = read(f"<body>{MENU}<div class=a><h1>The ferry</h1><div class=b>{STORY}</div>{boxes}</div></body>")
        assert found.given.splitlines() == ["The ferry", *(line[3:] for line in STORY.split("</p>")[:-1])]


def test_linked_headings_of_an_article_are_its_own() -> None:
    """Ten islands to visit: each heading is a link, each has its paragraph, and all are of one article."""
    items = "".join(
        f'<h3><a href="/{number}">The island with the number {number}</a></h3><p>On island {number} people grow '
        f"garlic, and the boat goes there every day at {number} in the morning.</p>"
        for number in range(1, 9)
    )
    found = read(f"<body><h1>Ten islands</h1><div>{STORY}{items}</div></body>")
    assert "On island 8 people grow garlic" in found.given


@pytest.mark.parametrize("holder", ["", "div"])
def test_a_clock_above_the_headline_is_neither_text_nor_date(holder: str) -> None:
    """Some headers show today's date; the article's own stands beside its headline."""
    begin, end = (f"<{holder}>", f"</{holder}>") if holder else ("", "")
    head = "<div>22/11/2026 10:20</div><div>Society</div>"
    article = f"{begin}<h1>The ferry</h1><div>02/12/2024 14:05</div><div>{STORY}</div>{end}"
    cleaned = clean(read(f"<body>{head}{article}</body>"))
    assert "22/11/2026" not in cleaned.given
    assert "Society" not in cleaned.given
    assert cleaned.published is not None
    assert cleaned.published.day == "2024-12-02"


def test_paragraphs_without_p_are_lines_of_their_own() -> None:
    """Pages that scripts drew: boxes in boxes, with names that mean nothing."""
    boxes = "".join(
        f"<div class=x{number}><span>{line[3:]}</span></div>" for number, line in enumerate(STORY.split("</p>")[:-1])
    )
    page_ = (
        f"<body>{MENU}<div class=q><h1>The ferry</h1><div class=w>{boxes}</div></div><div>© 2026 Newspaper</div></body>"
    )
    assert read(page_).given.splitlines() == ["The ferry", *(line[3:] for line in STORY.split("</p>")[:-1])]


def site_file(folder: Path, blocks: str) -> Sites:
    (folder / "x.toml").write_text(
        f'id = "x.example"\nname = "X"\nkind = "paper"\n[[hosts]]\nname = "x.example"\n{blocks}', encoding="utf-8"
    )
    return load(folder)


def test_the_layout_that_held_on_the_day_is_tried_first(tmp_path: Path) -> None:
    """A site that changed its pages keeps its old selectors; a page saved long ago is still read."""
    blocks = '[[pages]]\nvalid_until = 2024-12-31\nbody = ["div.old"]\n[[pages]]\nbody = ["div.new"]\n'
    sites = site_file(tmp_path, blocks)
    both = f"<body><div class=old>{BODY}</div><div class=new>{BODY}</div></body>"
    old = f"<body><div class=old>{BODY}</div></body>"
    url = "https://x.example/a"
    assert page(both, sites, url=url, day=date(2024, 5, 1)).extractor == "x.example/1"
    assert page(both, sites, url=url, day=date(2025, 5, 1)).extractor == "x.example/2"
    assert page(both, sites, url=url).extractor == "x.example/2"
    assert page(old, sites, url=url, day=date(2025, 5, 1)).extractor == "x.example/1"


def test_trafilatura_reads_a_page_that_no_selector_fits(tmp_path: Path) -> None:
    sites = site_file(tmp_path, '[[pages]]\nbody = ["div.nowhere"]\n')
    found = page(f"<body><h1>The ferry</h1>{BODY * 5}</body>", sites, url="https://x.example/a")
    assert found.extractor.startswith("trafilatura-")
    assert found.publisher == "X"


def test_a_selector_that_is_none_names_its_file(tmp_path: Path) -> None:
    sites = site_file(tmp_path, '[[pages]]\nbody = ["div[[["]\n')
    with pytest.raises(DataError) as wrong:
        page(f"<body>{BODY}</body>", sites, url="https://x.example/a")
    assert "x.toml" in str(wrong.value)
    assert "div[[[" in str(wrong.value)


def test_marks_of_the_markup_lie_on_lines_of_given() -> None:
    found = read((PAGES / "baoquangnam.vn.html").read_text(encoding="utf-8"))
    lines = found.given.split("\n")
    assert all(found.given[mark.start : mark.end] in lines for mark in found.roles)
    assert [mark.role for mark in found.roles][:3] == [Role.TITLE, Role.BYLINE, Role.DEK]
