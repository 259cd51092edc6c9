"""Pages for the tests of cleaning, written with the role that each line must get: `role | text`."""

from __future__ import annotations

from tracuu.corpus.clean import clean
from tracuu.records import Cleaned, Extract


def page(written: str) -> tuple[str, list[tuple[str, str]]]:
    """Take a written page apart: its text, and (role, line) for each line that is not blank."""
    text, expected = [], []
    for row in written.strip("\n").splitlines():
        role, bar, line = row.partition(" | ")
        text.append(line if bar else "")
        if bar:
            expected.append((role.strip(), line))
    return "\n".join(text), expected


def read(given: str) -> Cleaned:
    return clean(Extract(given=given, extractor="plain/1"))


def roles(cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(mark.role.value, cleaned.given[mark.start : mark.end]) for mark in cleaned.marks]
