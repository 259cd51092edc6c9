"""Drafts for tests of the archive: an article with everything that a test does not care about filled in."""

from __future__ import annotations

from typing import Any

from tracuu.corpus.stories import keys
from tracuu.records import Dated, DateKind, Draft, LanguageGuess, Mark, Role


def lines(text: str) -> tuple[Mark, ...]:
    """Mark the first line as title and the others as body."""
    found: list[Mark] = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append(Mark(start, start + len(line), Role.BODY if found else Role.TITLE))
        start += len(line) + 1
    return tuple(found)


def draft(text: str = "Tin\nMột dòng.", *, slug: str | None = None, story: str | None = None, **given: Any) -> Draft:
    """Give a draft of `text`; `slug` is a portal's, `story` a given name, everything else a field of Draft."""
    url, source = given.get("url"), given.get("source_url")
    day = given.pop("day", None)
    return Draft(
        **{
            "raw": text.encode("utf-8", "surrogatepass"),
            "media_type": "text/plain",
            "charset": None,
            "origin": "articles.jsonl:1",
            "fetched_at": "2026-01-02T03:04:05Z",
            "extractor": "plain/1",
            "given": text,
            "marks": lines(text),
            "language": LanguageGuess(given.pop("lang", "vi"), 0.99, "text .99"),
            "dated": Dated(day, given.pop("date_kind", DateKind.PAGE)) if day else None,
            "keys": keys(url=url, source_url=source, slug=slug, alternates=(), given=story, portal="portal.example"),
            **given,
        }
    )
