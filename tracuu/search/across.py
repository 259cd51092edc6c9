"""A query brought into the other languages of an archive, as trees that an engine is asked.

Each unit of the query becomes one word with weighted alternatives (a probabilistic structured query: K. Darwish and
D. Oard, SIGIR 2003). An alternative is worth its probability times BM25, with the inverse document frequency of what
all alternatives of its language stand for together: the frequencies of each, times its probability, among the versions
of that language. So one scale holds for all languages, whatever the archive holds of each, and one search asks them
all. docs/cross_language.md tells what else was tried.

Two trees are made. What *matches* holds every unit: the word itself, or a translation at least as probable as
`weights.LEAST`.
What *ranks* holds any of it, words that are less probable or only spelled alike too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tracuu.indexer import tree
from tracuu.indexer.engines.base import Reader
from tracuu.search import nodes
from tracuu.search.expand import dates_node
from tracuu.search.guess import held_by_analyser
from tracuu.search.senses import ITSELF, LIKE, Tongues, Unit, of_name, of_quote, of_words
from tracuu.search.weights import FAINT, Scale, is_common, rarity, weighed
from tracuu.search.wording import Scope, one_for_each_analyser, wording
from tracuu.text.analysis import analyser
from tracuu.tuples import Record


class Crossed(Record):
    """A query in other languages: its units with how rare each is (`rarity`), what matches and what ranks."""

    units: tuple[Unit, ...]
    rarities: tuple[float, ...]
    matching: tree.Node
    ranking: tree.Node


class Ground(Record):
    """Where a query is looked for: the index, versions by language, what fields mean, and whether undated ones count.

    `frequency` is the index's, remembered.
    """

    reader: Reader
    languages: Mapping[str, int]
    narrow: Callable[[nodes.Field], tree.Node]
    frequency: Callable[[str, str], int]
    undated: bool = False


class _Part(Record):
    """A part of the query as trees: what must hold beside any words, what matches, what ranks, what need not be."""

    musts: tuple[tree.Node, ...] = ()
    matching: tuple[tree.Node, ...] = ()
    ranking: tuple[tree.Node, ...] = ()
    free: tuple[tree.Node, ...] = ()


class _Work:
    def __init__(self, ground: Ground, tongues: Tongues, least: float) -> None:
        self.ground = ground
        self.tongues = tongues
        self.units: list[Unit] = []
        held = {analyser(lang): count for lang, count in held_by_analyser(ground.languages).items()}
        self.scale = Scale(ground.reader.size, held, ground.frequency, least)
        self.scope = Scope(ground.reader, one_for_each_analyser(tongues.targets), ground.frequency)


def crossed(
    root: nodes.Node, ground: Ground, tongues: Tongues, *, least: float = FAINT, always: bool = False
) -> Crossed | None:
    """Bring a query into other languages; None where no word of it has a translation there (unless `always`).

    Translations less probable than `least` are left out.
    """
    work = _Work(ground, tongues, least)
    part = _part(root, work, title=False)
    if not part.ranking or not (always or any(map(_translates, work.units))):
        return None
    tags = {analyser(lang) for lang in tongues.targets}
    langs = tuple(lang for lang in ground.languages if analyser(lang) in tags)
    limits = (tree.Filter("lang", langs), *part.musts)
    matching = tree.And((*(part.musts if _holds_a_word(root) else limits), *part.matching))
    units = tuple(dict.fromkeys(work.units))
    return Crossed(
        units,
        tuple(rarity(unit, tongues.source, work.scale) for unit in units),
        tree.Prefer(matching, tree.Or(part.free)) if part.free else matching,
        tree.And((*limits, tree.Or(part.ranking))),
    )


def _holds_a_word(root: nodes.Node) -> bool:
    """Tell whether a word or phrase is required: its terms carry their language, so that no other version matches."""
    parts = root.parts if isinstance(root, nodes.All) else (root,)
    return any(isinstance(part, nodes.Word | nodes.Quote) for part in parts)


def _translates(unit: Unit) -> bool:
    return any(sense.via not in {ITSELF, LIKE} for sense in unit.senses)


def _part(node: nodes.Node, work: _Work, *, title: bool) -> _Part:  # noqa: PLR0911  one line a kind
    match node:
        case nodes.All(parts):
            return _all(parts, work, title=title)
        case nodes.AnyOf(parts):
            return _any([_part(part, work, title=title) for part in parts])
        case nodes.Except(part):
            return _Part(musts=(tree.Not(_matches(_excluded(part, work, title=title))),))
        case nodes.InTitle(part):
            return _part(part, work, title=True)
        case nodes.Field():
            return _Part(musts=(work.ground.narrow(node),))
        case nodes.Dates(periods):
            return _Part(musts=(dates_node(periods, undated=work.ground.undated),))
        case nodes.Word() | nodes.Quote():
            return _all((node,), work, title=title)
        case nodes.Prefix() | nodes.Fuzzy():
            made = wording(node, work.scope._replace(title_only=title)).node()
            return _Part((), (made,), (made,))
        case nodes.Nothing():
            return _Part(musts=(tree.NOTHING,))
        case _:
            return _Part()


def _excluded(part: nodes.Node, work: _Work, *, title: bool) -> _Part:
    """Give the trees of what must not be there; its words are not among those that are looked for."""
    apart = _Work(work.ground, work.tongues, work.scale.least)
    return _part(part, apart, title=title)


def _all(parts: Sequence[nodes.Node], work: _Work, *, title: bool) -> _Part:
    made: list[_Part] = []
    words: list[nodes.Word] = []
    for part in parts:
        if isinstance(part, nodes.Word):
            words.append(part)
            continue
        made += _side_by_side(words, work, title=title)
        words = []
        if isinstance(part, nodes.Quote):
            made.append(
                _or_named(_units(of_quote(part, work.tongues), work, title=title), part.text, work, title=title)
            )
        else:
            made.append(_part(part, work, title=title))
    made += _side_by_side(words, work, title=title)
    return _Part(
        tuple(must for part in made for must in part.musts),
        tuple(match for part in made for match in part.matching),
        tuple(rank for part in made for rank in part.ranking),
        tuple(free for part in made for free in part.free),
    )


def _side_by_side(words: Sequence[nodes.Word], work: _Work, *, title: bool) -> list[_Part]:
    if not words:
        return []
    made = _units(of_words(words, work.tongues), work, title=title)
    return [_or_named(made, " ".join(word.text for word in words), work, title=title)]


def _or_named(part: _Part, typed: str, work: _Work, *, title: bool) -> _Part:
    """Let words that are a name also be met by what the same thing is called in other languages."""
    unit = of_name(typed, work.tongues)
    if unit is None:
        return part
    made = weighed(unit, work.scale, title=title)
    work.units.append(made.unit)
    matching = tree.Or((tree.And(part.matching), made.matching))
    return part._replace(matching=(matching,), ranking=(*part.ranking, made.ranking))


def _any(made: Sequence[_Part]) -> _Part:
    """Join parts of which one must hold; one without words holds wherever its limits do."""
    ranking = tuple(tree.And((*part.musts, tree.Or(part.ranking))) for part in made if part.ranking)
    return _Part((), (tree.Or(tuple(map(_matches, made))),), ranking)


def _matches(part: _Part) -> tree.Node:
    return tree.And((*part.musts, *part.matching))


def _units(units: Iterable[Unit], work: _Work, *, title: bool) -> _Part:
    made = [weighed(unit, work.scale, title=title) for unit in units]
    work.units += (one.unit for one in made)
    common = [is_common(one.unit, work.tongues.source, work.scale) for one in made]
    if all(common):
        common = [False] * len(made)
    needed = tuple(one.matching for one, is_free in zip(made, common, strict=True) if not is_free)
    return _Part(
        (),
        needed,
        tuple(one.ranking for one in made if one.ranking != tree.NOTHING),
        tuple(one.matching for one, is_free in zip(made, common, strict=True) if is_free),
    )
