"""The rows of a dump, and articles made of them again: the same text, marks, keys and facts, nothing read anew.

A dump is JSON Lines. Its first line says that it is one; a line of an article has the `kind` that articles have, any
other line says by its `kind` what it states. docs/formats.md, "A dump", explains every field. Pure: no SQL here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracuu.corpus.identity import identity
from tracuu.corpus.store import marks as writing
from tracuu.errors import InputError
from tracuu.records import Dated, DateKind, Draft, LanguageGuess, Mark
from tracuu.tuples import Record

SCHEMA = 1
NAME = "dump"
"""What the first line says beside `tracuu`: {"tracuu": "dump", "schema": 1, …}."""

ARTICLES = ("press", "document")
FACTS = (
    "layer", "ids", "seen_again", "story_decision", "former", "stories", "entity_redirects", "decision", "marks",
    "word_list", "saved_search",
)  # fmt: skip
"""What lines state besides articles, in the order in which they stand and are restored."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TEXTS = ("lang", "lang_evidence", "media_type", "extractor", "origin", "fetched_at", "text", "identity", "kind")
_OPTIONAL = (
    "address", "url", "source_address", "source_url", "host", "site", "publisher", "province", "title", "charset",
    "note", "id", "added_at", "raw", "sha256", "day", "moment",
)  # fmt: skip


class Fact(Record):
    """A line of a dump that is no article: what it states, its row, and where it was read."""

    kind: str
    row: Mapping[str, Any]
    origin: str


def is_head(row: object) -> bool:
    """Tell whether a first line says that a dump follows."""
    return isinstance(row, dict) and row.get("tracuu") == NAME


def check_head(row: Mapping[str, Any]) -> None:
    """Refuse a dump that a later tracuu wrote. Raises InputError."""
    schema = row.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA:
        raise InputError("dump.newer", schema=schema, known=SCHEMA)


def articles(row: Mapping[str, Any]) -> Iterator[Draft]:
    """Make an article of its line; once more for every further source that it stated. Raises InputError."""
    _check(row)
    keys = _keys(row.get("keys"))
    own = Draft(**_facts(row), keys=tuple(name for name, _ in keys))
    if identity(own.url, own.language.lang, _sha256(own.given.encode())).hex() != row["identity"]:
        raise InputError("dump.identity")
    yield own
    main = f"page:{own.source_url}"
    for name, stated in keys:
        if stated and name != main:
            yield own._replace(source_url=name.partition(":")[2], source_as_found=None)


def _check(row: Mapping[str, Any]) -> None:
    for name in _TEXTS:
        if not isinstance(row.get(name), str):
            raise InputError("dump.field", field=name)
    for name in _OPTIONAL:
        if not isinstance(row.get(name), str | None):
            raise InputError("dump.field", field=name)
    if row.get("day") is not None and not _DAY.fullmatch(row["day"]):
        raise InputError("dump.field", field="day")
    if not isinstance(row.get("extra"), dict | None):
        raise InputError("dump.field", field="extra")


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    text = row["text"]
    raw, media_type, charset = _raw(row, text)
    return {
        "raw": raw,
        "media_type": media_type,
        "charset": charset,
        "origin": row["origin"],
        "fetched_at": row["fetched_at"],
        "added_at": row.get("added_at"),
        "extractor": row["extractor"],
        "given": text,
        "marks": marks(row.get("marks"), text),
        "language": LanguageGuess(row["lang"], _share(row.get("lang_confidence")), row["lang_evidence"]),
        "url": row.get("address"),
        "url_as_found": _unlike(row.get("url"), row.get("address")),
        "source_url": row.get("source_address"),
        "source_as_found": _unlike(row.get("source_url"), row.get("source_address")),
        **{name: row.get(name) for name in ("host", "site", "publisher", "province", "title", "note")},
        "province_inferred": bool(row.get("province_inferred")),
        "dated": _dated(row),
        "machine_translated": _truth(row.get("machine_translated")),
        "kind": row["kind"],
        "given_id": row.get("id"),
        "extra": row.get("extra") or {},
    }


def _unlike(found: str | None, normal: str | None) -> str | None:
    return None if found == normal else found


def _raw(row: Mapping[str, Any], text: str) -> tuple[bytes, str, str | None]:
    """Give the bytes as found, their type and encoding; the text itself where they were left out or are the same."""
    if row.get("raw") is None:
        if row.get("raw_left_out"):
            return text.encode(), "text/plain", "utf-8"
        return text.encode(), row["media_type"], row.get("charset")
    try:
        raw = base64.b64decode(row["raw"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError("dump.field", field="raw") from error
    if hashlib.sha256(raw).hexdigest() != row.get("sha256"):
        raise InputError("dump.field", field="raw")
    return raw, row["media_type"], row.get("charset")


def marks(written: object, text: str) -> tuple[Mark, ...]:
    """Read the roles of a text's lines. Raises InputError when they reach beyond it."""
    if not isinstance(written, str):
        raise InputError("dump.field", field="marks")
    found = writing.read(written)
    ends = [0, *(place for mark in found for place in mark[:2])]
    if ends != sorted(ends) or ends[-1] > len(text):
        raise InputError("dump.field", field="marks")
    return found


def _keys(keys: object) -> list[tuple[str, bool]]:
    listed = keys if isinstance(keys, list) else []
    if keys is None or len(listed) != sum(_is_key(one) for one in listed):
        raise InputError("dump.field", field="keys")
    return [(str(name), bool(stated)) for name, stated in listed]


def _is_key(one: object) -> bool:
    names = ("page:", "given:", "slug:")
    return isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and one[0].startswith(names)  # noqa: PLR2004  name, stated


def _dated(row: Mapping[str, Any]) -> Dated | None:
    if row.get("day") is None:
        return None
    try:
        return Dated(row["day"], DateKind(str(row.get("date_kind"))), row.get("moment"))
    except ValueError as error:
        raise InputError("dump.field", field="date_kind") from error


def _share(value: object) -> float:
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    raise InputError("dump.field", field="lang_confidence")


def _truth(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise InputError("dump.field", field="machine_translated")


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def in_parts(rows: Sequence[Any], size: int) -> Iterator[list[Any]]:
    """Cut a list into parts, so that no line of a dump grows with the archive."""
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])
