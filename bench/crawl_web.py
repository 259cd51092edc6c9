"""The web that the crawler is measured on: newspapers with articles of 150 KB, as their servers send them.

Texts are Vietnamese ones of bench.synthetic, some 4,000 characters; around them stand menus, related articles, scripts
and comments, until the page has its size. `bao-0.example`, `bao-1.example`… are the newspapers; article n stands at
`/tin/…-n` of newspaper n modulo the number of newspapers. Pages are packed beforehand: servers are not measured.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import synthetic

SIZE = 150_000  # bytes of a page as browsers see it
SMALL = 20_000  # bytes, where order and moments are measured, not work
SMALL_PAGES = 5_000
RIGHT = 0.95
"""A body is right when so large a share of its words was found, and so large a share of what was found is its own."""

_DESCRIPTION = """id = "{name}"
name = "{name}"
kind = "paper"
province = "quang-nam"
articles = ["/tin/{{slug}}"]
listings = ["/muc/{{rest}}"]

[[hosts]]
name = "{name}"

[[pages]]
title = ["h1.article__title"]
dek = [".article__sapo"]
byline = [".article__meta"]
date = [".article__meta time"]
date_formats = ["{{day}}/{{month}}/{{year}} - {{hour}}:{{minute}}"]
body = [".article__body"]
caption = ["figcaption"]
leave_out = [".article__related", ".article__social"]
"""


class Article(NamedTuple):
    """What a page holds."""

    number: int
    title: str
    paragraphs: list[str]
    day: str


def host(number: int) -> str:
    """Name a newspaper."""
    return f"bao-{number}.example"


def address(number: int, hosts: int) -> str:
    """Give the address of an article."""
    return f"https://{host(number % hosts)}/tin/mo-hinh-moi-o-thon-ban-vung-cao-{number}"


def number_of(url_or_path: str) -> int:
    """Give the number of the article at an address."""
    return int(url_or_path.rpartition("-")[2])


def describe(archive: Path, hosts: int) -> None:
    """Write a description of each newspaper into the folder of an archive, as a user would."""
    (archive / "sites").mkdir(parents=True, exist_ok=True)
    for name in map(host, range(hosts)):
        (archive / "sites" / f"{name}.toml").write_text(_DESCRIPTION.format(name=name), encoding="utf-8")


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Give so many Vietnamese articles."""
    vietnamese = (row for row in synthetic.rows(count * 4, seed) if row["id"].endswith("-vi"))
    for number, row in zip(range(count), vietnamese, strict=False):
        yield Article(number, row["title"], row["text"].split("\n"), row.get("published", "2024-05-06"))


def page(article: Article, size: int = SIZE) -> bytes:
    """Write an article as a newspaper shows it, `size` bytes long."""
    year, month, day = article.day.split("-")
    text = "".join(f"<p>{line}</p>\n" for line in article.paragraphs)
    story = f"""<article class="article"><h1 class="article__title">{article.title}</h1>
<div class="article__meta"><time datetime="{article.day}T08:30:00+07:00">{day}/{month}/{year} - 08:30</time></div>
<div class="article__social"><a href="#">Facebook</a><a href="#">Zalo</a></div>
<div class="article__body"><figure><img src="/anh/{article.number}.jpg"><figcaption>Ảnh minh họa</figcaption></figure>
{text}<div class="article__related"><ul><li><a href="/tin/bai-so-0">Tin liên quan</a></li></ul></div></div></article>"""
    head = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{article.title} | Báo Mẫu</title>
<meta property="og:title" content="{article.title}"><meta property="article:published_time" content="{article.day}">"""
    room = max(size - len((head + story).encode()), 0) // 3
    words, rng = " ".join(article.paragraphs).split(), Random(article.number)
    menu, scripts, others = (_filled(piece, words, rng, room) for piece in (_entry, _script, _teaser))
    whole = f"{head}{scripts}</head><body><nav><ul>{menu}</ul></nav>{story}<aside>{others}</aside></body></html>"
    return whole.encode()


def _filled(piece: Callable[[str, int], str], words: list[str], rng: Random, room: int) -> str:
    """Write so many bytes of furniture, no two pieces alike."""
    pieces: list[str] = []
    while room > 0:
        pieces.append(piece(" ".join(rng.choices(words, k=8)), rng.getrandbits(24)))
        room -= len(pieces[-1].encode())
    return "".join(pieces)


def _entry(words: str, number: int) -> str:
    return f'<li class="menu-item"><a href="/muc/{number}" title="{words[:20]}">{words[:20]}</a></li>\n'


def _script(words: str, number: int) -> str:
    return f'<script>window.slots = window.slots || []; slots.push({{id: {number}, name: "{words}"}});</script>\n'


def _teaser(words: str, number: int) -> str:
    link = f'<h3 class="item__title"><a href="/tin/tin-khac-{number}.html">{words[:30]}</a></h3>'
    return f'<div class="item">{link}<p class="item__sapo">{words}</p></div>\n'


def build(folder: Path, count: int, size: int = SIZE, seed: int = 1) -> Path:
    """Write the pages, packed, and what they hold (`truth.jsonl`), unless they are there; give their folder."""
    made = folder / f"web-{count}-{size}"
    if (made / "truth.jsonl").exists():
        return made
    made.mkdir(parents=True, exist_ok=True)
    truths = []
    for article in articles(count, seed):
        (made / f"{article.number}.gz").write_bytes(gzip.compress(page(article, size), 6))
        truths.append(json.dumps(article._asdict(), ensure_ascii=False))
    (made / "truth.jsonl").write_text("\n".join(truths) + "\n", encoding="utf-8")
    return made


def truths(made: Path) -> dict[int, frozenset[str]]:
    """Give the words of every article's text."""
    rows = map(json.loads, (made / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["number"]: frozenset(" ".join(row["paragraphs"]).split()) for row in rows}


def is_right(text: str, wanted: frozenset[str]) -> bool:
    """Judge a body by its different words."""
    found = frozenset(text.split())
    both = len(found & wanted)
    return both >= RIGHT * len(wanted) and both >= RIGHT * len(found)
