"""The words for numbers of each language (`data/numbers.toml`), checked and folded for comparing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.errors import DataError
from tracuu.text.codes import primary
from tracuu.text.normalize import Form, fold, key

FILE = Path(__file__).parent / "data" / "numbers.toml"
_CARDINALS = 20
_UNSURE, _OPEN = "~", "*"
_KNOWN = frozenset({"cardinals", "scales", "spaces", "afternoon", "buddhist"})


class Word(NamedTuple):
    """What a word for a number means, and whether it means nothing else."""

    value: int
    sure: bool


class Scale(NamedTuple):
    """A word behind a number: what it multiplies by, and whether it may go on with any ending."""

    written: str
    factor: int
    open: bool


class Words(NamedTuple):
    """The words of one language, folded. `scales` are longest first; what the flags mean stands in the file."""

    cardinals: Mapping[str, Word]
    scales: tuple[Scale, ...] = ()
    afternoon: tuple[str, ...] = ()
    spaces: bool = False
    buddhist: bool = False


def words_of(lang: str) -> Words | None:
    """Give the words of a language; None where the file has none. Raises DataError when the file is wrong."""
    return _table().get(primary(lang))


@cache
def _table() -> Mapping[str, Words]:
    import tomllib

    try:
        rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("check.unreadable", path=FILE, reason=error) from error
    return {lang: _words(lang, row) for lang, row in rows.items()}


def form_of(lang: str) -> Form:
    """Say in which normal form words are compared: in Vietnamese accents tell six from after (sáu, sau)."""
    return "key" if primary(lang) == "vi" else "fold"


def _words(lang: str, row: Mapping[str, Any]) -> Words:
    written = key if form_of(lang) == "key" else _folded
    cardinals = row.get("cardinals", [])
    if not set(row) <= _KNOWN or len(cardinals) not in {0, _CARDINALS}:
        raise DataError("check.bad_words", path=FILE, lang=lang, known=", ".join(sorted(_KNOWN)), count=_CARDINALS)
    scales = [
        Scale(written(word.rstrip(_OPEN)), int(factor), word.endswith(_OPEN))
        for factor, listed in row.get("scales", {}).items()
        for word in _listed(listed, ",")
    ]
    return Words(
        cardinals=_cardinals(cardinals, written),
        scales=tuple(sorted(scales, key=lambda scale: -len(scale.written))),
        afternoon=tuple(map(written, _listed(row.get("afternoon", ""), ","))),
        spaces=bool(row.get("spaces")),
        buddhist=bool(row.get("buddhist")),
    )


def _cardinals(listed: list[str], written: Callable[[str], str]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for value, forms in enumerate(listed, 1):
        for form in _listed(forms, "|"):
            found.setdefault(written(form.lstrip(_UNSURE)), Word(value, not form.startswith(_UNSURE)))
    return found


def _listed(written: str, divider: str) -> list[str]:
    return [part.strip() for part in written.split(divider) if part.strip(" -")]


def _folded(word: str) -> str:
    return fold(key(word))
