"""The sentence around a place, cut and put on one line; and what says the same in another version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.records import Layer, Mark, Role, Span
from tracuu.reports.counterparts import aligned, counterpart, sheet
from tracuu.reports.evidence import LONGEST, best_place, quoted, sentence


def layer(*lines: tuple[str, Role]) -> Layer:
    marks, start = [], 0
    for text, role in lines:
        marks.append(Mark(start, start + len(text), role))
        start += len(text) + 1
    return Layer("v", "plain/1", "\n".join(text for text, _ in lines), tuple(marks))


def body(*lines: str) -> Layer:
    return layer(*((line, Role.BODY) for line in lines))


def place(text: Layer, words: str) -> Span:
    start = text.given.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Xã họp. Dân góp công làm đường. Trời mưa.", "góp công", "Dân góp công làm đường."),
        # A mention that runs over what looks like the end of a sentence.
        ("Theo Nghị quyết. Số 35 mới ra. Hết.", "quyết. Số 35", "Theo Nghị quyết. Số 35 mới ra."),
        ("全省开会。民运部表彰模式。", "民运", "民运部表彰模式。"),
    ],
)
def test_the_sentence_around_a_place(text: str, words: str, whole: str) -> None:
    here = body("Đầu đề", text)
    start, end = sentence(here, *place(here, words))
    assert here.given[start:end] == whole


def test_a_long_sentence_is_cut_about_the_place() -> None:
    here = body("chữ " * 500 + "đây" + " chữ" * 500)
    said = quoted(here, sentence(here, *place(here, "đây")), [place(here, "đây")])
    assert len(said.text) == LONGEST + 2
    assert said.text[0] == said.text[-1] == "…"
    (span,) = said.spans
    assert said.text[span.start : span.end] == "đây"
    assert here.given[said.start : said.end] == said.text[1:-1]


def test_line_ends_become_spaces_and_keep_places() -> None:
    here = body("Một\rhai\u2028ba")
    said = quoted(here, Span(0, 10), [place(here, "ba")])
    assert said.text == "Một hai ba"
    assert said.spans == (Span(8, 10),)


def test_the_text_is_quoted_before_captions_and_the_title() -> None:
    here = layer(("Bò", Role.TITLE), ("Bò ở xã", Role.CAPTION), ("Đàn bò", Role.BODY))
    assert best_place(here, [Span(0, 2), Span(3, 5), Span(15, 17)]) == Span(15, 17)
    assert best_place(here, [Span(0, 2), Span(3, 5)]) == Span(3, 5)
    assert best_place(here, []) is None


@given(st.text(min_size=1, max_size=80), st.data())
def test_the_sentence_holds_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = Layer("v", "plain/1", text, (Mark(0, len(text), Role.BODY),))
    span = sentence(whole, start, end)
    assert span.start <= start
    assert end <= span.end
    said = quoted(whole, span, [Span(start, end)])
    assert [said.text[a:b].split() for a, b in said.spans] == [text[start:end].split()]


def test_what_says_the_same_in_another_version() -> None:
    ours = layer(
        ("Vườn rau", Role.TITLE),
        ("Xã có 37 hộ. Ngày 8/12/2023, xã họp bàn về Nghị quyết 35-NQ/TU.", Role.BODY),
        ("Ảnh", Role.CAPTION),
    )
    theirs = layer(
        ("The garden", Role.TITLE),
        ("The commune has 37 households. On 8 December 2023 it met on Resolution 35-NQ/TU.", Role.BODY),
    )
    left, right = sheet(ours), sheet(theirs)
    beads = aligned(left, right)

    def said(words: str) -> str | None:
        span = counterpart(left, right, beads, place(ours, words).start)
        return theirs.given[span.start : span.end] if span else None

    assert said("35-NQ/TU") == "On 8 December 2023 it met on Resolution 35-NQ/TU."
    assert said("37 hộ") == "The commune has 37 households."
    assert said("Vườn rau") == "The garden"
    assert said("Ảnh") is None
