"""How is the file of a word list laid out: its encoding, what parts its columns, its heading, which column is which?

A file says it by most of its rows, whatever it is called. Nothing here judges a word.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from tracuu.text.codes import canonical, known, name, primary

Row = tuple[int, list[str] | None]
"""A row's line, counted from 1, and its cells; None where it cannot be read as text."""

Fits = Callable[[str, str], bool]
"""Whether a cell may be, or is, a word of a language."""

_BOM = "\ufeff"
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins, which spreadsheets call Unicode text
_SIGNS = ("\t", " = ", "::")
_OTHERS = ("|", " – ", " - ")
_MOST = 0.8  # of the rows hold what parts their columns
_LOOKED_AT = 500  # rows
_SURE, _TIMES = 10, 2  # rows that fit the other way round, and how many times as many, that show columns exchanged
_HEADS = frozenset({"word", "term", "source", "target", "translation", "meaning", "equivalent", "from", "to"})


def rows(raw: bytes) -> Iterator[Row]:
    """Give the rows of a file; remarks, which begin with `#`, and empty lines are passed over."""
    lines = [(number, text) for number, text in _lines(raw) if text is None or _holds(text)]
    cut = _parted([text for _, text in islice(lines, _LOOKED_AT) if text is not None])
    for number, text in lines:
        yield number, None if text is None else cut(text)


def _holds(text: str) -> bool:
    return bool(text.strip()) and not text.startswith("#")


def _lines(raw: bytes) -> Iterator[tuple[int, str | None]]:
    if raw.startswith(_WIDE):
        for number, line in enumerate(raw.decode("utf-16", "replace").splitlines(), 1):
            yield number, None if "\ufffd" in line else line
        return
    for number, one in enumerate(raw.splitlines(), 1):
        try:
            yield number, one.decode("utf-8").strip(_BOM)
        except UnicodeDecodeError:
            yield number, None


def _parted(texts: Sequence[str]) -> Callable[[str], list[str]]:
    """Give what cuts a row of such a file into cells."""

    def most(held: Iterable[bool]) -> bool:
        return sum(held) >= _MOST * len(texts)

    for sign in (*_SIGNS, _comma(texts), *_OTHERS):
        if most(sign in text for text in texts):
            return partial(_quoted if sign in ",;" else _split, sign)
    # Two words and a blank between them, as lists for machines are written.
    if most(len(text.split()) == 2 for text in texts):  # noqa: PLR2004  a word and its translation
        return str.split
    return partial(_split, "\t")


def _comma(texts: Sequence[str]) -> str:
    """Tell whether commas or semicolons part columns: what comes first in most rows; the other parts translations."""
    firsts = Counter(next((sign for sign in text if sign in ",;"), ",") for text in texts)
    return max(firsts, key=lambda sign: (firsts[sign], sign), default=",")


def _quoted(sign: str, text: str) -> list[str]:
    return next(csv.reader([text], delimiter=sign, skipinitialspace=True), [])


def _split(sign: str, text: str) -> list[str]:
    return [_bare(cell) for cell in text.split(sign)]


def _bare(cell: str) -> str:
    """Take the quotes of a spreadsheet away."""
    cell = cell.strip()
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def without_heading(found: Sequence[Row], source: str, target: str) -> tuple[Sequence[Row], bool | None]:
    """Leave a heading away. Whether it names the languages the other way round; None where it does not say."""
    cells = [cell.strip().casefold() for cell in (found[0][1] or ())[:2]] if found else []
    if len(cells) < 2:  # noqa: PLR2004  a word and its translation
        return found, None
    one, other = cells
    if one in _names(source) and other in _names(target):
        return found[1:], False
    if one in _names(target) and other in _names(source):
        return found[1:], True
    return (found[1:] if _HEADS.issuperset(cells) else found), None


def _names(lang: str) -> frozenset[str]:
    code = primary(canonical(lang))
    entry = known().get(code)
    return frozenset({lang.casefold(), code, name(lang).casefold(), *(entry.others if entry else ())})


def are_exchanged(found: Sequence[Row], source: str, target: str, fits: Fits) -> bool:
    """Tell whether the columns stand the other way round: whether far more rows fit so, of some from all parts."""
    straight = turned = 0
    for _, cells in found[:: max(1, len(found) // _LOOKED_AT)]:
        if cells and len(cells) > 1:
            straight += fits(cells[0], source) and fits(cells[1], target)
            turned += fits(cells[0], target) and fits(cells[1], source)
    return turned >= _SURE and turned >= _TIMES * straight


def exchanged(found: Iterable[Row]) -> list[Row]:
    """Give rows with their first two columns exchanged."""
    return [(line, [*cells[1::-1], *cells[2:]] if cells and len(cells) > 1 else cells) for line, cells in found]
