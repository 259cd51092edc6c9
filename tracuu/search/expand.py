"""From the tree of the grammar to the tree that an engine is asked: words become terms of every language in play.

A query word is analysed once for each analyser of the archive's languages, since the same letters are another stem in
another language. What a filter means (which site, which province) is for `narrow` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from tracuu.indexer import tree
from tracuu.indexer.engines.base import Reader
from tracuu.messages import say
from tracuu.search import nodes
from tracuu.search.dates import Period
from tracuu.search.nodes import write
from tracuu.search.wording import MOST_TERMS, Scope, Wording, one_for_each_analyser, together, wording
from tracuu.tuples import Record

ADJACENCY = 0.3
_MOST_TOGETHER = 8
_WORDS = nodes.Word | nodes.Quote | nodes.Prefix | nodes.Fuzzy
UNDATED = tree.Range("undated", 1, 1)


class Expanded(Record):
    """The engine's tree, the words that were looked for (excluded ones apart), and what the user should know."""

    node: tree.Node
    words: tuple[Wording, ...]
    excluded: tuple[Wording, ...] = ()
    bonus: tree.Node = tree.NOTHING
    notes: tuple[str, ...] = ()


class _Work:
    """What expansion needs to know everywhere, and the words it has met: each is looked up once."""

    def __init__(self, scope: Scope, narrow: Callable[[nodes.Field], tree.Node], *, undated: bool) -> None:
        self.scope = scope
        self.narrow = narrow
        self.undated = undated
        self.words: dict[tuple[_WORDS, bool], Wording] = {}
        self.excluded: dict[tuple[_WORDS, bool], Wording] = {}


def expand(
    root: nodes.Node,
    reader: Reader,
    languages: Iterable[str],
    narrow: Callable[[nodes.Field], tree.Node],
    *,
    undated: bool = False,
    frequency: Callable[[str, str], int] | None = None,
) -> Expanded:
    """Turn a query into the engine's tree.

    `languages` are those that documents may have; `narrow` gives the node for a field and its values. With `undated`
    a period also matches versions that have no date. `frequency` is the reader's, remembered, where others ask it too.
    """
    scope = Scope(reader, one_for_each_analyser(languages), frequency or cache(reader.frequency))
    work = _Work(scope, narrow, undated=undated)
    node = _node(root, work, title=False, excluding=False)
    bonus = _bonus(root, work)
    if bonus != tree.NOTHING:
        node = tree.Prefer(node, bonus)
    words, excluded = tuple(work.words.values()), tuple(work.excluded.values())
    notes = tuple(
        say("search.note_capped", word=write(word.leaf), limit=MOST_TERMS)
        for word in (*words, *excluded)
        if word.capped
    )
    return Expanded(node, words, excluded, bonus, notes)


def _node(node: nodes.Node, work: _Work, *, title: bool, excluding: bool) -> tree.Node:  # noqa: PLR0911  one line a kind
    match node:
        case nodes.All(parts):
            return tree.And(tuple(_node(part, work, title=title, excluding=excluding) for part in parts))
        case nodes.AnyOf(parts):
            return tree.Or(tuple(_node(part, work, title=title, excluding=excluding) for part in parts))
        case nodes.Except(part):
            return tree.Not(_node(part, work, title=title, excluding=not excluding))
        case nodes.InTitle(part):
            return _node(part, work, title=True, excluding=excluding)
        case nodes.Field():
            return work.narrow(node)
        case nodes.Dates(periods):
            return dates_node(periods, undated=work.undated and not excluding)
        case nodes.Anything():
            return tree.Everything()
        case nodes.Nothing():
            return tree.NOTHING
        case _:
            return _looked_up(node, work, title=title, excluding=excluding).node()


def _looked_up(leaf: _WORDS, work: _Work, *, title: bool, excluding: bool) -> Wording:
    known = work.excluded if excluding else work.words
    if (leaf, title) not in known:
        known[leaf, title] = wording(leaf, work.scope._replace(title_only=title))
    return known[leaf, title]


def dates_node(periods: Iterable[Period], *, undated: bool) -> tree.Node:
    """Give the node for versions dated inside one of some periods; with `undated` those without a date too."""
    ranges: list[tree.Node] = [tree.Range("day", _day(period.since), _day(period.until)) for period in periods]
    if undated:
        ranges.append(UNDATED)
    return tree.Or(tuple(ranges))


def _day(day: str | None) -> int | None:
    return int(day.replace("-", "")) if day else None


def _bonus(root: nodes.Node, work: _Work) -> tree.Node:
    """Reward the plain words of the query, as far as they were typed side by side, for standing side by side."""
    parts = root.parts if isinstance(root, nodes.All) else ()
    words = [part.text for part in parts if isinstance(part, nodes.Word)][:_MOST_TOGETHER]
    if len(words) < 2:  # noqa: PLR2004  one word has no neighbour
        return tree.NOTHING
    found = together(words, work.scope)
    return tree.Boost(found, ADJACENCY) if found != tree.NOTHING else found


def is_dated(root: nodes.Node) -> bool:
    """Tell whether a query has a time limit that leaves undated versions out."""
    match root:
        case nodes.Dates():
            return True
        case nodes.All(parts) | nodes.AnyOf(parts):
            return any(is_dated(part) for part in parts)
        case _:
            return False
