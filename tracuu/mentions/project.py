"""Which name of one version stands where another version has which: mentions linked through the alignment.

Two versions of a story are aligned by paragraphs, and where several names stand in a paragraph, by sentences. A name
of one side and a name of the other that stand in sentences that say the same are a candidate. What it weighs is below;
a weight is never taken from how often two names are counted alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tracuu.align.paragraphs import ENOUGH as ENOUGH_ANCHORS
from tracuu.align.paragraphs import Bead, best_way, laid, length_ratio
from tracuu.align.sentences import Aligned, align_texts
from tracuu.align.traces import Traces, joined, traces
from tracuu.entities import Found, Text
from tracuu.mentions import agree
from tracuu.mentions.rivals import ALONE, SAME_FIGURES, Cell, Cells, Named, Rivals, Same, Spot
from tracuu.mentions.things import NAME, NUMBER, SESSION, Thing, are_apart, contradictions, is_placed
from tracuu.records import CONTENT

# What a candidate weighs. `ENOUGH` is what it takes to join two things.
SENTENCE = 2.0  # in sentences that say the same
BESIDE = 0.5  # in neighbouring ones, in paragraphs that say the same
SAME_KIND = 0.5  # both are called a model, or both a movement
LOST_FIGURES = -1.0  # only one of them holds a number, or not all of the other's
SAME_NAME = 3.0  # known to be one already: the register's entity, or one spelling
ALIKE, CHANCE = 2.0, 0.4  # times how much more alike they are written than names of two languages are by chance
OTHER_PLACE, SLIP = -2.0, -0.5  # at another place; where each states one step only, which may have been misread
SAME_PLACE = 1.0  # in one commune or district, by both sides; against a doubt only
UNLIKE = -0.5  # the register knows the one and not the other, though it knows names by what they are composed of
SAME_NUMBER = 2.0  # of instruments
FIELD, MISFIT = 1.0, -2.0  # a field of an instrument that agrees; each symbol, issuer or date that does not
OTHER_KIND = -1.5  # a directive for a decision: machines confuse them, but seldom
ASTRAY = -1.0  # in paragraphs of which it is not sure that they say the same
FAR = -0.7  # times how far apart they stand, as a part of the paragraph
ENOUGH = 2.0
LEAD = 0.75  # by which a candidate must outweigh its rivals where one side names more things than the other

MOST_SPOTS = 60  # names of one paragraph that are compared with each other; no article has as many
_UNEVEN = 0.1  # logarithm of a ratio of lengths from which it is worth aligning anew
_NEAR = 0.3  # part of a paragraph within which two names that stand alone are taken for one place


class Side(NamedTuple):
    """A version made ready for aligning: its content paragraphs, measured, and its spots in order."""

    text: Text
    things: list[Thing]
    paragraphs: list[str]
    traces: list[Traces]
    spots: list[Spot]

    def within(self, paragraphs: range) -> list[Spot]:
        """Give the spots of a range of paragraphs."""
        low = bisect_left(self.spots, paragraphs.start, key=lambda spot: spot.paragraph)
        high = bisect_left(self.spots, paragraphs.stop, key=lambda spot: spot.paragraph)
        return self.spots[low:high]

    def found(self, spot: Spot) -> Found:
        """Give the Found of a spot."""
        return self.text.found[spot.place]


class Link(NamedTuple):
    """One candidate that was taken: things and places of the left and the right side, and its weight.

    `alone`: no other name could be meant there. `repeated`: the two sides name equally often there what on one of them
    is one thing.
    """

    left: int
    right: int
    weight: float
    left_place: int
    right_place: int
    alone: bool = False
    repeated: bool = False


def side(text: Text, things: list[Thing]) -> Side:
    """Make a version ready for aligning."""
    lines = [mark for mark in text.marks if mark.role in CONTENT]
    starts = [mark.start for mark in lines]
    paragraphs = [text.given[mark.start : mark.end] for mark in lines]
    of = {place: number for number, thing in enumerate(things) for place in thing.members}
    spots = []
    for place, found in enumerate(text.found):
        line = bisect_right(starts, found.start) - 1
        if line >= 0:
            spots.append(Spot(place, of[place], line, found.start - starts[line]))
    return Side(text, things, paragraphs, [traces(paragraph) for paragraph in paragraphs], spots)


def aligned(left: Side, right: Side, same: Same) -> list[Cells]:
    """Align two versions; give the spots of paragraphs that say the same, where both sides have some.

    Paragraphs in which all spots are known to be one with another of them (`same`) are left out.
    """
    beads, ratio = _beads(left, right)
    held = (
        (at, left.within(bead.left)[:MOST_SPOTS], right.within(bead.right)[:MOST_SPOTS])
        for at, bead in enumerate(beads)
    )
    return [
        _marked(_cells(left, right, beads[at], (ours, theirs), ratio), firm=_is_firm(left, right, beads, at))
        for at, ours, theirs in held
        if ours and theirs and not _is_settled(ours, theirs, same)
    ]


def _is_firm(left: Side, right: Side, beads: Sequence[Bead], at: int) -> bool:
    """Tell whether paragraphs surely say the same: they share a figure or name, or those about them are in step.

    Where a paragraph near by was left out or put with another, the way may have gone astray by one.
    """
    bead = beads[at]
    said, heard = (joined(one.traces[part.start : part.stop]) for one, part in ((left, bead.left), (right, bead.right)))
    if said.numbers & heard.numbers or said.words & heard.words:
        return True
    return all(len(one.left) == len(one.right) == 1 for one in beads[max(0, at - 1) : at + 2])


def _marked(cells: Cells, *, firm: bool) -> Cells:
    ours, theirs = ([cell._replace(firm=firm) for cell in held] for held in cells)
    return ours, theirs


def _beads(left: Side, right: Side) -> tuple[list[Bead], float]:
    """Align the paragraphs of two versions; give also how many letters of the right side one of the left becomes.

    Where too little is the same on both sides to tell that beforehand, what was aligned tells it, and is aligned anew.
    """
    sides = laid(left.traces, right.traces)
    beads = best_way(sides, sides.ratio)
    ratio = _ratio(left, right, beads)
    if abs(math.log(ratio)) < _UNEVEN or len(sides.anchors) >= ENOUGH_ANCHORS:
        return beads, ratio
    again = best_way(sides, ratio)
    return again, _ratio(left, right, again)


def _ratio(left: Side, right: Side, beads: Sequence[Bead]) -> float:
    single = [bead for bead in beads if len(bead.left) == len(bead.right) == 1]
    return length_ratio([(left.traces[b.left.start].length, right.traces[b.right.start].length) for b in single])


def _is_settled(left: Sequence[Spot], right: Sequence[Spot], same: Same) -> bool:
    ours, theirs = {spot.thing for spot in left}, {spot.thing for spot in right}
    met = [(one, other) for one in ours for other in theirs if same(one, other)]
    return {one for one, _ in met} == ours and {other for _, other in met} == theirs


def links(left: Side, right: Side, shared: Sequence[Cells], same: Same) -> list[Link]:
    """Link the places of two aligned versions of one story. What is known to be one leaves the rest less doubtful."""
    return [link for cells in shared for link in _within(left, right, cells, same)]


def _cells(left: Side, right: Side, bead: Bead, spots: tuple[list[Spot], list[Spot]], ratio: float) -> Cells:
    """Say in which sentences the spots of one bead of paragraphs stand."""
    ours, theirs = (
        _far(one, paragraphs, held) for one, paragraphs, held in zip((left, right), bead, spots, strict=True)
    )
    if len(ours) == len(theirs) == 1 and abs(ours[0] - theirs[0]) <= _NEAR:
        return [Cell(spots[0][0], 0, ours[0])], [Cell(spots[1][0], 0, theirs[0])]
    inner = align_texts(
        left.paragraphs[bead.left.start : bead.left.stop],
        right.paragraphs[bead.right.start : bead.right.stop],
        None,
        ratio,
    )
    first = [Cell(spot, _sentence(inner, 0, spot, bead), far) for spot, far in zip(spots[0], ours, strict=True)]
    second = [Cell(spot, _sentence(inner, 1, spot, bead), far) for spot, far in zip(spots[1], theirs, strict=True)]
    return first, second


def _far(one: Side, paragraphs: range, spots: Sequence[Spot]) -> list[float]:
    """Give how far into the paragraphs, as a part of their length, each spot stands."""
    lengths = [len(one.paragraphs[number]) + 1 for number in paragraphs]
    before = {number: sum(lengths[:index]) for index, number in enumerate(paragraphs)}
    return [(before[spot.paragraph] + spot.offset) / sum(lengths) for spot in spots]


def _sentence(inner: Aligned, which: int, spot: Spot, bead: Bead) -> int:
    """Give the number of the bead of sentences that a spot stands in."""
    sentences = (inner.left, inner.right)[which]
    paragraph = spot.paragraph - bead[which].start
    at = max(0, bisect_right(sentences, (paragraph, spot.offset), key=lambda part: part[:2]) - 1)
    return bisect_right(inner.beads, at, key=lambda part: part[which].start) - 1


def _within(left: Side, right: Side, cells: Cells, same: Same) -> list[Link]:
    """Take the candidates of one bead of paragraphs, the weightiest first, each place once."""
    rivals = Rivals.of((_named(left, cells[0]), _named(right, cells[1])), same)
    weighed = sorted(
        (-weight, i, j)
        for i, one in enumerate(cells[0])
        for j, other in enumerate(cells[1])
        if abs(one.number - other.number) <= 1
        and (weight := _weight(left, right, (one, other), same, rivals)) is not None
    )
    leading = _leading(left, right, cells, [(-weight, i, j) for weight, i, j in weighed], same)
    taken: tuple[set[int], set[int]] = (set(), set())
    made: list[Link] = []
    for weight, i, j in weighed:
        if i in taken[0] or j in taken[1] or weight >= 0 or (i, j) not in leading:
            continue
        taken[0].add(i)
        taken[1].add(j)
        one, other = cells[0][i].spot, cells[1][j].spot
        pair = cells[0][i], cells[1][j]
        made.append(
            Link(
                one.thing,
                other.thing,
                -weight,
                one.place,
                other.place,
                alone=rivals.doubt(pair) == ALONE,
                repeated=rivals.repeated(pair[0].number),
            )
        )
    return made


def _leading(
    left: Side, right: Side, cells: Cells, weighed: Sequence[tuple[float, int, int]], same: Same
) -> set[tuple[int, int]]:
    """Give the candidates that may be taken: where the sides name unequally many things, those that lead their rivals.

    A thing that has its partner there already is nobody's rival.
    """
    settled = {
        (cell.spot.thing, other.spot.thing)
        for cell in cells[0]
        for other in cells[1]
        if same(cell.spot.thing, other.spot.thing)
    }
    done = {one for one, _ in settled}, {other for _, other in settled}
    open_ = _kinds_of(left, cells[0], done[0]), _kinds_of(right, cells[1], done[1])
    best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for weight, i, j in weighed:
        things = cells[0][i].spot.thing, cells[1][j].spot.thing
        for which, place in enumerate((i, j)):
            rival = things[1 - which]
            if rival not in done[1 - which]:
                held = best[which, place]
                held[rival] = max(weight, held.get(rival, weight))
    return {
        (i, j)
        for weight, i, j in weighed
        for one, other in ((cells[0][i].spot.thing, cells[1][j].spot.thing),)
        if (one, other) in settled
        or open_[0][_called(left.things[one])] == open_[1][_called(right.things[other])]
        or all(
            weight - rival >= LEAD
            for which, place, own in ((0, i, other), (1, j, one))
            for thing, rival in best[which, place].items()
            if thing != own
        )
    }


def _kinds_of(one: Side, cells: Sequence[Cell], settled: set[int]) -> Counter[str]:
    """Count the things of one side that have no partner yet, by their sort, of documents by their number."""
    return Counter(_called(one.things[thing]) for thing in {cell.spot.thing for cell in cells} - settled)


def _called(thing: Thing) -> str:
    return agree.plain_number(thing.whole.number or "") if thing.sort == NUMBER else thing.sort


def _weight(left: Side, right: Side, pair: tuple[Cell, Cell], same: Same, rivals: Rivals) -> float | None:
    """Weigh one candidate; None when it cannot be."""
    one, other = pair
    things = left.things[one.spot.thing], right.things[other.spot.thing]
    if things[0].sort != things[1].sort:
        return None
    known = same(one.spot.thing, other.spot.thing)
    if things[0].sort == NAME:
        own = _name_weight(left, right, (one.spot, other.spot), known=known)
    else:
        own = _instrument_weight(things[0], things[1])
    if own is None:
        return None
    near = SENTENCE if one.number == other.number else BESIDE
    doubt = 0.0 if known or things[0].sort != NAME else _doubt(things, pair, rivals)
    return near + own + doubt + FAR * abs(one.far - other.far)


def _doubt(things: tuple[Thing, Thing], pair: tuple[Cell, Cell], rivals: Rivals) -> float:
    """Weigh how sure it is that these two names are meant; a place that both state takes a doubt back."""
    doubt = rivals.doubt(pair) + (0.0 if pair[0].firm else ASTRAY)
    one, other = (thing.whole for thing in things)
    if doubt < 0 and is_placed(one, other) and agree.share_a_place(one.place, other.place):
        return min(0.0, doubt + SAME_PLACE)
    return doubt


def _name_weight(left: Side, right: Side, spots: tuple[Spot, Spot], *, known: bool) -> float | None:
    """Weigh what two names themselves say; None when they cannot be one."""
    things = left.things[spots[0].thing], right.things[spots[1].thing]
    one, other = things[0].whole, things[1].whole
    if (one.entity and other.entity and one.entity != other.entity) or not agree.kinds_agree(one.kinds, other.kinds):
        return None
    weight = SAME_KIND if left.found(spots[0]).kinds[:1] == right.found(spots[1]).kinds[:1] else 0.0
    weight += SAME_NAME if known else ALIKE * _likeness(one.name or "", other.name or "")
    if (one.entity is None) != (other.entity is None) and not known:
        weight += UNLIKE
    if are_apart(one, other):
        weight += SLIP if agree.barely_placed(one.place, other.place) else OTHER_PLACE
    figures = _figures_weight(things[0].figures, things[1].figures)
    return None if figures is None else weight + figures


def _likeness(one: str, other: str) -> float:
    return max(0.0, agree.likeness(one, other) - CHANCE) / (1 - CHANCE)


def _figures_weight(one: Sequence[str], other: Sequence[str]) -> float | None:
    if one == other:
        return SAME_FIGURES if one else 0.0
    first, second = set(one), set(other)
    return LOST_FIGURES if first <= second or second <= first else None


def _instrument_weight(one: Thing, other: Thing) -> float | None:
    """Weigh what two instruments state; None when their numbers or sessions are not one."""
    ours, theirs = one.whole, other.whole
    if not agree.numbers_agree(ours.number, theirs.number) or not agree.sessions_agree(ours.session, theirs.session):
        return None
    weight = SAME_NUMBER if one.sort in {NUMBER, SESSION} else 0.0
    weight += 0.0 if agree.kinds_agree(ours.kinds, theirs.kinds) else OTHER_KIND
    agreeing = sum(bool(a and a == b) for a, b in ((ours.symbol, theirs.symbol), (ours.date, theirs.date)))
    return weight + FIELD * agreeing + MISFIT * contradictions(ours, theirs)


def _named(one: Side, cells: Sequence[Cell]) -> list[Named]:
    """Give the names among the spots, each with the numbers inside it and where it ends."""
    return [
        Named(cell, one.things[cell.spot.thing].figures, found.start, found.end)
        for cell in cells
        if one.things[cell.spot.thing].sort == NAME
        for found in (one.found(cell.spot),)
    ]
