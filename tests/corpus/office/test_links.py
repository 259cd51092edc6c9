"""A list of links or an article with links, and tables of either."""

from __future__ import annotations

import pytest

from tests.corpus.office.writing import xlsx, zipped
from tracuu.corpus.office import links, tables
from tracuu.corpus.office.document import Block, Document, Link
from tracuu.errors import InputError

A, B, C = (f"https://example.vn/{name}" for name in "abc")
PARAGRAPH = "The farmers of the village have grown black turmeric on the hill for three years, as the paper wrote. " * 3


def document(*texts: str, linked: tuple[Link, ...] = ()) -> Document:
    return Document(blocks=tuple(map(Block, texts)), reader="test/1", links=linked)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (document(A, B, C), [(A, ""), (B, ""), (C, "")]),
        (document(f"1. Black turmeric: {A}", f"2. A new bridge: {B}."), [(A, "Black turmeric"), (B, "A new bridge")]),
        (document("Black turmeric", A, "A new bridge", B), [(A, "Black turmeric"), (B, "A new bridge")]),
        (document("Black turmeric", "A new bridge", linked=(Link(A, "Black turmeric"), Link(B, "A new bridge"))),
         [(A, "Black turmeric"), (B, "A new bridge")]),
        (document("Coverage in March", A, B, A), [(A, "Coverage in March"), (B, "Coverage in March")]),  # each once
        # articles: one source, sources at the end, links in sentences
        (document(PARAGRAPH, f"Source: {A}"), []),
        (document(PARAGRAPH, "Sources", A, B, C), []),
        (document(PARAGRAPH, linked=(Link(A, "farmers"), Link(B, "paper"))), []),
        (document("A title", "A short note, and nothing else.", A), []),
        (document(), []),
    ],
)  # fmt: skip
def test_a_list_is_told_from_an_article(found: Document, expected: list[tuple[str, str]]) -> None:
    assert [tuple(link) for link in links.listed(found)] == expected


def test_a_sheet_gives_values_links_and_days() -> None:
    raw = xlsx([["Title", "Link", "Day"], ["Black turmeric", "here", 45366]], {"B2": A})
    (sheet,) = tables.xlsx(raw)
    assert sheet.rows[1] == (Link("", "Black turmeric"), Link(A, "here"), Link("", "2024-03-15"))
    assert links.in_tables([sheet]) == (Link(A, "Black turmeric"),)


def test_what_else_a_sheet_may_hold() -> None:
    """Shared words with their reading aid, a formula's value and its link, an error, a cell far to the right."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1"><f>HYPERLINK("https://example.vn/a","x")</f><v>x</v></c>'
        '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="s"><v>99</v></c>'
    )
    raw = zipped(
        {
            "xl/sharedStrings.xml": "<sst><si><r><t>日</t></r><r><t>本</t></r><rPh><t>ニホン</t></rPh></si></sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData><row>{cells}</row></sheetData></worksheet>",
        }
    )
    assert tables.xlsx(raw)[0].rows == ((Link("", "日本"), Link(A, "x"), Link("", ""), Link("", ""), Link("", "")),)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ('a\tb\n"two\nlines"\t2\n', [["a", "b"], ["two\nlines", "2"]]),
    ],
)
def test_the_separator_is_the_one_that_is_used(text: str, rows: list[list[str]]) -> None:
    assert [[cell.words for cell in row] for row in tables.separated(text)[0].rows] == rows


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(InputError, match="more than 3 rows"):
        tables.separated("a,b\n" * 4)
