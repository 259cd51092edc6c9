"""HTML of documents, parsed back: only our tags, every text as it was, nothing that could act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.documents.briefs import ARABIC, HOSTILE, brief, line, usual, written
from tracuu.console.safe import printable
from tracuu.documents.as_html import html, passage
from tracuu.documents.tags import element, is_address, link, text

OURS = {
    "a", "bdi", "blockquote", "body", "div", "h1", "h2", "h3", "head", "html", "main", "mark", "meta", "p", "small",
    "strong", "style", "table", "tbody", "td", "th", "title", "tr",
}  # fmt: skip
ATTRIBUTES = {
    "charset", "class", "content", "dir", "href", "http-equiv", "id", "lang", "name", "rel", "scope",
}  # fmt: skip


class Read(HTMLParser):
    """Reads a page: its tags with attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def elements(page: str, tag: str) -> Iterator[dict[str, str | None]]:
    yield from (attributes for name, attributes in Read(page).tags if name == tag)


def test_a_page_holds_our_tags_and_attributes_alone() -> None:
    read = Read(html(written(usual())))
    assert {tag for tag, _ in read.tags} <= OURS
    assert {name for _, attributes in read.tags for name in attributes} <= ATTRIBUTES
    assert printable(HOSTILE).replace("\ufffe", "") in read.words.replace("\ufffe", "")


def test_a_browser_reads_the_same_tree() -> None:
    """Lexbor reads as the HTML standard says: an element where none may stand would be moved, and counted again."""
    page = html(written(usual()))
    ours = Counter(tag for tag, _ in Read(page).tags)
    nodes = LexborHTMLParser(page).root
    assert nodes is not None
    assert Counter(node.tag for node in nodes.traverse() if not str(node.tag).startswith("-")) == ours


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = html(written(usual()))
    (policy,) = (one["content"] for one in elements(page, "meta") if one.get("http-equiv"))
    assert policy is not None
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy)
    assert all(re.match(r"https?://|#", str(one["href"])) for one in elements(page, "a"))
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_names_the_style_that_is_there() -> None:
    """A browser would leave out a style whose hash is another."""
    from base64 import b64encode
    from hashlib import sha256

    page = html(written(usual()))
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert any(f"'sha256-{digest}'" in str(one.get("content")) for one in elements(page, "meta"))


def test_languages_and_directions_are_stated() -> None:
    page = html(written(usual()))
    assert next(elements(page, "html")) == {"lang": "en", "dir": "ltr"}
    quotes = list(elements(page, "blockquote"))
    assert {"lang": "ar", "dir": "rtl"} in quotes
    assert {"lang": "vi", "dir": "ltr"} in quotes
    assert {"lang": "ar", "dir": "rtl"} in list(elements(page, "bdi"))  # its title, in the list of sources
    assert next(elements(html(written(usual(), lang="vi")), "html"))["lang"] == "vi"


def test_codes_in_right_to_left_text_are_isolated() -> None:
    assert passage("رقم 35-NQ/TU هنا") == 'رقم <bdi dir="ltr">35-NQ/TU</bdi> هنا'
    assert '<bdi dir="ltr">35-NQ/TU</bdi>' in html(written(brief(line("v1", "ar", ARABIC))))


def test_references_lead_to_sources() -> None:
    tags = Read(html(written(usual()))).tags
    names = {one["id"] for tag, one in tags if tag == "p" and "id" in one}
    targets = {str(one["href"])[1:] for tag, one in tags if tag == "a" and str(one["href"]).startswith("#")}
    assert targets == names == {f"s{number}" for number in range(1, 8)}


@pytest.mark.parametrize(
    ("url", "whether"),
    [
        ("https://baoquangnam.vn/a-1.html?x=1&y=%20", True),
        ("HTTP://example.org/", True),
        ("https://baoquảngnam.vn/bài", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)//https://a", False),
        (" https://example.org/", False),
        ("https://example.org/\nb", False),
        ('https://example.org/"onclick="x', False),
        ("https://example.org/<b>", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https:///bai.html", False),
        ("https://[::1/", False),
        ("https://example.org:abc/", False),
        ("https://example.org:8080/", True),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, whether: bool) -> None:  # noqa: FBT001
    assert is_address(url) is whether
    assert [tag for tag, _ in Read(link(url, text("words"))).tags] == (["a"] if whether else [])


@given(st.text())
def test_any_text_is_read_back_as_it_is_shown_and_makes_no_tag(words: str) -> None:
    read = Read(element("p", text(words), title=words))
    shown = printable(words)
    assert read.words == shown
    assert read.tags == [("p", {"title": shown})]


@given(st.text(alphabet="<>&\"'/!-[]ابs5 \x00;#x"))
def test_right_to_left_text_is_read_back_too(words: str) -> None:
    read = Read(passage(words))
    assert read.words == printable(words)
    assert {tag for tag, _ in read.tags} <= {"bdi"}
