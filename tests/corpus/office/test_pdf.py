"""PDF: reading order, paragraphs, what stands on every page, pages without text."""

from __future__ import annotations

import pytest

from tests.corpus.office.writing import At, lines, pdf
from tracuu.corpus.office import pdf as reader
from tracuu.corpus.office.document import PAGE_BREAK
from tracuu.errors import InputError
from tracuu.records import Role

COLUMNS = (
    ("The farmers of the village grow", "In the second column another"),
    ("black turmeric on the hill, and", "story is told, of the bridge that"),
    ("sell it at the market of the", "was opened in the spring after"),
    ("town, where it is much asked for", "three years of building, and of"),
    ("by the traders from the coast.", "the people who cross it daily."),
)
TABLE = (
    ("No.", "Name", "Task"),
    ("1", "Lan", "chair"),
    ("2", "Minh", "deputy"),
    ("3", "Hoa", "member"),
    ("4", "An", "member"),
)
STORIES = (
    (
        "The committee met and talk-",
        "ed about the harvest. It de-",
        "cided that the fields of the",
        "co-operative be measured a-",
        "new.",
    ),
    (
        "A new road is built to-",
        "day, and the co-operative",
        "pays for it. The work goes",
        "on until the month of",
        "May, as the paper",
    ),
    (
        "wrote. On Friday the mar-",
        "ket opens; the sellers come",
        "from all over, and kinh tế-",
        "xã hội is what they speak of.",
    ),
)
JOINED = (
    "The committee met and talked about the harvest. It decided that the fields of the co-operative be measured anew.",
    PAGE_BREAK,
    (
        "A new road is built today, and the co-operative pays for it. The work goes on until the month of May, as the "
        "paper\fwrote. On Friday the market opens; the sellers come from all over, and kinh tế-xã hội is what they "
        "speak of."
    ),
)


def texts(*pages: list[At]) -> list[str]:
    return [block.text for block in reader.read(pdf(pages)).blocks]


def test_lines_become_paragraphs() -> None:
    """A line goes on with the next when that one's first word had no room on it."""
    page = lines([
        "The farmers of the village have grown black turmeric on the hill for",
        "three years.",
        "The second paragraph begins on a line of its own, though nothing sets",
        "it apart.",
    ])  # fmt: skip
    assert texts(page) == [
        "The farmers of the village have grown black turmeric on the hill for three years.",
        "The second paragraph begins on a line of its own, though nothing sets it apart.",
    ]


def test_a_line_that_is_set_in_and_an_item_of_a_list_begin_anew() -> None:
    page = [
        At(90, 700, "A first line that is set in, and goes on to the right margin as"),
        At(72, 686, "others do, with a full second line that reaches the right margin."),
        At(90, 672, "Another paragraph, told by its first line alone, which is set in"),
        At(72, 658, "like the first."),
        At(72, 644, "• an item"),
        At(72, 630, "• another item"),
    ]
    assert [text.split()[0] for text in texts(page)] == ["A", "Another", "•", "•"]


def test_a_large_line_is_a_heading() -> None:
    found = reader.read(
        pdf([[At(72, 780, "Turmeric on the hill", 20), *lines(["They grow it.", "They sell it."])]])
    ).blocks
    assert [block.role for block in found] == [Role.HEADING, None, None]


def test_columns_that_were_painted_across_are_read_one_after_the_other() -> None:
    page = [At(72 + 248 * side, 700 - 14 * n, row[side]) for n, row in enumerate(COLUMNS) for side in (0, 1)]
    head = At(72, 780, "A headline over both columns of the page", 16)
    found = texts([head, *page])
    assert found[0] == head.text
    assert [text.split()[:3] for text in found[1:]] == [["The", "farmers", "of"], ["In", "the", "second"]]
    assert found[1].endswith("traders from the coast.")


def test_rows_of_a_table_are_read_across() -> None:
    page = [
        At((72, 150, 300)[n], 700 - 16 * row, text) for row, cells in enumerate(TABLE) for n, text in enumerate(cells)
    ]
    assert texts(page) == [" | ".join(row) for row in TABLE]


def test_divided_words_are_joined_and_pages_stay_marked() -> None:
    """Of "de-cided" the hyphen goes, of "kinh tế-xã hội" it stays: Vietnamese divides no words."""
    pages = [lines(story) for story in STORIES]
    assert texts(*pages) == list(JOINED)


def test_heads_feet_and_page_numbers_go() -> None:
    pages = [
        [At(72, 810, f"Annual report · page {n + 7}"), *lines(story), At(290, 30, f"- {n + 7} -")]
        for n, story in enumerate(STORIES)
    ]
    assert texts(*pages) == texts(*(lines(story) for story in STORIES))


def test_what_only_looks_like_a_head_stays() -> None:
    """The same words on two pages, another number on each of three, a title above its own running heads."""
    assert "Twice said." in texts(lines(["Twice said.", "One."]), lines(["Twice said.", "Two."]))
    counted = [lines([f"In {year} the harvest was good.", "More is told below."]) for year in (2021, 2017, 2024)]
    assert [text[:7] for text in texts(*counted) if text != PAGE_BREAK] == ["In 2021", "In 2017", "In 2024"]
    titled = [[At(72, 790, "Turmeric", 24 if n == 0 else 9), *lines(story)] for n, story in enumerate(STORIES * 2)]
    assert texts(*titled).count("Turmeric") == 1


def test_old_fonts_are_told_by_their_names() -> None:
    """A subset's letters stand before the name; Unicode in such a font is left alone."""
    page = [
        At(72, 700, "Céng hoµ x· héi chñ nghÜa", font=".VnTime"),
        At(72, 650, "NghÞ quyÕt", font="ABCDEF+.VnTimeH"),
        At(72, 600, "Coäng hoøa xaõ hoäi", font="VNI-Times"),
        At(72, 550, "Crème brûlée", font="Helvetica"),
        At(72, 500, "Đã có Unicode", font=".VnTime"),
        At(72, 450, "Héi nghÞ", font=".VnTime"),
        At(122, 450, "ở đây"),
    ]
    assert texts(page) == [
        "Cộng hoà xã hội chủ nghĩa", "NGHỊ QUYẾT", "Cộng hòa xã hội", "Crème brûlée", "Đã có Unicode", "Hội nghị ở đây",
    ]  # fmt: skip


def test_raised_letters_stay_on_their_line() -> None:
    end = 72 + 5.5 * len("A sentence with a note")
    page = [At(72, 700, "A sentence with a note"), At(end, 705, "1", 7), At(end + 4, 700, ", and its end.")]
    assert texts(page) == ["A sentence with a note1, and its end."]


def test_letters_of_another_font_are_put_where_they_stand() -> None:
    """Some programs paint what their font lacks after the rest of the line."""
    page = [At(72, 700, "Vi", 20), At(122, 700, "đồi", 20), At(92, 693, "ệt", 20)]
    assert texts(page) == ["Việt đồi"]


def test_a_line_that_was_drawn_out_is_no_row() -> None:
    """Justified lines have wide gaps, all alike; a row of a table has narrow ones beside wide ones."""
    drawn = [At(72 + 45 * n, 700, word) for n, word in enumerate(["words", "far", "from", "another"])]
    row = [At(72, 680, "two words"), At(200, 680, "and two")]
    assert texts(drawn + row) == ["words far from another", "two words | and two"]


def test_footnotes_do_not_interrupt_the_text() -> None:
    first = lines(["The farmers of the village have grown black turmeric on the hill", "for years, and the"])
    note = [At(72, 60, "1 As the paper wrote, in March and", 8), At(72, 50, "in April.", 8)]
    second = lines(["traders come to buy it."])
    assert texts([*first, *note], second) == [
        "1 As the paper wrote, in March and in April.",
        "The farmers of the village have grown black turmeric on the hill for years, and the\ftraders come to buy it.",
    ]


def test_what_is_read_from_right_to_left() -> None:
    """Lines begin at the right, and are full when they reach the left; a code is drawn with its parts turned around."""
    written = ["کشاورزان روستای تین می بر اساس", "NQ/TU-35", "قطعنامه"]
    page, end = [], 400.0
    for text in written:
        page.append(At(end - 5.5 * len(text), 700, text if text.isascii() else text[::-1]))  # as it is seen
        end -= 5.5 * (len(text) + 1)
    second = "زردچوبه کاشته اند و می فروشند از سه سال پیش"
    page += [At(400 - 5.5 * len(second), 686, second[::-1]), At(378, 672, "پیش."[::-1])]
    assert texts(page) == [f"{written[0]} 35-NQ/TU {written[2]} {second} پیش."]


def test_lines_of_scripts_without_blanks_are_joined_without() -> None:
    page = lines(["广南省委决议实施以来仙美乡的农民在山坡上种植黑姜黄", "并在城里的市场上卖给沿海的商人"])
    assert texts(page) == ["广南省委决议实施以来仙美乡的农民在山坡上种植黑姜黄并在城里的市场上卖给沿海的商人"]


def test_a_scan_is_no_empty_text() -> None:
    with pytest.raises(InputError, match=r"needs OCR .*2 pages"):
        reader.read(pdf([[], []], pictures=[0, 1]))
    with pytest.raises(InputError, match="no text"):
        reader.read(pdf([[], []]))


def test_pages_that_are_scans_are_named() -> None:
    told = [At(72, 700, "A page with a text that is long enough to be one.")]
    found = reader.read(pdf([told, [], told, [], []], pictures=[1, 3, 4]))
    assert "2, 4-5" in found.notes[0]
    assert [block.text for block in found.blocks].count(PAGE_BREAK) == 4


def test_pictures_are_read_where_that_is_asked_for() -> None:
    told = [At(72, 700, "A page with a text that is long enough to be one.")]
    engine = {"engine": "eyes 1", "langs": "vie"}
    found = reader.read(pdf([told, []], pictures=[1]), lambda _page: ["Read off.", "Twice."], engine)
    assert [block.text for block in found.blocks] == [told[0].text, PAGE_BREAK, "Read off.", "Twice."]
    assert found.reader.endswith("-eyes-1/1")
    assert "2 read by OCR (eyes 1, vie)" in found.notes[0]


def test_what_the_file_states() -> None:
    found = reader.read(
        pdf([lines(["Text of the file."])], {"Title": "Nghệ đen", "CreationDate": "D:20240315080000+07'00'"})
    )
    assert (found.title, found.made) == ("Nghệ đen", "2024-03-15")
    assert found.reader.startswith("pdf-pdfium-")


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(1000), pdf([lines(["Text."])])[:300]])
def test_what_is_damaged_is_said_to_be(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"damaged|no text"):
        reader.read(raw)
