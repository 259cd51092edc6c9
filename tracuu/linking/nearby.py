"""Whom a version is compared with, and what comes of it: versions that bear the same rare signs at about its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Matched, Placed, Stories
from tracuu.linking import copies, rare
from tracuu.linking.decide import Pair, pair_of
from tracuu.linking.shelf import Shelf
from tracuu.linking.sorting import DAYS, day_of

MOST = 3
"""Versions in each language that one is compared with when it is read: those that share most with it."""


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


def find(stories: Stories, shelf: Shelf, signs: Mapping[int, Mapping[int, float]]) -> Found:
    """Compare versions, given with their signs, with all that are near to them."""
    found = Found({}, {})
    placed = stories.placed(list(signs))
    for version in signs:
        near = _near(stories, shelf, placed[version], signs[version])
        shelf.fetch([version, *near.translations, *near.copies])
        new = [pair for other in near.translations if (pair := pair_of(version, other)) not in found.pairs]
        found.pairs.update(compared(shelf, new, shared=True))
        found.copies.update(_copied(shelf, [pair_of(version, other) for other in near.copies]))
    return found


def _near(stories: Stories, shelf: Shelf, version: Placed, signs: Mapping[int, float]) -> Near:
    day = day_of(version)
    days = (day - DAYS, day + DAYS) if day else None
    holders = [held for held in stories.holders(list(signs), days) if held[1] != version.number]
    sketched = {other for sign, other, _ in holders if signs[sign] == 0}
    sums = rare.shared(signs, [held for held in holders if signs[held[0]] > 0])
    least = shelf.enough(language(version.lang))
    likely = [other for other, shared in sums.items() if shared >= least]
    others = {n: one for n, one in stories.placed(sorted({*likely, *sketched})).items() if one.part != version.part}
    alone = stories.are_alone([version.number, *others])
    named = language(version.lang)
    foreign: dict[str, list[int]] = {}
    for n in sorted(set(likely) & others.keys()):
        if language(others[n].lang) != named and not alone.isdisjoint({n, version.number}):
            foreign.setdefault(language(others[n].lang), []).append(n)
    best = [nsmallest(MOST, numbers, key=lambda n: (-sums[n], n)) for numbers in foreign.values()]
    return Near(
        sorted(chain.from_iterable(best)),
        sorted(n for n in sketched if n in others and language(others[n].lang) == named),
    )


def compared(shelf: Shelf, pairs: Iterable[Pair], *, shared: bool) -> dict[Pair, Matched]:
    """Compare fetched versions; pairs that have too little in common are left out."""
    found: dict[Pair, Matched] = {}
    for one, other in pairs:
        made = shelf.compare(one, other)
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
            )
    return found


def _copied(shelf: Shelf, pairs: Iterable[Pair]) -> dict[Pair, float]:
    found = ((pair, copies.share(shelf.shingles(pair[0]), shelf.shingles(pair[1]))) for pair in pairs)
    return {pair: share for pair, share in found if share}
