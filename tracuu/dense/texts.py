"""Which texts of an article get a vector: its title, and each sentence of the rest; short ones share one.

Queries of the kinds that users type are made here too, out of the same texts: what they have in common is what a query
has in common with any other, and says nothing of what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from tracuu.align.sentences import split
from tracuu.records import CONTENT, Layer, Role, Version
from tracuu.text.tokens import chunks

SHORT = 200
"""Bytes of UTF-8 up to which sentences share a vector. A Chinese letter, of three bytes, says more than a Latin one."""

LONGEST = 2000
"""Letters of a sentence that are read: beyond, it is a list or a table."""

WORDS = 4
"""Words of a short query that is made of an article."""

_LETTERS = 2  # letters of a word that says little


def texts(version: Version, layer: Layer) -> list[str]:
    """Give the texts of a version that get a vector: the title first where there is one, then the rest in order."""
    title, told = (version.title or "").strip(), list(_sentences(version, layer))
    return [*([title[:LONGEST]] if title else []), *_joined(told)]


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


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    waiting = ""
    for sentence in sentences:
        both = f"{waiting} {sentence}".strip()
        if waiting and len(both.encode()) > SHORT:
            yield waiting
            waiting = sentence
        else:
            waiting = both
    if waiting:
        yield waiting


def queries(parts: Sequence[str], number: int) -> tuple[str, str]:
    """Make a short and a long query of an article's texts: a few of its words, and one of its sentences."""
    drawn = Random(number)  # noqa: S311  the same queries each time, no secret
    words = sorted({word for part in parts for word in chunks(part) if len(word) > _LETTERS})
    return " ".join(drawn.sample(words, min(WORDS, len(words)))), drawn.choice(parts)
