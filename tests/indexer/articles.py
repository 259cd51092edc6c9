"""Articles for the tests of the index, and a process that adds them and is meant to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from tracuu.corpus.archive import Archive
from tracuu.indexer import build
from tracuu.records import Dated, DateKind, Draft, LanguageGuess, Mark, Role


def article(
    number: int, *, story: int | None = None, lang: str = "en", body: str = "", day: str | None = None
) -> Draft:
    """Make a draft whose every word can be told from those of the others: `word7` is article 7's alone."""
    lines = [f"Article {number}", f"The district built a bridge word{number}.", body or "Everybody helped."]
    given = "\n".join(lines)
    starts = [given.index(line) for line in lines]
    roles = (Role.TITLE, Role.BODY, Role.BODY)
    return Draft(
        raw=given.encode(),
        media_type="text/plain",
        charset="utf-8",
        origin=f"{number}.txt",
        fetched_at="2025-06-01T08:00:00Z",
        extractor="plain/1",
        given=given,
        marks=tuple(Mark(at, at + len(line), role) for at, line, role in zip(starts, lines, roles, strict=True)),
        language=LanguageGuess(lang, 1.0, "stated"),
        keys=(f"given:{number if story is None else story}",),
        url=f"https://example.org/{lang}/{number}.html",
        host="example.org",
        title=lines[0],
        dated=Dated(day, DateKind.PAGE) if day else None,
    )


def main(folder: Path, first: int) -> None:
    """Add articles for ever, two to a story, and index them in between; say each step once it is done."""
    with Archive.open(folder, write=True) as archive:
        number = first
        while True:
            batch = range(number, number + 6)
            archive.add([article(one, story=one // 2) for one in batch])
            print(f"added {batch.stop}", flush=True)  # noqa: T201  it speaks to the test
            build.update(archive)
            number = batch.stop


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
