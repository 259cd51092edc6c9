"""The texts of versions as linking reads them: lines and sentences of the article, its headline first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from tracuu.align.sentences import split
from tracuu.corpus.archive import Archive
from tracuu.records import CONTENT, Layer

LONGEST = 8_000
"""Letters of a version that are read; of a longer one the beginning."""

_DENSE = {"zh": 3, "yue": 3, "ja": 2, "ko": 2}
"""How many letters of an alphabet a letter of these languages says as much as, so that both sides are read as far."""


class Text(NamedTuple):
    """What of a version is read: its number, its language (BCP 47), and its lines, the headline first."""

    number: int
    lang: str
    lines: tuple[str, ...]

    def sentences(self) -> list[str]:
        """Cut the lines into sentences."""
        return [line[start:end] for line in self.lines for start, end in split(line)]

    def digest(self) -> bytes:
        """Give 8 bytes by which its lines are told from others, the same in every process."""
        return blake2b("\n".join(self.lines).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def texts(archive: Archive, versions: Sequence[int]) -> Iterator[Text]:
    """Give what is read of versions, in order."""
    layers = archive.layers(versions)
    for version in archive.versions(versions):
        lines = _lines(layers[version.number], version.title, _longest(version.lang))
        yield Text(version.number, version.lang, tuple(lines))


def _longest(lang: str) -> int:
    return LONGEST // _DENSE.get(lang.partition("-")[0], 1)


def _lines(layer: Layer, title: str | None, longest: int) -> list[str]:
    given = layer.given[:longest]
    lines = [line for mark in layer.marks if mark.role in CONTENT if (line := given[mark.start : mark.end].strip())]
    if title and title.strip() and title.strip() not in lines[:2]:
        lines.insert(0, title.strip())
    return lines
