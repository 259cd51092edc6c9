"""What `tracuu doctor` does: look at everything, mend what can be made again, link and index what waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from tracuu.errors import TracuuError
from tracuu.indexer import build
from tracuu.messages import say
from tracuu.naming.linking import link

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.corpus.store.checking import Finding

Checking = Literal["archive", "linking", "index", "making"]
"""What it is at: reading the archive, linking articles to what they name, reading the index, making the index."""

Progress = Callable[[Checking, int, int], None]


def doctor(archive: Archive, *, mend: bool, progress: Progress) -> list[dict[str, Any]]:
    """Check an archive, and the index against it. See `Session.doctor`."""
    check = partial(archive.check, partial(progress, "archive"))
    in_archive = check()
    mendable = [finding for finding in in_archive if mend and finding.mendable]
    failed = _tried(lambda: list(map(archive.mend, mendable)))
    left = {finding.code for finding in (check() if mendable else in_archive)}
    told = [_row(finding, mended=finding.code not in left) for finding in in_archive]
    failed += _tried(lambda: link(archive, progress=partial(progress, "linking")))
    return told + failed + _index(archive, progress)


def _index(archive: Archive, progress: Progress) -> list[dict[str, Any]]:
    compare = partial(build.compare, archive, partial(progress, "index"))
    totals = archive.totals()
    found = compare() if totals.outstanding < totals.versions else []  # else nothing was ever indexed
    if not found:
        build.update(archive, progress=partial(progress, "making"))
        return []
    failed = _tried(partial(build.rebuild, archive, partial(progress, "making")))
    left = {finding.code for finding in compare()}
    return [_row(finding, mended=finding.code not in left) for finding in found] + failed


def _tried(mend: Callable[[], object]) -> list[dict[str, Any]]:
    """Mend something; give the row that says why it could not be done, where it could not (a full disk)."""
    try:
        mend()
    except TracuuError as error:
        return [{"code": "not_mended", "count": 1, "message": str(error), "mended": False}]
    return []


def _row(finding: Finding, *, mended: bool) -> dict[str, Any]:
    words = say(finding.message, count=finding.count, detail=finding.detail)
    return {"code": finding.code, "count": finding.count, "message": words, "mended": mended}
