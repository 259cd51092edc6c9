"""How a query was read, in plain words, and where in it something could not be read."""

from __future__ import annotations

from unicodedata import category

from tracuu.messages import say
from tracuu.search.dates import Period, write_period
from tracuu.search.nodes import (
    All,
    AnyOf,
    Anything,
    Dates,
    Except,
    Field,
    Fuzzy,
    InTitle,
    Node,
    Nothing,
    Prefix,
    Quote,
    Word,
    write,
)
from tracuu.search.query import Query
from tracuu.search.scan import Note
from tracuu.search.width import fitting, width

_COLUMNS = 100
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LOWER_OPERATORS = frozenset({"or", "not"})


def reading(query: Query) -> str:
    """Say in plain words how a query was read: `dân AND vận, not “bão”, language vi`."""
    root = query.root
    parts = root.parts if isinstance(root, All) else (root,)
    wanted = [part for part in parts if not isinstance(part, Except | Field | Dates)]
    excluded = [part for part in parts if isinstance(part, Except)]
    fields = [part for part in parts if isinstance(part, Field | Dates)]
    words = _words(All(tuple(wanted)) if len(wanted) > 1 else wanted[0]) if wanted else say("search.read_everything")
    return ", ".join([words, *map(_words, excluded), *map(_words, fields)])


def surprising(query: Query) -> bool:
    """Tell whether the reading may differ from what was meant, so that it should be shown unasked."""
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    lower = any(isinstance(part, Word) and part.text in _LOWER_OPERATORS for part in parts)
    excluding = any(isinstance(part, Except) for part in parts)
    # A field that was repeated, and a document number torn apart by spaces, are written otherwise than they were typed.
    joined = any(
        (isinstance(part, Word) and part.text not in query.text)
        or (isinstance(part, Field) and query.text.lower().count(f"{part.name}:") > 1)
        for part in parts
    )
    return bool(query.notes) or query.mixed or lower or excluding or joined


def render_note(text: str, note: Note, columns: int = _COLUMNS) -> str:
    """Give the query with marks under the place of a note, and the note behind the marks.

    Two lines, each at most `columns` wide apart from the note itself; of a long query the part around the place.
    """
    line = "".join(" " if category(character) in _CONTROL else character for character in text)
    begin = _begin(line, note.start, columns)
    lead = "…" if begin else ""
    shown = line[begin : begin + fitting(line[begin:], columns - len(lead) - 1)]
    tail = "…" if begin + len(shown) < len(line) else ""
    indent = width(lead) + width(line[begin : note.start])
    end = min(max(note.end, note.start + 1), begin + len(shown))
    marks = "^" * max(1, width(line[note.start : end]))
    return f"{lead}{shown}{tail}\n{' ' * indent}{marks} {note.message}"


def _begin(line: str, start: int, columns: int) -> int:
    """Choose where to cut a long line so that the place stands in its first half."""
    if width(line[:start]) < columns // 2:
        return 0
    begin = max(0, start - columns // 4)
    # A mark that combines with the letter before it must not lose it.
    while begin < start and category(line[begin]).startswith("M"):
        begin += 1
    return begin


def _words(node: Node) -> str:
    match node:
        case All(parts):
            return say("search.read_and").join(_grouped(part) for part in parts)
        case AnyOf(parts):
            return say("search.read_or").join(_grouped(part) for part in parts)
        case Except(part):
            return say("search.read_not", part=f"“{part.text}”" if isinstance(part, Word) else _grouped(part))
        case InTitle(part):
            return say("search.read_title", part=_grouped(part))
        case _:
            return _leaf(node)


def _grouped(node: Node) -> str:
    return f"({_words(node)})" if isinstance(node, All | AnyOf) else _words(node)


def _leaf(node: Node) -> str:  # noqa: PLR0911  one line a kind
    match node:
        case Quote(text, 0):
            return f"“{text}”"
        case Quote(text, slop):
            return say("search.read_near", text=text, slop=slop)
        case Prefix(text):
            return say("search.read_prefix", text=text)
        case Fuzzy(text, distance):
            return say("search.read_fuzzy", text=text, distance=distance)
        case Field(name, values):
            return say(f"search.read_field_{name}", values=say("search.read_or").join(values))
        case Dates(periods):
            return say("search.read_dates", values=say("search.read_or").join(map(_period, periods)))
        case Anything():
            return say("search.read_everything")
        case Nothing():
            return say("search.read_nothing")
        case _:
            return write(node)


def _period(period: Period) -> str:
    if period.since and period.until:
        whole = write_period(period)
        return whole if ".." not in whole else say("search.read_between", since=period.since, until=period.until)
    return say("search.read_from" if period.since else "search.read_to", day=period.since or period.until)
