"""Citations as CSL-JSON, which Zotero, pandoc and citation processors read.

Names of fields are those of the CSL 1.0.2 schema; Zotero takes `archive` and `archive_location` for those of its own,
and `note` for Extra. The file is one list and nothing else, for readers take nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from tracuu.exports.citation import DOCUMENT, Citation
from tracuu.exports.noted import archive_name, notes


def write(citations: Iterable[Citation], out: TextIO) -> int:
    """Write a list of items; give their count."""
    count = 0
    out.write("[")
    for count, one in enumerate(citations, 1):
        out.write((",\n" if count > 1 else "\n") + json.dumps(item(one), ensure_ascii=False))
    out.write("\n]\n")
    return count


def item(citation: Citation) -> dict[str, Any]:
    """Give a citation as CSL's types; what is not known is left out."""
    made: dict[str, Any] = {
        "id": citation.version,
        "type": "document" if citation.kind == DOCUMENT else "article-newspaper",
        "title": citation.title,
        "container-title": citation.paper,
        "issued": _day(citation.date),
        "language": citation.lang,
        "URL": citation.url or citation.original_url,
        "accessed": _day(citation.retrieved[:10]),
        "original-title": citation.original_title,
        "archive": archive_name(citation),
        "archive_location": citation.version,
        "note": "\n".join(notes(citation)),
        "keyword": ", ".join(citation.tags),
    }
    return {name: value for name, value in made.items() if value}


def _day(day: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
