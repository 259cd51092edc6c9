"""Mentions marked in a text: behind whole graphemes, in a direction of their own, and never acting on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.console import marked
from tracuu.entities import Entity, Mention
from tracuu.records import Layer, Mark, Role

BODY = Role.BODY


def layer(*lines: str, role: Role = BODY) -> Layer:
    marks, start = [], 0
    for line in lines:
        marks.append(Mark(start, start + len(line), role))
        start += len(line) + 1
    return Layer("v", "plain/1", "\n".join(lines), tuple(marks))


def mention(text: str, surface: str, entity: str = "vn:a") -> tuple[Mention, Entity]:
    start = text.index(surface)
    found = Mention(1, start, start + len(surface), surface, "model", entity, 0.9, "quoted")
    return found, Entity(entity, "model", entity)


@pytest.mark.parametrize(
    ("text", "surface", "shown"),
    [
        ("Theo 35-NQ/TU, xã họp.", "35-NQ/TU", "Theo 35-NQ/TU⟦1⟧, xã họp."),
        # The mark does not part a letter from its accent, though the mention ends between them.
        ("Mô hi\u0300nh", "Mô hi", "Mô hi\u0300⟦1⟧nh"),
        ("ถึงที่นี่", "ถึงท", "ถึงที่⟦1⟧นี่"),
        # From right to left: the line is isolated, the mark has a direction of its own.
        ("نموذج «بنك البقر» هنا", "بنك البقر", "\u2067نموذج «بنك البقر\u2066⟦1⟧\u2069» هنا\u2069"),
        # What could act on a terminal does not.
        ("a \x1b[31mb\u202e c", "b\u202e c", "a ␛[31mb c⟦1⟧"),
    ],
)
def test_a_mention_is_marked(text: str, surface: str, shown: str) -> None:
    here = marked.numbered([mention(text, surface)])
    assert marked.text(layer(text), here) == shown


def test_one_entity_has_one_number() -> None:
    text = "bò heo bò gà"
    pairs = [mention(text, "heo", "vn:b"), mention(text, "gà", "vn:a"), mention(text, "bò", "vn:a")]
    assert marked.text(layer(text), marked.numbered(pairs)) == "bò⟦1⟧ heo⟦2⟧ bò gà⟦1⟧"


def test_colour_makes_the_mention_bold() -> None:
    text = "một con bò"
    assert marked.text(layer(text), marked.numbered([mention(text, "bò")]), bold=True) == "một con \x1b[1mbò\x1b[0m⟦1⟧"


def test_furniture_is_left_out_and_captions_say_that_they_are() -> None:
    assert marked.text(layer("menu", role=Role.RELATED), []) == ""
    assert marked.text(layer("hình", role=Role.CAPTION), []) == "[picture] hình"


def test_the_list_below_names_each_way_once() -> None:
    text = "Cow Bank, Cow Bank, Bank of Cows"
    first, kind = mention(text, "Cow Bank")
    again = first._replace(start=10, end=18)
    other, _ = mention(text, "Bank of Cows")
    lines = list(marked.key(marked.numbered([(first, kind), (again, kind), (other, kind)])))
    assert lines[0].startswith("⟦1⟧ vn:a")
    assert [line.split("  (")[0].strip() for line in lines[1:]] == ["Cow Bank", "Bank of Cows"]


@given(st.text(min_size=1, max_size=40), st.data())
def test_no_text_and_no_span_break_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one = Mention(1, start, end, text[start:end], "model", "vn:a", 0.5, "known")
    whole = Layer("v", "plain/1", text, (Mark(0, len(text), BODY),))
    shown = marked.text(whole, marked.numbered([(one, Entity("vn:a", "model", "a"))]))
    assert shown.count("⟦1⟧") >= 1
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
