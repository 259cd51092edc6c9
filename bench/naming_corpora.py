"""Annotated articles in archives that hold them: the packaged sample, and files of annotated texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.naming_archive import added
from bench.naming_score import Place

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.records import Layer


class Article(NamedTuple):
    """One annotated article in an archive: its version, true places and what looks like one and is none."""

    label: str
    version: int
    lang: str
    true: Sequence[Place]
    nots: Sequence[tuple[int, int]] = ()
    text: str = ""


class Corpus(NamedTuple):
    """Annotated articles in an archive that holds them."""

    archive: Archive
    articles: Sequence[Article]


# The sample


def sample(folder: Path) -> Corpus:
    """Add the packaged sample to a new archive, and tell where its true mentions stand."""
    from tracuu.sample import ARTICLES, TRUTH

    archive = added(folder, [ARTICLES])
    truth = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
    by_place = {(row["url"] or row["file"], row["lang"]): row for row in truth}
    by_file = {(row["file"], row.get("row")): row for row in truth}
    articles = []
    for version in archive.versions(list(archive.numbers())):
        file, _, line = Path(version.origin).name.partition(":")
        row = by_file.get((file, int(line) if line else None)) or by_place[version.url or "", version.lang]
        articles.append(_sampled(row, version.number, archive.layer(version.number)))
    return Corpus(archive, articles)


def _sampled(row: Mapping[str, Any], version: int, layer: Layer) -> Article:
    lines = {part: _lines(row, part) for part in ("title", "text", "caption")}
    true = [
        Place(*span, place["entity"], place["kind"], place["number"], bool(place.get("optional")))
        for place in row["mentions"]
        for span in _spans(lines, place, layer)
    ]
    true += [Place(*span, "", "model", None, free=True) for span in _repeated(layer)]
    nots = [span for place in row["not_mentions"] for span in _spans(lines, place, layer)]
    return Article(f"{row['file']}:{row.get('row', '')}".rstrip(":"), version, row["lang"], true, nots, layer.given)


def _repeated(layer: Layer) -> Iterator[tuple[int, int]]:
    """Give the lines that a page prints a second time, where nothing is annotated."""
    seen: set[str] = set()
    for mark in layer.marks:
        line = layer.given[mark.start : mark.end].strip()
        if line in seen:
            yield mark.start, mark.end
        seen.add(line)


def _lines(row: Mapping[str, Any], part: str) -> list[str]:
    if part == "title":
        return [row["title"]]
    texts = [text for role, text in row["content"] if (role == "caption") == (part == "caption")]
    return [line for text in texts for line in text.splitlines()]


def _spans(lines: Mapping[str, list[str]], place: Mapping[str, Any], layer: Layer) -> Iterator[tuple[int, int]]:
    """Give the span in given text of the n-th place of a surface in a part, which is its lines joined.

    The title of a row stands apart from its text, and has no place there.
    """
    left = place["occurrence"]
    for line in lines[place["part"]]:
        for found in re.finditer(f"(?={re.escape(place['surface'])})", line):
            left -= 1
            start = None if left else _start_of(line, layer, title=place["part"] == "title")
            if start is not None:
                yield start + found.start(), start + found.start() + len(place["surface"])


def _start_of(line: str, layer: Layer, *, title: bool) -> int | None:
    """Find a line of content in given text."""
    from tracuu.records import CONTENT, Role

    held = [mark for mark in layer.marks if layer.given[mark.start : mark.end].strip() == line.strip()]
    held = [mark for mark in held if mark.role in CONTENT]
    fitting = [mark for mark in held if (mark.role is Role.TITLE) == title] or held
    return layer.given.index(line, fitting[0].start) if fitting else None


# Annotated texts


def annotated(path: Path, folder: Path) -> Corpus:
    """Add annotated texts to a new archive."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    source = folder.with_suffix(".jsonl")
    with source.open("w", encoding="utf-8") as out:
        for row in rows:
            told = {key: row[key] for key in ("id", "url", "lang", "text")} | {"story": row["group"]}
            out.write(json.dumps(told, ensure_ascii=False) + "\n")
    archive = added(folder, [source])
    by_id = {version.given_id: version for version in archive.versions(list(archive.numbers()))}
    articles = []
    for row in rows:
        version = by_id[row["id"]]
        given = archive.layer(version.number).given
        if given != row["text"]:
            raise ValueError(path.name, row["id"], "the archive's text is not the annotated one")
        true = [_place(one) for one in row["mentions"]]
        articles.append(Article(row["id"], version.number, row["lang"], true, (), given))
    return Corpus(archive, articles)


def _place(row: Mapping[str, Any]) -> Place:
    free = bool(row.get("optional"))
    return Place(row["start"], row["end"], row["canonical_id"], row["kind"], row.get("number"), free)
