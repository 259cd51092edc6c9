"""Which versions fit a query best, whether they hold all of it or not?

A story is ranked by the version of it that fits best: one in the query's own language that holds all its words, or one
in the languages wanted that holds some of them or of their translations. What is given is its version in the languages
wanted. With vectors (the extra `dense`) the versions that are nearest in meaning are ranked too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tracuu.corpus.archive import Archive
from tracuu.indexer import tree
from tracuu.records import Version
from tracuu.search import nodes
from tracuu.search.across import Ground, crossed
from tracuu.search.expand import expand
from tracuu.search.further import source_of, tongues
from tracuu.search.fused import DEPTH, fused
from tracuu.text.analysis import analyser
from tracuu.tuples import Record

_ELSEWHERE = 0.3  # what a match in the query's own language counts for where versions in others are wanted


class Read(Record):
    """A query read: its language, the languages of the archive that are the same, and those that it looks for."""

    words: str
    root: nodes.Node
    source: str | None
    own: tuple[str, ...]
    wanted: tuple[str, ...]


def read(
    archive: Archive,
    ground: Ground,
    root: nodes.Node,
    words: str,
    lang: str | None,
    is_wanted: Callable[[str, str | None], bool],
) -> Read:
    """Tell the languages of a query, given as a tree and in words.

    `is_wanted` tells of a language of the archive whether it is looked for, given the query's.
    """
    source = source_of(root, ground, archive, lang)
    typed = source.lang if source else None
    wanted = tuple(one for one in ground.languages if is_wanted(one, typed))
    own = tuple(one for one in ground.languages if typed and analyser(one) == analyser(typed))
    return Read(words, root, typed, own, wanted)


def nearest(archive: Archive, asked: Sequence[Read]) -> list[dict[int, float]]:
    """Give for each query the versions nearest in meaning, by number with their likeness.

    The vectors are gone through once for all queries that look for the same languages. Raises UsageError when the
    archive has none.
    """
    from tracuu.dense.rank import rank_all

    together: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(asked):
        together.setdefault(one.wanted, []).append(place)
    near: list[dict[int, float]] = [{} for _ in asked]
    for wanted, places in together.items():
        rows = rank_all(archive, [asked[place].words for place in places], wanted, DEPTH)
        for place, row in zip(places, rows, strict=True):
            near[place] = dict(row)
    return near


def ranked(
    archive: Archive,
    ground: Ground,
    one: Read,
    most: int,
    near: Mapping[int, float] | None = None,
    *,
    translate: bool = True,
) -> list[int]:
    """Give the numbers of the versions that fit best; with `near` (see `nearest`) by words and vectors both."""
    node = _node(archive, ground, one, translate=translate)
    if near is None:
        return list(_by_words(archive, ground, node, one.wanted, most))
    return fused(_by_words(archive, ground, node, one.wanted, DEPTH), near)[:most]


def _node(archive: Archive, ground: Ground, one: Read, *, translate: bool) -> tree.Node:
    """Give the tree of what ranks: all words in the query's own language, any of them or of their translations."""
    if one.source is None:
        return tree.NOTHING
    either: list[tree.Node] = []
    if one.own:
        here = expand(one.root, ground.reader, one.own, ground.narrow).node
        worth = 1.0 if set(one.own) & set(one.wanted) else _ELSEWHERE
        either.append(tree.Boost(tree.And((tree.Filter("lang", one.own), here)), worth))
    knowing = tongues(archive, one.source, one.wanted, ground.languages, translate=translate)
    made = crossed(one.root, ground, knowing, always=True)
    if made:
        either.append(made.ranking)
    return tree.Or(tuple(either))


def _by_words(archive: Archive, ground: Ground, node: tree.Node, wanted: Sequence[str], most: int) -> dict[int, float]:
    """Give the versions in the languages wanted of the stories found, by number with their scores, best first."""
    found: dict[int, float] = {}
    offset, limit = 0, 4 * most
    while len(found) < most:
        hits = ground.reader.search(node, limit=limit, offset=offset).hits
        versions = archive.versions([hit.key for hit in hits])
        for hit, version in zip(hits, versions, strict=True):
            if shown := _in_wanted(archive, version, wanted):
                found.setdefault(shown.number, hit.score)
        if len(hits) < limit:
            break
        offset += limit
    return dict(list(found.items())[:most])


def _in_wanted(archive: Archive, found: Version, wanted: Iterable[str]) -> Version | None:
    if found.lang in wanted:
        return found
    listed = archive.siblings([found.story_number])[found.story_number]
    held = [number for number, _, lang in listed if lang in wanted]
    return archive.version(held[0]) if held else None
