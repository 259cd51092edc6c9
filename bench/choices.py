"""The measurements behind docs/choices.md: libraries that were not chosen, beside those that were.

Run it in an environment of its own that holds both sides:

    python -m venv other
    other/bin/pip install beautifulsoup4 lxml selectolax langdetect whoosh-reloaded py3langid tantivy
    other/bin/python bench/choices.py

A library that is absent is left out of the table. Times are the best of five in one process; ratios travel between
machines, times do not.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate

MALAY = [
    "Jawatankuasa itu akan bersidang semula pada hari Khamis untuk membincangkan cadangan baharu berkenaan air bersih.",
    "Penduduk kampung bergotong-royong membaiki jalan yang rosak akibat banjir besar pada bulan lalu.",
    "Kerajaan negeri memperuntukkan wang untuk menaik taraf sekolah rendah di kawasan pedalaman.",
    "Pelajar itu berkata bahawa beliau mahu menjadi seorang jururawat apabila tamat pengajian kelak.",
    "Harga getah dijangka meningkat semula selepas musim tengkujuh berakhir, kata pegawai pertanian.",
    "Beliau turut mengucapkan terima kasih kepada semua sukarelawan yang hadir membantu mangsa kebakaran.",
]


def have(*modules: str) -> bool:
    """Tell whether these libraries are installed here."""
    return all(importlib.util.find_spec(module) for module in modules)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Give the shortest of several runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def page() -> str:
    """Make a page of about 150 KB with menus around one article."""
    link = '<a href="/tin-{0}-{0}.html"><img src="/i/{0}.jpg" alt="">Tin số {0}</a>'
    item = f'<li class="item">{link}<span>10/10/2025</span></li>'
    menu = "<ul>" + "".join(item.format(n) for n in range(600)) + "</ul>"
    body = "".join(f"<p>Đoạn văn thứ {n} của bài viết nói về công tác dân vận ở xã.</p>" for n in range(60))
    article = f'<article class="detail"><h1>Tiêu đề</h1><div class="body">{body}</div></article>'
    return f"<html><head><title>Trang</title></head><body>{menu}{article}{menu}</body></html>"


def parsing() -> Iterator[tuple[str, float, int]]:
    """Take the article's paragraphs out of a page, by selector."""
    html = page()
    if have("selectolax"):
        from selectolax.lexbor import LexborHTMLParser

        def lexbor() -> list[str]:
            return [node.text() for node in LexborHTMLParser(html).css("article.detail .body p")]

        yield "selectolax (lexbor)", best(lexbor), len(lexbor())
    if have("bs4"):
        from bs4 import BeautifulSoup

        for parser in ("lxml", "html.parser"):

            def soup(parser: str = parser) -> list[str]:
                return [node.get_text() for node in BeautifulSoup(html, parser).select("article.detail .body p")]

            yield f"beautifulsoup4 ({parser})", best(soup), len(soup())


def languages() -> Iterator[tuple[str, float, int]]:
    """Tell the language of Malay sentences; the last column counts those told right."""
    if have("py3langid"):
        import py3langid

        right = sum(py3langid.classify(text)[0] == "ms" for text in MALAY)
        yield "py3langid", best(lambda: [py3langid.classify(text) for text in MALAY]), right
    if have("langdetect"):
        from langdetect import DetectorFactory, detect

        DetectorFactory.seed = 0
        right = sum(detect(text) == "ms" for text in MALAY)
        yield "langdetect (seeded)", best(lambda: [detect(text) for text in MALAY]), right


def indexing(count: int = 2_000) -> Iterator[tuple[str, float, int]]:
    """Index documents of 200 Zipf words; the last column counts the hits of one word."""
    chance = random.Random(1)
    words = [f"w{n}" for n in range(20_000)]
    weights = list(accumulate(1 / (n + 1) for n in range(len(words))))
    texts = [" ".join(chance.choices(words, cum_weights=weights, k=200)) for _ in range(count)]
    if have("tantivy"):
        yield "tantivy", *_tantivy(texts)
    if have("whoosh"):
        yield "Whoosh", *_whoosh(texts)


def _tantivy(texts: list[str]) -> tuple[float, int]:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("body", tokenizer_name="whitespace").build()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema, folder)
        writer = index.writer()
        for text in texts:
            writer.add_document(tantivy.Document(body=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        hits = index.searcher().search(tantivy.Query.term_query(schema, "body", "w50")).count  # type: ignore[attr-defined]  # the stub leaves it out
    return time.perf_counter() - start, hits


def _whoosh(texts: list[str]) -> tuple[float, int]:
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import TEXT, Schema
    from whoosh.index import create_in
    from whoosh.query import Term

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        index = create_in(folder, Schema(body=TEXT(analyzer=SpaceSeparatedTokenizer())))
        writer = index.writer()
        for text in texts:
            writer.add_document(body=text)
        writer.commit()
        with index.searcher() as searcher:
            hits = len(searcher.search(Term("body", "w50"), limit=None))
        index.close()
    return time.perf_counter() - start, hits


def imports() -> Iterator[tuple[str, float, int]]:
    """Import a library in a fresh interpreter, less the interpreter's own start."""

    def started(code: str) -> float:
        return best(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    bare = started("pass")
    for module in ("tantivy", "selectolax.lexbor", "py3langid", "bs4", "langdetect", "whoosh.index"):
        if have(module.split(".")[0]):
            yield module, started(f"import {module}") - bare, 0


def main() -> None:
    """Print all tables."""
    for title, table, unit in (
        ("paragraphs out of a page of 150 KB", parsing, "found"),
        ("six Malay sentences", languages, "right"),
        ("2,000 documents indexed and one word searched", indexing, "hits"),
        ("import", imports, ""),
    ):
        print(f"\n{title}")
        for name, seconds, count in table():
            print(f"  {name:<30}{seconds * 1000:>10.1f} ms  {f'{count} {unit}' if unit else ''}")


if __name__ == "__main__":
    main()
