"""Laws of extraction, for any markup whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracuu.corpus.clean import clean
from tracuu.corpus.extract import page
from tracuu.corpus.lean import lean
from tracuu.corpus.sites import load
from tracuu.errors import InputError
from tracuu.records import Extract

SITES = load()
SENTENCE = "The ferry runs again every morning at six, and nobody has to walk around the bay any more."
PIECES = st.sampled_from((
    "<div>", "</div>", "<p>", "</p>", "<b>", "</i>", "<br>", "<h1 class=title>", "</h1>", "<h2>", "<div class=sapo>",
    "<div class='article-content'>", "<article>", "</article>", "<table><tr><td>", "</table>", "<figure><figcaption>",
    "<script>", "</script>", "<!--", "-->", "<style>", "&amp;", "&#x0;", "<a href='", "'>", "<", ">", "\0", "\u200f",
    "<time datetime='2025-01-07'>", "<link rel=canonical href='https://x.example/a'>", SENTENCE, "word", " \n",
))  # fmt: skip
SOUP = st.lists(PIECES, max_size=40).map("".join)


def read(html: str, url: str | None) -> Extract | None:
    try:
        return page(html, SITES, url=url)
    except InputError:
        return None


@settings(max_examples=60, deadline=None)
@given(SOUP, st.sampled_from((None, "https://baodanang.vn/mot-bai-bao-1.html", "https://vietnam.vn/en/mot-bai-bao")))
def test_no_markup_is_an_error_of_ours(html: str, url: str | None) -> None:
    found = read(html, url)
    if found is None:
        return
    lines = found.given.split("\n")
    assert all(line == " ".join(line.split()) != "" for line in lines)
    assert all(found.given[mark.start : mark.end] in lines for mark in found.roles)
    assert len(clean(found).marks) <= len(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9_999), min_size=1, max_size=12, unique=True))
def test_no_paragraph_is_lost_and_none_is_doubled(numbers: list[int]) -> None:
    written = [f"{SENTENCE} It was trip number {number}." for number in numbers]
    body = "".join(f"<p>{line}</p>" for line in written)
    found = read(
        f"<h1>The ferry</h1><div class='article-content'>{body}</div>", "https://baodanang.vn/mot-bai-bao-1.html"
    )
    assert found is not None
    assert found.given.split("\n") == ["The ferry", *written]


@given(SOUP)
def test_a_small_page_is_parsed_as_it_came(html: str) -> None:
    assert lean(html) == html
