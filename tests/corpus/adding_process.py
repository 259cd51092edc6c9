"""A program that adds batches for ever and says, after each, which versions it was told are kept: to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive

BATCH = 7


def text(number: int) -> str:
    """Give the text of the article with this number; lengths vary so that pages fill unevenly."""
    return f"Title {number}\n" + f"word{number} " * (number * 37 % 900)


def main(folder: Path, start: int) -> None:
    """Add batches of articles from number `start` on; print `number id` lines once each batch is acknowledged."""
    with Archive.create(folder) as archive:
        while True:
            numbers = range(start, start + BATCH)
            kept = archive.add([draft(text(number), story=f"story {number % 40}") for number in numbers])
            lines = [f"{number} {one.version}\n" for number, one in zip(numbers, kept, strict=True)]
            sys.stdout.write("".join(lines))
            sys.stdout.flush()
            start += BATCH


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
