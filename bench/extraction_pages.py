"""Article pages in shapes that no site description knows, with what each of them must give.

A page is an article (title, dek, paragraphs, headings, captions of our own synthetic languages) poured into a layout. The
layouts are ways in which newspapers' systems and hand-made pages are built, with the furniture of real ones: menus,
today's date, related articles with teasers, boxes between paragraphs, comments longer than the article, share buttons.
"""

# ruff: noqa: E501  markup is read by its lines

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from bench import synthetic


class Truth(NamedTuple):
    """What a page holds: title, day, the lines of its text, and lines that are neither text nor furniture."""

    title: str
    day: str | None
    text: tuple[str, ...]
    beside: tuple[str, ...]


class Article(NamedTuple):
    """What is poured into a layout. `related` are headlines and teasers of other articles."""

    lang: str
    title: str
    dek: str
    paragraphs: list[str]
    heading: str
    captions: list[str]
    day: str
    related: list[tuple[str, str]]

    @property
    def printed(self) -> str:
        """The day as newspapers print it."""
        year, month, day = self.day.split("-")
        return f"{day}/{month}/{year}"


def pages(count: int, seed: int = 1) -> Iterator[tuple[str, str, Truth]]:
    """Give (layout, page, truth), each layout in turn, short articles and long ones."""
    rng = Random(seed)
    rows = list(synthetic.rows(count * 3, seed=seed, characters=3_000))
    names = list(LAYOUTS)
    for number in range(count):
        article = _article(rows, rng)
        name = names[number % len(names)]
        page = LAYOUTS[name](article)
        text = (article.dek, *article.paragraphs, *((article.heading,) if article.heading in page else ()))
        beside = (article.title, *article.captions, article.printed)
        is_dated = article.day in page or article.printed in page
        yield name, page, Truth(article.title, article.day if is_dated else None, text, beside)


def _article(rows: list[dict[str, str]], rng: Random) -> Article:
    row, *others = rng.sample(rows, 9)
    lines = [line for line in row["text"].split("\n") if line]
    sentences = [f"{one.strip()}." for line in lines for one in line.split(". ") if one]
    dek = sentences[0].replace("..", ".")
    size = rng.choice((2, 4, 8, 12))
    paragraphs = lines[1 : size + 1] or lines
    return Article(
        lang=row["id"].partition("-")[2], title=row["title"], dek=dek, paragraphs=paragraphs,
        heading=others[0]["title"], captions=[one["title"] for one in others[1:3]], day=row.get("published", "2024-05-06"),
        related=[(one["title"], one["text"].split(". ")[0] + ".") for one in others[3:]],
    )  # fmt: skip


def _menu(article: Article) -> str:
    entries = "".join(
        f'<li><a href="/{number}">{title[:20]}</a></li>' for number, (title, _) in enumerate(article.related)
    )
    return f'<ul class="menu">{entries * 3}</ul><span class="clock">22/11/2026</span>'


def _links(article: Article) -> str:
    return "".join(
        f'<li><a href="/{number}.html">{title}</a></li>' for number, (title, _) in enumerate(article.related)
    )


def _teasers(article: Article) -> str:
    return "".join(
        f'<div class="item"><h3><a href="/{number}.html">{title}</a></h3><p>{teaser}</p></div>'
        for number, (title, teaser) in enumerate(article.related)
    )


def _ps(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _figure(article: Article, number: int = 0) -> str:
    return f'<figure><img src="/{number}.jpg"><figcaption>{article.captions[number]}</figcaption></figure>'


def _halves(article: Article) -> tuple[list[str], list[str]]:
    middle = (len(article.paragraphs) + 1) // 2
    return article.paragraphs[:middle], article.paragraphs[middle:]


def _whole(article: Article, body: str, head: str = "", site: str = "Site") -> str:
    return (
        f'<!DOCTYPE html><html lang="{article.lang}"><head><meta charset="utf-8"><title>{article.title} | {site}</title>'
        f"{head}</head><body>{body}</body></html>"
    )


def blog(article: Article) -> str:
    """A blog system: article element, sidebar, share buttons, comments."""
    first, second = _halves(article)
    head = f'<meta property="article:published_time" content="{article.day}T08:00:00+07:00">'
    return _whole(
        article,
        f"""<header id="masthead">{_menu(article)}</header><div id="content"><article class="post">
<header><h1 class="entry-title">{article.title}</h1><span class="posted-on">{article.printed}</span></header>
<div class="entry-content"><p><strong>{article.dek}</strong></p>{_figure(article)}{_ps(first)}<h2>{article.heading}</h2>{_ps(second)}
<div class="sharedaddy"><h3>Share this</h3><ul><li><a href="#">Facebook</a></li></ul></div></div></article>
<div id="comments"><h2>3 comments</h2><ol><li><p>{article.related[0][1]}</p></li><li><p>{article.related[1][1]}</p></li></ol></div>
</div><aside class="widget-area"><h2>Recent posts</h2><ul>{_links(article)}</ul></aside><footer>© 2026</footer>""",
        head,
    )


def plain_boxes(article: Article) -> str:
    """Nested boxes without a word of meaning, the text in paragraphs, a related box between them."""
    first, second = _halves(article)
    return _whole(
        article,
        f"""<div class="a1">{_menu(article)}</div><div class="a2"><div class="b1"><h1>{article.title}</h1>
<div class="b2">{article.printed} <time datetime="{article.day}"></time></div><div class="b3">{article.dek}</div><div class="b4">{_ps(first)}
<div class="b5"><ul>{_links(article)}</ul></div>{_ps(second)}</div></div><div class="b6">{_teasers(article)}</div></div>
<div class="a3">All rights reserved</div>""",
    )


def line_breaks(article: Article) -> str:
    """An old page in a form: one element of text, its paragraphs parted by line breaks."""
    text = "<br><br>".join([article.dek, *article.paragraphs])
    return _whole(
        article,
        f"""<form id="aspnetForm"><div id="top">{_menu(article)}</div><table width="980"><tr><td width="700">
<h1 class="tieude">{article.title}</h1><div class="ngay">{article.printed}</div><div class="noidung">{text}</div></td>
<td width="280"><div class="tinkhac"><ul>{_links(article)}</ul></div></td></tr></table></form>""",
    )


def tables(article: Article) -> str:
    """A page built of tables, with fonts."""
    rows = "".join(f'<tr><td><font face="Arial" size="2"><p align="justify">{line}</p></font></td></tr>'
                   for line in [article.dek, *article.paragraphs])  # fmt: skip
    return _whole(
        article,
        f"""<table width="100%"><tr><td colspan="2">{_menu(article)}</td></tr><tr><td width="150" valign="top">
<table>{"".join(f'<tr><td><a href="#">{title}</a></td></tr>' for title, _ in article.related)}</table></td><td>
<table><tr><td><h1>{article.title}</h1></td></tr>{rows}</table></td></tr></table>""",
    )


def semantic(article: Article) -> str:
    """A modern page with main, article, figure, aside, and a description for machines."""
    first, second = _halves(article)
    described = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title,
                 "datePublished": f"{article.day}T05:00:00+07:00"}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(described, ensure_ascii=False)}</script>'
    return _whole(
        article,
        f"""<header><nav>{_menu(article)}</nav></header><main><article><h1>{article.title}</h1>
<p class="lead">{article.dek}</p>{_figure(article)}<section>{_ps(first)}</section><aside><h4>Read also</h4><ul>{_links(article)}</ul></aside>
<section><h2>{article.heading}</h2>{_ps(second)}</section>{_figure(article, 1)}</article></main>
<section class="more">{_teasers(article)}</section><footer>Contact</footer>""",
        head,
    )


def spans(article: Article) -> str:
    """A page that scripts drew: names without meaning, paragraphs that are boxes."""
    text = "".join(
        f'<div class="css-1abc{number}"><span>{line}</span></div>' for number, line in enumerate(article.paragraphs)
    )
    head = f'<meta name="pubdate" content="{article.day}">'
    return _whole(
        article,
        f"""<div id="root"><div class="css-9x"><div class="css-8k">{_menu(article)}</div><div class="css-7t">
<h1 class="css-77">{article.title}</h1><div class="css-3f">{article.dek}</div><div class="css-5p">{text}</div><button>Share</button></div>
<div class="css-2v">{_teasers(article)}</div></div></div>""",
        head,
    )


def boxes_between(article: Article) -> str:
    """Advertisements and single teasers between the paragraphs."""
    box = '<div class="ad-slot"><span>Advertisement</span></div>'
    teaser = f'<div class="readmore"><a href="/x.html">{article.related[0][0]}</a></div>'
    text = "".join(f"<p>{line}</p>{box if number % 2 else teaser}" for number, line in enumerate(article.paragraphs))
    head = f'<meta itemprop="datePublished" content="{article.day}">'
    return _whole(
        article,
        f"""<div class="header">{_menu(article)}</div><div class="main"><h1>{article.title}</h1>
<h2 class="sapo">{article.dek}</h2><div class="detail">{text}</div><div class="tags"><a href="#">tag one</a><a href="#">tag two</a></div>
<div class="box"><h3>Same section</h3>{_teasers(article)}</div></div>""",
        head,
    )


def photo_series(article: Article) -> str:
    """Pictures with captions, and little text between them."""
    return _whole(
        article,
        f"""<div class="nav">{_menu(article)}</div><div class="photo-story"><h1>{article.title}</h1><p>{article.dek}</p>
{_figure(article)}{_ps(article.paragraphs[:2])}{_figure(article, 1)}{_ps(article.paragraphs[2:])}</div><ul>{_links(article)}</ul>""",
    )


def many_teasers(article: Article) -> str:
    """An article below which a portal shows more text of other articles than of its own."""
    head = f'<meta property="article:published_time" content="{article.day}">'
    return _whole(
        article,
        f"""<div class="top">{_menu(article)}</div><div class="wrap"><div class="story"><h1>{article.title}</h1>
<div class="body"><p>{article.dek}</p>{_ps(article.paragraphs)}</div></div><div class="stream">{_teasers(article) * 2}</div></div>""",
        head,
    )


def long_comments(article: Article) -> str:
    """Readers write more than the newspaper."""
    comments = "".join(f'<div class="comment"><b>Reader {number}</b><p>{teaser}</p><a href="#">Reply</a></div>'
                       for number, (_, teaser) in enumerate(article.related * 2))  # fmt: skip
    return _whole(
        article,
        f"""<div class="top">{_menu(article)}</div><article class="news"><h1>{article.title}</h1>
<time datetime="{article.day}">{article.printed}</time><p class="summary">{article.dek}</p><div class="text">{_ps(article.paragraphs)}</div>
</article><div class="comments" id="comment-list"><h3>Comments ({len(article.related) * 2})</h3>{comments}</div>""",
    )


def lists_and_quotes(article: Article) -> str:
    """Quotations, lists and a heading in the text."""
    first, second = _halves(article)
    items = "".join(f"<li>{line}</li>" for line in second)
    return _whole(
        article,
        f"""<nav>{_menu(article)}</nav><div class="article-detail"><h1 class="title">{article.title}</h1>
<p class="intro">{article.dek}</p><blockquote><p>{first[0]}</p></blockquote>{_ps(first[1:])}<h3>{article.heading}</h3><ul>{items}</ul></div>
<div class="related"><ul>{_links(article)}</ul></div>""",
    )


def two_heads(article: Article) -> str:
    """The site's name is a heading of the first rank too."""
    head = f'<meta property="og:title" content="{article.title}"><meta property="article:published_time" content="{article.day}">'
    return _whole(
        article,
        f"""<div id="banner"><h1><a href="/">The Site</a></h1></div>{_menu(article)}<div class="col"><div class="detail">
<h1>{article.title}</h1><p class="sapo">{article.dek}</p>{_figure(article)}{_ps(article.paragraphs)}</div><div class="next">{_teasers(article)}</div></div>""",
        head,
    )


def headline_in_h2(article: Article) -> str:
    """The headline is of the second rank, and so are the headings of boxes."""
    first, second = _halves(article)
    return _whole(
        article,
        f"""<header>{_menu(article)}</header><div class="row"><div class="col-8"><div class="news"><h2 class="title">{article.title}</h2>
<div class="info">{article.printed}</div><div class="lead">{article.dek}</div><div class="txt">{_ps(first)}<h4>{article.heading}</h4>{_ps(second)}</div></div></div>
<div class="col-4"><h2>Most read</h2><ol>{_links(article)}</ol></div></div><footer><p>Licence no. 1. All rights reserved by the newspaper.</p></footer>""",
    )


def interview(article: Article) -> str:
    """Questions and answers as a definition list, between paragraphs."""
    first, second = _halves(article)
    asked = "".join(f"<dt>{line}</dt><dd>{line2}</dd>" for line, line2 in zip(second[::2], second[1::2], strict=False))
    rest = second[-1:] if len(second) % 2 else []
    head = f'<meta name="pubdate" content="{article.day}">'
    return _whole(
        article,
        f"""<nav>{_menu(article)}</nav><section class="content"><h1>{article.title}</h1><p>{article.dek}</p>{_ps(first)}
<dl>{asked}</dl>{_ps(rest)}<p class="more"><a href="/x.html">{article.related[0][0]}</a></p></section><aside>{_teasers(article)}</aside>""",
        head,
    )


def sections_in_sections(article: Article) -> str:
    """Every paragraph in boxes of its own, as page builders make them."""
    text = "".join(
        f'<section><div class="w"><div class="e"><div class="t"><p>{line}</p></div></div></div></section>'
        for line in article.paragraphs
    )
    return _whole(
        article,
        f"""<div class="hdr">{_menu(article)}</div><div class="page"><section><h1>{article.title}</h1></section><section><div class="t">
<p><em>{article.dek}</em></p></div></section>{text}<section class="posts">{_teasers(article)}</section></div><div class="ftr"><p>About us</p></div>""",
    )


LAYOUTS: dict[str, Callable[[Article], str]] = {
    layout.__name__: layout
    for layout in (
        blog, plain_boxes, line_breaks, tables, semantic, spans, boxes_between, photo_series, many_teasers, long_comments,
        lists_and_quotes, two_heads, headline_in_h2, interview, sections_in_sections,
    )
}  # fmt: skip
