"""A query brought into the other languages of an archive, as trees that an engine is asked.

Each unit of the query becomes one word with weighted alternatives (a probabilistic structured query: K. Darwish and
D. Oard, SIGIR 2003). An alternative is worth its probability times BM25, with the inverse document frequency of what
all alternatives of its language stand for together: the frequencies of each, times its probability, among the versions
of that language. So one scale holds for all languages, whatever the archive holds of each, and one search asks them
all. docs/cross_language.md tells what else was tried.

Two trees are made. What *matches* holds every unit: the word itself, or a translation at least as probable as `LEAST`.
What *ranks* holds any of it, words that are less probable or only spelled alike too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, islice

from tracuu.indexer import tree
from tracuu.indexer.engines.base import Reader
from tracuu.indexer.fields import BODY_FOLD, TITLE_FOLD
from tracuu.search import nodes
from tracuu.search.expand import dates_node
from tracuu.search.guess import held_by_analyser
from tracuu.search.senses import ITSELF, LIKE, Sense, Tongues, Unit, of_quote, of_words
from tracuu.search.wording import TITLE, Scope, one_for_each_analyser, word_forms, wording
from tracuu.text.analysis import analyser
from tracuu.tuples import Record

LEAST = 0.15
"""The probability from which on a translation stands for the word; below it only adds to the order."""

TIE = 0.15  # what the other alternatives of a word add to the best
_EACH = 8  # alternatives of a language that are looked for in place of a unit
_FAINT = 0.02  # probabilities below this are left out
_NO_SCORE = 1e-6
_COMMON = 0.3  # the share of the query language's versions from which on a word is no longer required
_ENOUGH = 20  # versions that can tell so


class Crossed(Record):
    """A query in other languages: its units, what matches and what ranks."""

    units: tuple[Unit, ...]
    matching: tree.Node
    ranking: tree.Node

    def scored(self) -> tree.Node:
        """Give the tree of what matches, in the order of what ranks."""
        return tree.Prefer(tree.Boost(self.matching, _NO_SCORE), self.ranking)


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
    """A part of the query as trees: what must hold beside any words, what matches, and what ranks."""

    musts: tuple[tree.Node, ...] = ()
    matching: tuple[tree.Node, ...] = ()
    ranking: tuple[tree.Node, ...] = ()


class _Work:
    def __init__(self, ground: Ground, tongues: Tongues) -> None:
        self.ground = ground
        self.tongues = tongues
        self.units: list[Unit] = []
        self.held = {analyser(lang): count for lang, count in held_by_analyser(ground.languages).items()}
        self.scope = Scope(ground.reader, one_for_each_analyser(tongues.targets), ground.frequency)


def crossed(root: nodes.Node, ground: Ground, tongues: Tongues, *, always: bool = False) -> Crossed | None:
    """Bring a query into other languages; None where no word of it has a translation there (unless `always`)."""
    work = _Work(ground, tongues)
    part = _part(root, work, title=False)
    if not part.ranking or not (always or any(map(_translates, work.units))):
        return None
    tags = {analyser(lang) for lang in tongues.targets}
    langs = tuple(lang for lang in ground.languages if analyser(lang) in tags)
    limits = (tree.Filter("lang", langs), *part.musts)
    return Crossed(
        tuple(dict.fromkeys(work.units)),
        tree.And((*limits, *part.matching)),
        tree.And((*limits, tree.Or(part.ranking))),
    )


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
    apart = _Work(work.ground, work.tongues)
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
            made.append(_units(of_quote(part, work.tongues), work, title=title))
        else:
            made.append(_part(part, work, title=title))
    made += _side_by_side(words, work, title=title)
    return _Part(
        tuple(must for part in made for must in part.musts),
        tuple(match for part in made for match in part.matching),
        tuple(rank for part in made for rank in part.ranking),
    )


def _side_by_side(words: Sequence[nodes.Word], work: _Work, *, title: bool) -> list[_Part]:
    return [_units(of_words(words, work.tongues), work, title=title)] if words else []


def _any(made: Sequence[_Part]) -> _Part:
    """Join parts of which one must hold; one without words holds wherever its limits do."""
    ranking = tuple(tree.And((*part.musts, tree.Or(part.ranking))) for part in made if part.ranking)
    return _Part((), (tree.Or(tuple(map(_matches, made))),), ranking)


def _matches(part: _Part) -> tree.Node:
    return tree.And((*part.musts, *part.matching))


def _units(units: Iterable[Unit], work: _Work, *, title: bool) -> _Part:
    kept = [unit._replace(senses=_held(unit.senses, work, title=title)) for unit in units]
    work.units += kept
    needed = [unit for unit in kept if not _is_common(unit, work)] or kept
    return _Part(
        (),
        tuple(_matching(unit, title=title) for unit in needed),
        tuple(_ranking(unit, work, title=title) for unit in kept if unit.senses),
    )


def _held(senses: Iterable[Sense], work: _Work, *, title: bool) -> tuple[Sense, ...]:
    """Keep the senses that the archive holds, of each language the likeliest."""
    kept: list[Sense] = []
    for _, of_one in groupby(sorted(senses, key=lambda sense: (sense.lang, -sense.p)), key=lambda sense: sense.lang):
        here = (sense for sense in of_one if sense.p >= _FAINT and any(_frequencies(sense, work, title=title)))
        kept += islice(here, _EACH)
    return tuple(kept)


def _is_common(unit: Unit, work: _Work) -> bool:
    """Tell whether a word is one of those that stand nearly everywhere in the language of the query."""
    source = work.tongues.source
    versions = work.held.get(analyser(source), 0)
    counts = _counts(Sense(source, word_forms(unit.typed, source).fold, "", 1.0, ITSELF), (BODY_FOLD,), work)
    return versions >= _ENOUGH and counts[0] > _COMMON * versions


def _fields(*, title: bool) -> tuple[str, ...]:
    return (TITLE_FOLD,) if title else (BODY_FOLD, TITLE_FOLD)


def _frequencies(sense: Sense, work: _Work, *, title: bool) -> list[int]:
    return _counts(sense, _fields(title=title), work)


def _counts(sense: Sense, fields: Iterable[str], work: _Work) -> list[int]:
    """Count for each field the versions that may hold a sense: as many as hold its rarest term."""
    tagged = _tagged(sense)
    return [min((work.ground.frequency(field, term) for term in tagged), default=0) for field in fields]


def _tagged(sense: Sense) -> tuple[str, ...]:
    tag = analyser(sense.lang)
    return tuple(f"{tag}:{term}" for term in sense.terms)


def _matching(unit: Unit, *, title: bool) -> tree.Node:
    sure = [sense for sense in unit.senses if sense.via == ITSELF or (sense.via != LIKE and sense.p >= LEAST)]
    return tree.Or(tuple(tree.phrase(field, _tagged(one)) for one in sure for field in _fields(title=title)))


def _ranking(unit: Unit, work: _Work, *, title: bool) -> tree.Node:
    made: list[tree.Node] = []
    for _, of_one in groupby(unit.senses, key=lambda sense: sense.lang):
        senses = list(of_one)
        pooled = _pooled(senses, work, title=title)
        for sense in senses:
            for field, count in zip(_fields(title=title), _frequencies(sense, work, title=title), strict=True):
                if count:
                    weight = sense.p * (TITLE if field == TITLE_FOLD else 1.0) * pooled / _alone(sense, field, work)
                    made.append(tree.Boost(tree.phrase(field, _tagged(sense)), weight))
    return tree.DisMax(tuple(made), TIE)


def _pooled(senses: Sequence[Sense], work: _Work, *, title: bool) -> float:
    """Give the inverse document frequency of a unit among the versions of one language.

    Senses that share a term (`bầu cử`, `bầu`) stand in the same versions and count once, as the one that counts most.
    """
    size = float(work.held[analyser(senses[0].lang)])
    expected: list[tuple[set[str], float]] = []
    for sense in senses:
        terms, most = set(sense.terms), sense.p * max(_frequencies(sense, work, title=title))
        sharing = [one for one in expected if one[0] & terms]
        expected = [one for one in expected if not one[0] & terms]
        expected.append((terms.union(*(one[0] for one in sharing)), max([most, *(one[1] for one in sharing)])))
    return _idf(size, min(size, sum(most for _, most in expected)))


def _alone(sense: Sense, field: str, work: _Work) -> float:
    """Give the inverse document frequency that the engine counts a sense with; in a row each term's."""
    return sum(_idf(work.ground.reader.size, work.ground.frequency(field, term)) for term in _tagged(sense))


def _idf(size: float, count: float) -> float:
    return math.log1p((size - count + 0.5) / (count + 0.5))
