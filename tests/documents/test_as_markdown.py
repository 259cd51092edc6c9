"""Documents in Markdown: other people's words cannot turn into markup."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.documents.briefs import ARABIC, VIETNAMESE, usual, written
from tracuu.documents.as_markdown import escaped, markdown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("35-NQ/TU", "35-NQ/TU"),
        ("*đậm* và _nghiêng_", r"\*đậm\* và \_nghiêng\_"),
        ("[bấm](javascript:alert(1))", r"\[bấm\](javascript:alert(1))"),
        ("<script>", r"\<script\>"),
        ("- mục", r"\- mục"),
        ("1. mục", r"1\. mục"),
        ("# đầu đề", r"\# đầu đề"),
        ("===", r"\==="),  # would make a heading of the line before it
        ("A & B", "A &amp; B"),
    ],
)
def test_words_are_escaped(words: str, shown: str) -> None:
    assert escaped(words) == shown


def test_a_brief_has_headings_quotations_and_sources() -> None:
    lines = list(markdown(written(usual())))
    assert lines[0] == "# Brief: Nghị quyết 35-NQ/TU"
    assert "## Sources" in lines
    assert f"> {VIETNAMESE}" in lines
    assert f"> \u2067{ARABIC}\u2069" in lines  # isolated as a whole
    assert any(line.startswith(r"- \[1\] **Báo Quảng Nam**.") for line in lines)
    assert any("<https://example.org/v1?a=1&b=2>" in line for line in lines)


def test_hostile_words_stay_words() -> None:
    whole = "\n".join(markdown(written(usual())))
    assert "<script>" not in whole.replace(r"\<script\>", "")
    assert "\x1b" not in whole
    assert "<javascript:" not in whole


def test_lists_stand_together_and_all_else_apart() -> None:
    lines = list(markdown(written(usual())))
    assert not any(one == "" == other for one, other in pairwise(lines))
    sources = lines[lines.index("## Sources") + 2 :]
    assert len(sources) == 7
    assert all(one.startswith("- ") for one in sources)
