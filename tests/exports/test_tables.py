"""Tables are what their rows are: CSV that spreadsheets do not run, JSON that says what it is, pure JSON lines."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.exports.sources import citation
from tracuu.errors import UsageError
from tracuu.exports import tables
from tracuu.exports.rows import CITED, Asked, Head, Row, chosen

HEAD = Head("a1b2", "archive", "2026-11-23T08:00:00Z", "tracuu 1", (Asked("bão", "bão", "bão"),), 3, 8)
ROWS = [
    Row(citation(), {"score": 1.5, "bão": 1}),
    Row(citation(title="=1+1", tags=("a", "b")), {"score": 0.5, "bão": 0}),
]
KNOWN = (*CITED, "score", "bão")


def test_csv() -> None:
    out = io.StringIO()
    assert (
        tables.write_csv(
            chosen(ROWS, ("title", "tags", "machine_translated", "bão"), KNOWN),
            out,
            ["title", "tags", "machine_translated", "bão"],
        )
        == 2
    )
    assert out.getvalue() == 'title,tags,machine_translated,bão\nHagearbeid,,yes,1\n\'=1+1,"a, b",yes,0\n'


def test_all_fields_stand_in_order_when_none_is_named() -> None:
    out = io.StringIO()
    tables.write_csv(chosen(ROWS, (), KNOWN), out, KNOWN)
    read = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(read[0]) == KNOWN
    assert read[0]["original_url"] == "https://baoquangnam.vn/lam-vuon-3150001.html"


def test_a_query_that_looks_like_a_formula_is_none_in_the_head_either() -> None:
    out = io.StringIO()
    tables.write_csv([], out, ["title", "-bão"])
    assert out.getvalue() == "title,'-bão\n"


def test_json_says_what_it_is_and_how_many_rows_it_has() -> None:
    out = io.StringIO()
    assert tables.write_json(chosen(ROWS, ("title",), KNOWN), out, HEAD) == 2
    read = json.loads(out.getvalue())
    assert read["rows"] == [{"title": "Hagearbeid"}, {"title": "=1+1"}]
    assert (read["schema"], read["count"], read["archive"]) == (1, 2, "a1b2")
    assert read["asked"] == [{"name": "bão", "query": "bão", "reading": "bão"}]


def test_json_without_rows_is_json() -> None:
    out = io.StringIO()
    tables.write_json([], out, HEAD)
    assert json.loads(out.getvalue())["rows"] == []


def test_json_lines_are_rows_and_nothing_else() -> None:
    out = io.StringIO()
    assert tables.write_ndjson(chosen(ROWS, ("title", "score"), KNOWN), out) == 2
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"title": "Hagearbeid", "score": 1.5},
        {"title": "=1+1", "score": 0.5},
    ]


def test_citations_in_words_are_given_when_asked_for() -> None:
    (row, _) = chosen(ROWS, ("citation_vi",), KNOWN)
    assert "bản dịch máy" in row["citation_vi"]


def test_an_unknown_field_is_told_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="citation_vi"):
        chosen(iter(()), ("titel",), KNOWN)
