"""Laws of cleaning, for any text whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.clean import clean
from tracuu.corpus.labels import BLANK
from tracuu.records import CONTENT, Cleaned, Extract, Role

SENTENCE = st.sampled_from((
    "The ferry runs again every morning at six, and nobody walks around the bay.",
    "Bà con mang xuống bến nào rau, nào mắm, nào chiếu cói, bày ngay trên mui ghe.",
    "معلم بازنشسته در خانه‌اش را به روی کودکان باز کرده است و هر عصر کتاب می‌خوانند.",
    "雨期の前に、村人たちは三日かけて水路の泥をさらう。",
    "Source: the office says that nothing in the table was estimated, and that it was counted twice.",
    "“When the bridge is finished, I will cross it on foot,” he said.",
))  # fmt: skip
FURNITURE = st.sampled_from((
    "Vietnam.vn - Nền tảng quảng bá Việt Nam", "Báo Quảng NamBáo Quảng Nam10/10/2025", "[ad_1]", "[إعلان 2]", "a1.jpg",
    "![[Foto] x](https://x.example/a.webp)", "Fuente: https://baoquangnam.vn/mot-bai-1.html", "Fuente", "Kommentar (0)",
    "No data", "I samme emne", "x (0)", "", " ", "\u200b",
))  # fmt: skip
LINES = st.lists(SENTENCE | FURNITURE | st.text(max_size=40), max_size=12)
END = st.sampled_from(("\n", "\r\n", "\n\n"))


def read(given_text: str) -> Cleaned:
    return clean(Extract(given=given_text, extractor="plain/1"))


@given(LINES, END)
def test_every_line_that_is_not_blank_has_one_mark_in_order(lines: list[str], end: str) -> None:
    text = end.join(lines)
    marks = read(text).marks
    assert all(before.end <= after.start for before, after in pairwise(marks))
    marked = [text[mark.start : mark.end] for mark in marks]
    assert marked == [line for line in text.replace("\r", "\n").split("\n") if line.strip(BLANK)]


@given(st.lists(SENTENCE, min_size=1, max_size=8))
def test_a_text_of_sentences_alone_is_all_content(lines: list[str]) -> None:
    assert all(mark.role in CONTENT for mark in read("\n".join(lines)).marks)


@given(st.lists(SENTENCE, min_size=2, max_size=6), st.lists(FURNITURE, max_size=3))
def test_furniture_above_and_inside_never_costs_a_sentence(lines: list[str], furniture: list[str]) -> None:
    """Only what begins a foot may take lines with it, and that never outweighs what stands above."""
    text = "\n".join([*furniture, *lines])
    cleaned = read(text)
    kept = [text[mark.start : mark.end] for mark in cleaned.marks if mark.role in CONTENT]
    assert [line for line in kept if line in lines] == lines


@given(LINES)
def test_what_is_taught_was_printed(lines: list[str]) -> None:
    text = "\n".join(lines)
    cleaned = read(text)
    assert cleaned.title is None or cleaned.title in text
    assert all(caption in text for caption in cleaned.captions)
    assert cleaned.publisher is None or cleaned.publisher in text
    assert cleaned.source_url is None or cleaned.source_url.startswith("http")
    assert (cleaned.title is None) == (Role.TITLE not in {mark.role for mark in cleaned.marks})


@given(LINES)
def test_cleaning_twice_says_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert read(text) == read(text)
