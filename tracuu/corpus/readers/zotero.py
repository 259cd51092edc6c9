"""What Zotero states of the files that it keeps: `storage/KEY/file`, with `zotero.sqlite` beside `storage`.

The database is opened read-only and as it stands: Zotero may be running and hold it. Where it cannot be read, files
are read without it, for it adds to them and is not needed.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from tracuu.corpus import dates
from tracuu.records import Hints

DATABASE = "zotero.sqlite"
STORAGE = "storage"
_KEY = re.compile(r"[A-Z0-9]{8}")
_FIELDS = ("url", "title", "date", "publicationTitle", "websiteTitle", "blogTitle", "publisher")
_PAPERS = ("publicationTitle", "websiteTitle", "blogTitle", "publisher")
_QUESTION = """
    SELECT f.fieldName, v.value FROM items i
    JOIN itemAttachments a ON a.itemID = i.itemID
    JOIN itemData d ON d.itemID = {item}
    JOIN fields f ON f.fieldID = d.fieldID
    JOIN itemDataValues v ON v.valueID = d.valueID
    WHERE i.key = ?"""
_NONE = Hints()


def stated(file: Path) -> Hints:
    """Give what Zotero states of a file: address, title, day, newspaper; nothing of any other file."""
    folder = file.parent
    if folder.parent.name != STORAGE or not _KEY.fullmatch(folder.name):
        return _NONE
    database = folder.parent.parent / DATABASE
    return _of_item(database, folder.name) if database.is_file() else _NONE


@lru_cache(maxsize=16)  # an item's files follow each other
def _of_item(database: Path, key: str) -> Hints:
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            # What the attachment states of itself outranks its parent: a snapshot's address is the page's own.
            parent = dict(connection.execute(_QUESTION.format(item="a.parentItemID"), (key,)).fetchall())
            own = dict(connection.execute(_QUESTION.format(item="i.itemID"), (key,)).fetchall())
    except sqlite3.Error:
        return _NONE
    return _hints(own, {name: str(value).strip() for name, value in parent.items() if name in _FIELDS})


def _hints(own: dict[str, object], parent: dict[str, str]) -> Hints:
    url = str(own.get("url") or "").strip() or parent.get("url", "")
    return Hints(
        url=url if url.lower().startswith(("http://", "https://")) else None,
        title=parent.get("title") or None,
        published=_day(parent.get("date", "")),
        source=next((parent[name] for name in _PAPERS if parent.get(name)), None),
    )


def _day(written: str) -> str | None:
    """Read a day as Zotero keeps it: "2024-03-15 15/3/2024", zeros for what is not known."""
    found = dates.read(written[: len("2024-03-15")]) or dates.read(written)
    return found.day if found else None
