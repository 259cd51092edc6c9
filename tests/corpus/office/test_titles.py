"""Titles and days of office files: what is believed, and where they are looked for."""

from __future__ import annotations

import pytest

from tracuu.corpus.office import given, titles
from tracuu.corpus.office.document import Block, Document
from tracuu.errors import InputError
from tracuu.records import DateKind, Role

BODY = Block("The farmers of the village have grown black turmeric on the hill for three years.")


@pytest.mark.parametrize(
    ("stated", "believed"),
    [
        ("Nghệ đen trên đồi", "Nghệ đen trên đồi"),
        ("  Two   blanks ", "Two blanks"),
        ("Tin tøc trong ngµy cña tØnh Qu¶ng Nam", "Tin tức trong ngày của tỉnh Quảng Nam"),  # typed in an old font
        (None, None),
        ("", None),
        ("Microsoft Word - BC nam 2024.doc", None),
        ("Microsoft Word - Document1", None),
        ("Document1", None),
        ("Tài liệu 1", None),
        ("bao_cao_2024", None),  # a file's name
        ("tin bai.docx", None),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None),
        ("QUYẾT ĐỊNH", None),  # says what it is, not about what
        ("untitled", None),
        ("1", None),
        ("https://example.vn/tin", None),
        ("x" * 400, None),
    ],
)
def test_a_property_is_believed_unless_a_program_wrote_it(stated: str | None, believed: str | None) -> None:
    assert titles.believed(stated) == believed


@pytest.mark.parametrize(
    ("stated", "blocks", "title", "lines"),
    [
        ("Stated", [BODY], "Stated", ()),
        ("Stated", [Block("STATED"), BODY], "Stated", (0,)),  # printed as well
        ("Stated", [Block("Styled", Role.TITLE), BODY], "Styled", (0,)),
        ("Document1", [Block("A byline"), Block("A heading", Role.HEADING), BODY], "A heading", (1,)),
        (None, [Block("A first line"), BODY], "A first line", (0,)),
        (None, [BODY], None, ()),  # a sentence is no title
        (None, [], None, ()),
        # the head of a Vietnamese document: who, where and when, what it is called, about what
        (
            None,
            [
                Block("TỈNH ỦY QUẢNG NAM | ĐẢNG CỘNG SẢN VIỆT NAM"),
                Block("Số: 35-NQ/TU | Tam Kỳ, ngày 8 tháng 12 năm 2023"),
                Block("NGHỊ QUYẾT"),
                Block("về phát triển kinh tế miền núi"),
                BODY,
            ],
            "NGHỊ QUYẾT về phát triển kinh tế miền núi",
            (2, 3),
        ),
        (
            None,
            [
                Block("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                Block("Độc lập - Tự do - Hạnh phúc"),
                Block("Nghệ đen"),
                BODY,
            ],
            "Nghệ đen",
            (2,),
        ),
    ],
)
def test_a_title_is_chosen(stated: str | None, blocks: list[Block], title: str | None, lines: tuple[int, ...]) -> None:
    assert titles.choose(stated, blocks) == titles.Title(title, lines)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tam Kỳ, ngày 8 tháng 12 năm 2023", "2023-12-08"),
        ("Quảng Nam, ngày 08  tháng 3 năm 2024", "2024-03-08"),
        ("(Thứ Sáu, 15/03/2024)", "2024-03-15"),
        ("08:30 15/3/2024", "2024-03-15"),
        ("2024-03-15", "2024-03-15"),
        ("2024年3月15日 星期五", "2024-03-15"),
        ("Tam Kỳ, ngày    tháng 12 năm 2023", None),  # left open, as in a draft
        ("Ngày 8 tháng 12 năm 2023, Tỉnh ủy Quảng Nam đã ban hành Nghị quyết về phát triển kinh tế.", None),
        ("Căn cứ Luật số 77 ngày 19/6/2015", None),  # another number: not the day of this text
    ],
)
def test_a_dateline_says_a_day_and_hardly_more(line: str, day: str | None) -> None:
    found = titles.dated_line(line)
    assert (found.day if found else None) == day


def document(*texts: str, **more: object) -> Document:
    return Document(blocks=tuple(map(Block, texts)), reader="test/1", **more)  # type: ignore[arg-type]


def test_days_are_taken_from_the_surest_place() -> None:
    printed = given.extract(document("A title", "15/3/2024", BODY.text, made="2024-04-01")).published
    assert printed is not None
    assert (printed.day, printed.kind) == ("2024-03-15", DateKind.PAGE)
    made = given.extract(document(BODY.text, made="2024-04-01T08:00:00Z")).published
    assert made is not None
    assert (made.day, made.kind) == ("2024-04-01", DateKind.INFERRED)
    assert given.extract(document(BODY.text, made="0000-00-00")).published is None


def test_given_text_is_composed_one_block_a_line() -> None:
    """Decomposed letters are composed, blanks made one, signs that are not seen taken out."""
    found = given.extract(
        document("Nghe\u0323\u0302  đen\u00a0\u200b", "\uf0b7 mu\u0323c", "\f", "next\x07 page", "  ")
    )
    assert found.given == "Nghệ đen\n• mục\n\f\nnext page"


def test_old_letters_that_no_font_tells_are_told_by_their_words() -> None:
    found = given.extract(document("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc"))
    assert found.given.splitlines() == ["Cộng hoà xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"]
    assert found.charset == "tcvn3"


@pytest.mark.parametrize("texts", [(), ("", " "), ("\f",), ("–",)])
def test_nothing_said_is_no_text(texts: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="no text"):
        given.extract(document(*texts))
