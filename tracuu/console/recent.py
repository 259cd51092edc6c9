"""The hits of the last search, so that `tracuu show 3` opens the third.

They are kept outside the archive, in the user's own state folder, because a search must also work in an archive that
cannot be written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from tracuu import paths
from tracuu.errors import UsageError


def remember(archive_id: str, first: int, versions: Sequence[str], query: str = "") -> None:
    """Keep the version ids of one page of hits, numbered from `first`, and what was sought.

    A place that cannot be written is left alone.
    """
    path = _path(archive_id)
    try:
        paths.make_folder(paths.state_folder())
        partial = f"{path}.{os.getpid()}"
        paths.write(partial, json.dumps({"first": first, "versions": list(versions), "query": query}))
        paths.put_in_place(partial, path)
    except OSError:  # a convenience only: without it `show` asks for an id
        return


def hit(archive_id: str, typed: str) -> str | None:
    """Give the version id of hit number `typed`; None when it is no number of a hit.

    Raises UsageError for a number when no search is remembered or its page had no such hit.
    """
    if not typed.isdecimal() or len(typed) > len("1000000"):
        return None
    try:
        kept = json.loads(paths.text(_path(archive_id)))
        versions, first = list(kept["versions"]), int(kept["first"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("show.no_last_search", number=typed) from error
    place = int(typed) - first
    if not 0 <= place < len(versions):
        raise UsageError("show.no_such_hit", number=typed, first=first, last=first + len(versions) - 1)
    return str(versions[place])


def sought(archive_id: str) -> str:
    """Give the query of the last search; nothing where none is remembered."""
    try:
        return str(json.loads(paths.text(_path(archive_id))).get("query") or "")
    except (OSError, ValueError, AttributeError):
        return ""


def _path(archive_id: str) -> str:
    return paths.inside(paths.state_folder(), f"last-{archive_id}.json")
