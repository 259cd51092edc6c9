"""Tables: Excel (.xlsx; ISO/IEC 29500, SpreadsheetML), LibreOffice (.ods) and text with separators (.csv, .tsv).

Only what cells show is read: the values that were calculated last, never a formula. Days are written as ISO 8601.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from tracuu.corpus.office.document import Link, Table
from tracuu.corpus.office.package import Element, Package, attribute, below, child, local
from tracuu.errors import InputError

MOST_ROWS = 200_000
_MOST_REPEATED = 50  # cells that a file says are alike; more is the empty rest of a row
_BEGIN = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's day 0, of no zone
_DAY_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAY_SIGNS = re.compile("[ydmhs]", re.IGNORECASE)
_LETTERS = re.compile("[A-Z]+")
_HYPERLINK = re.compile(r'HYPERLINK\(\s*"(https?://[^"]{3,2000})"', re.IGNORECASE)
_SEPARATORS = ",;\t|"


def xlsx(raw: bytes) -> tuple[Table, ...]:
    """Read the sheets of an Excel file. Raises InputError when it is damaged or too long."""
    held = Package(raw)
    words = _shared(held)
    days = _day_styles(held)
    sheets = sorted((name for name in held.names() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), key=_number)
    return tuple(Table(tuple(_rows(held, name, words, days))) for name in sheets)


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _shared(held: Package) -> list[str]:
    root = held.xml_if_any("xl/sharedStrings.xml")
    return [] if root is None else ["".join(_shown(one)) for one in below(root, "si")]


def _shown(element: Element) -> Iterator[str]:
    """Give the words of a cell, without how they are to be read aloud (`rPh`)."""
    for one in element:
        if local(one) == "t":
            yield one.text or ""
        elif local(one) == "r":
            yield from _shown(one)


def _day_styles(held: Package) -> set[int]:
    """Give the numbers of cell styles that show a number as a day."""
    root = held.xml_if_any("xl/styles.xml")
    if root is None:
        return set()
    own = {
        int(one.get("numFmtId") or 0)
        for one in below(root, "numFmt")
        if _DAY_SIGNS.search(_QUOTED.sub("", one.get("formatCode") or ""))
    }
    styles = child(root, "cellXfs")
    formats = [int(one.get("numFmtId") or 0) for one in styles] if styles is not None else []
    return {place for place, number in enumerate(formats) if number in own or number in _DAY_FORMATS}


def _rows(held: Package, name: str, words: list[str], days: set[int]) -> Iterator[tuple[Link, ...]]:
    root = held.xml(name)
    targets = _targets(held, name)
    links = {one.get("ref") or "": targets.get(attribute(one, "id") or "", "") for one in below(root, "hyperlink")}
    for number, row in enumerate(below(root, "row"), 1):
        _bound(number)
        cells: dict[int, Link] = {}
        for cell in row:
            if local(cell) == "c":
                place = cell.get("r") or ""
                text = _value(cell, words, days)
                column = _column(place) if place else len(cells)
                cells[column] = Link(links.get(place) or _by_formula(cell), text)
        if cells:
            yield tuple(cells.get(column, Link("", "")) for column in range(min(max(cells) + 1, 1000)))


def _targets(held: Package, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    root = held.xml_if_any(f"{folder}/_rels/{file}.rels")
    rows = below(root, "Relationship") if root is not None else ()
    return {one.get("Id") or "": one.get("Target") or "" for one in rows}


def _column(place: str) -> int:
    found = _LETTERS.match(place)
    column = 0
    for letter in found[0][:4] if found else "A":
        column = column * 26 + ord(letter) - 64
    return column - 1


def _by_formula(cell: Element) -> str:
    formula = child(cell, "f")
    found = _HYPERLINK.search(formula.text or "") if formula is not None else None
    return found[1] if found else ""


def _value(cell: Element, words: list[str], days: set[int]) -> str:
    kind = cell.get("t") or "n"
    inline = child(cell, "is")
    if inline is not None:
        return "".join(_shown(inline)).strip()
    value = child(cell, "v")
    text = (value.text or "").strip() if value is not None else ""
    if kind == "s":
        return words[int(text)].strip() if text.isdigit() and int(text) < len(words) else ""
    if kind == "n" and text and (cell.get("s") or "").isdigit() and int(cell.get("s")) in days:
        return _day(text)
    return "" if kind == "e" else text


def _day(text: str) -> str:
    try:
        moment = _BEGIN + timedelta(days=float(text))
    except (ValueError, OverflowError):
        return text
    return moment.date().isoformat() if moment.hour == moment.minute == 0 else moment.isoformat(timespec="minutes")


def ods(raw: bytes) -> tuple[Table, ...]:
    """Read the sheets of an OpenDocument table. Raises InputError when it is damaged, protected or too long."""
    held = Package(raw)
    manifest = held.xml_if_any("META-INF/manifest.xml")
    if manifest is not None and next(iter(below(manifest, "encryption-data")), None) is not None:
        raise InputError("office.protected")
    return tuple(Table(tuple(_ods_rows(sheet))) for sheet in below(held.xml("content.xml"), "table"))


def _ods_rows(sheet: Element) -> Iterator[tuple[Link, ...]]:
    for number, row in enumerate(below(sheet, "table-row"), 1):
        _bound(number)
        cells: list[Link] = []
        for cell in row:
            repeated = int(attribute(cell, "number-columns-repeated") or 1)
            target = next((attribute(one, "href") or "" for one in below(cell, "a")), "")
            day = attribute(cell, "date-value")
            text = day or "\n".join("".join(one.itertext()) for one in cell if local(one) == "p")
            cells += [Link(target, text.strip())] * (repeated if repeated <= _MOST_REPEATED else 1)
        if any(cell.words for cell in cells):
            yield tuple(cells)


def separated(text: str) -> tuple[Table, ...]:
    """Read text with separators: commas, semicolons, tabs or bars, whichever the first lines have most of."""
    head = text[:20_000]
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(50_000_000)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            _bound(number)
            rows.append(tuple(Link("", cell.strip()) for cell in row))
    except csv.Error as error:
        raise InputError("office.damaged", detail=str(error)) from error
    return (Table(tuple(rows)),)


def _bound(number: int) -> None:
    if number > MOST_ROWS:
        raise InputError("office.table_too_long", most=MOST_ROWS)
