"""Briefs in Markdown: other people's words cannot turn into markup."""

from __future__ import annotations

import pytest

from tracuu.console import briefs, called
from tracuu.entities import Entity


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("35-NQ/TU", "35-NQ/TU"),
        ("*đậm* và _nghiêng_", r"\*đậm\* và \_nghiêng\_"),
        ("[bấm](javascript:alert(1))", r"\[bấm\](javascript:alert(1))"),
        ("<script>", r"\<script\>"),
        ("- mục", r"\- mục"),
        ("1. mục", r"1\. mục"),
        ("# đầu đề", r"\# đầu đề"),
        ("A & B", "A &amp; B"),
    ],
)
def test_words_are_escaped(words: str, written: str) -> None:
    assert briefs.escaped(words) == written


@pytest.mark.parametrize(
    ("entity", "origin"),
    [
        (Entity("a", "resolution", "x", issuer="quang-nam.tinh-uy", body="tinh-uy"), "Tỉnh ủy Quảng Nam"),
        (Entity("a", "resolution", "x", issuer="quang-nam.tinh-uy", body="ban-thuong-vu-tinh-uy"),
         "Ban Thường vụ Tỉnh ủy Quảng Nam"),
        (Entity("a", "resolution", "x", issuer="tw", body="bo-chinh-tri"), "Bộ Chính trị"),
        (Entity("a", "decree", "x", issuer="chinh-phu"), "Chính phủ"),
        (Entity("a", "resolution", "x", issuer="?.tinh-uy", body="tinh-uy"), "Tỉnh ủy"),
        (Entity("a", "resolution", "x"), ""),
        (Entity("a", "model", "x", place="quang-nam.thang-binh.binh-ngan"), "Binh Ngan, Thang Binh, Quảng Nam"),
        (Entity("a", "model", "x", place="quang-nam.?.binh-ngan"), "Binh Ngan, Quảng Nam"),
        (Entity("a", "model", "x", place="?"), ""),
    ],
)  # fmt: skip
def test_issuers_and_places_are_called_by_name(entity: Entity, origin: str) -> None:
    assert called.origin(entity) == origin
