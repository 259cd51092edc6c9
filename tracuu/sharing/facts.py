"""Are the lines of a dump what they should be? Looked at before anything of it is written. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tracuu.corpus import dumped
from tracuu.corpus.dumped import Fact
from tracuu.corpus.matching import MERGE, SPLIT
from tracuu.corpus.tagging import NOTE, REVIEWED, STAR, TAG
from tracuu.errors import InputError
from tracuu.mentions.decisions import VERBS
from tracuu.records import Draft

Row = Mapping[str, Any]
Test = Callable[[Any], bool]

_IDENTITY = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[0-9TZ:.+ -]{0,30}")  # moments are shown as they are
_LARGEST = 1 << 53  # counts beyond it are none
_WRONG = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


def parsed(line: bytes) -> Any:
    """Read a line as JSON. Raises InputError."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("dump.line") from error


def read(row: Any, origin: str) -> list[Draft] | Fact:
    """Make an article of a line (several times where it states several sources), or a fact. Raises InputError."""
    kind = row.get("kind") if isinstance(row, dict) else None
    try:
        if kind in dumped.ARTICLES:
            return list(dumped.articles(row))
        if kind not in dumped.FACTS:
            raise InputError("dump.kind", kind=kind)
        if not _IS[kind](row):
            raise InputError("dump.fact", kind=kind, detail=origin)
    except _WRONG as error:
        raise InputError("dump.fact", kind=kind, detail=type(error).__name__) from error
    return Fact(kind, row, origin)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _like(pattern: re.Pattern[str]) -> Test:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _count(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value < _LARGEST


def _listed(*tests: Test) -> Test:
    """Give the test of a list of rows, of which each holds these values."""

    def is_row(row: Any) -> bool:
        return (
            isinstance(row, list)
            and len(row) == len(tests)
            and all(test(one) for test, one in zip(tests, row, strict=True))
        )

    return lambda rows: isinstance(rows, list) and all(map(is_row, rows))


def _fields(**tests: Test) -> Test:
    """Give the test of an object with these fields."""
    return lambda row: isinstance(row, dict) and all(is_it(row[name]) for name, is_it in tests.items())


def _identities(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_like(_IDENTITY), value))


def _layer(row: Row) -> bool:
    tests = _fields(identity=_like(_IDENTITY), extractor=_text, current=_truth, text=_text, marks=_text)
    return tests(row) and dumped.marks(row["marks"], row["text"]) is not None


_STORY_ARGS: Mapping[str, Mapping[str, Test]] = {
    MERGE: {"versions": _identities, "one": _like(_IDENTITY), "other": _like(_IDENTITY)},
    SPLIT: {"versions": _identities, "from": _identities},
}


def _story_decision(row: Row) -> bool:
    wanted = _STORY_ARGS[row["verb"]]
    return _fields(at=_like(_MOMENT), undone=_truth, args=_fields(**wanted))(row) and set(row["args"]) == set(wanted)


def _decision(row: Row) -> bool:
    wanted: Sequence[str] = VERBS[row["verb"]]
    args = _fields(**dict.fromkeys(wanted, _text))
    return _fields(at=_like(_MOMENT), undone=_truth, args=args)(row) and set(row["args"]) == set(wanted)


def _saved_search(row: Row) -> bool:
    seen, run_at = row["seen"], row["run_at"]
    return (
        _fields(name=_text, query=_text, options=lambda value: isinstance(value, dict))(row)
        and (run_at is None or (isinstance(run_at, int | float) and 0 <= run_at < _LARGEST))
        and (seen == [] or _identities(seen))
    )


_WORD_LIST = _fields(
    name=_text, source=_text, target=_text, origin=_text, sha256=_text, at=_like(_MOMENT), rejected=_count,
    note=lambda value: value is None or _text(value), entries=_listed(_text, _text, _text, _text),
)  # fmt: skip
_MARK_KINDS = frozenset({TAG, NOTE, STAR, REVIEWED})
_ROWS: Mapping[str, Test] = {
    "ids": _listed(_text, _like(_IDENTITY)),
    "seen_again": _listed(_like(_IDENTITY), _count, _text, _like(_SHA256)),
    "former": _listed(_text, _like(_IDENTITY)),
    "stories": _listed(_text, _like(_IDENTITY)),
    "entity_redirects": _listed(_text, _text),
    "marks": _listed(_like(_IDENTITY), _MARK_KINDS.__contains__, _text, _like(_MOMENT)),
}
_IS: Mapping[str, Callable[[Row], bool]] = {
    **{kind: _fields(rows=test) for kind, test in _ROWS.items()},
    "layer": _layer,
    "story_decision": _story_decision,
    "decision": _decision,
    "word_list": _WORD_LIST,
    "saved_search": _saved_search,
}
