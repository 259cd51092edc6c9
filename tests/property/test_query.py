"""Laws of the query grammar: whatever is typed has a reading, and a tree survives being written and read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracuu.search.query import parse, write
from tracuu.search.reading import reading, render_note, surprising
from tracuu.search.width import width

SIGNS = (
    """dân vận a 35 - " “ ” « » 「 」 ( ) * ~ ~2 : lang: vi date: 2024 .. > title: site: , / NQ/TW . | x: 、 ： （ ）"""
)
SPACED = [" ", " ", " OR ", " AND ", " NOT ", " - ", "\u200f", "\ud800", "\x1b", "\u0301", "می\u200cشود", "OR"]
TYPED = st.lists(st.sampled_from([*SIGNS.split(), *SPACED]), max_size=14).map("".join)
ANY = st.text(max_size=60)


@given(ANY | TYPED)
def test_every_text_has_a_reading(text: str) -> None:
    query = parse(text)
    assert reading(query)
    assert surprising(query) in (True, False)


@given(ANY | TYPED)
def test_writing_a_tree_and_reading_it_gives_the_same_tree(text: str) -> None:
    root = parse(text).root
    assert parse(write(root)).root == root


@given(TYPED)
def test_notes_point_into_the_query(text: str) -> None:
    for note in parse(text).notes:
        assert 0 <= note.start <= note.end <= len(text)


@given(ANY | TYPED, st.integers(min_value=20, max_value=120))
def test_the_mark_of_a_note_stands_under_the_shown_query(text: str, columns: int) -> None:
    for note in parse(text).notes:
        line, marks = render_note(text, note, columns).split("\n")
        assert width(line) <= columns
        assert marks.index("^") <= width(line)
