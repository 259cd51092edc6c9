"""Proposing a description from one page: the proposed file reads that page, and says what it could not find."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tracuu.crawl.site_addresses import pattern
from tracuu.crawl.site_making import propose
from tracuu.errors import InputError, UsageError

PAGES = Path(__file__).parents[1] / "pages"
BODY = "".join(
    f"<p>Đoạn thứ {number} kể rằng chuyến phà sáng nay lại chạy, và bà con thôi phải đi vòng qua núi.</p>"
    for number in range(8)
)


def page(head: str = "", before: str = "", body: str = BODY, behind: str = "") -> str:
    return f"""<html lang="vi"><head><title>Chuyến phà sáng - Báo Mẫu</title>{head}</head><body>
<header><span class="clock">22/11/2026</span></header>{before}
<div class="post"><h1 class="post-title">Chuyến phà sáng</h1><div class="post-time">Thứ Hai, 03/02/2025 07:15</div>
<div class="post-text">{body}</div></div>{behind}</body></html>"""


URL = "https://baomau.example/xa-hoi/chuyen-pha-sang-12345.html"


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html") if path.stem != "unknown"))
def test_a_proposal_understands_the_page_it_was_made_from(name: str) -> None:
    """None of the sites' own descriptions is used: the pages count as those of papers that nobody described."""
    proposal = propose((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    assert proposal.trial.described
    assert proposal.trial.is_good
    assert proposal.trial.fitting


def test_what_is_proposed() -> None:
    proposal = propose(page(), URL)
    table = tomllib.loads(proposal.text)
    assert (table["id"], table["name"], table["kind"]) == ("baomau.example", "Báo Mẫu", "paper")
    assert table["articles"] == ["/{section}/{slug}-{id}.html"]
    assert table["pages"] == [
        {
            "title": ["h1.post-title"],
            "date": ["div.post-time"],  # not the clock in the header
            "date_formats": ["{day}/{month}/{year} {hour}:{minute}", "{day}/{month}/{year}"],
            "body": ["div.post-text"],
        }
    ]
    assert "# dek = [" in proposal.text  # what was not found is there to be filled in


def test_the_state_of_the_page_is_no_part_of_its_selectors() -> None:
    """Names with numbers in them, states and columns belong to one page or screen."""
    html = page().replace('class="post-text"', 'class="col-md-8 active css-1x2y3 post-4711 story-text" id="post-4711"')
    assert tomllib.loads(propose(html, URL).text)["pages"][0]["body"] == ["div.story-text"]


def test_furniture_in_the_body_is_proposed_to_be_left_out() -> None:
    links = '<div class="boxed"><a href="/a-1.html">Một bài khác của báo</a></div><div class="share-bar">Chia sẻ</div>'
    table = tomllib.loads(propose(page(body=BODY + links + BODY), URL).text)
    assert table["pages"][0]["leave_out"] == ["div.boxed", "div.share-bar"]


def test_words_of_a_page_cannot_become_settings() -> None:
    """A site's name may hold quotes and line ends; the file stays what it is."""
    name = "x&quot;&#10;kind = &quot;portal&quot;&#10;#"
    proposal = propose(page(head=f'<meta property="og:site_name" content="{name}">'), URL + "\n")
    assert tomllib.loads(proposal.text)["kind"] == "paper"


def test_without_an_address_or_an_article_nothing_is_proposed() -> None:
    with pytest.raises(UsageError, match="--url"):
        propose(page())
    with pytest.raises(InputError):
        propose("<p>x", URL)


@pytest.mark.parametrize(
    ("url", "langs", "expected"),
    [
        ("https://x.example/mot-bai-bao-123.html", (), "/{slug}-{id}.html"),
        ("https://x.example/mot-bai-bao-post123.vnp", (), "/{slug}-post{id}.vnp"),
        ("https://x.example/mot-bai-bao-a123.html", (), "/{slug}-a{id}.html"),
        ("https://x.example/xa-hoi/mot-bai-20240918141201523.htm", (), "/{section}/{slug}-{dated_id}.htm"),
        ("https://x.example/xa-hoi/202405/mot-bai-3209/", (), "/{section}/{year}{month}/{slug}-{id}"),
        ("https://x.example/2024/05/18/mot-bai-bao/", (), "/{year}/{month}/{day}/{slug}"),
        ("https://x.example/es/mot-bai-bao", ("es", "fr"), "/{lang}/{slug}"),
        ("https://x.example/es/mot-bai-bao", (), "/{section}/{slug}"),  # nothing says that es is a language
        ("https://x.example/a/b/c/mot-bai-bao-123.html", (), "/{section}/{section2}/{any}/{slug}-{id}.html"),
        ("https://x.example/a/b/c/d/e/mot-bai-bao-123.html", (), None),
        ("https://x.example/mot-bai-bao-35-nq-tu-post99001.html", (), "/{slug}-post{id}.html"),
        ("https://x.example/?p=123", (), None),
        ("https://x.example/contact", (), None),
    ],
)
def test_a_pattern_is_proposed_from_an_address(url: str, langs: tuple[str, ...], expected: str | None) -> None:
    assert pattern(url, langs) == expected
