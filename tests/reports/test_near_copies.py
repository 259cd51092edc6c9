"""Near-copies: what is collapsed in a brief, and what is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracuu.reports.near_copies import grouped, shingles

RELEASE = (
    "Ban Dân vận Tỉnh ủy tổ chức hội nghị sơ kết sáu tháng đầu năm. Hội nghị biểu dương các mô hình hay ở cơ sở, "
    "trong đó có mô hình giữ rừng của đồng bào vùng cao và tổ tự quản đường biên."
)
OTHER = (
    "Sáng nay, trường tiểu học xã Sơn Kim khánh thành thư viện mới do phụ huynh góp công sửa sang từ một phòng cũ. "
    "Thư viện có hơn hai nghìn đầu sách và mở cửa cả buổi chiều thứ bảy."
)


def alike(one: str, other: str, lang: str = "vi") -> bool:
    return len(grouped([{lang: shingles(one)}, {lang: shingles(other)}])) == 1


def test_the_same_text_is_a_copy_in_any_spelling() -> None:
    assert alike(RELEASE, RELEASE.upper())


def test_a_copy_with_a_sentence_more_is_still_one() -> None:
    assert alike(RELEASE, RELEASE + " Dịp này, mười tập thể được tặng bằng khen.")


def test_another_report_is_none() -> None:
    assert not alike(RELEASE, OTHER)


def test_a_report_that_quotes_a_sentence_is_none() -> None:
    assert not alike(" ".join(RELEASE.split()[:14]), RELEASE + OTHER)


def test_titles_alone_must_be_equal() -> None:
    assert alike("Khánh thành thư viện", "KHÁNH THÀNH THƯ VIỆN")
    assert not alike("Khánh thành thư viện", "Khánh thành nhà văn hóa")


def test_writing_without_spaces_is_compared_by_letters() -> None:
    said = "省委民运部召开上半年总结会议表彰基层好模式其中有高地同胞护林模式和边境自管小组"
    assert alike(said, said + "会上十个集体获奖", "zh")
    assert not alike(said, "今早山金乡小学新图书馆落成由家长把旧教室改建而成藏书两千多册周六下午开放", "zh")


def test_stories_that_share_a_language_are_compared_in_it() -> None:
    stories = [
        {"en": shingles("x " + OTHER), "vi": shingles(RELEASE)},
        {"vi": shingles(RELEASE)},
        {"en": shingles(OTHER)},
    ]
    assert grouped(stories) == [[0, 1, 2]]


def test_a_sentence_that_all_quote_hides_no_copy() -> None:
    quoted = "Thực hiện Nghị quyết số 35-NQ/TU ngày 8/12/2023 của Tỉnh ủy Quảng Nam, các xã cùng làm. "
    texts = [quoted + " ".join(f"w{place}x{number}" for number in range(60)) for place in range(60)]
    groups = grouped([{"vi": shingles(text)} for text in [*texts, texts[40] + " thêm một câu nữa"]])
    assert [group for group in groups if len(group) > 1] == [[40, 60]]


@given(st.lists(st.text("ab ", max_size=30), max_size=12))
def test_every_story_is_in_one_group_that_begins_with_its_first(texts: list[str]) -> None:
    groups = grouped([{"vi": shingles(text)} for text in texts])
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    assert all(group == sorted(group) for group in groups)
