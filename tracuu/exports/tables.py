"""Rows as CSV, JSON and JSON lines, written as they are read, so that any number goes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from tracuu.exports.cells import cell, neutral
from tracuu.exports.rows import Head

SCHEMA = 1

Line = Mapping[str, Any]


def write_csv(rows: Iterable[Line], out: TextIO, fields: Sequence[str], delimiter: str = ",") -> int:
    """Write a table with a head line (RFC 4180, lines end in LF); give the count of rows."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(map(neutral, fields))
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  the last count is what is asked for
        writer.writerow([neutral(cell(row[name])) for name in fields])
    return count


def write_ndjson(rows: Iterable[Line], out: TextIO) -> int:
    """Write one JSON object a line and nothing else; give the count of rows."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  as above
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def write_json(rows: Iterable[Line], out: TextIO, head: Head) -> int:
    """Write one object: what the export is, its rows, and their count; give the count."""
    about = {"schema": SCHEMA, **head._asdict(), "asked": [one._asdict() for one in head.asked]}
    out.write(json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": [')
    count = 0
    for count, row in enumerate(rows, 1):
        out.write((",\n  " if count > 1 else "\n  ") + json.dumps(row, ensure_ascii=False))
    out.write(f'\n ],\n "count": {count}\n}}\n')
    return count
