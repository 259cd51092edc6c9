"""The foot of a page: its source line, the head of the comments, and everything that stands behind them.

A foot is taken for one only when something else agrees: a known label, a source line just above the comments, or
nothing but short lines behind it. "(0)" is also a score, and "Source:" also begins sentences.
"""

from __future__ import annotations

from typing import NamedTuple

from tracuu.corpus import furniture
from tracuu.corpus.furniture import Source
from tracuu.records import CONTENT, Role

_PASSED = frozenset({Role.IMAGE, Role.MARKER, Role.SOURCE, Role.COMMENTS})
_CONTENT = CONTENT | {None}
_SAID = 40  # characters; scripts without a full stop have short sentences too
_SHORT = 160  # characters; a headline in a list is no longer
_BARE = 12  # characters; a bare label of a language whose word is not known


class Foot(NamedTuple):
    """What the source line taught: the original's address, or the name of a paper or agency."""

    url: str | None
    name: str | None


def find_foot(texts: list[str], roles: list[Role | None]) -> Foot:
    """Mark source lines, comments and all that is behind the foot; give what the source line says."""
    sources = {
        place: found for place, text in enumerate(texts) if _open(roles, place) and (found := furniture.source(text))
    }
    foot = _comments(texts, roles, sources)
    if foot is None:
        foot = _first_of_tail(texts, roles)
    end = len(texts) if foot is None else foot
    taken = _take_sources(texts, roles, sources, end)
    _mark_behind(texts, roles, end, taken)
    named = [sources[place] for place in taken if place in sources]
    url = next((found.url for found in reversed(named) if found.url), None)
    name = next((found.name for found in reversed(named) if found.name), None)
    return Foot(url, name)


def _open(roles: list[Role | None], place: int) -> bool:
    return roles[place] is None


def _comments(texts: list[str], roles: list[Role | None], sources: dict[int, Source]) -> int | None:
    """Find the head of the comments that begins the foot, marking it; one that begins nothing is marked alone."""
    for place, text in enumerate(texts):
        if roles[place] not in {None, Role.COMMENTS}:
            continue
        told = roles[place] is Role.COMMENTS
        found = furniture.comments(text)
        if not found and not told:
            continue
        known, count = found or (True, 0)
        known = known or told
        if not known and (count or not _is_unknown_head(texts, roles, sources, place)):
            continue
        roles[place] = Role.COMMENTS
        strong = _source_above(roles, sources, place) and _is_something_said(texts, roles, sources, place)
        if strong or _outweighs(texts, roles, place):
            return place
    return None


def _is_unknown_head(texts: list[str], roles: list[Role | None], sources: dict[int, Source], place: int) -> bool:
    """Judge `word (0)` of a language whose word is not known: right under a source line, or last and one word."""
    if place == 0:
        return False
    if _source_above(roles, sources, place):
        return True
    one_word = len(texts[place].partition("(")[0].partition("（")[0].split()) == 1
    return one_word and not _sentences(texts, roles, place + 1, len(texts))


def _source_above(roles: list[Role | None], sources: dict[int, Source], place: int) -> bool:
    """Tell whether a source line stands above, with nothing but pictures and markers between."""
    above = place - 1
    while above >= 0 and roles[above] in {Role.IMAGE, Role.MARKER, Role.COMMENTS}:
        above -= 1
    if above < 0:
        return False
    found = sources.get(above)
    return roles[above] is Role.SOURCE or (found is not None and (found.known or found.url is not None))


def _is_something_said(texts: list[str], roles: list[Role | None], sources: dict[int, Source], place: int) -> bool:
    """Tell whether an article stands above: a foot has something to be the foot of."""
    above = (text for at, text in enumerate(texts[:place]) if roles[at] in _CONTENT and at not in sources)
    return any(len(text) >= _SAID or furniture.is_sentence(text) for text in above)


def _outweighs(texts: list[str], roles: list[Role | None], place: int) -> bool:
    """Tell whether more is said above a line than below: comments can also be counted at the top of a page."""
    return _sentences(texts, roles, 0, place) > _sentences(texts, roles, place + 1, len(texts))


def _sentences(texts: list[str], roles: list[Role | None], start: int, end: int) -> int:
    """Count the characters of lines that read as sentences."""
    return sum(
        len(texts[place]) for place in range(start, end) if roles[place] is None and furniture.is_sentence(texts[place])
    )


def _first_of_tail(texts: list[str], roles: list[Role | None]) -> int | None:
    """Find a foot without comments: an empty list or the head of other articles, with no sentence behind it."""
    for place in range(1, len(texts)):
        if roles[place] is not None:
            continue
        begins_list = furniture.is_empty_list(texts[place]) or furniture.is_related_head(texts[place])
        if begins_list and _outweighs(texts, roles, place) and not _sentences(texts, roles, place + 1, len(texts)):
            return place
    return None


def _take_sources(texts: list[str], roles: list[Role | None], sources: dict[int, Source], end: int) -> list[int]:
    """Mark the source lines before the foot and give their places, the last being the one that counts."""
    taken = []
    for place in range(end):
        found = sources.get(place)
        if found and _is_source(roles, sources, place, end):
            roles[place] = Role.SOURCE
            taken.append(place)
    if not taken and 0 < end < len(texts) and roles[end] is Role.COMMENTS:
        _take_unknown_label(texts, roles, end)
    return taken


def _is_source(roles: list[Role | None], sources: dict[int, Source], place: int, end: int) -> bool:
    found = sources[place]
    quiet = not any(roles[later] is None and later not in sources for later in range(place + 1, end))
    if found.url and found.known:
        return True
    if found.url:
        after_label = place > 0 and roles[place - 1] is Role.SOURCE
        return after_label or (quiet and place > 0 and furniture.is_article_address(found.url))
    if found.name is None:  # a bare label
        below = sources.get(place + 1)
        return place > 0 and (quiet or bool(below and below.url and place + 1 < end))
    return quiet and place > 0


def _take_unknown_label(texts: list[str], roles: list[Role | None], end: int) -> None:
    """Mark a bare label whose word is not known: one short word right above the comments."""
    above = end - 1
    while above > 0 and roles[above] in _PASSED:
        above -= 1
    text = texts[above]
    if above > 0 and roles[above] is None and len(text) <= _BARE and " " not in text and text.rstrip(":：").isalpha():
        roles[above] = Role.SOURCE


def _mark_behind(texts: list[str], roles: list[Role | None], end: int, taken: list[int]) -> None:
    """Mark what stands behind the foot; between source and comments only what is no sentence."""
    for place in range(end, len(texts)):
        if roles[place] is None:
            roles[place] = Role.RELATED
    after = [place for place in range(taken[-1] + 1, end) if roles[place] is None] if taken else []
    listed = [place for place in after if not furniture.is_sentence(texts[place]) and len(texts[place]) <= _SHORT]
    if end == len(texts) and (len(listed) < len(after) or len(listed) < 3):  # noqa: PLR2004  two lines are no list
        return
    for place in listed:
        roles[place] = Role.RELATED
