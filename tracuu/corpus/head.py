"""The head of a page: site line, title, dek and the byline of publisher and day.

Texts often come without any of it. A first line is a title only when something says so; else the title is unknown.
"""

from __future__ import annotations

from typing import NamedTuple

from tracuu.corpus import dates, furniture
from tracuu.corpus.lines import Line
from tracuu.records import Dated, DateKind, Extract, Role

DEPTH = 12  # lines; a head is no longer
_TITLE = 300  # characters of a title that something else vouches for
_TITLE_ALONE = 200  # characters of a title that only its shape vouches for
_DEK = 700  # characters


class Head(NamedTuple):
    """What the head taught."""

    title: str | None
    dek: str | None
    publisher: str | None
    published: Dated | None


def read(lines: list[Line], roles: list[Role | None], extract: Extract) -> Head:
    """Mark title, dek and byline and give what they say."""
    place = _byline(lines, roles)
    found = furniture.byline(lines[place].text) if place is not None else None
    if place is not None:
        roles[place] = Role.BYLINE
    title = _title(lines, roles, place, extract.title)
    if title is not None:
        roles[title] = Role.TITLE
        _mark_dek(lines, roles, title, place)
    _mark_repeated(lines, roles)
    published = dates.by_formats(found.day, ("{day}/{month}/{year}",), DateKind.PORTAL) if found else None
    return Head(_first(lines, roles, Role.TITLE), _all(lines, roles, Role.DEK), found and found.publisher, published)


def _byline(lines: list[Line], roles: list[Role | None]) -> int | None:
    """Find the byline: the doubled name anywhere in the head, a lesser form only under a line that can be a title."""
    lesser = None
    for place in range(min(DEPTH, len(lines))):
        if roles[place] not in {None, Role.BYLINE}:
            continue
        found = furniture.byline(lines[place].text)
        if found and found.doubled:
            return place
        if found and lesser is None and (roles[place] is Role.BYLINE or _only_head_above(lines, roles, place)):
            lesser = place
    return lesser


def _only_head_above(lines: list[Line], roles: list[Role | None], place: int) -> bool:
    above = [line for line, role in zip(lines[:place], roles, strict=False) if role in {None, Role.TITLE, Role.DEK}]
    return 1 <= len(above) <= 2 and len(above[0].text) <= _TITLE  # noqa: PLR2004  title and dek


def _title(lines: list[Line], roles: list[Role | None], byline: int | None, stated: str | None) -> int | None:
    if Role.TITLE in roles:
        return roles.index(Role.TITLE)
    first = next((place for place, role in enumerate(roles) if role is None), None)
    if first is None or first >= DEPTH:
        return None
    text = lines[first].text
    if stated and text == stated.strip():
        return first
    if byline is not None:
        return first if first < byline and len(text) <= _TITLE else None
    if Role.SITE in roles[:first]:
        return first if len(text) <= _TITLE else None
    return first if _looks_like_title(lines, roles, first) else None


def _looks_like_title(lines: list[Line], roles: list[Role | None], first: int) -> bool:
    """Judge a first line by its shape: short, not ending as a statement does, and followed by something longer."""
    text = lines[first].text
    below = next(
        (line for line, role in zip(lines[first + 1 :], roles[first + 1 :], strict=True) if role is None), None
    )
    if below is None or len(text) > _TITLE_ALONE or text.rstrip("\"'”’»)")[-1:] in furniture.STOPS:
        return False
    if text[-1] in ",;:" or text[0] in "-–—•*([":
        return False
    return len(below.text) > len(text) and furniture.is_sentence(below.text)


def _mark_dek(lines: list[Line], roles: list[Role | None], title: int, byline: int | None) -> None:
    """Mark what stands between title and byline: the dek, unless it is too long or there is more than one line."""
    if byline is None or Role.DEK in roles:
        return
    between = [place for place in range(title + 1, byline) if roles[place] is None]
    if len(between) == 1 and len(lines[between[0]].text) <= _DEK:
        roles[between[0]] = Role.DEK


def _mark_repeated(lines: list[Line], roles: list[Role | None]) -> None:
    """Mark title and dek again where the head repeats them: they are no sentences of the body."""
    printed = {line.text: role for line, role in zip(lines, roles, strict=True) if role in {Role.TITLE, Role.DEK}}
    if not printed:
        return
    for place in range(min(2 * DEPTH, len(lines))):
        if roles[place] is None and lines[place].text in printed:
            roles[place] = printed[lines[place].text]


def _first(lines: list[Line], roles: list[Role | None], wanted: Role) -> str | None:
    return next((line.text for line, role in zip(lines, roles, strict=True) if role is wanted), None)


def _all(lines: list[Line], roles: list[Role | None], wanted: Role) -> str | None:
    found = dict.fromkeys(line.text for line, role in zip(lines, roles, strict=True) if role is wanted)
    return " ".join(found) or None
