"""What is to be judged again once pairs are new, and the ties that come of it.

A pair's odds hang on the rivals of both, and a tie on the odds of all versions of two stories. So everything is taken
together that likely pairs and stories hold together around what is new: outside of it nothing can have changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import SPLIT, Matched, Placed, Stories, StoryTie
from tracuu.linking.decide import LEAST, Node, Pair, decide, pair_of, weighed
from tracuu.linking.nearby import compared
from tracuu.linking.odds import Compared, prior
from tracuu.linking.sentences import Agreement
from tracuu.linking.shelf import Shelf
from tracuu.linking.sorting import DAYS, day_of

THIRD = 0.2
"""Likeness of two versions to a third from which on they are compared with each other too."""

MOST = 3_000
"""Versions that are judged together at most; beyond, likely pairs no longer add others."""


class Judged(NamedTuple):
    """What judging did: pairs compared besides, ties made and taken back."""

    compared: int
    tied: int
    untied: int


class Region(NamedTuple):
    """Versions to be judged together (`nodes`) with all their pairs; `outside` are the other ends of these.

    `shares` tells by language how many versions have a translation at all.
    """

    nodes: dict[int, Node]
    outside: dict[int, Node]
    pairs: dict[Pair, Compared]
    copies: frozenset[Pair]
    shares: Mapping[str, float]

    def told(self) -> dict[Pair, float]:
        """Give the log-odds of all pairs as they are told by what was measured of each."""
        return weighed({**self.outside, **self.nodes}, self.pairs, self.copies)

    def prior(self, pair: Pair) -> float:
        """Give what is added to these for the languages of a pair."""
        one, other = (self.nodes.get(end) or self.outside[end] for end in pair)
        return prior(self.shares, one.lang, other.lang)

    def odds(self) -> dict[Pair, float]:
        """Give the log-odds of all pairs."""
        return {pair: told + self.prior(pair) for pair, told in self.told().items()}


def everything(stories: Stories, versions: Sequence[int]) -> Region:
    """Give versions of whole stories with all their pairs."""
    return _grown(stories, _empty(stories), versions)


def judge(stories: Stories, shelf: Shelf, versions: Sequence[int]) -> Judged:
    """Judge anew whatever these versions and their pairs may change."""
    around = partners(versions, stories.pairs_of(versions))
    more = _by_a_third(stories, shelf, sorted({*versions, *around}))
    region = gathered(stories, sorted({*versions, *around, *(end for pair in more for end in pair)}))
    made = decided(stories, region)
    before = {(tie.one, tie.other): tie for tie in stories.ties_of(sorted(region.nodes)) if tie.odds is not None}
    gone = [pair for pair, tie in before.items() if made.get(pair) != tie]
    new = [tie for pair, tie in made.items() if before.get(pair) != tie]
    stories.replace_ties(gone, new)
    return Judged(len(more), len(new), len(gone))


def decided(stories: Stories, region: Region) -> dict[Pair, StoryTie]:
    """Give the ties between the versions of a region."""
    inside = {pair: odds for pair, odds in region.odds().items() if region.nodes.keys() >= set(pair)}
    apart = region.copies | parted(stories)
    ties = decide(list(region.nodes.values()), inside, apart)
    return {pair: StoryTie(*pair, round(tie.odds, 4)) for tie in ties for pair in (pair_of(tie.one, tie.other),)}


def parted(stories: Stories) -> frozenset[Pair]:
    """Give the versions that users parted from each other."""
    splits = [one for one in stories.decisions() if one.verb == SPLIT and not one.undone]
    ids = sorted({id_ for one in splits for name in ("versions", "from") for id_ in one.args[name]})
    numbers = stories.numbers(ids)
    return frozenset(
        pair_of(numbers[left], numbers[stayed])
        for one in splits
        for left in one.args["versions"]
        for stayed in one.args["from"]
    )


def partners(versions: Collection[int], pairs: Iterable[Matched]) -> set[int]:
    """Give the other ends of the pairs of some versions."""
    return {end for pair in pairs for end in (pair.one, pair.other)} - set(versions)


def _by_a_third(stories: Stories, shelf: Shelf, versions: Sequence[int]) -> dict[Pair, Matched]:
    """Compare versions that no rare sign brought together, but that are both like a third or of its story by hints."""
    pairs = stories.pairs_of(versions)
    likely = [pair for pair in pairs if pair.shared and pair.onward * pair.back >= THIRD * THIRD]
    siblings = _to_whole_stories(stories, likely)
    wanted = (_triangles(likely, set(versions)) | siblings) - {(pair.one, pair.other) for pair in pairs}
    ends = sorted({end for pair in wanted for end in pair})
    placed, alone = stories.placed(ends), stories.are_alone(ends)
    foreign = sorted(
        (one, other)
        for one, other in wanted
        if language(placed[one].lang) != language(placed[other].lang) and placed[one].part != placed[other].part
        if one in alone or other in alone
        if (one, other) in siblings or not _are_far_apart(placed[one], placed[other])
    )
    known = {(pair.one, pair.other) for pair in stories.pairs_of(sorted({one for one, _ in foreign}))}
    unknown = [pair for pair in foreign if pair not in known]
    shelf.fetch(chain.from_iterable(unknown))
    new = compared(shelf, unknown, shared=False)
    stories.keep_pairs(shelf.weighed(new.values()), [])
    return new


def _are_far_apart(one: Placed, other: Placed) -> bool:
    return bool(one.day and other.day) and abs(day_of(one) - day_of(other)) > DAYS


def _triangles(likely: Iterable[Matched], centres: Collection[int]) -> set[Pair]:
    """Give the pairs that are both like one of these centres."""
    like: dict[int, list[int]] = {}
    for pair in likely:
        like.setdefault(pair.one, []).append(pair.other)
        like.setdefault(pair.other, []).append(pair.one)
    return {
        pair_of(one, other)
        for third, ends in like.items()
        if third in centres
        for one, other in combinations(sorted(ends), 2)
    }


def _to_whole_stories(stories: Stories, likely: Sequence[Matched]) -> set[Pair]:
    """Give, for every likely pair, either version with all that hints tie to the other."""
    placed = stories.placed(sorted({end for pair in likely for end in (pair.one, pair.other)}))
    groups = stories.hinted(stories.in_stories(sorted({one.story for one in placed.values()})))
    members: dict[int, list[int]] = {}
    for number, group in groups.items():
        members.setdefault(group, []).append(number)
    return {
        pair_of(this, sibling)
        for pair in likely
        for this, that in ((pair.one, pair.other), (pair.other, pair.one))
        for sibling in members[groups[that]]
        if sibling not in (this, that)
    }


def gathered(stories: Stories, versions: Sequence[int]) -> Region:
    """Gather whatever likely pairs and stories hold together around some versions."""
    region = _empty(stories)
    frontier = set(versions)
    while frontier:
        places = stories.placed(sorted(frontier))
        whole = stories.in_stories(sorted({one.story for one in places.values()}))
        region = _grown(stories, region, whole)
        if len(region.nodes) > MOST:
            break
        likely = {end for pair, value in region.odds().items() if value >= LEAST for end in pair}
        frontier = likely - region.nodes.keys()
    return region


def _empty(stories: Stories) -> Region:
    return Region({}, {}, {}, frozenset(), {share.lang: share.share for share in stories.shares()})


def _grown(stories: Stories, region: Region, whole: Sequence[int]) -> Region:
    """Take the versions of whole stories into a region, with all their pairs."""
    groups = stories.hinted(whole)
    nodes = region.nodes | {number: _node(one, groups[number]) for number, one in stories.placed(whole).items()}
    pairs = region.pairs | {(pair.one, pair.other): _compared(pair) for pair in _counting(stories, whole)}
    ends = {end for pair in pairs for end in pair}
    strangers = stories.placed(sorted(ends - nodes.keys() - region.outside.keys()))
    outside = region.outside | {number: _node(one, -number) for number, one in strangers.items()}
    copies = frozenset(stories.copies_of(sorted(ends | nodes.keys())))
    return region._replace(nodes=nodes, outside=outside, pairs=pairs, copies=copies)


def _counting(stories: Stories, versions: Sequence[int]) -> list[Matched]:
    """Give the pairs in which versions stand, without those whose both ends hints tie to other languages by now."""
    pairs = stories.pairs_of(versions)
    alone = stories.are_alone(sorted({end for pair in pairs for end in (pair.one, pair.other)}))
    return [pair for pair in pairs if pair.one in alone or pair.other in alone]


def _node(placed: Placed, group: int) -> Node:
    return Node(placed.number, group, language(placed.lang), placed.publisher or placed.site, day_of(placed))


def _compared(pair: Matched) -> Compared:
    agreed = Agreement(
        pair.second, pair.third, pair.run, pair.pairs, pair.shorter, pair.longer, pair.mean, pair.followed
    )
    return Compared(pair.onward, pair.back, agreed, pair.tables, pair.alike, pair.figures, pair.unmet, pair.names)
