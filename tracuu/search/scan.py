"""Cut the text of a query into tokens. Nothing is an error: what cannot be read becomes words, with a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, partial

from tracuu.messages import say
from tracuu.search.dates import Period, read_period
from tracuu.search.nodes import Anything, Dates, Field, Fuzzy, Node, Prefix, Quote, Word
from tracuu.search.shape import DIGIT, LETTER, QUOTES, WORD, is_symbol, is_word, shape
from tracuu.tuples import Record

FIELDS = ("lang", "site", "province", "date", "instrument", "model", "title", "kind", "story", "id",
          "tag", "is", "has")  # fmt: skip
MAX_LEAVES = 500
MAX_LENGTH = 1_000  # characters of one word, phrase or value
MAX_SLOP = 100
MAX_DISTANCE = 2
MAX_NOTES = 20


class Note(Record):
    """Something the user should know of how the query was read: one line, and the place (code points) it is about."""

    message: str
    start: int
    end: int


class Kind(StrEnum):
    """What a token is to the parser."""

    LEAF = "leaf"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    MINUS = "-"
    TITLE = "title:"
    OPEN = "("
    CLOSE = ")"
    VOID = ""  # stood for something, yet there is nothing in it: takes the signs before it along


class Token(Record):
    """One token and its place in the query."""

    kind: Kind
    start: int
    end: int
    node: Node | None = None


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_SAME = '"＂“”„‟'  # writers and keyboards mix these freely, so any of them closes any of them
_CLOSING = {**dict.fromkeys(_SAME, f"[{_SAME}]"), "«": "[»«]", "»": "[«»]", "「": "」", "『": "』", "｢": "｣"}
# Patterns are matched against the shape of the query; the codes of documents, groups and commas against its text.
_CHUNK = rf"(?:[^\s()\",;，、。；！？]|(?<={DIGIT})[,;](?={DIGIT}))+"
_TOKEN = rf"""(?x)
    (?P<space>\s+)
    |(?P<open>\()|(?P<close>\))
    |(?P<minus>(?<![^\s(])[-−－]++(?=[{WORD}*("]))
    |(?P<star>\*+)
    |(?P<junk>[^\s()"{WORD}*]+)
    |(?P<field>(?P<name>{LETTER}+):(?!//))
    |(?P<quote>")
    |(?P<chunk>{_CHUNK})"""
_WORDS = rf"(?P<space> +)|(?P<chunk>[{WORD}]+)(?P<name>(?!))?"  # what _TOKEN finds where there are only words
# The others are for signs that most queries do not have, and are compiled when one is met.
_CODES = "(?i:NQ|CT|KL|QĐ|QD|QC|HD|TB|KH|CTr|CTHĐ|ĐA|DA|BC|TTr|CV|NĐ|ND|TT|QH\\d+)"
_TORN = (
    rf"{DIGIT}{{1,5}}(?:/{DIGIT}{{4}})?\s*[-–—/]\s+(?P<code>{LETTER}+{DIGIT}*)"
    rf"(?:(?:\s*/\s*|-){LETTER}{{1,8}})++(?![{WORD}])"
)
_VALUE = rf"[{WORD}][^\s()\",，]*"
_PERIOD = rf"[{WORD}<>=≤≥.][^\s()\",，]*"
_GROUP = rf"[(（]([^()（）{QUOTES}]*)[)）]"
_COMMA = "[,，]"
_NEAR = rf"[~～]({DIGIT}*)"
_FUZZY = rf"(.*[{WORD}])[~～]({DIGIT}+)"
_BLANKS = rf"[{QUOTES}\s]+"
_compiled = cache(partial(re.compile, flags=re.DOTALL))


class _Scan:
    """Where the scanner stands: what it made so far, and how many groups end with the next leaf."""

    def __init__(self, text: str) -> None:
        self.shape = shape(text)
        # One for one, so that places stay true: what is invisible neither ends up in a word nor hides a sign.
        self.text = "".join(" " if sign == " " else letter for letter, sign in zip(text, self.shape, strict=True))
        self.token = _compiled(_TOKEN if set(self.shape) - {*WORD, " "} else _WORDS)
        self.tokens: list[Token] = []
        self.notes: list[Note] = []
        self.leaves = 0
        self.pending = 0
        self.unclosed: set[str] = set()  # quotes that are known not to close any more

    def note(self, key: str, start: int, end: int, **values: object) -> None:
        if len(self.notes) < MAX_NOTES:
            self.notes.append(Note(say(f"search.note_{key}", **values), start, end))

    def add(self, kind: Kind, start: int, end: int, node: Node | None = None) -> None:
        self.tokens.append(Token(kind, start, end, node))
        if kind in (Kind.LEAF, Kind.VOID):
            self.leaves += kind is Kind.LEAF
            self.close(end)

    def close(self, place: int) -> None:
        """End the groups that wait for the leaf behind an unread field."""
        self.tokens.extend(Token(Kind.CLOSE, place, place) for _ in range(self.pending))
        self.pending = 0


def scan(text: str) -> tuple[list[Token], list[Note]]:
    """Cut a query into tokens, with notes on what could not be read. Places are code points of `text`."""
    state = _Scan(text)
    place = 0
    while place < len(text):
        if state.leaves >= MAX_LEAVES:
            state.note("too_long", place, len(text), limit=MAX_LEAVES)
            break
        if behind := _behind_torn_number(state, place):
            state.add(Kind.LEAF, place, behind, _joined(state.text[place:behind]))
            place = behind
            continue
        found = state.token.match(state.shape, place)
        if found is None:  # punctuation of Chinese and Japanese, commas: they part words
            place += 1
            continue
        place = _take(state, found)
    state.close(len(text))
    return state.tokens, state.notes


def _behind_torn_number(state: _Scan, place: int) -> int | None:
    """Give the place behind a document's number whose symbol was torn apart by blanks: `57 - NQ/TW`, `68- NQ/TW`."""
    if state.shape[place] != DIGIT:
        return None
    found = _compiled(_TORN).match(state.shape, place)
    return found.end() if found and _compiled(_CODES).fullmatch(state.text, *found.span("code")) else None


def _joined(torn: str) -> Word:
    return Word("".join(torn.split()))


def _take(state: _Scan, found: re.Match[str]) -> int:
    """Read one token and give the place behind it."""
    start, end = found.span()
    match found.lastgroup if not found["name"] else "field":
        case "space":
            state.close(start)
        case "open" | "close" as bracket:
            state.close(start)
            state.add(Kind.OPEN if bracket == "open" else Kind.CLOSE, start, end)
        case "minus":
            _take_minus(state, start, end)
        case "star":
            _take_star(state, start, end)
        case "junk":
            _take_junk(state, start, end)
        case "field":
            return _take_field(state, start, end, state.text[slice(*found.span("name"))])
        case "quote":
            return _take_quote(state, start)
        case _:
            _take_chunk(state, start, end)
    return end


def _take_minus(state: _Scan, start: int, end: int) -> None:
    if end - start > 1:
        state.note("dashes", start, end)
    state.add(Kind.MINUS, start, end)


def _take_star(state: _Scan, start: int, end: int) -> None:
    before = state.text[start - 1] if start else " "
    after = state.text[end] if end < len(state.text) else " "
    alone = (before.isspace() or before in "(（-−－") and (after.isspace() or after in ")）")
    if alone:
        state.add(Kind.LEAF, start, end, Anything())
    else:
        state.note("star", start, end)


def _take_junk(state: _Scan, start: int, end: int) -> None:
    junk = state.text[start:end]
    if set(junk) <= {"|"}:
        state.note("pipe", start, end)
    elif is_symbol(junk):
        state.note("no_letters", start, end, text=junk[:20])


def _take_chunk(state: _Scan, start: int, end: int) -> None:
    chunk = state.text[start:end]
    before = state.tokens[-1] if state.tokens else None
    bare = not state.pending and not (before and before.kind in (Kind.MINUS, Kind.TITLE) and before.end == start)
    if bare and chunk in _OPERATORS:
        state.add(_OPERATORS[chunk], start, end)
    else:
        state.add(Kind.LEAF, start, end, _leaf(state, start, chunk))


def _leaf(state: _Scan, start: int, chunk: str) -> Node:
    """Read a word with the sign at its end: `dân`, `dan*`, `dan~`, `dan~2`. It holds a letter or digit."""
    cut = _cut(state, start, chunk)
    core = _word(cut)
    if any(sign in core for sign in "~～") and (found := _compiled(_FUZZY).fullmatch(shape(core))):
        return _fuzzy(state, start, core[: found.end(1)], int(core[found.start(2) :]))
    tail = cut[cut.rindex(core) + len(core) :]
    core = _lowered(core)
    if tail.startswith("*"):
        return Prefix(core)
    return Fuzzy(core) if tail.startswith(("~", "～")) else Word(core)


def _word(chunk: str) -> str:
    inside = [place for place, sign in enumerate(shape(chunk)) if sign in WORD]
    return chunk[inside[0] : inside[-1] + 1] if inside else ""


def _lowered(core: str) -> str:
    """Keep a keyword that is meant as a word from being read as a keyword when it is written again."""
    return core.lower() if core in _OPERATORS else core


def _fuzzy(state: _Scan, start: int, core: str, distance: int) -> Node:
    if distance > MAX_DISTANCE:
        state.note("distance", start, start + len(core), limit=MAX_DISTANCE)
    while found := _compiled(_FUZZY).fullmatch(shape(core)):  # `dan~1~2`
        core = core[: found.end(1)]
    core = _lowered(core)
    return Fuzzy(core, min(distance, MAX_DISTANCE)) if distance else Word(core)


def _cut(state: _Scan, start: int, text: str) -> str:
    if len(text) > MAX_LENGTH:
        state.note("long_word", start, start + len(text), limit=MAX_LENGTH)
    return text[:MAX_LENGTH]


def _take_quote(state: _Scan, start: int) -> int:
    found = None if state.text[start] in state.unclosed else _quoted(state.text, start)
    if not found:
        state.unclosed.add(state.text[start])
        state.note("unclosed_quote", start, start + 1)
        return start + 1
    inside, end = found
    near = _compiled(_NEAR).match(state.shape, end)
    node = _phrase(state, start, inside, near)
    end = near.end() if near else end
    if node is None:
        state.note("empty_phrase", start, end)
    state.add(Kind.LEAF if node else Kind.VOID, start, end, node)
    return end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """Give what stands in the quotes that open at `start`, and the place behind them; None when they do not close."""
    closing = _CLOSING.get(text[start])
    found = re.compile(closing).search(text, start + 1) if closing else None
    return (_compiled(_BLANKS).sub(" ", text[start + 1 : found.start()]).strip(), found.end()) if found else None


def _phrase(state: _Scan, start: int, inside: str, near: re.Match[str] | None) -> Quote | None:
    words = _word(_cut(state, start, inside))
    slop = int(state.text[slice(*near.span(1))] or 0) if near else 0
    if near and not near[1]:
        state.note("near_what", *near.span())
    if near and slop > MAX_SLOP:
        state.note("near_far", *near.span(), limit=MAX_SLOP)
    return Quote(words, min(slop, MAX_SLOP)) if words else None


def _take_field(state: _Scan, start: int, end: int, typed: str) -> int:
    """Read `name:` and its values; what is no field, or has no such value, is searched as words."""
    name = typed.lower()
    if name not in FIELDS:
        state.note("unknown_field", start, end, name=typed, known=", ".join(FIELDS))
    elif name == "title":
        behind = _take_title(state, start, end)
        if behind:
            return behind
        state.note("empty_field", start, end, name=name)
    else:
        behind = _take_values(state, start, end, name)
        if behind:
            return behind
    return _as_words(state, start, end, typed)


def _as_words(state: _Scan, start: int, end: int, typed: str) -> int:
    """Search `name:value` as both words, kept together so that a sign before them holds for both."""
    waiting = state.pending
    state.pending = 0
    state.add(Kind.OPEN, start, start)
    state.add(Kind.LEAF, start, end - 1, Word(_lowered(typed[:MAX_LENGTH])))
    state.pending = waiting + 1
    return end


def _take_title(state: _Scan, start: int, end: int) -> int | None:
    if state.text[end : end + 1] in ("(", "（"):
        state.close(start)
        state.add(Kind.TITLE, start, end)
        return end
    leaves: list[tuple[int, int, Node]] = []
    place = end
    while found := _title_value(state, place):
        leaves.append(found)
        place = found[1]
        comma = _compiled(_COMMA).match(state.text, place)
        if not comma or not _title_ahead(state.shape, comma.end()):
            break
        place = comma.end()
    if not leaves:
        return None
    _add_title(state, start, end, leaves)
    return leaves[-1][1]


def _add_title(state: _Scan, start: int, end: int, leaves: list[tuple[int, int, Node]]) -> None:
    waiting = state.pending
    state.pending = 0
    state.add(Kind.TITLE, start, end)
    state.add(Kind.OPEN, end, end)
    for number, (first, last, node) in enumerate(leaves):
        if number:
            state.add(Kind.OR, first, first)
        state.add(Kind.LEAF, first, last, node)
    state.pending = waiting + 1
    state.close(leaves[-1][1])


def _title_ahead(shape_: str, place: int) -> bool:
    found = _compiled(_TOKEN).match(shape_, place)
    return bool(found and (found["chunk"] or found["quote"]))


def _title_value(state: _Scan, place: int) -> tuple[int, int, Node] | None:
    found = state.token.match(state.shape, place)
    if not found or state.leaves >= MAX_LEAVES:
        return None
    if behind := _behind_torn_number(state, place):
        return place, behind, _joined(state.text[place:behind])
    if found["chunk"]:
        return place, found.end(), _leaf(state, place, state.text[place : found.end()])
    quoted = _quoted(state.text, place) if found["quote"] else None
    if not quoted:
        return None
    near = _compiled(_NEAR).match(state.shape, quoted[1])
    node = _phrase(state, place, quoted[0], near)
    return (place, near.end() if near else quoted[1], node) if node else None


def _take_values(state: _Scan, start: int, end: int, name: str) -> int | None:
    values, behind = _values(state, end, _PERIOD if name == "date" else _VALUE)
    if not values:
        state.note("empty_field", start, end, name=name)
        return None
    if name == "date":
        periods = [read_period(value) for value in values]
        if None in periods:
            state.note("bad_date", end, behind, value=values[periods.index(None)])
            return None
        node: Node = Dates(tuple(dict.fromkeys(period for period in periods if isinstance(period, Period))))
    else:
        node = Field(name, tuple(dict.fromkeys(_cut(state, end, value).strip() for value in values)))
    state.add(Kind.LEAF, start, behind, node)
    return behind


def _values(state: _Scan, place: int, pattern: str) -> tuple[list[str], int]:
    """Read a list of values: bare, quoted, parted by commas, or in parentheses. Gives them and the place behind."""
    if group := _compiled(_GROUP).match(state.text, place):
        inner = [value for value in re.split(r"[\s,，]+", group[1]) if value not in ("OR", "")]
        return [value for value in map(_word_or_period, inner) if value], group.end()
    values: list[str] = []
    for value, end in _each_value(state, place, pattern):
        values.append(value)
        place = end
    return values, place


def _word_or_period(value: str) -> str:
    return value.rstrip(".;:!?") if is_word(value) else ""


def _each_value(state: _Scan, place: int, pattern: str) -> Iterator[tuple[str, int]]:
    text = state.text
    while place < len(text):
        if quoted := _quoted(text, place) if text[place] in QUOTES else None:
            value, end = quoted
        elif bare := _compiled(pattern).match(state.shape, place):
            value, end = text[place : bare.end()], bare.end()
            value = value if value.endswith("..") else value.rstrip(".;:!?")
        else:
            return
        if not is_word(value):
            return
        yield value, end
        comma = _compiled(_COMMA).match(text, end)
        if not comma:
            return
        place = comma.end()
