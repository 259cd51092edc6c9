"""PDF (ISO 32000) through PDFium: its text, page by page, in reading order, as paragraphs.

A page whose text is missing and that shows pictures is a scan. A file of scans alone is refused with what to do, or
read by OCR where that is asked for; of one that has some, the rest is read and a note names the pages that were not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tracuu.corpus.office import fonts, pdf_columns, pdf_furniture, pdf_lines, pdf_paragraphs
from tracuu.corpus.office.document import Block, Document
from tracuu.corpus.office.pdf_columns import Line
from tracuu.errors import InputError
from tracuu.messages import plural, say

MOST_PAGES = 5_000
MOST_LETTERS = 20_000_000
_FEW = 25  # letters; a page with fewer that shows a picture is a scan with a stamp on it
_ODD = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_MOSTLY = 0.3
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_STAMP = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")

Scan = Callable[[Any], list[str]]
"""Reads the paragraphs off a page's picture."""


class _Page(NamedTuple):
    lines: list[list[pdf_lines.Segment]]
    letters: int
    pictured: bool
    odd: bool


def name(engine: str = "") -> str:
    """Name the reader and its version, with the engine that read pages off pictures."""
    from pypdfium2 import version

    return f"pdf-pdfium-{version.PDFIUM_INFO.build}{engine and '-'}{engine.replace(' ', '-')}/1"


def read(raw: bytes, scan: Scan | None = None, engine: dict[str, str] | None = None) -> Document:
    """Read a PDF; with `scan`, pages that are pictures are read by it, and `engine` names it in the notes.

    Raises InputError when it is damaged, protected, too long, or holds no text.
    """
    file = _opened(raw)
    try:
        return _document(file, scan, engine or {})
    finally:
        file.close()


def _opened(raw: bytes) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        file = PdfDocument(raw)
        count = len(file)
    except PdfiumError as error:
        key = "office.protected" if getattr(error, "err_code", None) == _PASSWORD else "office.bad_pdf"
        raise InputError(key) from error
    if count > MOST_PAGES:
        raise InputError("office.too_many_pages", pages=count, most=MOST_PAGES)
    return file


def _document(file: Any, scan: Scan | None, engine: dict[str, str]) -> Document:
    pages, read_off = _pages(file, scan)
    empty = [number for number, page in enumerate(pages) if _is_scan(page) and not read_off.get(number)]
    if not any(read_off.values()) and all(page.letters < _FEW or page.odd for page in pages):
        _refuse(pages, asked=scan is not None)
    flat = [segment for page in pages for line in page.lines for segment in line]
    in_unicode = fonts.unicode_of(segment.runs for segment in flat)
    texts = iter(in_unicode.texts)
    ordered = [_ordered(page, texts) for page in pages]
    blocks = _with_scans(pdf_furniture.without(ordered), read_off)
    facts = file.get_metadata_dict(skip_empty=True)
    reader = name(engine.get("engine", "") if any(read_off.values()) else "")
    return Document(
        blocks=tuple(blocks),
        reader=reader,
        title=facts.get("Title"),
        made=_day(facts.get("CreationDate")),
        encoding=in_unicode.encoding,
        notes=tuple(_notes(len(pages), empty, sorted(read_off), engine)),
    )


def _pages(file: Any, scan: Scan | None) -> tuple[list[_Page], dict[int, list[str]]]:
    pages: list[_Page] = []
    read_off: dict[int, list[str]] = {}
    letters = 0
    for number in range(len(file)):
        page = _page(file, number)
        letters += page.letters
        if letters > MOST_LETTERS:
            raise InputError("office.too_long", limit=MOST_LETTERS)
        if scan and (_is_scan(page) or page.odd):
            read_off[number] = scan(file[number])
            page = page._replace(lines=[])
        pages.append(page)
    return pages, read_off


def _page(file: Any, number: int) -> _Page:
    """Read one page. One that PDFium cannot load holds nothing, as a page behind a cut."""
    from pypdfium2 import PdfiumError

    try:
        page = file[number]
    except PdfiumError:
        return _Page([], 0, pictured=False, odd=False)
    try:
        textpage = page.get_textpage()
        lines = pdf_lines.lines(textpage)
        textpage.close()
        text = "".join(run.text for line in lines for one in line for run in one.runs)
        few = len(text) < _FEW
        odd = bool(text) and len(_ODD.findall(text)) > _MOSTLY * len(text)
        return _Page(lines, len(text), pictured=few and _shows_something(page), odd=odd)
    finally:
        page.close()


def _shows_something(page: Any) -> bool:
    """Tell whether a page has pictures, or is drawn (some programs draw letters as lines)."""
    from pypdfium2 import raw

    pictures = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING)
    return next(iter(page.get_objects(filter=pictures, max_depth=2)), None) is not None


def _is_scan(page: _Page) -> bool:
    return page.pictured and page.letters < _FEW


def _refuse(pages: Sequence[_Page], *, asked: bool) -> None:
    """Say why there is no text; a short text on pages without pictures is one."""
    if any(page.odd for page in pages):
        raise InputError("office.ocr_nothing" if asked else "office.unreadable_text")
    scans = sum(map(_is_scan, pages))
    if scans:
        raise InputError("office.ocr_nothing") if asked else _needs_ocr(scans)
    if not any(page.letters for page in pages):
        raise InputError("office.no_text")


def _needs_ocr(pages: int) -> InputError:
    return InputError("office.needs_ocr.one" if pages == 1 else "office.needs_ocr.other", count=pages)


def _ordered(page: _Page, texts: Any) -> list[Line]:
    segments = [[Line(next(texts), one.left, one.right, one.bottom, one.top) for one in line] for line in page.lines]
    return pdf_columns.ordered(segments)


def _with_scans(pages: list[list[Line]], read_off: dict[int, list[str]]) -> list[Block]:
    """Give all paragraphs, those that were read off pictures in the place of their pages."""
    found: list[Block] = []
    part: list[list[Line]] = []
    for number, page in enumerate(pages):
        if number not in read_off:
            part.append(page)
            continue
        if part:
            found += [*pdf_paragraphs.blocks(part), Block("\f")]
            part = []
        found += [Block(text) for text in read_off[number]]
        if number < len(pages) - 1:
            found.append(Block("\f"))
    return [*found, *pdf_paragraphs.blocks(part)]


def _notes(count: int, empty: list[int], read_off: list[int], engine: dict[str, str]) -> list[str]:
    notes = []
    if read_off and len(read_off) == count:
        notes.append(say("office.note_ocr", **engine))
    elif read_off:
        notes.append(say("office.note_ocr_pages", pages=_listed(read_off), **engine))
    left = [number for number in empty if number not in read_off]
    if left:
        notes.append(plural("office.note_pages_left", len(left), pages=_listed(left)))
    return notes


def _listed(pages: list[int]) -> str:
    """Give page numbers with stretches drawn together: 1-3, 7."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and parts[-1][-1] == page:
            parts[-1].append(page + 1)
        else:
            parts.append([page + 1])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _day(stamp: str | None) -> str | None:
    found = _STAMP.match(stamp or "")
    return f"{found[1]}-{found[2]}-{found[3]}" if found and found[2] and found[3] else None
