"""Symbols of documents, as printed and as translations mangle them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.mentions.symbols import bodies_of, symbols
from tracuu.text.normalize import normalize


def read(text: str) -> list[tuple[str, str, int | None, str, str]]:
    normal = normalize(text, "fold")
    found = []
    for symbol in symbols(normal.text, normal, text):
        span = normal.span(symbol.start, symbol.end)
        surface = text[span.start : span.end]
        found.append((surface, symbol.number, symbol.year, symbol.symbol, symbol.kinds[0]))
    return found


@pytest.mark.parametrize(
    ("text", "number", "year", "symbol", "kind"),
    [
        # Party: number-TYPE/ISSUER
        ("41-NQ/TW", "41", None, "NQ/TW", "resolution"),
        ("07-CT/TU", "07", None, "CT/TU", "directive"),
        ("83-KL/TW", "83", None, "KL/TW", "conclusion"),
        ("12-QyĐ/TU", "12", None, "QyĐ/TU", "regulation"),
        ("15-CTr/HU", "15", None, "CTr/HU", "programme"),
        # State: number/TYPE-ISSUER, number/year/TYPE-ISSUER, number/year/QHnn
        ("88/NQ-CP", "88", None, "NQ-CP", "resolution"),
        ("1036/CĐ-TTg", "1036", None, "CĐ-TTg", "dispatch"),
        ("47/2021/NĐ-CP", "47", 2021, "NĐ-CP", "decree"),
        ("08/2022/TT-BGDĐT", "08", 2022, "TT-BGDĐT", "circular"),
        ("59/2020/QH14", "59", 2020, "QH14", "law"),
        ("1211/2016/UBTVQH13", "1211", 2016, "UBTVQH13", "law"),
        ("19/2022/NQ-HĐND", "19", 2022, "NQ-HĐND", "resolution"),
        # a letter bears its writer and his department
        ("3301/UBND-KT", "3301", None, "UBND-KT", "letter"),
        # accents lost, small letters
        ("07-DA/TU", "07", None, "ĐA/TU", "project"),
        ("1036/CD-TTg", "1036", None, "CĐ-TTg", "dispatch"),
        ("41-nq/tw", "41", None, "NQ/TW", "resolution"),
        # other dashes, spaces anywhere, separators swapped or lost
        ("41\u2013NQ/TW", "41", None, "NQ/TW", "resolution"),
        ("41 - NQ / TW", "41", None, "NQ/TW", "resolution"),
        ("41/NQ-TW", "41", None, "NQ/TW", "resolution"),
        ("88-NQ/CP", "88", None, "NQ-CP", "resolution"),
        ("41-NQTW", "41", None, "NQ/TW", "resolution"),
        # letters of other scripts, by shape and by sound
        ("41-НК/ТВ", "41", None, "NQ/TW", "resolution"),
        ("41-НҚ/ТУ", "41", None, "NQ/TU", "resolution"),
        ("47/2021/НД-КП", "47", 2021, "NĐ-CP", "decree"),
        ("59/2020/КХ14", "59", 2020, "QH14", "law"),
        ("41-ΝΚ/ΤΒ", "41", None, "NQ/TW", "resolution"),
        ("41-एनक्यू/टीडब्ल्यू", "41", None, "NQ/TW", "resolution"),
        ("৪১-এনকিউ/টিইউ", "41", None, "NQ/TU", "resolution"),
        ("41-เอ็นคิว/ทีดับเบิลยู", "41", None, "NQ/TW", "resolution"),
        # digits of other scripts
        ("४१-NQ/TW", "41", None, "NQ/TW", "resolution"),
        ("٤١-NQ/TW", "41", None, "NQ/TW", "resolution"),
        ("\uff14\uff11-NQ/TW", "41", None, "NQ/TW", "resolution"),  # full width
        # right-to-left writing moved the number behind
        ("NQ/TW-41", "41", None, "NQ/TW", "resolution"),
    ],
)
def test_a_symbol_is_read_and_its_spelling_put_right(
    text: str, number: str, year: int | None, symbol: str, kind: str
) -> None:
    assert read(f"… {text}, …") == [(text, number, year, symbol, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "open 24/7, room 12-B/C",
        "from 500 BC - AD 40",
        "won 3-2 / 12 TB cases",
        "on 12/10-2024",
        "flight 300-TU 154",
        "5 kh/năm, 60 km/h",
        "version 2.4-rc/beta",
    ],
)
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert read(text) == []


def test_a_symbol_stands_for_the_bodies_that_bear_it() -> None:
    assert bodies_of("NQ/TW") == ("ban-chap-hanh-tw", "bo-chinh-tri", "ban-bi-thu")
    assert bodies_of("NQ-CP") == ("chinh-phu",)
    assert bodies_of("QH15") == ("quoc-hoi",)
    assert bodies_of("TT-BGDĐT") == ("bo",)


@given(st.text(alphabet="0123456789-/ NQTWCPhđĐĐНКТВ.\n", max_size=60))
def test_symbols_stand_where_they_say_and_in_order(text: str) -> None:
    normal = normalize(text, "fold")
    for symbol in symbols(normal.text, normal, text):
        assert symbol.start < symbol.end <= len(normal.text)
        assert symbol.number in normal.text[symbol.start : symbol.end]
