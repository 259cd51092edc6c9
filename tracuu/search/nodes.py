"""The tree of a query as the user meant it, before any language is known, and its canonical spelling.

Nodes are made by the functions below (`all_of`, `any_of`, `without`), which keep one shape for one meaning: no
group of one, no group inside a group of its own kind, nothing twice. So writing a tree and parsing what was
written gives the same tree.

Nodes are tuples, which compare by content alone: `kind` tells `dan` from `dan*`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tracuu.search.dates import Period, write_period
from tracuu.tuples import Record


class Word(Record):
    """A word, or a run that is one thing though it holds several words (`35-NQ/TU`, `covid-19`)."""

    text: str
    kind: Literal["word"] = "word"


class Quote(Record):
    """Words in quotation marks: in this order, at most `slop` moves apart."""

    text: str
    slop: int = 0
    kind: Literal["quote"] = "quote"


class Prefix(Record):
    """`text*`: words that begin so."""

    text: str
    kind: Literal["prefix"] = "prefix"


class Fuzzy(Record):
    """`text~`: words at most `distance` (1 or 2) slips of the pen away."""

    text: str
    distance: int = 1
    kind: Literal["fuzzy"] = "fuzzy"


class Field(Record):
    """`name:value`: versions whose field holds one of the values, as typed."""

    name: str
    values: tuple[str, ...]
    kind: Literal["field"] = "field"


class Dates(Record):
    """`date:…`: versions dated inside one of the periods."""

    periods: tuple[Period, ...]
    kind: Literal["dates"] = "dates"


class Anything(Record):
    """`*`: every version."""

    kind: Literal["anything"] = "anything"


class Nothing(Record):
    """The root of a query that held nothing to search for, such as `()` or `&`."""

    kind: Literal["nothing"] = "nothing"


class All(Record):
    """Every part holds."""

    parts: tuple[Node, ...]
    kind: Literal["all"] = "all"


class AnyOf(Record):
    """At least one part holds."""

    parts: tuple[Node, ...]
    kind: Literal["any of"] = "any of"


class Except(Record):
    """The part does not hold."""

    part: Node
    kind: Literal["except"] = "except"


class InTitle(Record):
    """The part holds in the title."""

    part: Node
    kind: Literal["in title"] = "in title"


Node = Word | Quote | Prefix | Fuzzy | Field | Dates | Anything | Nothing | All | AnyOf | Except | InTitle

ONE_VALUE = frozenset({"lang", "site", "province", "kind", "story", "id"})
"""Fields of which a version has one value: repeating one in a query means either value, since both cannot be."""


def all_of(parts: Iterable[Node]) -> Node:
    """Join parts that must all hold. Of no parts: Nothing."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    unique = list(dict.fromkeys(_merge_fields(flat)))
    needed = [part for part in unique if not isinstance(part, Anything)] or unique
    if len(needed) > 1:
        return All(tuple(needed))
    return needed[0] if needed else Nothing()


def any_of(parts: Iterable[Node]) -> Node:
    """Join parts of which one must hold. Of no parts: Nothing."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    unique = tuple(dict.fromkeys(flat))
    if len(unique) > 1:
        return AnyOf(unique)
    return unique[0] if unique else Nothing()


def without(part: Node) -> Node:
    """Turn a part around; twice gives the part again."""
    return part.part if isinstance(part, Except) else Except(part)


def in_title(part: Node) -> Node:
    """Ask for a part in the title alone; fields and dates have no place in a text and stay as they are."""
    return part if isinstance(part, Anything | Field | Dates | InTitle) else InTitle(part)


def _merge_fields(parts: Iterable[Node]) -> list[Node]:
    merged: list[Node] = []
    places: dict[str, int] = {}
    for part in parts:
        name = _mergeable(part)
        if name in places:
            merged[places[name]] = _union(merged[places[name]], part)
            continue
        if name:
            places[name] = len(merged)
        merged.append(part)
    return merged


def _mergeable(part: Node) -> str:
    if isinstance(part, Field) and part.name in ONE_VALUE:
        return part.name
    # Two whole periods are two choices; an open one ("after May") narrows what stands beside it.
    if isinstance(part, Dates) and all(period.since and period.until for period in part.periods):
        return "date"
    return ""


def _union(left: Node, right: Node) -> Node:
    if isinstance(left, Field) and isinstance(right, Field):
        return Field(left.name, tuple(dict.fromkeys(left.values + right.values)))
    if isinstance(left, Dates) and isinstance(right, Dates):
        return Dates(tuple(dict.fromkeys(left.periods + right.periods)))
    raise AssertionError(left, right)


def write(node: Node) -> str:
    """Spell a tree in the grammar; parsing the result gives the same tree."""
    if isinstance(node, All):
        return " ".join(_bracketed(part, AnyOf) for part in node.parts)
    if isinstance(node, AnyOf):
        return " OR ".join(write(part) for part in node.parts)
    if isinstance(node, Except):
        return "-" + _bracketed(node.part, All, AnyOf)
    if isinstance(node, InTitle):
        return "title:" + _bracketed(node.part, All, AnyOf, Except, InTitle)
    return _write_leaf(node)


def _bracketed(node: Node, *kinds: type) -> str:
    return f"({write(node)})" if isinstance(node, kinds) else write(node)


def _write_leaf(node: Node) -> str:  # noqa: PLR0911  one line a kind
    match node:
        case Word(text):
            return text
        case Quote(text, slop):
            return f'"{text}"~{slop}' if slop else f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, distance):
            return f"{text}~{distance}" if distance > 1 else f"{text}~"
        case Field(name, values):
            return f"{name}:" + ",".join(_write_value(value) for value in values)
        case Dates(periods):
            return "date:" + ",".join(write_period(period) for period in periods)
        case Anything():
            return "*"
        case _:
            return "()"


def _write_value(value: str) -> str:
    bare = value.isascii() and value.replace("-", "").replace(".", "").isalnum() and value[-1].isalnum()
    return value if bare and value[0].isalnum() else f'"{value}"'
