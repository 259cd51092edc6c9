"""Which texts of an article get a vector: its title, and each few sentences of what follows."""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.align.sentences import split
from tracuu.records import CONTENT, Layer, Role, Version

SENTENCES = 3
"""Sentences of one paragraph or several that share a vector."""

LETTERS = 600
"""Letters after which a vector's text ends, after a sentence; a longer sentence has a vector of its own."""

LONGEST = 2000
"""Letters of a sentence that are read: beyond, it is a list or a table."""


def texts(version: Version, layer: Layer) -> list[str]:
    """Give the texts of a version that get a vector: the title first where there is one, then the rest in order."""
    title, told = (version.title or "").strip(), list(_sentences(version, layer))
    return [*([title[:LONGEST]] if title else []), *_windows(told)]


def made_of(version: Version) -> str:
    """Tell the texts of a version from those that it had before another extraction or title."""
    from zlib import crc32

    return f"{version.extractor} {crc32((version.title or '').encode()):08x}"


def _sentences(version: Version, layer: Layer) -> Iterator[str]:
    title = (version.title or "").strip()
    for mark in layer.marks:
        line = layer.given[mark.start : mark.end].strip()
        if mark.role in CONTENT and mark.role is not Role.TITLE and line != title:
            for start, end in split(line):
                yield line[start:end][:LONGEST]


def _windows(sentences: list[str]) -> Iterator[str]:
    window: list[str] = []
    for sentence in sentences:
        if len(window) == SENTENCES or (window and len(" ".join([*window, sentence])) > LETTERS):
            yield " ".join(window)
            window = []
        window.append(sentence)
    if window:
        yield " ".join(window)
