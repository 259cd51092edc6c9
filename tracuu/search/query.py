"""The query grammar: from what a user typed to a tree. No text is an error.

Tokens become a tree in three steps, each a pass over a list: brackets are matched, operators that have nothing to
join become words, and what is left is built with a stack (so depth costs no recursion). AND binds closer than OR.
The grammar for users is in docs/query.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tracuu.errors import UsageError
from tracuu.messages import say
from tracuu.search.dates import Period, read_period
from tracuu.search.nodes import (
    All,
    AnyOf,
    Anything,
    Dates,
    Except,
    Field,
    InTitle,
    Node,
    Nothing,
    Quote,
    Word,
    all_of,
    any_of,
    in_title,
    without,
    write,
)
from tracuu.search.scan import MAX_NOTES, Kind, Note, Token, scan
from tracuu.tuples import Record

__all__ = ["Note", "Options", "Query", "parse", "write"]

MAX_DEPTH = 7  # an engine takes 32 levels (`indexer.simplify`); a bracket may make three, words need the rest
_SIGNS = (Kind.MINUS, Kind.NOT, Kind.TITLE)
_STARTS = (Kind.LEAF, Kind.OPEN, *_SIGNS)
_ENDS = (Kind.LEAF, Kind.CLOSE)


class Options(Record):
    """What options ask beside the query; all of it must hold on the same version.

    `phrase`, `any` and `none` are texts as typed (`--phrase`, `--any`, `--not`); `langs`, `sites`, `provinces`,
    `kinds`, `instruments`, `models` are values of which one must hold; `since` and `until` are days, months or years,
    both included.
    """

    phrase: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class Query(Record):
    """A query as it was read.

    `text` is what was typed, `root` the tree with the options in it, `notes` say what could not be read as meant;
    their places are code points of `text`. `mixed` tells that AND and OR stood side by side without brackets.
    """

    text: str
    root: Node
    notes: tuple[Note, ...] = ()
    mixed: bool = False


class _Group:
    """An open bracket: the signs before it, and the alternatives read so far, the last still growing."""

    def __init__(self, signs: Iterable[Kind] = ()) -> None:
        self.signs = tuple(signs)
        self.choices: list[list[Node]] = [[]]


def parse(text: str, options: Options | None = None) -> Query:
    """Read a query. Any text has a reading; only an option's date that is none raises UsageError.

    A query without words asks for everything that the options and fields allow.
    """
    tokens, notes = scan(text)
    balanced = _balance(tokens, notes)
    joined = _operators(_without_voids(balanced), notes)
    typed, mixed = _build(joined)
    if isinstance(typed, Nothing) and not text.strip():
        typed = Anything()
    elif isinstance(typed, Nothing) and not notes:
        notes.append(Note(say("search.note_nothing"), 0, len(text)))
    notes.sort(key=lambda note: note.start)
    root = _with_options(typed, options) if options else typed
    return Query(text, root, tuple(notes[:MAX_NOTES]), mixed)


def _balance(tokens: Sequence[Token], notes: list[Note]) -> list[Token]:
    """Drop brackets that have no partner or stand too deep, and make empty ones void."""
    kept: list[Token | None] = []
    opened: list[int] = []  # where in `kept` the open brackets stand; -1 for one too deep
    deepest: Token | None = None
    for token in tokens:
        if token.kind is Kind.OPEN:
            deep = len(opened) >= MAX_DEPTH
            deepest = deepest or (token if deep else None)
            opened.append(-1 if deep else len(kept))
            kept.append(None if deep else token)
        elif token.kind is Kind.CLOSE:
            _close(kept, opened, token, notes)
        else:
            kept.append(token)
    for place in (place for place in opened if place >= 0):
        _unpaired(notes, kept[place])
        kept[place] = None
    if deepest:
        notes.append(Note(say("search.note_too_deep", limit=MAX_DEPTH), deepest.start, deepest.end))
    return [token for token in kept if token]


def _close(kept: list[Token | None], opened: list[int], token: Token, notes: list[Note]) -> None:
    if not opened:
        _unpaired(notes, token)
        return
    place = opened.pop()
    if place < 0:
        return
    if any(inner and inner.kind is not Kind.VOID for inner in kept[place + 1 :]):
        kept.append(token)
        return
    start = kept[place].start if kept[place] else token.start  # type: ignore[union-attr]
    notes.append(Note(say("search.note_empty_group"), start, token.end))
    del kept[place:]
    kept.append(Token(Kind.VOID, start, token.end))


def _unpaired(notes: list[Note], token: Token | None) -> None:
    if token:
        notes.append(Note(say("search.note_unpaired", bracket=token.kind), token.start, token.end))


def _without_voids(tokens: Iterable[Token]) -> list[Token]:
    """Take out what holds nothing, with the signs before it: `-""` must not exclude the next word."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.VOID:
            kept.append(token)
            continue
        while kept and kept[-1].kind in _SIGNS:
            kept.pop()
    return kept


def _operators(tokens: list[Token], notes: list[Note]) -> list[Token]:
    """Turn operators that have nothing to join into words, and drop signs that have nothing to stand before."""
    signed = _signs(tokens, notes)
    kept: list[Token] = []
    for place, token in enumerate(signed):
        if token.kind in (Kind.AND, Kind.OR):
            before = kept[-1].kind if kept else None
            after = signed[place + 1].kind if place + 1 < len(signed) else None
            if before not in _ENDS or after not in _STARTS:
                kept.append(_as_word(token, notes))
                continue
        kept.append(token)
    return kept


def _signs(tokens: list[Token], notes: list[Note]) -> list[Token]:
    kept: list[Token] = []
    for token in reversed(tokens):
        usable = bool(kept) and kept[-1].kind in _STARTS
        if token.kind is Kind.NOT and not usable:
            kept.append(_as_word(token, notes))
        elif token.kind not in _SIGNS or usable:
            kept.append(token)
    return kept[::-1]


def _as_word(token: Token, notes: list[Note]) -> Token:
    notes.append(Note(say("search.note_dangling", operator=token.kind), token.start, token.end))
    return Token(Kind.LEAF, token.start, token.end, Word(token.kind.lower()))


def _build(tokens: Iterable[Token]) -> tuple[Node, bool]:
    """Build the tree of tokens whose brackets match and whose operators all have something to join."""
    stack = [_Group()]
    signs: list[Kind] = []
    mixed = False
    for token in tokens:
        if token.kind in _SIGNS:
            signs.append(token.kind)
        elif token.kind is Kind.OPEN:
            stack.append(_Group(signs=signs))
            signs = []
        elif token.kind is Kind.CLOSE:
            group = stack.pop()
            mixed = mixed or _is_mixed(group)
            stack[-1].choices[-1].append(_signed(_close_group(group), group.signs))
        elif token.kind is Kind.OR:
            stack[-1].choices.append([])
        elif token.node:
            stack[-1].choices[-1].append(_signed(token.node, signs))
            signs = []
    return _close_group(stack[0]), mixed or _is_mixed(stack[0])


def _is_mixed(group: _Group) -> bool:
    return len(group.choices) > 1 and any(len(choice) > 1 for choice in group.choices)


def _close_group(group: _Group) -> Node:
    return any_of(part for choice in group.choices if not isinstance(part := all_of(choice), Nothing))


def _signed(node: Node, signs: Iterable[Kind]) -> Node:
    for sign in reversed(list(signs)):
        node = in_title(node) if sign is Kind.TITLE else without(node)
    return node


def _with_options(root: Node, options: Options) -> Node:
    parts: list[Node] = [root]
    parts += [Quote(phrase) for phrase in map(_cleaned, options.phrase) if phrase]
    alternatives = _words_of(options.any)
    parts += [any_of(alternatives)] if alternatives else []
    parts += [without(part) for part in _words_of(options.none)]
    for name in ("lang", "site", "province", "kind", "instrument", "model"):
        values = tuple(dict.fromkeys(value for value in map(_cleaned, getattr(options, f"{name}s")) if value))
        parts += [Field(name, values)] if values else []
    parts += [Dates((period,))] if (period := period_of(options.since, options.until)) else []
    return _conjunction(parts)


def _conjunction(parts: Sequence[Node]) -> Node:
    """Join the query and the options: unlike repeated fields inside a query, an option narrows what was typed."""
    if len(parts) == 1 or isinstance(parts[0], Nothing):
        return parts[0]
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    needed = [part for part in dict.fromkeys(flat) if not isinstance(part, Anything)]
    return All(tuple(needed)) if len(needed) > 1 else needed[0]


def _cleaned(text: str) -> str:
    """Give one typed value as a quote would hold it."""
    tokens, _ = scan('"' + text.replace('"', " ") + '"')
    node = tokens[0].node if tokens else None
    return node.text if isinstance(node, Quote) else ""


def _words_of(texts: Iterable[str]) -> list[Node]:
    """Give the words and phrases of option texts, each by itself."""
    return [part for text in texts for part in _leaves(parse(text).root) if not isinstance(part, Nothing | Anything)]


def _leaves(node: Node) -> list[Node]:
    """List the leaves of a tree, from left to right."""
    match node:
        case All(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Except(part) | InTitle(part):
            return _leaves(part)
        case _:
            return [node]


def period_of(since: str | None, until: str | None) -> Period | None:
    """Read the dates of `--since` and `--until`, both included.

    Raises UsageError for what is no date, and for a period that ends before it begins.
    """
    first = _date(since, "--since", lambda period: period.since)
    last = _date(until, "--until", lambda period: period.until)
    if first and last and first > last:
        raise UsageError("search.bad_period", since=since, until=until)
    return Period(first, last) if first or last else None


def _date(typed: str | None, option: str, part: Callable[[Period], str | None]) -> str | None:
    if typed is None:
        return None
    period = read_period(typed)
    day = part(period) if period else None
    if not day:
        raise UsageError("search.bad_date_option", option=option, value=typed)
    return day
