"""Texts are texts, days are dates, addresses are links; what a workbook cannot hold is told, never lost unsaid."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tracuu.exports import sheet
from tracuu.exports.rows import Asked, Head

HEAD = Head("a1b2", "archive", "2026-11-23T08:00:00Z", "tracuu 1", (Asked("bão", "bão", "bão"),), 3, 8)
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def book(rows: Sequence[dict[str, Any]], fields: Sequence[str] = ("title",)) -> tuple[sheet.Workbook, zipfile.ZipFile]:
    out = io.BytesIO()
    made = sheet.write(rows, out, fields, HEAD)
    return made, zipfile.ZipFile(out)


def cells(packed: zipfile.ZipFile, number: int = 1) -> list[list[tuple[str, str]]]:
    """Give type and content of each cell of a sheet."""
    tree = etree.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row.findall("x:c", SPACE)]
        for row in tree.iterfind(".//x:row", SPACE)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84",
        "@SUM(A1)",
        "{=1}",
        "https://a.example/ in a title",
        "007",
        "<b>x</b>",
        "<r>x</r>",
        "_x0041_",
        " a ",
    ],
)
def test_a_text_is_a_text(text: str) -> None:
    _, packed = book([{"title": text}])
    ((kind, held),) = cells(packed)[1]
    # XlsxWriter takes <r>…</r> for markup: a blank behind it is the price. `_x0041_` is escaped, as Excel wants it.
    assert (kind, held.replace("_x005F_", "_").removesuffix(" " if text == "<r>x</r>" else "")) == ("inlineStr", text)
    assert not packed.read("xl/worksheets/sheet1.xml").count(b"<f>")


@settings(max_examples=50)
@given(st.text())
def test_whatever_a_page_holds_the_file_is_xml_without_formulas(text: str) -> None:
    _, packed = book([{"title": text, "url": "https://example.org/" + text}], ("title", "url"))
    for name in packed.namelist():
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(packed.read(name))
            assert not list(tree.iterfind(".//x:f", SPACE))


def test_days_are_dates_moments_have_a_time_and_numbers_are_numbers() -> None:
    row = {"date": "2023-12-09", "retrieved": "2026-11-23T12:00:00Z", "score": 1.5}
    _, packed = book([row, {"date": "1890-01-01", "retrieved": "?", "score": None}], tuple(row))
    assert cells(packed)[1:] == [
        [("n", "45269"), ("n", "46349.5"), ("n", "1.5")],
        [("inlineStr", "1890-01-01"), ("inlineStr", "?")],  # Excel counts no days before 1900
    ]


def test_addresses_are_links_but_scripts_are_not() -> None:
    rows = [{"url": "https://example.org/a?b=1#c"}, {"url": "javascript:alert(1)"}, {"url": "file:///etc/passwd"}]
    _, packed = book(rows, ("url",))
    targets = re.findall(rb'Target="([^"]*)"', packed.read("xl/worksheets/_rels/sheet1.xml.rels"))
    assert targets == [b"https://example.org/a?b=1"]
    assert cells(packed)[2:] == [[("inlineStr", "javascript:alert(1)")], [("inlineStr", "file:///etc/passwd")]]


def test_a_text_too_long_is_cut_and_told() -> None:
    made, packed = book([{"title": "a" * 40_000}, {"title": "🌾" * 20_000}, {"title": "a" * sheet.LONGEST_CELL}])
    lengths = [len(row[0][1].encode("utf-16-le")) // 2 for row in cells(packed)[1:]]
    assert max(lengths) <= sheet.LONGEST_CELL
    assert cells(packed)[1][0][1].endswith("a…")
    assert list(made.told()) == [
        "2 texts are longer than the 32,767 characters of a cell and were cut there; CSV and JSON have them whole"
    ]


def test_control_characters_are_replaced_and_told() -> None:
    made, packed = book([{"title": "a\x00b\x1bc\ufffe"}])
    assert cells(packed)[1] == [("inlineStr", "a\ufffdb\ufffdc\ufffd")]
    assert len(list(made.told())) == 1


def test_more_rows_than_a_sheet_takes_go_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    made, packed = book([{"title": str(number)} for number in range(5)])
    assert [[row[0][1] for row in cells(packed, number)] for number in (1, 2, 3)] == [
        ["title", "0", "1"],
        ["title", "2", "3"],
        ["title", "4"],
    ]
    assert made.count == 5
    assert "3 sheets" in " ".join(made.told())


def test_more_links_than_a_sheet_takes_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_LINKS", 1)
    made, packed = book([{"url": "https://example.org/1"}, {"url": "https://example.org/2"}], ("url",))
    assert packed.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == 1
    assert made.unlinked == 1


def test_the_last_sheet_says_what_the_export_is() -> None:
    _, packed = book([{"title": "x"}])
    told = {row[0][1]: row[1][1] for row in cells(packed, 2)}
    assert told["archive"] == "a1b2 (archive)"
    assert (told["query"], told["rows"]) == ("bão", "1")


def test_a_workbook_goes_into_a_file(tmp_path: Path) -> None:
    sheet.write([{"title": "x"}], tmp_path / "x.xlsx", ["title"], HEAD)
    assert zipfile.is_zipfile(tmp_path / "x.xlsx")
