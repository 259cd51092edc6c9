"""What reading office files costs: pages of PDF text a second, and a mixed folder from files to found.

The first table reads the same PDFs with our reader, with pypdf (where it is installed) and with pdftotext (where it
is); beside the pages a second of computing stands which share of the written words each gave back whole. The others
extract text: they tell no paragraph from a line, leave running heads in, and know no old fonts.

The second adds a folder of files of equally many pages: Word, LibreOffice, RTF, PDF and books in turn, every
hundredth of them cut in the middle, every fiftieth PDF a scan. Then the run is killed in the middle and begun again,
and the whole folder is added once more.

`python -m bench.office [--files N] [--pages N] [--save]`
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import measure
from bench.synthetic import languages
from tests.corpus.office import writing

KINDS = ("docx", "odt", "rtf", "pdf", "epub")
PARAGRAPHS = 6  # of a page
WORDS = 65  # of a paragraph
COLUMNS = 84  # letters of a line
READ = 10  # PDFs read for the first table
BROKEN, SCANNED = 100, 50


def main() -> None:
    """Measure, print, and keep the numbers when asked to."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--files", type=int, help="how many (default: a hundredth of the versions)")
    parser.add_argument("--pages", type=int, default=20)
    options = parser.parse_args()
    files = options.files or options.versions // 100
    with TemporaryDirectory(prefix="tracuu-bench-") as folder:
        results = {"reading": reading(options.pages), "adding": adding(Path(folder), files, options.pages)}
    measure.save("office", results, options)


# --- reading


def reading(pages: int) -> list[dict[str, Any]]:
    """Read PDFs one after the other in one process, with each reader."""
    files = [text_of(seed, pages) for seed in range(READ)]
    raws = [pdf(text) for text in files]
    rows: list[tuple[str, float, float]] = []
    for name, read in readers():
        read(raws[0])
        begun, spent = time.process_time(), measure.children()
        texts = [read(raw) for raw in raws]
        seconds = time.process_time() - begun + measure.children() - spent
        rows.append((name, READ * pages / seconds, 100 * recall(files, texts)))
    heads = ("reader", "pages/s", "words whole, %")
    measure.table(heads, rows)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def readers() -> Iterator[tuple[str, Callable[[bytes], str]]]:
    """Give the readers that are here, with their names."""
    yield "tracuu", ours
    yield "pdfium alone", bare
    try:
        import pypdf
    except ImportError:
        pass
    else:
        import io

        yield "pypdf", lambda raw: "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)
    if program := shutil.which("pdftotext"):
        command = [program, "-", "-"]
        yield (
            "pdftotext",
            lambda raw: subprocess.run(command, input=raw, capture_output=True, check=True).stdout.decode(),
        )


def ours(raw: bytes) -> str:
    """Read as `tracuu add` does."""
    from tracuu.corpus.office import pdf as reader

    return "\n".join(block.text for block in reader.read(raw).blocks)


def bare(raw: bytes) -> str:
    """Take what PDFium gives."""
    from pypdfium2 import PdfDocument

    file = PdfDocument(raw)
    return "\n".join(page.get_textpage().get_text_range() for page in file)


def recall(files: list[list[list[str]]], texts: list[str]) -> float:
    """Give the share of words that come back whole, in their order within a paragraph or not."""
    written = [{word for page in pages for paragraph in page for word in paragraph.split()} for pages in files]
    found = [set(text.split()) for text in texts]
    return sum(len(one & other) for one, other in zip(written, found, strict=True)) / sum(map(len, written))


# --- adding


def adding(folder: Path, files: int, pages: int) -> dict[str, Any]:
    """Add a mixed folder, with its memory; then again, killed in the middle; then all that is held."""
    made = folder / "files"
    made.mkdir()
    for number in range(files):
        write(made, number, pages)
    size = sum(path.stat().st_size for path in made.iterdir())
    rows = [{"what": "first", **run(made, folder / "first")}]
    killed = run(made, folder / "second", until=rows[0]["seconds"] / 2)
    rows.append({"what": "killed half-way", **killed})
    rows.append({"what": "begun again", **run(made, folder / "second")})
    rows.append({"what": "all held", **run(made, folder / "first")})
    print(f"\n{files:,} files of {pages} pages, {size / 1e6:.0f} MB")
    heads = ("what", "seconds", "computing", "MiB, all processes", "held", "exit")
    measure.table(heads, [(r["what"], r["seconds"], r["computing"], r["peak"], r["held"], r["exit"]) for r in rows])
    return {"files": files, "pages": pages, "bytes": size, "runs": rows}


def run(made: Path, archive: Path, until: float | None = None) -> dict[str, Any]:
    """Add a folder in a process of its own; kill it after so many seconds where that is asked for."""
    command = [sys.executable, "-m", "tracuu", "add", str(made), "--archive", str(archive), "--workers", "2"]
    begun, spent = time.perf_counter(), measure.children()
    with measure.watched() as memory:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(until)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return {
        "seconds": time.perf_counter() - begun,
        "computing": measure.children() - spent,
        "peak": memory.all,
        "held": held(archive),
        "exit": process.returncode,
    }


def held(archive: Path) -> int:
    """Count what the archive holds."""
    import tracuu

    with tracuu.open(archive, write=False) as session:
        return session.archive.totals().versions


# --- files


def text_of(seed: int, pages: int) -> list[list[str]]:
    """Make pages of paragraphs in Vietnamese words."""
    chance = random.Random(seed)
    words = languages()["vi"].content[:4_000]
    return [
        [f"{' '.join(chance.choices(words, k=WORDS)).capitalize()}." for _ in range(PARAGRAPHS)] for _ in range(pages)
    ]


def write(folder: Path, number: int, pages: int) -> None:
    """Write one file of the folder."""
    kind = KINDS[number % len(KINDS)]
    text = text_of(number, pages)
    raw = WRITERS[kind](text)
    if kind == "pdf" and number // len(KINDS) % SCANNED == 0:
        raw = writing.pdf([[]] * pages, pictures=range(pages))
    if number % BROKEN == BROKEN - 1:
        raw = raw[: len(raw) // 2]
    (folder / f"{number:05}.{kind}").write_bytes(raw)


def paragraphs(text: list[list[str]]) -> Iterator[str]:
    """Give the paragraphs of all pages."""
    return (paragraph for page in text for paragraph in page)


def pdf(text: list[list[str]]) -> bytes:
    """Set pages as a program would: lines of a column, a running head, a number."""
    return writing.pdf(
        [
            [
                writing.At(72, 810, "Báo cáo"),
                *writing.lines(list(set_lines(page)), top=785, leading=13),
                writing.At(290, 20, str(n)),
            ]
            for n, page in enumerate(text, 1)
        ]
    )


def set_lines(page: list[str]) -> Iterator[str]:
    """Break paragraphs into lines."""
    import textwrap

    return (line for paragraph in page for line in textwrap.wrap(paragraph, COLUMNS))


def rtf(text: list[list[str]]) -> bytes:
    """Write RTF as Word does: what is beyond ASCII by its number."""
    escaped = ("".join(sign if sign < "\x80" else f"\\u{ord(sign)}?" for sign in one) for one in paragraphs(text))
    return ("{\\rtf1\\ansi " + "".join(f"{one}\\par\n" for one in escaped) + "}").encode()


WRITERS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "docx": lambda text: writing.docx("".join(map(writing.p, paragraphs(text)))),
    "odt": lambda text: writing.odt("".join(f"<text:p>{one}</text:p>" for one in paragraphs(text))),
    "rtf": rtf,
    "pdf": pdf,
    "epub": lambda text: writing.epub(
        {f"{n}.xhtml": "".join(f"<p>{one}</p>" for one in page) for n, page in enumerate(text)}
    ),
}

if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
