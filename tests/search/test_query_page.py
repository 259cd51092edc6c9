"""docs/query.md says how queries are read; this holds it to that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracuu.messages import say
from tracuu.search.query import MAX_DEPTH, parse
from tracuu.search.reading import reading
from tracuu.search.scan import FIELDS, MAX_LEAVES, MAX_LENGTH, MAX_SLOP
from tracuu.search.wording import MOST_TERMS

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
TABLES = re.findall(r"\| typed \| read as \|\n\| --- \| --- \|\n((?:\|.*\n)+)", PAGE)
ROWS = [
    tuple(cell.strip() for cell in row.strip().strip("|").split(" | "))
    for table in TABLES
    for row in table.splitlines()
]


@pytest.mark.parametrize(("typed", "read"), ROWS)
def test_the_page_tells_how_queries_are_read(typed: str, read: str) -> None:
    assert reading(parse(typed.strip("`"))) == read


def test_the_page_tells_every_field_and_bound() -> None:
    assert len(ROWS) > 40
    assert [name for name in FIELDS if f"`{name}`" not in PAGE] == []
    bounds = (
        f"{MAX_LEAVES} words",
        f"{MAX_LENGTH:,} characters",
        f"{MAX_DEPTH} deep",
        f"{MAX_SLOP} places",
        f"{MOST_TERMS} most",
    )
    assert [bound for bound in bounds if bound not in PAGE] == []


def test_the_short_form_tells_every_field() -> None:
    short = say("syntax.short")
    assert [name for name in FIELDS if f"{name}:" not in short] == []
    assert max(map(len, short.splitlines())) <= 92
