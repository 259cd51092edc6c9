"""Articles as JSON: one object a line (JSON Lines), a list of objects, or one object. See docs/formats.md.

Lines are read one at a time, so a file may be of any size. A broken row is rejected with its number (its line, or its
place in the list); the rest go in.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from tracuu.corpus import legacy
from tracuu.corpus.readers import dump, hints, streams
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError, UsageError
from tracuu.records import Capture, Hints, Rejected

LONGEST_LINE = 64_000_000  # bytes; also the largest list or object that is read at once
ROW_TYPE = "application/jsonl"

_STRIPPED = ("url", "lang", "published", "kind")
_WORDS = (*_STRIPPED, "title", "source")
_NAMES = ("id", "story")  # of the user's own making: a whole number will do
_TEXTS = ("text", "html")
_KNOWN = frozenset((*_WORDS, *_NAMES, *_TEXTS))
_KINDS = ("press", "document")
_TYPES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
_HALF = re.compile("[\ud800-\udfff]")  # half of a surrogate pair, which no encoding can hold
_MARK = b"\xef\xbb\xbf"


def lines(source: Source) -> Iterator[Capture | Rejected]:
    """Read JSON Lines; a file that is called so and holds one list is read as a list."""
    if dump.begins(source.head):
        yield from dump.read(source)
        return
    start = _start(source.head)
    if start.startswith(b"[") and not isinstance(_parsed(start), dict | str):
        yield from document(source)
    else:
        yield from _lines(source, streams.as_utf8(source.head, source.stream))


def document(source: Source) -> Iterator[Capture | Rejected]:
    """Read a list of objects or one object; a file that is called so and holds JSON Lines is read as those."""
    if dump.begins(source.head):
        yield from dump.read(source)
        return
    if isinstance(_parsed(_start(source.head)), dict):
        yield from _lines(source, streams.as_utf8(source.head, source.stream))
        return
    raw = streams.as_utf8(source.head, source.stream).read(LONGEST_LINE + 1)
    if len(raw) > LONGEST_LINE:
        raise InputError("read.json_too_large", limit=LONGEST_LINE // 1_000_000)
    try:
        found = _value(raw.removeprefix(_MARK))
    except InputError:
        if not any(isinstance(_parsed(line), dict) for line in raw.splitlines()):
            raise
        yield from _lines(source, io.BufferedReader(io.BytesIO(raw)))
        return
    if not isinstance(found, list):
        yield _capture(found, source.origin, source)
        return
    for number, row in enumerate(found, 1):
        yield taken(row, f"{source.origin}:{number}", source)


def _start(head: bytes) -> bytes:
    return head.replace(b"\0", b"").lstrip(_MARK + b"\xff\xfe \t\r\n").split(b"\n", 1)[0].strip()


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None


# --- rows


def _lines(source: Source, stream: BufferedReader) -> Iterator[Capture | Rejected]:
    for number, line in _numbered(stream):
        origin = f"{source.origin}:{number}"
        if line is None:
            reason = str(InputError("read.row_too_long", limit=LONGEST_LINE // 1_000_000))
            yield Rejected(origin, ROW_TYPE, reason)
        elif line.strip():
            yield taken(line, origin, source)


def _numbered(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Give each line with its number; None for one that is too long, of which only a part is ever held."""
    number = 1
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield number, line.removeprefix(_MARK) if number == 1 else line
        else:
            while not line.endswith(b"\n") and (line := stream.readline(streams.HEAD)):
                pass
            yield number, None
        number += 1


def taken(row: Any, origin: str, source: Source) -> Capture | Rejected:
    """Turn one row, parsed or still bytes, into an article or the reason why not."""
    try:
        return _capture(_value(row) if isinstance(row, bytes) else row, origin, source)
    except InputError as error:
        return Rejected(origin, ROW_TYPE, str(error))


def _value(raw: bytes) -> Any:
    """Parse JSON as leniently as it can be done without guessing: raw control characters and NaN are let pass."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("read.row_not_utf8", place=error.start + 1) from error
    try:
        value = json.loads(text, strict=False, parse_constant=str)
        if "\\ud" in text or "\\uD" in text:  # halves of pairs must go before anything is encoded
            value = json.loads(_HALF.sub("\N{REPLACEMENT CHARACTER}", json.dumps(value, ensure_ascii=False)))
    except json.JSONDecodeError as error:
        raise InputError("read.row_no_json", detail=error.msg, line=error.lineno, column=error.colno) from error
    except ValueError as error:
        raise InputError("read.row_bad_value", detail=str(error)) from error
    except RecursionError as error:
        raise InputError("read.row_too_deep") from error
    return value


# --- one row


def _capture(row: Any, origin: str, source: Source) -> Capture:
    if not isinstance(row, dict):
        raise InputError("read.row_no_object")
    texts = {name: _string(row, name) or "" for name in _TEXTS}
    media_type = "text/plain" if texts["text"].strip() else "text/html"
    text = texts["text"] if media_type == "text/plain" else texts["html"]
    if not text.strip():
        raise InputError("read.row_without_text")
    raw = text.encode("utf-8")
    if len(raw) > streams.LARGEST_ARTICLE:
        raise InputError("read.too_large", limit=streams.LARGEST_ARTICLE // 1_000_000)
    stated = _hints(row)
    if media_type == "text/plain" and texts["html"]:
        stated = stated._replace(extra={**stated.extra, "html": texts["html"]})
    return Capture(
        raw=raw,
        media_type=media_type,
        charset="utf-8",
        origin=origin,
        fetched_at=source.now,
        hints=hints.over(source.hints, stated),
    )


def _hints(row: dict[str, Any]) -> Hints:
    stated: dict[str, Any] = {name: _string(row, name) for name in _WORDS} | {name: _name(row, name) for name in _NAMES}
    if stated["kind"] is not None and stated["kind"] not in _KINDS:
        raise InputError("read.row_wrong_kind", found=stated["kind"])
    if stated["lang"] is not None:
        stated["lang"] = _language(stated["lang"])
    if stated["title"] is not None and (repaired := legacy.repair(stated["title"], "text/plain")):
        stated["title"] = repaired.text  # the text itself is repaired when it is decoded
    return Hints(**stated, extra={name: value for name, value in row.items() if name not in _KNOWN})


def _string(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError("read.row_wrong_type", field=name, found=_TYPES[type(value)])
    if name not in _TEXTS:
        value = value.replace("\0", "")
    return (value.strip() if name in _STRIPPED else value) or None


def _name(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _string(row, name)


def _language(tag: str) -> str:
    from tracuu.text import codes

    try:
        return codes.canonical(tag)
    except UsageError as error:
        raise InputError("read.row_bad_language", tag=tag) from error
