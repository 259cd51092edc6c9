"""A query tree made plain before an engine sees it: checked, flat, without parts that decide nothing.

Every engine calls `simplified` first, so that all engines refuse, drop and merge the same things. What a tree matches
and scores is not changed. It runs without recursion: a tree of any depth may come in, and what goes out is at most
`DEEPEST` levels deep.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from tracuu.errors import UsageError
from tracuu.indexer.engines.base import Schema
from tracuu.indexer.tree import (
    NOTHING,
    And,
    Boost,
    Choice,
    DisMax,
    Everything,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Prefer,
    Range,
    Term,
    phrase,
)

DEEPEST = 32
"""Levels a plain tree may have. Engines recurse: tantivy takes about 7 KB of stack a level, and a thread may have
no more than 512 KB. Nobody types so many brackets that change anything."""

LONGEST_TERM = 65_530
"""Bytes (UTF-8) of the longest term that is kept; longer ones are neither indexed nor found (tantivy's limit)."""

WIDEST_SLOP = 255
"""Moves between the words of a phrase beyond which it means no more than all of its words."""

_FACTORS = (1e-6, 1e6)  # of boosts and weights; wider ones would leave the range of the engines' 32-bit scores
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def simplified(node: Node, schema: Schema) -> Node:
    """Give a tree that matches and scores the same, in its plainest form.

    And and Or hold no And and Or of their own; parts that match nothing or everything are gone where they decide
    nothing; a tree that can match nothing is `NOTHING`. Raises UsageError for a field that `schema` does not have,
    a factor, weight or tie that is no sensible number, and for more than `DEEPEST` levels.
    """
    if not _parts(node):  # nearly every query of one word, where each step is a part of the whole time
        return _plain(node, [], schema)
    todo: list[tuple[Node, bool]] = [(node, False)]
    done: list[Node] = []
    while todo:
        current, parts_done = todo.pop()
        parts = _parts(current)
        if parts and not parts_done:
            todo.append((current, True))
            todo.extend((part, False) for part in reversed(parts))
            continue
        cut = len(done) - len(parts)
        made = done[cut:]
        del done[cut:]
        done.append(_plain(current, made, schema))
    if _deeper_than(DEEPEST, done[0]):
        raise UsageError("index.too_deep", levels=DEEPEST)
    return done[0]


def scoreless(node: Node) -> bool:
    """Tell whether all documents that a plain tree matches score 0."""
    match node:
        case Not() | Filter() | Range() | Everything():
            return True
        case Term() | Phrase() | Choice():
            return False
        case _:
            return all(scoreless(part) for part in _parts(node))


def unscored(node: Node) -> Node:
    """Give a tree that matches what a plain one does, without anything that only scores: choices as one flat Or."""
    match node:
        case Boost(part) | Prefer(part):
            return unscored(part)
        case And(parts):
            return _and([unscored(part) for part in parts])
        case Or(parts) | DisMax(parts):
            return _once(_or([unscored(part) for part in parts]))
        case Not(part):
            return _not(unscored(part))
        case Choice(alternatives):
            return _once(_or([Term(name, term) for name, term, _ in alternatives]))
        case _:
            return node


def _once(node: Node) -> Node:
    return _or(dict.fromkeys(node.parts)) if isinstance(node, Or) else node


def holds_phrase(node: Node) -> bool:
    """Tell whether a plain tree must look at places to say what it matches."""
    if isinstance(node, Prefer):
        return holds_phrase(node.part)
    return isinstance(node, Phrase) or any(holds_phrase(part) for part in _parts(node))


def indexable(term: str) -> bool:
    """Tell whether a term can stand in an index at all: not empty, not too long, and encodable."""
    try:
        return 0 < len(term.encode()) <= LONGEST_TERM
    except UnicodeEncodeError:  # half of a surrogate pair: no decoded text holds one
        return False


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case And(parts) | Or(parts) | DisMax(parts):
            return parts
        case Not(part) | Boost(part):
            return (part,)
        case Prefer(part, bonus):
            return (part, bonus)
        case _:
            return ()


def _deeper_than(levels: int, node: Node) -> bool:
    level = [node]
    for _ in range(levels):
        level = [part for parent in level for part in _parts(parent)]
        if not level:
            return False
    return True


def _plain(node: Node, made: list[Node], schema: Schema) -> Node:  # noqa: PLR0911  one line for each kind of node
    """Make one node plain; `made` are its parts, which already are."""
    match node:
        case And():
            return _and(made)
        case Or():
            return _or(made)
        case DisMax(_, tie):
            return _dismax(made, tie)
        case Not():
            return _not(made[0])
        case Boost(_, factor):
            return _boost(made[0], factor)
        case Prefer():
            return _prefer(made[0], made[1])
        case _:
            return _leaf(node, schema)


def _and(parts: list[Node]) -> Node:
    if not parts or NOTHING in parts:
        return NOTHING
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    deciding = tuple(part for part in flat if not isinstance(part, Everything))
    if not deciding:
        return Everything()
    return deciding[0] if len(deciding) == 1 else And(deciding)


def _or(parts: Iterable[Node]) -> Node:
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)  # NOTHING is an Or of no parts and so vanishes by itself


def _dismax(parts: list[Node], tie: float) -> Node:
    if not 0 <= tie <= 1:
        raise UsageError("index.bad_factor", value=tie)
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, DisMax) and tie == 0 and part.tie == 0:
            flat.extend(part.parts)
        elif part != NOTHING:
            flat.append(part)
    if not flat:
        return NOTHING
    return flat[0] if len(flat) == 1 else DisMax(tuple(flat), tie)


def _not(part: Node) -> Node:
    if part == NOTHING:
        return Everything()
    match part:
        case Everything():
            return NOTHING
        case Not(Not() as inner):
            return inner
        case _:
            return Not(part)


def _boost(part: Node, factor: float) -> Node:
    _check(factor)
    if part == NOTHING or factor == 1:
        return part
    if isinstance(part, Boost):
        return Boost(part.part, min(max(part.factor * factor, _FACTORS[0]), _FACTORS[1]))
    return Boost(part, factor)


def _prefer(part: Node, bonus: Node) -> Node:
    if NOTHING in (part, bonus):
        return part
    if isinstance(part, Prefer):
        return Prefer(part.part, _or((part.bonus, bonus)))
    return Prefer(part, bonus)


def _leaf(node: Node, schema: Schema) -> Node:
    match node:
        case Term(name, term):
            _known(name, schema.positioned + schema.counted)
            return node if indexable(term) else NOTHING
        case Phrase(name, terms, slop):
            _known(name, schema.positioned)
            return phrase(name, terms, min(max(slop, 0), WIDEST_SLOP)) if all(map(indexable, terms)) else NOTHING
        case Choice(alternatives):
            return _choice(alternatives, schema)
        case Filter(name, values):
            _known(name, schema.keywords)
            kept = tuple(value for value in dict.fromkeys(values) if indexable(value))
            return Filter(name, kept) if kept else NOTHING
        case Range(name, low, high):
            _known(name, schema.numbers)
            return _range(name, low, high)
        case _:
            return node


def _choice(alternatives: tuple[tuple[str, str, float], ...], schema: Schema) -> Node:
    weights: dict[tuple[str, str], float] = {}
    for name, term, weight in alternatives:
        _known(name, schema.positioned + schema.counted)
        _check(weight)
        if indexable(term):
            weights[name, term] = max(weight, weights.get((name, term), 0.0))
    return Choice(tuple((name, term, weight) for (name, term), weight in weights.items())) if weights else NOTHING


def _range(name: str, low: int | None, high: int | None) -> Node:
    low = None if low is None or low <= _LOWEST else low
    high = None if high is None or high >= _HIGHEST else high
    empty = (low is not None and low > _HIGHEST) or (high is not None and high < _LOWEST)
    if empty or (low is not None and high is not None and low > high):
        return NOTHING
    return Range(name, low, high)


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise UsageError("index.unknown_field", name=name)


def _check(factor: float) -> None:
    if not (math.isfinite(factor) and _FACTORS[0] <= factor <= _FACTORS[1]):
        raise UsageError("index.bad_factor", value=factor)
