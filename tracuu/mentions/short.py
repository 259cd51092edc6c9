"""Ties short forms to the full mention that they mean: "Resolution 57" after "Resolution No. 57-NQ/TW"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracuu.entities import Found, How

# Members of an enumeration take long to look up.
_NUMBER, _SHORT = How.NUMBER, How.SHORT
_COPIED = range(Found._fields.index("year"), Found._fields.index("session") + 1)
_KINDS, _HOW, _FOLLOWS = map(Found._fields.index, ("kinds", "how", "follows"))


def follow(founds: Sequence[Found]) -> tuple[Found, ...]:
    """Give the mentions of a version with each short form tied to the full one, from which it takes what it lacks.

    A short form is a mention by number alone. It means the last full mention of that number and of a type that it may
    be, rather one that its word means first of all; where none stands before it (a headline), the first one behind.
    `follows` is the index of the full mention.
    """
    full: dict[str, list[int]] = {}
    for at, found in enumerate(founds):
        if found.number and _is_full(found):
            full.setdefault(_plain(found.number), []).append(at)
    return tuple([_tied(found, at, founds, full) for at, found in enumerate(founds)] if full else founds)


def _tied(found: Found, at: int, founds: Sequence[Found], full: dict[str, list[int]]) -> Found:
    if found.how is not _NUMBER or not found.number or _is_full(found) or found.year:
        return found
    meant = [other for other in full.get(_plain(found.number), ()) if set(founds[other].kinds) & set(found.kinds)]
    if not meant:
        return found
    meant = [other for other in meant if founds[other].kinds[0] == found.kinds[0]] or meant
    last = max((other for other in meant if other < at), default=meant[0])
    told: list[Any] = [*found]
    for place in _COPIED:
        told[place] = told[place] or founds[last][place]
    told[_HOW], told[_FOLLOWS] = _SHORT, last
    told[_KINDS] = tuple([kind for kind in founds[last].kinds if kind in found.kinds]) or found.kinds
    return Found(*told)


def _is_full(found: Found) -> bool:
    return bool(found.symbol or found.date or found.body)


def _plain(number: str) -> str:
    return number.lstrip("0") or number
