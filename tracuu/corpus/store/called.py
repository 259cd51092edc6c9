"""What one model or document is called: a question of searches, which read nothing else that naming keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tracuu.tuples import Record

_USED = "state NOT IN ('banned', 'contested')"


class Called(Record):
    """A learned name in a language: folded, and as it is usually written (empty where that is not known)."""

    lang: str
    name: str
    surface: str


def called(connection: sqlite3.Connection, name: str, langs: Sequence[str]) -> list[Called]:
    """Give all names of the one thing that a folded name means in these languages; none where it means several."""
    places = ", ".join("?" * len(langs))
    asked = f"SELECT DISTINCT entity FROM aliases WHERE name = ? AND lang IN ({places}) AND {_USED}"  # noqa: S608  ours
    meant = connection.execute(asked, (name, *langs)).fetchall()
    if len(meant) != 1:
        return []
    names = f"SELECT lang, name, surface FROM aliases WHERE entity = ? AND {_USED} ORDER BY lang, name"  # noqa: S608  ours
    return [Called(*row) for row in connection.execute(names, meant[0])]
