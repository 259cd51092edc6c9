"""Drafts made ready for the archive: texts that UTF-8 can write, digests, identity. No SQL here."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from tracuu.corpus.identity import identity
from tracuu.corpus.store import dictionaries, marks, spelling
from tracuu.corpus.store.blobs import Content
from tracuu.corpus.store.utf8 import storable as storable  # noqa: PLC0414  others have it from here
from tracuu.corpus.stories import date_rank, page_key
from tracuu.records import Draft


@dataclass(frozen=True, slots=True)
class Parcel:
    """A draft made ready: its given text in UTF-8, the digests, its identity, its keys with its own address first."""

    draft: Draft
    text: bytes
    text_sha256: bytes
    raw_sha256: bytes
    identity: bytes
    keys: tuple[str, ...]
    source: str | None

    @property
    def text_content(self) -> Content:
        """Give the text as it is to be kept."""
        return Content(self.text, dictionaries.TEXT + storable(self.draft.language.lang))

    @property
    def raw_content(self) -> Content:
        """Give the raw bytes as they are to be kept. Pages of one site resemble each other, other bytes do not."""
        place = self.draft.site or self.draft.host
        if not place or self.draft.media_type != "text/html":
            return Content(self.draft.raw, None)
        return Content(self.draft.raw, dictionaries.PAGE + storable(place))

    @property
    def page(self) -> str | None:
        """Give the key of its own address."""
        return self.keys[0] if self.draft.url else None


def parcel(draft: Draft) -> Parcel:
    """Make a draft ready."""
    text = storable(draft.given).encode("utf-8")
    text_sha256 = hashlib.sha256(text).digest()
    own = (page_key(draft.url),) if draft.url else ()
    return Parcel(
        draft=draft,
        text=text,
        text_sha256=text_sha256,
        raw_sha256=text_sha256 if draft.raw == text else hashlib.sha256(draft.raw).digest(),
        identity=identity(draft.url, draft.language.lang, text_sha256),
        keys=tuple(dict.fromkeys(storable(key) for key in (*own, *draft.keys))),
        source=storable(page_key(draft.source_url)) if draft.source_url else None,
    )


def columns(draft: Draft) -> dict[str, object]:
    """Give the columns of a version's row that are the draft's own, whatever else the archive holds."""
    dated = draft.dated
    extra = json.dumps(draft.extra, ensure_ascii=False, separators=(",", ":")) if draft.extra else None
    row: dict[str, object] = {
        "lang": draft.language.lang,
        "lang_confidence": float(draft.language.confidence),
        "lang_evidence": draft.language.evidence,
        "media_type": draft.media_type,
        "charset": draft.charset,
        "note": draft.note,
        "extractor": draft.extractor,
        "url_as_found": _difference(draft.url, draft.url_as_found),
        "source_as_found": _difference(draft.source_url, draft.source_as_found),
        "host": draft.host,
        "site": draft.site,
        "publisher": draft.publisher,
        "province": draft.province,
        "province_inferred": int(draft.province_inferred),
        "title": draft.title,
        "day": dated.day if dated else None,
        "date_kind": dated.kind.value if dated else None,
        "moment": dated.moment if dated else None,
        "date_rank": date_rank(draft.language.lang, dated),
        "machine_translated": None if draft.machine_translated is None else int(draft.machine_translated),
        "kind": draft.kind,
        "given_id": draft.given_id,
        "origin": draft.origin,
        "fetched_at": spelling.seconds(draft.fetched_at),
        "extra": extra,
    }
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _difference(normal: str | None, found: str | None) -> str | None:
    return None if normal is None or found is None else spelling.difference(storable(normal), storable(found))


def layer(draft: Draft) -> tuple[str, str]:
    """Give extractor and marks as a layer's row holds them."""
    return storable(draft.extractor), marks.written(draft.marks)
