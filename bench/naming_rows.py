"""The synthetic archive with names in it: texts of bench.synthetic with the sentences of stories that name things.

Texts are of some 4,000 characters (Chinese ones 1,200), the sentences of bench.naming_stories included; each version
has one to twelve mentions, which is more than news has on the whole.

`python -m bench.naming_rows 10000 rows.jsonl` writes a file that `tracuu add` reads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from random import Random

from bench import synthetic
from bench.naming_stories import PROVINCES, models, named, version

ROOM = 1_000  # characters that the naming sentences take, about
LAST_DAY = date(2025, 6, 20)
FIRST_DAY = date(2017, 3, 1)


def rows(
    versions: int, seed: int = 1, characters: int = 4_000, size: int | None = None, one_in: int = 1
) -> Iterator[dict[str, str]]:
    """Give JSONL rows: the first so many of an endless archive. Of `one_in` stories one names anything.

    With a `size` texts are of so many bytes of UTF-8 instead: what names nothing is cut to fit, no name goes.
    """
    plain = synthetic.rows(versions, seed, size or characters - ROOM)
    for number, story in groupby(plain, key=lambda row: row["id"].partition("-")[0]):
        if int(number) % one_in:
            yield from (row | {"text": _cut(row["text"], size, []) if size else row["text"]} for row in story)
        else:
            yield from _story(number, list(story), seed, size)


def _story(number: str, story: list[dict[str, str]], seed: int, size: int | None) -> Iterator[dict[str, str]]:
    rng = Random(f"names {seed} {number}")
    province = rng.choice(PROVINCES)
    day = story[0].get("published")
    today = max(FIRST_DAY, date.fromisoformat(day)) if day else LAST_DAY
    documents, some = named(rng, province, today, alone=len(story) == 1), models(rng, province)
    for row in story:
        lang = row["id"].partition("-")[2]
        writer = version(lang, documents, some, rng, translated=lang != "vi")
        lines = writer.text.strip().split("\n")
        paragraphs = (_cut(row["text"], size, lines) if size else row["text"]).split("\n")
        middle = len(paragraphs) // 2
        yield row | {"text": "\n".join([lines[0], *paragraphs[:middle], *lines[1:], *paragraphs[middle:]])}


def _cut(text: str, size: int, lines: list[str]) -> str:
    """Give as much of a text as fits into so many bytes beside some lines."""
    room = max(0, size - sum(len(line.encode()) + 1 for line in lines))
    return text.encode()[:room].decode(errors="ignore")


def write(path: Path, versions: int, seed: int = 1, size: int | None = None, one_in: int = 1) -> None:
    """Write rows as JSONL."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows(versions, seed, size=size, one_in=one_in):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
