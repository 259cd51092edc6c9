"""Which of the things in quotes are names of models and movements: the word that governs the quotes decides.

The words on either side are read outward from the quotes as far as nothing parts them (a sentence end, another quote, a
word that begins a clause). The nearest one that says anything decides: "the movement under the motto “X”" names no
movement. What follows in one list with a name is a name too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracuu.entities import How
from tracuu.mentions.namewords import NAMING, PLACES, Hit, NameWords, Role, words_in
from tracuu.mentions.passing import Met
from tracuu.mentions.quotes import Quoted, quotes_and_marks

_BEFORE, _AFTER = 100, 60  # characters that are looked at before and behind a quote
# It begins with one set of signs: a choice would be tried at every letter.
_END = re.compile(r"[.!?;؟।۔。！？။។\n•](?:(?<=[。！？။។\n•])|(?=\s)|(?<=\.)\.\.)")
_NUMBERED = re.compile(r"\s?\d{1,2}(?:\s?[+x]\s?\d|\s?[^\W\d_])")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{1,50}[)）\]]\s?")
_STOPS_INSIDE = (".", "!", "?", "。", "؟", "।", "۔", "။", "។")
_COMMAS = frozenset(",،、，၊;؛")
_LIST_SIGNS = ",،、，၊;؛ "
_POSSESSIVE = ("'s ", "’s ")  # of the model, as its fruits are
_COLON = frozenset(":：")
_MANY_WORDS = 25
_LONG_FOR_A_LIST = 12
_GAP_IN_LIST = 90
_SMALL_WORDS = 3  # of a list: "and of the"
_CALLED_REACH = 60
_SAID_REACH = 2
_LINKED_REACH = 7  # words of "“X” has become one of the most effective models"
# Members of an enumeration take long to look up.
_CALLED, _OTHER, _SAY, _WAY = Role.CALLED, Role.OTHER, Role.SAY, Role.WAY
_GOVERNING = NAMING | {_OTHER, _SAY}


class Verdict(NamedTuple):
    """What the words beside a quote say of it: the nearest governing role, how far it is, and how it was read.

    `role` is None when nothing governs.
    """

    role: Role | None
    distance: int = 99
    how: How = How.QUOTED
    by: int = -1  # where the governing word begins

    @property
    def names(self) -> bool:
        """Tell whether it is a name."""
        return self.role in NAMING


_NOTHING = Verdict(None)
_LISTED = Verdict(Role.MODEL)


class Scene(NamedTuple):
    """A folded text with what was met in it, for reading around quotes."""

    text: str
    words: NameWords
    hits: Sequence[Hit]
    starts: Sequence[int]  # of hits
    quotes: Sequence[Quoted]
    marks: Sequence[int]  # where quote marks stand
    places: Sequence[Hit]  # hits that say or name a place
    place_starts: Sequence[int]
    named: dict[Hit, str | None]  # what `nameplaces` read beside these: names of one sentence share them

    def hits_between(self, start: int, end: int) -> Sequence[Hit]:
        """Give the words that begin between two places."""
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def places_between(self, start: int, end: int) -> Sequence[Hit]:
        """Give the words that say or name a place and begin between two places."""
        starts = self.place_starts
        return self.places[bisect_left(starts, start) : bisect_left(starts, end)]

    def tail_at(self, end: int) -> Hit | None:
        """Give the word for an office or a task that ends a compound at `end`, or stands right behind it."""
        at = bisect_left(self.starts, end + 2)
        hit = self.hits[at - 1] if at else None
        return hit if hit and hit.role is Role.TAIL and hit.end >= end else None

    def marks_from(self, place: int) -> Sequence[int]:
        """Give where the next mark of a quote stands, if there is one."""
        at = bisect_left(self.marks, place)
        return self.marks[at : at + 1]

    def beside(self, start: int, end: int) -> Role | None:
        """Give whether a word for model or movement governs a stretch that stands without quotes."""
        place = Quoted(start, end, start, end)
        near = [verdict for verdict in (_before(self, place), _after(self, place)) if verdict.names]
        return min(near, key=lambda verdict: verdict.distance).role if near else None


def scene(text: str, words: NameWords, met: Met | None = None) -> Scene:
    """Read the words and marks of a folded text once; `met` as in `NameWords.hits`."""
    hits = words.hits(text, met)
    quotes, marks = quotes_and_marks(text)
    places = [hit for hit in hits if hit.role in PLACES]
    starts, place_starts = ([hit.start for hit in some] for some in (hits, places))
    return Scene(text, words, hits, starts, quotes, marks, places, place_starts, {})


def judge(scene: Scene, known: Sequence[bool]) -> list[Verdict]:
    """Give for each quote of a scene, in order, what governs it; lists are followed in both directions.

    `known` tells of each whether it holds a known name: what stands in one list with such a name is a name too.
    """
    quotes = scene.quotes
    verdicts = [
        _LISTED if sure and found.role is None else found
        for sure, found in zip(known, _one_name_each([_of_one(scene, quote) for quote in quotes]), strict=True)
    ]
    for place in range(1, len(quotes)):
        if verdicts[place - 1].names and _follows(scene, quotes[place - 1], quotes[place], verdicts[place]):
            verdicts[place] = verdicts[place - 1]._replace(how=How.QUOTED)
    for place in reversed(range(len(quotes) - 1)):
        if verdicts[place + 1].names and _precedes(scene, quotes[place], quotes[place + 1], verdicts[place]):
            verdicts[place] = verdicts[place + 1]._replace(how=How.QUOTED)
    return verdicts


def _one_name_each(found: Sequence[tuple[Verdict, Verdict]]) -> list[Verdict]:
    """Let each word govern the nearest quote alone: in "“A” model of the “B” union" it is taken by A.

    Takes for each quote the verdict of the nearer side and that of the other, which stands when the first falls.
    """
    nearest: dict[int, int] = {}
    for verdict, _ in found:
        if verdict.names:
            nearest[verdict.by] = min(verdict.distance, nearest.get(verdict.by, verdict.distance))
    return [
        next((one for one in both if not one.names or one.distance <= nearest.get(one.by, one.distance)), _NOTHING)
        for both in found
    ]


def _of_one(scene: Scene, quote: Quoted) -> tuple[Verdict, Verdict]:
    """Give what governs a quote on the nearer side, and on the other."""
    if not _may_be_name(scene, quote):
        return _NOTHING, _NOTHING
    before, after = _before(scene, quote), _after(scene, quote)
    behind = after.distance < before.distance or (after.distance == before.distance and scene.words.after > 1)
    first, second = (after, before) if behind else (before, after)
    if first.role is not None and _reads_like_speech(scene, quote, first):
        return _NOTHING, _NOTHING
    return first, second


def _may_be_name(scene: Scene, quote: Quoted) -> bool:
    inner = scene.text[quote.inner : quote.inner_end].strip()
    return (
        (any(map(str.isalpha, inner)) or _is_sum(inner))
        and "://" not in inner
        and (len(inner) < 2 * _MANY_WORDS or words_in(inner, scene.words) <= _MANY_WORDS)
    )


def _is_sum(inner: str) -> bool:
    """Tell a name of numbers alone: "5+1"."""
    return "+" in inner and any(map(str.isdigit, inner))


def _reads_like_speech(scene: Scene, quote: Quoted, verdict: Verdict) -> bool:
    """Tell a sentence in quotes, unless the model word stands right beside it."""
    inner = scene.text[quote.inner : quote.inner_end].rstrip()
    return verdict.distance > 0 and inner.endswith(_STOPS_INSIDE) and words_in(inner, scene.words) > 4  # noqa: PLR2004  a sentence


def _before(scene: Scene, quote: Quoted) -> Verdict:
    """Read leftward from a quote to the nearest word that governs it."""
    floor = _floor(scene, quote.start)
    called = _ends_with_colon(scene.text[floor : quote.start])
    place = bisect_left(scene.starts, quote.start)
    for hit in _governing(scene, scene.hits[max(0, place - 12) : place][::-1], quote):
        if hit.start < floor or hit.end > quote.start:
            break
        gap = _BRACKETS.sub("", scene.text[hit.end : quote.start])
        if hit.role is _CALLED and words_in(gap, scene.words) <= 1:
            called = True
        elif hit.role in NAMING and gap.strip() in _COMMAS and _closed(scene.text, quote.end):
            return Verdict(hit.role, 0, by=hit.start)
        elif hit.role in _GOVERNING and (distance := _reach_of(gap, hit.role, scene.words, called=called)) is not None:
            return Verdict(hit.role, distance, by=hit.start)
        elif hit.role in _GOVERNING and not called:
            break
    return _NOTHING


def _governing(scene: Scene, hits: Iterable[Hit], quote: Quoted) -> Iterator[Hit]:
    """Give the words beside a quote; one for a way or a team counts where the quote begins with a number."""
    for hit in hits:
        if hit.role is not _WAY:
            yield hit
        elif _NUMBERED.match(scene.text, quote.inner, quote.inner_end):
            yield hit._replace(role=Role.MODEL)


def _closed(text: str, end: int) -> bool:
    """Tell an apposition from a clause: "the model, “X”, spread", not "in the model, “X” spread"."""
    return end == len(text) or text[end] in _COMMAS or text[end] in ".\n"


def _floor(scene: Scene, start: int) -> int:
    """Give how far left of `start` its sentence reaches, another quote being a wall."""
    floor = max(0, start - _BEFORE)
    wall = bisect_left(scene.marks, start) - 1
    if wall >= 0:
        floor = max(floor, scene.marks[wall] + 1)
    for found in _END.finditer(scene.text, floor, start):
        floor = found.end()
    return floor


def _ends_with_colon(left: str) -> bool:
    bare = left.rstrip()
    return bool(bare) and bare[-1] in _COLON


def _reach_of(gap: str, role: Role, words: NameWords, *, called: bool) -> int | None:
    """Give how many words stand between a governing word and the quote; None when it does not reach so far."""
    distance = words_in(gap, words)
    if called:
        return distance if len(gap) <= _CALLED_REACH else None
    most = _SAID_REACH if role is _SAY else 3 if role is _OTHER else words.reach  # a motto stands close to its word
    if distance > most or _parted(gap, words):
        return None
    return distance


def _parted(gap: str, words: NameWords) -> bool:
    """Tell whether something in a gap ends what a word governs: a comma with more behind it, or a word of a clause."""
    bare = gap.strip()
    if not _COMMAS.isdisjoint(bare) or gap.startswith(_POSSESSIVE):
        return True
    if words.running:
        return bare in words.joins or any(word in bare for word in words.stop)
    parts = bare.split()
    return not words.stop.isdisjoint(parts) or (bool(parts) and parts[-1] in words.joins)


def _after(scene: Scene, quote: Quoted) -> Verdict:
    """Read rightward from a quote to the word that says what it is."""
    roof = _roof(scene, quote.end)
    place = bisect_left(scene.starts, quote.end)
    for hit in _governing(scene, scene.hits[place : place + 6], quote):
        if hit.start >= roof:
            break
        if hit.role in _GOVERNING:
            gap = _BRACKETS.sub("", scene.text[quote.end : hit.start])
            return _judged_after(gap, hit.role, scene.words)._replace(by=hit.start)
    return _NOTHING


def _judged_after(gap: str, role: Role, words: NameWords) -> Verdict:
    if role is _SAY:
        return Verdict(role, 1) if words_in(gap, words) <= 1 else _NOTHING
    if gap in {"", "-", "\u2010", "\u2011", "–"}:
        return Verdict(role, 0, How.GLUED)
    distance = words_in(gap, words)
    if distance == 0 and _COMMAS.isdisjoint(gap):
        return Verdict(role, 0) if words.after else Verdict(role, 2)
    if distance <= _LINKED_REACH and _only_links(gap, words):
        return Verdict(role, distance + (0 if words.after > 1 else 1))
    if distance <= words.after and not _parted(gap, words) and words.joins.isdisjoint(gap.split()):
        return Verdict(role, distance)
    return _NOTHING


def _only_links(gap: str, words: NameWords) -> bool:
    """Tell a gap of nothing but small words: "“X”, one of the models"."""
    bare = gap.strip(" ,،、，-–—")
    if words.running:
        return bare in words.link
    parts = bare.split()
    return bool(parts) and sum(part not in words.link for part in parts) <= (1 if len(parts) > 2 else 0)  # noqa: PLR2004  one adjective


def _roof(scene: Scene, end: int) -> int:
    """Give how far right of `end` its sentence reaches, another quote being a wall."""
    roof = min(len(scene.text), end + _AFTER)
    wall = bisect_left(scene.marks, end)
    if wall < len(scene.marks):
        roof = min(roof, scene.marks[wall])
    found = _END.search(scene.text, end, roof)
    return found.start() if found else roof


def _follows(scene: Scene, last: Quoted, quote: Quoted, verdict: Verdict) -> bool:
    """Tell whether a quote goes on the list in which `last` stands."""
    if verdict.role is not None or not last.end <= quote.start <= last.end + _GAP_IN_LIST:
        return False
    gap = scene.text[last.end : quote.start]
    return _may_be_name(scene, quote) and _is_list_gap(scene, gap, last.end, quote.start)


def _precedes(scene: Scene, quote: Quoted, following: Quoted, verdict: Verdict) -> bool:
    """Tell whether a quote stands in the list that `following` ends ("“A” and “B” models")."""
    if verdict.role is not None or not quote.end <= following.start <= quote.end + _LONG_FOR_A_LIST:
        return False
    return _may_be_name(scene, quote) and _separates(scene.text[quote.end : following.start], scene.words)


def _is_list_gap(scene: Scene, gap: str, start: int, end: int) -> bool:
    """Tell what parts the names of a list: commas, "and", and between them where each model is."""
    if _separates(gap, scene.words):
        return True
    if _END.search(gap):
        return False
    between = scene.hits_between(start, end)
    if any(hit.role in _GOVERNING for hit in between):
        return False
    if any(hit.role is _CALLED for hit in between) and words_in(gap, scene.words) <= _SMALL_WORDS + 1:
        return True
    tail = _tail(gap)
    return _separates(tail, scene.words) and not _parted(gap.rstrip().removesuffix(tail.strip()), scene.words)


def _tail(gap: str) -> str:
    """Give what stands right before the next name: from the last comma, or the last word."""
    for place in reversed(range(len(gap))):
        if gap[place] in _COMMAS:
            return gap[place:]
    words = gap.split()
    return words[-1] if words and gap.rstrip() != gap else ""


def _separates(gap: str, words: NameWords) -> bool:
    """Tell what parts two names: a comma, a word for "and", and small words behind it ("and the", "y de los")."""
    bare = gap.strip()
    joined = bare.strip(_LIST_SIGNS)
    if joined in words.joins or (not joined and (bool(bare) or words.running)):
        return True
    parts = joined.split()
    begins = bool(parts) and (parts[0] in words.joins or bare[0] in _COMMAS)
    return begins and len(parts) <= _SMALL_WORDS and all(part in words.joins or part in words.link for part in parts)
