"""docs/formats.md is a contract: its tables must say what the code does."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from pathlib import Path

import pytest

from tracuu import records
from tracuu.commands.mentions import FIELDS as MENTION
from tracuu.console.briefs import line_to_json
from tracuu.console.entity_rows import LISTED
from tracuu.naming import listing
from tracuu.reports.evidence import Quotation, Source
from tracuu.reports.lines import Line
from tracuu.reports.names import RANK

PAGE = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")


def table(heading: str, index: int = 0) -> list[list[str]]:
    """Read the rows of table number `index` under a heading of the page, without its head."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    tables: list[list[list[str]]] = []
    previous = ""
    for line in section.splitlines():
        if line.startswith("|"):
            if not previous.startswith("|"):
                tables.append([])
            tables[-1].append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
        previous = line
    return tables[index][2:]


def column(heading: str, index: int = 0, at: int = 0) -> list[str]:
    return [row[at] for row in table(heading, index)]


def test_a_version_has_the_documented_fields_in_order() -> None:
    assert column("A version") == list(records.Version._fields)


def test_roles_and_which_of_them_are_content() -> None:
    rows = table("Layers of text and their offsets", 1)
    assert [row[0] for row in rows] == [role.value for role in records.Role]
    assert {row[0] for row in rows if row[1] == "yes"} == {role.value for role in records.CONTENT}


def test_date_kinds_stand_surest_first() -> None:
    assert column("Dates") == [kind.value for kind in records.DateKind]


def test_rows_in_are_the_hints_of_a_capture() -> None:
    """Every documented field has a place; `site` and `alternates` come from options and pages, not from rows."""
    hints = set(records.Hints._fields) - {"extra", "site", "alternates"}
    assert set(column("JSONL in")) - {"text"} == hints


@pytest.mark.parametrize(("index", "count"), [(0, 6), (1, 22)])
def test_the_answer_has_its_tables(index: int, count: int) -> None:
    """What an answer really holds is compared where answers are made; here only that it is documented."""
    assert len(column("JSON out", index)) == count


def test_mentions_entities_and_reports_have_the_documented_fields() -> None:
    assert column("A mention") == list(MENTION)
    assert column("JSON of entities") == list(LISTED)
    assert set(column("JSON of entities", 1)) == set(RANK)
    assert column("JSON of reports") == list(Source._fields)
    empty = Line(None, Source(*[None] * len(Source._fields)), Quotation(0, 0, ""))  # type: ignore[arg-type]
    assert column("JSON of reports", 1) == list(line_to_json(empty))


def test_a_mention_has_the_documented_fields_in_order() -> None:
    """They are given in this order, so that two lines can be compared."""
    source = inspect.getsource(listing.Mentioned.row)
    assert column("A mention") == re.findall(r'^ +"(\w+)":', source, re.MULTILINE)


def test_records_cannot_be_changed() -> None:
    """Whoever holds a record can rely on it."""
    ours = [kind for kind in vars(records).values() if isinstance(kind, type) and kind.__module__ == records.__name__]
    assert records.Version in ours
    assert all(issubclass(kind, tuple | Enum) for kind in ours)
