"""Which reader takes which media type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from tracuu.corpus.office.document import Document, Table

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
EPUB = "application/epub+zip"
DOC = "application/msword"
PICTURE = "image/*"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

TEXTS = frozenset({PDF, DOCX, ODT, RTF, EPUB, DOC, PICTURE})
"""Types that hold an article (or a list of links)."""

TABLES = frozenset({XLSX, ODS})
"""Types that hold rows of cells."""


_CALLED = {DOCX: "docx", XLSX: "xlsx", ODT: "odt", ODS: "ods"}


def called(media_type: str) -> str:
    """Give the word by which people know a type; the name itself, where it is short enough to be known."""
    return _CALLED.get(media_type, media_type)


_READERS = {
    PDF: ("pdf", "1"),
    DOCX: ("docx", "1"),
    ODT: ("odt", "1"),
    RTF: ("rtf", "1"),
    EPUB: ("epub", "1"),
    DOC: ("doc", "1"),
    PICTURE: ("ocr", "1"),
}


def readers_of(media_type: str) -> tuple[tuple[str, str], ...]:
    """Give name and version of the readers that read a type today."""
    return (_READERS[media_type],)


class Wish(NamedTuple):
    """What is to be read: the type, whether text may be read off pictures, and in which language (BCP 47) it is."""

    media_type: str
    ocr: bool = False
    lang: str | None = None


def read(raw: bytes, wish: Wish) -> Document | tuple[Table, ...]:
    """Read a file by the reader for its type. Raises InputError when it cannot be read, or holds no text."""
    from tracuu.corpus.office import doc, docx, epub, odt, rtf, tables

    readers: dict[str, Callable[[bytes], Any]] = {
        DOCX: docx.read,
        ODT: odt.read,
        RTF: rtf.read,
        EPUB: epub.read,
        DOC: doc.read,
        PDF: partial(_pdf, wish=wish),
        PICTURE: partial(_picture, wish=wish),
        XLSX: tables.xlsx,
        ODS: tables.ods,
    }
    found: Document | tuple[Table, ...] = readers[wish.media_type](raw)
    return found


def _pdf(raw: bytes, wish: Wish) -> Document:
    from tracuu.corpus.office import ocr, pdf
    from tracuu.errors import InputError

    if not wish.ocr:
        return pdf.read(raw)
    try:
        reads = ocr.engine(wish.lang)
    except InputError:
        return _read_without(raw)
    return pdf.read(raw, partial(ocr.page, reads=reads), reads.told())


def _read_without(raw: bytes) -> Document:
    """Read a PDF where OCR is asked for and is not there: only one that needs it is refused for that."""
    from tracuu.corpus.office import ocr, pdf
    from tracuu.errors import InputError

    try:
        return pdf.read(raw)
    except InputError as error:
        if error.key.startswith(("office.needs_ocr", "office.unreadable")):
            ocr.engine(None)
        raise


def _picture(raw: bytes, wish: Wish) -> Document:
    from tracuu.corpus.office import ocr

    return ocr.picture(raw, ocr.engine(wish.lang))
