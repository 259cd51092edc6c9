"""Tables: an article a row where a column holds texts, else a list of the addresses in their cells.

Columns are told by their names in the first row that has one for the text; their names are data: `columns.toml`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from tracuu.corpus.office import keeper, links
from tracuu.corpus.office import tables as office
from tracuu.corpus.office.document import Document, Link, Table
from tracuu.corpus.office.kinds import Wish
from tracuu.corpus.readers import rows, streams
from tracuu.corpus.readers.source import Source
from tracuu.errors import InputError
from tracuu.records import Capture, Listed, Rejected

CSV = "text/csv"
_FILE = Path(__file__).parent / "columns.toml"
_DEPTH = 10  # rows; the names of columns stand among them
_TEXTS = ("text", "html")


def reader(media_type: str) -> Callable[[Source], Iterator[Capture | Listed | Rejected]]:
    """Give the reader for a type of tables."""
    return partial(_packed, media_type)


def separated(source: Source) -> Iterator[Capture | Listed | Rejected]:
    """Read text with separators."""
    from tracuu.corpus.decode import decode

    text = decode(streams.whole(source.stream), None, "text/plain").text
    yield from _read(office.separated(text), CSV, source)


def _packed(media_type: str, source: Source) -> Iterator[Capture | Listed | Rejected]:
    found = keeper.read(streams.whole(source.stream), Wish(media_type))
    yield from _read(() if isinstance(found, Document) else found, media_type, source)


def _read(tables: Sequence[Table], media_type: str, source: Source) -> Iterator[Capture | Listed | Rejected]:
    named = [(table, place, columns) for table in tables for place, columns in [_columns(table)] if columns]
    if named:
        for table, place, columns in named:
            yield from _articles(table.rows[place + 1 :], columns, place + 2, source)
        return
    found = links.in_tables(tables)
    if not found:
        raise InputError("office.no_columns")
    yield Listed(source.origin, media_type, found)


def _columns(table: Table) -> tuple[int, dict[int, str]]:
    """Find the row that names the columns, one of them the text; give its place and the fields by column."""
    for place, row in enumerate(table.rows[:_DEPTH]):
        columns = {number: _names().get(_comparable(cell.words), cell.words) for number, cell in enumerate(row)}
        if any(name in _TEXTS for name in columns.values()):
            return place, {number: name for number, name in columns.items() if name}
    return 0, {}


def _articles(
    table: Sequence[Sequence[Link]], columns: dict[int, str], first: int, source: Source
) -> Iterator[Capture | Rejected]:
    for number, row in enumerate(table, first):
        fields = {name: row[place].words for place, name in columns.items() if place < len(row) and row[place].words}
        address = next((cell.url for cell in row if cell.url), None)
        if address and not fields.get("url", "").startswith("http"):
            fields["url"] = address
        if fields:
            yield rows.taken(fields, f"{source.origin}:{number}", source)


def _comparable(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


@cache
def _names() -> dict[str, str]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {_comparable(name): field for field, names in data.items() for name in names}
