"""Rows out, the same everywhere: JSON, JSON lines, CSV and a table, to stdout or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from tracuu.console.safe import printable
from tracuu.errors import UsageError
from tracuu.search.width import width

Row = Mapping[str, Any]
FORMATS = ("json", "nl", "csv", "table")


def write(rows: Iterable[Row], form: str, out: TextIO, fields: Sequence[str] = (), *, head: Sequence[str] = ()) -> None:
    """Write rows in one of FORMATS. With `fields` only those, in that order; an unknown one is a UsageError.

    `head` names the fields that rows have: CSV begins with them even when there are no rows.
    """
    if head:
        select(dict.fromkeys(head), fields)
    chosen = (select(row, fields) for row in rows) if fields else iter(rows)
    if form == "csv":
        _csv(chosen, out, fields or head)
    else:
        {"json": _json, "nl": _lines, "table": _table if fields else _headed}[form](chosen, out)


def select(row: Row, fields: Sequence[str]) -> dict[str, Any]:
    """Keep the named fields of a row, in the order asked for."""
    missing = [name for name in fields if name not in row]
    if missing:
        raise UsageError("rows.unknown_field", field=missing[0], known=", ".join(row))
    return {name: row[name] for name in fields}


@contextmanager
def destination(path: str | None, *, force: bool = False) -> Iterator[TextIO]:
    """Open where rows go: stdout, or a file that appears whole or not at all and is never overwritten unasked."""
    if path is None or path == "-":
        yield sys.stdout
        return
    from tracuu.exports.files import opened

    with opened(path, force=force) as out:
        yield out


def _json(rows: Iterable[Row], out: TextIO) -> None:
    import json

    out.write(json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n")


def _lines(rows: Iterable[Row], out: TextIO) -> None:
    import json

    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(rows: Iterable[Row], out: TextIO, head: Sequence[str]) -> None:
    import csv

    from tracuu.exports.cells import cell, neutral

    writer = csv.writer(out, lineterminator="\n")
    if head:
        writer.writerow(head)
    for place, row in enumerate(rows):
        if place == 0 and not head:
            writer.writerow(row)
        writer.writerow([neutral(cell(value)) for value in row.values()])


def _headed(rows: Iterable[Row], out: TextIO) -> None:
    """Write a table for people, in their language; who names fields sees the names."""
    from tracuu.console.headings import heading, value

    _table(({name: value(name, held) for name, held in row.items()} for row in rows), out, heading)


def _table(rows: Iterable[Row], out: TextIO, heading: Callable[[str], str] = str) -> None:
    """Write aligned columns, as wide as their widest cell; nothing is cut."""
    from tracuu.exports.cells import cell

    listed = [{name: printable(cell(value)) for name, value in row.items()} for row in rows]
    if not listed:
        return
    head = {name: heading(name) for name in listed[0]}
    widths = {name: max(width(head[name]), *(width(row[name]) for row in listed)) for name in head}
    for line in (head, *listed):
        cells = (line[name] + " " * (widths[name] - width(line[name])) for name in widths)
        out.write("  ".join(cells).rstrip() + "\n")
