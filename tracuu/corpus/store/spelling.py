"""How addresses as pages spell them, and moments, are written in the archive: short, and read back to the letter."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_DIFFERENCE = re.compile(r"(\d+) (\d+) (.*)", re.DOTALL)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def difference(normal: str, found: str) -> str:
    """Write the one stretch in which an address as found differs from its normal form, such as `8 0 www.`.

    The numbers are the characters of the normal form in front of the stretch, and those that it stands for.
    """
    start = _alike(normal, found)
    end = _alike(normal[start:][::-1], found[start:][::-1])
    return f"{start} {len(normal) - start - end} {found[start : len(found) - end]}"


def _alike(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def found(normal: str | None, written: str | None) -> str | None:
    """Read an address that `difference` wrote; the normal form itself when nothing was written."""
    if normal is None or written is None:
        return normal
    match = _DIFFERENCE.fullmatch(written)
    if match is None:
        return normal
    start, length = int(match[1]), int(match[2])
    return normal[:start] + match[3] + normal[start + length :]


@lru_cache(maxsize=1_000)  # all articles of one run share a few
def seconds(moment: str) -> int | str:
    """Write a moment as seconds since 1970, where it is spelled as most are, `2026-01-02T03:04:05Z`."""
    try:
        read = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return moment
    return int(read.timestamp()) if read.strftime(_MOMENT) == moment else moment


@lru_cache(maxsize=1_000)
def moment(written: int | str) -> str:
    """Read a moment that `seconds` wrote."""
    return datetime.fromtimestamp(written, UTC).strftime(_MOMENT) if isinstance(written, int) else written
