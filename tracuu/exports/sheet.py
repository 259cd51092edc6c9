"""Rows as an Excel workbook (OOXML), through XlsxWriter in its mode of constant memory.

Every text is written as a text: nothing in a cell is a formula, whatever it begins with. Days are dates, moments are
dates with time, addresses are links. What Excel cannot hold is put right and told: a cell takes 32,767 units of UTF-16,
a sheet 1,048,576 rows (more go on the next sheet) and 65,530 links, and XML takes no control characters. The last
sheet says what the export is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from tracuu.errors import UsageError
from tracuu.exports.cells import cell
from tracuu.exports.rows import Head, about
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_CELL = 32_767  # units of UTF-16
MOST_ROWS = 1_048_575  # and the head line
MOST_LINKS = 65_530
LONGEST_LINK = 2_079

_DATES = frozenset({"date"})
_MOMENTS = frozenset({"retrieved"})
_LINKS = frozenset({"url", "original_url", "translation_url"})
_WIDTHS = {"title": 60, "original_title": 60, "snippet": 60, "citation": 80, "citation_vi": 80, "url": 40, "date": 12}
_WIDTH = 16  # columns of letters, where nothing else is said
_FIRST_YEAR = 1900  # days before are texts: Excel counts from here
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"https?://[^\s]+")
_RICH = re.compile(r"<r>.*</r>", re.DOTALL)  # taken for markup by XlsxWriter, even where it is a text


class Workbook:
    """A workbook that rows are written into, one after the other; `write` is the way here."""

    def __init__(self, place: Path | BinaryIO, fields: Sequence[str]) -> None:
        """Begin a workbook in a file or a stream."""
        import xlsxwriter

        self.count = self.cut = self.unlinked = self.replaced = self.sheets = 0
        self._fields = fields
        self._book = xlsxwriter.Workbook(
            str(place) if hasattr(place, "suffix") else place,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._next_sheet()

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row; on a further sheet where this one is full."""
        if self._row == MOST_ROWS + 1:
            self._end_sheet()
            self._next_sheet()
        for column, name in enumerate(self._fields):
            self._cell(column, name, row[name])
        self._row += 1
        self.count += 1

    def close(self, head: Head) -> None:
        """Write what the export is, and the file. Raises OSError when it cannot be written."""
        from xlsxwriter.exceptions import XlsxFileError

        self._end_sheet()
        sheet = self._book.add_worksheet(say("export.about_sheet"))
        sheet.set_column(0, 0, _WIDTH)
        sheet.set_column(1, 1, 3 * _WIDTH)
        told = [
            *about(head),
            (say("export.rows"), str(self.count)),
            *((say("export.note"), one) for one in self.told()),
        ]
        for place, (name, value) in enumerate(told):
            sheet.write_string(place, 0, name, self._bold)
            sheet.write_string(place, 1, self._text(value))
        try:
            self._book.close()
        except XlsxFileError as error:
            raise error.__cause__ if isinstance(error.__cause__, OSError) else OSError(str(error)) from error

    def told(self) -> Iterator[str]:
        """Say what a workbook could not hold as it was."""
        if self.cut:
            yield plural("export.cut", self.cut, longest=LONGEST_CELL)
        if self.sheets > 1:
            yield say("export.sheets", count=self.sheets, rows=MOST_ROWS)
        if self.unlinked:
            yield plural("export.unlinked", self.unlinked, most=MOST_LINKS)
        if self.replaced:
            yield plural("export.replaced", self.replaced)

    def _next_sheet(self) -> None:
        self.sheets += 1
        self._sheet = self._book.add_worksheet(say("export.sheet", number=self.sheets))
        self._row, self._links = 1, 0
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        for column, name in enumerate(self._fields):
            self._sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            self._sheet.write_string(0, column, self._text(name), self._bold)

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._row - 1, max(0, len(self._fields) - 1))

    def _cell(self, column: int, name: str, value: object) -> None:
        if value is None:
            return
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._sheet.write_number(self._row, column, value)
        elif name in _DATES and (day := _moment(str(value))):
            self._sheet.write_datetime(self._row, column, day, self._day)
        elif name in _MOMENTS and (moment := _moment(str(value))):
            self._sheet.write_datetime(self._row, column, moment, self._moment)
        elif name in _LINKS and _ADDRESS.fullmatch(address := self._text(str(value))):
            self._link(column, address)
        else:
            self._sheet.write_string(self._row, column, self._text(cell(value)))

    def _link(self, column: int, address: str) -> None:
        if self._links == MOST_LINKS or len(address.encode("utf-16-le")) // 2 > LONGEST_LINK:
            self.unlinked += 1
            self._sheet.write_string(self._row, column, address)
        else:
            self._links += 1
            self._sheet.write_url(self._row, column, address, string=address)

    def _text(self, text: str) -> str:
        """Give a text as a cell can hold it."""
        kept = _NOT_XML.sub("\ufffd", text)
        self.replaced += kept != text
        if len(kept) > LONGEST_CELL // 2 and len(kept.encode("utf-16-le")) // 2 > LONGEST_CELL:
            self.cut += 1
            kept = _cut(kept)
        return kept + " " if _RICH.fullmatch(kept) else kept


def write(rows: Iterable[Mapping[str, Any]], place: Path | BinaryIO, fields: Sequence[str], head: Head) -> Workbook:
    """Write a workbook; give it, with its `count` of rows and what it could not hold. Raises UsageError, OSError."""
    try:
        book = Workbook(place, fields)
    except ImportError as error:
        raise UsageError("export.no_xlsx") from error
    for row in rows:
        book.add(row)
    book.close(head)
    return book


def _cut(text: str) -> str:
    """Cut a text to what a cell takes, with an ellipsis that says so; no sign is cut in two."""
    units = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def _moment(written: str) -> datetime | None:
    """Read a day or a moment in UTC; None for what Excel counts no days of."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    return read.replace(tzinfo=None) if read.year > _FIRST_YEAR else None
