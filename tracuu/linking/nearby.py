"""Whom a version is compared with, and what comes of it: versions that bear the same rare signs at about its time."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Matched, Placed, Stories
from tracuu.linking import copies, rare
from tracuu.linking.decide import Pair, pair_of
from tracuu.linking.shelf import Shelf
from tracuu.linking.sorting import DAYS, day_of

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

BY_CHANCE = 3
"""Versions that one is held against as a copy though they share one alone of the runs of words that find it."""


class Near(NamedTuple):
    """Who is near to a version: those that may be its translations, and those that may be its copies."""

    translations: list[int]
    copies: list[int]


class Found(NamedTuple):
    """What comparing gave: pairs of translations, and near-copies with the share of the shorter one."""

    pairs: dict[Pair, Matched]
    copies: dict[Pair, float]


def keep_signs(stories: Stories, shelf: Shelf, versions: Sequence[int]) -> dict[int, dict[int, float]]:
    """Keep under which signs versions are found; give them. What was kept of these versions before goes."""
    shelf.fetch_anew(versions)
    days = stories.placed(versions)
    kept = {
        version: shelf.signs(version) | dict.fromkeys(copies.sketch(shelf.shingles(version)), 0.0)
        for version in versions
    }
    stories.keep_signs({version: (day_of(days[version]), signs) for version, signs in kept.items()})
    return kept


def near(stories: Stories, shelf: Shelf, signs: Mapping[int, Mapping[int, float]]) -> dict[int, Near]:
    """Find who is near to versions, given with their signs, and have these read."""
    placed = stories.placed(list(signs))
    drawn = {one.number: _drawn(stories, shelf, one, signs[one.number]) for one in placed.values()}
    others = {other for one in drawn.values() for other in chain(one.likely, one.sketched)}
    placed |= stories.placed(sorted(others - placed.keys()))
    alone = stories.are_alone(sorted(placed))
    found = {version: _nearest(placed[version], drawn[version], placed, alone, shelf.most()) for version in signs}
    shelf.expect(_ends(found))
    return found


def find(shelf: Shelf, found_near: Mapping[int, Near]) -> Found:
    """Compare versions with all that are near to them."""
    found = Found({}, {})
    shelf.fetch(_ends(found_near))
    pairs = dict.fromkeys(pair_of(one, other) for one, ends in found_near.items() for other in ends.translations)
    found.pairs.update(compared(shelf, list(pairs), shared=True))
    for version, (_, copied) in found_near.items():
        found.copies.update(_copied(shelf, [pair_of(version, other) for other in copied]))
    return found


def without(found_near: Mapping[int, Near], versions: Container[int]) -> dict[int, Near]:
    """Leave out versions that are read anew: they find those that they are near to by themselves."""
    return {
        version: Near(*([end for end in ends if end not in versions] for ends in one))
        for version, one in found_near.items()
    }


def _ends(found: Mapping[int, Near]) -> Iterator[int]:
    """Give versions and all that are near to them."""
    return chain(found, chain.from_iterable([*one.translations, *one.copies] for one in found.values()))


class _Drawn(NamedTuple):
    """Versions that bear the signs of one: with the sum of rarities that they share; by how many runs of words."""

    likely: dict[int, float]
    sketched: dict[int, int]


def _drawn(stories: Stories, shelf: Shelf, version: Placed, signs: Mapping[int, float]) -> _Drawn:
    """Find versions of about the time of one that bear its signs, and enough of them."""
    day = day_of(version)
    days = (day - DAYS, day + DAYS) if day else None
    bearers = stories.bearers([*signs], days, rare.MOST_COMMON + 1)  # itself besides
    shared = rare.shared([*signs.values()], bearers)
    others = shared.versions != version.number
    likely = others & (shared.sums > 0) & (shared.sums >= shelf.enough(language(version.lang)))
    sketched = others & (shared.runs > 0)
    return _Drawn(_told(shared.versions, shared.sums, likely), _told(shared.versions, shared.runs, sketched))


def _told(versions: Numbers, values: Numbers, few: Numbers) -> dict[int, Any]:
    """Give some versions, each with what is told of it."""
    return dict(zip(versions[few].tolist(), values[few].tolist(), strict=True))


def _nearest(version: Placed, drawn: _Drawn, placed: Mapping[int, Placed], alone: Container[int], most: int) -> Near:
    """Choose those of each other language that share most with a version, and those of its own that may be copies."""
    named = language(version.lang)
    apart = {n: language(placed[n].lang) for n in chain(drawn.likely, drawn.sketched) if placed[n].part != version.part}
    foreign: dict[str, list[int]] = {}
    for n in drawn.likely:
        if n in apart and apart[n] != named and (n in alone or version.number in alone):
            foreign.setdefault(apart[n], []).append(n)
    best = [nsmallest(most, numbers, key=lambda n: (-drawn.likely[n], n)) for numbers in foreign.values()]
    own = {n: runs for n, runs in drawn.sketched.items() if apart.get(n) == named}
    return Near(sorted(chain.from_iterable(best)), copies_among(own))


def copies_among(sketched: Mapping[int, int]) -> list[int]:
    """Choose who may be a copy: of those that share one run of words alone, which chance does, only a few."""
    by_chance = sorted(n for n, runs in sketched.items() if runs == 1)
    return sorted({*sketched} - {*by_chance[BY_CHANCE:]})


def compared(shelf: Shelf, pairs: Sequence[Pair], *, shared: bool) -> dict[Pair, Matched]:
    """Compare fetched versions; pairs that have too little in common are left out."""
    found: dict[Pair, Matched] = {}
    for (one, other), made in zip(pairs, shelf.compare(pairs), strict=True):
        if made:
            found[one, other] = Matched(
                one=one,
                other=other,
                shared=shared,
                onward=made.onward,
                back=made.back,
                second=made.agreement.second,
                third=made.agreement.third,
                run=made.agreement.run,
                tables=made.tables,
                pairs=made.agreement.pairs,
                shorter=made.agreement.shorter,
                longer=made.agreement.longer,
                figures=made.figures,
                unmet=made.unmet,
                names=made.names,
                mean=made.agreement.mean,
                followed=made.agreement.followed,
            )
    return found


def _copied(shelf: Shelf, pairs: Iterable[Pair]) -> dict[Pair, float]:
    found = ((pair, copies.share(shelf.shingles(pair[0]), shelf.shingles(pair[1]))) for pair in pairs)
    return {pair: share for pair, share in found if share}
