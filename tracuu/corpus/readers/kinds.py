"""What a file is: told by its first bytes where they are sure, else by its name, else by what its bytes look like.

The names and magic numbers are data: `kinds.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from tracuu.corpus.office import kinds as office
from tracuu.errors import DataError, InputError

_TABLE = Path(__file__).parent / "kinds.toml"

GZIP_MAGIC = b"\x1f\x8b\x08"
_ZIP = b"PK\x03\x04"  # before each part: 22 bytes, the lengths of its name and of more, its name (APPNOTE 4.3.7)
_PART = re.compile(rb"PK\x03\x04[\s\S]{22}([\s\S]{2})([\s\S]{2})")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how Word wrote before 2007, and how it packs what a password protects
_PDF = re.compile(rb"\A[\s\S]{0,1024}?%PDF-\d")  # some put a few bytes before (ISO 32000-1, Annex H.3.4.1)
_RTF = re.compile(rb"\A\s*\{\\rtf", re.IGNORECASE)

_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)+")
_HTML = re.compile(
    rb"\A(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h[1-6]|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type:\s*multipart/related)", re.IGNORECASE
)
_MAIL_HEADER = re.compile(rb"\A[A-Za-z][\w-]*:[ \t]")
_WARC = re.compile(rb"\AWARC/\d\.\d\r?\n")


class Kind(StrEnum):
    """What a reader takes; the value is the media type that a rejected file is counted under."""

    TEXT = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    LINES = "application/jsonl"  # JSON Lines
    JSON = "application/json"  # a list, or one object
    WARC = "application/warc"
    PDF = office.PDF
    DOCX = office.DOCX
    ODT = office.ODT
    RTF = office.RTF
    EPUB = office.EPUB
    DOC = office.DOC
    PICTURE = office.PICTURE
    XLSX = office.XLSX
    ODS = office.ODS
    CSV = "text/csv"


class Refusal(NamedTuple):
    """A type that is known and not read: its message, the type it is counted under, how it is recognised."""

    message: str
    media_type: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]


class Packed(NamedTuple):
    """A kind of packed files: what its part `mimetype` says (empty: it has none), how names of its parts begin."""

    kind: Kind
    says: bytes
    parts: tuple[bytes, ...]


class Table(NamedTuple):
    """`kinds.toml`, checked."""

    suffixes: dict[str, Kind]
    packages: tuple[Packed, ...]
    refused: tuple[Refusal, ...]
    folder_suffixes: tuple[str, ...]
    passed_over: frozenset[str]


class NotRead(InputError):
    """A file that is not read at all; the value `media_type` says under which type it is counted."""


@cache
def table() -> Table:
    """Read `kinds.toml`. Raises DataError when it is wrong."""
    try:
        data = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        return _checked(data)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError("read.bad_kinds", path=_TABLE, detail=str(error)) from error


def _checked(data: dict[str, Any]) -> Table:
    return Table(
        {suffix: Kind[name.upper()] for name, suffixes in data["read"].items() for suffix in suffixes},
        tuple(
            Packed(
                Kind[row["kind"].upper()], row.get("says", "").encode(), tuple(map(str.encode, row.get("parts", ())))
            )
            for row in data["packages"]
        ),
        tuple(
            Refusal(row["message"], row["media_type"], tuple(row["suffixes"]), tuple(map(bytes.fromhex, row["magic"])))
            for row in data["refused"]
        ),
        tuple(data["saved_pages"]["folders"]),
        frozenset(data["passed_over"]["names"]),
    )


def kind(name: str, head: bytes, *, named: bool, pictures: bool = False) -> Kind:
    """Tell what a file is.

    Args:
        name: the file's name, without a final `.gz`; empty for stdin.
        head: its first bytes, at least some hundred where it has as many.
        named: the user named this file (or piped it), so that text of an unknown suffix is meant as text.
        pictures: text is to be read off pictures.

    Raises:
        InputError: it is empty, or NotRead, of a type that is not read.
    """
    suffix = PurePath(name).suffix.lower()
    by_name = table().suffixes.get(suffix)
    if not head.strip():
        raise NotRead("read.empty", media_type=(by_name or Kind.TEXT).value)
    if office_file := _office(head, by_name):
        return office_file
    seen = _seen(head)
    if pictures and _is_picture(head):
        return Kind.PICTURE
    _refuse_known(head, suffix if by_name is None and seen is None else None)
    if seen in (Kind.WARC, Kind.MHTML):
        return seen
    if by_name is not None:
        return _as_named(by_name, seen, head, suffix)
    if seen is not None:
        return seen
    if named or not suffix:
        return Kind.TEXT
    raise NotRead("read.unknown_type", media_type="application/octet-stream", suffix=suffix)


def _as_named(by_name: Kind, seen: Kind | None, head: bytes, suffix: str) -> Kind:
    """Take a file for what its name says; pages are called .doc and texts .rtf, but nothing else is a PDF."""
    if by_name in _PACKED:
        if seen is Kind.HTML or (by_name in _LOOSE and b"\0" not in head):
            return seen or Kind.TEXT
        raise NotRead("read.not_what_it_says", media_type=by_name.value, suffix=suffix)
    return Kind.HTML if by_name is Kind.TEXT and seen is Kind.HTML else by_name


_LOOSE = frozenset({Kind.DOC, Kind.RTF})
_PACKED = frozenset(Kind(media_type) for media_type in office.TEXTS | office.TABLES)


def _office(head: bytes, by_name: Kind | None) -> Kind | None:
    """Tell an office file by its bytes; a zip file whose first bytes do not say what it is, by its name."""
    if _PDF.match(head):
        return Kind.PDF
    if _RTF.match(head):
        return Kind.RTF
    if head.startswith(_OLE):
        return Kind.DOC
    if not head.startswith(_ZIP):
        return None
    return _packed(head) or (by_name if by_name in _PACKED else None)


def _packed(head: bytes) -> Kind | None:
    """Tell what a zip file holds by the parts that its first bytes name."""
    for part in _PART.finditer(head):
        name_end = part.end() + int.from_bytes(part[1], "little")
        name, content = head[part.end() : name_end], head[name_end + int.from_bytes(part[2], "little") :]
        for kind, says, parts in table().packages:
            if (says and name == b"mimetype" and content.startswith(says)) or (parts and name.startswith(parts)):
                return kind
    return None


def _is_picture(head: bytes) -> bool:
    refusal = next(one for one in table().refused if one.media_type == Kind.PICTURE.value)
    return head.startswith(refusal.magic)


def looks_like_html(head: bytes) -> bool:
    """Tell whether a file's first bytes are those of a page."""
    return _HTML.match(_start(head)) is not None


def _start(head: bytes) -> bytes:
    return _MARKS.sub(b"", head).replace(b"\0", b"").lstrip()  # UTF-16 without its zeros is good enough to look at


def _seen(head: bytes) -> Kind | None:
    """Tell the kind from the first bytes alone, where they leave no doubt."""
    start = _start(head)
    if _WARC.match(start):
        return Kind.WARC
    if _MAIL_HEADER.match(start) and _MHTML.match(start):
        return Kind.MHTML
    if _HTML.match(start):
        return Kind.HTML
    return Kind.JSON if _is_json(start) else None


def _is_json(start: bytes) -> bool:
    first = start.split(b"\n", 1)[0].strip()
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return re.match(rb'\[\s*\{\s*"|\[\s*\Z|\{\s*"[^"\n]*"\s*:', start[:200]) is not None
    except RecursionError:
        return True  # it is for the reader to say what is wrong with it


def _refuse_known(head: bytes, suffix: str | None) -> None:
    for refusal in table().refused:
        if head.startswith(refusal.magic) or (suffix and suffix in refusal.suffixes):
            key = f"read.not_read_{refusal.message}"
            raise NotRead(key, media_type=refusal.media_type)
