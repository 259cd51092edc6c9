"""What the senses of a unit are worth in an index: which of them it holds, and the trees that look for them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, islice

from tracuu.indexer import tree
from tracuu.indexer.fields import BODY_FOLD, TITLE_FOLD
from tracuu.search.senses import ITSELF, KNOWN_OTHERWISE, LIKE, Sense, Unit
from tracuu.search.wording import AS_WRITTEN, OTHER_ACCENTS, TITLE, word_forms
from tracuu.text.analysis import analyser
from tracuu.tuples import Record

LEAST = 0.15
"""The probability from which on a translation stands for the word; below it only adds to the order."""

_UNSURE = 0.5  # the power of its best probability that a unit counts by
TIE = 0.15  # what the other alternatives of a word add to the best
_EACH = 8  # alternatives of a language that are looked for in place of a unit
FAINT, CLEAR = 0.02, 0.05
"""Probabilities below which a translation is left out: of what ranks, and where only what matches is asked for."""

_LIGHTEST = 1e-6  # an engine takes no lighter weight
_COMMON = 0.3  # the share of the query language's versions from which on a word is no longer required
_ENOUGH = 20  # versions that can tell so


class Scale(Record):
    """What weights are computed from: the documents of the index, versions by analyser, and how many hold a term.

    Translations less probable than `least` are left out.
    """

    size: int
    held: Mapping[str, int]
    frequency: Callable[[str, str], int]
    least: float = FAINT


class Held(Record):
    """A sense that the index holds: its terms as they stand there, and by field how many versions may hold it."""

    sense: Sense
    terms: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


class Weighed(Record):
    """A unit with the senses that are held; trees for those that may stand for it, and for all that rank."""

    unit: Unit
    matching: tree.Node
    ranking: tree.Node


def is_sure(sense: Sense) -> bool:
    """Tell whether a sense may stand for its unit: a word that is only spelled alike never does.

    Nor does a small word as it was typed where a table has another for it: English “can” is no Vietnamese “cần”.
    """
    if sense.via == ITSELF:
        return sense.p > KNOWN_OTHERWISE or sense.word != sense.word.lower()
    return sense.via != LIKE and sense.p >= LEAST


def sure(unit: Unit) -> Unit:
    """Give a unit with those of its senses that may stand for it."""
    return unit._replace(senses=tuple(filter(is_sure, unit.senses)))


def weighed(unit: Unit, scale: Scale, *, title: bool) -> Weighed:
    """Look a unit's senses up; with `title` in titles alone."""
    fields = (TITLE_FOLD,) if title else (BODY_FOLD, TITLE_FOLD)
    matching: list[tree.Node] = []
    ranking: list[tree.Node] = []
    kept: list[Sense] = []
    by_language = sorted(unit.senses, key=lambda sense: (sense.lang, -sense.p))
    for _, senses in groupby(by_language, key=lambda sense: sense.lang):
        here = (_looked_up(sense, fields, scale) for sense in senses if sense.p >= scale.least)
        found = list(islice((one for one in here if one.counts), _EACH))
        worth = _pooled(found, scale) * _lifted(found)
        for one in found:
            nodes = list(_nodes(one, worth, scale))
            kept.append(one.sense)
            ranking += nodes
            matching += _as_known(one, nodes) if is_sure(one.sense) else ()
    return Weighed(unit._replace(senses=tuple(kept)), _best_of(matching), _best_of(ranking))


def _as_known(one: Held, nodes: Sequence[tree.Node]) -> Sequence[tree.Node]:
    """Give the trees of what stands there as a table has it: with other accents it is another word."""
    return nodes[::2] if one.sense.written else nodes


def _best_of(made: Sequence[tree.Node]) -> tree.Node:
    return tree.DisMax(tuple(made), TIE) if made else tree.NOTHING


def _looked_up(sense: Sense, fields: Iterable[str], scale: Scale) -> Held:
    """Count for each field the versions that may hold a sense: as many as hold its rarest term."""
    tag = analyser(sense.lang)
    terms = tuple(f"{tag}:{term}" for term in sense.terms)
    counts = ((field, min(scale.frequency(field, term) for term in terms)) for field in fields)
    return Held(sense, terms, tuple((field, count) for field, count in counts if count))


def _lifted(found: Sequence[Held]) -> float:
    """Give what lifts a unit whose best sense is unsure: it counts by the square root of that sense's probability."""
    best = max((one.sense.p for one in found), default=1.0)
    return float(best ** (_UNSURE - 1))


def _nodes(one: Held, worth: float, scale: Scale) -> Iterable[tree.Node]:
    """Give the trees for a sense: `worth` is its unit's, with the frequency of the unit in place of the sense's own.

    Where accents are known, the same letters with others count less.
    """
    for field, _ in one.counts:
        # The engine counts each term of a row with its own.
        alone = sum(_idf(scale.size, scale.frequency(field, term)) for term in one.terms)
        weight = one.sense.p * (TITLE if field == TITLE_FOLD else 1.0) * worth / alone
        row = tree.phrase(field, one.terms)
        if one.sense.written:
            spelled = (tree.Term(AS_WRITTEN[field], term) for term in one.sense.written)
            exact = tree.And((row, *(tree.Boost(term, _LIGHTEST) for term in spelled)))
            yield tree.Boost(exact, max(weight, _LIGHTEST))
            weight *= OTHER_ACCENTS
        yield tree.Boost(row, max(weight, _LIGHTEST))


def _pooled(found: Sequence[Held], scale: Scale) -> float:
    """Give the inverse document frequency of a unit among the versions of one language.

    Senses that share a term (`bầu cử`, `bầu`) stand in the same versions and count once, as the one that counts most.
    """
    if not found:
        return 0.0
    size = float(scale.held[analyser(found[0].sense.lang)])
    groups: list[tuple[set[str], float]] = []
    for one in found:
        terms, expected = set(one.terms), one.sense.p * max(count for _, count in one.counts)
        sharing = [group for group in groups if group[0] & terms]
        groups = [group for group in groups if not group[0] & terms]
        groups.append((terms.union(*(group[0] for group in sharing)), max([expected, *(most for _, most in sharing)])))
    return _idf(size, min(size, sum(most for _, most in groups)))


def _idf(size: float, count: float) -> float:
    return math.log1p((size - count + 0.5) / (count + 0.5))


def is_common(unit: Unit, source: str, scale: Scale) -> bool:
    """Tell whether a unit is one of the words that stand nearly everywhere in the language of the query."""
    versions = scale.held.get(analyser(source), 0)
    return versions >= _ENOUGH and _held_itself(unit, source, scale) > _COMMON * versions


def rarity(unit: Unit, source: str, scale: Scale) -> float:
    """Tell how rare a unit is in the language of the query: 1 where every version holds it, 2 where none does."""
    versions = float(scale.held.get(analyser(source), 0))
    return 1 + _idf(versions, float(_held_itself(unit, source, scale))) / _idf(versions, 0.0)


def _held_itself(unit: Unit, source: str, scale: Scale) -> int:
    """Count the versions of the query's language that may hold a unit as it was typed."""
    terms = word_forms(unit.typed, source).fold
    if not terms:
        return 0
    own = _looked_up(Sense(source, terms, unit.typed, 1.0, ITSELF), (BODY_FOLD,), scale)
    return max((count for _, count in own.counts), default=0)
