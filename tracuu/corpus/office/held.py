"""Is an office file in the archive already? To compare its bytes is quick, to read it again may take minutes."""

from __future__ import annotations

import hashlib

from tracuu.corpus.archive import Archive
from tracuu.corpus.office.kinds import TEXTS, readers_of
from tracuu.records import Capture, Draft, LanguageGuess, Version


def held(archive: Archive, capture: Capture) -> Version | None:
    """Give the version that the same bytes became, read by the reader of today and stated to be the same."""
    if capture.media_type not in TEXTS:
        return None
    stated = capture.hints
    for version in archive.of_bytes(hashlib.sha256(capture.raw).digest()):
        same = stated.url in {None, version.url} and stated.lang in {None, version.lang} and not stated.story
        if same and _is_current(version, capture):
            return version
    return None


def _is_current(version: Version, capture: Capture) -> bool:
    """Tell whether reading it again would give no more: pages that were left out may be read off pictures now."""
    name, _, number = version.extractor.rpartition("/")
    more = capture.ocr and version.note is not None and "tesseract" not in name
    return (name.partition("-")[0], number) in readers_of(capture.media_type) and not more


def as_draft(version: Version, capture: Capture) -> Draft:
    """Give a version as what it came of, for whoever is told what became of an article; without its text."""
    return Draft(
        raw=b"",
        media_type=capture.media_type,
        charset=version.charset,
        origin=capture.origin,
        fetched_at=version.fetched_at,
        extractor=version.extractor,
        given="",
        marks=(),
        language=LanguageGuess(version.lang, version.lang_confidence, version.lang_evidence),
        keys=(),
        url=version.url,
        title=version.title,
        given_id=version.given_id,
    )
