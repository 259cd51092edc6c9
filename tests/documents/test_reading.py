"""A story's page: versions beside each other in their own directions, marks, legend, citations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.documents.briefs import HOSTILE, MAKING
from tests.documents.readings import layer, reading, version
from tests.documents.test_as_html import Read, elements
from tracuu.console.safe import printable
from tracuu.corpus.tagging import Marked
from tracuu.documents.marking import Marks, passage_of
from tracuu.documents.reading import Reading, article, provenance
from tracuu.documents.words import Words
from tracuu.entities import Entity, Mention
from tracuu.records import PAGE_BREAK, Span

EN = Words("en")
VI = reading(
    "v1", "vi", "#Tựa", "Xã có mô hình 5 trong 1 từ năm 2023.", "@Ảnh: An", named=["mô hình 5 trong 1"],
    sought=["5 trong"],
)  # fmt: skip
AR = reading("v2", "ar", "#نموذج", "نموذج رقم 35-NQ/TU هنا.", named=["نموذج"])
TAGS = {
    "a", "bdi", "body", "div", "fieldset", "h1", "h2", "h3", "head", "html", "input", "label", "legend", "li", "main",
    "mark", "meta", "ol", "p", "section", "small", "span", "strong", "style", "table", "tbody", "td", "th", "thead",
    "title", "tr",
}  # fmt: skip


def page(*readings: Reading, shown: tuple[str, ...] = ("v1", "v2"), words: Words = EN) -> str:
    facts = provenance(readings[0].version, "its own", MAKING, words)
    return article(readings, frozenset(shown), facts, words)


def test_the_citation_stands_on_top_and_machine_translations_are_marked() -> None:
    read = page(AR, VI)
    assert read.index('class="cited"') < read.index("<h1")
    top = read.partition('class="cited"')[2].partition("</p>")[0]
    assert "Arabic, machine translation" in top
    assert "https://example.org/v2?a=1&amp;b=2" in top


def test_columns_have_the_language_and_direction_of_their_version() -> None:
    cells = list(elements(page(VI, AR), "td"))
    assert {"class": "c1", "lang": "vi", "dir": "ltr"} in cells
    assert {"class": "c2", "lang": "ar", "dir": "rtl"} in cells
    assert next(elements(page(AR, VI), "h1")) == {"lang": "ar", "dir": "rtl"}
    assert '<bdi dir="ltr">35-NQ/TU</bdi>' in page(VI, AR)


def test_every_version_is_there_and_those_to_begin_with_are_ticked() -> None:
    boxes = list(elements(page(VI, AR, shown=("v1",)), "input"))
    assert [(box["class"], "checked" in box) for box in boxes] == [("p1", True), ("p2", False)]
    assert ".story:has(.p2:not(:checked)) .c2 { display: none; }" in page(VI, AR)


def test_versions_of_one_language_are_told_apart() -> None:
    other = reading("v3", "ar", "#نموذج", "نموذج.")
    read = Read(page(VI, AR, other)).words
    assert "Arabic, machine translation · v2" in read
    assert "Arabic, machine translation · v3" in read


def test_a_story_of_one_version_has_nothing_to_tick() -> None:
    read = page(VI)
    assert "The story is held in this version alone." in read
    assert list(elements(read, "input")) == []


def test_mentions_are_marked_with_what_they_name_and_lead_to_the_legend() -> None:
    read = page(VI, AR)
    links = [one for one in elements(read, "a") if one.get("class") == "mention"]
    assert "mô hình 5 trong 1 · vn:mô hình 5 trong 1" in {one["title"] for one in links}
    targets = {str(one["href"])[1:] for one in links}
    assert targets == {str(one["id"]) for one in elements(read, "li")} == {"e1", "e2"}
    assert ">Xã có <a " in read
    assert "mô hình <mark>5 trong</mark> 1</a>" in read


def test_what_users_marked_is_said() -> None:
    facts = provenance(VI.version, "its own", MAKING, EN)
    marked = Marked(tags=("rau",), notes=("<b>xem lại</b>",), starred=True, reviewed=True)
    read = Read(article([VI], frozenset(), facts, EN, marked))
    assert "★ · ✓ reviewed · #rau · note: <b>xem lại</b>" in read.words
    assert "b" not in {tag for tag, _ in read.tags}


def test_captions_say_that_they_are() -> None:
    assert 'class="label"><bdi lang="en">picture</bdi></small> Ảnh: An' in page(VI)


def test_the_first_paragraph_of_a_page_says_which_it_is() -> None:
    """Of a PDF file; pages are parted in given text by a sign between paragraphs."""
    pdf = layer("Một.", f"Hai.{PAGE_BREAK}", "Ba.", "Bốn.")
    read = Read(page(VI._replace(layer=pdf, mentions=(), matches=()))).words
    assert "p. 1 Một.Hai." in read
    assert "p. 2 Ba.Bốn." in read
    assert "p. " not in Read(page(VI)).words


def test_fixed_words_are_vietnamese_where_that_is_asked_for() -> None:
    read = page(VI, AR, words=Words("vi"))
    assert "Những gì được đánh dấu" in read
    assert "tiếng Ả Rập, bản dịch máy" in read


def test_hostile_pages_stay_text() -> None:
    hostile = reading("v5", "vi", f"#{HOSTILE}", HOSTILE, named=["<script>"])
    read = Read(page(hostile, AR))
    assert {tag for tag, _ in read.tags} <= TAGS
    assert "script" not in {tag for tag, _ in read.tags}
    assert "\x1b" not in read.words
    assert all(str(one["href"]).startswith(("#", "https://")) for tag, one in read.tags if tag == "a")


def test_marks_never_part_a_letter_from_its_accent() -> None:
    text = layer("Mô hi\u0300nh")
    named = (Mention(1, 0, 5, "Mô hi", "model", "vn:a", 0.9, "quoted"), Entity("vn:a", "model", "a"))
    made = passage_of(text, Span(0, 8), Marks([named], [], {"vn:a": (1, "a")}, ""), right=False)
    assert made.endswith(">Mô hi\u0300</a>nh")


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4)


@given(st.text(alphabet="ab <&>\u0300اب5-", max_size=30), SPANS, SPANS, st.booleans())
def test_whatever_is_marked_the_text_is_whole(
    words: str,
    named: list[tuple[int, int]],
    sought: list[tuple[int, int]],
    right: bool,  # noqa: FBT001
) -> None:
    text = layer("b" + words)
    mentions = [
        (Mention(1, start, start + long, "", "model", "vn:a", 0.9, "quoted"), Entity("vn:a", "model", "a"))
        for start, long in sorted(named)
    ]
    matches = [Span(start, start + long) for start, long in sorted(sought)]
    marks = Marks(mentions, matches, {"vn:a": (1, "a")}, "")
    read = Read(passage_of(text, Span(0, len(text.given)), marks, right=right))
    assert read.words == printable(text.given)
    assert {tag for tag, _ in read.tags} <= {"a", "bdi", "mark"}


def test_provenance_says_where_a_version_comes_from() -> None:
    rows = {name: value[0].text for name, value in provenance(version("v1", "vi", "Tựa"), "its own", MAKING, EN).rows}
    assert rows["Language"] == "Vietnamese (vi): text .99"
    assert rows["Province"] == "quang-nam (inferred from the text)"
    assert rows["Story"] == "s1: its own"
    assert rows["Archive"] == "kho-bao (id cc511e63727285a8)"
    assert rows["Made"] == "23 November 2026, 09:00 +07:00, tracuu 0.1.0"
