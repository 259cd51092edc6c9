"""How well mentions are found and linked, beside the truth: the measures of bench.naming.

Finding: a found place and a true one match when what they share is at least half of what they cover together
(intersection over union, IoU), each at most once, those that share most first. Precision, recall and F1 count matches;
`typed` counts only those of the right kind (model and movement are one). Places that are optional, or outside what is
asked for, are neither required nor held against a finder.

Linking, over the matched, missed and spurious mentions together:

- B-cubed (Bagga and Baldwin, "Algorithms for scoring coreference chains", LREC 1998): for each mention, which share of
  the mentions under its found entity are of its true one (precision), and which share of those of its true entity are
  under its found one (recall); then the mean. A spurious mention counts in the mean of precision, a missed one in that
  of recall, both with nothing.
- across languages (`pairs`): of the pairs of mentions in two different languages that were given one entity, how many
  should have been, and the reverse. Entities that are named often weigh most.
- by entity (`macro`): the mean over the entities named in two languages or more of the F1 of their own such pairs, so
  that each weighs the same. A wrong pair is one of a mention of this entity and one of another thing.

`wrong` counts what hurts most: mentions under the id of an entity that stands mostly for something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

NAMES = frozenset({"model", "movement", "programme", "program"})
_SHARED_LEAST = 0.5


class Place(NamedTuple):
    """A mention, true or found: its place, its entity (any string), its kind; missing a `free` one is no fault."""

    start: int
    end: int
    entity: str
    kind: str
    number: str | None = None
    free: bool = False


class Page(NamedTuple):
    """One text: its language, the true places and the found ones."""

    lang: str
    true: Sequence[Place]
    said: Sequence[Place]


class Item(NamedTuple):
    """A mention as linking is judged: `true` is None for a spurious one, `said` for a missed one."""

    lang: str
    true: str | None
    said: str | None


class Rate(NamedTuple):
    """Precision, recall and F1, from 0 to 1, and how many were required."""

    precision: float
    recall: float
    f1: float
    required: int = 0


class Counts(NamedTuple):
    """Places that matched, that were said and count, that were required."""

    hit: int = 0
    said: int = 0
    required: int = 0

    def plus(self, other: Counts) -> Counts:
        """Add up."""
        return Counts(self.hit + other.hit, self.said + other.said, self.required + other.required)

    def rate(self) -> Rate:
        """Give precision, recall and F1."""
        return rate(self.hit, self.said, self.required)


Wanted = Callable[[Place], bool]


class Judged(NamedTuple):
    """One page judged: how finding did, and its mentions for linking. The lists show where it failed."""

    found: Counts
    typed: Counts
    items: list[Item]
    missed: list[Place]
    spurious: list[Place]
    matched: list[tuple[Place, Place]]


def rate(hit: int, said: int, required: int) -> Rate:
    """Give precision, recall and F1. Of nothing said, precision is 1 when nothing was required."""
    precision = hit / said if said else float(not required)
    recall = hit / required if required else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rate(precision, recall, f1, required)


def shared(one: Place, other: Place) -> float:
    """Give intersection over union of two places."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (one.end - one.start + other.end - other.start - both) if both > 0 else 0.0


def pairs(true: Sequence[Place], said: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Match one to one, those that share most first; of equals the earlier."""
    near = [(-shared(one, other), i, j) for i, one in enumerate(true) for j, other in enumerate(said)]
    free_true, free_said = set(range(len(true))), set(range(len(said)))
    matched = []
    for negative, i, j in sorted(near):
        if -negative >= _SHARED_LEAST and i in free_true and j in free_said:
            free_true.remove(i)
            free_said.remove(j)
            matched.append((true[i], said[j]))
    return matched


def judge(page: Page, wanted: Wanted = lambda _place: True) -> Judged:
    """Judge one page on the places that are `wanted`; the others are free."""
    free = {one for one in page.true if one.free or not wanted(one)}
    matched = pairs(page.true, page.said)
    hits = [(one, other) for one, other in matched if one not in free]
    used = {other for _, other in matched}
    left = [other for other in page.said if other not in used and wanted(other) and not _touches(other, free)]
    required = [one for one in page.true if one not in free]
    missed = [one for one in required if one not in {one for one, _ in hits}]
    found = Counts(len(hits), len(hits) + len(left), len(required))
    typed = found._replace(hit=sum(_coarse(one.kind) == _coarse(other.kind) for one, other in hits))
    items = [Item(page.lang, one.entity, other.entity) for one, other in hits]
    items += [Item(page.lang, one.entity, None) for one in missed]
    items += [Item(page.lang, None, other.entity) for other in left]
    return Judged(found, typed, items, missed, left, hits)


def _touches(place: Place, others: Iterable[Place]) -> bool:
    return any(place.start < other.end and other.start < place.end for other in others)


def _coarse(kind: str) -> str:
    return "name" if kind in NAMES else kind


def numbered(place: Place) -> bool:
    """Want instruments that carry a number."""
    return instrument(place) and place.number is not None


def instrument(place: Place) -> bool:
    """Want all instruments."""
    return place.kind not in NAMES


def name(place: Place) -> bool:
    """Want models and movements."""
    return place.kind in NAMES


def b_cubed(items: Sequence[Item]) -> Rate:
    """Give B-cubed over mentions, missed and spurious ones included."""
    true, said = Counter(item.true for item in items), Counter(item.said for item in items)
    both = Counter((item.true, item.said) for item in items)
    matched = [item for item in items if item.true is not None and item.said is not None]
    wanted = sum(item.true is not None for item in items)
    given = sum(item.said is not None for item in items)
    precision = sum(both[item.true, item.said] / said[item.said] for item in matched) / given if given else 1.0
    recall = sum(both[item.true, item.said] / true[item.true] for item in matched) / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rate(precision, recall, f1, wanted)


def _crossing(languages: Iterable[tuple[object, str]]) -> int:
    """Count pairs of one key in two languages, of (key, language)."""
    by_key: dict[object, Counter[str]] = defaultdict(Counter)
    for key, lang in languages:
        by_key[key][lang] += 1
    return sum(
        (sum(counts.values()) ** 2 - sum(count**2 for count in counts.values())) // 2 for counts in by_key.values()
    )


def across(items: Sequence[Item]) -> Rate:
    """Give precision, recall and F1 of pairs of mentions in two languages that were given one entity."""
    said = _crossing((item.said, item.lang) for item in items if item.said is not None)
    true = _crossing((item.true, item.lang) for item in items if item.true is not None)
    hit = _crossing(
        ((item.true, item.said), item.lang) for item in items if item.true is not None and item.said is not None
    )
    return rate(hit, said, true)


def by_entity(items: Sequence[Item], want: Callable[[str], bool] = lambda _entity: True) -> Rate:
    """Give the mean, over true entities of two languages or more, of precision, recall and F1 of their own pairs."""
    under: dict[str, list[Item]] = defaultdict(list)
    own: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.said is not None:
            under[item.said].append(item)
        if item.true is not None:
            own[item.true].append(item)
    rates = [
        _of_entity(entity, mentions, under)
        for entity, mentions in sorted(own.items())
        if want(entity) and len({item.lang for item in mentions}) > 1
    ]
    if not rates:
        return Rate(1.0, 1.0, 1.0)
    count = len(rates)
    precision, recall, f1 = (sum(one[which] for one in rates) / count for which in range(3))
    return Rate(precision, recall, f1, count)


def _of_entity(entity: str, mentions: Sequence[Item], under: dict[str, list[Item]]) -> Rate:
    true = _crossing((entity, item.lang) for item in mentions)
    hit = _crossing((item.said, item.lang) for item in mentions if item.said is not None)
    wrong = sum(
        other.true != entity and other.lang != item.lang
        for item in mentions
        if item.said is not None
        for other in under[item.said]
    )
    return rate(hit, hit + wrong, true)


def wrong(items: Sequence[Item]) -> list[Item]:
    """Give the mentions under an id that stands mostly for another true entity."""
    under: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.true is not None and item.said is not None:
            under[item.said][item.true] += 1
    most = {said: min(counts, key=lambda one: (-counts[one], one)) for said, counts in under.items()}
    return [item for item in items if item.true is not None and item.said is not None and most[item.said] != item.true]
