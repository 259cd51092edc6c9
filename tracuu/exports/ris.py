"""Citations as RIS, which Zotero, EndNote, Mendeley and others read.

Tags are those of the RIS specification (Reference Manager, 2011) with the meaning that Zotero's translator gives them
for a newspaper article: T2 newspaper, DA date, UR address, Y2 accessed, LA language, DB archive, AN place in it, N1 a
note, KW keywords. An instrument's own text is a GOVDOC. A value is one line: line ends inside it would begin a new tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from tracuu.exports.citation import DOCUMENT, Citation
from tracuu.exports.noted import archive_name, notes

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def write(citations: Iterable[Citation], out: TextIO) -> int:
    """Write one record for each citation; give their count."""
    count = 0
    for count, one in enumerate(citations, 1):  # noqa: B007  the last count is what is asked for
        out.writelines(f"{tag}  - {value}\r\n" for tag, value in record(one))
        out.write("ER  - \r\n\r\n")
    return count


def record(citation: Citation) -> Iterator[tuple[str, str]]:
    """Give the tags of a citation with their values, without the end; what is not known has none."""
    year = citation.date[:4] if citation.date else None
    fields = (
        ("TY", "GOVDOC" if citation.kind == DOCUMENT else "NEWS"),
        ("ID", citation.version),
        ("TI", citation.title),
        ("T2", citation.paper),
        ("PY", year),
        ("DA", _day(citation.date)),
        ("LA", citation.lang),
        ("UR", citation.url or citation.original_url),
        ("Y2", _day(citation.retrieved[:10])),
        ("DB", archive_name(citation)),
        ("AN", citation.version),
        *(("KW", tag) for tag in citation.tags),
        ("N1", "; ".join(notes(citation))),
    )
    for tag, value in fields:
        if plain := _CONTROL.sub(" ", value or "").strip():
            yield tag, plain


def _day(day: str | None) -> str | None:
    """Write a day as RIS does: year, month and day with strokes, and a stroke behind."""
    return f"{day.replace('-', '/')}/" if day else None
