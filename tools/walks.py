"""Make the files that the pages in docs/walks/ work on: `python -m tools.walks FOLDER`.

    ho-so/           a press officer's folder: Word, PDF, a scan, a text of the nineties, saved pages, a list of links
    bao/             saved pages in eleven languages
    cau-hoi.jsonl    queries and what they are called, one a line
    tu-vung-nb.tsv   a researcher's words: Norwegian, a tab, Vietnamese

The texts are those of the sample. The same call makes the same files, but for the moments that PDF and xlsx note in
themselves. A PDF needs matplotlib (`pip install 'tracuu[plot]'`), whose own letters are embedded in it.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from tracuu.sample import ARTICLES

SAVED = ("01-ngan-hang-bo.en", "01-ngan-hang-bo.es", "01-ngan-hang-bo.fa", "01-ngan-hang-bo.nb",
         "08-doi-thoai-bo-ruong.ar", "08-doi-thoai-bo-ruong.en", "08-doi-thoai-bo-ruong.fa")  # fmt: skip
LINKED = ("06-nghia-tinh-bien-cuong.vi", "06-nghia-tinh-bien-cuong.en", "06-nghia-tinh-bien-cuong.es")
QUERIES = {
    "nq12": "instrument:vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025",
    "ngan_hang_bo": '"ngân hàng bò"',
    "camera": '"camera an ninh"',
    "nha_tam": '"nhà tạm" OR "nhà dột nát"',
    "tau_cao_toc": '"tàu cao tốc"',
}
WORDS = {"massemobilisering": "dân vận", "sikkerhetskamera": "camera an ninh", "fattigdom": "nghèo"}

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINE, _LINES = 78, 14  # letters a line and lines a page of the PDF, large as on a hand-out
_A4 = (8.27, 11.69)  # inches


class Text(NamedTuple):
    """An article of the sample: what it is called, its paragraphs, its page, the original's page, its day."""

    title: str
    paragraphs: tuple[str, ...]
    url: str
    original: str
    day: str


@cache
def texts() -> Mapping[str, Text]:
    """Read the articles of the sample, by the names of their files without the ending."""
    return dict(_read())


def _read() -> Iterator[tuple[str, Text]]:
    for line in (ARTICLES.parent / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        body = tuple(text for role, text in row["content"] if role != "caption")
        text = Text(row["title"], body, row["url"], row["source_url"] or row["url"], row["date"] or "")
        yield row["file"].rpartition(".")[0], text


def make(folder: Path) -> None:
    """Write all files of the walks into a folder that is made where it is not there."""
    _desk(folder / "ho-so")
    shutil.copytree(ARTICLES, folder / "bao", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__*"))
    rows = (json.dumps({"qid": name, "query": query}, ensure_ascii=False) for name, query in QUERIES.items())
    _write(folder / "cau-hoi.jsonl", rows)
    _write(folder / "tu-vung-nb.tsv", (f"{word}\t{meaning}" for word, meaning in WORDS.items()))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _desk(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    read = texts()
    _docx(folder / "thang-binh-ngan-hang-bo.docx", read["01-ngan-hang-bo.vi"])
    _pdf(folder / "dai-loc-doi-thoai.pdf", read["08-doi-thoai-bo-ruong.vi"])
    _scan(folder / "cong-van-scan.pdf", read["05-hai-muoi-mai-nha.vi"])
    (folder / "hoa-lau-bai-2.txt").write_bytes(_tcvn3(read["10-bai-2-hoa-lau.vi"]))
    _links(folder / "lien-ket.xlsx", [read[name] for name in LINKED])
    for name in SAVED:
        shutil.copy(ARTICLES / f"{name}.html", folder)


def _docx(path: Path, text: Text) -> None:
    """Write a Word file as an editor keeps one: title, day, paragraphs, at the end where it was printed."""
    body = [_paragraph(text.title, "Title"), _paragraph(_dateline(text)), *map(_paragraph, text.paragraphs),
            _paragraph(f"Nguồn: {text.original}")]  # fmt: skip
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_PART}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="Title">'
        '<w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{content}')


def _dateline(text: Text) -> str:
    year, month, day = map(int, text.day.split("-"))
    return f"Quảng Nam, ngày {day} tháng {month} năm {year}"


def _paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _tcvn3(text: Text) -> bytes:
    """Spell a text in TCVN3 (5712:1993), as files of the nineties are; it has no capitals with two marks."""
    table = (ARTICLES.parent.parent / "corpus" / "encodings" / "tcvn3.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    codes = {ord(letter): bytes.fromhex(code).decode("latin-1") for code, letter, _ in reversed(rows)}
    plain = {ord("“"): '"', ord("”"): '"', ord("–"): "-"}
    words = "\n\n".join((text.title, *text.paragraphs)).translate(plain | codes)
    return words.encode("latin-1", "replace")


def _links(path: Path, listed: Sequence[Text]) -> None:
    """Write a workbook of two columns: headline and address."""
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet("Tin bài cần lấy")
        sheet.write_row(0, 0, ("Tiêu đề", "Liên kết"))
        for number, one in enumerate(listed, 1):
            sheet.write_row(number, 0, (one.title, one.url))
        sheet.set_column(0, 1, 70)


def _pdf(path: Path, text: Text) -> None:
    """Write a PDF of pages with a text layer."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    with (
        rc_context({"pdf.fonttype": 42}),
        PdfPages(path, metadata={"Title": text.title, "CreationDate": None}) as pages,
    ):
        for shown in _pages(text):
            pages.savefig(shown)


def _scan(path: Path, text: Text) -> None:
    """Write a PDF that holds a picture of a page and no letter."""
    from io import BytesIO

    from matplotlib.figure import Figure
    from matplotlib.image import imread

    drawn = BytesIO()
    next(_pages(text)).savefig(drawn, format="png")
    drawn.seek(0)
    scan = Figure(figsize=_A4)
    axes = scan.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.imshow(imread(drawn), aspect="auto")
    scan.savefig(path)


def _pages(text: Text) -> Iterator[Any]:
    """Draw an article on as many pages as it needs."""
    from matplotlib.figure import Figure

    lines = [text.title, "", _dateline(text), ""]
    for paragraph in text.paragraphs:
        lines += [*textwrap.wrap(paragraph, _LINE, break_on_hyphens=False), ""]
    lines += [f"Nguồn: {text.original}"]
    for start in range(0, len(lines), _LINES):
        page = Figure(figsize=_A4)
        for number, line in enumerate(lines[start : start + _LINES]):
            page.text(0.1, 0.9 - 0.025 * number, line, fontsize=9, parse_math=False)
        yield page


if __name__ == "__main__":
    make(Path(sys.argv[1]))
