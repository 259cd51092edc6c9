"""Reading everything that is truth in an archive, for a dump: versions with their texts, and what users decided."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from tracuu.corpus.identity import identity
from tracuu.corpus.store import blobs, lexicon_lists, spelling
from tracuu.corpus.store.connection import rows_of

_VERSIONS = """
    SELECT v.number, v.id, v.identity, s.id, v.given_id, v.kind, v.lang, v.lang_confidence, v.lang_evidence,
      v.media_type, v.charset, v.extractor, substr(p.name, instr(p.name, ':') + 1), v.url_as_found,
      substr(o.name, instr(o.name, ':') + 1), v.source_as_found, v.host, v.site, v.publisher, v.province,
      v.province_inferred, v.title, v.day, v.date_kind, v.moment, v.machine_translated, v.origin, v.fetched_at,
      v.added_at, v.extra, v.note, lower(hex(b.sha256)), v.raw, v.text
    FROM versions v JOIN stories s ON s.number = v.story JOIN blobs b ON b.number = v.raw
    LEFT JOIN names p ON p.number = v.page LEFT JOIN names o ON o.number = v.source
    WHERE v.number IN {}"""
_LAYERS = """
    SELECT l.version, l.extractor, l.text, l.marks, b.packed, b.dictionary, b.sha256
    FROM layers l JOIN blobs b ON b.number = l.text WHERE l.version IN {} ORDER BY l.version, l.text"""
_KEYS = """
    SELECT k.version, n.name, max(k.stated_as_source) FROM (
      SELECT version, key, stated_as_source FROM version_keys
      UNION ALL SELECT version, key, stated_as_source FROM disowned_keys
    ) k JOIN names n ON n.number = k.key
    WHERE k.version IN {} GROUP BY k.version, n.number ORDER BY k.version, n.number"""

Line = dict[str, Any]


class Layer:
    """A layer of text as a dump holds it."""

    def __init__(self, connection: sqlite3.Connection, row: Sequence[Any]) -> None:
        """Read a row of `_LAYERS`."""
        self.extractor, self.number, self.marks = row[1], row[2], row[3]
        self.text = blobs.unpacked(connection, row[4], row[5]).decode("utf-8")
        self.sha256: bytes = row[6]


def versions(connection: sqlite3.Connection, numbers: Sequence[int], *, with_raw: bool) -> Iterator[list[Line]]:
    """Give the lines of each version, in rising order: its own, then those of its further layers."""
    layers: dict[int, list[Layer]] = {}
    for row in rows_of(connection, _LAYERS, sorted(numbers)):
        layers.setdefault(row[0], []).append(Layer(connection, row))
    keys: dict[int, list[list[Any]]] = {}
    for version, name, stated in rows_of(connection, _KEYS, sorted(numbers)):
        keys.setdefault(version, []).append([name, int(stated)])
    for row in sorted(rows_of(connection, _VERSIONS, sorted(numbers))):
        number, digest, raw, current = row[0], row[2], row[32], row[33]
        held = _in_order(layers[number], digest, row[12], row[6])
        first = held[0]
        line = (
            _line(row, first)
            | {"keys": keys.get(number, [])}
            | _raw(connection, raw, row[31], first, with_raw=with_raw)
        )
        yield [line, *(_layer(digest, one, is_current=one.number == current) for one in held[1:])]


def _in_order(layers: list[Layer], digest: bytes, url: str | None, lang: str) -> list[Layer]:
    """Put the layer first of which the version's identity was made, the others as they came."""
    first = next((one for one in layers if identity(url, lang, one.sha256) == digest), layers[0])
    return [first, *(one for one in layers if one is not first)]


def _line(row: Sequence[Any], layer: Layer) -> Line:
    return {
        "kind": row[5], "version": row[1], "story": row[3], "identity": row[2].hex(), "id": row[4], "lang": row[6],
        "lang_confidence": row[7], "lang_evidence": row[8], "title": row[21], "address": row[12],
        "url": spelling.found(row[12], row[13]), "source_address": row[14],
        "source_url": spelling.found(row[14], row[15]), "host": row[16], "site": row[17], "publisher": row[18],
        "province": row[19], "province_inferred": bool(row[20]), "day": row[22], "date_kind": row[23],
        "moment": row[24], "machine_translated": None if row[25] is None else bool(row[25]),
        "media_type": row[9], "charset": row[10], "extractor": layer.extractor, "origin": row[26],
        "fetched_at": spelling.moment(row[27]), "added_at": spelling.moment(row[28]),
        "extra": json.loads(row[29]) if row[29] is not None else None, "note": row[30], "sha256": row[31],
        "text": layer.text, "marks": layer.marks,
    }  # fmt: skip


def _raw(connection: sqlite3.Connection, raw: int, sha256: str, layer: Layer, *, with_raw: bool) -> Line:
    """Give the bytes as found, where they are not the text itself; or say that they are left out."""
    if sha256 == layer.sha256.hex():
        return {}
    if not with_raw:
        return {"raw_left_out": True}
    packed = connection.execute("SELECT packed, dictionary FROM blobs WHERE number = ?", (raw,)).fetchone()
    return {"raw": base64.b64encode(blobs.unpacked(connection, *packed)).decode("ascii")}


def _layer(digest: bytes, layer: Layer, *, is_current: bool) -> Line:
    return {
        "kind": "layer", "identity": digest.hex(), "extractor": layer.extractor, "current": is_current,
        "text": layer.text, "marks": layer.marks,
    }  # fmt: skip


def further_ids(connection: sqlite3.Connection) -> list[list[str]]:
    """Give (own id, identity) of ids that came with versions beyond the first."""
    question = """
        SELECT g.given_id, lower(hex(v.identity)) FROM given_ids g JOIN versions v ON v.number = g.version
        WHERE g.given_id IS NOT v.given_id ORDER BY v.number, g.given_id"""
    return [list(row) for row in connection.execute(question)]


def seen_again(connection: sqlite3.Connection) -> list[list[Any]]:
    """Give (identity, times, last moment, SHA-256) of versions that came again in other bytes."""
    question = """
        SELECT lower(hex(v.identity)), s.times, s.last_at, lower(hex(s.raw_sha256))
        FROM seen_again s JOIN versions v ON v.number = s.version ORDER BY v.number"""
    return [list(row) for row in connection.execute(question)]


def marks(connection: sqlite3.Connection) -> list[list[str]]:
    """Give (identity, kind, value, when) of what users marked; nothing in an archive from before marks."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'marks'").fetchone():
        return []
    question = """
        SELECT lower(hex(v.identity)), m.kind, m.value, m.at FROM marks m JOIN versions v ON v.number = m.version
        ORDER BY m.at, v.number, m.kind, m.value"""
    return [list(row) for row in connection.execute(question)]


def former_ids(connection: sqlite3.Connection) -> list[list[str]]:
    """Give (former id of a story, identity of the version that it leads to)."""
    question = """
        SELECT r.old, lower(hex(v.identity)) FROM redirects r JOIN versions v ON v.number = r.version
        ORDER BY v.number"""
    return [list(row) for row in connection.execute(question)]


def stories(connection: sqlite3.Connection) -> list[list[str]]:
    """Give (id of a story, identity of its first version)."""
    question = (
        "SELECT s.id, lower(hex(v.identity)) FROM stories s JOIN versions v ON v.number = s.number ORDER BY s.number"
    )
    return [list(row) for row in connection.execute(question)]


def saved_searches(connection: sqlite3.Connection) -> Iterator[Line]:
    """Give the saved searches with the identities of the versions that each was told of."""
    question = """
        SELECT lower(hex(v.identity)) FROM saved_seen s JOIN versions v ON v.number = s.version
        WHERE s.saved = ? ORDER BY v.number"""
    rows = connection.execute("SELECT number, name, query, options, run_at FROM saved ORDER BY number").fetchall()
    for number, name, query, options, run_at in rows:
        seen = [identity_ for (identity_,) in connection.execute(question, (number,))]
        yield {
            "kind": "saved_search", "name": name, "query": query, "options": json.loads(options), "run_at": run_at,
            "seen": seen,
        }  # fmt: skip


def word_list(connection: sqlite3.Connection, about: lexicon_lists.WordList, size: int) -> list[Line]:
    """Give a word list in lines of up to `size` entries; each line has all that is known of the list."""
    known = {name: value for name, value in about._asdict().items() if name != "entries"}
    entries = [list(entry) for entry in lexicon_lists.entries(connection, about.name)]
    starts = range(0, max(1, len(entries)), size)
    return [{"kind": "word_list", **known, "entries": entries[start : start + size]} for start in starts]
