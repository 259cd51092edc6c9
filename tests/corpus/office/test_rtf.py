r"""RTF: code pages, Unicode, old fonts, and which groups are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.office import rtf as reader
from tracuu.corpus.office.document import Link
from tracuu.errors import InputError

FONTS = (
    rb"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset163 Arial;}{\f2\fnil .VnTime;}"
    rb"{\f3\fnil\fcharset128 Mincho;}{\f4 VNI-Times;}{\f5 .VnTimeH;}}"
)


def texts(body: bytes) -> list[str]:
    return [block.text for block in reader.read(rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + b"}").blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"\pard One.\par Two.\par", ["One.", "Two."]),
        (b"one\r\nline\\par", ["oneline"]),  # line ends of the file are no blanks
        (rb"a\tab b\~c\_d\emdash e\par", ["a b c‑d—e"]),
        (rb"\{braces\} and \\\par", ["{braces} and \\"]),
        (rb"caf\'e9\par", ["café"]),
        (rb"{\f1 c\'e1ch \'f0i}\par", ["cách đi"]),  # windows-1258
        (rb"{\f3 \'93\'fa\'96\'7b}\par", ["日本"]),  # two bytes a letter
        (rb"Vi\u7879?t\par", ["Việt"]),
        (rb"\uc2 Vi\u7879 e?t\par", ["Việt"]),
        (rb"\uc0 Vi\u7879 t\par", ["Việt"]),
        (rb"\u-10179?\u-8704?\par", ["😀"]),  # a pair of halves
        (rb"{\f2 C\'e9ng ho\'b5 x\'b7 h\'e9i}\par", ["Cộng hoà xã hội"]),
        (rb"{\f5 ch\'f1}{\f2 \u241?\'f1}\par", ["CHỦủủ"]),
        (rb"{\f4 Co\'e4ng ho\'f8a}\par", ["Cộng hòa"]),
        # what is no text
        (rb"{\header Head}{\footerr Foot}{\*\unknown what}{\pict 0a0b}{\stylesheet{\s1 Normal;}}Text\par", ["Text"]),
        (rb"seen {\v unseen}{\deleted gone}\par", ["seen"]),
        (rb"said{\*\annotation a comment}\par", ["said"]),
        (rb"{\listtext 1.\tab}An item\par", ["An item"]),
        (rb"Text{\footnote A note.} goes on.\par Next.\par", ["Text goes on.", "Next.", "A note."]),
        (rb"before{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt boxed\par}}}\par", ["before", "boxed"]),
        (rb"\trowd\intbl 1\cell Lan\cell\row\pard after\par", ["1 | Lan", "after"]),
        (b"\\pict{\\bin5 }}{{{}text\\par".replace(b"\\pict", b""), ["text"]),  # raw bytes are passed over as counted
    ],
)  # fmt: skip
def test_what_is_text(body: bytes, expected: list[str]) -> None:
    assert texts(body) == expected


def test_links_and_properties() -> None:
    field = rb'{\field{\*\fldinst HYPERLINK "https://example.vn/a"}{\fldrslt the report}}'
    info = rb"{\info{\title Stated}{\creatim\yr2024\mo3\dy15}{\revtim\yr2025\mo1\dy1}}"
    found = reader.read(rb"{\rtf1" + info + field + rb"\par}")
    assert [block.text for block in found.blocks] == ["the report"]
    assert found.links == (Link("https://example.vn/a", ""),)
    assert (found.title, found.made) == ("Stated", "2024-03-15")


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="nested"):
        reader.read(b"{\\rtf1" + b"{" * 100_000)


def test_what_is_cut_gives_what_was_there() -> None:
    """A file without its closing braces is one that was cut: its text is not lost."""
    assert [block.text for block in reader.read(rb"{\rtf1 One.\par Two {\b and").blocks] == ["One.", "Two and"]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    reader.read(b"{\\rtf1 " + body)
