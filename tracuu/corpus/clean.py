"""Cleaning: every line of given text gets its role, and what the furniture taught is kept. Pure.

The steps, in the order in which they decide:

1. what the markup told stays as it is;
2. lines whose shape alone tells: markers, pictures, the site's name;
3. the foot: source line, comments, and all that stands behind them;
4. the head: byline, title, dek;
5. captions, then headings;
6. whatever is left is body. When in doubt a line is body: furniture in an index is a nuisance, a lost sentence a lie.
"""

from __future__ import annotations

import re

from tracuu.corpus import furniture, head
from tracuu.corpus.foot import find_foot
from tracuu.corpus.lines import Line, split
from tracuu.records import Cleaned, Extract, Mark, Role

_COUNTED = re.compile(r"[(（]\d+[)）]$")
_SECOND_SENTENCE = re.compile(r"[.!?。！？؟۔।][\"”»’)]*(?:\s+\w|(?<=[。！？])\w)")
_HEADING = 120  # characters; a heading is no longer
_CAPTION = 400  # characters; a caption under a picture is no longer


def clean(extract: Extract) -> Cleaned:
    """Mark every line of given text with its role and keep what the furniture taught."""
    lines = split(extract.given)
    roles = _told(lines, extract)
    _mark_shapes(lines, roles)
    texts = [line.text for line in lines]
    source = find_foot(texts, roles)
    top = head.read(lines, roles, extract)
    _mark_captions(lines, roles)
    _mark_headings(lines, roles)
    captions = dict.fromkeys(text for text, role in zip(texts, roles, strict=True) if role is Role.CAPTION)
    return Cleaned(
        given=extract.given,
        marks=tuple(Mark(line.start, line.end, role or Role.BODY) for line, role in zip(lines, roles, strict=True)),
        title=top.title,
        dek=top.dek,
        publisher=extract.publisher or top.publisher or source.name,
        published=extract.published or top.published,
        source_url=extract.source_url or source.url,
        captions=tuple(captions),
    )


def _told(lines: list[Line], extract: Extract) -> list[Role | None]:
    """Give the roles that the markup told, None for all other lines."""
    told = {mark.start: mark.role for mark in extract.roles}
    return [told.get(line.start) for line in lines]


def _mark_shapes(lines: list[Line], roles: list[Role | None]) -> None:
    for place, line in enumerate(lines):
        if roles[place] is not None:
            continue
        if furniture.is_marker(line.text):
            roles[place] = Role.MARKER
        elif furniture.is_picture(line.text):
            roles[place] = Role.IMAGE
        elif place < head.DEPTH and furniture.is_site_line(line.text):
            roles[place] = Role.SITE


def _mark_captions(lines: list[Line], roles: list[Role | None]) -> None:
    """Mark captions: credited lines, lines right under a picture, and their repetitions beside them."""
    seen = {line.text for line, role in zip(lines, roles, strict=True) if role is Role.CAPTION}
    for place, line in enumerate(lines):
        if roles[place] is not None or len(line.text) > 2 * _CAPTION:
            continue
        if line.text in seen or furniture.is_credited(line.text) or _is_under_picture(lines, roles, place):
            roles[place] = Role.CAPTION
            seen.add(line.text)
            _mark_first_printing(lines, roles, place)


def _is_under_picture(lines: list[Line], roles: list[Role | None], place: int) -> bool:
    """Tell an uncredited caption: right under a picture that has none yet, and no more than one sentence."""
    if place == 0 or roles[place - 1] is not Role.IMAGE or lines[place].apart:
        return False
    captioned = place > 1 and roles[place - 2] is Role.CAPTION
    text = lines[place].text
    return not captioned and len(text) <= _CAPTION and not _SECOND_SENTENCE.search(text)


def _mark_first_printing(lines: list[Line], roles: list[Role | None], place: int) -> None:
    """Mark the line before a caption when it is the same caption, printed without its credit."""
    before = place - 1
    if before < 0 or roles[before] is not None:
        return
    first, second = lines[before].text, lines[place].text
    if second.startswith(first.rstrip(" .")) and len(first) * 3 > len(second):
        roles[before] = Role.CAPTION


def _mark_headings(lines: list[Line], roles: list[Role | None]) -> None:
    """Mark short lines that end like no sentence and stand before a longer paragraph."""
    for place in range(len(lines) - 1):
        text, below = lines[place].text, lines[place + 1].text
        if roles[place] is None and roles[place + 1] is None and _is_heading(text, below):
            roles[place] = Role.HEADING


def _is_heading(text: str, below: str) -> bool:
    if len(text) > _HEADING or len(below) < 2 * len(text) or not furniture.is_sentence(below):
        return False
    if text[-1] in ",;:" or text[0] in "-–—•*+" or _COUNTED.search(text) or not any(map(str.isalpha, text)):
        return False
    return not furniture.ends_sentence(text) and furniture.source(text) is None
