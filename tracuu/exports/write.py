"""Rows into a file of any format: the one place that knows them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from tracuu.exports import bibtex, csl, files, ris, sheet, tables
from tracuu.exports.citation import Citation
from tracuu.exports.forms import Form
from tracuu.exports.rows import Head, Row, chosen
from tracuu.tuples import Record


class Place(Record):
    """Where an export goes: a path or `-` for stdout, and whether a file that is there may be replaced."""

    path: str
    force: bool = False


class Written(Record):
    """What was written: how many rows, and lines on what the format could not hold."""

    rows: int
    told: tuple[str, ...] = ()


def write(
    rows: Iterable[Row], form: Form, place: Place, fields: Sequence[str], known: Sequence[str], head: Head
) -> Written:
    """Write rows in a format as they are read.

    `fields` are those asked for, `known` those that the rows have; formats of citations have fields of their own.
    Raises UsageError for an unknown field and a place that cannot be written.
    """
    if form.is_cited:
        return _cited(map(_with_queries, rows), form.name, place, head)
    lines = chosen(rows, fields, known)
    listed = tuple(fields or known)
    if form.name == "xlsx":
        return _workbook(lines, place, listed, head)
    with files.opened(place.path, force=place.force, bom=form.name == "csv") as out:
        return Written(_table(form.name, out, lines, listed, head))


def _table(name: str, out: TextIO, lines: Iterator[tables.Line], fields: Sequence[str], head: Head) -> int:
    if name == "json":
        return tables.write_json(lines, out, head)
    if name == "ndjson":
        return tables.write_ndjson(lines, out)
    return tables.write_csv(lines, out, fields, "\t" if name == "tsv" else ",")


def _with_queries(row: Row) -> Citation:
    """Give the citation of a row, with the queries that found it among its tags."""
    return row.citation._replace(tags=(*row.citation.tags, *row.found_by))


def _cited(citations: Iterable[Citation], name: str, place: Place, head: Head) -> Written:
    writers: dict[str, Callable[[TextIO], int]] = {
        "ris": lambda out: ris.write(citations, out),
        "bibtex": lambda out: bibtex.write(citations, out, head),
        "csl": lambda out: csl.write(citations, out),
    }
    with files.opened(place.path, force=place.force) as out:
        return Written(writers[name](out))


def _workbook(lines: Iterable[tables.Line], place: Place, fields: Sequence[str], head: Head) -> Written:
    if place.path == files.STDOUT:
        book = sheet.write(lines, sys.stdout.buffer, fields, head)
    else:
        with files.replaced(place.path, force=place.force) as path:
            book = sheet.write(lines, path, fields, head)
    return Written(book.count, tuple(book.told()))
