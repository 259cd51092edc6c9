"""Finds the instruments that a text names: by symbol, by number, by session, by name. The face of this half of finding.

One pass of an automaton gives the type words, one the symbols; all else is read outward from them. docs/mentions.md
tells the method.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter

from tracuu.entities import Found, How
from tracuu.mentions import number_lists, numbered, stated
from tracuu.mentions.numbered import Numbered, TypeWord
from tracuu.mentions.passing import Met
from tracuu.mentions.reading import Page, begins_word, ends_word, page_of
from tracuu.mentions.sessions import Session, by_session
from tracuu.mentions.symbols import Signs, Symbol, symbols
from tracuu.mentions.titles import NAMED, Title, by_title
from tracuu.mentions.unlisted import with_word
from tracuu.mentions.wordlists import Entry, own_words, words_of
from tracuu.text.codes import primary
from tracuu.text.normalize import Normalized

# Members of an enumeration take long to look up.
_SYMBOL, _NUMBER = How.SYMBOL, How.NUMBER
_DIGIT = re.compile(r"[0-9]")
# It begins with the blank: a letter before it would be tried at every letter.
_YEAR_BEHIND = re.compile(r" (?:(?<=[^\W\d] )|(?<=[^\W\d]\d )|(?<=[^\W\d]\d\d ))(\d{4})(?!\S)")
_NEAR = 140  # letters around a type word in which its number or date stands
_word = partial(tuple.__new__, TypeWord)  # makes one of its values, in half the time
_WRITTEN_ON = "وفו"  # "and" in Arabic and Hebrew
_LONGEST_COMPOUND = 60
_LONGEST_ADDRESS = 300
MOST_TYPE_WORDS = 5_000
"""Type words that are looked at in one text; an article has dozens."""

MOST_FOUND = 3_000
"""Mentions by symbol that are given of one text, and half of all mentions; more is no article."""


def instruments(
    normal: Normalized, source: str, lang: str, met: Sequence[Met] | None = None, signs: Signs | None = None
) -> list[Found]:
    """Give the instruments that `source` names, in order and without overlaps.

    `normal` is the folded form of `source` (`normalize(source, "fold")`); offsets are code points of `source`. Lines
    are parted by line ends, and no mention passes over one. `body` is set only when the text states an issuer, for a
    symbol may be wrong; `symbols.bodies_of` tells whom a symbol stands for. `met` are the words of `Words.alone` in the
    folded text, `signs` its `symbols.signs`, where they were looked for already.
    """
    listed = words_of(lang)
    anchors, foreign, heads = listed.alone.met(normal.text) if met is None else met
    page = page_of(normal, source, listed, foreign, heads)
    words = type_words(page, anchors)
    marks = _first(normal.text, symbols(normal.text, normal, source, signs))
    taken = _Taken()
    symbolled = _with_symbols(page, words, marks)
    if not own_words(lang):
        symbolled = [_unlisted(page, mention, lang) for mention in symbolled]
    mentions = [mention for mention in symbolled if taken.take(mention.start, mention.end)]
    founds = [_numbered(page, mention) for mention in mentions]
    for word in words:
        if len(founds) >= 2 * MOST_FOUND:
            break
        if not taken.overlaps(word.start, word.end):
            founds += [found for start, end, found in _without_symbol(page, word) if taken.take(start, end)]
    return sorted(founds, key=attrgetter("start"))


def _without_symbol(page: Page, word: TypeWord) -> list[tuple[int, int, Found]]:
    """Give what a type word names without a symbol, with its places in the folded text."""
    session = by_session(page, word)
    if session:
        return _ours(page, session.start, session.end, _of_session(page, word, session))
    if word.kinds[0] not in NAMED and not _DIGIT.search(page.text, max(0, word.start - _NEAR), word.end + _NEAR):
        return []
    mention = numbered.by_number(page, word)
    if mention:
        return _list_of(page, word, mention)
    title = by_title(page, word)
    return _ours(page, title.start, title.end, _of_title(page, word, title)) if title else []


def _ours(page: Page, start: int, end: int, found: Found) -> list[tuple[int, int, Found]]:
    return [] if numbered.is_foreign(page, start, end) else [(start, end, found)]


def _list_of(page: Page, word: TypeWord, one: Numbered) -> list[tuple[int, int, Found]]:
    """Give a mention by number and those of the list that it is in; an issuer that one states is that of all."""
    if numbered.is_foreign(page, one.start, one.end):
        return []
    plural = numbered.is_plural(page, word)
    mentions = [*number_lists.ahead(page, one), one, *number_lists.behind(page, one, plural=plural)]
    founds = [_numbered(page, mention) for mention in mentions]
    owner = next((found for found in reversed(founds) if found.body), founds[0])
    return [
        (mention.start, mention.end, _of_owner(found, owner)) for mention, found in zip(mentions, founds, strict=True)
    ]


def _of_owner(found: Found, owner: Found) -> Found:
    return found if found is owner or found.body else found._replace(body=owner.body, place=owner.place)


def type_words(page: Page, met: Met) -> list[TypeWord]:
    """Give the type words of a text: of those that overlap the longest, and none inside what only looks like one."""
    text = page.text
    found: list[tuple[int, int, Entry]] = []
    for last, (length, entry) in islice(met, MOST_TYPE_WORDS):
        start, end = last + 1 - length, last + 1
        if not ends_word(text, end) or not (entry.glued or begins_word(text, start)):
            continue
        while found and found[-1][0] >= start:
            found.pop()
        if not found or found[-1][1] <= start:
            found.append((start, end, entry))
    return [
        _type_word(page, start, end, entry)
        for start, end, entry in found
        if "friend" not in entry.classes and ("abbreviation" not in entry.classes or page.capitals(start, end))
    ]


def _type_word(page: Page, start: int, end: int, entry: Entry) -> TypeWord:
    classes = entry.classes
    kinds: tuple[str, ...] = classes["types"]
    loose = kinds[0] in numbered.LOOSE and "document" not in classes
    if entry.glued or page.text[start] in _WRITTEN_ON:
        start = _begin(page, start, end)
    return _word((start, end, kinds, loose, "verbal" in classes, "plural" in classes))


def _begin(page: Page, start: int, end: int) -> int:
    """Leave out an "and" that is written on to the word; take in the first parts of a compound."""
    text = page.text
    if text[start] in _WRITTEN_ON:
        rest = page.words.entries.get(text[start + 1 : end])
        if rest and "types" in rest.classes:
            return start + 1
    while start and not begins_word(text, start) and end - start < _LONGEST_COMPOUND:
        start -= 1
    return start


def _first(text: str, found: Iterable[Symbol]) -> list[Symbol]:
    kept: list[Symbol] = []
    for symbol in found:
        if not in_address(text, symbol.start):
            kept.append(symbol)
        if len(kept) >= MOST_FOUND:
            break
    kept.sort()
    return [one for at, one in enumerate(kept) if at == 0 or kept[at - 1].end <= one.start]


def in_address(text: str, start: int) -> bool:
    """Tell a place inside an address, whose words name a page and no thing: https://…/nghi-quyet-57-nq-tw."""
    least = max(0, start - _LONGEST_ADDRESS)
    for sign in " \n\t":
        least = max(least, text.rfind(sign, least, start) + 1)
    return "://" in text[least:start] or text.startswith("www.", least)


class _Taken:
    """Spans that are taken; they never overlap, so the two neighbours decide."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Take a span when it is free."""
        if self.overlaps(start, end):
            return False
        insort(self._spans, (start, end))
        return True

    def overlaps(self, start: int, end: int) -> bool:
        spans = self._spans
        at = bisect_left(spans, (start, end))
        last = at > 0 and spans[at - 1][0] < end and start < spans[at - 1][1]
        return last or (at < len(spans) and spans[at][0] < end and start < spans[at][1])


def _unlisted(page: Page, mention: Numbered, lang: str) -> Numbered:
    """Take in the type word of a language without a list, unless a Vietnamese or English one stands there."""
    if mention.inner < mention.outer or not mention.symbol:
        return mention
    start, end = with_word(page.text, mention.start, mention.end, primary(lang))
    return mention._replace(start=start, end=end)


def _with_symbols(page: Page, words: Sequence[TypeWord], marks: Sequence[Symbol]) -> list[Numbered]:
    starts = {symbol.start: symbol for symbol in marks}
    ends = {symbol.end: symbol for symbol in marks}
    owner: dict[int, TypeWord] = {}
    for word in words if marks else ():
        at = bisect_left(marks, (word.end,))
        near = at < len(marks) and marks[at].start <= word.end + numbered.REACH
        symbol = numbered.symbol_of(page, word, starts) if near else None
        if symbol:
            owner[symbol.start] = word
        elif at and marks[at - 1].end >= word.start - numbered.REACH_BACK:
            symbol = numbered.symbol_before(page, word, ends)
            if symbol:
                owner.setdefault(symbol.start, word)
    return [_with_word(page, symbol, owner.get(symbol.start)) for symbol in marks]


def _with_word(page: Page, symbol: Symbol, word: TypeWord | None) -> Numbered:
    start, end = numbered.wrapped(page, symbol.start, symbol.end)
    kinds = symbol.kinds
    if word:
        agreed = tuple(kind for kind in word.kinds if kind in kinds)
        # What else the word may mean is settled where the symbol says one of its meanings.
        kinds = tuple(dict.fromkeys((*agreed, *kinds, *(() if agreed else word.kinds))))
        start, end = min(start, word.start), max(end, word.end)
    inner, outer = symbol.end, symbol.end
    if word:
        inner, outer = (word.end, symbol.start) if word.end <= symbol.start else (symbol.end, word.start)
    return Numbered(start, inner, outer, end, kinds, symbol.number, symbol.year, symbol.symbol)


def _numbered(page: Page, mention: Numbered) -> Found:
    span = page.normal.span(mention.start, mention.end)
    around = stated.around(page, mention.start, (mention.inner, mention.outer), mention.end)
    return Found(
        span.start,
        span.end,
        page.source[span.start : span.end],
        mention.kinds,
        _SYMBOL if mention.symbol else _NUMBER,
        mention.number,
        mention.year,
        mention.symbol,
        around.date or _year_inside(page, mention),
        around.body,
        around.place,
        around.term,
    )


def _year_inside(page: Page, mention: Numbered) -> str | None:
    """Give the bare year that was taken in behind a symbol: Quyết định 439/QĐ-TTg 2023."""
    written = _YEAR_BEHIND.search(page.text, mention.start, mention.end) if mention.symbol else None
    return written[1] if written else None


def _of_session(page: Page, word: TypeWord, session: Session) -> Found:
    span = page.normal.span(session.start, session.end)
    return Found(
        span.start,
        span.end,
        page.source[span.start : span.end],
        word.kinds,
        How.SESSION,
        date=stated.read_on(page, max(session.end, word.end), None).date,
        body=session.body,
        place=session.place,
        term=session.term,
        session=session.session,
    )


def _of_title(page: Page, word: TypeWord, title: Title) -> Found:
    span = page.normal.span(title.start, title.end)
    around = stated.around(page, title.start, (title.end, title.end), title.end)
    return Found(
        span.start,
        span.end,
        page.source[span.start : span.end],
        word.kinds,
        How.TITLE,
        date=title.date or around.date,
        body=around.body,
        place=around.place,
        term=around.term,
        name=title.name,
    )
