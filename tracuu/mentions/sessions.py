"""Finds resolutions that are named by the session that adopted them, without a number of their own.

Resolution of the 13th National Party Congress, Nghị quyết Trung ương 7 khóa XI, 第13回党大会決議. From the type word
the text is read forward, else backward, over the words that such a name is made of. A name needs a congress or a
plenum and what tells it from others: its number, a place, or a term.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracuu.mentions.numbered import TypeWord, counts, ends_well
from tracuu.mentions.reading import Item, Page, roman_value
from tracuu.mentions.stated import read_term
from tracuu.mentions.terms import roman
from tracuu.mentions.wordlists import runs_on

_MOST_ITEMS = 26
_REACH = 170
_MOST_NAMES = 4
_MOST_CASELESS = 2  # words of a place's name where no capital tells how far it goes
_MOST_RUN_ON = 8  # letters of one where no space does either
_SUFFIX = 4
_SHORT = 3  # letters of a particle that makes a genitive: 's, का
_MOST_ORDINAL = 40
_LAST_PLENUM = 15  # no committee has met oftener in a term
_KINDS = frozenset({"resolution", "conclusion"})
_HEADS = ("congress", "plenum")
_CORE = frozenset({"congress", "plenum", "issuers", "about", "places", "province", "district", "commune"})
_PARTS = _CORE | {"of", "th", "ordinals", "term", "year"}
_BEGINS = _CORE | {"th", "ordinals"}
_LEADS_TO_PLACE = frozenset({"province", "district", "commune", "issuers"})
_PROVINCIAL = frozenset({"tinh-uy", "thanh-uy", "ban-thuong-vu-tinh-uy"})


class Session(NamedTuple):
    """A mention by session: its span, `dai-hoi:13` or `hoi-nghi:7:11`, and whose it is."""

    start: int
    end: int
    session: str
    body: str | None
    place: str | None
    term: str | None


@dataclass
class _Name:
    """What was read of a session's name. Numbers wait until it is known what they count."""

    head: str | None = None
    number: int | None = None
    committee: bool = False
    tenure: int | None = None
    body: str | None = None
    place: str | None = None
    named: str = ""
    provincial: bool = False
    waiting: int | None = None
    fixed: bool = False
    start: int = 0
    end: int = 0


def by_session(page: Page, word: TypeWord) -> Session | None:
    """Give the session that a type word names its document by."""
    if _KINDS.isdisjoint(word.kinds) or not _is_near_head(page, word):
        return None
    return _forward(page, word) or _backward(page, word) or _central(page, word)


def _is_near_head(page: Page, word: TypeWord) -> bool:
    """Tell whether a word that such a name needs stands so near that reading may come to it."""
    at = bisect_left(page.heads, (word.start - _REACH,))
    return at < len(page.heads) and page.heads[at][0] < word.end + 2 * _REACH


def _central(page: Page, word: TypeWord) -> Session | None:
    """Read Central Resolution 4, résolution centrale 4: the resolution of the fourth plenum.

    With "No." it is a number of its own, and a number that no plenum has had is one too.
    """
    start, position = word.start, word.end
    if not ((beside := page.before[start]) and "central" in beside.classes and page.capital(beside.start)):
        beside = page.after[position]
        if beside is None or "central" not in beside.classes:
            return None
        position = beside.end
    else:
        start = beside.start
    number = page.after[position]
    if number is None or number.kind != "number" or not 0 < int(number.value) <= _LAST_PLENUM:
        return None
    following = page.after[number.end]
    if counts(page, number.end) or (following and "term" in following.classes) or not ends_well(page, number.end):
        return None
    term = read_term(page, number.end)
    end = term[1] + page.text.startswith(")", term[1]) if term else number.end
    tenure = roman_value(term[0]) if term else None
    session = f"hoi-nghi:{int(number.value)}:{tenure or '?'}"
    return Session(start, end, session, "ban-chap-hanh-tw", None, term[0] if term else None)


def _forward(page: Page, word: TypeWord) -> Session | None:
    items = list(_run(page, word))
    name = _named(items)
    if name is None:
        return None
    term = read_term(page, name.end)
    if term and (name.head == "plenum" or not (name.number or name.place or name.named)):
        name.end = term[1] + page.text.startswith(")", term[1])
    return _session(name, word.start, name.end, term[0] if term else None)


def _backward(page: Page, word: TypeWord) -> Session | None:
    items = list(reversed(list(_run_back(page, word))))
    if not items or not _adjoins(items[-1], word):
        return None
    name = _named(items)
    if name is None:
        return None
    term = read_term(page, word.end)
    return _session(name, name.start, word.end, term[0] if term else None)


def _adjoins(last: Item, word: TypeWord) -> bool:
    return bool(last.classes.keys() & _CORE) or (
        "of" in last.classes and (last.end - last.start <= _SHORT or word.start == last.end)
    )


def _session(name: _Name, start: int, end: int, term: str | None) -> Session | None:
    if name.number is None and not name.place and not name.named and not term:
        return None
    provincial = name.provincial or name.place is not None
    if name.head == "plenum":
        if name.number is None:
            return None
        tenure = name.tenure or (roman_value(term) if term else None) or "?"
        session = f"hoi-nghi:{name.number}:{tenure}"
        body = name.body or "ban-chap-hanh-tw"
        term = roman(name.tenure) if name.tenure else term
    else:
        session = f"dai-hoi:{name.number or '?'}"
        body = (name.body if name.body in _PROVINCIAL else "tinh-uy") if provincial else "dai-hoi"
        term = term or (roman(name.number) if name.number and not provincial else None)
    place = name.place or (name.named if name.named.isascii() else "") or None
    return Session(start, end, session, body, place, term)


def _run(page: Page, word: TypeWord) -> Iterator[Item]:
    """Give the items behind a type word that may belong to a session's name."""
    position, others, last = word.end, 0, None
    for _ in range(_MOST_ITEMS):
        item = page.after[position]
        if item is None or item.start - word.end > _REACH:
            return
        others = others + 1 if item.kind in {"name", "other"} else 0
        if not _belongs(item, last, others):
            return
        yield item
        position, last = item.end, item if item.kind not in {"name", "other", "mark"} else last


def _run_back(page: Page, word: TypeWord) -> Iterator[Item]:
    position, heads, numbers = word.start, 0, 0
    for _ in range(_MOST_ITEMS):
        item = page.before[position]
        if item is None or word.start - item.start > _REACH:
            return
        classes = item.classes
        if "of" in classes and heads and numbers and not _goes_on(page, item.start):
            return
        heads += any(name in classes for name in _HEADS)
        numbers += item.kind in {"number", "roman"} or "ordinals" in classes
        if not (_is_part(item) or item.kind == "name" or _is_suffix(page, item) or item.value in (".", "'", "’", "-")):
            return
        yield item
        position = item.start


def _goes_on(page: Page, position: int) -> bool:
    """Tell whether a committee, a place or a term stands before a genitive: 第11期中央委員会の第7回総会."""
    item = page.before[position]
    return item is not None and bool(item.classes.keys() & {"issuers", "province", "places", "term"})


def _is_suffix(page: Page, item: Item) -> bool:
    text = page.text
    return (
        item.kind == "other"
        and item.end - item.start <= _SUFFIX
        and item.start > 0
        and text[item.start - 1].isdecimal()
    )


def _is_part(item: Item) -> bool:
    return item.kind in {"number", "roman"} or bool(item.classes.keys() & _PARTS)


def _belongs(item: Item, last: Item | None, others: int) -> bool:
    if _is_part(item) or (item.kind == "mark" and item.value in ".-'’("):
        return True
    if last is not None and last.kind == "number" and item.start <= last.end + 1 and item.end - item.start <= _SUFFIX:
        return item.kind != "mark" or item.value == ":"  # 13:e
    if item.kind not in {"name", "other"} or last is None:
        return False
    if item.kind == "name":
        return others <= _MOST_NAMES
    if not last.classes.keys() & _LEADS_TO_PLACE or item.value[0].upper() != item.value[0].lower():
        return False
    return others <= (_MOST_RUN_ON if runs_on(item.value[0]) else _MOST_CASELESS)


def _named(items: Sequence[Item]) -> _Name | None:
    """Read a session's name out of its items; None when they make none."""
    items = [item for at, item in enumerate(items) if not (item.value == "-" and at and "th" in items[at - 1].classes)]
    name = _Name(start=items[0].start if items else 0)
    started = False
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if not _reads(name, item, items[at - 1] if at else None, following):
            break
        if not started and (item.classes.keys() & _BEGINS or item.kind in {"number", "roman"}):
            name.start, started = item.start, True
    if name.head is None and name.body == "ban-chap-hanh-tw" and name.waiting and name.fixed:
        name.head, name.number = "plenum", name.waiting  # Nghị quyết Trung ương 7
    return name if name.head else None


def _reads(name: _Name, item: Item, last: Item | None, following: Item | None) -> bool:
    """Take one item into the name; False when the name is at its end."""
    classes = item.classes
    count = _count(item)
    if count is not None and "issuers" not in classes and not any(head in classes for head in _HEADS):
        return _counts(name, item, count, last, following)
    if "of" in classes and name.waiting and last is not None and last.kind == "number" and item.start > last.end:
        return False  # Resolution 18 of the plenum: a number of its own
    for head in _HEADS:
        if head in classes:
            return _heads(name, head, item)
    if "issuers" in classes:
        _issues(name, classes["issuers"], item)
    elif "term" in classes:
        adjoins = last is not None and last.end == item.start  # 十一届七中全会, but Trung ương 7 khóa XI
        if name.waiting and (adjoins or following is None or _count(following) is None):
            name.tenure, name.waiting, name.end = name.waiting, None, item.end
    elif "places" in classes or item.kind in {"name", "other"}:
        _places(name, item, last)
    elif classes.keys() & _CORE:
        name.provincial = name.provincial or "province" in classes
        name.end = item.end
    return True


def _count(item: Item) -> int | None:
    if item.kind == "roman":
        return int(item.value)
    if item.kind == "number":
        return int(item.value) if int(item.value) <= _MOST_ORDINAL else None
    return item.classes.get("ordinals")


def _counts(name: _Name, item: Item, count: int, last: Item | None, following: Item | None) -> bool:
    """Give a number to the head before it (Đại hội XIII, lần thứ 7), else let it wait for the head behind it."""
    fixed = last is not None and ("th" in last.classes or any(head in last.classes for head in _HEADS))
    owner = last is not None and bool(last.classes.keys() & {"issuers", "about", "places"} or last.kind == "name")
    if (
        name.head
        and name.number is None
        and (fixed or (owner and "th" not in (following.classes if following else {})))
    ):
        name.number, name.end = count, item.end
    elif last is not None and "term" in last.classes and (name.head == "plenum" or name.committee):
        name.tenure, name.end = count, item.end
    else:
        name.waiting = count
        name.fixed = owner
        if name.head is None and owner:
            name.end = item.end
    return True


def _heads(name: _Name, head: str, item: Item) -> bool:
    if name.head in {head, "congress"} and name.number:
        return False
    if name.head is None or head == "congress":
        name.head = head
    name.end = item.end
    name.provincial = name.provincial or "province" in item.classes
    if name.number is None and name.waiting:
        name.number, name.waiting = name.waiting, None
    elif name.number is None and head == "congress" and name.tenure:  # 第十三届全国代表大会
        name.number, name.tenure = name.tenure, None
    return True


def _issues(name: _Name, body: str, item: Item) -> None:
    name.end = item.end
    if body == "ban-chap-hanh-tw":
        name.committee = True
        name.body = name.body or body
        if name.waiting:
            name.tenure, name.waiting = name.waiting, None
    else:
        name.provincial = name.provincial or body in _PROVINCIAL
        name.body = name.body or body


def _places(name: _Name, item: Item, last: Item | None) -> None:
    if last is not None and last.kind == "number" and item.start <= last.end + 1:
        return  # the -th of 13th
    if "places" in item.classes:
        name.place = name.place or item.classes["places"]
    elif item.kind == "name":
        name.named = f"{name.named}-{item.value}" if name.named else str(item.value)
    name.end = item.end
