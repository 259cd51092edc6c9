"""Letters typed in old Vietnamese fonts: a font's name says how its letters are meant, its words whether that holds.

Files were carried to Unicode and kept their fonts' names, so the name alone decides nothing: a stretch whose words
are well-spelt as they stand is left alone. A stretch that says nothing goes with the other stretches of its font.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tracuu.corpus import legacy
from tracuu.errors import DataError

_FILE = Path(__file__).parent.parent / "encodings" / "fonts.toml"
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_PRIVATE = {0xF000 + byte: byte for byte in range(0x20, 0x100)}  # Word keeps letters of symbol fonts there


class Run(NamedTuple):
    """A stretch of text in one font; None where the font is not known."""

    text: str
    font: str | None = None


class _Typed(NamedTuple):
    encoding: str
    capitals: bool


class _Family(NamedTuple):
    encoding: str
    begins: tuple[str, ...]
    capitals: tuple[str, ...]


class Read(NamedTuple):
    """Paragraphs in Unicode letters, and the old encoding that some of them were in (None: none was)."""

    texts: list[str]
    encoding: str | None


def is_old(font: str | None) -> bool:
    """Tell whether a font is one of those that draw Vietnamese letters in place of Western ones."""
    return font is not None and _typed(font) is not None


def unicode_of(paragraphs: Iterable[Sequence[Run]]) -> Read:
    """Give paragraphs of runs as text, with what was typed in old fonts turned into Unicode letters."""
    joined = [_joined(runs) for runs in paragraphs]
    old = [(text, typed) for runs in joined for text, typed in runs if typed]
    if not old:
        return Read(["".join(text for text, _ in runs) for runs in joined], None)
    usual = {
        encoding: sum(legacy.evidence(text, encoding) for text, typed in old if typed.encoding == encoding) >= 0
        for encoding in {typed.encoding for _, typed in old}
    }
    texts = ["".join(_in_unicode(text, typed, usual) for text, typed in runs) for runs in joined]
    changed = [typed.encoding for text, typed in old if _in_unicode(text, typed, usual) != text]
    return Read(texts, max(set(changed), key=changed.count) if changed else None)


def _joined(runs: Iterable[Run]) -> list[tuple[str, _Typed | None]]:
    """Join runs that are typed alike: a word may change its colour within, and VNI writes a letter as two signs."""
    typed = [(_typed(run.font) if run.font else None, run.text) for run in runs]
    together = [("".join(text for _, text in same), kind) for kind, same in groupby(typed, key=lambda one: one[0])]
    return [(text.translate(_PRIVATE) if kind else text, kind) for text, kind in together]


def _in_unicode(text: str, typed: _Typed | None, usual: dict[str, bool]) -> str:
    if typed is None or legacy.is_beyond_western(text):
        return text
    said = legacy.evidence(text, typed.encoding)
    if said < 0 or (said == 0 and not usual[typed.encoding]):
        return text
    return legacy.typed_in(text, typed.encoding, capitals=typed.capitals)


@cache
def _typed(font: str) -> _Typed | None:
    name = _SUBSET.sub("", font).strip().lower().split(",")[0]
    for family in _families():
        if name.startswith(family.begins):
            bare = name.split("-bold")[0].split("-italic")[0].strip()
            return _Typed(family.encoding, bare.endswith(family.capitals))
    return None


@cache
def _families() -> tuple[_Family, ...]:
    try:
        rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["family"]
        return tuple(_Family(row["encoding"], tuple(row["begins"]), tuple(row["capitals"])) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError("read.bad_kinds", path=_FILE, detail=str(error)) from error
