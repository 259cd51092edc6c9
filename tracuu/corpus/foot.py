"""The foot of a page: its source line, the head of the comments, and everything that stands behind them.

A foot is taken for one only when something else agrees: a known label, a source line just above the comments, or
nothing but short lines behind it. "(0)" is also a score, and "Source:" also begins sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from tracuu.corpus import furniture
from tracuu.corpus.furniture import Source
from tracuu.records import CONTENT, Role

_PASSED = frozenset({Role.IMAGE, Role.MARKER, Role.COMMENTS})
_REACH = 100  # lines; no more pictures stand between source and comments
_SHORT = 160  # characters; a headline in a list is no longer
_LIST = 3  # lines; fewer are no list
_BARE = 12  # characters; a bare label of a language whose word is not known
_SAID = 40  # characters; scripts without a full stop have short sentences too


class Foot(NamedTuple):
    """What the source line taught: the original's address, or the name of a paper or agency."""

    url: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines of a text, their roles so far (which are changed), and what look like source lines, by place.

    `weight[n]` is how many characters of the first n lines read as sentences.
    """

    texts: list[str]
    roles: list[Role | None]
    sources: dict[int, Source]
    weight: list[int]

    def above(self, place: int) -> int:
        return self.weight[place]

    def below(self, place: int) -> int:
        return self.weight[-1] - self.weight[place + 1]


def find_foot(texts: list[str], roles: list[Role | None]) -> Foot:
    """Mark source lines, comments and all that is behind the foot; give what the source line says."""
    sheet = _sheet(texts, roles)
    begin = _comments(sheet)
    if begin is None:
        begin = _tail(sheet)
    end = len(texts) if begin is None else begin
    taken = _take_sources(sheet, end)
    _mark_behind(sheet, end, taken)
    named = [sheet.sources[place] for place in reversed(taken)]
    url = next((found.url for found in named if found.url), None)
    return Foot(url, next((found.name for found in named if found.name), None))


def _sheet(texts: list[str], roles: list[Role | None]) -> _Sheet:
    open_lines = [(place, text) for place, text in enumerate(texts) if roles[place] is None]
    said = [0] * len(texts)
    for place, text in open_lines:
        said[place] = len(text) if furniture.is_sentence(text) else 0
    sources = {place: found for place, text in open_lines if (found := furniture.source(text))}
    return _Sheet(texts, roles, sources, list(accumulate(said, initial=0)))


def _comments(sheet: _Sheet) -> int | None:
    """Find the head of the comments that begins the foot, marking it; one that begins nothing is marked alone."""
    for place, text in enumerate(sheet.texts):
        if sheet.roles[place] is None and not _is_comments(sheet, place, text):
            continue
        if sheet.roles[place] not in {None, Role.COMMENTS}:
            continue
        sheet.roles[place] = Role.COMMENTS
        strong = _source_above(sheet, place) and _is_something_said(sheet, place)
        if strong or sheet.above(place) > sheet.below(place):  # comments can also be counted at the top of a page
            return place
    return None


def _is_comments(sheet: _Sheet, place: int, text: str) -> bool:
    """Judge `word (0)`. One whose word is not known stands under a source line, or is last and one word."""
    found = furniture.comments(text)
    if not found:
        return False
    known, count = found
    if known or place == 0 or count:
        return known
    one_word = " " not in text.partition("(")[0].partition("（")[0].strip()
    return _source_above(sheet, place) or (one_word and not sheet.below(place))


def _source_above(sheet: _Sheet, place: int) -> bool:
    """Tell whether a source line stands above, with nothing but pictures and markers between."""
    above = _line_above(sheet, place)
    return above is not None and (sheet.roles[above] is Role.SOURCE or above in sheet.sources)


def _line_above(sheet: _Sheet, place: int) -> int | None:
    """Give the line above that is no picture, marker or head of comments."""
    reach = range(place - 1, max(-1, place - _REACH), -1)
    return next((above for above in reach if sheet.roles[above] not in _PASSED), None)


def _is_something_said(sheet: _Sheet, place: int) -> bool:
    """Tell whether an article stands above: a foot has something to be the foot of."""
    return any(
        len(text) >= _SAID or furniture.is_sentence(text)
        for above, text in enumerate(sheet.texts[:place])
        if above not in sheet.sources and (sheet.roles[above] is None or sheet.roles[above] in CONTENT)
    )


def _tail(sheet: _Sheet) -> int | None:
    """Find a foot without comments: an empty list or the head of other articles, with no sentence behind it."""
    for place, text in enumerate(sheet.texts):
        begins = sheet.roles[place] is None and (furniture.is_empty_list(text) or furniture.is_related_head(text))
        if begins and sheet.above(place) and not sheet.below(place):
            return place
    return None


def _take_sources(sheet: _Sheet, end: int) -> list[int]:
    """Mark the source lines before the foot and give their places, the last being the one that counts."""
    others = (place for place in range(end - 1, -1, -1) if sheet.roles[place] is None and place not in sheet.sources)
    last = next(others, -1)  # the last line of the text itself
    taken = []
    for place in sorted(sheet.sources):
        if place < end and (_is_certain(sheet, place, end) or (place > last and _is_likely(sheet, place, end))):
            sheet.roles[place] = Role.SOURCE
            taken.append(place)
    if not taken and end < len(sheet.texts) and sheet.roles[end] is Role.COMMENTS:
        _take_unknown_label(sheet, end)
    return taken


def _is_certain(sheet: _Sheet, place: int, end: int) -> bool:
    """Tell a source line that needs no more evidence: a known label with an address, on one line or two."""
    found, below = sheet.sources[place], sheet.sources.get(place + 1)
    if found.url:
        return found.known or (place > 0 and sheet.roles[place - 1] is Role.SOURCE)
    bare = found.known and not found.name
    return bare and place > 0 and place + 1 < end and below is not None and below.url is not None


def _is_likely(sheet: _Sheet, place: int, end: int) -> bool:
    """Judge a line behind the last one of the text: its address, or a page that has furniture elsewhere too."""
    found = sheet.sources[place]
    if place == 0:
        return False
    if found.known or (found.url and furniture.is_numbered_address(found.url)):
        return True
    vouched = end < len(sheet.roles) or Role.MARKER in sheet.roles or Role.SITE in sheet.roles
    return vouched and (found.url is None or furniture.is_article_address(found.url))


def _take_unknown_label(sheet: _Sheet, end: int) -> None:
    """Mark a bare label whose word is not known: one short word right above the comments."""
    above = _line_above(sheet, end)
    if not above or sheet.roles[above] is not None:
        return
    text = sheet.texts[above]
    if len(text) <= _BARE and text.rstrip(":：").isalpha():
        sheet.roles[above] = Role.SOURCE


def _mark_behind(sheet: _Sheet, end: int, taken: list[int]) -> None:
    """Mark what stands behind the foot; between source and comments only what is no sentence."""
    for place in range(end, len(sheet.texts)):
        if sheet.roles[place] is None:
            sheet.roles[place] = Role.RELATED
    after = [place for place in range(taken[-1] + 1, end) if sheet.roles[place] is None] if taken else []
    listed = [place for place in after if _is_headline(sheet.texts[place])]
    if end == len(sheet.texts) and (len(listed) < len(after) or len(listed) < _LIST):
        return
    for place in listed:
        sheet.roles[place] = Role.RELATED


def _is_headline(text: str) -> bool:
    return len(text) <= _SHORT and not furniture.is_sentence(text)
